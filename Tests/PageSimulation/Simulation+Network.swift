import PageTestSupport
import SiteHistory
import SyncCore
import WireProtocol

/// What lies between a device and the server.
extension Simulation {
    mutating func send(
        _ request: SyncRequest, _ id: RequestID, from device: Int, _ incarnation: Int
    ) {
        if strikes(.partition, percent: 2) {
            devices[device].cutOffUntil = now + .seconds(1 + random.below(20))
        }
        if now < devices[device].cutOffUntil || strikes(.drop, percent: 6) {
            return fail(id, on: device, incarnation, after: .seconds(5))
        }
        let arrival = now + delay()
        if arrival < lastArrival, areFaultsOn { count(.reorder) }
        lastArrival = arrival
        queue.add(.arrive(device: device, incarnation: incarnation, id, request), at: arrival)
        if strikes(.repeat, percent: 6) {
            queue.add(
                .arrive(device: device, incarnation: incarnation, id, request),
                at: arrival + delay())
        }
    }

    private mutating func delay() -> Duration {
        strikes(.delay, percent: 10)
            ? .milliseconds(500 + random.below(8000)) : .milliseconds(1 + random.below(40))
    }

    private mutating func fail(
        _ id: RequestID, on device: Int, _ incarnation: Int, after delay: Duration
    ) {
        let failure = SyncReply.failed(TransportFailure(.unreachable, "simulated"))
        queue.add(
            .sync(device: device, incarnation: incarnation, .replied(id, failure)), at: now + delay)
    }

    /// A request reaches the server; the answer goes back the same way.
    mutating func arrive(
        _ request: SyncRequest, _ id: RequestID, from device: Int, _ incarnation: Int
    ) {
        if strikes(.busy, percent: 4) {
            let problem = Problem(.busy, status: 503, title: "busy", detail: "simulated")
            return reply(.problem(problem, retryAfter: .seconds(1)), to: id, device, incarnation)
        }
        let head = server.head
        let answer = server.answer(request)
        if server.head > head { hintAll() }
        if now < devices[device].cutOffUntil || strikes(.drop, percent: 6) {
            return fail(id, on: device, incarnation, after: .seconds(5))
        }
        reply(strikes(.garble, percent: 4) ? garbled(answer) : answer, to: id, device, incarnation)
    }

    private mutating func reply(
        _ reply: SyncReply, to id: RequestID, _ device: Int, _ incarnation: Int
    ) {
        queue.add(
            .sync(device: device, incarnation: incarnation, .replied(id, reply)), at: now + delay())
    }

    /// The answer's bytes with one changed or the end missing, as the client decodes them.
    private mutating func garbled(_ answer: SyncReply) -> SyncReply {
        var bytes = answer.bodyBytes
        if bytes.isEmpty || random.chance(50) {
            bytes = Array(bytes.prefix(random.below(max(1, bytes.count))))
        } else {
            bytes[random.below(bytes.count)] ^= UInt8(1 << random.below(8))
        }
        if case .pull = answer, (try? PullAnswer(bytes: bytes)) != nil {
            violate("I14", "a damaged frame was accepted")
        }
        return .failed(TransportFailure(.nonsense, "simulated"))
    }

    /// Tells every open stream where the log ends: when it grew, and as a heartbeat.
    mutating func hintAll() {
        for device in devices.indices
        where devices[device].isStreaming && now >= devices[device].cutOffUntil {
            if strikes(.drop, percent: 10) { continue }
            let hint = EventHint(epoch: server.epoch, head: server.head)
            queue.add(
                .sync(device: device, incarnation: devices[device].incarnation, .hinted(hint)),
                at: now + delay())
        }
    }

    mutating func restartServer() {
        count(.restart)
        server.restart(epoch: EpochID(rawValue: random.next()))
        for device in devices.indices where devices[device].isStreaming {
            devices[device].isStreaming = false
            let failure = TransportFailure(.unreachable, "simulated")
            queue.add(
                .sync(
                    device: device, incarnation: devices[device].incarnation, .streamEnded(failure)),
                at: now + .milliseconds(10))
        }
    }
}

extension SyncReply {
    /// What travels; empty for failures and problems.
    fileprivate var bodyBytes: [UInt8] {
        switch self {
        case .hello(let answer): answer.bytes
        case .push(let answer): answer.bytes
        case .pull(let answer): answer.bytes
        case .problem, .failed: []
        }
    }
}
