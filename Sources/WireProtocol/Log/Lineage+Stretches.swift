import SiteHistory

extension Lineage {
    /// What it says of one of its epochs.
    func alone(_ epoch: EpochID) -> Lineage {
        Lineage(epochs: [epoch], cut: cut, stretches: stretches)
    }
}

/// Arithmetic of numbers and positions.
extension Lineage.Stretch {
    private typealias Stretch = Lineage.Stretch

    /// Positions behind one, up to another, that are their own numbers; none where there are none.
    static func identity(behind start: UInt64, through end: UInt64) -> [Lineage.Stretch] {
        end > start ? [Stretch(from: start + 1, count: end - start, at: start + 1)] : []
    }

    func moved(by count: UInt64) -> Lineage.Stretch {
        Stretch(from: from, count: self.count, at: at + count)
    }

    /// Its numbers up to one; nil where it has none.
    func prefix(through number: UInt64) -> Lineage.Stretch? {
        guard number >= from else { return nil }
        return Stretch(from: from, count: min(count, number - from + 1), at: at)
    }

    /// Both as one, where the next one goes on with this one's numbers and positions.
    func joined(with next: Lineage.Stretch) -> Lineage.Stretch? {
        guard from + count == next.from, at + count == next.at else { return nil }
        return Stretch(from: from, count: count + next.count, at: at)
    }

    /// The part whose positions are numbers of another stretch, at that one's positions.
    func placed(by other: Lineage.Stretch) -> Lineage.Stretch? {
        let low = max(at, other.from)
        let high = min(at + count, other.from + other.count)
        guard low < high else { return nil }
        return Stretch(
            from: from + (low - at), count: high - low, at: other.at + (low - other.from))
    }

    /// What is left of it without another one's numbers.
    private func without(_ other: Lineage.Stretch) -> [Lineage.Stretch] {
        let end = from + count
        let otherEnd = other.from + other.count
        guard other.from < end, from < otherEnd else { return [self] }
        var rest: [Stretch] = []
        if from < other.from { rest.append(Stretch(from: from, count: other.from - from, at: at)) }
        if otherEnd < end {
            rest.append(
                Stretch(from: otherEnd, count: end - otherEnd, at: at + (otherEnd - from)))
        }
        return rest
    }

    /// The known ones, and of the others the numbers that these do not have; ascending, joined.
    static func union(_ known: [Lineage.Stretch], _ others: [Lineage.Stretch]) -> [Lineage.Stretch]
    {
        var all = known
        for other in others {
            all += all.reduce([other]) { rest, old in rest.flatMap { $0.without(old) } }
        }
        var joined: [Stretch] = []
        for stretch in all.sorted(by: { $0.from < $1.from }) {
            if let last = joined.last, let both = last.joined(with: stretch) {
                joined[joined.count - 1] = both
            } else {
                joined.append(stretch)
            }
        }
        return joined
    }
}
