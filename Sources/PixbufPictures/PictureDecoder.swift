import CPicture
import PreviewCore
import SiteMarkup

/// Decodes pictures in this process: for the one that does nothing else, and for tests.
package enum PictureDecoder {
    /// Pixels of a cell that are looked at, across and down.
    private static let cellPixels = (across: 4, down: 8)

    /// The picture in so many cells.
    ///
    /// - Parameter covers: See ``PictureRequest/covers``.
    /// - Complexity: O(pixels of the file).
    package static func picture(
        _ bytes: [UInt8], columns: Int, rows: Int, covers: Bool = false,
        colors: PictureColors = .all
    ) throws(PictureFault) -> CellPicture {
        guard (1...PictureLimits.columnsMax).contains(columns),
            (1...PictureLimits.rowsMax).contains(rows)
        else { throw .tooLarge }
        var pixels = try decode(
            bytes, width: columns * cellPixels.across, height: rows * cellPixels.down, covers)
        defer { pm_picture_release(&pixels) }
        return try cells(of: pixels, columns, rows, colors)
    }

    /// The picture's pixels in so many.
    ///
    /// Release what is returned.
    static func decode(
        _ bytes: [UInt8], width: Int, height: Int, _ covers: Bool
    ) throws(PictureFault) -> pm_pixels {
        guard bytes.count <= PictureLimits.byteCountMax else { throw .tooLarge }
        guard let format = PictureFormat(bytes: bytes) else { throw .unreadable }
        try check(format, bytes)
        guard pm_picture_load() & 3 == 3 else { throw .noLibrary }
        let orientation = format == .jpeg ? JPEGHead(bytes)?.orientation ?? 1 : 1
        var pixels = pm_pixels()
        let code = bytes.withUnsafeBufferPointer {
            pm_picture_decode(
                $0.baseAddress, $0.count, format.rawValue, Int32(width), Int32(height),
                covers ? 1 : 0, Int32(orientation), Int64(PictureLimits.pixelCountMax),
                Int32(PictureLimits.millisecondsMax), &pixels)
        }
        if code != PM_PICTURE_DONE {
            throw PictureFault(rawValue: UInt8(clamping: code)) ?? .unreadable
        }
        return pixels
    }

    /// What a file's own head says is enough to refuse it.
    private static func check(_ format: PictureFormat, _ bytes: [UInt8]) throws(PictureFault) {
        // Of what is missing in it gdk-pixbuf shows whatever was in memory.
        if format == .png, bytes.suffix(64).firstRange(of: Array("IEND".utf8)) == nil {
            throw .unreadable
        }
        guard format != .svg, let size = PictureSize(format, bytes) else { return }
        guard size.width * size.height <= PictureLimits.pixelCountMax else { throw .tooLarge }
    }

    private static func cells(
        of pixels: pm_pixels, _ columns: Int, _ rows: Int, _ colors: PictureColors
    ) throws(PictureFault) -> CellPicture {
        let count = columns * rows
        var characters = [UInt32](repeating: 0x20, count: count)
        var foregrounds = [Int32](repeating: -1, count: count)
        var backgrounds = [Int32](repeating: -1, count: count)
        let code = pm_picture_cells(
            pixels.pixels, pixels.width, pixels.height, pixels.stride, pixels.channels,
            Int32(columns), Int32(rows), colors.count, &characters, &foregrounds, &backgrounds)
        guard code == PM_PICTURE_DONE else { throw .noLibrary }
        let cells = (0..<count).map {
            cell(characters[$0], rgb(foregrounds[$0]), rgb(backgrounds[$0]))
        }
        guard
            let picture = CellPicture(
                columns: columns, rows: rows, cells: cells, tone: tone(of: pixels))
        else { throw .unreadable }
        return picture
    }

    /// Of a character that covers nothing, or all, only one colour is seen.
    private static func cell(_ character: UInt32, _ before: RGB?, _ behind: RGB?)
        -> CellPicture.Cell
    {
        switch character {
        case 0x2580, 0x2584:
            return CellPicture.Cell(character: character, foreground: before, background: behind)
        case 0x2588: return CellPicture.Cell(character: 0x20, foreground: nil, background: before)
        default: return CellPicture.Cell(character: 0x20, foreground: nil, background: behind)
        }
    }

    private static func rgb(_ packed: Int32) -> RGB? {
        guard packed >= 0 else { return nil }
        return RGB(
            red: UInt8(packed >> 16 & 255), green: UInt8(packed >> 8 & 255),
            blue: UInt8(packed & 255))
    }

    /// The mean of what is not transparent.
    static func tone(of pixels: pm_pixels) -> RGB? {
        guard let bytes = pixels.pixels else { return nil }
        let channels = Int(pixels.channels)
        var sum = (red: 0, green: 0, blue: 0, weight: 0)
        for y in 0..<Int(pixels.height) {
            for x in 0..<Int(pixels.width) {
                let pixel = bytes + y * Int(pixels.stride) + x * channels
                let weight = channels == 4 ? Int(pixel[3]) : 255
                sum.red += Int(pixel[0]) * weight
                sum.green += Int(pixel[1]) * weight
                sum.blue += Int(pixel[2]) * weight
                sum.weight += weight
            }
        }
        guard sum.weight > 0 else { return nil }
        return RGB(
            red: UInt8(sum.red / sum.weight), green: UInt8(sum.green / sum.weight),
            blue: UInt8(sum.blue / sum.weight))
    }
}

/// What pictures need of the machine.
package enum PictureLibraries {
    /// Whether gdk-pixbuf and libchafa can be loaded; loads them.
    package static var areThere: Bool { pm_picture_load() & 3 == 3 }
}
