/// The `Content-Digest` header (RFC 9530) with CRC32C: guards JSON messages as the frame's own check guards frames.
package enum ContentDigest {
    package static let headerName = "content-digest"

    /// `crc32c=:BASE64:`
    package static func header(for body: [UInt8]) -> String {
        "crc32c=:\(base64(CRC32C.of(body))):"
    }

    /// Checks a header where there is one. A digest of another algorithm says nothing here.
    package static func check(_ body: [UInt8], header: String?) throws(WireError) {
        guard let header, header.hasPrefix("crc32c=") else { return }
        guard header == self.header(for: body) else { throw .damaged }
    }

    private static func base64(_ word: UInt32) -> String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".unicodeScalars)
        let bits = UInt64(word) << 4
        let digits = stride(from: UInt64(30), through: 0, by: -6).map {
            Character(alphabet[Int(bits >> $0 & 63)])
        }
        return String(digits) + "=="
    }
}
