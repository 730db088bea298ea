import CCrypto

/// A SHA-256 value (FIPS 180-4): names a blob, a batch, a prefix of a log.
package struct Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Exactly `Digest.byteCount` bytes.
    package let bytes: [UInt8]

    package static let byteCount = 32
    /// Thirty-two zero bytes: the digest before anything.
    package static let zero = Digest(unchecked: [UInt8](repeating: 0, count: byteCount))

    private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    /// Takes exactly 32 bytes; nil otherwise.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Digest.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    /// Parses 64 lowercase hexadecimal digits.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 64 else { return nil }
        var bytes: [UInt8] = []
        var rest = text[...]
        while !rest.isEmpty {
            guard let word = UInt64(hexDigits: rest.prefix(16)) else { return nil }
            bytes.append(
                contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) })
            rest = rest.dropFirst(16)
        }
        self.bytes = bytes
    }

    /// The digest of the given bytes.
    package static func of(_ content: [UInt8]) -> Digest {
        var out = [UInt8](repeating: 0, count: byteCount)
        content.withUnsafeBufferPointer { input in
            _ = SHA256(input.baseAddress, input.count, &out)
        }
        return Digest(unchecked: out)
    }

    /// HMAC-SHA-256 of the content (RFC 2104).
    package static func authenticating(_ content: [UInt8], key: [UInt8]) -> Digest {
        var out = [UInt8](repeating: 0, count: byteCount)
        var length = UInt32(byteCount)
        _ = HMAC(
            EVP_sha256(), key, Int32(clamping: key.count), content, content.count, &out, &length)
        return Digest(unchecked: out)
    }

    package var description: String {
        String(unsafeUninitializedCapacity: 2 * Digest.byteCount) { digits in
            for (index, byte) in bytes.enumerated() {
                digits[2 * index] = Digest.hexDigit(byte >> 4)
                digits[2 * index + 1] = Digest.hexDigit(byte & 15)
            }
            return 2 * bytes.count
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
    }

    package static func < (a: Digest, b: Digest) -> Bool {
        a.bytes.lexicographicallyPrecedes(b.bytes)
    }
}
