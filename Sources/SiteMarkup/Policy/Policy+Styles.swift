import SiteModel

extension Policy {
    /// Why a `style` attribute is refused.
    func refusal(ofDeclarations text: String) -> Refusal? {
        let plain = Policy.withoutEscapes(text)
        if Policy.runsCode(plain) { return Policy.styleScript }
        return nil
    }

    /// Why the text of a `style` element is refused, whole.
    func refusal(ofStyleSheet text: String) -> Refusal? {
        let plain = Policy.withoutEscapes(text)
        if Policy.runsCode(plain) { return Policy.styleScript }
        if plain.utf8.contains(0x3C) {
            return Refusal(
                code: "style-markup", message: "A style sheet holds what looks like markup.",
                fix: "Write < as \\3C in the sheet.")
        }
        return remoteLoads(in: plain).first?.refusal
    }

    /// What the policy has to say about a style sheet file, with the place of each.
    package func findings(inStyleSheet bytes: [UInt8], file: String) -> [Finding] {
        let text = String(decoding: bytes, as: UTF8.self).asciiLowercased
        let lines = SourceLines(bytes)
        var found = remoteLoads(in: text)
        if Policy.runsCode(Policy.withoutEscapes(text)) { found.append((Policy.styleScript, 0)) }
        return found.map { refusal, offset in
            let (line, column) = lines.position(of: offset)
            return Finding(
                code: refusal.code, severity: refusal.severity, page: file, line: line, column: column,
                message: refusal.message, fix: refusal.fix)
        }
    }

    private static let styleScript = Refusal(
        code: "style-script", message: "A style can run a script in some browsers.",
        fix: "Remove expression(), behavior and javascript: from it.")

    private static let scriptMarks = [
        "expression(", "javascript:", "vbscript:", "{behavior:", ";behavior:", "-moz-binding", "livescript:",
        "data:text/html", "data:application", "</style", "<!--", "<script",
    ]

    /// `text` is lower case, without comments, escapes and white space.
    private static func runsCode(_ text: String) -> Bool {
        let bytes = Array((";" + text).utf8)
        return scriptMarks.contains { ByteSearch.contains($0, in: bytes) }
    }

    /// In lower case, with CSS escapes read, and without comments, white space and controls.
    static func withoutEscapes(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == "/", rest.first == "*" {
                while let next = rest.popFirst() { if next == "*", rest.first == "/" { break } }
                _ = rest.popFirst()
            } else if scalar == "\\" {
                let digits = rest.prefix(6).prefix { $0.properties.isASCIIHexDigit }
                if let value = UInt32(String(digits), radix: 16), let escaped = Unicode.Scalar(value) {
                    result.append(escaped)
                    rest = rest.dropFirst(digits.count)
                    if let next = rest.first, MarkupText.isSpace(next) { rest.removeFirst() }
                }
            } else if scalar.value > 0x20, !(0x7F..<0xA0).contains(scalar.value), scalar.value != 0xAD {
                result.append(scalar)
            }
        }
        return String(result).lowercased()
    }

    /// `@import` and fonts from hosts that the site does not allow, in lowercase text.
    private func remoteLoads(in text: String) -> [(refusal: Refusal, offset: Int)] {
        let bytes = Array(text.utf8)
        var found: [(refusal: Refusal, offset: Int)] = []
        for offset in ByteSearch.all("@import", in: bytes) {
            let rule = bytes[(offset + 7)...].prefix { $0 != 0x3B && $0 != 0x7D }
            if isForeign(Policy.address(in: rule)) { found.append((Policy.remoteStyle, offset)) }
        }
        for offset in ByteSearch.all("@font-face", in: bytes) {
            let block = Array(bytes[offset...].prefix { $0 != 0x7D })
            let addresses = ByteSearch.all("url(", in: block).map { Policy.address(in: block[$0...]) }
            if addresses.contains(where: isForeign) { found.append((Policy.remoteFont, offset)) }
        }
        return found.sorted { $0.offset < $1.offset }
    }

    private static let remoteStyle = Refusal(
        code: "remote-style", message: "A style sheet loads another one from another host.",
        fix: "Keep a copy of the sheet in the site, or let the site allow its host.")
    private static let remoteFont = Refusal(
        code: "remote-font", message: "A style sheet loads a font from another host.",
        fix: "Keep a copy of the font in the site, or let the site allow its host.")

    /// The quoted or `url(…)` address that a rule begins with.
    private static func address(in rule: ArraySlice<UInt8>) -> WebAddress {
        func isPadding(_ byte: UInt8) -> Bool { MarkupText.isSpace(byte) || byte == 0x22 || byte == 0x27 }
        var rest = rule.drop(while: isPadding)
        if rest.starts(with: Array("url(".utf8)) { rest = rest.dropFirst(4).drop(while: isPadding) }
        let address = rest.prefix { $0 != 0x22 && $0 != 0x27 && $0 != 0x29 }
        return WebAddress(String(decoding: address, as: UTF8.self))
    }
}
