import SiteHistory

/// Going through the words in which two sides differ, and taking one side of each.
package struct WordPicking: Hashable, Sendable {
    package let merge: WordMerge
    package private(set) var picks: [WordMerge.Pick]
    /// The stretch at hand, from 0.
    package private(set) var at = 0

    /// nil where the two say the same.
    init?(base: String?, ours: String, theirs: String) {
        merge = WordMerge(base: base, ours: ours, theirs: theirs)
        picks = merge.stretches.map(\.suggestion)
        guard !picks.isEmpty else { return nil }
        at = merge.stretches.firstIndex(where: \.isContested) ?? 0
    }

    /// The text that comes of it.
    package var result: String { merge.text(picks) }

    mutating func move(by count: Int) { at = min(max(0, at + count), picks.count - 1) }

    /// Takes a side of the words at hand; the next ones are at hand then.
    mutating func pick(_ pick: WordMerge.Pick) {
        picks[at] = pick
        move(by: 1)
    }

    /// The other side of the words at hand.
    mutating func flip() { picks[at] = picks[at] == .theirs ? .ours : .theirs }
}
