import SiteModel

/// Reads columns of varints from bytes that nobody vouches for.
///
/// A read beyond the end or of a malformed number gives 0 and is remembered: one check at the end of a column is enough,
/// as long as what is read is not trusted before.
struct ColumnReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0
    private(set) var hasFailed = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var remaining: Int { bytes.count - position }

    @inline(__always)
    mutating func byte() -> UInt8 {
        guard position < bytes.count else {
            hasFailed = true
            return 0
        }
        defer { position += 1 }
        return bytes[position]
    }

    @inline(__always)
    mutating func varint() -> UInt64 {
        let first = byte()
        return first < 0x80 ? UInt64(first) : longVarint(first)
    }

    private mutating func longVarint(_ first: UInt8) -> UInt64 {
        var value = UInt64(first & 0x7f)
        for shift in stride(from: UInt64(7), through: 63, by: 7) {
            let next = byte()
            if shift == 63 && next > 1 { break }
            value |= UInt64(next & 0x7f) << shift
            if next & 0x80 == 0 {
                // A needless byte would give one history two forms.
                if next == 0 { break }
                return value
            }
        }
        hasFailed = true
        return 0
    }

    /// A number that a signed one was folded into: small ones stay small.
    @inline(__always)
    mutating func signed() -> Int64 {
        let folded = varint()
        return Int64(truncatingIfNeeded: folded >> 1) ^ -Int64(truncatingIfNeeded: folded & 1)
    }

    /// A number up to `max`.
    @inline(__always)
    mutating func count(max: Int) -> Int {
        let value = varint()
        guard value <= UInt64(max) else {
            hasFailed = true
            return 0
        }
        return Int(value)
    }

    mutating func fail() { hasFailed = true }
}

extension ByteWriter {
    /// Writes a number so that small ones of either sign stay small.
    mutating func signed(_ value: Int64) {
        varint(UInt64(bitPattern: value << 1) ^ UInt64(bitPattern: value >> 63))
    }
}
