/// Small pictures, made for tests.
package enum SamplePicture {
    /// An RGBA picture; its compressed data is stored as it is.
    ///
    /// - Parameter color: What a pixel shows, as `0xRRGGBBAA`.
    package static func png(
        width: Int, height: Int, color: (_ x: Int, _ y: Int) -> UInt32 = { _, _ in 0xFF80_00FF }
    ) -> [UInt8] {
        var rows: [UInt8] = []
        for y in 0..<height {
            rows.append(0)
            for x in 0..<width { rows += big(color(x, y)) }
        }
        let header = big(UInt32(width)) + big(UInt32(height)) + [8, 6, 0, 0, 0]
        return pngMark + chunk("IHDR", header) + chunk("IDAT", stored(rows)) + chunk("IEND", [])
    }

    /// Only the beginning of one: it says a size and has no pixels.
    package static func pngHead(width: Int, height: Int) -> [UInt8] {
        let header = big(UInt32(width)) + big(UInt32(height)) + [8, 6, 0, 0, 0]
        return pngMark + chunk("IHDR", header) + chunk("IDAT", stored([0]))
            + chunk("IEND", [])
    }

    /// One frame of one colour: red.
    package static func gif(width: Int, height: Int) -> [UInt8] {
        let (w, h) = (UInt16(width), UInt16(height))
        let size = [UInt8(w & 255), UInt8(w >> 8), UInt8(h & 255), UInt8(h >> 8)]
        var bytes: [UInt8] = Array("GIF89a".utf8) + size + [0x80, 0, 0]
        bytes += [0xFF, 0, 0, 0, 0, 0xFF]
        bytes += [0x2C, 0, 0, 0, 0] + size + [0, 2]
        // Clear, a zero, clear, a zero …: codes of three bits that never grow.
        var bits: [UInt8] = []
        for _ in 0..<width * height { bits += [0, 0, 1, 0, 0, 0] }
        bits += [1, 0, 1]
        var data: [UInt8] = []
        for start in stride(from: 0, to: bits.count, by: 8) {
            let eight = bits[start..<min(start + 8, bits.count)]
            data.append(eight.enumerated().reduce(0) { $0 | $1.element << UInt8($1.offset) })
        }
        for start in stride(from: 0, to: data.count, by: 255) {
            let piece = data[start..<min(start + 255, data.count)]
            bytes += [UInt8(piece.count)] + piece
        }
        return bytes + [0, 0x3B]
    }

    /// A grey photograph of squares of eight by eight pixels, each of one tone (ITU T.81, baseline).
    ///
    /// - Parameters:
    ///   - columns: Squares across, and rows: down.
    ///   - orientation: What its EXIF says, if it has any.
    ///   - tone: Of a square, 0 to 255.
    package static func jpeg(
        columns: Int, rows: Int, orientation: UInt8? = nil, isLittle: Bool = false,
        tone: (_ x: Int, _ y: Int) -> UInt8 = { _, _ in 128 }
    ) -> [UInt8] {
        func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
            [0xFF, marker] + big(UInt32(body.count + 2)).suffix(2) + body
        }
        let size = [8 * rows, 8 * columns].flatMap { big(UInt32($0)).suffix(2) }
        // Differences of tones have codes of four bits, by their size; that nothing else follows is one bit.
        let tones: [UInt8] = [0, 0, 0, 12] + [UInt8](repeating: 0, count: 12) + Array(0..<12)
        let rest: [UInt8] = [1] + [UInt8](repeating: 0, count: 15) + [0]
        var bits: [Bool] = []
        var last = 0
        for y in 0..<rows {
            for x in 0..<columns {
                let difference = Int(tone(x, y)) - 128 - last
                last += difference
                let count = Int.bitWidth - difference.magnitude.leadingZeroBitCount
                let value = difference < 0 ? difference + (1 << count) - 1 : difference
                bits += (0..<4).map { count >> (3 - $0) & 1 == 1 }
                bits += (0..<count).map { value >> (count - 1 - $0) & 1 == 1 } + [false]
            }
        }
        var data: [UInt8] = []
        for start in stride(from: 0, to: bits.count, by: 8) {
            let byte = (start..<start + 8).reduce(UInt8(0)) {
                $0 << 1 | ($1 >= bits.count || bits[$1] ? 1 : 0)
            }
            data += byte == 0xFF ? [byte, 0] : [byte]
        }
        return [0xFF, 0xD8] + (orientation.map { segment(0xE1, exif($0, isLittle)) } ?? [])
            + segment(0xDB, [0] + [UInt8](repeating: 8, count: 64))
            + segment(0xC0, [8] + size + [1, 1, 0x11, 0])
            + segment(0xC4, [0x00] + tones) + segment(0xC4, [0x10] + rest)
            + segment(0xDA, [1, 1, 0, 0, 63, 0]) + data + [0xFF, 0xD9]
    }

    /// A directory of two entries: a number of no interest, and the orientation.
    private static func exif(_ orientation: UInt8, _ isLittle: Bool) -> [UInt8] {
        func word(_ value: UInt16) -> [UInt8] {
            let big = [UInt8(value >> 8), UInt8(value & 255)]
            return isLittle ? big.reversed() : big
        }
        func long(_ value: UInt16) -> [UInt8] {
            isLittle ? word(value) + [0, 0] : [0, 0] + word(value)
        }
        let entries = [(UInt16(0x0100), UInt16(5)), (0x0112, UInt16(orientation))].flatMap {
            word($0.0) + word(3) + long(1) + word($0.1) + [0, 0]
        }
        return Array("Exif\0\0".utf8) + Array((isLittle ? "II*\0" : "MM\0*").utf8) + long(8)
            + word(2) + entries + long(0)
    }

    package static func svg(width: Int = 30, height: Int = 20, body: String) -> [UInt8] {
        Array(
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)">\(body)</svg>
            """.utf8)
    }

    private static let pngMark: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private static func big(_ word: UInt32) -> [UInt8] {
        [UInt8(word >> 24), UInt8(word >> 16 & 255), UInt8(word >> 8 & 255), UInt8(word & 255)]
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return big(UInt32(data.count)) + body + big(checksum(body))
    }

    /// CRC-32, as PNG has it (specification, annex D).
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in
                value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0)
            }
        }
    }

    /// A zlib stream of stored blocks (RFC 1950, RFC 1951).
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let piece = bytes[start..<min(start + 65_535, bytes.count)]
            start += piece.count
            let count = UInt16(piece.count)
            out.append(start == bytes.count ? 1 : 0)
            out += [
                UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8),
            ]
            out += piece
        } while start < bytes.count
        let sums = bytes.reduce((UInt32(1), UInt32(0))) { sums, byte in
            let first = (sums.0 + UInt32(byte)) % 65_521
            return (first, (sums.1 + first) % 65_521)
        }
        return out + big(sums.1 << 16 | sums.0)
    }
}
