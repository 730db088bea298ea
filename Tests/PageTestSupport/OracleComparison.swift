import SiteHistory
import SiteModel

/// What is held against the oracle.
package protocol ReplayedDocument {
    var site: Site { get }
    var conflicts: [Conflict] { get }
    var trash: [TrashEntry] { get }
    mutating func read(_ entries: [LogEntry]) throws -> SitePatch
    mutating func write(_ batch: Batch) throws -> SitePatch
}

/// Repeats a history on documents of another make and on the oracle, and compares after every step.
package struct OracleComparison<Document: ReplayedDocument> {
    /// The first step after which the two differ, and how.
    package struct Difference {
        package let step: Int
        package let lines: [String]
    }

    private struct Device {
        let replica: ReplicaID
        var document: Document
        var logged: NaiveOracle
        var shown: NaiveOracle
        var chain: [Batch] = []
        var pushed = 0
        var pending: [Batch] = []
        var cursor: UInt64 = 0
        var read = 0
    }

    private var devices: [Device]
    private var log: [LogEntry] = []

    private init(_ trace: HistoryTrace, site: NodeID, make: (NodeID, ReplicaID) -> Document) {
        let oracle = NaiveOracle(site: site)
        devices = trace.replicas.map {
            Device(replica: $0, document: make(site, $0), logged: oracle, shown: oracle)
        }
    }

    /// Nil where the documents agree with the oracle after every step.
    package static func difference(
        in trace: HistoryTrace, site: NodeID = HistoryGenerator.site,
        make: (NodeID, ReplicaID) -> Document
    ) -> Difference? {
        var run = OracleComparison(trace, site: site, make: make)
        for (index, step) in trace.steps.enumerated() {
            let lines = run.take(step)
            if !lines.isEmpty { return Difference(step: index, lines: lines) }
        }
        return nil
    }

    /// The smallest history found that still differs, line by line; with the difference.
    package static func shrunk(
        _ trace: HistoryTrace, site: NodeID = HistoryGenerator.site,
        make: (NodeID, ReplicaID) -> Document
    ) -> [String] {
        guard let first = difference(in: trace, site: site, make: make) else { return [] }
        func sort(_ lines: [String]) -> String {
            lines.first?.split(separator: " ").prefix(2).joined() ?? ""
        }
        func isAlike(_ trace: HistoryTrace) -> Bool {
            difference(in: trace, site: site, make: make).map {
                sort($0.lines) == sort(first.lines)
            } ?? false
        }
        var short = trace.prefix(first.step + 1)
        for step in short.steps.indices.reversed().dropFirst() {
            let candidate = short.withoutPull(at: step)
            if candidate.steps.count < short.steps.count, isAlike(candidate) { short = candidate }
        }
        var gone: Set<OperationID> = []
        func attempt(_ more: [OperationID]) {
            let candidate = gone.union(more)
            if candidate != gone, isAlike(short.voiding(candidate)) { gone = candidate }
        }
        let batches = short.batches.reversed().map { batch in
            batch.operations.indices.map(batch.id(ofOperationAt:))
        }
        for _ in 0..<2 {
            batches.forEach(attempt)
            batches.joined().reversed().forEach { attempt([$0]) }
        }
        let result = short.voiding(gone)
        let lines = difference(in: result, site: site, make: make)?.lines ?? []
        return result.description + ["differs (- engine, + oracle):"] + lines
    }

    // MARK: one step

    private mutating func take(_ step: HistoryTrace.Step) -> [String] {
        switch step {
        case .push(let index, let through):
            push(index, through: through)
            return []
        case .commit(let index, let batch):
            devices[index].chain.append(batch)
            devices[index].pending.append(batch)
            devices[index].shown.append(pending: batch)
            return check(index) { try $0.write(batch) }
        case .pull(let index, let through):
            let entries = Array(log[devices[index].read...].prefix { $0.end <= through })
            guard !entries.isEmpty else { return [] }
            pull(index, entries)
            return check(index) { try $0.read(entries) }
        }
    }

    private mutating func push(_ index: Int, through: UInt64) {
        for batch in devices[index].chain.dropFirst(devices[index].pushed).prefix(while: {
            $0.last <= through
        }) {
            let start = (log.last?.end ?? 0) + 1
            log.append(LogEntry(batch: batch, start: start, author: "", time: 0))
            devices[index].pushed += 1
        }
    }

    private mutating func pull(_ index: Int, _ entries: [LogEntry]) {
        for entry in entries {
            devices[index].logged.append(entry)
            if devices[index].pending.first == entry.batch { devices[index].pending.removeFirst() }
        }
        devices[index].read += entries.count
        devices[index].shown = devices[index].logged
        for batch in devices[index].pending { devices[index].shown.append(pending: batch) }
    }

    private mutating func check(_ index: Int, _ change: (inout Document) throws -> SitePatch)
        -> [String]
    {
        let before = devices[index].document.site
        let patch: SitePatch
        do {
            patch = try change(&devices[index].document)
        } catch {
            return ["throws \(error)"]
        }
        let document = devices[index].document
        let mine = SiteListing(
            site: document.site, conflicts: document.conflicts, trash: document.trash)
        return SiteListing(devices[index].shown).differences(from: mine)
            + PatchCheck(before: before, after: document.site, patch: patch).violations
    }
}

