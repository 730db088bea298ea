import EditorCore

/// A frame as bytes, for a file that one start of the editor leaves for the next. Little-endian:
///
///     "PMF1" columns:2 rows:2 cursorRow:2 cursorColumn:2 (FFFF FFFF: none) title:2+n
///     styles:2 { foreground:4 background:4 attributes:1 link:2+n }
///     clusters:2 { 1+n }
///     cells, row by row { glyph:4 style:2 width:1 }
extension Frame {
    private static let magic = Array("PMF1".utf8)

    /// nil where a table is too long for it.
    package var bytes: [UInt8]? {
        var writer = FrameBytes(Self.magic)
        writer.short(columns)
        writer.short(rows)
        writer.short(cursor?.row ?? 0xFFFF)
        writer.short(cursor?.column ?? 0xFFFF)
        writer.text(title)
        writer.short(styles.count)
        for style in styles {
            writer.colour(style.foreground)
            writer.colour(style.background)
            writer.bytes.append(style.attributes.rawValue)
            writer.text(style.link?.text ?? "")
        }
        writer.short(clusters.count)
        for cluster in clusters { writer.text(String(cluster)) }
        writer.bytes.reserveCapacity(writer.bytes.count + cells.count * 7)
        for cell in cells { writer.cell(cell) }
        return writer.fits ? writer.bytes : nil
    }

    /// Reads `bytes`; nil for anything that is no frame as painters draw it: no control character and no half of a wide
    /// one gets in.
    ///
    /// - Complexity: O(bytes).
    package init?(bytes: ArraySlice<UInt8>) {
        var reader = FrameReader(bytes)
        guard reader.take(4).elementsEqual(Self.magic), let columns = reader.short(),
            let rows = reader.short(), 1...Self.sideMax ~= columns, 1...Self.sideMax ~= rows,
            let row = reader.short(), let column = reader.short(), let title = reader.text(),
            let styles = reader.styles(), let first = styles.first,
            let clusters = reader.clusters(), reader.count == columns * rows * 7
        else { return nil }
        self.init(columns: columns, rows: rows, style: first)
        self.title = title
        if row < rows, column < columns { cursor = Cursor(row: row, column: column) }
        let styleRows = styles.map { self.row(of: $0) }
        let glyphs = clusters.map { glyph(of: $0) }
        guard readCells(&reader, styleRows, glyphs) else { return nil }
    }

    private mutating func readCells(
        _ reader: inout FrameReader, _ styles: [UInt16], _ clusters: [UInt32]
    ) -> Bool {
        var checked: [UInt32: Int] = [:]
        var isOpen = false
        for index in cells.indices {
            guard var cell = reader.cell(), Int(cell.style) < styles.count else { return false }
            cell.style = styles[Int(cell.style)]
            if cell.glyph >= Self.clusterBase {
                let number = Int(cell.glyph - Self.clusterBase)
                guard number < clusters.count else { return false }
                cell.glyph = clusters[number]
            }
            // The right half comes behind each wide one, in the same row, and nowhere else.
            guard (cell.width == 0) == isOpen else { return false }
            if !isOpen {
                guard width(of: cell, &checked) == Int(cell.width) else { return false }
                isOpen = cell.width == 2
                if isOpen, index % columns == columns - 1 { return false }
            } else {
                cell.glyph = 0x20
                isOpen = false
            }
            cells[index] = cell
        }
        return true
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

private struct FrameBytes {
    var bytes: [UInt8]
    private(set) var fits = true

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func short(_ value: Int) {
        guard let value = UInt16(exactly: value) else {
            fits = false
            return
        }
        bytes += [UInt8(truncatingIfNeeded: value), UInt8(value >> 8)]
    }

    mutating func text(_ text: String) {
        short(text.utf8.count)
        bytes += text.utf8
    }

    mutating func colour(_ colour: Colour?) {
        switch colour {
        case nil: bytes += [0, 0, 0, 0]
        case .standard: bytes += [1, 0, 0, 0]
        case .indexed(let index): bytes += [2, index, 0, 0]
        case .rgb(let red, let green, let blue): bytes += [3, red, green, blue]
        }
    }

    mutating func cell(_ cell: Cell) {
        for shift in [0, 8, 16, 24] as [UInt32] {
            bytes.append(UInt8(truncatingIfNeeded: cell.glyph >> shift))
        }
        bytes += [UInt8(truncatingIfNeeded: cell.style), UInt8(cell.style >> 8), cell.width]
    }
}

private struct FrameReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var count: Int { rest.count }

    /// Fewer at the end.
    mutating func take(_ count: Int) -> ArraySlice<UInt8> {
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func byte() -> UInt8? { rest.popFirst() }

    mutating func short() -> Int? {
        guard let low = byte(), let high = byte() else { return nil }
        return Int(low) | Int(high) << 8
    }

    mutating func text() -> String? {
        guard let count = short(), count <= rest.count else { return nil }
        return String(validating: take(count), as: UTF8.self)
    }

    /// A colour, or nil where none is meant; the outer nil is for bytes that mean nothing.
    mutating func colour() -> Colour?? {
        let part = Array(take(4))
        guard part.count == 4 else { return nil }
        switch part[0] {
        case 0: return .some(nil)
        case 1: return .standard
        case 2: return .indexed(part[1])
        case 3: return .rgb(part[1], part[2], part[3])
        default: return nil
        }
    }

    mutating func styles() -> [CellStyle]? {
        guard let count = short(), count <= rest.count else { return nil }
        var styles: [CellStyle] = []
        for _ in 0..<count {
            guard let foreground = colour(), let background = colour(), let attributes = byte(),
                let link = text()
            else { return nil }
            styles.append(
                CellStyle(
                    foreground: foreground, background: background,
                    attributes: .init(rawValue: attributes), link: LinkAddress(link)))
        }
        return styles
    }

    mutating func clusters() -> [Character]? {
        guard let count = short(), count <= rest.count else { return nil }
        var clusters: [Character] = []
        for _ in 0..<count {
            guard let text = text(), let cluster = text.first, text.count == 1 else { return nil }
            clusters.append(cluster)
        }
        return clusters
    }

    mutating func cell() -> Cell? {
        guard rest.count >= 7 else { return nil }
        let start = rest.startIndex
        let glyph = (0..<4).reduce(UInt32(0)) { $0 | UInt32(rest[start + $1]) << (8 * UInt32($1)) }
        let style = UInt16(rest[start + 4]) | UInt16(rest[start + 5]) << 8
        let width = rest[start + 6]
        rest = rest.dropFirst(7)
        return Cell(glyph: glyph, style: style, width: width)
    }
}
