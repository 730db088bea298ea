/// A text that is being typed: its value, where the cursor is, what is selected.
///
/// Positions are UTF-8 offsets that never stand inside a character, so a step costs the character it passes and not
/// the text before it. A value; the same keys give the same field.
package struct TextField: Hashable, Sendable {
    package internal(set) var text: String
    /// Where typing goes: 0...`text.utf8.count`, at a border of characters.
    package internal(set) var cursor: Int
    /// The end of the selection that does not move; nil where nothing is selected.
    package internal(set) var anchor: Int?
    /// Whether every movement extends the selection: a mark was set at `anchor`.
    package internal(set) var isMarking = false
    /// Other places that change as the cursor's does, in order: UTF-8 offsets, none of them touches the selection.
    package internal(set) var others: [Range<Int>] = []
    /// The column that moves up and down aim at.
    var aim: Int?

    /// A field with the cursor at the end, or at the start.
    package init(_ text: String = "", cursorAtEnd: Bool = true) {
        self.text = text
        self.text.makeContiguousUTF8()
        cursor = cursorAtEnd ? self.text.utf8.count : 0
    }

    package var isEmpty: Bool { text.isEmpty }

    /// What is selected, as UTF-8 offsets; nil where nothing is.
    package var selection: Range<Int>? {
        guard let anchor, anchor != cursor else { return nil }
        return min(anchor, cursor)..<max(anchor, cursor)
    }

    /// Whether typing goes behind the text, in this place alone.
    package var endsAtCursor: Bool {
        cursor == text.utf8.count && selection == nil && others.isEmpty
    }

    /// The selected text; empty where nothing is selected.
    package var selectedText: String {
        selection.map { String(text[index($0.lowerBound)..<index($0.upperBound)]) } ?? ""
    }

    /// The text before the cursor.
    package var textBeforeCursor: Substring { text[..<index(cursor)] }

    /// The cursor in Unicode scalars, as operations count. Costs the text before it.
    package var cursorInScalars: Int {
        text.unicodeScalars.distance(from: text.startIndex, to: index(cursor))
    }

    func index(_ offset: Int) -> String.Index { text.utf8.index(text.startIndex, offsetBy: offset) }
    func offset(_ index: String.Index) -> Int {
        text.utf8.distance(from: text.startIndex, to: index)
    }

    /// The border of characters at or after an offset.
    func border(atOrAfter offset: Int) -> Int {
        guard offset > 0 else { return 0 }
        guard offset < text.utf8.count else { return text.utf8.count }
        // From inside a character, `index(after:)` goes to that character's end.
        let end = text.index(after: index(offset))
        return self.offset(text.index(before: end)) == offset ? offset : self.offset(end)
    }

    /// The border before an offset that is one.
    func border(before offset: Int) -> Int {
        offset > 0 ? self.offset(text.index(before: index(offset))) : 0
    }

    /// The border after an offset that is one.
    func border(after offset: Int) -> Int {
        offset < text.utf8.count ? self.offset(text.index(after: index(offset))) : text.utf8.count
    }
}
