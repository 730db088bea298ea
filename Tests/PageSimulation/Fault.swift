/// What can go wrong in a run. The raw values are the keys of `pagesim run --json`.
package enum Fault: String, CaseIterable, Sendable {
    /// A message is lost.
    case drop
    /// A request arrives twice.
    case `repeat`
    /// A message takes seconds.
    case delay
    /// Two requests arrive in another order than they were sent.
    case reorder
    /// A home is cut off for a while.
    case partition
    /// A home is cut off for nearly the whole run.
    case away
    /// Something between answers with its own page for a while, status 200.
    case portal
    /// An answer, or a hint, is cut or changed on its way.
    case garble
    /// A request is cut or changed on its way.
    case garbleRequest
    /// A frame says that it is much larger than it is, in either direction.
    case bomb
    /// The answer is one to an earlier request.
    case wrongAnswer
    /// The server answers 503 once.
    case busy
    /// For a while the server answers 429 and 503, with Retry-After.
    case storm
    /// The token is not known any more; somebody signs in again, now and then with another account first.
    case unauthorized
    /// The server answers 403 for a while.
    case forbidden
    /// The server restarts: a new epoch.
    case restart
    /// The server ends after it wrote and before it answered.
    case crashBeforeAnswer
    /// The server's wall clock jumps by years.
    case serverClock
    /// The server refuses a batch in the middle of a chain.
    case refusal
    /// A newer program writes what these do not know.
    case newerClient
    /// A process dies before its store has written.
    case killBeforeWrite
    /// A process dies right after its store has written.
    case killAfterWrite
    /// A process dies at the n-th write or fsync of a transaction (only where the store is SQLite's).
    case killAtWrite
    /// A process dies at the n-th write or fsync of a compaction.
    case killAtCompaction
    /// The power goes: every process of the home dies; what was not synced is kept, lost or torn.
    case powerCut
    /// The home's disk is full for a while.
    case diskFull
    /// The home's disk fails for a while.
    case diskFailing
    /// The home's wall clock jumps by years.
    case deviceClock
    /// The server is set back to an older state of its data folder.
    case serverRestore
    /// A store is set back to an older state of itself.
    case storeRestore
    /// A store is put in the place of another device's.
    case storeCopy
    /// The server promises less of its past: who is further back writes anew.
    case forgetting
    /// A device joins when the log has a past.
    case lateDevice
    /// An empty store begins with the server's snapshot.
    case snapshotStart
    /// A device was away for longer than the server merges, and writes its changes anew.
    case rebase
    /// The server purges something from the trash.
    case purge
    /// The lock file of the right to sync is removed while somebody holds it.
    case lockLost

    /// Whether it is part of a run only where that is asked for.
    package var needsHealing: Bool {
        switch self {
        case .serverRestore, .storeRestore, .storeCopy, .forgetting: true
        default: false
        }
    }

    /// What happens to single messages and writes; the others are steps of a plan.
    var isStrike: Bool {
        switch self {
        case .drop, .repeat, .delay, .reorder, .garble, .garbleRequest, .bomb, .wrongAnswer, .busy,
            .crashBeforeAnswer, .killBeforeWrite, .killAfterWrite, .killAtWrite,
            .killAtCompaction:
            true
        default: false
        }
    }

    /// FNV-1a over the name: another fault more does not change what the others do.
    var number: UInt64 {
        rawValue.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
