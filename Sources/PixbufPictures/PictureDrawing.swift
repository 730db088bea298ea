import CPicture
import PreviewCore

/// How a picture is to be made ready for a terminal that draws it.
package struct PictureDrawing: Hashable, Sendable {
    package let graphics: TerminalGraphics
    /// Pixels of a cell.
    package let cellWidth: Int
    package let cellHeight: Int

    /// nil for cells of a size that no terminal has.
    package init?(_ graphics: TerminalGraphics, cellWidth: Int, cellHeight: Int) {
        guard Self.sides.contains(cellWidth), Self.sides.contains(cellHeight) else { return nil }
        self.graphics = graphics
        self.cellWidth = cellWidth
        self.cellHeight = cellHeight
    }

    private static let sides = 2...128

    /// Whether a picture of so many cells is one that a terminal is handed.
    package func draws(columns: Int, rows: Int) -> Bool {
        size(columns: columns, rows: rows) != nil
    }

    /// A picture's pixels in so many cells.
    ///
    /// - Returns: nil where they are more than a terminal is handed.
    func size(columns: Int, rows: Int) -> (width: Int, height: Int)? {
        let (width, height) = (columns * cellWidth, rows * cellHeight)
        return width * height <= PictureLimits.drawnPixelCountMax ? (width, height) : nil
    }
}

/// A picture as it is sent to a terminal.
struct DrawnPicture: Equatable {
    /// A PNG file; or a sixel string for each row.
    let parts: [[UInt8]]
    let tone: RGB?

    /// - Parameter columns: Of cells, and rows: the size that the parts were asked for.
    func picture(_ drawing: PictureDrawing, columns: Int, rows: Int) -> CellPicture? {
        guard let size = drawing.size(columns: columns, rows: rows) else { return nil }
        let form: TerminalPicture.Form
        switch drawing.graphics {
        case .sixel:
            guard parts.count == rows else { return nil }
            form = .sixel(parts)
        case .kitty:
            guard parts.count == 1 else { return nil }
            form = .kitty(Base64.encoded(parts[0]))
        }
        return CellPicture(
            TerminalPicture(
                columns: columns, rows: rows, width: size.width, height: size.height, form: form),
            tone: tone)
    }
}

extension PictureDecoder {
    /// The picture as a terminal draws it in so many cells.
    static func drawn(
        _ bytes: [UInt8], columns: Int, rows: Int, covers: Bool, _ drawing: PictureDrawing
    ) throws(PictureFault) -> DrawnPicture {
        guard (1...PictureLimits.columnsMax).contains(columns),
            (1...PictureLimits.rowsMax).contains(rows),
            let size = drawing.size(columns: columns, rows: rows)
        else { throw .tooLarge }
        var pixels = try decode(bytes, width: size.width, height: size.height, covers)
        defer { pm_picture_release(&pixels) }
        switch drawing.graphics {
        case .kitty: return DrawnPicture(parts: [try png(pixels)], tone: tone(of: pixels))
        case .sixel:
            var strips: [[UInt8]] = []
            for row in 0..<rows {
                strips.append(try sixel(pixels, row: row, drawing, width: size.width))
            }
            return DrawnPicture(parts: strips, tone: tone(of: pixels))
        }
    }

    private static func png(_ pixels: pm_pixels) throws(PictureFault) -> [UInt8] {
        var file = pm_bytes()
        let code = pm_picture_png(
            pixels.pixels, pixels.width, pixels.height, pixels.stride, pixels.channels, &file)
        return try taken(&file, code)
    }

    /// One row of cells: below its pixels transparent ones, for sixels are six pixels high.
    private static func sixel(
        _ pixels: pm_pixels, row: Int, _ drawing: PictureDrawing, width: Int
    ) throws(PictureFault) -> [UInt8] {
        let height = (drawing.cellHeight + 5) / 6 * 6
        var strip = [UInt8](repeating: 0, count: 4 * width * height)
        let channels = Int(pixels.channels)
        guard let source = pixels.pixels else { throw .unreadable }
        for y in 0..<drawing.cellHeight {
            let from = row * drawing.cellHeight + y
            guard from < Int(pixels.height) else { break }
            let line = source + from * Int(pixels.stride)
            for x in 0..<min(width, Int(pixels.width)) {
                let (pixel, place) = (line + x * channels, 4 * (y * width + x))
                strip[place] = pixel[0]
                strip[place + 1] = pixel[1]
                strip[place + 2] = pixel[2]
                strip[place + 3] = channels == 4 ? pixel[3] : 255
            }
        }
        var text = pm_bytes()
        let code = pm_picture_sixel(
            strip, Int32(width), Int32(height), Int32(4 * width), 4, Int32(drawing.cellWidth),
            &text)
        return SixelText.withoutLastLine(try taken(&text, code))
    }

    private static func taken(_ made: inout pm_bytes, _ code: Int32) throws(PictureFault)
        -> [UInt8]
    {
        guard code == PM_PICTURE_DONE, let bytes = made.bytes else { throw .noLibrary }
        defer { pm_bytes_release(&made) }
        return Array(UnsafeBufferPointer(start: bytes, count: made.count))
    }
}

/// What is looked at of a sixel string.
enum SixelText {
    private static let end: [UInt8] = [0x1B, UInt8(ascii: "\\")]

    /// Without the new line behind the last: a terminal would make room for one more.
    static func withoutLastLine(_ text: [UInt8]) -> [UInt8] {
        guard text.suffix(2).elementsEqual(end) else { return text }
        var body = text.dropLast(2)
        while body.last == UInt8(ascii: "-") { body = body.dropLast() }
        return Array(body) + end
    }
}
