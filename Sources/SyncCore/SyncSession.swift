import SiteHistory
import SiteModel
import WireProtocol

/// One run of sync, for the command line: hello, pull to the end, push all, pull to the end.
package enum SyncSession {
    /// Runs until everything went both ways, or until it cannot.
    ///
    /// - Parameters:
    ///   - perform: Sends a request and waits for its answer.
    ///   - write: Makes a change durable in one transaction and gives the state after it; an error's description is
    ///     what the person reads.
    package static func run(
        _ state: StoreState, perform: (SyncRequest) -> SyncReply,
        write: (StoreChange) throws -> StoreState
    ) -> SyncOutcome {
        var machine = SyncMachine(mode: .once)
        var events: [SyncEvent] = [.started(state)]
        while !events.isEmpty {
            for action in machine.handle(events.removeFirst(), at: .zero, random: 0) {
                switch action {
                case .send(let id, let request): events.append(.replied(id, perform(request)))
                case .store(let change): events.append(result(of: change, write))
                case .finished(let outcome): return outcome
                case .cancel, .openStream, .closeStream, .schedule, .report: break
                }
            }
        }
        preconditionFailure("a machine that runs once stopped without an end")
    }

    private static func result(of change: StoreChange, _ write: (StoreChange) throws -> StoreState)
        -> SyncEvent
    {
        do {
            return .stored(try write(change))
        } catch {
            return .storeFailed("\(error)")
        }
    }
}
