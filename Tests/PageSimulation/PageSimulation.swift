// Does anything get lost when everything goes wrong?
//
// `Simulation` runs a `Plan`: up to eight programs on one to five homes and one server, on one thread and a virtual
// clock, from one seed. Production's engine, transactions, sync machine, codecs on both sides and server rules; on
// every eighth seed production's store too, on SQLite behind a file layer (`CFaultyFiles`) that can be killed at any
// write, lose or tear what was not synced, be full, or fail. Two editors and a command line may share a home: one of
// them syncs at a time. When the faults are over, the run must come to rest within a bound; the invariants of design
// §6 are checked (`Invariant` says which and when).
//
// Unit of time: `Duration` since the run began.
//
// Invariants: one plan gives one run (I17); nothing here reads a clock or a random source of the system; each fault
// is decided on its own (`Dice`), so that a plan can be made smaller (`Shrinking`).
//
// Logs grow old (`aging`): a device joins when there is a snapshot and begins with it; the server promises as much as the
// slowest device needs, half of what all have seen, or some seconds, so that who was away longer writes anew; homes on
// files compact. A server that may be set back promises everything and gives no snapshot.
//
// Left out on purpose: the line of a request (TLS guards it). Servers and stores are set back (`healing`), stores are
// copied and devices made to rebase (`copying`), unless a run is asked to leave that out.
// Read `Plan.swift` first, then `Simulation.swift` and `Simulation+Steps.swift`.
