/// Paths in addresses (RFC 3986, section 3.3).
package enum AddressPath {
    /// Everything but unreserved characters and `/` as `%XX`.
    package static func encoded(_ path: String) -> String {
        path.utf8.reduce(into: "") { text, byte in
            if isPlain(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                text += digits.utf8.count == 1 ? "%0" + digits : "%" + digits
            }
        }
    }

    /// nil where a `%` has no two digits behind it, or what comes out is no UTF-8.
    package static func decoded(_ path: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(path.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == 0x25 else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit),
                let low = rest.popFirst().flatMap(digit)
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// Whether a page may have the path: it begins with `/`, and nobody has to escape any of it.
    package static func isPagePath(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        let isOdd = path.unicodeScalars.contains {
            "#?\\%".unicodeScalars.contains($0) || $0.properties.isWhitespace
                || $0.properties.generalCategory == .control
        }
        return path.hasPrefix("/") && !isOdd && path.utf8.count <= pagePathBytesMax
            && (path == "/" || parts.allSatisfy { !["", ".", ".."].contains($0) })
    }

    private static let pagePathBytesMax = 1000

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: true
        default: false
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
