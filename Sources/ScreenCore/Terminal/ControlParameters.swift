/// What takes the parameters of a control sequence.
protocol ParameterSink {
    /// - Parameter part: A number behind a colon.
    mutating func append(_ number: Int, part: Int?)
}

extension ParameterSink {
    mutating func append(_ number: Int) { append(number, part: nil) }
}

/// Numbers with semicolons between, as a control sequence has them.
struct ParameterList: ParameterSink {
    private(set) var bytes: [UInt8] = []

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func append(_ number: Int, part: Int?) {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: ";")) }
        bytes.appendDecimal(number)
        guard let part else { return }
        bytes.append(UInt8(ascii: ":"))
        bytes.appendDecimal(part)
    }
}

/// How long such a list would be.
struct ParameterCount: ParameterSink {
    private(set) var length = 0

    mutating func append(_ number: Int, part: Int?) {
        length += (length > 0 ? 1 : 0) + ANSI.digits(number)
        if let part { length += 1 + ANSI.digits(part) }
    }
}

/// Bytes of ECMA-48.
enum ANSI {
    static let control: [UInt8] = [0x1B, UInt8(ascii: "[")]

    /// The length of a number of 0 or more in decimal.
    static func digits(_ number: Int) -> Int {
        number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : 4
    }
}

extension [UInt8] {
    /// A number of 0...9999.
    mutating func appendDecimal(_ number: Int) {
        var divisor = number < 10 ? 1 : number < 100 ? 10 : number < 1000 ? 100 : 1000
        var rest = number
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor))
            rest %= divisor
            divisor /= 10
        }
    }

    /// A control sequence of at most one number; a number of 1 is left out.
    mutating func appendControl(_ final: Unicode.Scalar, _ number: Int = 1) {
        append(contentsOf: ANSI.control)
        if number != 1 { appendDecimal(number) }
        append(UInt8(truncatingIfNeeded: final.value))
    }

    /// A scalar in UTF-8; what is no text is a replacement character, for no control may pass here.
    mutating func appendScalar(_ value: UInt32) {
        switch value {
        case 0x20..<0x7F: append(UInt8(truncatingIfNeeded: value))
        default:
            let isControl = value < 0x20 || (0x7F..<0xA0).contains(value)
            let scalar = isControl ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
            append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}
