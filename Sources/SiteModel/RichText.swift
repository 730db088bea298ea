/// Texts with inline tags, as a person reads and sets them: without the marks.
package enum RichText {
    /// What a person reads: no marks; a line break's mark is a newline.
    ///
    /// - Parameter inlines: The tags of the text's node.
    package static func plain(_ text: String, inlines: [InlineTag] = []) -> String {
        guard text.unicodeScalars.contains(where: InlineTag.isMark) else { return text }
        var plain = String.UnicodeScalarView()
        for piece in pieces(of: text, inlines) {
            if let scalar = piece.plain { plain.append(scalar) }
        }
        return String(plain)
    }

    /// The text with marks whose plain form is `new`: tags stay around the words that stay.
    ///
    /// A pair whose words all went goes with them, unless what replaced them stands in its place alone. Marks in `new`
    /// itself are dropped: they never come from a person.
    /// - Complexity: O(*n*·*m*) words between the common ends, bounded.
    package static func setting(_ old: String, toPlain new: String, inlines: [InlineTag] = [])
        -> String
    {
        let new = new.withoutInlineMarks
        guard old.unicodeScalars.contains(where: InlineTag.isMark) else { return new }
        let pieces = pieces(of: old, inlines)
        let fresh = Array(new.unicodeScalars)
        let kept = keptScalars(from: pieces.compactMap(\.plain), to: fresh)
        return woven(pieces, fresh, kept)
    }

    /// A scalar of a text: a mark, a character, or (a line break) both.
    private struct Piece {
        var scalar: Unicode.Scalar
        var plain: Unicode.Scalar?
    }

    private static func pieces(of text: String, _ inlines: [InlineTag]) -> [Piece] {
        text.unicodeScalars.map { scalar in
            guard let mark = InlineTag.tag(ofMark: scalar) else {
                return Piece(scalar: scalar, plain: scalar)
            }
            let isBreak =
                mark.opens && inlines.indices.contains(mark.index)
                && inlines[mark.index].tag == "br"
            return Piece(scalar: scalar, plain: isBreak ? "\n" : nil)
        }
    }

    /// Puts the old marks into the new characters. `kept[i]` is where the i-th old character stands in the new text.
    private static func woven(_ pieces: [Piece], _ fresh: [Unicode.Scalar], _ kept: [Int?])
        -> String
    {
        var out: [Unicode.Scalar] = []
        var written = 0
        var position = 0
        /// Where the next kept character at or after each old one stands.
        var nextKept = [Int](repeating: fresh.count, count: kept.count + 1)
        for index in kept.indices.reversed() {
            nextKept[index] = kept[index] ?? nextKept[index + 1]
        }
        for piece in pieces {
            if piece.plain != nil {
                if let target = kept[position] {
                    out += fresh[written..<target]
                    out.append(piece.scalar)
                    written = target + 1
                } else if nextKept[position] > written, position == 0 || kept[position - 1] != nil {
                    out += fresh[written..<nextKept[position]]
                    written = nextKept[position]
                }
                position += 1
            } else {
                out.append(piece.scalar)
            }
        }
        out += fresh[written...]
        return withoutEmptyPairs(out, oldPairs: emptyPairs(pieces.map(\.scalar)))
    }

    private static func emptyPairs(_ scalars: [Unicode.Scalar]) -> Set<Int> {
        var found: Set<Int> = []
        for (a, b) in zip(scalars, scalars.dropFirst()) {
            guard let first = InlineTag.tag(ofMark: a), let second = InlineTag.tag(ofMark: b) else {
                continue
            }
            if first.opens, !second.opens, first.index == second.index { found.insert(first.index) }
        }
        return found
    }

    /// Drops pairs of marks with nothing between them, but those that had nothing before.
    private static func withoutEmptyPairs(_ scalars: [Unicode.Scalar], oldPairs: Set<Int>) -> String
    {
        var out: [Unicode.Scalar] = []
        for scalar in scalars {
            if let mark = InlineTag.tag(ofMark: scalar), !mark.opens,
                !oldPairs.contains(mark.index),
                let last = out.last, let open = InlineTag.tag(ofMark: last), open.opens,
                open.index == mark.index
            {
                out.removeLast()
            } else {
                out.append(scalar)
            }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: out)
        return String(view)
    }

    // MARK: Which characters stay

    private static let cellsMax = 1_000_000

    /// For each old character, where it stands in the new text; nil where it went. By words, ascending.
    private static func keptScalars(from old: [Unicode.Scalar], to new: [Unicode.Scalar]) -> [Int?]
    {
        let a = words(old)
        let b = words(new)
        var kept = [Int?](repeating: nil, count: old.count)
        func keep(_ x: Range<Int>, _ y: Range<Int>) {
            for offset in 0..<x.count { kept[x.lowerBound + offset] = y.lowerBound + offset }
        }
        var head = 0
        while head < min(a.count, b.count), old[a[head]] == new[b[head]] {
            keep(a[head], b[head])
            head += 1
        }
        var tail = 0
        while tail < min(a.count, b.count) - head,
            old[a[a.count - 1 - tail]] == new[b[b.count - 1 - tail]]
        {
            keep(a[a.count - 1 - tail], b[b.count - 1 - tail])
            tail += 1
        }
        let middleA = Array(a[head..<a.count - tail])
        let middleB = Array(b[head..<b.count - tail])
        guard middleA.count * middleB.count <= cellsMax else { return kept }
        for (x, y) in commonWords(middleA.map { old[$0] }, middleB.map { new[$0] }) {
            keep(middleA[x], middleB[y])
        }
        return kept
    }

    /// Runs of letters and digits, and every other scalar alone.
    private static func words(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        while start < scalars.count {
            var end = start + 1
            if isWordScalar(scalars[start]) {
                while end < scalars.count, isWordScalar(scalars[end]) { end += 1 }
            }
            found.append(start..<end)
            start = end
        }
        return found
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
    }

    /// Index pairs of a longest common subsequence.
    private static func commonWords(
        _ a: [ArraySlice<Unicode.Scalar>], _ b: [ArraySlice<Unicode.Scalar>]
    ) -> [(Int, Int)] {
        let width = b.count + 1
        var lengths = [Int32](repeating: 0, count: (a.count + 1) * width)
        for i in a.indices.reversed() {
            for j in b.indices.reversed() {
                lengths[i * width + j] =
                    a[i] == b[j]
                    ? lengths[(i + 1) * width + j + 1] + 1
                    : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
            }
        }
        var pairs: [(Int, Int)] = []
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                pairs.append((i, j))
                (i, j) = (i + 1, j + 1)
            } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }
}

extension Site {
    /// What a person reads of a text of a node.
    package func plain(_ text: String, of node: NodeID) -> String {
        RichText.plain(text, inlines: nodes[node]?.content.inlines ?? [])
    }

    /// The text of a node that reads as `plain`, with the tags of `text` around the words that stay.
    package func marked(_ plain: String, from text: String, of node: NodeID) -> String {
        RichText.setting(text, toPlain: plain, inlines: nodes[node]?.content.inlines ?? [])
    }
}
