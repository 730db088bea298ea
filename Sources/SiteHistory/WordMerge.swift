/// Two texts beside the one that both began with, by words: what all share, and stretches of which a side is to be picked.
///
/// Where the common text is not known, a stretch is what the two do not share.
package struct WordMerge: Hashable, Sendable {
    package enum Pick: Hashable, Sendable, CaseIterable {
        case ours, theirs
        /// Ours, and theirs behind it.
        case both
    }

    /// Words in which the two differ.
    package struct Stretch: Hashable, Sendable {
        /// nil where the common text is not known.
        package let base: String?
        package let ours: String
        package let theirs: String

        package init(base: String?, ours: String, theirs: String) {
            self.base = base
            self.ours = ours
            self.theirs = theirs
        }

        /// The side that changed something; ours where both did.
        package var suggestion: Pick { base == ours ? .theirs : .ours }

        /// Whether both changed it.
        package var isContested: Bool { base != ours && base != theirs }

        /// What it says once a side is picked.
        package func text(_ pick: Pick) -> String {
            switch pick {
            case .ours: ours
            case .theirs: theirs
            case .both: joined
            }
        }

        private var joined: String {
            guard let end = ours.last, let start = theirs.first, !end.isWhitespace,
                !start.isWhitespace
            else { return ours + theirs }
            return ours + " " + theirs
        }
    }

    package enum Part: Hashable, Sendable {
        case same(String)
        case stretch(Stretch)
    }

    package let parts: [Part]
    /// Where each stretch stands in the common text, or in ours where that is not known; in scalars.
    let ranges: [Range<Int>]

    /// - Complexity: As ``TextDifference/edits(from:to:)``.
    package init(base: String?, ours: String, theirs: String) {
        let made =
            base.map { Self.parts(of: $0, ours: ours, theirs: theirs) }
            ?? Self.parts(from: ours, to: theirs)
        parts = made.parts
        ranges = made.ranges
    }

    package var stretches: [Stretch] {
        parts.compactMap { if case .stretch(let stretch) = $0 { stretch } else { nil } }
    }

    /// The text that comes of picks, one for each stretch in order; what is missing is as suggested.
    package func text(_ picks: [Pick]) -> String {
        var number = 0
        var text = ""
        for part in parts {
            switch part {
            case .same(let words): text += words
            case .stretch(let stretch):
                text += stretch.text(
                    picks.indices.contains(number) ? picks[number] : stretch.suggestion)
                number += 1
            }
        }
        return text
    }

    // MARK: - Making

    private typealias Made = (parts: [Part], ranges: [Range<Int>])

    private static func parts(from ours: String, to theirs: String) -> Made {
        let scalars = Array(ours.unicodeScalars)
        var builder = Builder(scalars)
        for edit in TextDifference.phrases(from: ours, to: theirs) {
            builder.skip(to: edit.range.lowerBound)
            builder.add(
                Stretch(
                    base: nil, ours: String(scalars[edit.range]), theirs: edit.replacement),
                over: edit.range)
        }
        return builder.finished()
    }

    private static func parts(of base: String, ours: String, theirs: String) -> Made {
        let scalars = Array(base.unicodeScalars)
        var builder = Builder(scalars)
        let (a, b) = (
            TextDifference.phrases(from: base, to: ours),
            TextDifference.phrases(from: base, to: theirs)
        )
        for range in clusters(a.map(\.range) + b.map(\.range)) {
            builder.skip(to: range.lowerBound)
            builder.add(
                Stretch(
                    base: String(scalars[range]), ours: applied(a, within: range, of: scalars),
                    theirs: applied(b, within: range, of: scalars)),
                over: range)
        }
        return builder.finished()
    }

    /// Ranges that overlap or touch, as one each.
    private static func clusters(_ ranges: [Range<Int>]) -> [Range<Int>] {
        ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { found, range in
            guard let last = found.last, range.lowerBound <= last.upperBound else {
                found.append(range)
                return
            }
            found[found.count - 1] =
                last.lowerBound..<max(last.upperBound, range.upperBound)
        }
    }

    /// What a range of the common text became by edits that lie within it or outside it.
    private static func applied(
        _ edits: [TextEdit], within range: Range<Int>, of scalars: [Unicode.Scalar]
    ) -> String {
        let inside = edits.filter {
            $0.range.lowerBound >= range.lowerBound && $0.range.upperBound <= range.upperBound
        }.map {
            TextEdit(
                $0.range.lowerBound - range.lowerBound..<$0.range.upperBound - range.lowerBound,
                $0.replacement)
        }
        return TextDifference.apply(inside, to: String(scalars[range]))
    }

    private struct Builder {
        private let scalars: [Unicode.Scalar]
        private var parts: [Part] = []
        private var ranges: [Range<Int>] = []
        private var place = 0
        private var same = ""

        init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

        mutating func skip(to end: Int) {
            same += String(scalars[place..<end])
            place = end
        }

        /// What both changed to the same words is no question.
        mutating func add(_ stretch: Stretch, over range: Range<Int>) {
            place = range.upperBound
            if stretch.ours == stretch.theirs {
                same += stretch.ours
                return
            }
            if !same.isEmpty { parts.append(.same(same)) }
            same = ""
            parts.append(.stretch(stretch))
            ranges.append(range)
        }

        mutating func finished() -> Made {
            skip(to: scalars.count)
            if !same.isEmpty { parts.append(.same(same)) }
            return (parts, ranges)
        }
    }
}

/// A piece of a text that is shown beside an older one.
package struct DifferencePiece: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case same, removed, added }
    package let kind: Kind
    package let text: String

    package init(kind: Kind, text: String) {
        self.kind = kind
        self.text = text
    }
}

extension TextDifference {
    /// The edits of `edits(from:to:)`, those that only white space keeps apart made one: as a person reads them.
    package static func phrases(from old: String, to new: String) -> [TextEdit] {
        let scalars = Array(old.unicodeScalars)
        return edits(from: old, to: new).reduce(into: []) { found, edit in
            guard let last = found.last,
                scalars[last.range.upperBound..<edit.range.lowerBound].allSatisfy({
                    $0.properties.isWhitespace
                })
            else {
                found.append(edit)
                return
            }
            let gap = String(scalars[last.range.upperBound..<edit.range.lowerBound])
            found[found.count - 1] = TextEdit(
                last.range.lowerBound..<edit.range.upperBound,
                last.replacement + gap + edit.replacement)
        }
    }

    /// The new text with what went left in, before what came in its place. Joined, all but what went is `new`.
    package static func pieces(from old: String, to new: String) -> [DifferencePiece] {
        let scalars = Array(old.unicodeScalars)
        var pieces: [DifferencePiece] = []
        var place = 0
        func add(_ kind: DifferencePiece.Kind, _ text: String) {
            if !text.isEmpty { pieces.append(DifferencePiece(kind: kind, text: text)) }
        }
        for edit in phrases(from: old, to: new) {
            add(.same, String(scalars[place..<edit.range.lowerBound]))
            add(.removed, String(scalars[edit.range]))
            add(.added, edit.replacement)
            place = edit.range.upperBound
        }
        add(.same, String(scalars[place...]))
        return pieces
    }
}

extension String {
    fileprivate init(_ scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
