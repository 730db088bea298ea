import SiteModel

/// Words that a log would say twice: when a lost log is given back, a batch comes in beside one that stands for it (decision
/// 25). Others may have built on either, so both stay, and what the later one typed is taken out again.
extension Batch {
    /// The batch that takes out of texts what this one put into them; nil where that is nothing.
    ///
    /// Its author had seen what this one's author had, and this batch, so it needs no document, and whatever else is in the log it
    /// takes these characters and no others. It is a function of this batch alone: whoever makes it, however often, makes
    /// the same one, which a log holds once.
    ///
    /// Nodes, fields, places and classes need none: said twice, they are there once. A text that was replaced as a whole is
    /// said once by its own rule, or has a conflict row. Where the batch also cancels a delete in the text it cannot be known
    /// where its words stand; they stay.
    package var withdrawal: Batch? {
        let removals = ownStretches.sorted { $0.key < $1.key }.flatMap { ref, own in
            // From the end on, so that none moves the next.
            (own.known ?? []).sorted { $0.lowerBound > $1.lowerBound }.map {
                Operation.remove(ref, at: $0.lowerBound, count: $0.count)
            }
        }
        guard !removals.isEmpty else { return nil }
        return Batch(
            replica: chainEnd.withdrawer, first: 1, base: base, previous: .zero, rules: rules,
            after: chainEnd, body: .operations(removals))
    }

    /// Whether it is some batch's withdrawal.
    package var isWithdrawal: Bool { after.map { replica == $0.withdrawer } ?? false }

    /// Whether it is that batch's withdrawal: nobody should see the one without the other.
    package func isWithdrawal(of batch: Batch) -> Bool {
        isWithdrawal && after == batch.chainEnd
    }

    private var ownStretches: [TextRef: OwnStretches] {
        var found: [TextRef: OwnStretches] = [:]
        for operation in operations {
            guard let ref = operation.text, !whole.contains(ref) else { continue }
            _ = found[ref, default: OwnStretches()].take(operation)
        }
        return found
    }
}

extension ChainEnd {
    /// The replica id that the withdrawal of what ends here is written under: no store has it.
    fileprivate var withdrawer: ReplicaID {
        let name = Digest.of(link, Array("withdrawal".utf8)).bytes.prefix(8)
        return ReplicaID(rawValue: name.reduce(0) { $0 << 8 | UInt64($1) })
    }
}
