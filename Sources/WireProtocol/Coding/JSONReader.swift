extension JSONValue {
    /// Parses one document within `WireLimits`.
    ///
    /// - Throws: ``WireError/overLimit(_:)`` or ``WireError/malformed(_:)``, with the byte it was found at.
    package init(bytes: [UInt8], limit: Int = WireLimits.jsonByteCountMax) throws(WireError) {
        guard bytes.count <= limit else { throw .overLimit("JSON of \(bytes.count) bytes") }
        var reader = JSONReader(bytes: bytes)
        self = try reader.document()
    }
}

/// Recursive descent with a bound on depth and on the number of values.
private struct JSONReader {
    let bytes: [UInt8]
    var position = 0
    var valueCount = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(WireError) -> JSONValue {
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw fault("something after the document") }
        return value
    }

    private func fault(_ what: String) -> WireError {
        .malformed("JSON: \(what) at byte \(position)")
    }
    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
            position += 1
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(WireError) -> JSONValue {
        guard depth <= WireLimits.jsonDepthMax else { throw .overLimit("JSON depth") }
        valueCount += 1
        guard valueCount <= WireLimits.jsonValueCountMax else { throw .overLimit("JSON values") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(WireError)
        -> JSONValue
    {
        for expected in text.description.utf8 {
            guard next == expected else { throw fault("an unknown word") }
            position += 1
        }
        return value
    }

    private mutating func object(depth: Int) throws(WireError) -> JSONValue {
        position += 1
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        skipSpace()
        if take("}") { return .object([]) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw fault("a member without a name") }
            let name = try string()
            guard names.insert(name).inserted else { throw fault("a name that stands twice") }
            skipSpace()
            guard take(":") else { throw fault("a member without a colon") }
            members.append(.init(name, try value(depth: depth + 1)))
            skipSpace()
            if take(",") { continue }
            guard take("}") else { throw fault("an object without an end") }
            return .object(members)
        }
    }

    private mutating func array(depth: Int) throws(WireError) -> JSONValue {
        position += 1
        var values: [JSONValue] = []
        skipSpace()
        if take("]") { return .array([]) }
        while true {
            values.append(try value(depth: depth + 1))
            skipSpace()
            if take(",") { continue }
            guard take("]") else { throw fault("an array without an end") }
            return .array(values)
        }
    }

    private mutating func number() throws(WireError) -> JSONValue {
        let start = position
        _ = take("-")
        let whole = digits()
        guard whole.count == 1 || (whole.count > 1 && bytes[whole.lowerBound] != UInt8(ascii: "0"))
        else {
            throw fault("no value")
        }
        var isInteger = true
        if take(".") {
            isInteger = false
            guard !digits().isEmpty else { throw fault("a number without digits") }
        }
        if take("e") || take("E") {
            isInteger = false
            _ = take("+") || take("-")
            guard !digits().isEmpty else { throw fault("a number without digits") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw fault("a number out of range") }
        return .real(value)
    }

    private mutating func digits() -> Range<Int> {
        let start = position
        while let byte = next, byte >= 0x30, byte <= 0x39 { position += 1 }
        return start..<position
    }

    private mutating func string() throws(WireError) -> String {
        position += 1
        var out: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: out, as: UTF8.self) else {
                    throw fault("not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): out += try escape()
            case 0..<0x20: throw fault("a control character in a string")
            default: out.append(byte)
            }
        }
        throw fault("a string without an end")
    }

    private mutating func escape() throws(WireError) -> [UInt8] {
        guard let byte = next else { throw fault("a string without an end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0c]
        case UInt8(ascii: "n"): return [0x0a]
        case UInt8(ascii: "r"): return [0x0d]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try unicodeEscape())).utf8)
        default: throw fault("an unknown escape")
        }
    }

    private mutating func unicodeEscape() throws(WireError) -> Unicode.Scalar {
        let unit = try hexUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xdc00, take("\\"), take("u") else { throw fault("half a surrogate pair") }
        let low = try hexUnit()
        guard (0xdc00..<0xe000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
        else { throw fault("half a surrogate pair") }
        return scalar
    }

    private mutating func hexUnit() throws(WireError) -> UInt32 {
        guard position + 4 <= bytes.count else { throw fault("a short escape") }
        let digits = bytes[position..<position + 4]
        guard
            digits.allSatisfy({ ($0 >= 48 && $0 <= 57) || ($0 | 0x20 >= 97 && $0 | 0x20 <= 102) }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault("an escape without digits") }
        position += 4
        return value
    }
}
