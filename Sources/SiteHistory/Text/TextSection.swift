import CZlib
import SiteModel

/// A run of bytes inside an encoding: deflated (RFC 1950) where that is shorter.
enum TextSection {
    /// The largest section, before and after deflating.
    static let byteCountMax = 1 << 28
    /// What deflate can make of one byte at most, rounded up.
    private static let ratioMax = 1100
    /// Below this, deflating is not tried.
    private static let tried = 48

    static func write(_ bytes: [UInt8], to out: inout ByteWriter) {
        out.count(bytes.count)
        if bytes.isEmpty { return }
        if bytes.count >= tried, let packed = deflated(bytes), packed.count < bytes.count - 4 {
            out.count(packed.count)
            out.raw(packed)
        } else {
            out.count(0)
            out.raw(bytes)
        }
    }

    private static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
        var length = compressBound(uLong(bytes.count))
        var out = [UInt8](repeating: 0, count: Int(length))
        guard compress2(&out, &length, bytes, uLong(bytes.count), 9) == Z_OK else { return nil }
        out.removeLast(out.count - Int(length))
        return out
    }

    /// Reads a section from the start of `bytes`.
    ///
    /// - Returns: Its content, and the bytes behind it.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(DecodingFault) -> (content: [UInt8], rest: UnsafeBufferPointer<UInt8>) {
        var reader = ColumnReader(bytes)
        let count = reader.count(max: byteCountMax)
        if count == 0 && !reader.hasFailed { return ([], rest(of: bytes, from: reader.position)) }
        let packedCount = reader.count(max: byteCountMax)
        let stored = packedCount == 0 ? count : packedCount
        guard !reader.hasFailed, stored <= reader.remaining else {
            throw .truncated(at: reader.position)
        }
        guard count / ratioMax <= stored else { throw .overLimit("deflate ratio") }
        let end = reader.position + stored
        let part = UnsafeBufferPointer(rebasing: bytes[reader.position..<end])
        let content = packedCount == 0 ? Array(part) : try inflated(part, to: count)
        return (content, rest(of: bytes, from: end))
    }

    private static func rest(of bytes: UnsafeBufferPointer<UInt8>, from start: Int)
        -> UnsafeBufferPointer<UInt8>
    {
        UnsafeBufferPointer(rebasing: bytes[start...])
    }

    private static func inflated(_ bytes: UnsafeBufferPointer<UInt8>, to count: Int)
        throws(DecodingFault) -> [UInt8]
    {
        var outLength = uLong(count)
        var inLength = uLong(bytes.count)
        var status = Z_DATA_ERROR
        let out = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            status = uncompress2(buffer.baseAddress, &outLength, bytes.baseAddress, &inLength)
            initialized = min(count, Int(outLength))
        }
        guard status == Z_OK, Int(outLength) == count, Int(inLength) == bytes.count else {
            throw .malformed("deflate stream", at: 0)
        }
        return out
    }
}

/// An encoding with its check value (CRC-32, ISO 3309) at the end.
enum CheckedBytes {
    static let checkByteCount = 4

    private static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32_z(0, bytes.baseAddress, bytes.count))
    }

    static func seal(_ bytes: [UInt8]) -> [UInt8] {
        let value = bytes.withUnsafeBufferPointer { check($0) }
        return bytes + (0..<4).map { UInt8(truncatingIfNeeded: value >> (UInt32($0) * 8)) }
    }

    /// The bytes without their check value, which must be right.
    static func open(_ bytes: UnsafeBufferPointer<UInt8>) throws(DecodingFault)
        -> UnsafeBufferPointer<UInt8>
    {
        guard bytes.count >= checkByteCount else { throw .truncated(at: bytes.count) }
        let body = UnsafeBufferPointer(rebasing: bytes[..<(bytes.count - checkByteCount)])
        var stored: UInt32 = 0
        for place in 0..<4 { stored |= UInt32(bytes[body.count + place]) << (UInt32(place) * 8) }
        guard check(body) == stored else { throw .malformed("check value", at: body.count) }
        return body
    }
}
