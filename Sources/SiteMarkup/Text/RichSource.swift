import SiteModel

/// Text with inline tags between its bytes and its value with marks.
enum RichSource {
    /// Tags that may stand inside a text; all but the void ones need their end tag.
    static let tags: Set<String> = [
        "b", "strong", "i", "em", "u", "s", "small", "mark", "code", "sub", "sup", "br", "wbr",
        "kbd", "abbr", "span",
        "q", "cite", "var", "samp", "del", "ins", "dfn", "time",
    ]
    static let voidTags: Set<String> = ["br", "wbr"]

    /// Reads bytes of text and well-nested inline tags: the value with marks, white space as it is, and the tags.
    ///
    /// - Returns: nil where the tags are not well nested, or are too many.
    static func decoded(_ bytes: [UInt8], _ range: Range<Int>) -> (
        value: String, inlines: [InlineTag]
    )? {
        var value = String.UnicodeScalarView()
        var inlines: [InlineTag] = []
        var open: [Int] = []
        var at = range.lowerBound
        var textStart = at
        func takeText(to end: Int) {
            if end > textStart {
                value.append(contentsOf: MarkupText.decoded(bytes[textStart..<end]).unicodeScalars)
            }
        }
        while at < range.upperBound {
            guard bytes[at] == 0x3C, at + 1 < range.upperBound, isTagStart(bytes[at + 1]) else {
                at += 1
                continue
            }
            takeText(to: at)
            let closes = bytes[at + 1] == 0x2F
            let start = at
            at = tagEnd(bytes, from: at, limit: range.upperBound)
            textStart = at
            let written = String(decoding: bytes[start..<at], as: UTF8.self)
            if closes {
                guard let index = open.popLast(), name(bytes, at: start + 2) == inlines[index].tag
                else { return nil }
                inlines[index].close = written
                value.append(InlineTag.closeMark(index))
            } else {
                guard inlines.count < InlineTag.countMax else { return nil }
                let tag = name(bytes, at: start + 1)
                value.append(InlineTag.openMark(inlines.count))
                if !voidTags.contains(tag) { open.append(inlines.count) }
                inlines.append(InlineTag(tag: tag, open: written, close: ""))
            }
        }
        takeText(to: at)
        return open.isEmpty ? (String(value), inlines) : nil
    }

    /// Appends a value with marks as markup.
    ///
    /// Merged edits can leave one mark of a pair, or cross two pairs: tags are written well nested all the same.
    static func append(_ value: String, inlines: [InlineTag], to out: inout [UInt8]) {
        var open: [Int] = []
        for scalar in value.unicodeScalars {
            guard let mark = InlineTag.tag(ofMark: scalar) else {
                MarkupText.appendEscaped(scalar, to: &out)
                continue
            }
            guard inlines.indices.contains(mark.index) else { continue }
            let tag = inlines[mark.index]
            if mark.opens {
                guard !open.contains(mark.index) else { continue }
                out += tag.open.utf8
                if !voidTags.contains(tag.tag) { open.append(mark.index) }
            } else if open.contains(mark.index) {
                while let last = open.popLast() {
                    out += inlines[last].close.utf8
                    if last == mark.index { break }
                }
            }
        }
        for index in open.reversed() { out += inlines[index].close.utf8 }
    }

    static func isTagStart(_ byte: UInt8) -> Bool {
        byte == 0x2F || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    static func name(_ bytes: [UInt8], at offset: Int) -> String {
        let rest = bytes[min(offset, bytes.count)...]
        let name = rest.prefix { !MarkupText.isSpace($0) && $0 != 0x2F && $0 != 0x3E }
        return String(decoding: name, as: UTF8.self).asciiLowercased
    }

    static func tagEnd(_ bytes: [UInt8], from start: Int, limit: Int) -> Int {
        var at = start
        var quote: UInt8 = 0
        while at < limit {
            let byte = bytes[at]
            at += 1
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x3E {
                return at
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            }
        }
        return at
    }
}
