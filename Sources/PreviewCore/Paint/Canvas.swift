/// The grid that a page is painted on.
struct Canvas {
    struct Cell: Equatable {
        var glyph: Glyph = 0x20
        /// `0xRRGGBB`; the background is always known, for text is held against it.
        var foreground: UInt32 = 0
        var background: UInt32
        var attributes: UInt8 = 0
        /// Of a block letter's first cell: the letter, and the rows that it takes; 0 elsewhere.
        var letterRows: UInt8 = 0
        var letter: UInt16 = 0
        var node: Int32 = -1
    }

    enum Attribute {
        static let bold: UInt8 = 1
        static let italic: UInt8 = 2
        static let underline: UInt8 = 4
        static let strike: UInt8 = 8
        static let dim: UInt8 = 16
        static let picture: UInt8 = 32
        static let blockLetters: UInt8 = 64
    }

    let width: Int
    let height: Int
    private(set) var cells: [Cell]

    init(width: Int, height: Int, background: UInt32) {
        self.width = width
        self.height = height
        cells = Array(repeating: Cell(background: background), count: width * height)
    }

    func contains(_ x: Int, _ y: Int) -> Bool { x >= 0 && x < width && y >= 0 && y < height }

    subscript(x: Int, y: Int) -> Cell {
        get { cells[y * width + x] }
        set { cells[y * width + x] = newValue }
    }

    /// Puts a character; a wide one takes the next cell too, and one that is cut in half leaves a space.
    mutating func put(_ cell: Cell, wide: Bool, x: Int, y: Int) {
        guard contains(x, y) else { return }
        release(x, y)
        guard wide else {
            self[x, y] = cell
            return
        }
        guard contains(x + 1, y) else {
            var blank = cell
            blank.glyph = 0x20
            self[x, y] = blank
            return
        }
        release(x + 1, y)
        self[x, y] = cell
        var second = cell
        second.glyph = GlyphTable.continuation
        self[x + 1, y] = second
    }

    /// A wide character that loses one of its cells becomes spaces.
    private mutating func release(_ x: Int, _ y: Int) {
        let index = y * width + x
        if cells[index].glyph == GlyphTable.continuation, x > 0 { cells[index - 1].glyph = 0x20 }
        if x + 1 < width, cells[index + 1].glyph == GlyphTable.continuation {
            cells[index + 1].glyph = 0x20
        }
    }

    mutating func fill(x: Range<Int>, y: Range<Int>, _ change: (inout Cell) -> Void) {
        let columns = x.clamped(to: 0..<width)
        for row in y.clamped(to: 0..<height) {
            for column in columns { change(&cells[row * width + column]) }
        }
    }
}
