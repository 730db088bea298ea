/// The Castagnoli check sum (RFC 3720, appendix B.4): finds every single flipped bit and every burst up to 32 bits.
package enum CRC32C {
    /// What a byte does to the sum; in the table after it, with one byte more behind it, and so on (slicing by eight).
    private static let tables: [UInt32] = {
        var tables: [UInt32] = []
        tables.reserveCapacity(2048)
        for index in 0..<256 {
            var value = UInt32(index)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0x82f6_3b78 : value >> 1 }
            tables.append(value)
        }
        for place in 256..<2048 {
            let before = tables[place - 256]
            tables.append(tables[Int(before & 255)] ^ before >> 8)
        }
        return tables
    }()

    /// The check sum of the given bytes, continued from `seed`, the check sum of what stands before them.
    ///
    /// - Complexity: O(*n*); eight bytes at a time where they lie in a row.
    package static func of(_ bytes: some Sequence<UInt8>, seed: UInt32 = 0) -> UInt32 {
        tables.withUnsafeBufferPointer { tables in
            if let sum = bytes.withContiguousStorageIfAvailable({
                continued(~seed, UnsafeRawBufferPointer($0), tables)
            }) {
                return ~sum
            }
            return ~bytes.reduce(~seed) { step($0, $1, tables) }
        }
    }

    private static func step(
        _ sum: UInt32, _ byte: UInt8, _ tables: UnsafeBufferPointer<UInt32>
    ) -> UInt32 {
        tables[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8
    }

    private static func continued(
        _ start: UInt32, _ bytes: UnsafeRawBufferPointer, _ tables: UnsafeBufferPointer<UInt32>
    ) -> UInt32 {
        var sum = start
        let end = bytes.count & ~7
        for place in stride(from: 0, to: end, by: 8) {
            let own = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let word = UInt64(littleEndian: own) ^ UInt64(sum)
            func table(_ number: Int, _ shift: UInt64) -> UInt32 {
                tables[256 * number + Int(word >> shift & 255)]
            }
            let low: UInt32 = table(7, 0) ^ table(6, 8) ^ table(5, 16) ^ table(4, 24)
            let high: UInt32 = table(3, 32) ^ table(2, 40) ^ table(1, 48) ^ table(0, 56)
            sum = low ^ high
        }
        for byte in bytes[end...] { sum = step(sum, byte, tables) }
        return sum
    }
}
