extension TextField {
    /// Types or pastes: the selection, if any, is replaced; one step whatever the length.
    package mutating func insert(_ string: String) {
        guard others.isEmpty else { return replaceEach(with: string) { $0.selection } }
        replace(selection ?? cursor..<cursor, with: string)
    }

    /// Types letters of ASCII where the field `endsAtCursor`.
    mutating func append(_ letters: [UInt8]) {
        text.unicodeScalars.append(contentsOf: letters.lazy.map(Unicode.Scalar.init))
        cursor = text.utf8.count
        anchor = nil
        isMarking = false
        aim = nil
    }

    /// Takes the character before the cursor, or the selection.
    package mutating func deleteBackward() { delete { $0.border(before: $0.cursor)..<$0.cursor } }

    /// Takes the character after the cursor, or the selection.
    package mutating func deleteForward() { delete { $0.cursor..<$0.border(after: $0.cursor) } }

    package mutating func deleteWordBackward() {
        delete { $0.wordStart(before: $0.cursor)..<$0.cursor }
    }

    package mutating func deleteWordForward() {
        delete { $0.cursor..<$0.wordEnd(after: $0.cursor) }
    }

    /// Takes what stands between the cursor and the end of its line (the line break itself if it is there already).
    package mutating func deleteToLineEnd() {
        delete { field in
            let end = field.paragraph(at: field.cursor).upperBound
            return field.cursor..<(end > field.cursor ? end : field.border(after: field.cursor))
        }
    }

    /// Takes what stands between the start of the line and the cursor.
    package mutating func deleteToLineStart() {
        delete { $0.paragraph(at: $0.cursor).lowerBound..<$0.cursor }
    }

    /// Takes the selection and gives it back: what cutting needs.
    package mutating func cutSelection() -> String {
        let taken = selectedText
        if !taken.isEmpty { insert("") }
        return taken
    }

    /// Sets the whole text; the cursor keeps its place where the text before it stays.
    package mutating func setText(_ new: String) {
        guard let edit = TextEdit(from: text, to: new) else { return }
        apply(edit)
    }

    /// Applies somebody else's edit: the cursor and the selection stay beside the characters they stand at.
    package mutating func apply(_ edit: TextEdit) {
        let scalars = text.unicodeScalars
        guard
            let start = scalars.index(
                text.startIndex, offsetBy: edit.range.lowerBound, limitedBy: text.endIndex),
            let end = scalars.index(start, offsetBy: edit.range.count, limitedBy: text.endIndex)
        else { return }
        let taken = offset(start)..<offset(end)
        let grows = edit.replacement.utf8.count
        text.replaceSubrange(start..<end, with: edit.replacement)
        text.makeContiguousUTF8()
        func carried(_ place: Int) -> Int {
            let moved =
                place <= taken.lowerBound
                ? place
                : place >= taken.upperBound ? place - taken.count + grows : taken.lowerBound + grows
            return border(atOrAfter: moved)
        }
        cursor = carried(cursor)
        anchor = anchor.map(carried)
        others = []
        aim = nil
    }

    private mutating func delete(_ range: (TextField) -> Range<Int>) {
        guard others.isEmpty else { return replaceEach(with: "") { $0.selection ?? range($0) } }
        replace(selection ?? range(self), with: "")
    }

    private mutating func replace(_ range: Range<Int>, with string: String) {
        text.replaceSubrange(index(range.lowerBound)..<index(range.upperBound), with: string)
        text.makeContiguousUTF8()
        // What is typed may join with what follows it: then the cursor goes behind the joined character.
        cursor = border(atOrAfter: range.lowerBound + string.utf8.count)
        anchor = nil
        isMarking = false
        aim = nil
    }
}

/// One replaced stretch of a text, in Unicode scalars.
package struct TextEdit: Hashable, Sendable {
    package let range: Range<Int>
    package let replacement: String

    package init(range: Range<Int>, replacement: String) {
        self.range = range
        self.replacement = replacement
    }

    /// The one stretch that differs, as short as it can be; nil where nothing does.
    package init?(from old: String, to new: String) {
        let before = Array(old.unicodeScalars)
        let after = Array(new.unicodeScalars)
        let shorter = min(before.count, after.count)
        var head = 0
        while head < shorter, before[head] == after[head] { head += 1 }
        guard head < max(before.count, after.count) else { return nil }
        var tail = 0
        while tail < shorter - head,
            before[before.count - 1 - tail] == after[after.count - 1 - tail]
        { tail += 1 }
        range = head..<(before.count - tail)
        replacement = String(String.UnicodeScalarView(after[head..<(after.count - tail)]))
    }
}

extension TextField {
    /// What was typed since the text was `original`, as one stretch; nil where nothing was.
    package func edit(since original: String) -> TextEdit? { TextEdit(from: original, to: text) }
}
