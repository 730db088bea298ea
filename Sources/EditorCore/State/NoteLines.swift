/// Notes below a list in the rows there are: every note is seen, and long ones are cut.
package struct NoteLines: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package let kind: OverlayItem.Note.Kind
        package let text: String
    }

    package let lines: [Line]

    /// Rows go to the notes in turn until each has what it needs or none is left.
    ///
    /// - Parameter width: Cells, 1 or more.
    package init(_ notes: [OverlayItem.Note], width: Int, rows: Int) {
        let width = max(1, width)
        let needed = notes.map { TextField($0.text).layout(width: width).count }
        var given = [Int](repeating: 0, count: notes.count)
        var left = rows
        while left > 0,
            let next = needed.indices.filter({ given[$0] < needed[$0] }).min(by: {
                (given[$0], $0) < (given[$1], $1)
            })
        {
            given[next] += 1
            left -= 1
        }
        lines = zip(notes, given).flatMap { note, rows in
            note.lines(width: width, rows: rows).map { Line(kind: note.kind, text: $0) }
        }
    }
}

extension OverlayItem.Note {
    /// Its text in so many rows; where they are too few, the words around the match.
    fileprivate func lines(width: Int, rows: Int) -> [String] {
        guard rows > 0 else { return [] }
        var field = TextField(text)
        var lines = field.layout(width: width)
        if lines.count > rows, let match {
            field = around(match, width: width, rows: rows)
            lines = field.layout(width: width)
        }
        return lines.prefix(rows).enumerated().map { index, line in
            let words = String(field.text(of: line))
            let isCut = index == rows - 1 && lines.count > rows
            return isCut
                ? Self.cut(String(field.text.dropFirst(offset(line, field))), to: width)
                : words
        }
    }

    /// The characters before a line.
    private func offset(_ line: VisualLine, _ field: TextField) -> Int {
        field.text[..<field.index(line.range.lowerBound)].count
    }

    /// As much of the words before the match as lets it be seen, about as much as behind it.
    private func around(_ match: Match, width: Int, rows: Int) -> TextField {
        let all = Array(text)
        let (lead, found) = (all[..<match.lead], all[match.range])
        let (before, after) = (
            all[match.lead..<match.range.lowerBound], all[match.range.upperBound...]
        )
        let room = max(0, width * rows - match.lead - found.count - 2)
        var kept = min(before.count, max(room / 2, room - after.count))
        while true {
            let start = lead + (kept < before.count ? ["…"] : []) + before.suffix(kept)
            let field = TextField(String(start + found + after))
            let end = String(start + found).utf8.count
            if kept == 0 || field.row(of: end, in: field.layout(width: width)) < rows {
                return field
            }
            kept = max(0, kept - max(1, width / 8))
        }
    }

    /// The beginning of a text, with a mark behind it.
    private static func cut(_ text: String, to width: Int) -> String {
        var kept = ""
        var cells = 0
        for character in text {
            cells += ShownCharacter.width(of: character)
            guard cells < width else { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
