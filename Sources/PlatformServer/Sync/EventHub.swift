import SiteModel
import WireProtocol

/// Tells open event streams that a log has grown.
actor EventHub {
    private struct Listener {
        let continuation: AsyncStream<EventHint>.Continuation
        var last: EventHint
    }

    /// How often a stream says something, so that a dead connection is noticed on both sides.
    static let heartbeatInterval = Duration.seconds(15)
    static let listenerCountMax = 10_000

    private var listeners: [NodeID: [UInt64: Listener]] = [:]
    private var lastNumber: UInt64 = 0
    private var listenerCount = 0
    private var isClosed = false
    private let metrics: Metrics

    init(metrics: Metrics) { self.metrics = metrics }

    /// A stream of hints that begins with the given one; nil while the server is ending or has too many.
    ///
    /// Only the newest hint waits for a slow reader: the ones before it say nothing more.
    func listen(to site: NodeID, from first: EventHint) -> AsyncStream<EventHint>? {
        guard !isClosed, listenerCount < EventHub.listenerCountMax else { return nil }
        let (stream, continuation) = AsyncStream.makeStream(
            of: EventHint.self, bufferingPolicy: .bufferingNewest(1))
        lastNumber += 1
        let number = lastNumber
        listeners[site, default: [:]][number] = Listener(continuation: continuation, last: first)
        listenerCount += 1
        metrics.count(.streams)
        continuation.onTermination = { [weak self] _ in
            guard let self else { return }
            Task { await self.leave(site, number) }
        }
        continuation.yield(first)
        return stream
    }

    func publish(_ hint: EventHint, to site: NodeID) {
        guard let numbers = listeners[site]?.keys else { return }
        for number in numbers {
            listeners[site]?[number]?.last = hint
            listeners[site]?[number]?.continuation.yield(hint)
        }
    }

    /// Repeats the last hint to everybody, now and then, until it is closed.
    func beat() async {
        while !isClosed {
            do { try await Task.sleep(for: EventHub.heartbeatInterval) } catch { return }
            for listener in listeners.values.flatMap(\.values) {
                listener.continuation.yield(listener.last)
            }
        }
    }

    /// Ends every stream; none is opened any more.
    func close() {
        isClosed = true
        for listener in listeners.values.flatMap(\.values) { listener.continuation.finish() }
    }

    private func leave(_ site: NodeID, _ number: UInt64) {
        guard listeners[site]?.removeValue(forKey: number) != nil else { return }
        listenerCount -= 1
        metrics.uncountStream()
        if listeners[site]?.isEmpty == true { listeners[site] = nil }
    }
}
