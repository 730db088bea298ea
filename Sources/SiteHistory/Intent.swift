import SiteModel

/// What an operation was for, in words that do not depend on what its author's document looked like: positions are
/// gone, neighbours are named.
///
/// What `outbox --retry` does again and `outbox --export` writes down. A created subtree is one intent, with
/// everything that the batch did inside it.
package enum Intent: Hashable, Sendable {
    /// A text, as the author saw it and as he left it.
    case text(TextRef, from: String, to: String)
    /// A nil value is "absent"; `settles`: it closed a conflict of values.
    case field(NodeID, FieldName, FieldValue?, settles: Bool)
    case addClass(NodeID, String)
    case removeClass(NodeID, String)
    case insert(NodeDraft, under: NodeID, beside: Neighbours)
    case move(NodeID, under: NodeID, beside: Neighbours)
    case delete(NodeID)
    case restore(NodeID)
    case blob([UInt8])
    /// `choice` as ``Operation/resolve(conflicts:choice:)`` has it.
    case resolve(ConflictID, choice: String)
    /// What cannot be said without its history: the operation's word.
    case other(String)
}

/// The siblings of a node, the nearest first.
package struct Neighbours: Hashable, Sendable {
    package let left: [NodeID]
    package let right: [NodeID]

    init(of node: NodeID, in site: Site) {
        let siblings = site[node]?.parent.flatMap { site[$0]?.children } ?? []
        let index = siblings.firstIndex(of: node) ?? siblings.endIndex
        left = siblings[..<index].reversed()
        right = Array(siblings[index...].dropFirst())
    }
}

extension HistoryEngine {
    /// What a batch was for.
    ///
    /// The batch is replayed in its place: on the log up to its base and on the part of its chain before it.
    /// - Parameter chain: The batches of its replica before it, in order, as they were when it was made: a refused
    ///   one itself where it still stood, its void where that had taken its place.
    /// - Throws: ``ReplayError/gap(expected:got:)`` where the log in memory begins behind the batch's base.
    /// - Complexity: O(log).
    package func intents(of batch: Batch, after chain: [Batch]) throws(ReplayError) -> [Intent] {
        guard batch.base.count >= firstEnd.position else {
            throw .gap(expected: batch.base.count + 1, got: firstEnd.position + 1)
        }
        var engine = HistoryEngine(foundation: foundation, end: firstEnd, replicas: replicas)
        let seen = entries.prefix { $0.end <= batch.base.count }
        _ = try engine.pull(Array(seen))
        let logged =
            seen.last { $0.batch.replica == batch.replica }?.batch.last
            ?? foundation.index.runs[batch.replica]?.last?.last ?? 0
        for own in chain where own.first > logged { try engine.append(own) }
        let before = engine
        try engine.append(batch)
        return Intent.read(of: batch.operations, before: before, after: engine)
    }
}

extension Intent {
    /// What a batch's operations were for, read off the document before and after it.
    static func read(
        of operations: [Operation], before: HistoryEngine, after: HistoryEngine
    ) -> [Intent] {
        IntentReader(operations: operations, before: before, after: after.site).intents
    }
}

/// Reads a batch's intents off the document before and after it.
private struct IntentReader {
    private let operations: [Operation]
    private let before: Site
    private let after: Site
    private let created: Set<NodeID>
    /// A text as it stands in the trash, too.
    private let kept: (TextRef) -> String?

    init(operations: [Operation], before engine: HistoryEngine, after: Site) {
        self.operations = operations
        let before = engine.site
        self.before = before
        kept = { engine.shown.texts[$0]?.text }
        self.after = after
        created = Set(
            operations.compactMap {
                if case .create(let creation) = $0, before[creation.node] == nil {
                    return creation.node
                }
                return nil
            })
    }

    /// In the order of the operations; resolutions last, for they close what the others say.
    var intents: [Intent] {
        var found: [Intent] = []
        var seen: Set<Intent> = []
        for operation in operations {
            for intent in intents(of: operation) where seen.insert(intent).inserted {
                found.append(intent)
            }
        }
        func closes(_ intent: Intent) -> Bool {
            if case .resolve = intent { true } else { false }
        }
        return found.filter { !closes($0) } + found.filter(closes)
    }

    private func intents(of operation: Operation) -> [Intent] {
        // What happened inside a created subtree is in its draft.
        if let node = operation.node, created.contains(node), case .create = operation {
            return intents(creating: node)
        }
        if let node = operation.node, created.contains(node) { return [] }
        switch operation {
        case .create(let creation): return [.other("create \(creation.node)")]
        case .move(let node, _, _): return intents(moving: node)
        case .delete(let node): return [.delete(node)]
        case .restore(let node, _, _): return [.restore(node)]
        case .set(let node, let name, let value, let over, _):
            return [.field(node, name, value, settles: over.count > 1)]
        case .addClass(let node, let name): return [.addClass(node, name)]
        case .removeClass(let node, let name): return [.removeClass(node, name)]
        case .insert(let ref, _, _), .remove(let ref, _, _), .cancel(let ref, _):
            return intents(editing: ref)
        case .blob(_, let bytes): return [.blob(bytes)]
        case .resolve(let ids, let choice): return ids.map { .resolve($0, choice: choice) }
        case .retire: return []
        case .reopen, .conflict, .lineage, .purge, .unknown: return [.other(operation.word)]
        }
    }

    private func intents(editing ref: TextRef) -> [Intent] {
        // The node may be in the trash before: the batch brings it back and edits it.
        guard let node = after[ref.node], before[ref.node] != nil || kept(ref) != nil else {
            return [.other("edit \(ref)")]
        }
        let from = before[ref.node].map { $0.texts[ref.key] ?? "" } ?? kept(ref) ?? ""
        let to = node.texts[ref.key] ?? ""
        return from.utf8.elementsEqual(to.utf8) ? [] : [.text(ref, from: from, to: to)]
    }

    private func intents(moving node: NodeID) -> [Intent] {
        guard let parent = after[node]?.parent else { return [] }
        return [.move(node, under: parent, beside: Neighbours(of: node, in: after))]
    }

    /// The topmost created nodes stand for what is created in them.
    private func intents(creating id: NodeID) -> [Intent] {
        guard let node = after[id], let parent = node.parent else {
            let isGone = operations.contains(.delete(node: id))
            return isGone ? [] : [.other("create \(id)")]
        }
        if created.contains(parent) { return [] }
        return [
            .insert(draft(of: node), under: parent, beside: Neighbours(of: id, in: after))
        ]
    }

    /// A created subtree without what was moved into it.
    private func draft(of node: Node) -> NodeDraft {
        var draft = after.draft(of: node) { node.id }
        draft.children = after.children(of: node.id).filter { created.contains($0.id) }
            .map(self.draft)
        return draft
    }
}
