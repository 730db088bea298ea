/// The addresses in the text of a `style` attribute: those of `url(…)`, quoted or not (CSS Syntax 3, 4.3.6).
///
/// What is not such an address is passed over as the tokens that it is: comments, strings, escapes, other names.
enum StyleAddresses {
    /// The same with other addresses; what keeps its address keeps how it was written.
    static func mapped(_ text: String, _ address: (String) -> String) -> String {
        var reader = Reader(text)
        var out = String.UnicodeScalarView()
        var written = 0
        while let found = reader.next() {
            let old = Self.decoded(reader.scalars[found.range])
            let new = address(old)
            guard new != old else { continue }
            out += reader.scalars[written..<found.range.lowerBound]
            out += Self.escaped(new, in: found.quote)
            written = found.range.upperBound
        }
        out += reader.scalars[written...]
        return String(out)
    }

    /// What escapes mean (CSS Syntax 3, 4.3.7).
    private static func decoded(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var out = String.UnicodeScalarView()
        var rest = scalars
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                out.append(scalar)
                continue
            }
            let digits = hexDigits(at: rest)
            if digits.isEmpty {
                // An escaped line feed goes on with the string, and is not in it.
                if let next = rest.popFirst(), next != "\n" { out.append(next) }
                continue
            }
            rest = rest.dropFirst(digits.count)
            if rest.first.map(isSpace) == true { rest.removeFirst() }
            let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16) ?? 0
            out.append(value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}")
        }
        return String(out)
    }

    private static func hexDigits(at rest: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>
    {
        rest.prefix(6).prefix { $0.properties.isASCIIHexDigit }
    }

    private static func escaped(_ address: String, in quote: Unicode.Scalar?)
        -> String.UnicodeScalarView
    {
        var out = String.UnicodeScalarView()
        for scalar in address.unicodeScalars {
            let isControl = scalar.value < 0x20 || scalar.value == 0x7F
            if isControl || quote == nil && scalar == " " {
                out += "\\\(String(scalar.value, radix: 16)) ".unicodeScalars
                continue
            }
            let ends = quote.map { scalar == $0 } ?? "\"'()".unicodeScalars.contains(scalar)
            if ends || scalar == "\\" { out.append("\\") }
            out.append(scalar)
        }
        return out
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        " \t\n\r\u{C}".unicodeScalars.contains(scalar)
    }

    /// Goes through the text from token to token.
    private struct Reader {
        let scalars: [Unicode.Scalar]
        private var at = 0

        init(_ text: String) { scalars = Array(text.unicodeScalars) }

        /// The next address as it is written, without its quotes.
        mutating func next() -> (range: Range<Int>, quote: Unicode.Scalar?)? {
            while at < scalars.count {
                let scalar = scalars[at]
                if scalar == "/", at + 1 < scalars.count, scalars[at + 1] == "*" {
                    skipComment()
                } else if scalar == "\"" || scalar == "'" {
                    at += 1
                    _ = string(endedBy: scalar)
                } else if Self.isName(scalar) {
                    if let found = name() { return found }
                } else {
                    at += 1
                }
            }
            return nil
        }

        private mutating func skipComment() {
            at += 2
            let start = at
            while at < scalars.count, !(at > start && scalars[at] == "/" && scalars[at - 1] == "*")
            {
                at += 1
            }
            at += 1
        }

        /// The rest of a string, and behind its end; a line feed breaks it off.
        private mutating func string(endedBy quote: Unicode.Scalar) -> Range<Int>? {
            let start = at
            while at < scalars.count, scalars[at] != quote {
                if scalars[at] == "\n" { return nil }
                skip()
            }
            defer { at += 1 }
            return start..<at
        }

        /// One character, or an escape.
        private mutating func skip() {
            let isEscape = scalars[at] == "\\"
            at += 1
            guard isEscape, at < scalars.count else { return }
            let digits = StyleAddresses.hexDigits(at: scalars[at...]).count
            at += max(1, digits)
            if digits > 0, at < scalars.count, StyleAddresses.isSpace(scalars[at]) { at += 1 }
        }

        /// A name, and what is in its brackets where it is `url`.
        private mutating func name() -> (range: Range<Int>, quote: Unicode.Scalar?)? {
            let start = at
            while at < scalars.count, Self.isName(scalars[at]) { skip() }
            let word = String(String.UnicodeScalarView(scalars[start..<at])).asciiLowercased
            guard word == "url", at < scalars.count, scalars[at] == "(" else { return nil }
            at += 1
            skipSpaces()
            guard let quote = scalars.indices.contains(at) ? scalars[at] : nil else { return nil }
            if quote == "\"" || quote == "'" {
                at += 1
                return string(endedBy: quote).map { ($0, quote) }
            }
            return plain().map { ($0, nil) }
        }

        /// An address without quotes, and behind its bracket; nil where it is none.
        private mutating func plain() -> Range<Int>? {
            let start = at
            while at < scalars.count, scalars[at] != ")", !StyleAddresses.isSpace(scalars[at]) {
                guard !"\"'(".unicodeScalars.contains(scalars[at]) else { return nil }
                skip()
            }
            let end = at
            skipSpaces()
            guard at == scalars.count || scalars[at] == ")" else { return nil }
            at += 1
            return start..<end
        }

        private mutating func skipSpaces() {
            while at < scalars.count, StyleAddresses.isSpace(scalars[at]) { at += 1 }
        }

        private static func isName(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value >= 0x80 || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "-_\\".unicodeScalars.contains(scalar)
        }
    }
}
