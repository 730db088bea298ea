import PageTestSupport
import SiteHistory
import SiteModel
import SiteStore
import SyncCore
import WireProtocol

/// Stores and what everybody has seen: while sync rests, a program makes its store smaller.
extension Simulation {
    /// A device that was not heard of for so long holds nobody up.
    private static let forgottenAfter = Duration.seconds(15)

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

    /// What a request says of its sender, as the server takes note of it. A server that may be set back promises nothing.
    mutating func noteFloor(_ request: SyncRequest, token: String) {
        guard let standing = request.standing,
            server.accounts[token] == SimulatedServer.account,
            (try? LogKeeper.check(standing, against: server.log)) != nil
        else { return }
        let floor = min(standing.floor, standing.cursor)
        server.floors[standing.replica] = (floor, now)
        let heard = server.floors.values.filter { now - $0.at < Simulation.forgottenAfter }
        let least = heard.map(\.floor).min() ?? 0
        let dropped = min(standing.dropped, standing.cursor)
        server.log.stable = min(max(server.log.stable, least, dropped), server.head)
        if let floor = leastFloor {
            server.log.kept = max(server.log.kept, min(floor, server.head))
            do {
                try server.keepSnapshot()
            } catch {
                violate(.boundedStore, "the server made no snapshot: \(error)")
            }
            purgeTrash()
        }
    }

    /// In every second run the server purges what nobody can still want back; a promise takes no time in a run.
    private mutating func purgeTrash() {
        guard plan.seed % 2 == 1 else { return }
        do {
            try server.purgeTrash(as: ReplicaID(rawValue: random.next()))
        } catch {
            violate(.boundedStore, "the server's purge was not taken: \(error)")
        }
    }

    /// What every home that there is has seen, heard of or not: the server promises to keep what is above. nil where one
    /// cannot be asked. A server that may be set back promises everything.
    private var leastFloor: UInt64? {
        guard !plan.steps.contains(where: \.kind.needsHealing) else { return nil }
        var least = UInt64.max
        for number in homes.indices where !homes[number].plan.isLeftOut {
            guard let process = running(on: number).first,
                let state = try? homes[number].home.syncState(for: process)
            else { return nil }
            least = min(least, state.standing.floor)
        }
        return least
    }
}

extension SyncRequest {
    fileprivate var standing: Standing? {
        switch self {
        case .hello(let hello): hello.standing
        case .push(let push): push.standing
        case .pull(let standing, _), .snapshot(let standing): standing
        case .common, .heal: nil
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
