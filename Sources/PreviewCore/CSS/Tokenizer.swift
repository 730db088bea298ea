/// Reads CSS Syntax Level 3 tokens from UTF-8 bytes, one at a time. Comments are skipped; no input is an error.
struct Tokenizer {
    private let bytes: [UInt8]
    /// The offset of the next byte to read.
    private(set) var offset = 0
    /// Between `[` and `]` a name's text is kept: it may be an attribute's value.
    private var isInBrackets = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    init(_ text: String) { self.init(Array(text.utf8)) }

    /// All tokens of a text, without the end.
    static func tokens(of text: String) -> [Token] {
        var tokenizer = Tokenizer(text)
        var tokens: [Token] = []
        while true {
            let token = tokenizer.next()
            if token.kind == .end { return tokens }
            tokens.append(token)
        }
    }

    /// The source between two offsets, for examples; at most 60 bytes.
    func excerpt(from start: Int, to end: Int) -> String {
        let range = max(0, start)..<max(max(0, start), min(end, start + 60, bytes.count))
        return String(decoding: bytes[range], as: UTF8.self)
    }

    private func peek(_ ahead: Int = 0) -> UInt8 {
        let at = offset + ahead
        return at < bytes.count ? bytes[at] : 0
    }

    mutating func next() -> Token {
        skipComments()
        guard offset < bytes.count else { return Token(.end) }
        let byte = bytes[offset]
        if Self.isSpace(byte) { return whitespace() }
        if startsName(byte, at: offset) { return nameLike() }
        if Self.isDigit(byte) || startsNumber(byte) { return numeric() }
        switch byte {
        case 0x22, 0x27: return string(endingWith: byte)
        case 0x23: return hash()
        case 0x40: return atKeyword()
        default: return punctuation(byte)
        }
    }

    private mutating func skipComments() {
        while peek() == 0x2F, peek(1) == 0x2A {
            offset += 2
            while offset < bytes.count, !(peek() == 0x2A && peek(1) == 0x2F) { offset += 1 }
            offset = min(bytes.count, offset + 2)
        }
    }

    private mutating func whitespace() -> Token {
        while offset < bytes.count, Self.isSpace(bytes[offset]) { offset += 1 }
        return Token(.whitespace)
    }

    private mutating func punctuation(_ byte: UInt8) -> Token {
        offset += 1
        if byte == 0x5B || byte == 0x5D { isInBrackets = byte == 0x5B }
        let kind: Token.Kind =
            switch byte {
            case 0x3A: .colon
            case 0x3B: .semicolon
            case 0x2C: .comma
            case 0x28: .openParen
            case 0x29: .closeParen
            case 0x5B: .openSquare
            case 0x5D: .closeSquare
            case 0x7B: .openBrace
            case 0x7D: .closeBrace
            default: .delim
            }
        var token = Token(kind)
        token.byte = byte
        return token
    }

    // MARK: Names

    private func startsName(_ byte: UInt8, at: Int) -> Bool {
        if Self.isNameStart(byte) { return true }
        func byteAt(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }
        if byte == 0x5C { return isEscape(at: at) }
        guard byte == 0x2D else { return false }
        let second = byteAt(at + 1)
        return Self.isNameStart(second) || second == 0x2D
            || (second == 0x5C && isEscape(at: at + 1))
    }

    private func isEscape(at index: Int) -> Bool {
        index + 1 < bytes.count && bytes[index + 1] != 0x0A && bytes[index + 1] != 0x0D
    }

    private mutating func nameLike() -> Token {
        let start = offset
        var token = Token(.ident)
        (token.key, token.folded) = name()
        token.byte = bytes[start]
        token.flag = bytes[start] == 0x2D && start + 1 < bytes.count && bytes[start + 1] == 0x2D
        token.keyword = Keyword(token.folded)
        guard peek() == 0x28 else {
            if isInBrackets { token.text = String(decoding: bytes[start..<offset], as: UTF8.self) }
            return token
        }
        offset += 1
        if token.keyword == .url, let url = unquotedURL() { return url }
        token.kind = .function
        return token
    }

    /// Reads a name; its exact and its folded key.
    private mutating func name() -> (key: NameKey, folded: NameKey) {
        var key = NameHash.seed
        var folded = NameHash.seed
        while offset < bytes.count {
            let byte = bytes[offset]
            if Self.isName(byte) {
                key = NameHash.mix(key, byte)
                folded = NameHash.mix(folded, NameHash.lower(byte))
                offset += 1
            } else if byte == 0x5C, isEscape(at: offset) {
                for unit in String(escape()).utf8 {
                    key = NameHash.mix(key, unit)
                    folded = NameHash.mix(folded, NameHash.lower(unit))
                }
            } else {
                break
            }
        }
        return (key, folded)
    }

    /// Reads an escape: hexadecimal digits, or the character itself.
    private mutating func escape() -> Unicode.Scalar {
        offset += 1
        var value: UInt32 = 0
        var digits = 0
        while digits < 6, let digit = Self.hexDigit(peek()), offset < bytes.count {
            value = value * 16 + UInt32(digit)
            digits += 1
            offset += 1
        }
        guard digits == 0 else {
            if Self.isSpace(peek()), offset < bytes.count { offset += 1 }
            return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
        }
        return scalar()
    }

