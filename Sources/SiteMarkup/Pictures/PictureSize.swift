/// A picture's size in pixels, as its file says it, and turned as it is shown; nothing is decoded.
package struct PictureSize: Hashable, Sendable, CustomStringConvertible {
    package let width: Int
    package let height: Int

    /// The longest side that any of the forms can say.
    package static let sideMax = 65_535

    /// nil for what is no size of a picture.
    package init?(width: Int, height: Int) {
        guard (1...Self.sideMax).contains(width), (1...Self.sideMax).contains(height) else {
            return nil
        }
        (self.width, self.height) = (width, height)
    }

    /// `640x480`.
    package var description: String { "\(width)x\(height)" }

    /// Reads `description`.
    package init?(_ text: some StringProtocol) {
        let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1] else { return nil }
        self.init(width: width, height: height)
    }

    /// From a file's first bytes (`PictureFormat.headByteCount` of them are enough, but for some photographs).
    package init?(_ format: PictureFormat, _ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        let found: PictureSize? =
            switch format {
            case .png: Self.png(bytes)
            case .jpeg: JPEGHead(bytes)?.size
            case .gif: Self.gif(bytes)
            case .webp: Self.webp(bytes)
            case .svg: SVGHead(bytes)?.size
            }
        guard let found else { return nil }
        self = found
    }

    /// PNG specification, 11.2.2: the header is the first chunk.
    private static func png(_ bytes: [UInt8]) -> PictureSize? {
        guard bytes.count >= 24, Array(bytes[12..<16]) == Array("IHDR".utf8) else { return nil }
        return PictureSize(width: big(bytes, 16, 4), height: big(bytes, 20, 4))
    }

    /// GIF89a specification, 18: the logical screen.
    private static func gif(_ bytes: [UInt8]) -> PictureSize? {
        guard bytes.count >= 10 else { return nil }
        return PictureSize(width: little(bytes, 6, 2), height: little(bytes, 8, 2))
    }

    /// RFC 9649: the first chunk says it, in one of three ways.
    private static func webp(_ bytes: [UInt8]) -> PictureSize? {
        guard bytes.count >= 30 else { return nil }
        switch String(decoding: bytes[12..<16], as: UTF8.self) {
        case "VP8X":
            return PictureSize(
                width: little(bytes, 24, 3) + 1, height: little(bytes, 27, 3) + 1)
        case "VP8L":
            let bits = little(bytes, 21, 4)
            return PictureSize(width: bits & 0x3FFF + 1, height: bits >> 14 & 0x3FFF + 1)
        case "VP8 ":
            return PictureSize(
                width: little(bytes, 26, 2) & 0x3FFF, height: little(bytes, 28, 2) & 0x3FFF)
        default: return nil
        }
    }

    private static func big(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
        bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func little(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
        bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
