import PageTestSupport
import SiteHistory
import SiteModel
import SiteStore

/// While sync rests, a program makes its store smaller.
extension Simulation {
    /// One piece after another, as the drivers do it; it may be the program's end.
    mutating func compact(_ process: Int) {
        let home = processes[process].home
        guard homes[home].plan.onFiles else { return }
        if var details = strike(.killAtCompaction, process, percent: 10) {
            homes[home].home.killAfter(
                writes: 1 + details.below(24), completes: details.chance(50), process)
        }
        do throws(HomeFault) {
            while try homes[home].home.compact(by: process) {}
        } catch {
            note(error, on: process)
        }
    }

    /// I13: of the log a store keeps what lies above min(stable, kept), and two states at most.
    mutating func checkBounded(_ number: Int, _ process: Int) throws(HomeFault) {
        guard now >= homes[number].diskFaultUntil else { return }
        while try homes[number].home.compact(by: process) {}
        for sentence in try homes[number].home.surplus(for: process) {
            violate(.boundedStore, "home \(number): \(sentence)")
        }
    }
}

extension MemoryHome {
    func compact(by process: Int) -> Bool { false }
    func surplus(for process: Int) -> [String] { [] }
}

extension FileHome {
    /// Everything pays: the logs of a run are short.
    private static let rules: CompactionRules = {
        var rules = CompactionRules()
        rules.operationsMin = 1
        rules.share = 0
        rules.operationsBetweenLooks = 1
        rules.sliceRowsMax = 2
        return rules
    }()

    func compact(by process: Int) throws(HomeFault) -> Bool {
        try with(process) { (store) throws(StoreError) in
            try store.compact(site, FileHome.rules)
        }
    }

    func surplus(for process: Int) throws(HomeFault) -> [String] {
        try with(process) { (store) throws(StoreError) in
            let marks = try store.syncMarks(of: site)
            let engine = try store.state(of: site, depth: .kept).engine
            var sentences: [String] = []
            if let cut = engine.lastCut(through: min(marks.stable, marks.kept)),
                cut.position > marks.dropped
            {
                sentences.append("the log up to \(cut.position) could be dropped")
            }
            let starts = try store.outbox(of: site, states: [.logged]).compactMap(\.start)
            if let first = starts.min(), first <= marks.dropped {
                sentences.append("a row at \(first) is below what was dropped, \(marks.dropped)")
            }
            let count = try store.snapshotPositions(of: site).count
            if count > 2 { sentences.append("there are \(count) snapshots") }
            return sentences
        }
    }
}
