import Foundation
import Synchronization

/// Says when what is being typed is to be kept: a moment after the last key, or a while after the first that is not kept yet.
///
/// One thread that sleeps: a timer of libdispatch wakes two, and a key pays for that.
final class DraftClock: Sendable {
    /// How long after the last key.
    private static let rest = 200_000_000 as UInt64
    /// How long what is typed without a rest may wait.
    private static let patience = 600_000_000 as UInt64

    /// Times in nanoseconds since the machine's start.
    private struct Keys {
        var firstUnkept: UInt64?
        var last: UInt64?
        var isThreadRunning = false
        var isOver = false
        var write: (@Sendable () -> Void)?
    }

    /// What the thread has in hand as well.
    private final class Shared: Sendable {
        let keys = Mutex(Keys())
        let bell = DispatchSemaphore(value: 0)

        /// How many nanoseconds the drafts may still wait.
        func timeLeft() -> UInt64 {
            let now = DispatchTime.now().uptimeNanoseconds
            return keys.withLock { keys in
                guard let first = keys.firstUnkept, let last = keys.last else { return 0 }
                let due = min(last + DraftClock.rest, first + DraftClock.patience)
                return due > now ? due - now : 0
            }
        }

        func run() {
            while true {
                bell.wait()
                if keys.withLock({ $0.isOver }) { return }
                while case let left = timeLeft(), left > 0 { usleep(UInt32(left / 1000) + 1) }
                let write = keys.withLock { keys in
                    keys.firstUnkept = nil
                    return keys.write
                }
                write?()
            }
        }
    }

    private let shared = Shared()

    deinit {
        shared.keys.withLock { $0.isOver = true }
        shared.bell.signal()
    }

    /// When a key was typed last.
    var lastKey: DispatchTime? {
        shared.keys.withLock { $0.last.map { DispatchTime(uptimeNanoseconds: $0) } }
    }

    /// Nobody has typed for as long as drafts wait for another key.
    var isAtRest: Bool {
        let now = DispatchTime.now().uptimeNanoseconds
        return shared.keys.withLock { ($0.last ?? 0) + Self.rest <= now }
    }

    /// - Parameter write: Keeps what was typed; called on the clock's own thread.
    func whenDue(_ write: @escaping @Sendable () -> Void) {
        shared.keys.withLock { $0.write = write }
    }

    /// There is something to be kept, as of now.
    func typed() {
        let now = DispatchTime.now().uptimeNanoseconds
        let (isFirst, needsThread) = shared.keys.withLock { keys in
            keys.last = now
            guard keys.firstUnkept == nil else { return (false, false) }
            keys.firstUnkept = now
            defer { keys.isThreadRunning = true }
            return (true, !keys.isThreadRunning)
        }
        if needsThread { Thread.detachNewThread { [shared] in shared.run() } }
        if isFirst { shared.bell.signal() }
    }
}
