import PageTestSupport
import SiteHistory
import SiteModel
import SyncCore
import WireProtocol

/// Sync of one program: its machine, its right to sync, its stream. As `SyncDriver` and `SyncRunner` drive it.
extension Simulation {
    /// Gives the program's machine an event and does what it asks for.
    mutating func handle(_ event: SyncEvent, on process: Int) {
        guard var machine = processes[process].machine else { return }
        if let revision = event.revision { processes[process].knownRevision = revision }
        let actions = machine.handle(event, at: now, random: processes[process].random.next())
        processes[process].machine = machine
        let incarnation = processes[process].incarnation
        for action in actions where processes[process].incarnation == incarnation {
            perform(action, on: process)
        }
        guard processes[process].incarnation == incarnation else { return }
        releaseIdleRight(process)
    }

    private mutating func perform(_ action: SyncAction, on process: Int) {
        let incarnation = processes[process].incarnation
        switch action {
        case .send(let id, let request):
            processes[process].asked = id
            processes[process].askedRevision = processes[process].knownRevision
            send(request, id, from: process)
        case .cancel(let id): processes[process].transfers.remove(id)
        case .openStream: openStream(of: process)
        case .closeStream: processes[process].stream = nil
        case .schedule(let delay):
            processes[process].timer += 1
            let number = processes[process].timer
            queue.add(
                .timer(process: process, incarnation: incarnation, number: number), at: now + delay)
        case .store(let change): write(change, on: process)
        case .read(let query): read(query, on: process)
        case .report(let status): take(status, on: process)
        case .finished: stop(process)
        }
    }

    private mutating func read(_ query: LogQuery, on process: Int) {
        let home = processes[process].home
        do throws(HomeFault) {
            handle(.read(try homes[home].home.page(query, for: process)), on: process)
        } catch {
            note(error, on: process)
            handle(.storeFailed("the store could not be read"), on: process)
        }
    }

    // MARK: The right to sync

    /// Sends where the program may; an editor asks again in a while, a command ends.
    mutating func send(_ request: SyncRequest, _ id: RequestID, from process: Int) {
        let home = processes[process].home
        let incarnation = processes[process].incarnation
        guard processes[process].asked == id else { return }
        if sabotage != .syncsWithoutLease {
            let isOurs = homes[home].home.holdsLease(process)
            if processes[process].isEditor, !homes[home].home.takeLease(process) {
                queue.add(
                    .send(process: process, incarnation: incarnation, id, request),
                    at: now + .milliseconds(300))
                return
            }
            if processes[process].isEditor, !isOurs, beginsAnew(process) { return }
            if !processes[process].isEditor, !homes[home].home.holdsLease(process) {
                return stop(process)
            }
        }
        checkOneSyncer(process)
        processes[process].transfers.insert(id)
        transmit(request, id, from: process)
    }

    /// Another program may have synced since the machine decided to ask, whatever it was told of meanwhile: then it
    /// begins anew, for what it was about to send is of an older state.
    mutating func beginsAnew(_ process: Int) -> Bool {
        let home = processes[process].home
        guard let state = try? homes[home].home.syncState(for: process),
            state.revision != processes[process].askedRevision
        else { return false }
        handle(.started(state), on: process)
        return true
    }

    /// Between conversations another program may sync.
    private mutating func releaseIdleRight(_ process: Int) {
        guard processes[process].isEditor, processes[process].transfers.isEmpty else { return }
        homes[processes[process].home].home.releaseLease(process)
    }

    /// `pagemagic sync`: waits for the right, then runs to the end with it.
    mutating func beginCommandSync(_ process: Int) {
        let home = processes[process].home
        guard homes[home].home.takeLease(process) || sabotage == .syncsWithoutLease else {
            processes[process].leaseTries += 1
            let triesMax = 600
            guard processes[process].leaseTries < triesMax else { return stop(process) }
            stop(process)
            let again = PlannedStep(
                kind: .sync, at: milliseconds, target: process, seed: 0)
            queue.add(.step(again), at: now + .milliseconds(50))
            return
        }
        processes[process].leaseTries = 0
        beginSync(process, .once)
    }

    // MARK: What it says

    /// Sync that stands still is attended to by a person; what no fault explains is a fault of ours.
    private mutating func take(_ status: SyncStatus, on process: Int) {
        guard case .blocked(let block) = status.state else {
            processes[process].block = nil
            if status.state == .synced { compact(process) }
            return
        }
        if case .storeFailed = block { return }
        processes[process].block = block
        if !isExplained(block, on: processes[process].home) {
            violate(.comesToRest, "sync is blocked: \(block)")
        }
        sendPerson(to: process)
    }

    private mutating func sendPerson(to process: Int) {
        guard !processes[process].isAttended else { return }
        processes[process].isAttended = true
        queue.add(.attend(process: process), at: now + .seconds(20))
    }

    private func isExplained(_ block: SyncBlock, on home: Int) -> Bool {
        switch block {
        case .signedOut: homes[home].wasSignedOut
        case .notPermitted: homes[home].wasForbidden || homes[home].wasSignedOut
        case .disagreement: homes[home].hadDamagedRequest
        case .storeFailed: true
        case .historyLost, .oldStore, .awayTooLong, .lostBelow: false
        }
    }

    /// Signs in again where that is needed, now and then with another account first, and asks for sync.
    mutating func attend(_ process: Int) {
        let home = processes[process].home
        processes[process].isAttended = false
        guard processes[process].isRunning, processes[process].block != nil else { return }
        if server.accounts[homes[home].token] != SimulatedServer.account {
            homes[home].tokenCount += 1
            let token = "t\(home).\(homes[home].tokenCount)"
            let isOther = areFaultsOn && processes[process].random.chance(30)
            server.accounts[token] =
                isOther ? SimulatedServer.otherAccount : SimulatedServer.account
            homes[home].token = token
        }
        sendPerson(to: process)
        for other in running(on: home) { handle(.askedNow, on: other) }
    }

    // MARK: The stream

    private mutating func openStream(of process: Int) {
        processes[process].stream = EventStreamReader()
        queue.add(
            .sync(
                process: process, incarnation: processes[process].incarnation, .streamOpened),
            at: now + .milliseconds(5))
    }

    mutating func endStream(of process: Int) {
        processes[process].stream = nil
        let failure = TransportFailure(.unreachable, "simulated")
        queue.add(
            .sync(
                process: process, incarnation: processes[process].incarnation,
                .streamEnded(failure)),
            at: now + .milliseconds(10))
    }

    mutating func takeHint(_ bytes: [UInt8], on process: Int) {
        guard var reader = processes[process].stream else { return }
        do throws(WireError) {
            let hints = try reader.read(bytes)
            processes[process].stream = reader
            for hint in hints { handle(.hinted(hint), on: process) }
        } catch {
            processes[process].stream = nil
            let failure = TransportFailure(.nonsense, "\(error)")
            handle(.streamEnded(failure), on: process)
        }
    }
}

extension SyncEvent {
    /// Of the store that the event tells of.
    fileprivate var revision: Int64? {
        switch self {
        case .started(let state), .storeChanged(let state), .stored(let state): state.revision
        default: nil
        }
    }
}
