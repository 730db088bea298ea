/// What is seen of a text that stands in one row.
package struct FieldWindow: Hashable, Sendable {
    /// At most as wide as was asked for; `…` stands where something is cut.
    package let text: String
    /// The cursor's cell, from 0, below the width.
    package let cursor: Int
}

extension TextField {
    /// The part of the text around the cursor that a row of `width` cells has room for; the cursor has its own cell.
    package func window(width: Int) -> FieldWindow {
        guard width > 0 else { return FieldWindow(text: "", cursor: 0) }
        var before = Array(textBeforeCursor)
        var cells = before.reduce(0) { $0 + ShownCharacter.width(of: $1) }
        var lead = ""
        if cells >= width {
            lead = width > 1 ? "…" : ""
            var dropped = 0
            while dropped < before.count, cells + lead.count >= width {
                cells -= ShownCharacter.width(of: before[dropped])
                dropped += 1
            }
            before.removeFirst(dropped)
            cells += lead.count
        }
        let after = text[textBeforeCursor.endIndex...]
        return FieldWindow(
            text: lead + String(before) + Self.beginning(of: after, cells: width - cells),
            cursor: cells)
    }

    /// As much of a text as has room, with a mark where that is not all.
    private static func beginning(of text: Substring, cells room: Int) -> String {
        var used = 0
        var whole = ""
        var kept = ""
        for character in text {
            used += ShownCharacter.width(of: character)
            guard used <= room else { return kept + (room > 0 ? "…" : "") }
            whole.append(character)
            if used < room { kept = whole }
        }
        return whole
    }
}
