import CCurl
import Glibc
import Synchronization
import WireProtocol

/// What the transport's thread is asked to do.
enum Errand: Sendable {
    case start(TransferOrder)
    case cancel(TransferID)
}

/// The way from any thread to the transport's: errands behind a lock, and a wake-up.
final class Mailbox: Sendable {
    private struct State {
        var errands: [Errand] = []
        /// Set by the thread while it can be woken.
        var multi: Handle?
        var isStarted = false
        var isClosed = false
    }

    /// A `CURLM`; `pm_multi_wakeup` is the one call that other threads may make.
    struct Handle: @unchecked Sendable { let pointer: UnsafeMutableRawPointer }

    private let state = Mutex(State())
    private let ended = Awaited<Bool>()

    /// False where the transport is closed.
    @discardableResult
    func put(_ errand: Errand) -> Bool {
        let mustStart: Bool? = state.withLock { state in
            guard !state.isClosed else { return nil }
            state.errands.append(errand)
            if let multi = state.multi { pm_multi_wakeup(multi.pointer) }
            defer { state.isStarted = true }
            return !state.isStarted
        }
        guard let mustStart else { return false }
        if mustStart { TransferLoop.startThread(self) }
        return true
    }

    /// What came since the last call, and whether to end.
    func take() -> (errands: [Errand], isClosed: Bool) {
        state.withLock { state in
            defer { state.errands = [] }
            return (state.errands, state.isClosed)
        }
    }

    func setHandle(_ multi: Handle?) { state.withLock { $0.multi = multi } }

    func close() {
        let wasStarted = state.withLock { state in
            state.isClosed = true
            if let multi = state.multi { pm_multi_wakeup(multi.pointer) }
            return state.isStarted
        }
        if !wasStarted { ended.set(true) }
    }

    func noteEnd() { ended.set(true) }
    func waitForEnd() { _ = ended.wait() }
}
