/// How a terminal is handed pictures.
package enum TerminalGraphics: String, Hashable, Sendable {
    /// Sixel: dots that are drawn where the cursor stands, and wiped out by text.
    case sixel
    /// kitty's protocol: a picture is handed over once and then placed by its number.
    case kitty
}

/// A picture that the terminal draws itself, in a size, ready to be sent.
///
/// Equal are only pictures that are one and the same: what was sent of one is not sent again.
package final class TerminalPicture: Hashable, Sendable {
    /// What is sent of it.
    package enum Form: Sendable {
        /// A sixel string for each row of cells, from the top.
        case sixel([[UInt8]])
        /// A PNG file in base64.
        case kitty([UInt8])
    }

    package let columns: Int
    package let rows: Int
    /// Its own size in pixels.
    package let width: Int
    package let height: Int
    package let form: Form

    /// - Precondition: All sides are at least 1; a sixel has as many strings as rows.
    package init(columns: Int, rows: Int, width: Int, height: Int, form: Form) {
        precondition(min(columns, rows, width, height) > 0, "a picture of nothing")
        if case .sixel(let strips) = form { precondition(strips.count == rows, "a row each") }
        self.columns = columns
        self.rows = rows
        self.width = width
        self.height = height
        self.form = form
    }

    /// Bytes that it takes.
    package var byteCount: Int {
        switch form {
        case .sixel(let strips): strips.reduce(0) { $0 + $1.count }
        case .kitty(let bytes): bytes.count
        }
    }

    package static func == (a: TerminalPicture, b: TerminalPicture) -> Bool { a === b }
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A piece of a picture in one row: which of its rows stands there, and in which column it begins.
package struct PictureSlice: Hashable, Sendable {
    package let picture: TerminalPicture
    /// Of the picture, from its top.
    package let row: Int
    /// Of the page; it may be left of it.
    package let column: Int

    package init(_ picture: TerminalPicture, row: Int, column: Int) {
        self.picture = picture
        self.row = row
        self.column = column
    }

    package var columns: Range<Int> { column..<column + picture.columns }
}
