/// UTF-8 that only grows, addressed by scalar.
struct TextContent: Sendable, Equatable {
    /// Scalars between two remembered byte offsets.
    private static let stride = 64

    private(set) var bytes: [UInt8] = []
    /// Scalars in it.
    private(set) var count = 0
    /// The byte offset of every 64th scalar; empty while every scalar is one byte.
    private var crumbs: [UInt32] = []

    var isASCII: Bool { bytes.count == count }

    mutating func reserve(_ byteCount: Int) { bytes.reserveCapacity(bytes.count + byteCount) }

    mutating func append(_ scalars: [Unicode.Scalar]) {
        for scalar in scalars {
            if scalar.isASCII && isASCII {
                bytes.append(UInt8(scalar.value))
                count += 1
            } else {
                append(utf8: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter, count: 1)
            }
        }
    }

    /// - Parameter added: Valid UTF-8 of `scalarCount` scalars.
    mutating func append(utf8 added: some Collection<UInt8>, count scalarCount: Int) {
        let start = bytes.count
        let isPlain = isASCII && added.count == scalarCount
        if isPlain {
            bytes.append(contentsOf: added)
            count += scalarCount
            return
        }
        if isASCII && crumbs.isEmpty { dropCrumbs() }
        bytes.append(contentsOf: added)
        for place in start..<bytes.count where bytes[place] & 0xC0 != 0x80 {
            if count % TextContent.stride == 0 { crumbs.append(UInt32(place)) }
            count += 1
        }
    }

    /// Remembers the offsets of what is there, all one byte long.
    private mutating func dropCrumbs() {
        for scalar in Swift.stride(from: 0, to: count, by: TextContent.stride) {
            crumbs.append(UInt32(scalar))
        }
    }

    /// Where a scalar starts; the end for `count`.
    func byteOffset(of scalar: Int) -> Int {
        if isASCII { return scalar }
        if scalar >= count { return bytes.count }
        var place = Int(crumbs[scalar / TextContent.stride])
        var rest = scalar % TextContent.stride
        while rest > 0 {
            place += 1
            if bytes[place] & 0xC0 != 0x80 { rest -= 1 }
        }
        return place
    }

    /// The bytes of a range of scalars.
    func byteRange(of scalars: Range<Int>) -> Range<Int> {
        byteOffset(of: scalars.lowerBound)..<byteOffset(of: scalars.upperBound)
    }
}
