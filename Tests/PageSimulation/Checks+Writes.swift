import PageTestSupport
import SiteHistory
import SiteModel

/// What must have become of each write, judged from the log alone.
extension Simulation {
    /// I7: tokens that were typed one after another, forwards or backwards, stand side by side in their order.
    mutating func checkRuns(_ site: Site) {
        for node in site.nodes.values.sorted(by: { $0.id < $1.id }) {
            for text in node.texts.values where text.contains("tok") {
                let words = Scene.tokens(in: text)
                for word in words where !word.isWhole {
                    violate(.runsNotInterleaved, "a word was broken: \(word.token)")
                }
                for run in runs where !Simulation.stands(run, in: words) {
                    violate(.runsNotInterleaved, "a run was interleaved: \(run) in \(text)")
                }
            }
        }
    }

    private static func stands(_ run: [String], in words: [Scene.Found]) -> Bool {
        let places = words.indices.filter { run.contains(words[$0].token) }
        guard let first = places.first else { return true }
        return places.map { words[$0].token } == run
            && places == Array(first..<first + run.count)
            && places.dropLast().allSatisfy { words[$0].rest.allSatisfy { $0 == " " } }
    }

    /// I8: a value that was not replaced by one who saw it, and does not show, has a conflict row.
    mutating func checkLosers(_ engine: HistoryEngine) {
        let log = LogReading(server.entries)
        let rows = engine.conflicts.filter { $0.id.kind == .value }
        for set in log.liveSets where !log.frozen.contains(set.node) {
            guard let node = engine.site.nodes[set.node], node.fields[set.name] != set.value else {
                continue
            }
            // Equal values collapse into one, named after the last of them.
            let hasRow = rows.contains { row in
                row.node == set.node && row.id.field == set.name.rawValue
                    && ([row.lost, row.shown] + row.others).contains {
                        log.contents[$0.operation] == set.content
                    }
            }
            let isResolved = log.resolved.contains {
                $0.kind == .value && $0.field == set.name.rawValue
            }
            if !hasRow, !isResolved {
                violate(.losersHaveRows, "the value set by \(set.id) is in no conflict")
            }
        }
    }

    /// I9: a token in the log is visible, or its node is gone, or one who saw it took something out of that text.
    mutating func checkOwnWrites(_ state: HomeState) {
        // Who saw what is told by positions, which mean other things in a log that was lost and came back.
        guard !wasSetBack else { return }
        let log = LogReading(server.entries)
        let shown = Set(
            state.site.nodes.values.flatMap { $0.texts.values }
                .flatMap { Scene.tokens(in: $0).map(\.token) })
        for one in homes.flatMap(\.acknowledged) {
            guard let entry = log.entries[one.hash] else { continue }
            for token in one.tokens where !shown.contains(token) {
                if !log.isSuperseded(entry, in: state.site) {
                    violate(.ownWritesAccountedFor, "\(token) vanished from the text")
                }
            }
        }
    }
}

/// The log as a list of facts.
private struct LogReading {
    struct SetFact {
        let id: OperationID
        let node: NodeID
        let name: FieldName
        let value: FieldValue?

        struct Content: Hashable {
            let node: NodeID
            let name: FieldName
            let value: FieldValue?
        }
        var content: Content { Content(node: node, name: name, value: value) }
    }

    private(set) var entries: [Digest: LogEntry] = [:]
    private(set) var frozen: Set<NodeID> = []
    private(set) var resolved: Set<ConflictID> = []
    private(set) var liveSets: [SetFact] = []
    /// What each set says.
    private(set) var contents: [OperationID: SetFact.Content] = [:]
    /// Batches that took characters out of a text.
    private var removals: [TextRef: [LogEntry]] = [:]

    init(_ log: [LogEntry]) {
        var sets: [SetFact] = []
        var replaced: Set<OperationID> = []
        for entry in log {
            entries[entry.batch.hash] = entry
            for (index, operation) in entry.batch.operations.enumerated() {
                switch operation {
                case .set(let node, let name, let value, let over, _):
                    let id = entry.batch.id(ofOperationAt: index)
                    sets.append(SetFact(id: id, node: node, name: name, value: value))
                    replaced.formUnion(over)
                case .remove(let ref, _, _), .cancel(let ref, _):
                    removals[ref, default: []].append(entry)
                case .resolve(let ids, _): resolved.formUnion(ids)
                case .unknown(_, let nodes, _): frozen.formUnion(nodes)
                default: break
                }
            }
        }
        for set in sets { contents[set.id] = set.content }
        // Equal values collapse into one: who replaced one of them replaced them all.
        let gone = Set(sets.filter { replaced.contains($0.id) }.map(\.content))
        liveSets = sets.filter { !gone.contains($0.content) }
    }

    /// Whether what a batch typed may be gone.
    func isSuperseded(_ entry: LogEntry, in site: Site) -> Bool {
        let refs = entry.batch.operations.flatMap { operation -> [TextRef] in
            switch operation {
            case .insert(let ref, _, _): [ref]
            case .create(let creation):
                creation.texts.map { TextRef(creation.node, $0.key) }
            default: []
            }
        }
        return refs.contains { ref in
            site.nodes[ref.node] == nil || frozen.contains(ref.node)
                || removals[ref, default: []].contains { $0.hasSeen(entry) }
        }
    }
}

extension LogEntry {
    fileprivate func hasSeen(_ other: LogEntry) -> Bool {
        batch.base.count >= other.end
            || (batch.replica == other.batch.replica && batch.first > other.batch.first)
    }
}