    /// Reads one UTF-8 scalar.
    private mutating func scalar() -> Unicode.Scalar {
        var parser = Unicode.UTF8.ForwardParser()
        var input = bytes[offset...].prefix(4).makeIterator()
        switch parser.parseScalar(from: &input) {
        case .valid(let encoded):
            offset += encoded.count
            return Unicode.UTF8.decode(encoded)
        case .error(let length):
            offset += max(1, length)
            return "\u{FFFD}"
        case .emptyInput:
            return "\u{FFFD}"
        }
    }

    private mutating func hash() -> Token {
        offset += 1
        guard Self.isName(peek()) || (peek() == 0x5C && isEscape(at: offset)) else {
            var token = Token(.delim)
            token.byte = 0x23
            return token
        }
        let start = offset
        var token = Token(.hash)
        (token.key, token.folded) = name()
        token.text = String(decoding: bytes[start..<min(offset, start + 64)], as: UTF8.self)
        return token
    }

    private mutating func atKeyword() -> Token {
        offset += 1
        guard offset < bytes.count, startsName(bytes[offset], at: offset) else {
            var token = Token(.delim)
            token.byte = 0x40
            return token
        }
        var token = Token(.atKeyword)
        token.byte = bytes[offset]
        (token.key, token.folded) = name()
        token.keyword = Keyword(token.folded)
        return token
    }

    // MARK: Strings and addresses

    private mutating func string(endingWith quote: UInt8) -> Token {
        offset += 1
        var text: [UInt8] = []
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == quote {
                offset += 1
                break
            }
            if byte == 0x0A { return Token(.bad) }
            if byte == 0x5C {
                stringEscape(into: &text)
                continue
            }
            text.append(byte)
            offset += 1
        }
        var token = Token(.string)
        token.text = String(decoding: text, as: UTF8.self)
        return token
    }

    private mutating func stringEscape(into text: inout [UInt8]) {
        if peek(1) == 0x0A {
            offset += 2
        } else if offset + 1 >= bytes.count {
            offset += 1
        } else {
            text.append(contentsOf: Array(String(escape()).utf8))
        }
    }

    /// After `url(`: an address without quotes; nil where a quoted one follows.
    private mutating func unquotedURL() -> Token? {
        var at = offset
        while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 }
        guard at < bytes.count, bytes[at] != 0x22, bytes[at] != 0x27 else { return nil }
        let start = at
        while at < bytes.count, bytes[at] != 0x29 { at += bytes[at] == 0x5C ? 2 : 1 }
        var token = Token(.url)
        token.text = String(
            decoding: bytes[start..<min(at, start + 512, bytes.count)], as: UTF8.self)
        offset = min(bytes.count, at + 1)
        return token
    }

    // MARK: Numbers

    private func startsNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2B, 0x2D: Self.isDigit(peek(1)) || (peek(1) == 0x2E && Self.isDigit(peek(2)))
        case 0x2E: Self.isDigit(peek(1))
        default: false
        }
    }

    private mutating func numeric() -> Token {
        var token = Token(.number)
        (token.number, token.flag) = number()
        if peek() == 0x25, offset < bytes.count {
            offset += 1
            token.kind = .percentage
        } else if offset < bytes.count, startsName(bytes[offset], at: offset) {
            token.kind = .dimension
            let unit = name()
            token.key = unit.key
            token.folded = unit.folded
            token.unit = CSSUnit(unit.folded)
        }
        return token
    }

    private mutating func number() -> (Double, isInteger: Bool) {
        var value = 0.0
        var isInteger = true
        let isNegative = peek() == 0x2D
        if peek() == 0x2D || peek() == 0x2B { offset += 1 }
        while Self.isDigit(peek()), offset < bytes.count {
            value = value * 10 + Double(bytes[offset] - 0x30)
            offset += 1
        }
        if peek() == 0x2E, Self.isDigit(peek(1)) {
            isInteger = false
            offset += 1
            var place = 0.1
            while Self.isDigit(peek()), offset < bytes.count {
                value += Double(bytes[offset] - 0x30) * place
                place /= 10
                offset += 1
            }
        }
        value = exponent(of: value, &isInteger)
        let limited = min(value, 1e9)
        return (isNegative ? -limited : limited, isInteger)
    }

    private mutating func exponent(of value: Double, _ isInteger: inout Bool) -> Double {
        let sign = peek(1)
        let hasSign = sign == 0x2B || sign == 0x2D
        guard peek() | 0x20 == 0x65, Self.isDigit(hasSign ? peek(2) : sign) else { return value }
        isInteger = false
        offset += hasSign ? 2 : 1
        var power = 0
        while Self.isDigit(peek()), offset < bytes.count {
            power = min(40, power * 10 + Int(bytes[offset] - 0x30))
            offset += 1
        }
        let factor = (0..<power).reduce(1.0) { result, _ in result * 10 }
        return sign == 0x2D ? value / factor : value * factor
    }

    // MARK: Classes of bytes

    @inline(__always) private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }
    @inline(__always) private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    @inline(__always) private static func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte >= 0x80
    }
    @inline(__always) private static func isName(_ byte: UInt8) -> Bool {
        isNameStart(byte) || isDigit(byte) || byte == 0x2D
    }
    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        if isDigit(byte) { return byte - 0x30 }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }
}
