import PreviewCore

/// What goes between the process that asks and the one that decodes: little-endian words of 32 bits, then bytes.
enum PictureMessage {
    /// Before a picture's bytes.
    struct Question: Equatable {
        var columns: Int
        var rows: Int
        var covers: Bool
        var colors: PictureColors
        var byteCount: Int
        /// nil where it is to be drawn in cells.
        var drawing: PictureDrawing?

        static let headByteCount = 32

        var head: [UInt8] {
            [
                columns, rows, covers ? 1 : 0, Int(colors.rawValue), byteCount,
                Self.forms.firstIndex(of: drawing?.graphics) ?? 0, drawing?.cellWidth ?? 0,
                drawing?.cellHeight ?? 0,
            ].flatMap { word(UInt32($0)) }
        }

        private static let forms: [TerminalGraphics?] = [nil, .sixel, .kitty]

        /// nil for what is over a limit.
        init?(head: [UInt8]) {
            guard head.count == Self.headByteCount else { return nil }
            let words = (0..<8).map { Int(PictureMessage.word(head, 4 * $0)) }
            guard (1...PictureLimits.columnsMax).contains(words[0]),
                (1...PictureLimits.rowsMax).contains(words[1]), words[2] < 2,
                let colors = UInt8(exactly: words[3]).flatMap(PictureColors.init(rawValue:)),
                words[4] <= PictureLimits.byteCountMax, Self.forms.indices.contains(words[5])
            else { return nil }
            if let graphics = Self.forms[words[5]] {
                drawing = PictureDrawing(graphics, cellWidth: words[6], cellHeight: words[7])
                guard drawing != nil else { return nil }
            }
            (columns, rows, covers) = (words[0], words[1], words[2] == 1)
            self.colors = colors
            byteCount = words[4]
        }

        init(
            _ request: PictureRequest, _ colors: PictureColors, byteCount: Int,
            _ drawing: PictureDrawing? = nil
        ) {
            self.drawing = drawing
            (columns, rows, covers) = (request.columns, request.rows, request.covers)
            self.colors = colors
            self.byteCount = byteCount
        }
    }

    /// Each cell's character and colours, behind a word that says how it went and one for the mean colour.
    static func answer(_ result: Result<CellPicture, PictureFault>) -> [UInt8] {
        switch result {
        case .failure(let fault): return word(UInt32(fault.rawValue))
        case .success(let picture):
            return word(0) + word(packed(picture.tone))
                + picture.cells.flatMap {
                    word($0.character) + word(packed($0.foreground)) + word(packed($0.background))
                }
        }
    }

    /// The mean colour, how many parts, the length of each, and all of them, behind a word that says how it went.
    static func answer(_ result: Result<DrawnPicture, PictureFault>) -> [UInt8] {
        switch result {
        case .failure(let fault): return word(UInt32(fault.rawValue))
        case .success(let picture):
            return word(0) + word(packed(picture.tone)) + word(UInt32(picture.parts.count))
                + picture.parts.flatMap { word(UInt32($0.count)) } + picture.parts.joined()
        }
    }

    /// What stands behind the first word of such an answer that went well: in three pieces, each says how long the next is.
    struct DrawnReader {
        static let headByteCount = 8
        private let tone: RGB?
        private let count: Int
        private var lengths: [Int] = []

        /// nil for more parts than a picture has.
        init?(head: [UInt8]) {
            tone = color(word(head, 0))
            count = Int(word(head, 4))
            guard (1...PictureLimits.rowsMax).contains(count) else { return nil }
        }

        var lengthsByteCount: Int { 4 * count }

        /// The bytes of all parts; nil where they are too many.
        mutating func partsByteCount(_ bytes: [UInt8]) -> Int? {
            lengths = (0..<count).map { Int(word(bytes, 4 * $0)) }
            let total = lengths.reduce(0, +)
            return total <= PictureLimits.drawnByteCountMax ? total : nil
        }

        func picture(_ bytes: [UInt8]) -> DrawnPicture {
            var place = 0
            let parts = lengths.map { length in
                defer { place += length }
                return Array(bytes[place..<place + length])
            }
            return DrawnPicture(parts: parts, tone: tone)
        }
    }

    static func answerByteCount(columns: Int, rows: Int) -> Int { 4 + 12 * columns * rows }

    /// Reads what stands behind the first word of an answer that went well.
    ///
    /// - Returns: nil for what no decoder says.
    static func picture(_ bytes: [UInt8], columns: Int, rows: Int) -> CellPicture? {
        guard bytes.count == answerByteCount(columns: columns, rows: rows) else { return nil }
        let cells = (0..<columns * rows).map { index in
            let place = 4 + 12 * index
            let character = word(bytes, place)
            return CellPicture.Cell(
                character: [0x2580, 0x2584].contains(character) ? character : 0x20,
                foreground: color(word(bytes, place + 4)), background: color(word(bytes, place + 8))
            )
        }
        return CellPicture(
            columns: columns, rows: rows, cells: cells, tone: color(word(bytes, 0)))
    }

    static func word(_ value: UInt32) -> [UInt8] {
        [UInt8(value & 255), UInt8(value >> 8 & 255), UInt8(value >> 16 & 255), UInt8(value >> 24)]
    }

    static func word(_ bytes: [UInt8], _ place: Int) -> UInt32 {
        bytes[place..<place + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static let noColor: UInt32 = 0xFFFF_FFFF

    private static func packed(_ color: RGB?) -> UInt32 {
        color.map { UInt32($0.red) << 16 | UInt32($0.green) << 8 | UInt32($0.blue) } ?? noColor
    }

    private static func color(_ word: UInt32) -> RGB? {
        guard word <= 0xFF_FFFF else { return nil }
        return RGB(
            red: UInt8(word >> 16), green: UInt8(word >> 8 & 255), blue: UInt8(word & 255))
    }
}
