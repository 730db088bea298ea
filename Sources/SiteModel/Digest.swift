import CCrypto

/// A SHA-256 value (FIPS 180-4): names a blob, a batch, a prefix of a log.
package struct Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Its bytes, eight by eight, the first ones in the highest places.
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    package static let byteCount = 32
    /// Thirty-two zero bytes: the digest before anything.
    package static let zero = Digest(0, 0, 0, 0)

    private init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    private init(_ bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count == Digest.byteCount, "a digest has 32 bytes")
        func word(_ number: Int) -> UInt64 {
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * number, as: UInt64.self))
        }
        self.init(word(0), word(1), word(2), word(3))
    }

    private var words: [UInt64] { [first, second, third, fourth] }

    /// Exactly `Digest.byteCount` bytes.
    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { bytes, count in
            let raw = UnsafeMutableRawBufferPointer(bytes)
            for (number, word) in words.enumerated() {
                raw.storeBytes(of: word.bigEndian, toByteOffset: 8 * number, as: UInt64.self)
            }
            count = Digest.byteCount
        }
    }

    /// Takes exactly 32 bytes; nil otherwise.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Digest.byteCount else { return nil }
        self = [UInt8](bytes).withUnsafeBytes { Digest($0) }
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
        self.init(words[0], words[1], words[2], words[3])
    }

    /// Looked up once: libcrypto's `SHA256` looks for it at each call, which takes longer than a short hash.
    nonisolated(unsafe) private static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

    /// The digest of the given bytes.
    package static func of(_ content: [UInt8]) -> Digest {
        content.withUnsafeBytes { Digest(hashing: $0) }
    }

    /// The digest of another one's bytes and what follows them: a link of a chain.
    package static func of(_ before: Digest, _ content: [UInt8]) -> Digest {
        withUnsafeTemporaryAllocation(byteCount: byteCount + content.count, alignment: 8) {
            before.bytes.withUnsafeBytes($0.copyMemory(from:))
            content.withUnsafeBytes(
                UnsafeMutableRawBufferPointer(rebasing: $0[byteCount...]).copyMemory(from:))
            return Digest(hashing: UnsafeRawBufferPointer($0))
        }
    }

    private init(hashing content: UnsafeRawBufferPointer) {
        self = withUnsafeTemporaryAllocation(byteCount: Digest.byteCount, alignment: 8) { out in
            let isHashed = EVP_Digest(
                content.baseAddress, content.count, out.baseAddress, nil, Digest.algorithm, nil)
            precondition(isHashed == 1, "libcrypto has no SHA-256")
            return Digest(UnsafeRawBufferPointer(out))
        }
    }

    /// HMAC-SHA-256 of the content (RFC 2104).
    package static func authenticating(_ content: [UInt8], key: [UInt8]) -> Digest {
        var out = [UInt8](repeating: 0, count: byteCount)
        var length = UInt32(byteCount)
        _ = HMAC(
            EVP_sha256(), key, Int32(clamping: key.count), content, content.count, &out, &length)
        return out.withUnsafeBytes { Digest($0) }
    }

    package var description: String {
        String(unsafeUninitializedCapacity: 2 * Digest.byteCount) { digits in
            for (number, word) in words.enumerated() {
                word.writeHexDigits(to: digits, at: 16 * number)
            }
            return 2 * Digest.byteCount
        }
    }

    package static func < (a: Digest, b: Digest) -> Bool {
        a.words.lexicographicallyPrecedes(b.words)
    }
}
