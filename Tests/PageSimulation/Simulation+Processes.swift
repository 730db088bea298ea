import PageTestSupport
import SiteHistory
import SiteModel
import SyncCore
import WireProtocol

/// Programs begin, end and die.
extension Simulation {
    mutating func start(_ process: Int) {
        let home = processes[process].home
        guard !processes[process].isRunning, runs(process) else { return }
        if sabotage == .ignoresFsync, let files = homes[home].home as? FileHome {
            files.disk.ignoreFsync()
        }
        do throws(HomeFault) {
            try homes[home].home.start(process)
        } catch {
            return startLater(process, error)
        }
        processes[process].isRunning = true
        processes[process].view = nil
        checkKept(process, asksDoctor: homes[home].wasKilled)
        homes[home].wasKilled = false
        refresh(process)
        if processes[process].isEditor { beginSync(process, .continuous) }
    }

    /// The first program of a device that was not there from the start.
    mutating func noteJoining(_ process: Int) {
        let home = processes[process].home
        guard plan.homes[home].joinsAt > 0, !homes[home].hasJoined else { return }
        homes[home].hasJoined = true
        count(.lateDevice)
    }

    /// A store that cannot be opened now: the person tries again, unless no fault explains it.
    private mutating func startLater(_ process: Int, _ fault: HomeFault) {
        let home = processes[process].home
        told?("\(milliseconds) process \(process) cannot start: \(fault)")
        processes[process].incarnation += 1
        homes[home].home.kill(process)
        if case .unsound(let why) = fault {
            violate(.acknowledgedIsThere, "home \(home) cannot be opened: \(why)")
        } else if now >= homes[home].diskFaultUntil, !areFaultsOn {
            violate(.acknowledgedIsThere, "home \(home) cannot be opened: \(fault)")
        }
        guard processes[process].isEditor else { return }
        queue.add(.start(process: process), at: now + .seconds(2))
    }

    mutating func beginSync(_ process: Int, _ mode: SyncMachine.Mode) {
        let home = processes[process].home
        guard let state = try? homes[home].home.syncState(for: process) else { return }
        processes[process].machine = SyncMachine(
            mode: mode,
            snapshotHead: homes[home].plan.onFiles || homes[home].plan.joinsAt > 0 ? 12 : .max)
        processes[process].stream = nil
        processes[process].transfers = []
        processes[process].block = nil
        handle(.started(state), on: process)
    }

    /// The program ends in order.
    mutating func stop(_ process: Int) {
        end(process)
        homes[processes[process].home].home.stop(process)
    }

    mutating func kill(_ process: Int) {
        guard processes[process].isRunning else { return }
        told?("\(milliseconds) process \(process) dies")
        end(process)
        homes[processes[process].home].home.kill(process)
        homes[processes[process].home].wasKilled = true
        // What it wrote last is seen by the watch on the folder, whoever tells of it.
        tellOthers(than: process)
        if processes[process].isEditor {
            let delay = Duration.milliseconds(100 + processes[process].random.below(3000))
            queue.add(.start(process: process), at: now + delay)
        }
    }

    /// A program may have met its end in any call of its store.
    mutating func buryDead() {
        for process in processes.indices where processes[process].isRunning {
            let home = homes[processes[process].home]
            if home.plan.onFiles, home.home.isDead(process) { kill(process) }
        }
    }

    private mutating func end(_ process: Int) {
        processes[process].isRunning = false
        processes[process].machine = nil
        processes[process].stream = nil
        processes[process].transfers = []
        processes[process].typing = nil
        processes[process].block = nil
        processes[process].incarnation += 1
    }

    /// The programs of a home that run.
    func running(on home: Int) -> [Int] {
        processes.indices.filter { processes[$0].home == home && processes[$0].isRunning }
    }

    /// Looks at the store as it is now.
    @discardableResult mutating func refresh(_ process: Int) -> Bool {
        let home = processes[process].home
        do throws(HomeFault) {
            processes[process].view = try homes[home].home.state(for: process)
            return true
        } catch {
            note(error, on: process)
            return false
        }
    }

    /// What another program wrote comes to a program's notice.
    mutating func notice(_ process: Int) {
        guard processes[process].isRunning, refresh(process) else { return }
        let home = processes[process].home
        guard processes[process].machine != nil,
            let state = try? homes[home].home.syncState(for: process)
        else { return }
        handle(.storeChanged(state), on: process)
    }

    /// Tells the other programs of the home.
    mutating func tellOthers(than process: Int) {
        for other in running(on: processes[process].home) where other != process {
            let delay = Duration.milliseconds(1 + processes[process].random.below(100))
            queue.add(.noticed(process: other), at: now + delay)
        }
    }

    /// A store that did not do something: a fault of the disk explains it, or it is a fault of ours.
    mutating func note(_ fault: HomeFault, on process: Int) {
        let home = processes[process].home
        if homes[home].home.isDead(process) { return kill(process) }
        told?("\(milliseconds) process \(process): \(fault)")
        switch fault {
        case .refused, .tooShort: break
        case .failed(let why):
            if now > homes[home].diskFaultUntil, !why.contains("leaseLost"),
                !why.contains("unknownBatch")
            {
                violate(.acknowledgedIsThere, "the store of home \(home) failed: \(why)")
            }
        case .unsound(let why):
            violate(.acknowledgedIsThere, "the store of home \(home): \(why)")
        }
    }
}
