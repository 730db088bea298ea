/// The pieces of one start tag as written. Offsets are bytes of the source the tag stands in.
struct StartTag {
    /// One attribute as written.
    struct Attribute {
        /// Lowercase, with its prefix: `xlink:href`.
        var name: String
        /// From the name's first byte to the value's last one, quotes and all.
        var whole: Range<Int>
        /// The value with its quotes; nil where there is none.
        var quoted: Range<Int>?
        /// 0x22, 0x27, or 0 for a value without quotes.
        var quote: UInt8
    }

    /// After the tag's name.
    var nameEnd: Int
    var attributes: [Attribute]

    /// Reads the tag at `range` (from `<` to behind `>`) the way a browser's tokenizer does.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        var at = range.lowerBound + 1
        let end = range.upperBound
        func skip(while condition: (UInt8) -> Bool) {
            while at < end, condition(bytes[at]) { at += 1 }
        }
        skip { !MarkupText.isSpace($0) && $0 != 0x2F && $0 != 0x3E }
        nameEnd = at
        attributes = []
        while true {
            skip { MarkupText.isSpace($0) || $0 == 0x2F }
            guard at < end, bytes[at] != 0x3E else { return }
            let start = at
            at += 1
            skip { !MarkupText.isSpace($0) && $0 != 0x2F && $0 != 0x3E && $0 != 0x3D }
            let name = String(decoding: bytes[start..<at], as: UTF8.self).asciiLowercased
            var attribute = Attribute(name: name, whole: start..<at, quoted: nil, quote: 0)
            let nameEnd = at
            skip(while: MarkupText.isSpace)
            guard at < end, bytes[at] == 0x3D else {
                at = nameEnd
                attributes.append(attribute)
                continue
            }
            at += 1
            skip(while: MarkupText.isSpace)
            let value = at
            if at < end, bytes[at] == 0x22 || bytes[at] == 0x27 {
                attribute.quote = bytes[at]
                at += 1
                let quote = attribute.quote
                skip { $0 != quote }
                at = min(end, at + 1)
            } else {
                skip { !MarkupText.isSpace($0) && $0 != 0x3E }
            }
            if at > value { attribute.quoted = value..<at }
            attribute.whole = start..<at
            attributes.append(attribute)
        }
    }
}

extension String {
    /// With `A`–`Z` in lower case and everything else as it is.
    var asciiLowercased: String {
        guard utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return self }
        return String(
            decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }
}
