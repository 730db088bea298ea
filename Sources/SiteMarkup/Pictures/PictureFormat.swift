/// The forms of pictures that a site may hold: what every browser shows.
package enum PictureFormat: String, Sendable, CaseIterable {
    case png, jpeg, gif, webp, svg

    /// What its files are called, the usual name first.
    package var suffixes: [String] {
        switch self {
        case .jpeg: [".jpg", ".jpeg", ".jpe"]
        case .png, .gif, .webp, .svg: ["." + rawValue]
        }
    }

    /// By a file's name.
    package init?(path: String) {
        let name = path.asciiLowercased
        let found = Self.allCases.first { $0.suffixes.contains { name.hasSuffix($0) } }
        guard let found else { return nil }
        self = found
    }

    /// By how the bytes begin; of SVG by its first tag.
    package init?(bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(Self.headByteCount))
        func begins(_ mark: [UInt8], at offset: Int = 0) -> Bool {
            head.dropFirst(offset).starts(with: mark)
        }
        if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if begins([0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if begins(Array("GIF87a".utf8)) || begins(Array("GIF89a".utf8)) {
            self = .gif
        } else if begins(Array("RIFF".utf8)), begins(Array("WEBP".utf8), at: 8) {
            self = .webp
        } else if SVGHead(head) != nil {
            self = .svg
        } else {
            return nil
        }
    }

    /// More than anything that stands before a picture's size.
    static let headByteCount = 64 << 10
}
