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
        var whole = String(text)
        let words = whole.withUTF8 { digits -> [UInt64]? in
            guard digits.count == 2 * Digest.byteCount else { return nil }
            let found = stride(from: 0, to: digits.count, by: 16).compactMap {
                UInt64(hexDigits: digits[$0..<$0 + 16])
            }
            return found.count == 4 ? found : nil
        }
        guard let words else { return nil }
        bytes = words.flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
        }
    }

    /// The digest of the given bytes.
    package static func of(_ content: [UInt8]) -> Digest {
        var out = [UInt8](repeating: 0, count: byteCount)
        content.withUnsafeBufferPointer { input in
            _ = SHA256(input.baseAddress, input.count, &out)
        }
        return Digest(unchecked: out)
    }

    package var description: String {
        String(unsafeUninitializedCapacity: 2 * bytes.count) { buffer in
            for (index, byte) in bytes.enumerated() {
                for (offset, digit) in [byte >> 4, byte & 0xF].enumerated() {
                    buffer[2 * index + offset] = digit < 10 ? 48 + digit : 87 + digit
                }
            }
            return 2 * bytes.count
        }
    }

    package static func < (a: Digest, b: Digest) -> Bool {
        a.bytes.lexicographicallyPrecedes(b.bytes)
    }
}
