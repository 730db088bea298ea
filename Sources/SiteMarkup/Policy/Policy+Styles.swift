import SiteModel

extension Policy {
    /// Why a `style` attribute is refused.
    func refusal(ofDeclarations text: String) -> Refusal? {
        let plain = Policy.withoutEscapes(text.utf8)
        if Policy.runsCode(plain) { return Policy.styleScript }
        return nil
    }

    /// Why the text of a `style` element is refused, whole.
    func refusal(ofStyleSheet text: String) -> Refusal? {
        let plain = Policy.withoutEscapes(text.utf8)
        if Policy.runsCode(plain) { return Policy.styleScript }
        if plain.contains(0x3C) {
            return Refusal(
                code: "style-markup", message: "A style sheet holds what looks like markup.",
                fix: "Write < as \\3C in the sheet.")
        }
        return remoteLoads(in: plain).first?.refusal
    }

    /// What the policy has to say about a style sheet file, with the place of each.
    package func findings(inStyleSheet bytes: [UInt8], file: String) -> [Finding] {
        let lines = SourceLines(bytes)
        var found = remoteLoads(in: bytes.map(Policy.lower))
        if Policy.runsCode(Policy.withoutEscapes(bytes)) { found.append((Policy.styleScript, 0)) }
        return found.map { refusal, offset in
            let (line, column) = lines.position(of: offset)
            return Finding(
                code: refusal.code, severity: refusal.severity, page: file, line: line,
                column: column,
                message: refusal.message, fix: refusal.fix)
        }
    }

    private static let styleScript = Refusal(
        code: "style-script", message: "A style can run a script in some browsers.",
        fix: "Remove expression(), behavior and javascript: from it.")

    private static let scriptMarks = [
        "expression(", "javascript:", "vbscript:", "{behavior:", ";behavior:", "-moz-binding",
        "livescript:",
        "data:text/html", "data:application", "</style", "<!--", "<script",
    ]

    /// `text` is lower case, without comments, escapes and white space.
    private static func runsCode(_ text: [UInt8]) -> Bool {
        let text = [0x3B] + text
        return scriptMarks.contains { ByteSearch.contains($0, in: text) }
    }

    /// In lower case, with CSS escapes read, and without comments, white space and controls.
    static func withoutEscapes(_ text: some Sequence<UInt8>) -> [UInt8] {
        let text = Array(text)
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var at = 0
        while at < text.count {
            let byte = text[at]
            at += 1
            if byte == 0x2F, at < text.count, text[at] == 0x2A {
                at =
                    ByteSearch.first([0x2A, 0x2F], in: text, from: at + 1).map { $0 + 2 }
                    ?? text.count
            } else if byte == 0x5C {
                at = appendEscape(text, at, to: &result)
            } else if byte > 0x20, byte != 0x7F {
                result.append(lower(byte))
            }
        }
        return result
    }

    /// Reads the escape whose digits begin at `start`; the offset behind it.
    private static func appendEscape(_ text: [UInt8], _ start: Int, to result: inout [UInt8]) -> Int
    {
        var at = start
        var value: UInt32 = 0
        while at < min(text.count, start + 6), let digit = hexDigit(text[at]) {
            value = value * 16 + digit
            at += 1
        }
        guard at > start else { return start }
        if at < text.count, MarkupText.isSpace(text[at]) { at += 1 }
        if value > 0x20, value < 0x7F { result.append(lower(UInt8(value))) }
        return at
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 32 : byte
    }

    private static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch lower(byte) {
        case 0x30...0x39: UInt32(byte) - 0x30
        case 0x61...0x66: UInt32(lower(byte)) - 0x61 + 10
        default: nil
        }
    }

    /// `@import` and fonts from hosts that the site does not allow, in lowercase text.
    private func remoteLoads(in bytes: [UInt8]) -> [(refusal: Refusal, offset: Int)] {
        var found: [(refusal: Refusal, offset: Int)] = []
        for offset in ByteSearch.all("@import", in: bytes) {
            let rule = bytes[(offset + 7)...].prefix { $0 != 0x3B && $0 != 0x7D }
            if isForeign(Policy.address(in: rule)) { found.append((Policy.remoteStyle, offset)) }
        }
        for offset in ByteSearch.all("@font-face", in: bytes) {
            let block = Array(bytes[offset...].prefix { $0 != 0x7D })
            let addresses = ByteSearch.all("url(", in: block).map {
                Policy.address(in: block[$0...])
            }
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
        func isPadding(_ byte: UInt8) -> Bool {
            MarkupText.isSpace(byte) || byte == 0x22 || byte == 0x27
        }
        var rest = rule.drop(while: isPadding)
        if rest.starts(with: Array("url(".utf8)) { rest = rest.dropFirst(4).drop(while: isPadding) }
        let address = rest.prefix { $0 != 0x22 && $0 != 0x27 && $0 != 0x29 }
        return WebAddress(String(decoding: address, as: UTF8.self))
    }
}
