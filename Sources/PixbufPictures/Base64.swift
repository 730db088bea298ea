/// Base64 with its padding (RFC 4648, 4).
enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// - Complexity: O(*n*).
    static func encoded(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            let second = count > 1 ? Int(bytes[start + 1]) : 0
            let third = count > 2 ? Int(bytes[start + 2]) : 0
            let bits = Int(bytes[start]) << 16 | second << 8 | third
            out.append(alphabet[bits >> 18])
            out.append(alphabet[bits >> 12 & 63])
            out.append(count > 1 ? alphabet[bits >> 6 & 63] : UInt8(ascii: "="))
            out.append(count > 2 ? alphabet[bits & 63] : UInt8(ascii: "="))
        }
        return out
    }
}
