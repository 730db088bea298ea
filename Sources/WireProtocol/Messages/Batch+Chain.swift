import SiteHistory
import SiteModel

extension Batch {
    /// The batch that takes its place in the chain once it is refused or dropped: same sequence numbers, no effect. It
    /// stands on nothing, so a base that was refused does not hold it up.
    package var voided: Batch {
        if case .void = body { return self }
        return Batch(
            replica: replica, first: first, base: .origin, previous: previous, rules: rules,
            after: after, body: .void(count: count, replaced: hash))
    }
}
