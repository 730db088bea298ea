// Does anything get lost when everything goes wrong?
//
// `Simulation` runs several devices and one server on one thread, on a virtual clock, from one seed: production engine,
// transactions, sync machine and wire coding; a network that drops, repeats, delays, reorders, cuts off, garbles and
// turns away; a server that restarts; devices that are killed at any write of their store. When the faults are over,
// the run must come to rest within a bound, and the invariants of design §6 that hold today are checked.
//
// Unit of time: `Duration` since the run began.
//
// Invariants: one seed gives one run (I17); nothing here reads a clock or a random source of the system.
//
// Left out on purpose: real SQLite under a faulty file layer, stores that are copied or restored, servers that lie:
// the next issue's. Read `Simulation.swift` first.
