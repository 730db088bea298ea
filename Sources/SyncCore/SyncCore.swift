// What should sync do next?
//
// `SyncMachine` is one site's conversation with its server, as a value: events go in (a batch was committed, an answer
// came, a timer rang), actions come out (send this, store that, ring in 2 s). It reads no clock and no random source:
// the monotonic time and a random word arrive with every event. `SyncSession` runs it to its end for the command line.
//
// Unit of position: operations in the site's log. Unit of time: `Duration` since any fixed moment.
//
// Invariants:
//  - one request is in flight at a time, none while the store writes; an answer to another request is ignored;
//  - the cursor moves only by a verified pull: from the cursor, whole batches, no hole, the chained digest right;
//  - a push keeps chain order; its answer never moves the cursor; an own batch settles only when it comes back with
//    the same hash;
//  - what the server refuses leaves with its closure, and voids keep its place: the rest goes on;
//  - nothing is retried sooner than the backoff says, unless a person or the network asks.
//
// A fork, a copied or set back store, lost history and a base too old are repaired (`Repair.swift`): the log is fetched
// whole before anything is written anew.
//
// Left out on purpose: the lease between two programs on one store (the driver's, before each request), bytes and sockets
// (WireProtocol, CurlTransport). Read `SyncEvent.swift` first, then `SyncMachine.swift`.
