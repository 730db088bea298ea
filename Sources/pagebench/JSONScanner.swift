import ArgumentParser

/// Reads JSON (RFC 8259) value by value, without a tree of it in memory: traces have 260,000 edits, and what a parser
/// leaves behind would count as the engine's memory.
struct JSONScanner {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var fault: ValidationError { ValidationError("malformed JSON at byte \(place)") }

    /// The next byte that is no white space.
    private mutating func peek() throws -> UInt8 {
        while place < bytes.count, bytes[place] <= 32 { place += 1 }
        guard place < bytes.count else { throw fault }
        return bytes[place]
    }

    mutating func expect(_ character: Unicode.Scalar) throws {
        guard try peek() == UInt8(ascii: character) else { throw fault }
        place += 1
    }

    /// Whether a list goes on; takes the comma or the closing bracket.
    private mutating func goesOn(until end: Unicode.Scalar) throws -> Bool {
        let next = try peek()
        place += 1
        if next == UInt8(ascii: end) { return false }
        guard next == UInt8(ascii: ",") else { throw fault }
        return true
    }

    private mutating func isEmpty(_ end: Unicode.Scalar) throws -> Bool {
        guard try peek() == UInt8(ascii: end) else { return false }
        place += 1
        return true
    }

    mutating func array(
        _ element: (inout JSONScanner) throws -> Void
    ) throws {
        try expect("[")
        if try isEmpty("]") { return }
        repeat { try element(&self) } while try goesOn(until: "]")
    }

    mutating func object(
        _ member: (String, inout JSONScanner) throws -> Void
    ) throws {
        try expect("{")
        if try isEmpty("}") { return }
        repeat {
            let key = try string()
            try expect(":")
            try member(key, &self)
        } while try goesOn(until: "}")
    }

    mutating func integer() throws -> Int {
        var value = 0
        var next = try peek()
        guard (48...57).contains(next) else { throw fault }
        while (48...57).contains(next) {
            value = value * 10 + Int(next) - 48
            place += 1
            guard place < bytes.count else { throw fault }
            next = bytes[place]
        }
        return value
    }

    /// A string, in which what is not ASCII is an underscore.
    mutating func string() throws -> String {
        try expect("\"")
        var text: [UInt8] = []
        while true {
            guard place < bytes.count else { throw fault }
            let next = bytes[place]
            place += 1
            switch next {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escaped(into: &text)
            case 0x80..<0xC0: break
            default: text.append(next < 0x80 ? next : UInt8(ascii: "_"))
            }
        }
    }

    private mutating func escaped(into text: inout [UInt8]) throws {
        guard place < bytes.count else { throw fault }
        let next = bytes[place]
        place += 1
        switch next {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "u"):
            let digits = bytes[place..<min(place + 4, bytes.count)]
            guard let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
                throw fault
            }
            place += 4
            // The second half of a pair adds nothing.
            if (0xDC00..<0xE000).contains(unit) { return }
            text.append(unit < 0x80 ? UInt8(unit) : UInt8(ascii: "_"))
        default: text.append(next)
        }
    }

    /// Passes over a value.
    mutating func skip() throws {
        switch try peek() {
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "{"):
            try object { _, scanner in try scanner.skip() }
        case UInt8(ascii: "["): try array { scanner in try scanner.skip() }
        default:
            while place < bytes.count, ![44, 93, 125].contains(bytes[place]) { place += 1 }
        }
    }
}
