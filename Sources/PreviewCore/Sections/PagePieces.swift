/// A page's HTML in pieces: its sections, and what stands between them.
///
/// A preview of pieces is the preview of the whole; only what it costs after an edit is another.
package struct PagePieces: Sendable {
    package struct Piece: Sendable {
        package let bytes: [UInt8]
        /// Whether it is one element with all in it.
        package let isSection: Bool

        package init(_ bytes: [UInt8], isSection: Bool) {
            self.bytes = bytes
            self.isSection = isSection
        }
    }

    package let pieces: [Piece]

    package init(_ pieces: [Piece]) { self.pieces = pieces }

    /// The page as one source.
    package var html: [UInt8] {
        var html: [UInt8] = []
        html.reserveCapacity(pieces.reduce(0) { $0 + $1.bytes.count })
        for piece in pieces { html += piece.bytes }
        return html
    }
}

/// The start tag that a section begins with.
struct SectionTag: Equatable {
    /// ASCII, lowercase.
    let name: String
    /// Behind its `>`.
    let end: Int

    /// Nil where the bytes begin with no start tag, or with one whose element stands in lines or has no content.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 3, bytes[0] == 0x3C else { return nil }
        var at = 1
        while at < bytes.count, Self.isNameByte(bytes[at]) { at += 1 }
        name = String(decoding: bytes[1..<at], as: UTF8.self).lowercased()
        guard Self.names.contains(name), let end = Self.end(bytes, from: at), end < bytes.count
        else { return nil }
        self.end = end
    }

    /// Behind the `>` of a tag, past the values of its attributes (HTML standard, 13.2.5.32 to 40).
    private static func end(_ bytes: [UInt8], from start: Int) -> Int? {
        var at = start
        var quote: UInt8 = 0
        var follows: UInt8 = 0
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if quote != 0 {
                if byte == quote { (quote, follows) = (0, 0) }
            } else if byte == 0x3E {
                return at
            } else if (byte == 0x22 || byte == 0x27) && follows == 0x3D {
                quote = byte
            } else if byte > 0x20 {
                follows = byte
            }
        }
        return nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }

    /// Elements whose end tag closes whatever is open in them, and that no parser opens or closes by itself around
    /// others. Not `form`: gumbo adds the white space behind one to what is in it.
    private static let names: Set<String> = [
        "address", "article", "aside", "blockquote", "center", "details", "div", "dl", "fieldset",
        "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "main",
        "nav", "ol", "p", "pre", "section", "table", "ul",
    ]
}
