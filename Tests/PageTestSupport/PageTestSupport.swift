// How do we know that the history engine is right?
//
// By a second implementation that shares nothing with it but the vocabulary: `NaiveOracle` replays every operation one
// by one, keeps every character it has ever seen in an explicit FugueMax tree, and asks for each of them whether an
// operation's author had seen it. `HistoryGenerator` makes random histories of a few devices that respect causality.
//
// Unit of position in a text: Unicode scalars.
//
// Invariants:
//  - same seed, same history: nothing here reads a clock or the iteration order of a dictionary;
//  - every generated operation is right at V(o), what its author had seen.
//
// Left out on purpose: speed. Read `NaiveOracle.swift` first, then `FugueTree.swift`.
