/// The Castagnoli check sum (RFC 3720, appendix B.4): finds every single flipped bit and every burst up to 32 bits.
package enum CRC32C {
    private static let table: [UInt32] = (0..<256).map { index in
        var value = UInt32(index)
        for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0x82f6_3b78 : value >> 1 }
        return value
    }

    /// The check sum of the given bytes, continued from `seed`, the check sum of what stands before them.
    package static func of(_ bytes: some Sequence<UInt8>, seed: UInt32 = 0) -> UInt32 {
        table.withUnsafeBufferPointer { table in
            var sum = ~seed
            for byte in bytes { sum = table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8 }
            return ~sum
        }
    }
}
