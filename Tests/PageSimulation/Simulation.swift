import PageTestSupport
import SiteHistory
import SiteModel
import SyncCore
import WireProtocol

/// One run: devices, a server and a network on a virtual clock, from one seed.
package struct Simulation {
    enum Event {
        case edit(device: Int)
        case start(device: Int)
        case sync(device: Int, incarnation: Int, SyncEvent)
        case timer(device: Int, incarnation: Int, number: Int)
        case arrive(device: Int, incarnation: Int, RequestID, SyncRequest)
        case restart
        case heartbeat
    }

    static let site = NodeID(high: 0, low: 1)
    /// How long a run may take to come to rest after its last fault.
    static let restBound = Duration.seconds(1800)

    let seed: UInt64
    var random: SplitMix64
    var queue = EventQueue<Event>()
    var now = Duration.zero
    var faultsEnd = Duration.zero
    var server: SimulatedServer
    var devices: [SimulatedDevice] = []
    var report: RunReport
    var lastArrival = Duration.zero
    private let editCount: Int

    /// - Parameters:
    ///   - seed: Decides everything.
    ///   - events: How many edits the run has; 0 lets the seed decide.
    package init(seed: UInt64, events: Int = 0) {
        self.seed = seed
        random = SplitMix64(seed: seed)
        report = RunReport(seed: seed)
        server = SimulatedServer(site: Simulation.site, epoch: EpochID(rawValue: random.next()))
        editCount = events > 0 ? events : 8 + random.below(24)
        for number in 0..<(2 + random.below(3)) {
            devices.append(
                SimulatedDevice(
                    store: DurableStore(
                        site: Simulation.site, replica: ReplicaID(rawValue: UInt64(number + 1))),
                    random: SplitMix64(seed: random.next())))
        }
    }

    /// Runs to the end and checks it.
    package static func run(seed: UInt64, events: Int = 0) -> RunReport {
        var simulation = Simulation(seed: seed, events: events)
        simulation.plan()
        simulation.play()
        simulation.checkEnd()
        return simulation.report
    }

    private mutating func plan() {
        found()
        for device in devices.indices { queue.add(.start(device: device), at: .zero) }
        var time = Duration.seconds(2)
        for _ in 0..<editCount {
            time += .milliseconds(random.below(1500))
            queue.add(.edit(device: random.below(devices.count)), at: time)
        }
        for _ in 0..<random.below(3) { queue.add(.restart, at: time * random.below(100) / 100) }
        faultsEnd = time + .seconds(5)
        queue.add(.heartbeat, at: .seconds(15))
    }

    /// The first device makes the site that the others will fetch.
    private mutating func found() {
        do throws(ReplayError) {
            _ = try devices[0].store.commit(Scene.firstEdits)
            devices[0].store.acknowledged = devices[0].store.engine.pending.map(\.hash)
            devices[0].store.steps = []
        } catch {
            violate("I1", "the first commit failed: \(error)")
        }
    }

    private mutating func play() {
        while let (time, event) = queue.next() {
            guard time < faultsEnd + Simulation.restBound else { break }
            now = time
            report.events += 1
            report.note(UInt64(clamping: now.components.attoseconds / 1_000_000_000_000_000))
            take(event)
            if isAtRest { break }
        }
    }

    private mutating func take(_ event: Event) {
        switch event {
        case .edit(let device): edit(device)
        case .start(let device): start(device)
        case .sync(let device, let incarnation, let event):
            if devices[device].incarnation == incarnation { handle(event, on: device) }
        case .timer(let device, let incarnation, let number):
            if devices[device].incarnation == incarnation, devices[device].timer == number {
                handle(.timerFired, on: device)
            }
        case .arrive(let device, let incarnation, let id, let request):
            arrive(request, id, from: device, incarnation)
        case .restart: restartServer()
        case .heartbeat:
            hintAll()
            queue.add(.heartbeat, at: now + .seconds(15))
        }
    }

    var areFaultsOn: Bool { now < faultsEnd }

    /// After the last fault: every device runs, nothing waits, every cursor is at the head.
    private var isAtRest: Bool {
        guard !areFaultsOn else { return false }
        return devices.allSatisfy {
            $0.machine != nil && $0.store.engine.pending.isEmpty
                && $0.store.engine.cursor == server.head
        }
    }

    mutating func violate(_ invariant: String, _ detail: String) {
        let milliseconds = now.components.seconds * 1000
        report.violations.append(
            Violation(seed: seed, invariant: invariant, at: milliseconds, detail: detail))
    }

    mutating func count(_ fault: Fault) {
        report.faults[fault, default: 0] += 1
        report.note(UInt64(Fault.allCases.firstIndex(of: fault) ?? 0))
    }

    /// Whether a fault strikes now.
    mutating func strikes(_ fault: Fault, percent: Int) -> Bool {
        guard areFaultsOn, random.chance(percent) else { return false }
        count(fault)
        return true
    }
}
