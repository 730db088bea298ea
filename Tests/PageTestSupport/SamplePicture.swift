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
