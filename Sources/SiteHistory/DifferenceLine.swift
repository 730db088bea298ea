import SiteModel

/// A line of a difference as people read it.
package struct DifferenceLine: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A page's path; `site` for what stands on none.
        case page
        /// What changed: `hero: title changed`.
        case heading
        case removed, added
        /// Where something moved, how much is left out.
        case note
    }

    package let kind: Kind
    package let text: String
    /// The words that went or came, in Unicode scalars of `text`; ascending.
    package let words: [Range<Int>]

    init(_ kind: Kind, _ text: String, words: [Range<Int>] = []) {
        self.kind = kind
        self.text = text
        self.words = words
    }
}

extension SiteDifference {
    /// Grouped by page: a heading for each change, below it what went and what came.
    package var lines: [DifferenceLine] {
        var lines: [DifferenceLine] = []
        var page: String?
        for change in changes {
            let here = change.page ?? "site"
            if here != page { lines.append(DifferenceLine(.page, here)) }
            page = here
            lines.append(DifferenceLine(.heading, change.headline))
            lines += change.lines
        }
        return lines
    }
}

extension SiteChange {
    /// Of what came or went whole no more lines are shown than these.
    private static let wholeLinesMax = 12

    /// What went and what came, line by line.
    package var lines: [DifferenceLine] {
        switch kind {
        case .moved:
            [DifferenceLine(.note, "from \(before ?? "?") to \(after ?? "?")")]
        case .added, .removed: whole
        default: LineDifference(before ?? "", after ?? "").lines
        }
    }

    private var whole: [DifferenceLine] {
        let all = (before ?? after ?? "").split(separator: "\n")
        let sign = kind == .added ? DifferenceLine.Kind.added : .removed
        let shown = all.prefix(Self.wholeLinesMax).map {
            DifferenceLine(sign, LineDifference.clipped(String($0), words: []).text)
        }
        let left = all.count - shown.count
        return shown + (left > 0 ? [DifferenceLine(.note, "… and \(left) more lines")] : [])
    }
}

/// Two texts by lines; of lines that took each other's place the words that differ.
private struct LineDifference {
    private static let lineLengthMax = 160
    /// How much of a long line stands before its first change.
    private static let leadLength = 40
    private let old: [Substring]
    private let new: [Substring]

    init(_ old: String, _ new: String) {
        func split(_ text: String) -> [Substring] {
            text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false)
        }
        self.old = split(old)
        self.new = split(new)
    }

    var lines: [DifferenceLine] {
        let difference = new.difference(from: old)
        let gone = Set(difference.removals.map(Self.offset))
        let come = Set(difference.insertions.map(Self.offset))
        var lines: [DifferenceLine] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            let (from, to) = (i, j)
            while gone.contains(i) { i += 1 }
            while come.contains(j) { j += 1 }
            lines += Self.hunk(Array(old[from..<i]), Array(new[to..<j]))
            if i < old.count, j < new.count {
                (i, j) = (i + 1, j + 1)
            } else if i == from, j == to {
                break
            }
        }
        return lines
    }

    private static func offset(_ change: CollectionDifference<Substring>.Change) -> Int {
        switch change {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }

    private static func hunk(_ old: [Substring], _ new: [Substring]) -> [DifferenceLine] {
        var (went, came): ([DifferenceLine], [DifferenceLine]) = ([], [])
        for index in 0..<max(old.count, new.count) {
            let (a, b) = (
                old.indices.contains(index) ? String(old[index]) : nil,
                new.indices.contains(index) ? String(new[index]) : nil
            )
            let edits = a.flatMap { a in b.map { TextDifference.edits(from: a, to: $0) } } ?? []
            if let a {
                went.append(line(.removed, a, edits.map(\.range).filter { !$0.isEmpty }))
            }
            if let b { came.append(line(.added, b, ranges(of: edits))) }
        }
        return went + came
    }

    /// Where the replacements of edits stand in the new text.
    private static func ranges(of edits: [TextEdit]) -> [Range<Int>] {
        var shift = 0
        return edits.compactMap { edit in
            let start = edit.range.lowerBound + shift
            let count = edit.replacement.unicodeScalars.count
            shift += count - edit.range.count
            return count > 0 ? start..<start + count : nil
        }
    }

    private static func line(_ kind: DifferenceLine.Kind, _ text: String, _ words: [Range<Int>])
        -> DifferenceLine
    {
        let clipped = clipped(text, words: words)
        return DifferenceLine(kind, clipped.text, words: clipped.words)
    }

    /// Of a long line the part around its first change.
    static func clipped(_ text: String, words: [Range<Int>]) -> (text: String, words: [Range<Int>])
    {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count > lineLengthMax else { return (text, words) }
        let wanted = max(0, (words.first?.lowerBound ?? 0) - leadLength)
        let start = min(wanted, scalars.count - lineLengthMax)
        let end = start + lineLengthMax
        var view = String.UnicodeScalarView()
        if start > 0 { view.append("…") }
        view.append(contentsOf: scalars[start..<end])
        if end < scalars.count { view.append("…") }
        let shift = (start > 0 ? 1 : 0) - start
        let kept = words.compactMap { range -> Range<Int>? in
            let inside = range.clamped(to: start..<end)
            return inside.isEmpty ? nil : inside.lowerBound + shift..<inside.upperBound + shift
        }
        return (String(view), kept)
    }
}
