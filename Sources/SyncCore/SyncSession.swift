import SiteHistory
import SiteModel
import WireProtocol

/// One run of sync, for the command line: hello, pull to the end, push all, pull to the end.
package enum SyncSession {
    /// Runs until everything went both ways, or until it cannot.
    ///
    /// - Parameters:
    ///   - random: Fresh random bits, for a new replica id if one is needed.
    ///   - perform: Sends a request and waits for its answer.
    ///   - write: Makes a change durable in one transaction and gives the state after it; of a ``StoreRefusal`` the machine
    ///     knows what to do, any other error's description is what the person reads.
    ///   - read: Looks up a part of the store's log.
    package static func run(
        _ state: StoreState, random: () -> UInt64, perform: (SyncRequest) -> SyncReply,
        write: (StoreChange) throws -> StoreState, read: (LogQuery) throws -> LogPage
    ) -> SyncOutcome {
        var machine = SyncMachine(mode: .once)
        var events: [SyncEvent] = [.started(state)]
        while !events.isEmpty {
            for action in machine.handle(events.removeFirst(), at: .zero, random: random()) {
                switch action {
                case .send(let id, let request): events.append(.replied(id, perform(request)))
                case .store(let change): events.append(result(of: change, write))
                case .read(let query): events.append(result(of: query, read))
                case .finished(let outcome): return outcome
                case .cancel, .openStream, .closeStream, .schedule, .report: break
                }
            }
        }
        preconditionFailure("a machine that runs once stopped without an end")
    }

    private static func result(of query: LogQuery, _ read: (LogQuery) throws -> LogPage)
        -> SyncEvent
    {
        do {
            return .read(try read(query))
        } catch {
            return event(of: error)
        }
    }

    private static func result(of change: StoreChange, _ write: (StoreChange) throws -> StoreState)
        -> SyncEvent
    {
        do {
            return .stored(try write(change))
        } catch {
            return event(of: error)
        }
    }

    private static func event(of error: any Error) -> SyncEvent {
        (error as? StoreRefusal)?.event ?? .storeFailed("\(error)")
    }
}

/// Why a store did not write what the machine decided, where that says how it goes on.
package enum StoreRefusal: Error, Hashable, Sendable {
    /// See ``SyncEvent/logTooShort``.
    case logTooShort
    /// See ``SyncEvent/storeRefused(_:)``.
    case blocked(SyncBlock)

    package var event: SyncEvent {
        switch self {
        case .logTooShort: .logTooShort
        case .blocked(let block): .storeRefused(block)
        }
    }
}
