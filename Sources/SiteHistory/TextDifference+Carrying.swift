import SiteModel

/// Edits of one text, made after others of it.
extension TextDifference {
    /// What made one text of another, to be made in what somebody else made of that other.
    package static func edits(
        from base: String, to wanted: String, over now: String
    ) -> [TextEdit] {
        let edits = edits(from: base, to: wanted)
        guard !now.utf8.elementsEqual(base.utf8) else { return edits }
        return carry(edits, over: self.edits(from: base, to: now), of: base)
    }

    /// The same where the two changes have nothing to do with each other.
    ///
    /// - Returns: nil where they touch: both are of the same words, or write at the same place, or one of them replaces more
    ///   than half of the text.
    package static func separateEdits(
        from base: String, to wanted: String, over now: String
    ) -> [TextEdit]? {
        let scalars = Array(base.unicodeScalars)
        let own = leftmost(edits(from: base, to: wanted), of: base)
        let others = leftmost(edits(from: base, to: now), of: base)
        guard !own.isEmpty, !others.isEmpty else { return own }
        guard !replacesMost(own, of: scalars.count), !replacesMost(others, of: scalars.count)
        else { return nil }
        for edit in own where others.contains(where: { touch(edit, $0, in: scalars) }) {
            return nil
        }
        return carry(own, over: others)
    }

    /// Whether edits take away more than half of a text, however much they write.
    static func replacesMost(_ edits: [TextEdit], of scalarCount: Int) -> Bool {
        edits.reduce(0) { $0 + $1.range.count } * 2 > scalarCount
    }

    /// Whether two edits of a text are of the same words or side by side without a space. What is written before a space and
    /// what is written behind it are at the same place: only how differences are found tells them apart.
    private static func touch(_ a: TextEdit, _ b: TextEdit, in text: [Unicode.Scalar]) -> Bool {
        let (a, b) = (words(of: a, in: text), words(of: b, in: text))
        if a.lowerBound <= b.upperBound, b.lowerBound <= a.upperBound { return true }
        let gap = min(a.upperBound, b.upperBound)..<max(a.lowerBound, b.lowerBound)
        return a.isEmpty && b.isEmpty && text[gap].allSatisfy(\.properties.isWhitespace)
    }

    /// What an edit is of: where it only deletes, without the spaces around what goes.
    private static func words(of edit: TextEdit, in text: [Unicode.Scalar]) -> Range<Int> {
        guard edit.replacement.isEmpty,
            let first = edit.range.first(where: { !text[$0].properties.isWhitespace }),
            let last = edit.range.last(where: { !text[$0].properties.isWhitespace })
        else { return edit.range }
        return first..<last + 1
    }

    /// Carries one difference from a text over another one from it; both as `edits(from:to:)` makes them.
    static func carry(
        _ edits: [TextEdit], over patch: [TextEdit], of base: String
    ) -> [TextEdit] {
        carry(leftmost(edits, of: base), over: leftmost(patch, of: base))
    }

    /// Carries edits made against a text over a patch of that same text, so that they can be made after it.
    ///
    /// Where both replace the same words, what the patch deleted stays deleted and both insertions stand, the patch's
    /// first.
    package static func carry(_ edits: [TextEdit], over patch: [TextEdit]) -> [TextEdit] {
        edits.flatMap { edit -> [TextEdit] in
            let pieces = survivingPieces(of: edit.range, patch: patch)
            guard let firstPiece = pieces.first else {
                let at = carried(edit.range.lowerBound, over: patch)
                return [TextEdit(at..<at, edit.replacement)]
            }
            return [TextEdit(firstPiece, edit.replacement)]
                + pieces.dropFirst().map { TextEdit($0, "") }
        }.filter { !$0.range.isEmpty || !$0.replacement.isEmpty }
    }

    /// Where an offset stands after the patch; behind what was inserted exactly there.
    package static func carried(_ offset: Int, over patch: [TextEdit]) -> Int {
        var shift = 0
        for edit in patch {
            if edit.range.lowerBound > offset { break }
            let length = edit.replacement.unicodeScalars.count
            if edit.range.upperBound <= offset {
                shift += length - edit.range.count
            } else {
                return edit.range.lowerBound + shift + length
            }
        }
        return offset + shift
    }

    /// What the patch leaves of a range, in offsets after the patch.
    private static func survivingPieces(of range: Range<Int>, patch: [TextEdit]) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var shift = 0
        var start = range.lowerBound
        for edit in patch
        where edit.range.lowerBound < range.upperBound || edit.range.upperBound <= range.lowerBound
        {
            let length = edit.replacement.unicodeScalars.count
            if edit.range.upperBound <= start {
                shift += length - edit.range.count
                continue
            }
            if edit.range.lowerBound > start {
                pieces.append(start + shift..<edit.range.lowerBound + shift)
            }
            shift += length - edit.range.count
            start = min(max(start, edit.range.upperBound), range.upperBound)
            if edit.range.lowerBound >= range.upperBound { break }
        }
        if start < range.upperBound { pieces.append(start + shift..<range.upperBound + shift) }
        return pieces
    }

    /// The same edits, each that only deletes begun as early as comes to the same: what two differences from one text both
    /// delete is one stretch then, although words in it stand beside it, too.
    ///
    /// - Parameter edits: As `edits(from:to:)` makes them from `old`.
    static func leftmost(_ edits: [TextEdit], of old: String) -> [TextEdit] {
        let scalars = Array(old.unicodeScalars)
        let borders = borders(of: old)
        var bound = 0
        return edits.map { edit in
            defer { bound = edit.range.upperBound }
            guard edit.replacement.isEmpty else { return edit }
            var (start, best) = (edit.range.lowerBound, edit.range.lowerBound)
            while start > bound, scalars[start - 1] == scalars[start - 1 + edit.range.count] {
                start -= 1
                if borders.contains(start), borders.contains(start + edit.range.count) {
                    best = start
                }
            }
            return TextEdit(best..<best + edit.range.count, "")
        }
    }
}
