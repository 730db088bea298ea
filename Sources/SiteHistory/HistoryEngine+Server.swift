import SiteModel

/// What a server asks before it appends a batch, and words for people.
extension HistoryEngine {
    /// Limits of one operation, judged at the push.
    private enum Limit {
        static let textBytes = 4 << 20
        static let blobBytes = 16 << 20
        static let nameBytes = 4096
        static let listCount = 10_000
    }

    /// What is wrong with a batch at V(o), as a sentence; nil when it may be appended.
    ///
    /// - Complexity: O(batch) when it was based on the head; else the log is replayed up to its base.
    package func fault(in batch: Batch) -> String? {
        if let fault = HistoryEngine.formFault(in: batch) { return fault }
        var replay = state(seenBy: batch)
        return replay.apply(batch, start: nil).map { HistoryEngine.sentence(for: $0) }
    }

    /// The same of a batch that is to come next; where its author had seen the whole log, `append` then takes it without
    /// applying it again.
    package mutating func judge(_ batch: Batch) -> String? {
        guard isUpToDate(batch) else { return fault(in: batch) }
        if let fault = HistoryEngine.formFault(in: batch) { return fault }
        return applyAhead(batch).map { HistoryEngine.sentence(for: $0) }
    }

    /// The log as the batch's author had it: up to its base, and the rest of its chain.
    private func state(seenBy batch: Batch) -> Replay {
        if isUpToDate(batch) { return logState }
        var replay = foundation
        let seen = isSeen(by: batch)
        for entry in entries where seen(entry) || entry.batch.isNote {
            replay.apply(entry.batch, start: entry.start)
        }
        return replay
    }

    /// Whether a batch's base is a number of a lost log: what its author had seen is then no part of the log from its
    /// beginning on.
    package func isRenumbered(_ batch: Batch) -> Bool {
        logState.index.author(batch.id(ofOperationAt: 0), of: batch).lineage != nil
    }

    /// Whether a batch's author had seen the whole log, its own chain included.
    package func isUpToDate(_ batch: Batch) -> Bool {
        logState.hasSeenAll(logState.index.author(batch.id(ofOperationAt: 0), of: batch))
    }

    /// What a batch's author had seen of the log (V(o) of its first operation).
    package func entries(seenBy batch: Batch) -> [LogEntry] {
        entries.filter(isSeen(by: batch))
    }

    private func isSeen(by batch: Batch) -> (LogEntry) -> Bool {
        var index = logState.index
        if let after = batch.after { index.note(after, before: batch.replica) }
        let author = index.author(batch.id(ofOperationAt: 0), of: batch)
        return { [index] entry in
            index.isSeen(
                OperationID(replica: entry.batch.replica, seq: entry.batch.last), by: author)
        }
    }

    /// The document as a batch's author had it (V(o) of its first operation), numbered on behind `firstEnd`; not shown.
    ///
    /// - Parameter batch: One that reaches back no further than `firstEnd` (``reach(of:)``).
    package func view(seenBy batch: Batch) -> HistoryEngine {
        var view = HistoryEngine(
            foundation: foundation, end: firstEnd, replicas: [], isShown: false)
        for entry in entries(seenBy: batch) {
            view.append(
                LogEntry(
                    batch: entry.batch, start: view.cursor + 1, author: entry.author,
                    time: entry.time))
        }
        return view
    }

    private static func formFault(in batch: Batch) -> String? {
        if batch.rules > Batch.currentRules {
            return "rules version \(batch.rules) is not known here"
        }
        for operation in batch.operations {
            if let fault = formFault(in: operation) { return fault }
        }
        return nil
    }

    private static func formFault(in operation: Operation) -> String? {
        switch operation {
        case .blob(let digest, let bytes):
            if bytes.count > Limit.blobBytes {
                return "a blob is larger than \(Limit.blobBytes) bytes"
            }
            return Digest.of(bytes) == digest ? nil : "a blob's bytes do not match its digest"
        case .insert(_, _, let text):
            return text.utf8.count > Limit.textBytes
                ? "a text is longer than \(Limit.textBytes) bytes" : nil
        case .remove(_, _, let count): return count < 1 ? "a deletion of nothing" : nil
        case .set(_, let name, _, let over, _):
            return name.rawValue.utf8.count > Limit.nameBytes || over.count > Limit.listCount
                ? "a field's name or its list is too long" : nil
        case .addClass(_, let name), .removeClass(_, let name):
            return name.isEmpty || name.utf8.count > Limit.nameBytes
                ? "a class name is empty or too long" : nil
        case .create(let creation):
            return creation.fields.count > Limit.listCount
                || creation.classes.count > Limit.listCount
                ? "a node has too many fields" : nil
        case .lineage, .purge: return "it writes what only a server may write"
        default: return nil
        }
    }

