// How is one text kept, and what do concurrent edits of it mean?
//
// The event graph of Eg-walker (arXiv 2409.14252) with the sibling order of FugueMax (arXiv 2305.00583), ties by replica
// id: the text is a function of the operations and of what each author had seen, not of the order of arrival.
//
// Unit of position: Unicode scalars at V(o). An operation's *number* is its place in this text's replay order.
//
//  TextBuffer   what the text says: UTF-8 with a gap, so that typing costs no copy
//  TextLog      its operations since its base: run-length runs (typed, pasted, backspaced, deleted), grouped in spans of
//               one author; a span's version is written as what changed since the end of the span before it
//  TextZone     a stretch of the log: sequential (each operation had seen all before it) or concurrent
//  TextWalker   replays a concurrent zone; its state is a TextTree
//  TextTree     every character of the zone in document order, as run-length items in a flat B-tree
//  TextHistory  the four together
//
// A zone starts at a critical version: whatever comes later had seen all that is before. So a sequential zone is edited
// in place, and a concurrent one is walked from an empty tree whose one item, the placeholder, stands for the text at its
// start. Tombstones from before can be no neighbour that two later operations see differently, and are not needed. An
// operation that takes back a delete keeps the zone's start before that delete.
//
// Characters of a zone are numbered: the placeholder's first, then the inserted ones in log order. The tree keeps for
// each item two counters. *prepare* is 0 where the next author sees the item, `absent` and more where it was not
// inserted yet, and counts its deletes; *effect* counts the deletes of everybody. Moving the prepare version adds and
// subtracts, in any order. Visible lengths are summed for the prepare version alone: what the walk did is read off in one
// pass over the tree, which copies what was there before from the old text and the rest from the log, so nothing asks for
// a position in the effect version.
//
// Invariants:
//  - a run belongs to one span, a span to one zone;
//  - a run is settled as a whole, or not at all;
//  - the placeholder's content is not kept: who needs deleted characters replays from the base.
//
// Left out on purpose: who is right about V(o) (CausalIndex), how histories travel (WireProtocol).
