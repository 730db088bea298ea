import PageTestSupport
import SiteHistory
import SiteModel
import SyncCore
import WireProtocol

/// What people and processes do.
extension Simulation {
    mutating func start(_ device: Int) {
        guard devices[device].machine == nil else { return }
        devices[device].machine = SyncMachine()
        devices[device].isStreaming = false
        handle(.started(devices[device].store.state), on: device)
    }

    private mutating func kill(_ device: Int) {
        devices[device].machine = nil
        devices[device].incarnation += 1
        devices[device].isStreaming = false
        queue.add(.start(device: device), at: now + .milliseconds(100 + random.below(3000)))
    }

    /// Somebody changes something; what the store acknowledged must never be lost.
    mutating func edit(_ device: Int) {
        guard devices[device].machine != nil else {
            queue.add(.edit(device: device), at: now + .milliseconds(500))
            return
        }
        var changed = devices[device].store
        guard change(&changed, by: device) else { return }
        if strikes(.killBeforeWrite, percent: 3) { return kill(device) }
        let fresh = changed.engine.pending.suffix(1)
        report.operations += fresh.reduce(0) { $0 + Int($1.count) }
        changed.acknowledged += fresh.map(\.hash)
        devices[device].store = changed
        for hash in fresh.map(\.hash) { report.note(UInt64(hash.bytes[0])) }
        if strikes(.killAfterWrite, percent: 3) { return kill(device) }
        handle(.storeChanged(changed.state), on: device)
    }

    private mutating func change(_ store: inout DurableStore, by device: Int) -> Bool {
        var random = devices[device].random
        var tokenCount = devices[device].tokenCount
        defer {
            devices[device].random = random
            devices[device].tokenCount = tokenCount
        }
        do throws(ReplayError) {
            if random.chance(10) { return try store.undo() }
            let engine = store.engine
            let edit = Scene.edit(
                of: engine.site, conflicts: engine.conflicts, trash: engine.trash, device: device,
                random: &random, tokenCount: &tokenCount)
            return try edit.map { (edit) throws(ReplayError) in try store.commit([edit]) } ?? false
        } catch {
            violate("I1", "a commit failed: \(error)")
            return false
        }
    }

    /// Gives the device's machine an event and does what it asks for.
    mutating func handle(_ event: SyncEvent, on device: Int) {
        guard var machine = devices[device].machine else { return }
        let actions = machine.handle(event, at: now, random: devices[device].random.next())
        devices[device].machine = machine
        let incarnation = devices[device].incarnation
        for action in actions where devices[device].incarnation == incarnation {
            perform(action, on: device, incarnation)
        }
    }

    private mutating func perform(_ action: SyncAction, on device: Int, _ incarnation: Int) {
        switch action {
        case .send(let id, let request): send(request, id, from: device, incarnation)
        case .openStream:
            devices[device].isStreaming = true
            queue.add(
                .sync(device: device, incarnation: incarnation, .streamOpened),
                at: now + .milliseconds(5))
        case .closeStream: devices[device].isStreaming = false
        case .schedule(let delay):
            devices[device].timer += 1
            let number = devices[device].timer
            queue.add(
                .timer(device: device, incarnation: incarnation, number: number), at: now + delay)
        case .store(let change): write(change, on: device, incarnation)
        case .report(let status):
            if case .blocked(let block) = status.state {
                violate("I10", "sync is blocked: \(block)")
            }
        case .cancel, .finished: break
        }
    }

    private mutating func write(_ change: StoreChange, on device: Int, _ incarnation: Int) {
        if strikes(.killBeforeWrite, percent: 4) { return kill(device) }
        do throws(ReplayError) {
            try devices[device].store.apply(change)
        } catch {
            violate("I4", "a pull could not be applied: \(error)")
        }
        if case .quarantined = change { violate("I10", "the server refused a batch") }
        if strikes(.killAfterWrite, percent: 4) { return kill(device) }
        let state = devices[device].store.state
        queue.add(
            .sync(device: device, incarnation: incarnation, .stored(state)),
            at: now + .milliseconds(1))
    }
}
