import PageTestSupport
import SiteHistory
import SiteModel
import SyncCore
import WireProtocol

/// One run: homes with their programs, a server and a network on a virtual clock, from one plan.
package struct Simulation {
    enum Event {
        case step(PlannedStep)
        case start(process: Int)
        /// The watch on the store's folder told of a change.
        case noticed(process: Int)
        case sync(process: Int, incarnation: Int, SyncEvent)
        case replied(process: Int, incarnation: Int, RequestID, SyncRequest, WireResponse?)
        case timer(process: Int, incarnation: Int, number: Int)
        case send(process: Int, incarnation: Int, RequestID, SyncRequest)
        case arrive(process: Int, incarnation: Int, RequestID, SyncRequest, WireRequest)
        case hint(process: Int, incarnation: Int, [UInt8])
        /// A person sees that sync stands still, and does what it says.
        case attend(process: Int)
        case healDisk(home: Int)
        case heartbeat
    }

    /// How long a run may take to come to rest after its last fault.
    static let restBound = Duration.seconds(1800)

    /// A run that is as wrong as this ends.
    private static let violationCountMax = 10

    let plan: Plan
    /// A fault of the simulated devices themselves, which only tests set: to show that it is found and made small.
    let sabotage: Sabotage?
    /// Where a person follows a run.
    var told: ((String) -> Void)?
    var dice: Dice
    var random: SplitMix64
    var queue = EventQueue<Event>()
    var now = Duration.zero
    let faultsEnd: Duration
    var server: SimulatedServer
    var stormUntil = Duration.zero
    var forbiddenUntil = Duration.zero
    var newerClientCount = 0
    /// The server as it was, now and then.
    var serverBackups: [SimulatedServer] = []
    /// Homes in memory as they were.
    var homeBackups: [Int: SimulatedHome] = [:]
    /// Whether positions of different epochs mean different things in this run.
    var wasSetBack = false
    var homes: [SimulatedHome] = []
    var processes: [SimulatedProcess] = []
    var report: RunReport
    var lastArrival = Duration.zero
    /// Words that were typed one after another, in the order they stand in.
    var runs: [[String]] = []
    /// What a home with nothing of its own showed at a position of the log, by its digest.
    var listings: [LogDigest: SiteListing] = [:]
    /// The hash of the batch that ends at a position.
    var positions: [LogPosition: Digest] = [:]

    package init(_ plan: Plan, sabotage: Sabotage? = nil) {
        self.plan = plan
        self.sabotage = sabotage
        dice = Dice(seed: plan.seed, allowed: plan.strikes)
        random = SplitMix64(seed: plan.seed &+ 0x51)
        report = RunReport(seed: plan.seed)
        faultsEnd = .milliseconds(plan.faultsEnd)
        server = SimulatedServer(site: Scene.site, epoch: EpochID(rawValue: random.next()))
        for (number, home) in plan.homes.enumerated() { addHome(home, number) }
        for (number, place) in plan.processes.enumerated() {
            let random = SplitMix64(seed: plan.seed ^ UInt64(number + 1) << 8)
            processes.append(
                SimulatedProcess(home: place.home, isEditor: place.isEditor, random: random))
        }
    }

    private mutating func addHome(_ home: HomePlan, _ number: Int) {
        let replica = ReplicaID(rawValue: UInt64(number + 1) << 32)
        let files =
            home.onFiles
            ? FileHome(site: Scene.site, seed: plan.seed ^ UInt64(number + 1)) : nil
        if home.onFiles, files == nil { violate(.acknowledgedIsThere, "no folder can be made") }
        let token = "t\(number).0"
        server.accounts[token] = SimulatedServer.account
        homes.append(
            SimulatedHome(
                home: files ?? MemoryHome(site: Scene.site, replica: replica), plan: home,
                token: token))
    }

    /// Runs a seed to its end and checks it.
    package static func run(
        seed: UInt64, events: Int = 0, healing: Bool = true, copying: Bool? = nil,
        aging: Bool = true
    ) -> RunReport {
        run(Plan(seed: seed, events: events, healing: healing, copying: copying, aging: aging))
    }

    /// Runs a plan to its end and checks it.
    ///
    /// - Parameter told: Gets a line for each event and each kill.
    package static func run(
        _ plan: Plan, sabotage: Sabotage? = nil, told: ((String) -> Void)? = nil
    ) -> RunReport {
        var simulation = Simulation(plan, sabotage: sabotage)
        simulation.told = told
        simulation.begin()
        simulation.play()
        simulation.checkEnd()
        simulation.tellEnd()
        simulation.report.strikes = simulation.dice.struck
        return simulation.report
    }

    /// The same; every 64th seed is run twice (I17).
    package static func runChecked(
        seed: UInt64, events: Int = 0, healing: Bool = true, copying: Bool? = nil,
        aging: Bool = true
    ) -> RunReport {
        let plan = Plan(
            seed: seed, events: events, healing: healing, copying: copying, aging: aging)
        var report = run(plan)
        if seed % 64 == 0, run(plan) != report {
            report.violations.append(
                Violation(
                    seed: seed, invariant: .sameSeedSameRun, at: 0, detail: "two runs differ"))
        }
        return report
    }

    private mutating func begin() {
        found()
        for process in processes.indices where runs(process) && processes[process].isEditor {
            queue.add(
                .start(process: process),
                at: .milliseconds(plan.homes[processes[process].home].joinsAt))
        }
        for step in plan.steps where isMeant(step) {
            queue.add(.step(step), at: .milliseconds(step.at))
        }
        queue.add(.heartbeat, at: .seconds(15))
    }

    private func isMeant(_ step: PlannedStep) -> Bool {
        if step.kind.isForProcess { return runs(step.target) }
        return !step.kind.isForHome || !plan.homes[step.target].isLeftOut
    }

    func runs(_ process: Int) -> Bool { !plan.homes[processes[process].home].isLeftOut }

    /// The first home makes the site that the others will fetch.
    private mutating func found() {
        do throws(HomeFault) {
            try homes[0].home.start(0)
            let made = try homes[0].home.commit(Scene.firstEdits, by: 0, ending: nil)
            homes[0].acknowledged.append(Acknowledged(hash: made.batch.hash, tokens: []))
            homes[0].home.stop(0)
        } catch {
            violate(.acknowledgedIsThere, "the first commit failed: \(error)")
        }
    }

    private mutating func play() {
        while let (time, event) = queue.next() {
            guard time < faultsEnd + Simulation.restBound else { break }
            now = time
            report.events += 1
            report.note(UInt64(clamping: milliseconds))
            tell(event.line)
            take(event)
            buryDead()
            if report.violations.count >= Simulation.violationCountMax { break }
            if mayRest(after: event), isAtRest { break }
        }
    }

    private mutating func take(_ event: Event) {
        switch event {
        case .step(let step): perform(step)
        case .start(let process):
            noteJoining(process)
            start(process)
        case .noticed(let process): notice(process)
        case .sync(let process, let incarnation, let event):
            if lives(process, incarnation) { handle(event, on: process) }
        case .replied(let process, let incarnation, let id, let request, let response):
            if lives(process, incarnation) { take(response, to: request, id, on: process) }
        case .timer(let process, let incarnation, let number):
            if lives(process, incarnation), processes[process].timer == number {
                handle(.timerFired, on: process)
            }
        case .send(let process, let incarnation, let id, let request):
            if lives(process, incarnation) { send(request, id, from: process) }
        case .arrive(let process, let incarnation, let id, let request, let wire):
            arrive(wire, request, id, from: process, incarnation)
        case .hint(let process, let incarnation, let bytes):
            if lives(process, incarnation) { takeHint(bytes, on: process) }
        case .attend(let process): attend(process)
        case .healDisk(let home):
            if now >= homes[home].diskFaultUntil { homes[home].home.setDisk(.works) }
        case .heartbeat:
            hintAll()
            queue.add(.heartbeat, at: now + .seconds(15))
        }
    }

    private func lives(_ process: Int, _ incarnation: Int) -> Bool {
        processes[process].isRunning && processes[process].incarnation == incarnation
    }

    // MARK: Time and faults

    var milliseconds: Int64 {
        let (seconds, attoseconds) = now.components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }

    var areFaultsOn: Bool { now < faultsEnd }

    /// To look at every store after every event would take most of a run's time.
    private func mayRest(after event: Event) -> Bool {
        switch event {
        case .sync, .noticed, .heartbeat: true
        default: false
        }
    }

    /// After the last fault: every editor runs, nothing waits, every store is at the end of this log, not of one that the
    /// server lost.
    private var isAtRest: Bool {
        guard !areFaultsOn else { return false }
        return processes.indices.allSatisfy { number in
            let process = processes[number]
            guard runs(number), process.isEditor else { return true }
            guard process.isRunning, process.block == nil,
                process.view?.engine.cursor == server.head,
                process.view?.engine.digest == server.digest
            else { return false }
            guard let state = try? homes[process.home].home.syncState(for: number) else {
                return false
            }
            return state.pending.isEmpty && state.cursor == server.head
        }
    }

    mutating func violate(_ invariant: Invariant, _ detail: String) {
        told?("\(milliseconds) violation of \(invariant.rawValue): \(detail)")
        report.violations.append(
            Violation(seed: plan.seed, invariant: invariant, at: milliseconds, detail: detail))
    }

    mutating func count(_ fault: Fault) {
        report.faults[fault, default: 0] += 1
        report.note(fault.number)
    }

    /// Details of a fault that strikes a process now; nil where it does not.
    mutating func strike(_ fault: Fault, _ process: Int, percent: Int) -> SplitMix64? {
        guard areFaultsOn, let details = dice.roll(fault, actor: process, percent: percent) else {
            return nil
        }
        count(fault)
        return details
    }
}

/// A device that does wrong, for tests of the simulation itself.
package enum Sabotage: Sendable {
    /// Says that a commit is durable and forgets every fifth.
    case forgetsCommits
    /// A disk whose fsync does nothing.
    case ignoresFsync
    /// Syncs without asking for the right to.
    case syncsWithoutLease
}
