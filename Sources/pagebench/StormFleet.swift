import CurlTransport
import Foundation
import SiteHistory
import SiteModel
import Synchronization
import SyncCore
import WireProtocol

/// Many devices in one process: each a sync machine as the editor runs it, with an event stream of its own, over libcurl.
/// Their stores are a cursor and an outbox.
final class StormFleet: Sendable {
    private struct Fleet {
        var devices: [StormDevice]
        /// When each hello was sent, since the start.
        var hellos: [Duration] = []
    }

    private let fleet: Mutex<Fleet>
    private let transport = CurlTransport(userAgent: "pagebench")
    private let endpoint: ServerEndpoint
    private let queue = DispatchQueue(label: "pagebench.storm")
    private let began = ContinuousClock.now

    /// - Parameter devicesPerSite: So many of them work on one site.
    init(count: Int, devicesPerSite: Int, _ endpoint: ServerEndpoint) {
        self.endpoint = endpoint
        fleet = Mutex(
            Fleet(
                devices: (0..<count).map { number in
                    StormDevice(
                        site: NodeID(high: 0x5701, low: UInt64(number / devicesPerSite + 1)),
                        replica: UInt64(number + 1))
                }))
    }

    func close() { transport.close() }

    func start() {
        for (number, device) in fleet.withLock({ $0.devices }).enumerated() {
            post(.started(device.state), to: number)
        }
    }

    /// Every device makes a change.
    func edit() {
        let count = fleet.withLock { $0.devices.count }
        for number in 0..<count {
            let state = fleet.withLock { $0.devices[number].commit() }
            post(.storeChanged(state), to: number)
        }
    }

    /// How many have everything and know of nothing more.
    var settledCount: Int {
        fleet.withLock { $0.devices.count(where: \.isSettled) }
    }

    /// What stopped devices, without what passes by itself.
    var troubles: [String] { fleet.withLock { $0.devices.flatMap(\.troubles) } }

    /// The most hellos in any 100 ms after a moment.
    func fullestSlot(after moment: Duration) -> Int {
        var slots: [Int: Int] = [:]
        for hello in fleet.withLock({ $0.hellos }) where hello > moment {
            slots[Int((hello - moment) / .milliseconds(100)), default: 0] += 1
        }
        return slots.values.max() ?? 0
    }

    var now: Duration { ContinuousClock.now - began }

    // MARK: What machines do

    private func post(_ event: SyncEvent, to number: Int) {
        queue.async { [self] in handle(event, number) }
    }

    private func handle(_ event: SyncEvent, _ number: Int) {
        let random = UInt64.random(in: 0...UInt64.max)
        let actions = fleet.withLock {
            $0.devices[number].machine.handle(event, at: now, random: random)
        }
        for action in actions { perform(action, number) }
    }

    private func perform(_ action: SyncAction, _ number: Int) {
        switch action {
        case .send(let id, let request): send(request, id, number)
        case .openStream: openStream(number)
        case .closeStream: closeStream(number)
        case .schedule(let delay): schedule(delay, number)
        case .store(let change):
            let state = fleet.withLock { $0.devices[number].write(change) }
            post(state.map(SyncEvent.stored) ?? .storeFailed("not a change of a storm"), to: number)
        case .read: post(.storeFailed("a storm keeps no log"), to: number)
        case .report(let status): fleet.withLock { $0.devices[number].note(status) }
        case .cancel, .finished: break
        }
    }

    private func send(_ request: SyncRequest, _ id: RequestID, _ number: Int) {
        let site = fleet.withLock { fleet in
            if case .hello = request { fleet.hellos.append(now) }
            return fleet.devices[number].site
        }
        transport.send(endpoint.request(request, site: site)) { [self] result in
            post(.replied(id, SyncReply(to: request, result)), to: number)
        }
    }

    private func openStream(_ number: Int) {
        let (site, stream) = fleet.withLock { fleet in
            fleet.devices[number].reader = EventStreamReader()
            fleet.devices[number].streamNumber += 1
            return (fleet.devices[number].site, fleet.devices[number].streamNumber)
        }
        let transfer = transport.stream(endpoint.events(site: site)) { [self] event in
            queue.async { [self] in take(event, stream, number) }
        }
        fleet.withLock { $0.devices[number].stream = transfer }
    }

    private func closeStream(_ number: Int) {
        let stream = fleet.withLock { fleet in
            fleet.devices[number].streamNumber += 1
            return fleet.devices[number].stream.take()
        }
        if let stream { transport.cancel(stream) }
    }

    private func take(_ event: StreamEvent, _ stream: Int, _ number: Int) {
        guard fleet.withLock({ $0.devices[number].streamNumber == stream }) else { return }
        switch event {
        case .opened: handle(.streamOpened, number)
        case .bytes(let bytes):
            let hints = fleet.withLock { try? $0.devices[number].reader.read(bytes) }
            for hint in hints ?? [] { handle(.hinted(hint), number) }
        case .closed(let failure): handle(.streamEnded(failure), number)
        case .refused(let response):
            switch response.fault {
            case .problem(let problem, let retryAfter):
                handle(.streamRefused(problem, retryAfter: retryAfter), number)
            case .failed(let failure): handle(.streamEnded(failure), number)
            }
        }
    }

    private func schedule(_ delay: Duration, _ number: Int) {
        let timer = fleet.withLock { fleet in
            fleet.devices[number].timerNumber += 1
            return fleet.devices[number].timerNumber
        }
        queue.asyncAfter(deadline: .now() + delay / .seconds(1)) { [self] in
            if fleet.withLock({ $0.devices[number].timerNumber == timer }) {
                handle(.timerFired, number)
            }
        }
    }
}
