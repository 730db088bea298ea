/// One row of a frame, with how its cells look.
struct FrameLine {
    let frame: Frame
    let row: Int
    private let base: Int
    private let looks: [LookTable.Look]

    /// - Parameter looks: Those of the frame's styles.
    init(_ frame: Frame, _ row: Int, _ looks: [LookTable.Look]) {
        self.frame = frame
        self.row = row
        base = row * frame.columns
        self.looks = looks
    }

    var count: Int { frame.columns }
    subscript(_ column: Int) -> Cell { frame.cells[base + column] }
    func look(_ column: Int) -> LookTable.Look { looks[Int(self[column].style)] }

    func isPlainBlank(_ column: Int) -> Bool {
        let cell = self[column]
        return cell.glyph == 0x20 && cell.width == 1 && look(column).isBlankPlain
    }

    /// The column behind the plain blanks that look as the one at `start`.
    func blanksEnd(from start: Int, limit: Int) -> Int {
        let ground = look(start).blank
        var column = start + 1
        while column < limit, isPlainBlank(column), look(column).blank == ground { column += 1 }
        return column
    }

    /// The column from which on there are only plain blanks of one ground; `count` where the last is none.
    var blankTail: Int {
        guard isPlainBlank(count - 1) else { return count }
        let ground = look(count - 1).blank
        var column = count - 1
        while column > 0, isPlainBlank(column - 1), look(column - 1).blank == ground { column -= 1 }
        return column
    }

    /// Whether terminals disagree about the width of what begins in a cell.
    func isDisputed(_ column: Int) -> Bool {
        let cell = self[column]
        guard cell.glyph >= Frame.clusterBase else {
            return cell.width == 2 && cell.glyph >= ClusterWidth.recentEmoji
        }
        guard let cluster = frame.character(of: cell) else { return false }
        return ClusterWidth.widest(cluster) != Int(cell.width) || !ClusterWidth.isAgreed(cluster)
    }

    /// The longest stroke from a column on: text of one pen with the blanks on its ground.
    func stroke(from start: Int, limit: Int) -> Stroke {
        let ground = look(start).pen.background
        var text = isPlainBlank(start) ? nil : look(start)
        var column = start + 1
        while column < limit, self[column].width == 0 || goesOn(column, ground, &text) {
            column += 1
        }
        return Stroke(
            row: row, columns: start..<column, pen: (text ?? look(start)).pen, isBlank: text == nil)
    }

    /// Whether the pen of a stroke draws one more cell; of a blank stroke the first text decides which pen that is.
    private func goesOn(_ column: Int, _ ground: PenColour, _ text: inout LookTable.Look?) -> Bool {
        let look = look(column)
        if isPlainBlank(column) {
            return look.pen.background == ground && text?.pen.isBlankPlain ?? true
        }
        if let text { return text.number == look.number }
        guard look.pen.background == ground, look.pen.isBlankPlain else { return false }
        text = look
        return true
    }
}
