import WireProtocol

/// What the screen says about sync.
package struct SyncStatus: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// Nothing waits, and the server would tell if something came.
        case synced
        /// Something is on its way, in either direction.
        case working
        /// The server lost history; it is given back what this store has of it.
        case healing
        /// The server is not there; the next try is in so long. One sentence says why.
        case offline(retryIn: Duration, message: String)
        /// It does not go on by itself.
        case blocked(SyncBlock)
    }

    package var state: State
    /// Own batches that the log does not have yet, as far as this device knows.
    package var up: Int
    /// Operations that the server has and this device does not.
    package var down: UInt64

    package init(state: State, up: Int, down: UInt64) {
        self.state = state
        self.up = up
        self.down = down
    }
}

/// Why sync does not go on by itself. Editing does.
package enum SyncBlock: Hashable, Sendable {
    /// 401: the token is not, or no longer, known.
    case signedOut
    /// 403: the site, or this replica, is another account's.
    case notPermitted(String)
    /// The server's log does not hold what this device has seen of it.
    case historyLost
    /// The log has batches of this device that its store does not hold: a copy, or restored from a backup.
    case oldStore
    /// The base of the oldest own batch lies below what the server still merges.
    case awayTooLong
    /// The server refuses what it may not refuse, or contradicts itself.
    case disagreement(String)
    /// The server was set back further than it promises: what it lost begins at or below `dropped`, up to where this device
    /// has it as a state only, and nobody has given it back.
    case lostBelow(dropped: UInt64)
    /// The store could not write.
    case storeFailed(String)
}

extension SyncBlock {
    /// What, and what to do.
    package var sentence: String {
        switch self {
        case .signedOut:
            "the server does not know this token: set another (PAGEMAGIC_TOKEN, or token in config.toml); "
                + "work goes on offline"
        case .notPermitted(let why): "not permitted: \(why)"
        case .historyLost:
            "the server lost history: nothing is sent until it is healed; everything is kept here"
        case .oldStore:
            "the server has changes of this device that its store does not hold: it is a copy or an old backup; "
                + "nothing is sent, everything is kept"
        case .awayTooLong:
            "this device was away too long for its changes to be merged as they are; they are kept"
        case .disagreement(let what): "the server and this program disagree: \(what)"
        case .lostBelow(let dropped):
            "the server was set back to before position \(dropped), up to which this device keeps no single changes to "
                + "give back: nothing is sent, everything is kept here. pagemagic sync SITE --anew keeps it as a site of its "
                + "own and takes the server's"
        case .storeFailed(let what): "what came could not be stored: \(what)"
        }
    }

    /// The exit code of `sync` (docs: contract): 6 not permitted, 1 otherwise.
    package var exitCode: Int32 {
        switch self {
        case .signedOut, .notPermitted: 6
        default: 1
        }
    }
}

/// How a machine that runs once ended.
package struct SyncOutcome: Hashable, Sendable {
    package enum End: Hashable, Sendable {
        /// Everything that was there went both ways.
        case settled
        case offline(TransportFailure)
        case blocked(SyncBlock)
    }

    package var end: End
    /// Own batches that the server took.
    package var pushed: Int
    /// Batches of others that came.
    package var pulled: Int
    /// Own batches that went to the quarantine.
    package var quarantined: Int
    /// What the server had lost and has again.
    package var healing = HealingReport()
    /// Where the store stood when it ended.
    package var cursor: UInt64
}

extension SyncOutcome.End {
    /// 0 settled, 9 not reached, 8 TLS, 6 not permitted, 1 otherwise.
    package var exitCode: Int32 {
        switch self {
        case .settled: 0
        case .offline(let failure): failure.kind == .tls || failure.kind == .plainRefused ? 8 : 9
        case .blocked(let block): block.exitCode
        }
    }

    /// Nil where it settled.
    package var sentence: String? {
        switch self {
        case .settled: nil
        case .offline(let failure): failure.message
        case .blocked(let block): block.sentence
        }
    }
}
