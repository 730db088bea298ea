// What changed, and what do concurrent changes mean?
//
// A device's document is `replay(log ++ pending)`: the server's log up to a cursor, then the device's own batches that
// are not in it yet. What the log's first n operations mean depends on those n alone; no clock decides anything.
// `Replay` is that function, one operation at a time; `HistoryEngine` keeps the log's state and the shown one apart;
// `Transaction` turns what a person wants into operations.
//
// Unit of position in a text: Unicode scalars at the version the author saw, V(o): the log up to the batch's `base`,
// and the author's own chain before the operation.
//
// Invariants:
//  - a batch is immutable once committed; its hash covers its chain;
//  - operations that cannot apply (unknown node, position beyond the text, cycle) have no effect, the same everywhere;
//  - whatever loses against a concurrent operation is in a conflict row.
//
// Left out on purpose: where batches are kept (SiteStore), how they travel (WireProtocol), when (SyncCore).
// Read `Operation.swift` first, then `Replay.swift`.
