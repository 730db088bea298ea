import SiteModel

extension Renaming {
    /// The same operations on the same bases, so the same V(o), under new names (design §5, Re-mint). Nodes keep theirs: an
    /// operation's name is all that changes. Each says for which it stands: another copy of this store may do the same.
    ///
    /// - Parameters:
    ///   - batches: Own batches that follow each other in this store, whatever replica ids they bear, from the first that
    ///     cannot go to the server as it is, on; none of them in the log.
    ///   - base: What the author of a batch had seen of the log besides those before it, by the base that it bears.
    package init(
        reminting batches: [Batch], as replica: ReplicaID,
        base: (LogPosition) -> LogPosition = { $0 }
    ) {
        var end = batches.first?.predecessor
        for batch in batches {
            guard !batch.operations.isEmpty else {
                pairs.append(Pair(old: batch, new: nil))
                continue
            }
            let isFirst = end?.replica != replica
            let first = isFirst ? 1 : (end?.seq ?? 0) + 1
            for offset in batch.operations.indices {
                names[batch.id(ofOperationAt: offset)] = OperationID(
                    replica: replica, seq: first + UInt64(offset))
            }
            let new = Batch(
                replica: replica, first: first, base: base(batch.base),
                previous: isFirst ? .zero : end?.link ?? .zero, rules: batch.rules,
                whole: batch.whole, after: isFirst ? end : nil,
                body: .operations(
                    batch.operations.map { $0.renaming(name) } + [.retire(batch.chainEnd)]))
            pairs.append(Pair(old: batch, new: new))
            end = new.chainEnd
        }
    }
}

extension Batch {
    /// The end of what its author had written before it; nil where it is the first of all.
    package var predecessor: ChainEnd? {
        first == 1 ? after : ChainEnd(replica: replica, seq: first - 1, link: previous)
    }

    /// What the batch after it in its chain names as `previous`: its hash, or that of the batch it stands for. So the
    /// batches behind a refused one keep their bytes.
    package var link: Digest {
        if case .void(_, let replaced) = body { return replaced }
        return hash
    }

    /// The end of its chain once it stands in the log.
    package var chainEnd: ChainEnd { ChainEnd(replica: replica, seq: last, link: link) }
}
