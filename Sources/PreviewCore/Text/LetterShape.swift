/// A letter made of dots, for big headings. A cell holds two dots, one above the other, so that dots are nearly square.
struct LetterShape: Sendable {
    /// The character, which is one scalar of the basic plane.
    let letter: UInt16
    /// Columns of dots, 1 to 8.
    let width: Int
    /// Rows of dots from ``firstRow`` on; bit *n* is column *n*.
    private var rows = [UInt8](repeating: 0, count: LetterShape.rowCount)

    /// Capitals stand in the rows 0 to 5, small letters in 2 to 5: the line is below row 5. Above are marks of capitals.
    static let firstRow = -2
    static let rowCount = 10

    /// White space, and what is no letter.
    init(letter: UInt16 = 0x20, width: Int) {
        self.letter = letter
        self.width = width
    }

    /// - Parameters:
    ///   - picture: Rows of `#` and `.`, the first for `top`.
    init(_ letter: UInt16, _ picture: [Substring], top: Int = 0) {
        self.init(letter: letter, width: picture.map(\.utf8.count).max() ?? 0)
        add(picture, left: 0, top: top)
    }

    private mutating func add(_ picture: [Substring], left: Int, top: Int) {
        for (row, dots) in picture.enumerated() {
            for (column, dot) in dots.utf8.enumerated() where dot == UInt8(ascii: "#") {
                rows[row + top - Self.firstRow] |= 1 << UInt8(left + column)
            }
        }
    }

    func hasDot(_ column: Int, row: Int) -> Bool {
        rows[row - Self.firstRow] & 1 << UInt8(column) != 0
    }

    /// Whether anything of it stands above capitals, or below the line.
    var risesAbove: Bool { rows[0] | rows[1] != 0 }
    var fallsBelow: Bool { rows[8] | rows[9] != 0 }

    /// The letter with a mark in the middle above or below it.
    func marked(_ letter: UInt16, _ picture: [Substring], isBelow: Bool) -> LetterShape {
        let mark = picture.map(\.utf8.count).max() ?? 0
        var marked = LetterShape(letter: letter, width: max(width, mark))
        let shift = (marked.width - width) / 2
        marked.rows = rows.map { $0 << UInt8(shift) }
        // One row is left free above a small letter, and above a capital where there is one.
        let isSmall = rows[2] | rows[3] == 0
        let top = isBelow ? 6 : isSmall ? 1 - picture.count : Self.firstRow
        marked.add(picture, left: (marked.width - mark) / 2, top: top)
        return marked
    }
}

extension LetterShape {
    /// Nil where there is no letter for it.
    static func of(_ character: Character) -> LetterShape? { shapes[character] }

    private static let shapes: [Character: LetterShape] = {
        var shapes: [Character: LetterShape] = [:]
        for line in LetterTable.letters.split(separator: "\n") {
            guard let character = line.first, let letter = code(of: character) else { continue }
            let picture = line.dropFirst(2).split(separator: " ")
            shapes[character] = LetterShape(letter, picture)
        }
        for mark in LetterTable.marks {
            for pair in mark.letters.split(separator: " ") {
                guard let character = pair.first, let letter = code(of: character),
                    let base = pair.last.flatMap({ shapes[$0] })
                else { continue }
                let picture = base.width.isMultiple(of: 2) ? mark.even : mark.odd
                shapes[character] = base.marked(
                    letter, picture.split(separator: " "), isBelow: mark.isBelow)
            }
        }
        return shapes
    }()

    private static func code(of character: Character) -> UInt16? {
        character.unicodeScalars.first.flatMap { UInt16(exactly: $0.value) }
    }
}
