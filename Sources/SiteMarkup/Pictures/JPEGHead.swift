/// What a photograph's file says before its pixels.
package struct JPEGHead: Sendable {
    /// As it is shown: turned.
    package let size: PictureSize
    /// How it is stored: 1 as it is shown, 2 to 8 mirrored, turned or both (EXIF 2.3, 4.6.4, *Orientation*).
    package let orientation: Int

    /// nil where the first of its frames is not among the bytes (ITU T.81, B.2.2).
    package init?(_ bytes: [UInt8]) {
        var place = 2
        var orientation: Int?
        while place + 9 < bytes.count {
            guard bytes[place] == 0xFF else { return nil }
            let marker = bytes[place + 1]
            let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
            if isFrame {
                self.init(bytes, frame: place, orientation ?? 1)
                return
            }
            if marker == 0xFF {
                place += 1
            } else if marker == 0x01 || (0xD0...0xD7).contains(marker) {
                place += 2
            } else {
                let end = place + 2 + max(2, Self.number(bytes, place + 2, 2))
                if marker == 0xE1, orientation == nil {
                    orientation = Self.orientation(bytes[(place + 4)..<min(end, bytes.count)])
                }
                place = end
            }
        }
        return nil
    }

    private init?(_ bytes: [UInt8], frame: Int, _ orientation: Int) {
        let height = Self.number(bytes, frame + 5, 2)
        let width = Self.number(bytes, frame + 7, 2)
        let isOnItsSide = orientation > 4
        guard
            let size = PictureSize(
                width: isOnItsSide ? height : width, height: isOnItsSide ? width : height)
        else { return nil }
        self.size = size
        self.orientation = orientation
    }

    /// Of an APP1 segment; nil where it is none of EXIF, or says nothing of it (TIFF 6.0, section 2).
    private static func orientation(_ segment: ArraySlice<UInt8>) -> Int? {
        let mark = Array("Exif\0\0".utf8)
        guard segment.starts(with: mark) else { return nil }
        let bytes = Array(segment.dropFirst(mark.count))
        let isLittle = bytes.starts(with: Array("II*\0".utf8))
        guard isLittle || bytes.starts(with: Array("MM\0*".utf8)) else { return nil }
        func read(_ place: Int, _ count: Int) -> Int? {
            guard place >= 0, place + count <= bytes.count else { return nil }
            return number(bytes, place, count, isLittle: isLittle)
        }
        guard let directory = read(4, 4), let count = read(directory, 2) else { return nil }
        for index in 0..<count {
            let entry = directory + 2 + 12 * index
            guard let tag = read(entry, 2), let value = read(entry + 8, 2) else { return nil }
            if tag == 0x0112 { return (1...8).contains(value) ? value : nil }
        }
        return nil
    }

    private static func number(
        _ bytes: [UInt8], _ place: Int, _ count: Int, isLittle: Bool = false
    ) -> Int {
        let own = bytes[place..<place + count]
        return isLittle
            ? own.reversed().reduce(0) { $0 << 8 | Int($1) } : own.reduce(0) { $0 << 8 | Int($1) }
    }
}
