import SiteHistory
import SiteModel

extension Batch {
    /// What the batch after it in its chain names as `previous`: its hash, or that of the batch it stands for. So the
    /// batches behind a refused one keep their bytes.
    package var link: Digest {
        if case .void(_, let replaced) = body { return replaced }
        return hash
    }

    /// The batch that takes its place in the chain once it is refused or dropped: same sequence numbers, no effect.
    package var voided: Batch {
        if case .void = body { return self }
        return Batch(
            replica: replica, first: first, base: base, previous: previous, rules: rules,
            body: .void(count: count, replaced: hash))
    }

    package var isVoid: Bool {
        if case .void = body { return true }
        return false
    }
}
