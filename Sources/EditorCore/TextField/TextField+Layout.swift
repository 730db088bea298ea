/// A line of a text as it is wrapped.
package struct VisualLine: Hashable, Sendable {
    /// UTF-8 offsets; a line break is in no line.
    package let range: Range<Int>
    /// The cells its characters take; spaces at a wrap may hang over the edge.
    package let width: Int
    /// Whether it was broken for want of room, so that the next line goes on with the same paragraph.
    package let isWrapped: Bool
}

extension TextField {
    /// The lines of the text in `width` cells; at least one, also for an empty text.
    ///
    /// Breaks after spaces and beside wide characters; a word too long for a line is broken anywhere. Where the last
    /// line is full, an empty one follows for the cursor. A width of 0 or less means no wrapping.
    ///
    /// - Complexity: O(bytes); plain ASCII costs a few nanoseconds a byte.
    package func layout(width: Int) -> [VisualLine] {
        var wrapper = LineWrapper(text, width: width > 0 ? width : .max)
        return wrapper.lines()
    }

    /// The cell of the cursor in that layout, from 0; the column stays below `width`.
    package func cursorCell(width: Int) -> (row: Int, column: Int) {
        cell(of: cursor, in: layout(width: width), width: width)
    }

    /// The cell of an offset in a layout that is at hand.
    package func cell(of place: Int, in lines: [VisualLine], width: Int) -> (row: Int, column: Int)
    {
        let row = row(of: place, in: lines)
        let column = column(of: place, inLine: lines[row])
        return (row, width > 0 ? min(column, width - 1) : column)
    }

    /// The text of a line.
    package func text(of line: VisualLine) -> Substring {
        text[index(line.range.lowerBound)..<index(line.range.upperBound)]
    }

    /// The line that an offset is shown in: where one line is wrapped and the next begins, the next.
    func row(of place: Int, in lines: [VisualLine]) -> Int {
        var low = 0
        var high = lines.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lines[middle].range.lowerBound <= place { low = middle } else { high = middle - 1 }
        }
        return low
    }

    func column(of place: Int, inLine line: VisualLine) -> Int {
        ShownCharacter.width(
            of: text[index(line.range.lowerBound)..<index(max(place, line.range.lowerBound))])
    }

    /// The last offset in a line whose character begins at or before a column.
    func offset(inLine line: VisualLine, column: Int) -> Int {
        var place = line.range.lowerBound
        var cells = 0
        let last = line.isWrapped ? border(before: line.range.upperBound) : line.range.upperBound
        while place < last {
            let next = border(after: place)
            cells += ShownCharacter.width(of: text[index(place)])
            if cells > column { break }
            place = next
        }
        return place
    }
}

/// Breaks a text into lines, front to back.
private struct LineWrapper {
    let text: String
    let width: Int
    private var found: [VisualLine] = []
    private var start = 0
    private var cells = 0
    /// The last place where the line may be broken, and the cells up to it.
    private var opportunity: (offset: Int, cells: Int)?

    init(_ text: String, width: Int) {
        self.text = text
        self.width = width
    }

    mutating func lines() -> [VisualLine] {
        var text = text
        text.withUTF8 { bytes in
            var place = 0
            while place < bytes.count {
                let run = plainRun(in: bytes, from: place)
                if run > 0 {
                    cells += run
                    place += run
                    continue
                }
                let byte = bytes[place]
                if byte == 0x0A {
                    end(at: place, cells: cells, wrapped: false)
                    place += 1
                    begin(at: place)
                } else if let scalar = PlainScalar(bytes, place),
                    PlainScalar.isBorder(bytes, place + scalar.length)
                {
                    add(place, scalar.length, cells: scalar.width, isSpace: byte == 0x20)
                    place += scalar.length
                } else {
                    place += addCluster(at: place)
                }
            }
        }
        end(at: text.utf8.count, cells: cells, wrapped: cells >= width)
        if cells >= width {
            found.append(VisualLine(range: start..<start, width: 0, isWrapped: false))
        }
        return found
    }

    /// How many letters of ASCII follow that have room in the line and join with nothing: what a long line is made of.
    private func plainRun(in bytes: UnsafeBufferPointer<UInt8>, from place: Int) -> Int {
        var end = place
        let limit = place + min(bytes.count - place, width - min(cells, width))
        while end < limit, 0x21...0x7E ~= bytes[end] { end += 1 }
        let joins = end > place && end < bytes.count && bytes[end] >= 0x80
        return end - place - (joins ? 1 : 0)
    }

    /// Adds a character that is more than a byte; its length in bytes.
    private mutating func addCluster(at place: Int) -> Int {
        let index = text.utf8.index(text.startIndex, offsetBy: place)
        let character = text[index]
        add(
            place, character.utf8.count, cells: ShownCharacter.width(of: character),
            isSpace: character == " ")
        return character.utf8.count
    }

    private mutating func add(_ place: Int, _ length: Int, cells added: Int, isSpace: Bool) {
        if isSpace {
            cells += 1  // may hang over the edge
            opportunity = (place + length, cells)
            return
        }
        if added == 2, place > start { opportunity = (place, cells) }
        if cells + added > width, place > start { wrap(before: place, adding: added) }
        cells += added
        if added == 2 { opportunity = (place + length, cells) }
    }

    /// Breaks the line at the last opportunity, or right here.
    private mutating func wrap(before place: Int, adding added: Int) {
        let all = cells
        if let opportunity, opportunity.offset > start {
            end(at: opportunity.offset, cells: opportunity.cells, wrapped: true)
            begin(at: opportunity.offset)
            cells = all - opportunity.cells
            if cells + added <= width || place == start { return }
        }
        end(at: place, cells: cells, wrapped: true)
        begin(at: place)
    }

    private mutating func end(at place: Int, cells: Int, wrapped: Bool) {
        found.append(VisualLine(range: start..<place, width: cells, isWrapped: wrapped))
        if wrapped { start = place }
    }

    private mutating func begin(at place: Int) {
        start = place
        cells = 0
        opportunity = nil
    }
}

/// A scalar that joins with no other of its kind, and whose width needs no table: most of what is typed.
///
/// ASCII; Latin, Greek and Cyrillic letters without combining marks; Kana, Han and Hangul syllables.
struct PlainScalar {
    let length: Int
    let width: Int

    /// The plain scalar that begins at a place of well-formed UTF-8; nil where another begins.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) {
        let first = bytes[place]
        if first < 0x80 {
            (length, width) = (1, 1)
        } else if first < 0xE0, place + 1 < bytes.count {
            let value = UInt32(first & 0x1F) << 6 | UInt32(bytes[place + 1] & 0x3F)
            switch value {
            case 0xC0...0x2AF, 0x388...0x481, 0x48A...0x52F: (length, width) = (2, 1)
            default: return nil
            }
        } else if first < 0xF0, place + 2 < bytes.count {
            let tail = UInt32(bytes[place + 1] & 0x3F) << 6 | UInt32(bytes[place + 2] & 0x3F)
            switch UInt32(first & 0x0F) << 12 | tail {
            case 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF,
                0xAC00...0xD7A3:
                (length, width) = (3, 2)
            default: return nil
            }
        } else {
            return nil
        }
    }

    /// Whether what begins at a place cannot join with a plain scalar before it.
    static func isBorder(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        place >= bytes.count || bytes[place] < 0x80 || PlainScalar(bytes, place) != nil
    }
}
