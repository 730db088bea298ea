import SiteModel

/// Characters between markup and values: decoding, escaping, white space.
enum MarkupText {
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x21 && isSpace(UInt8(truncatingIfNeeded: scalar.value))
    }

    /// What text bytes between tags stand for: references decoded, line ends made `\n`, and what is no character of a
    /// text (controls, noncharacters) U+FFFD.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard needsParser(bytes) else { return String(decoding: bytes, as: UTF8.self) }
        guard let document = try? HTMLDocument(parsingFragment: Array(bytes), context: "textarea")
        else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return document.textContent(of: 0)
    }

    /// Whether UTF-8 bytes may stand for something else than themselves.
    private static func needsParser(_ bytes: ArraySlice<UInt8>) -> Bool {
        var (last, beforeLast): (UInt8, UInt8) = (0, 0)
        for byte in bytes {
            if byte < 0x20 {
                if byte != 0x0A && byte != 0x09 && byte != 0x0C { return true }
            } else if byte == 0x26 || byte == 0x7F {
                return true
            } else if byte >= 0x80 {
                if last == 0xC2, byte < 0xA0 { return true }
                if last == 0xEF, byte == 0xB7 || byte == 0xBF { return true }
                if byte >= 0xBE, last == 0xBF, beforeLast >= 0x80 { return true }
            }
            (last, beforeLast) = (byte, last)
        }
        return false
    }

    /// What an attribute's value stands for. `quoted` is the value as written, with its quotes if it has any.
    static func decodedAttribute(_ quoted: ArraySlice<UInt8>) -> String {
        var inner = quoted
        if let first = inner.first, first == 0x22 || first == 0x27, inner.count >= 2,
            inner.last == first
        {
            inner = inner.dropFirst().dropLast()
        }
        guard needsParser(inner) else { return String(decoding: inner, as: UTF8.self) }
        let tag = Array("<p a=".utf8) + quoted + [0x3E]
        guard let document = try? HTMLDocument(parsingFragment: tag), document.nodes.count > 1
        else {
            return String(decoding: inner, as: UTF8.self)
        }
        return document.nodes[1].attribute("a") ?? String(decoding: inner, as: UTF8.self)
    }

    /// Runs of white space as one space each, the way a browser shows them. Marks of inline tags do not join runs.
    static func collapsed(_ text: String) -> String {
        var needed = false
        var previous = false
        for byte in text.utf8 {
            let space = isSpace(byte)
            if space && (previous || byte != 0x20) {
                needed = true
                break
            }
            previous = space
        }
        guard needed else { return text }
        var result = String.UnicodeScalarView()
        previous = false
        for scalar in text.unicodeScalars {
            let space = isSpace(scalar)
            if !space { result.append(scalar) } else if !previous { result.append(" ") }
            previous = space
        }
        return String(result)
    }

    /// Without white space at both ends.
    static func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        return String(scalars)
    }

    /// Whether a person would call it text: it holds a letter or a digit.
    static func hasWords(_ text: String) -> Bool {
        text.unicodeScalars.contains {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
    }

    /// The range without the white space at its ends.
    static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// Appends text so that it reads back as it is: `&`, `<`, `>` and the no-break space become references.
    static func appendEscaped(_ text: some StringProtocol, to out: inout [UInt8]) {
        for scalar in text.unicodeScalars { appendEscaped(scalar, to: &out) }
    }

    static func appendEscaped(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        switch scalar {
        case "&": out += "&amp;".utf8
        case "<": out += "&lt;".utf8
        case ">": out += "&gt;".utf8
        case "\u{A0}": out += "&nbsp;".utf8
        case "\r": out += "&#13;".utf8
        default: out += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
    }

    /// Appends an attribute's value for use between the given quotes (`"` or `'`).
    static func appendEscapedAttribute(_ value: String, quote: UInt8 = 0x22, to out: inout [UInt8])
    {
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"" where quote == 0x22: out += "&quot;".utf8
            case "'" where quote == 0x27: out += "&#39;".utf8
            default: appendEscaped(scalar, to: &out)
            }
        }
    }

    /// Whether a scalar of untrusted text may reach a person's screen or a published page.
    static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: true
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: false
        default: true
        }
    }

    /// Without control characters (tab and newline stay), bidirectional overrides and marks of inline tags.
    static func harmless(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { !isHarmless($0) || InlineTag.isMark($0) })
        else { return text }
        var kept = String.UnicodeScalarView()
        kept.append(
            contentsOf: text.unicodeScalars.filter { isHarmless($0) && !InlineTag.isMark($0) })
        return String(kept)
    }
}
