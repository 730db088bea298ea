import SiteModel

/// The bytes of a text without history, made to be read fast: LZ77 with byte-wide tokens and offsets of two bytes, as in
/// LZ4's published block format, where that is shorter.
///
/// Deflate is shorter still, but takes longer to read than a keystroke may.
enum TextAtRest {
    private static let version: UInt8 = 1
    /// What a byte of the packed form can make at most.
    private static let ratioMax = 256

    static func bytes(of text: String) -> [UInt8] {
        let plain = Array(text.utf8)
        let packed = BytePacker.packed(plain)
        var out = ByteWriter()
        out.byte(version)
        out.count(plain.count)
        out.byte(packed.count < plain.count ? 1 : 0)
        out.raw(packed.count < plain.count ? packed : plain)
        return CheckedBytes.seal(out.bytes)
    }

    /// Reads `bytes`.
    static func text(from bytes: [UInt8]) throws(DecodingFault) -> String {
        let result: Result<String, DecodingFault> = bytes.withUnsafeBufferPointer { bytes in
            do throws(DecodingFault) { return .success(try read(bytes)) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(DecodingFault) -> String {
        let body = try CheckedBytes.open(bytes)
        var reader = ColumnReader(body)
        let isKnown = reader.byte() == version
        let count = reader.count(max: TextSection.byteCountMax)
        let form = reader.byte()
        guard isKnown, !reader.hasFailed, form <= 1 else { throw .malformed("text", at: 0) }
        let rest = UnsafeBufferPointer(rebasing: body[reader.position...])
        let text: String?
        if form == 0 {
            text = rest.count == count ? String(validating: rest, as: UTF8.self) : nil
        } else {
            guard count / ratioMax <= rest.count else { throw .overLimit("packing ratio") }
            text = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { plain in
                guard BytePacker.unpack(rest, into: plain) else { return nil }
                return String(validating: UnsafeBufferPointer(plain), as: UTF8.self)
            }
        }
        guard let text else { throw .malformed("text", at: reader.position) }
        return text
    }
}
