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
        guard text.utf8.count == 32, let high = UInt64(hexDigits: text.prefix(16)),
            let low = UInt64(hexDigits: text.dropFirst(16))
        else { return nil }
        self.init(high: high, low: low)
    }

    /// A new id from the given source of randomness.
    package static func random(using generator: inout some RandomNumberGenerator) -> NodeID {
        NodeID(high: generator.next(), low: generator.next())
    }

    package var description: String { high.hexDigits + low.hexDigits }

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
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let replica = ReplicaID(parts[0]), let seq = UInt64(parts[1]),
            seq > 0, parts[1] == String(seq)
        else {
            return nil
        }
        self.init(replica: replica, seq: seq)
    }

    package var description: String { "\(replica):\(seq)" }

    package static func < (a: OperationID, b: OperationID) -> Bool {
        a.replica != b.replica ? a.replica < b.replica : a.seq < b.seq
    }
}

extension UInt64 {
    /// Sixteen lowercase hexadecimal digits.
    package var hexDigits: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Parses exactly sixteen lowercase hexadecimal digits.
    package init?(hexDigits text: some StringProtocol) {
        guard text.utf8.count == 16,
            text.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || ($0 >= 97 && $0 <= 102) }),
            let value = UInt64(text, radix: 16)
        else { return nil }
        self = value
    }
}
