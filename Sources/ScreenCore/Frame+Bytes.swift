import EditorCore
import SiteModel

/// A frame as bytes, for a file that one start of the editor leaves for the next, in the forms of `ByteWriter`:
///
///     "PMF2" columns rows 0 or 1 { cursorRow cursorColumn } title
///     styles { foreground:4 background:4 attributes:1 link }
///     clusters { text }
///     cells, row by row { glyph style width:1 }
extension Frame {
    private static let magic = Array("PMF2".utf8)

    package var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.raw(Self.magic)
        writer.count(columns)
        writer.count(rows)
        writer.optional(cursor) { writer, cursor in
            writer.count(cursor.row)
            writer.count(cursor.column)
        }
        writer.string(title)
        writer.list(styles) { $0.style($1) }
        writer.list(clusters) { $0.string(String($1)) }
        for cell in cells {
            writer.varint(UInt64(cell.glyph))
            writer.varint(UInt64(cell.style))
            writer.byte(cell.width)
        }
        return writer.bytes
    }

    /// Reads `bytes`; nil for anything that is no frame as painters draw it: no control character and no half of a wide
    /// one gets in.
    ///
    /// - Complexity: O(bytes).
    package init?(bytes: ArraySlice<UInt8>) {
        var reader = ByteReader(Array(bytes))
        guard let frame = try? Frame(&reader), reader.isAtEnd else { return nil }
        self = frame
    }

    private init(_ reader: inout ByteReader) throws(DecodingFault) {
        guard try reader.raw(Self.magic.count) == Self.magic else { throw reader.fault("magic") }
        let columns = try reader.count(unit: 0, max: Self.sideMax)
        let rows = try reader.count(unit: 0, max: Self.sideMax)
        // Each cell takes three bytes at least.
        guard columns > 0, rows > 0, columns * rows <= reader.remaining / 3 else {
            throw reader.fault("size")
        }
        let cursor = try reader.optional { (r) throws(DecodingFault) in
            Cursor(row: try r.count(unit: 0), column: try r.count(unit: 0))
        }
        let title = try reader.string()
        let styles = try reader.list(unit: 10) { (r) throws(DecodingFault) in try r.style() }
        let clusters = try reader.list { (r) throws(DecodingFault) in try r.cluster() }
        guard let first = styles.first else { throw reader.fault("styles") }
        self.init(columns: columns, rows: rows, style: first)
        self.title = title
        if let cursor, cursor.row < rows, cursor.column < columns { self.cursor = cursor }
        let styleRows = styles.map { self.row(of: $0) }
        let glyphs = clusters.map { glyph(of: $0) }
        try readCells(&reader, styleRows, glyphs)
    }

    private mutating func readCells(
        _ reader: inout ByteReader, _ styles: [UInt16], _ clusters: [UInt32]
    ) throws(DecodingFault) {
        var checked: [UInt32: Int] = [:]
        var isOpen = false
        for index in cells.indices {
            var cell = try reader.cell()
            guard Int(cell.style) < styles.count else { throw reader.fault("style") }
            cell.style = styles[Int(cell.style)]
            if cell.glyph >= Self.clusterBase {
                let number = Int(cell.glyph - Self.clusterBase)
                guard number < clusters.count else { throw reader.fault("cluster") }
                cell.glyph = clusters[number]
            }
            // The right half comes behind each wide one, in the same row, and nowhere else.
            guard (cell.width == 0) == isOpen else { throw reader.fault("half") }
            if !isOpen {
                guard width(of: cell, &checked) == Int(cell.width) else {
                    throw reader.fault("width")
                }
                isOpen = cell.width == 2
                if isOpen, index % columns == columns - 1 { throw reader.fault("half") }
            } else {
                cell.glyph = 0x20
                isOpen = false
            }
            cells[index] = cell
        }
    }

    /// The cells that a glyph takes; nil for what is not drawn as it is.
    private func width(of cell: Cell, _ checked: inout [UInt32: Int]) -> Int? {
        if 0x20..<0x7F ~= cell.glyph { return 1 }
        if let known = checked[cell.glyph] { return known }
        var whole = cell
        whole.width = 1
        guard let character = character(of: whole),
            let (shown, width) = ShownCharacter.glyph(of: character), shown == character
        else { return nil }
        checked[cell.glyph] = width
        return width
    }
}

extension ByteWriter {
    fileprivate mutating func style(_ style: CellStyle) {
        colour(style.foreground)
        colour(style.background)
        byte(style.attributes.rawValue)
        string(style.link?.text ?? "")
    }

    private mutating func colour(_ colour: Colour?) {
        switch colour {
        case nil: raw([0, 0, 0, 0])
        case .standard: raw([1, 0, 0, 0])
        case .indexed(let index): raw([2, index, 0, 0])
        case .rgb(let red, let green, let blue): raw([3, red, green, blue])
        }
    }
}

extension ByteReader {
    fileprivate func fault(_ what: String) -> DecodingFault { .malformed(what, at: position) }

    fileprivate mutating func style() throws(DecodingFault) -> CellStyle {
        let (foreground, background) = (try colour(), try colour())
        let attributes = try byte()
        let link = try string()
        return CellStyle(
            foreground: foreground, background: background,
            attributes: .init(rawValue: attributes), link: LinkAddress(link))
    }

    /// nil where none is meant.
    private mutating func colour() throws(DecodingFault) -> Colour? {
        let part = try raw(4)
        switch part[0] {
        case 0: return nil
        case 1: return .standard
        case 2: return .indexed(part[1])
        case 3: return .rgb(part[1], part[2], part[3])
        default: throw fault("colour")
        }
    }

    fileprivate mutating func cluster() throws(DecodingFault) -> Character {
        let text = try string()
        guard let cluster = text.first, text.count == 1 else { throw fault("cluster") }
        return cluster
    }

    fileprivate mutating func cell() throws(DecodingFault) -> Cell {
        guard let glyph = UInt32(exactly: try varint()), let style = UInt16(exactly: try varint())
        else { throw fault("cell") }
        return Cell(glyph: glyph, style: style, width: try byte())
    }
}
