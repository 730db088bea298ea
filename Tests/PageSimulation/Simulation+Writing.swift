import PageTestSupport
import SiteHistory
import SiteModel
import SyncCore
import WireProtocol

/// Writes to stores, and how they are cut short.
extension Simulation {
    /// Makes a program write; nil where it died of it, or the store did not take it.
    ///
    /// The result is what the store said: it counts as told to the person. The program may be dead all the same.
    mutating func write<Result>(
        _ process: Int, percent: Int, _ body: (inout any Home) throws(HomeFault) -> Result
    ) -> Result? {
        let number = processes[process].home
        if strike(.killBeforeWrite, process, percent: percent) != nil {
            kill(process)
            return nil
        }
        if homes[number].plan.onFiles,
            var details = strike(.killAtWrite, process, percent: percent * 3)
        {
            homes[number].home.killAfter(
                writes: 1 + details.below(24), completes: details.chance(50), process)
        }
        let failures = homes[number].home.diskFailureCount
        defer { noteDiskFaults(number, since: failures) }
        do throws(HomeFault) {
            return try body(&homes[number].home)
        } catch {
            if homes[number].home.isDead(process) {
                kill(process)
            } else {
                note(error, on: process)
            }
            return nil
        }
    }

    private mutating func noteDiskFaults(_ home: Int, since failures: Int) {
        let count = homes[home].home.diskFailureCount - failures
        if count > 0 { report.note(UInt64(count)) }
    }

    /// After what the store said was taken notice of: whether the program lives on.
    mutating func survives(_ process: Int, percent: Int) -> Bool {
        let home = processes[process].home
        if homes[home].home.isDead(process)
            || strike(.killAfterWrite, process, percent: percent) != nil
        {
            kill(process)
            return false
        }
        return true
    }

    /// What the store said of a commit, written down for the end.
    mutating func acknowledge(_ committed: Committed, tokens: [String], by process: Int) {
        let home = processes[process].home
        tell("\(process) commits \(committed.batch.line)")
        report.operations += Int(committed.batch.count)
        report.note(UInt64(committed.batch.hash.bytes[0]))
        homes[home].acknowledged.append(
            Acknowledged(hash: committed.batch.hash, tokens: tokens))
        backUp(home)
        processes[process].view = committed.state
        checkShown(committed.state, on: process)
        checkOwnTokens(tokens, committed, by: process)
    }

    /// Performs what sync asks the store for.
    mutating func write(_ change: StoreChange, on process: Int) {
        let home = processes[process].home
        tell("\(process) writes \(change.line)")
        guard holdsRight(process) else {
            return handle(.storeFailed("another program syncs"), on: process)
        }
        var isTooShort = false
        let written = write(process, percent: 4) { (home) throws(HomeFault) in
            do throws(HomeFault) {
                return try home.apply(change, by: process)
            } catch {
                if case .tooShort = error { isTooShort = true }
                throw error
            }
        }
        guard let state = written else {
            if processes[process].isRunning {
                handle(
                    isTooShort ? .logTooShort : .storeFailed("the store could not write"),
                    on: process)
            }
            return
        }
        note(change, on: home)
        guard survives(process, percent: 4) else { return }
        if case .greeted = change {
        } else {
            refresh(process)
            if let view = processes[process].view { checkShown(view, on: process) }
            tellOthers(than: process)
        }
        checkEqualPosition(of: process)
        let incarnation = processes[process].incarnation
        queue.add(
            .sync(process: process, incarnation: incarnation, .stored(state)),
            at: now + .milliseconds(1))
    }

    private mutating func note(_ change: StoreChange, on home: Int) {
        switch change {
        case .adopted: count(.snapshotStart)
        case .rewritten(let rewritten):
            homes[home].wasRewritten = true
            if rewritten.rewrite.isRebase { count(.rebase) }
        default: break
        }
    }

    /// As the editor: the right is taken again where it was let go. As the command: it must be held still.
    private mutating func holdsRight(_ process: Int) -> Bool {
        let home = processes[process].home
        if sabotage == .syncsWithoutLease { return true }
        return processes[process].isEditor
            ? homes[home].home.takeLease(process) : homes[home].home.holdsLease(process)
    }
}
