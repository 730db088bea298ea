/// A picture in cells.
package struct CellPicture: Hashable, Sendable {
    /// One cell: a character, and the colours before and behind it; nil lets through what is below.
    package struct Cell: Hashable, Sendable {
        package var character: UInt32
        package var foreground: RGB?
        package var background: RGB?

        package init(character: UInt32, foreground: RGB?, background: RGB?) {
            self.character = character
            self.foreground = foreground
            self.background = background
        }
    }

    package let columns: Int
    package let rows: Int
    /// Row by row; `columns * rows` of them, or none where the terminal draws it.
    package let cells: [Cell]
    /// The mean colour of what is seen of it; nil where nothing is.
    package let tone: RGB?
    /// What the terminal draws in place of cells.
    package let drawn: TerminalPicture?

    /// nil where there are not as many cells as it has places.
    package init?(columns: Int, rows: Int, cells: [Cell], tone: RGB?) {
        guard columns > 0, rows > 0, cells.count == columns * rows else { return nil }
        self.columns = columns
        self.rows = rows
        self.cells = cells
        self.tone = tone
        drawn = nil
    }

    /// One that the terminal draws.
    package init(_ drawn: TerminalPicture, tone: RGB?) {
        (columns, rows, cells) = (drawn.columns, drawn.rows, [])
        self.tone = tone
        self.drawn = drawn
    }
}

/// Which picture in cells: that of a file, of a size, and which of it.
package struct PictureRequest: Hashable, Sendable {
    /// The name of the file's bytes; of a drawing that stands in the page, what ``file(of:)`` says.
    package let file: String
    package let columns: Int
    package let rows: Int
    /// Whether all of the place is covered and what goes over its sides is left out; else the picture has the place's sides.
    package let covers: Bool

    package init(file: String, columns: Int, rows: Int, covers: Bool = false) {
        self.file = file
        self.columns = columns
        self.rows = rows
        self.covers = covers
    }

    private static let drawingMark = "svg:"

    /// Stands for the name of a drawing's bytes, which are no file.
    static func file(of drawing: String) -> String { drawingMark + drawing }

    /// The bytes of a drawing that stands in the page; nil for those of a file.
    package var drawing: [UInt8]? {
        file.hasPrefix(Self.drawingMark) ? Array(file.utf8.dropFirst(Self.drawingMark.count)) : nil
    }

    /// The smallest: asked for to know a background's mean colour.
    package static func tone(of file: String) -> PictureRequest {
        PictureRequest(file: file, columns: 1, rows: 1)
    }
}