    private static func sentence(for fault: NoEffect) -> String {
        switch fault {
        case .unknownNode: "it changes a node that its author cannot have seen"
        case .unknownSlot: "it names a neighbour that is not in that place"
        case .alreadyExists: "it creates a node that exists"
        case .misplaced: "it puts a node where such a node cannot stand"
        case .positionBeyondText: "a position lies beyond the text"
        case .nothingToCancel: "it cancels a deletion that is not there"
        case .cycle: "it moves a node inside itself"
        case .tooDeep: "it nests deeper than \(Replay.depthMax)"
        case .frozen: "it changes what a newer program has frozen"
        case .unknownOperation: "it reopens what was not closed"
        case .notInTrash: "it purges what is not in the trash"
        }
    }

    /// What a batch does, for people: one word, and what it does it to.
    package static func summary(of batch: Batch, in site: Site) -> (kind: String, target: String) {
        summary(of: batch) { label(of: $0, in: site) }
    }

    /// The same, for a caller that names the nodes of many batches.
    package static func summary(of batch: Batch, label: (NodeID) -> String) -> (
        kind: String, target: String
    ) {
        // What else an undo does tells more than that a choice is open again.
        let all = batch.operations.filter { $0.word != "bytes" }
        let told = all.filter { !$0.isReopening }
        let operations = told.isEmpty ? all : told
        guard let first = operations.first else {
            return batch.operations.isEmpty ? ("void", "") : ("bytes", "")
        }
        let kinds = Set(operations.map(\.word))
        // Of a replacement the first node is what stayed.
        if kinds.contains("delete"), kinds.contains("create") || kinds.contains("restore"),
            first.word != "create", first.word != "delete"
        {
            return ("content", first.node.map(label) ?? "")
        }
        // A conflict was settled, whatever that took.
        let isSettled = kinds.contains("resolve")
        let kind =
            isSettled
            ? "resolve"
            : kinds.count == 1 || first.word == "create"
                ? first.word : kinds.sorted().joined(separator: ", ")
        let node = isSettled ? operations.lazy.compactMap(\.node).first : first.node
        return (kind, node.map(label) ?? "")
    }

    /// `/#hero`, `hero.title`, `/#hero <p>`, or the id of what is not shown.
    package static func label(of node: NodeID, in site: Site) -> String {
        label(of: node, in: site) { _ in
            site.keyedTexts(around: node).first { $0.node == node }?.key
        }
    }

    /// The same, for a caller that knows the texts of a page: what the node is called among them, if it is one of them.
    package static func label(of node: NodeID, in site: Site, textOf key: (NodeID) -> String?)
        -> String
    {
        guard let found = site.nodes[node] else { return node.description }
        switch found.kind {
        case .site: return found.fields[.title]?.plain ?? "site"
        case .page: return site.path(of: node) ?? node.description
        case .asset: return found.fields[.file]?.plain ?? node.description
        default: break
        }
        guard let page = site.enclosing(.page, of: node) else { return node.description }
        if let key = key(page.id) { return key }
        let path = site.path(of: page.id) ?? ""
        guard let section = site.enclosing(.section, of: node) else { return path }
        let inside = found.kind == .element && found.parent != section.id
        return path + "#" + (site.name(of: section.id) ?? "")
            + (inside ? " <\(found.content.tag)>" : "")
    }
}

extension Batch {
    /// Whether it says how a lost log is numbered: nobody has seen that, and everybody's bases are read by it.
    fileprivate var isNote: Bool {
        operations.contains {
            if case .lineage = $0 { true } else { false }
        }
    }
}

extension Operation {
    fileprivate var isReopening: Bool { if case .reopen = self { true } else { false } }
}
