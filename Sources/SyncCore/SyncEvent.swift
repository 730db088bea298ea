import SiteHistory
import WireProtocol

/// Numbers the requests of one machine; an answer that bears another number is late and ignored.
package struct RequestID: Hashable, Sendable {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// What can happen to sync.
package enum SyncEvent: Hashable, Sendable {
    /// The first event, and the one after `stopped`.
    case started(StoreState)
    /// A batch was committed, here or by another program on the store, or somebody else pulled.
    case storeChanged(StoreState)
    /// The answer to `store`: it is durable.
    case stored(StoreState)
    /// The answer to `read`.
    case read(LogPage)
    /// The other answer to `store` and to `read`: nothing was changed. One sentence.
    case storeFailed(String)
    /// As `storeFailed`, because what the store keeps of the log does not reach down to where it is needed: it is to have
    /// the whole log of the server.
    case logTooShort
    /// As `storeFailed`, for a reason that trying again does not change.
    case storeRefused(SyncBlock)
    case replied(RequestID, SyncReply)
    case streamOpened
    case hinted(EventHint)
    case streamEnded(TransportFailure)
    case streamRefused(Problem, retryAfter: Duration?)
    case timerFired
    /// The network came back, or the machine woke from sleep.
    case networkBack
    /// A person wants it now, or the token was changed.
    case askedNow
    case stopped
}

/// What the driver does next, in order.
package enum SyncAction: Hashable, Sendable {
    /// Send, and answer with `replied`.
    case send(RequestID, SyncRequest)
    /// The answer is not wanted any more.
    case cancel(RequestID)
    /// Open the site's event stream, and answer with `streamOpened`, `hinted`, and one `streamEnded` or
    /// `streamRefused`.
    case openStream
    /// Close it; nothing is to be answered.
    case closeStream
    /// Answer with `timerFired` in so long; replaces what was scheduled before.
    case schedule(Duration)
    /// Write, and answer with `stored` or `storeFailed`.
    case store(StoreChange)
    /// Look up, and answer with `read` or `storeFailed`.
    case read(LogQuery)
    /// Show.
    case report(SyncStatus)
    /// Only of a machine that runs once: it is over.
    case finished(SyncOutcome)
}

/// What the store must make durable, each in one transaction.
package enum StoreChange: Hashable, Sendable {
    /// The hello was answered: the site belongs to (server, account) from now on, positions are this epoch's.
    case greeted(account: String, log: LogState)
    /// Append these entries behind the cursor, settle the first `settled` pending batches (the entries hold them,
    /// hash for hash), move cursor and digest.
    case pulled(Pulled)
    /// Begin with a state of the log, in a store that has nothing of it and where nothing waits.
    case adopted(Adopted)
    /// Take these out of the shown document and of the outbox into the quarantine, and put their voids in their place.
    case quarantined([Quarantined])
    /// Replace the log behind a cut by the server's, and put own batches that it does not hold behind it.
    case rewritten(Rewritten)
}

/// A verified pull.
package struct Pulled: Hashable, Sendable {
    package var entries: [LogEntry]
    package var settled: Int
    package var cursor: UInt64
    package var digest: LogDigest
    package var log: LogState
}

/// A snapshot that fits what the server says of its log. Its form is the store's to check, for it reads it anyway.
package struct Adopted: Hashable, Sendable {
    package var state: [UInt8]
    package var end: LogEnd
    package var log: LogState

    package init(state: [UInt8], end: LogEnd, log: LogState) {
        self.state = state
        self.end = end
        self.log = log
    }
}

/// A batch that cannot go to the server, and what stands for it in the chain.
package struct Quarantined: Hashable, Sendable {
    package var batch: Batch
    package var void: Batch
    /// Why, for people. The batches of a closure name the batch they hang on.
    package var message: String
}
