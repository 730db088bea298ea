import SiteMarkup
import Synchronization

/// The site as the preview shows it now, and the pages that wait for it to change.
final class PreviewStage: Sendable {
    private struct State {
        var site: ServedSite
        var listeners: [UInt64: AsyncStream<String>.Continuation] = [:]
        var lastNumber: UInt64 = 0
        var isClosed = false

        func tell() {
            for listener in listeners.values { listener.yield(site.version.description) }
        }
    }

    /// How often a stream says something, so that a connection that is gone is noticed.
    static let heartbeatInterval = Duration.seconds(15)
    static let listenerCountMax = 256

    private let state: Mutex<State>

    init(_ site: ServedSite) { state = Mutex(State(site: site)) }

    var site: ServedSite { state.withLock { $0.site } }

    func show(_ site: ServedSite) {
        state.withLock {
            guard $0.site.version != site.version else { return }
            $0.site = site
            $0.tell()
        }
    }

    /// Versions as they are shown, the present one first, and each again now and then; nil while the server is ending or
    /// has too many.
    ///
    /// Only the newest waits for a slow reader.
    func versions() -> AsyncStream<String>? {
        let (stream, continuation) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state -> UInt64? in
            guard !state.isClosed, state.listeners.count < PreviewStage.listenerCountMax else {
                return nil
            }
            state.lastNumber += 1
            state.listeners[state.lastNumber] = continuation
            continuation.yield(state.site.version.description)
            return state.lastNumber
        }
        guard let number else { return nil }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.listeners.removeValue(forKey: number) }
        }
        return stream
    }

    /// Says the version to everybody now and then, until the task is cancelled.
    func beat() async {
        while true {
            do { try await Task.sleep(for: PreviewStage.heartbeatInterval) } catch { return }
            state.withLock { $0.tell() }
        }
    }

    /// Ends every stream; none is opened any more.
    func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            defer { state.listeners = [:] }
            return state.listeners.values
        }
        for listener in listeners { listener.finish() }
    }
}
