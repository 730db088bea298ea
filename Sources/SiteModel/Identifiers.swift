/// The name of a node for ever: 128 random bits, minted by whoever creates the node.
package struct NodeID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Parses the 32 lowercase hexadecimal digits of `description`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        var whole = String(text)
        let words = whole.withUTF8 { digits -> (UInt64, UInt64)? in
            guard let high = UInt64(hexDigits: digits.prefix(16)),
                let low = UInt64(hexDigits: digits.dropFirst(16))
            else { return nil }
            return (high, low)
        }
        guard let (high, low) = words else { return nil }
        self.init(high: high, low: low)
    }

    /// A new id from the given source of randomness.
    package static func random(using generator: inout some RandomNumberGenerator) -> NodeID {
        NodeID(high: generator.next(), low: generator.next())
    }

    package var description: String { high.hexDigits + low.hexDigits }

    /// `description` in UTF-8.
    package var hexDigits: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { bytes, count in
            high.writeHexDigits(to: bytes, at: 0)
            low.writeHexDigits(to: bytes, at: 16)
            count = 32
        }
    }

    package static func < (a: NodeID, b: NodeID) -> Bool {
        a.high != b.high ? a.high < b.high : a.low < b.low
    }
}

/// One (store, site) pair that writes: 64 random bits, bound by the server to one account for ever.
package struct ReplicaID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Parses the 16 lowercase hexadecimal digits of `description`.
    package init?(_ text: some StringProtocol) {
        guard let value = UInt64(hexDigits: text) else { return nil }
        rawValue = value
    }

    package var description: String { rawValue.hexDigits }
    package static func < (a: ReplicaID, b: ReplicaID) -> Bool { a.rawValue < b.rawValue }

    /// Another name of the same store. Names decide the order of what two wrote at one place at once; under this one it stays as
    /// it was, so what the store says anew stands where its later batches have seen it stand.
    ///
    /// - Parameter random: Its lower half is used.
    package func renewed(_ random: UInt64) -> ReplicaID {
        ReplicaID(rawValue: rawValue & ~0xffff_ffff | random & 0xffff_ffff)
    }
}

/// The name of an operation: its replica and its place in that replica's gapless sequence, from 1.
package struct OperationID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let replica: ReplicaID
    package let seq: UInt64

    package init(replica: ReplicaID, seq: UInt64) {
        self.replica = replica
        self.seq = seq
    }

    /// Parses `description`, `replica:seq`.
    package init?(_ text: some StringProtocol) {
        var whole = String(text)
        let numbers = whole.withUTF8 { bytes -> (UInt64, UInt64)? in
            guard bytes.count > 17, bytes[16] == UInt8(ascii: ":"),
                let replica = UInt64(hexDigits: bytes[..<16]),
                let seq = UInt64(decimalDigits: bytes[17...]), seq > 0
            else { return nil }
            return (replica, seq)
        }
        guard let (replica, seq) = numbers else { return nil }
        self.init(replica: ReplicaID(rawValue: replica), seq: seq)
    }

    package var description: String { "\(replica):\(seq)" }

    package static func < (a: OperationID, b: OperationID) -> Bool {
        a.replica != b.replica ? a.replica < b.replica : a.seq < b.seq
    }
}

extension UInt64 {
    /// Sixteen lowercase hexadecimal digits.
    package var hexDigits: String {
        String(unsafeUninitializedCapacity: 16) {
            writeHexDigits(to: $0, at: 0)
            return 16
        }
    }

    /// Writes `hexDigits` from an offset on.
    func writeHexDigits(to buffer: UnsafeMutableBufferPointer<UInt8>, at offset: Int) {
        for index in 0..<16 {
            let digit = UInt8(truncatingIfNeeded: self >> UInt64(60 - 4 * index)) & 0xF
            buffer[offset + index] = digit < 10 ? 48 + digit : 87 + digit
        }
    }

    /// Parses exactly sixteen lowercase hexadecimal digits.
    package init?(hexDigits text: some StringProtocol) {
        var whole = String(text)
        guard let value = whole.withUTF8({ UInt64(hexDigits: $0[...]) }) else { return nil }
        self = value
    }

    /// The same, of UTF-8.
    package init?(hexDigits bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        guard bytes.count == 16 else { return nil }
        var value: UInt64 = 0
        for byte in bytes {
            switch byte {
            case 48...57: value = value << 4 | UInt64(byte &- 48)
            case 97...102: value = value << 4 | UInt64(byte &- 87)
            default: return nil
            }
        }
        self = value
    }

    /// Parses decimal digits, at least one, and nothing else.
    fileprivate init?(decimalDigits bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        guard let first = bytes.first, first != 48 || bytes.count == 1 else { return nil }
        var value: UInt64 = 0
        for byte in bytes {
            guard (48...57).contains(byte) else { return nil }
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (next, overflows) = tens.addingReportingOverflow(UInt64(byte &- 48))
            guard !isTooLarge, !overflows else { return nil }
            value = next
        }
        self = value
    }
}
