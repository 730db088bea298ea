import CZlib

/// The zlib format (RFC 1950) over whole byte runs, with the size known beforehand.
enum Deflate {
    /// From here on a look at samples is worth more than it takes.
    private static let sampledByteCountMin = 1 << 20
    private static let sampleCount = 32
    private static let sampleByteCount = 4096

    /// Whether bytes get smaller by more than three in a hundred, as far as samples of them tell: pictures do not.
    static func pays(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= sampledByteCountMin else { return true }
        let step = (bytes.count - sampleByteCount) / (sampleCount - 1)
        let small = (0..<sampleCount).reduce(0) { sum, number in
            let sample = bytes[number * step..<number * step + sampleByteCount]
            return sum + (compress(Array(sample))?.count ?? sampleByteCount)
        }
        return small * 100 < sampleCount * sampleByteCount * 97
    }

    /// The compressed form; nil where zlib cannot make it.
    static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var length = compressBound(uLong(bytes.count))
        var out = [UInt8](repeating: 0, count: Int(length))
        guard compress2(&out, &length, bytes, uLong(bytes.count), 6) == Z_OK else { return nil }
        out.removeLast(out.count - Int(length))
        return out
    }

    /// Exactly `count` bytes from the compressed form, which must use up all its bytes.
    ///
    /// - Throws: ``WireError/overLimit(_:)`` before anything is expanded where `count` is out of proportion,
    ///   ``WireError/malformed(_:)`` where the form is not that of `count` bytes.
    static func expand(_ bytes: ArraySlice<UInt8>, to count: Int) throws(WireError) -> [UInt8] {
        guard count <= WireLimits.framePayloadByteCountMax,
            count / WireLimits.deflateRatioMax <= bytes.count
        else {
            throw .overLimit("deflate ratio")
        }
        var out = [UInt8](repeating: 0, count: count)
        var outLength = uLong(count)
        var inLength = uLong(bytes.count)
        let status = bytes.withUnsafeBufferPointer {
            uncompress2(&out, &outLength, $0.baseAddress, &inLength)
        }
        guard status == Z_OK, Int(outLength) == count, Int(inLength) == bytes.count else {
            throw .malformed("deflate stream")
        }
        return out
    }
}
