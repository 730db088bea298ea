import SiteHistory
import SiteModel

/// Sets a text that was read without its inline tags: tags stay around the words that stay.
package enum RichTextChange {
    /// - Parameters:
    ///   - typed: What it shall read as.
    ///   - marked: What it is, with inline marks.
    /// - Returns: The text with marks; every mark of `marked` is in it, in order.
    package static func marked(_ typed: String, from marked: String) -> String {
        let plain = marked.withoutInlineMarks
        guard plain.utf8.count != marked.utf8.count else { return typed }
        var result = Array(marked.unicodeScalars)
        let places = result.indices.filter { !InlineTag.isMark(result[$0]) }
        for edit in TextDifference.edits(from: plain, to: typed).reversed() {
            let taken = places[edit.range]
            // An insertion goes behind the character before it, so that it stays inside that one's tag.
            let at =
                taken.first
                ?? (edit.range.lowerBound > 0 ? places[edit.range.lowerBound - 1] + 1 : 0)
            for place in taken.reversed() { result.remove(at: place) }
            result.insert(contentsOf: edit.replacement.unicodeScalars, at: at)
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: result)
        return String(view)
    }
}

extension String {
    /// What may be set as a text: without C0 (tab and line feed stay), DEL, C1 and the scalars that stand for tags.
    package var cleanedForText: String {
        let isBad: (Unicode.Scalar) -> Bool = { scalar in
            switch scalar.value {
            case 0x09, 0x0A: false
            case 0x00..<0x20, 0x7F...0x9F: true
            default: InlineTag.isMark(scalar)
            }
        }
        guard unicodeScalars.contains(where: isBad) else { return self }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: unicodeScalars.lazy.filter { !isBad($0) })
        return String(view)
    }
}
