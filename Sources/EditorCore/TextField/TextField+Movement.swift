extension TextField {
    /// Where the cursor can go.
    package enum Movement: Hashable, Sendable {
        case left, right, wordLeft, wordRight
        /// By lines as they are wrapped.
        case up, down, pageUp, pageDown, lineStart, lineEnd
        case textStart, textEnd
    }

    /// Moves the cursor.
    ///
    /// - Parameters:
    ///   - width: The cells of a line, as for `layout(width:)`; 0 or less means no wrapping.
    ///   - page: The lines that a page key passes.
    ///   - selecting: Whether the selection grows; otherwise it goes (Left and Right then stop at its ends).
    package mutating func move(
        _ movement: Movement, width: Int = 0, page: Int = 10, selecting: Bool = false
    ) {
        let selecting = selecting || isMarking
        if !selecting, let selection, movement == .left || movement == .right {
            place(
                at: movement == .left ? selection.lowerBound : selection.upperBound,
                selecting: false)
            return
        }
        switch movement {
        case .left: place(at: border(before: cursor), selecting: selecting)
        case .right: place(at: border(after: cursor), selecting: selecting)
        case .wordLeft: place(at: wordStart(before: cursor), selecting: selecting)
        case .wordRight: place(at: wordEnd(after: cursor), selecting: selecting)
        case .textStart: place(at: 0, selecting: selecting)
        case .textEnd: place(at: text.utf8.count, selecting: selecting)
        case .lineStart, .lineEnd: moveInLine(toEnd: movement == .lineEnd, width, selecting)
        case .up: moveLines(-1, width, selecting)
        case .down: moveLines(1, width, selecting)
        case .pageUp: moveLines(-max(1, page), width, selecting)
        case .pageDown: moveLines(max(1, page), width, selecting)
        }
    }

    /// Puts the cursor at the cell that was clicked, or at the nearest one that has a character.
    package mutating func place(atRow row: Int, column: Int, width: Int, selecting: Bool = false) {
        let lines = layout(width: width)
        let line = lines[min(max(0, row), lines.count - 1)]
        place(at: offset(inLine: line, column: column), selecting: selecting)
    }

    /// Puts the cursor behind so many letters: white space is not counted.
    package mutating func place(afterLetters count: Int) {
        var left = count
        var place = text.startIndex
        while place < text.endIndex {
            if !text[place].isWhitespace {
                if left == 0 { break }
                left -= 1
            }
            place = text.index(after: place)
        }
        self.place(at: offset(place), selecting: false)
    }

    package mutating func selectAll() {
        isMarking = false
        anchor = 0
        cursor = text.utf8.count
        others = []
        aim = nil
    }

    package mutating func deselect() {
        isMarking = false
        anchor = nil
        others = []
    }

    private mutating func place(at offset: Int, selecting: Bool) {
        anchor = selecting ? anchor ?? cursor : nil
        if !selecting { isMarking = false }
        cursor = offset
        others = []
        aim = nil
    }

    private mutating func moveInLine(toEnd: Bool, _ width: Int, _ selecting: Bool) {
        let lines = layout(width: width)
        let row = row(of: cursor, in: lines)
        // Behind a full last line the cursor stands on an empty one, and is in the full one's text.
        let isBehind = !toEnd && row > 0 && lines[row].range.isEmpty && lines[row - 1].isWrapped
        let line = lines[isBehind ? row - 1 : row]
        // The end of a wrapped line is the start of the next: stay before its last character.
        let isLast = line.range.upperBound == text.utf8.count
        let end =
            line.isWrapped && !isLast
            ? max(line.range.lowerBound, border(before: line.range.upperBound))
            : line.range.upperBound
        place(at: toEnd ? end : line.range.lowerBound, selecting: selecting)
    }

    private mutating func moveLines(_ count: Int, _ width: Int, _ selecting: Bool) {
        let lines = layout(width: width)
        let row = row(of: cursor, in: lines)
        let wanted = aim ?? column(of: cursor, inLine: lines[row])
        let target = row + count
        if target < 0 {
            place(at: 0, selecting: selecting)
        } else if target >= lines.count {
            place(at: text.utf8.count, selecting: selecting)
        } else {
            place(at: offset(inLine: lines[target], column: wanted), selecting: selecting)
        }
        aim = wanted
    }

    func wordStart(before place: Int) -> Int {
        var place = index(place)
        var metWord = false
        while place > text.startIndex {
            let before = text.index(before: place)
            if text[before].isOfWord { metWord = true } else if metWord { break }
            place = before
        }
        return offset(place)
    }

    func wordEnd(after place: Int) -> Int {
        var place = index(place)
        var metWord = false
        while place < text.endIndex {
            if text[place].isOfWord { metWord = true } else if metWord { break }
            place = text.index(after: place)
        }
        return offset(place)
    }

    /// The line (up to its break) that an offset stands in.
    func paragraph(at place: Int) -> Range<Int> {
        let utf8 = text.utf8
        let middle = index(place)
        let start = utf8[..<middle].lastIndex(of: 0x0A).map { offset($0) + 1 } ?? 0
        let end = utf8[middle...].firstIndex(of: 0x0A).map(offset) ?? utf8.count
        return start..<end
    }
}

extension Character {
    /// Whether it is of a word, for moves by words.
    var isOfWord: Bool { isLetter || isNumber || self == "_" }
}
