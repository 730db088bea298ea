/// The texts of an automatic merge.
package struct MergedTexts: Hashable, Sendable {
    /// What both authors had seen.
    package let base: String
    /// As the batch that stays left it.
    package let ours: String
    /// As the batch that can be taken back left it.
    package let theirs: String
    /// As it was once both were in it.
    package let merged: String

    package init(base: String, ours: String, theirs: String, merged: String) {
        self.base = base
        self.ours = ours
        self.theirs = theirs
        self.merged = merged
    }

    /// The same with every text changed alike.
    package func map(_ transform: (String) -> String) -> MergedTexts {
        MergedTexts(
            base: transform(base), ours: transform(ours), theirs: transform(theirs),
            merged: transform(merged))
    }

    /// The two sides by words.
    package var words: WordMerge { WordMerge(base: base, ours: ours, theirs: theirs) }

    /// Whether both replaced the same words, or each wrote a text of its own where there was none: what was made of that
    /// says what neither wrote.
    package var isContested: Bool {
        let plain = map(\.withoutInlineMarks)
        return plain.words.stretches.contains(where: plain.asksForWords)
    }

    /// Whether it is contested, and a later text still says somewhere what came of both.
    package func isOpen(in now: String) -> Bool {
        let plain = map(\.withoutInlineMarks)
        let words = plain.words
        guard words.stretches.contains(where: plain.asksForWords) else { return false }
        return zip(words.stretches, plain.places(in: now.withoutInlineMarks, of: words)).contains {
            plain.asksForWords($0) && $1 != nil
        }
    }

    /// A later text once sides are picked, one for each stretch of `words` in order: words that somebody changed since, and
    /// those of others, stay.
    package func choosing(_ picks: [WordMerge.Pick], in now: String) -> String {
        let words = words
        let places = places(in: now, of: words)
        var edits: [TextEdit] = []
        for (number, stretch) in words.stretches.enumerated() where picks.indices.contains(number) {
            let pick = picks[number]
            guard stretch.isContested || pick != stretch.suggestion, let place = places[number],
                place.lowerBound >= edits.last?.range.upperBound ?? 0
            else { continue }
            edits.append(TextEdit(place, stretch.text(pick)))
        }
        return TextDifference.apply(edits, to: now)
    }

    /// Words put beside others, or taken out by one side, are no question; two texts that each began where nothing was are.
    private func asksForWords(_ stretch: WordMerge.Stretch) -> Bool {
        stretch.isContested && !stretch.ours.isBlank && !stretch.theirs.isBlank
            && (stretch.base?.isBlank == false || base.isBlank)
    }

    /// Where each stretch stands in a later text, in scalars; nil where it reads otherwise than it did once both were in it.
    private func places(in now: String, of words: WordMerge) -> [Range<Int>?] {
        let joined = TextDifference.edits(from: base, to: merged)
        let later = TextDifference.edits(from: merged, to: now)
        return words.ranges.map { range in
            let place = Self.image(of: range, under: joined)
            guard !later.contains(where: { Self.changes($0, place) }) else { return nil }
            let shift = later.filter { $0.range.upperBound <= place.lowerBound }.growth
            return place.lowerBound + shift..<place.upperBound + shift
        }
    }

    /// Where a range of a text stands after edits, with all that they wrote in it and at its ends.
    private static func image(of range: Range<Int>, under edits: [TextEdit]) -> Range<Int> {
        let inside = edits.filter { edit in
            changes(edit, range)
                || edit.range.lowerBound == range.upperBound && edit.range.isEmpty
                || edit.range.upperBound == range.lowerBound && edit.range.isEmpty
        }
        let start = min(range.lowerBound, inside.first?.range.lowerBound ?? range.lowerBound)
        let end = max(range.upperBound, inside.last?.range.upperBound ?? range.upperBound)
        let shift = edits.filter { $0.range.upperBound <= start && !inside.contains($0) }.growth
        return start + shift..<end + shift + inside.growth
    }

    /// Whether an edit changes what a range says.
    private static func changes(_ edit: TextEdit, _ range: Range<Int>) -> Bool {
        edit.range.isEmpty
            ? edit.range.lowerBound > range.lowerBound && edit.range.lowerBound < range.upperBound
            : edit.range.overlaps(range)
    }
}

extension [TextEdit] {
    /// By how many scalars a text becomes longer.
    fileprivate var growth: Int {
        reduce(0) { $0 + $1.replacement.unicodeScalars.count - $1.range.count }
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
