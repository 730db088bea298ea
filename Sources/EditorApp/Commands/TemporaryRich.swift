import SiteHistory
import SiteModel

/// Sets a text that was read without its inline tags: tags stay around the words that stay.
enum RichTextChange {
    /// - Parameters:
    ///   - typed: What it shall read as.
    ///   - marked: What it is, with inline marks.
    /// - Returns: The text with marks; every mark of `marked` is in it, in order.
    static func marked(_ typed: String, from marked: String) -> String {
        let plain = marked.withoutInlineMarks
        guard plain.utf8.count != marked.utf8.count else { return typed }
        var result = Array(marked.unicodeScalars)
        let places = result.indices.filter { !InlineTag.isMark(result[$0]) }
        for edit in TextDifference.edits(from: plain, to: typed).reversed() {
            let taken = places[edit.range]
            // An insertion goes behind the character before it, so that it stays inside that one's tag.
            let at = taken.first ?? (edit.range.lowerBound > 0 ? places[edit.range.lowerBound - 1] + 1 : 0)
            for place in taken.reversed() { result.remove(at: place) }
            result.insert(contentsOf: edit.replacement.unicodeScalars, at: at)
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: result)
        return String(view)
    }
}
