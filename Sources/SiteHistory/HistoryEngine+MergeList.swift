import SiteModel

/// An automatic merge as a person is shown it: the part of one batch that can be taken back.
package struct ListedMerge: Hashable, Sendable {
    /// The batch, by its first operation, that `HistoryEngine.prepareUndo(ofMerge:…)` takes back.
    package let taken: OperationID
    /// The sseq of that batch's last operation: what arrives later has a greater one.
    package let position: UInt64
    /// The batch that lists the merge, the later of both.
    package let later: OperationID
    package let merge: AutomaticMerge
    /// The server's time at which the later of both came into the log; nil while that one is pending.
    package let time: Int64?

    /// The batch of both that stays.
    package var staying: OperationID { taken == later ? merge.other : later }
}

extension HistoryEngine {
    /// Merges with another device's changes that can still be taken back, the newest first; of several batches that one
    /// foreign batch was merged with in one field, one is listed.
    ///
    /// - Complexity: O(operations · replicas); where a batch was merged with those of several devices in one text, that
    ///   text's history is walked for each of them.
    package var listedMerges: [ListedMerge] {
        let now = entries.map(\.time).max() ?? 0
        let oldest = now - HistoryEngine.mergeUndoDays * 86_400_000
        let logged = Dictionary(
            entries.map { ($0.batch.id(ofOperationAt: 0), $0) }, uniquingKeysWith: { _, new in new }
        )
        var found: [MergePlace: [ReplicaID?: ListedMerge]] = [:]
        for (later, merges) in automaticMerges {
            let time = logged[later]?.time
            if let time, time < oldest { continue }
            for merge in merges {
                let taken = replicas.contains(later.replica) ? merge.other : later
                guard !replicas.contains(taken.replica), let entry = logged[taken] else { continue }
                let listed = ListedMerge(
                    taken: taken, position: entry.end, later: later, merge: merge, time: time)
                let place = MergePlace(taken: taken, node: merge.node, text: merge.text)
                // All that this device wrote counts as one beside it.
                let beside =
                    replicas.contains(listed.staying.replica) ? nil : listed.staying.replica
                if let known = found[place]?[beside], !listed.isLater(than: known, in: logged) {
                    continue
                }
                found[place, default: [:]][beside] = listed
            }
        }
        return found.values.compactMap { rivals in
            shown(of: rivals.values.sorted { $0.isLater(than: $1, in: logged) })
        }.sorted { a, b in
            if a.position != b.position { return a.position > b.position }
            if a.merge.node != b.merge.node { return a.merge.node < b.merge.node }
            return (a.merge.text ?? TextKey("", "")) < (b.merge.text ?? TextKey("", ""))
        }
    }

    /// Which merge of one batch in one text is listed, where it was merged with several devices' changes: the last in which
    /// somebody has to choose the words, else the last.
    private func shown(of rivals: [ListedMerge]) -> ListedMerge? {
        guard rivals.count > 1 else { return rivals.first }
        return rivals.first { listed in
            texts(of: listed).map { isOpen(listed, $0) } ?? false
        } ?? rivals.first
    }

    private struct MergePlace: Hashable {
        let taken: OperationID
        let node: NodeID
        let text: TextKey?
    }

    /// The texts of a listed merge; nil for an order, or where the batches are not in memory.
    ///
    /// - Complexity: The text's whole history is walked four times.
    package func texts(of listed: ListedMerge) -> MergedTexts? {
        guard let key = listed.merge.text, let ours = author(behind: listed.staying),
            let theirs = author(behind: listed.taken),
            let merged = texts(of: listed.merge, in: listed.later)?.after
        else { return nil }
        let (replay, ref) = (shown, TextRef(listed.merge.node, key))
        func text(_ authors: [Author]) -> String? {
            replay.text(ref) { id in authors.allSatisfy { replay.index.isSeen(id, by: $0) } }
        }
        guard let base = text([ours, theirs]), let one = text([ours]), let two = text([theirs])
        else { return nil }
        return MergedTexts(base: base, ours: one, theirs: two, merged: merged)
    }

    /// What the batch that can be taken back put or moved into the parent whose order was merged; empty for a text.
    package func placed(by listed: ListedMerge) -> [NodeID] {
        guard listed.merge.text == nil, let batch = stored(listed.taken)?.batch else { return [] }
        var known: Set<NodeID> = []
        return batch.operations.compactMap { operation in
            guard MergeSubject(operation) == .order(listed.merge.node), let node = operation.node,
                known.insert(node).inserted
            else { return nil }
            return node
        }
    }

    /// The newest merges in which both replaced the same words, and whose text still says what came of it.
    ///
    /// - Complexity: Of `count` merges of texts the history is walked, of the newest.
    package func contestedMerges(among listed: [ListedMerge], count: Int = 100)
        -> [(merge: ListedMerge, texts: MergedTexts)]
    {
        listed.lazy.filter { $0.merge.text != nil }.prefix(count).compactMap { listed in
            guard let texts = texts(of: listed), isOpen(listed, texts) else { return nil }
            return (listed, texts)
        }
    }

    /// Whether a merge waits for somebody to choose the words: the text still says somewhere what came of both, whatever
    /// else in it was changed since.
    package func isOpen(_ listed: ListedMerge, _ texts: MergedTexts) -> Bool {
        guard let key = listed.merge.text,
            let now = shown.text(TextRef(listed.merge.node, key), when: { _ in true })
        else { return false }
        return texts.isOpen(in: now)
    }

    /// Who has seen a batch's operations and all that its author had seen.
    private func author(behind batch: OperationID) -> Author? {
        stored(batch).map { stored in
            shown.index.author(
                OperationID(replica: batch.replica, seq: stored.batch.last + 1), of: stored.batch)
        }
    }

    /// Whether something of a merged text could be taken back; true where only trying tells.
    package func isLeft(of listed: ListedMerge) -> Bool {
        guard let stored = stored(listed.taken),
            !stored.batch.operations.contains(where: { if case .move = $0 { true } else { false } })
        else { return true }
        do {
            // What is prepared is thrown away: names and chain do not matter.
            let replica = replicas.first ?? listed.later.replica
            _ = try prepareUndo(
                ofMerge: listed.taken, replica: replica, first: 1, previous: .zero,
                base: LogPosition(epoch: nil, count: cursor))
            return true
        } catch {
            return false
        }
    }
}

extension ListedMerge {
    /// Whether its later batch stands behind the other's; what is pending stands last.
    fileprivate func isLater(than other: ListedMerge, in logged: [OperationID: LogEntry]) -> Bool {
        switch (logged[later]?.end, logged[other.later]?.end) {
        case (let mine?, let theirs?): mine > theirs
        case (nil, nil): later.seq > other.later.seq
        case (let mine, _): mine == nil
        }
    }
}
