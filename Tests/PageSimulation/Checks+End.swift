import PageTestSupport
import SiteHistory
import SiteModel
import SyncCore

/// What must hold when the faults are over and everything came to rest.
extension Simulation {
    mutating func checkEnd() {
        checkRest()
        let editors = processes.indices.filter { runs($0) && processes[$0].isEditor }
        let states = editors.compactMap { process -> (process: Int, state: HomeState)? in
            let home = homes[processes[process].home].home
            guard processes[process].isRunning, let state = try? home.state(for: process) else {
                return nil
            }
            return (process, state)
        }
        for editor in editors where processes[editor].isRunning { checkKept(editor) }
        checkLog()
        checkAcknowledged()
        checkRefusals()
        guard let first = states.first else { return }
        checkEqual(states)
        checkOracle(first.state.engine)
        checkLosers(first.state.engine)
        checkRuns(first.state.site)
        checkOwnWrites(first.state)
        for (process, state) in states { checkShown(state, on: process) }
    }

    /// I10 and I15: the outbox empties within the bound, however long a home was away.
    private mutating func checkRest() {
        for number in processes.indices where runs(number) && processes[number].isEditor {
            let home = homes[processes[number].home]
            let invariant: Invariant = home.wasAway ? .awayMerges : .comesToRest
            guard processes[number].isRunning,
                let state = try? home.home.syncState(for: number)
            else {
                violate(invariant, "process \(number) does not run")
                continue
            }
            if !state.pending.isEmpty || state.cursor != server.head {
                violate(
                    invariant,
                    "process \(number) has \(state.pending.count) batches waiting, cursor "
                        + "\(state.cursor) of \(server.head), block \(processes[number].block as Any)"
                )
            }
        }
    }

    /// I12: the log has no hole.
    private mutating func checkLog() {
        var end: UInt64 = 0
        for entry in server.entries {
            if entry.start != end + 1 {
                violate(.positionsNameOne, "the log has a hole before \(entry.start)")
            }
            end = entry.end
        }
    }

    /// I2, I11: what was acknowledged is in the log once, or in its home's outbox, quarantine or among what was dropped.
    private mutating func checkAcknowledged() {
        var counts: [Digest: Int] = [:]
        for entry in server.entries { counts[entry.batch.hash, default: 0] += 1 }
        for (number, home) in homes.enumerated() where !home.plan.isLeftOut {
            let process = running(on: number).first
            let kept = process.flatMap { try? home.home.keptBatches(for: $0) } ?? KeptBatches()
            for one in home.acknowledged {
                let count = counts[one.hash] ?? 0
                if count > 1 {
                    violate(.repeatsChangeNothing, "a batch is in the log \(count) times")
                }
                let isElsewhere =
                    kept.pending.contains(one.hash)
                    || (kept.quarantined + kept.dropped).contains { $0.hash == one.hash }
                if count == 0, !isElsewhere, !isRenamed(one, kept) {
                    violate(.nothingLost, "a batch of home \(number) is nowhere: \(one.tokens)")
                }
            }
        }
    }

    /// Whether the log, or its home, has under another name what a batch typed.
    private func isRenamed(_ one: Acknowledged, _ kept: KeptBatches) -> Bool {
        let all = server.entries.map(\.batch) + kept.live + kept.quarantined
        return one.tokens.allSatisfy { token in all.contains { $0.types(token) } }
    }

    /// I4: all homes show the same.
    private mutating func checkEqual(_ states: [(process: Int, state: HomeState)]) {
        guard let first = states.first else { return }
        let expected = Simulation.listing(first.state.engine)
        for (process, state) in states.dropFirst() {
            let differences = Simulation.listing(state.engine).differences(from: expected)
            for difference in differences.prefix(2) {
                violate(.equalAtOnePosition, "process \(process): \(difference)")
            }
            if state.engine.digest != first.state.engine.digest {
                violate(.equalAtOnePosition, "process \(process) has another log")
            }
        }
    }

    static func listing(_ engine: HistoryEngine) -> SiteListing {
        SiteListing(site: engine.site, conflicts: engine.conflicts, trash: engine.trash)
    }

    /// I5: the engine shows what the naive oracle shows.
    private mutating func checkOracle(_ engine: HistoryEngine) {
        let oracle = NaiveOracle.replay(
            site: Scene.site, log: server.entries, pending: engine.pending)
        let expected = SiteListing(
            site: oracle.site, conflicts: oracle.conflicts, trash: oracle.trash)
        for difference in Simulation.listing(engine).differences(from: expected).prefix(3) {
            violate(.equalToOracle, difference)
        }
    }
}
