import PageTestSupport
import SiteHistory
import SiteModel

/// What a plan says that people do and what happens to devices and the server.
extension Simulation {
    mutating func perform(_ step: PlannedStep) {
        if step.kind.isForProcess { performByPerson(step) } else { performByFate(step) }
    }

    /// An editor that is down is waited for; the command line begins and ends with each thing it does.
    private mutating func performByPerson(_ step: PlannedStep) {
        let process = step.target
        let isFree = processes[process].isEditor == processes[process].isRunning
        guard isFree else {
            queue.add(.step(step), at: now + .milliseconds(500))
            return
        }
        if processes[process].isEditor { return act(step, by: process) }
        start(process)
        guard processes[process].isRunning else { return }
        if step.kind == .sync { return beginCommandSync(process) }
        act(step, by: process)
        if processes[process].isRunning { stop(process) }
    }

    private mutating func act(_ step: PlannedStep, by process: Int) {
        var random = SplitMix64(seed: step.seed)
        switch step.kind {
        case .edit: edit(by: process, &random)
        case .typedRun: typeRun(by: process, &random)
        case .undo: turn(by: process, isRedo: false)
        case .redo: turn(by: process, isRedo: true)
        case .undoRedo: undoAndRedo(by: process, restarts: random.chance(50))
        case .draft: draft(by: process, &random)
        case .enter: enter(by: process)
        case .escape: escape(by: process)
        case .refusal: writeRefusedChain(by: process, &random)
        default: break
        }
    }

    private mutating func performByFate(_ step: PlannedStep) {
        guard areFaultsOn else { return }
        var random = SplitMix64(seed: step.seed)
        let home = step.target
        switch step.kind {
        case .kill: for process in running(on: home) { kill(process) }
        case .powerCut: cutPower(home, seed: step.seed)
        case .diskFull: spoilDisk(home, .full, .diskFull, for: 1 + random.below(8))
        case .diskFailing: spoilDisk(home, .fails, .diskFailing, for: 1 + random.below(8))
        case .partition: cutOff(home, .partition, until: now + .seconds(1 + random.below(20)))
        case .away: cutOff(home, .away, until: faultsEnd)
        case .portal: openPortal(home, for: 2 + random.below(15))
        case .unauthorized: signOut(home)
        case .deviceClock: jumpDeviceClock(home, random.years())
        case .lockLost: loseLockFile(of: home)
        case .storm: beginStorm(for: 5 + random.below(30))
        case .forbidden: beginForbidding(for: 1 + random.below(10))
        case .restart: restartServer(counting: .restart)
        case .serverClock: jumpServerClock(random.years())
        case .newerClient: writeAsNewerClient(&random)
        case .serverRestore: restoreServer(&random)
        case .storeRestore: restoreHome(home)
        case .storeCopy: copyHome(to: home, &random)
        case .forgetting: forget(&random)
        default: break
        }
    }

    // MARK: Homes

    /// In memory nothing lies between a write and the disk: there a power cut is the end of every program.
    private mutating func cutPower(_ home: Int, seed: UInt64) {
        count(.powerCut)
        for process in running(on: home) { kill(process) }
        homes[home].home.cutPower(seed: seed)
    }

    private mutating func spoilDisk(
        _ home: Int, _ condition: DiskCondition, _ fault: Fault, for seconds: Int
    ) {
        count(fault)
        let end = now + .seconds(seconds)
        homes[home].diskFaultUntil = max(homes[home].diskFaultUntil, end)
        homes[home].home.setDisk(condition)
        queue.add(.healDisk(home: home), at: homes[home].diskFaultUntil)
    }

    private mutating func cutOff(_ home: Int, _ fault: Fault, until end: Duration) {
        count(fault)
        homes[home].cutOffUntil = max(homes[home].cutOffUntil, end)
        if fault == .away { homes[home].wasAway = true }
    }

    private mutating func openPortal(_ home: Int, for seconds: Int) {
        count(.portal)
        homes[home].portalUntil = now + .seconds(seconds)
    }

    private mutating func signOut(_ home: Int) {
        count(.unauthorized)
        server.accounts[homes[home].token] = nil
        homes[home].wasSignedOut = true
    }

    private mutating func jumpDeviceClock(_ home: Int, _ years: Int64) {
        count(.deviceClock)
        homes[home].home.setClock(1_700_000_000_000 + years * 31_556_952_000)
    }

    private mutating func loseLockFile(of home: Int) {
        guard running(on: home).contains(where: { homes[home].home.holdsLease($0) }) else { return }
        count(.lockLost)
        homes[home].home.loseLockFile()
    }

    // MARK: The server

    private mutating func beginStorm(for seconds: Int) {
        count(.storm)
        stormUntil = now + .seconds(seconds)
    }

    private mutating func beginForbidding(for seconds: Int) {
        count(.forbidden)
        forbiddenUntil = now + .seconds(seconds)
        for home in homes.indices { homes[home].wasForbidden = true }
    }

    private mutating func jumpServerClock(_ years: Int64) {
        count(.serverClock)
        server.wallClock = 1_700_000_000_000 + years * 31_556_952_000
    }

    mutating func restartServer(counting fault: Fault) {
        count(fault)
        server.restart(epoch: EpochID(rawValue: random.next()))
        for process in processes.indices where processes[process].stream != nil {
            endStream(of: process)
        }
    }

    /// Another device of the account, with a program of the next version: an operation that names nodes.
    private mutating func writeAsNewerClient(_ random: inout SplitMix64) {
        let nodes = server.site.nodes.values.filter { $0.kind == .text }.map(\.id).sorted()
        guard let node = random.pick(nodes) else { return }
        newerClientCount += 1
        let batch = Batch(
            replica: ReplicaID(rawValue: (0xffff_0000 + UInt64(newerClientCount)) << 32), first: 1,
            base: LogPosition(epoch: server.epoch, count: server.head), previous: .zero,
            body: .operations([
                .unknown(kind: 90 + random.next() % 7, nodes: [node], payload: [1, 2, 3])
            ]))
        count(.newerClient)
        server.takeDirectly(batch)
        notePositions()
        hintAll()
    }
}

extension SplitMix64 {
    /// From thirty years back to thirty on.
    fileprivate mutating func years() -> Int64 { Int64(below(60)) - 30 }
}