/// Whether a patch tells the truth about two documents.
package struct PatchCheck {
    let before: Site
    let after: Site
    let patch: SitePatch

    package init(before: Site, after: Site, patch: SitePatch) {
        self.before = before
        self.after = after
        self.patch = patch
    }

    /// What the patch does not say, or says wrong.
    package var violations: [String] {
        let ids = Set(before.nodes.keys).union(after.nodes.keys)
        let changed = ids.filter { before.nodes[$0] != after.nodes[$0] }
        let missed = changed.subtracting(patch.nodes).sorted().map { "patch misses \(short($0))" }
        return missed + patch.texts.flatMap(violations(of:)) + unsaidTexts(in: changed)
    }

    /// The edits of a text, applied to the old one, must give the new one.
    private func violations(of patch: TextPatch) -> [String] {
        let old = Array((before.nodes[patch.text.node]?.texts[patch.text.key] ?? "").unicodeScalars)
        let new = Array((after.nodes[patch.text.node]?.texts[patch.text.key] ?? "").unicodeScalars)
        guard after.nodes[patch.text.node] != nil, before.nodes[patch.text.node] != nil else {
            return []
        }
        var built: [Unicode.Scalar] = []
        var here = 0
        for edit in patch.edits {
            guard edit.range.lowerBound >= here, edit.range.upperBound <= old.count else {
                return [
                    "text patch of \(short(patch.text.node)) is out of order or beyond the text"
                ]
            }
            built += old[here..<edit.range.lowerBound] + Array(edit.replacement.unicodeScalars)
            here = edit.range.upperBound
        }
        built += old[here...]
        return built == new
            ? []
            : [
                "text patch of \(short(patch.text.node)) \(patch.text.key) gives another text: \(ascii(String(String.UnicodeScalarView(old)))) to \(ascii(String(String.UnicodeScalarView(built)))) not \(ascii(String(String.UnicodeScalarView(new))))"
            ]
    }

    private func unsaidTexts(in nodes: Set<NodeID>) -> [String] {
        let said = Set(patch.texts.map(\.text))
        return nodes.sorted().flatMap { node -> [String] in
            guard let old = before.nodes[node]?.texts, let new = after.nodes[node]?.texts else {
                return []
            }
            return Set(old.keys).union(new.keys).sorted().filter { key in
                let isSame = Array((old[key] ?? "").utf8) == Array((new[key] ?? "").utf8)
                return !isSame && !said.contains(TextRef(node, key))
            }.map { "no text patch for \(short(node)) \($0)" }
        }
    }
}
