/// Writes the canonical binary form: LEB128 varints, strings and byte runs prefixed with their length.
///
/// What modules above read and write with it they read much of: it is inlined there.
package struct ByteWriter: Sendable {
    @usableFromInline var written: [UInt8] = []

    @inlinable package init() {}

    @inlinable package var bytes: [UInt8] { written }

    @inlinable package mutating func byte(_ value: UInt8) { written.append(value) }

    @inlinable package mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            written.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        written.append(UInt8(rest))
    }

    @inlinable package mutating func count(_ value: Int) {
        precondition(value >= 0, "a negative count cannot be written")
        varint(UInt64(value))
    }

    @inlinable package mutating func word(_ value: UInt64) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            written.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    @inlinable package mutating func raw(_ value: [UInt8]) { written.append(contentsOf: value) }

    @inlinable package mutating func run(_ value: [UInt8]) {
        count(value.count)
        raw(value)
    }

    @inlinable package mutating func string(_ value: String) {
        count(value.utf8.count)
        written.append(contentsOf: value.utf8)
    }
}

/// What a decoder of untrusted bytes found wrong.
package enum DecodingFault: Error, Equatable, Sendable {
    case truncated(at: Int)
    case malformed(String, at: Int)
    case overLimit(String)
}

/// Reads the canonical form. Never traps: every read is checked, and a form that is not the canonical one is refused.
package struct ByteReader {
    @usableFromInline let bytes: [UInt8]
    @usableFromInline var place: Int
    @usableFromInline let end: Int

    @inlinable package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        place = 0
        end = bytes.count
    }

    /// How many bytes were read.
    @inlinable package var position: Int { place }
    @inlinable package var isAtEnd: Bool { place == end }
    @inlinable package var remaining: Int { end - place }

    @inlinable package mutating func byte() throws(DecodingFault) -> UInt8 {
        guard place < end else { throw .truncated(at: place) }
        defer { place += 1 }
        return bytes[place]
    }

    @inlinable package mutating func varint() throws(DecodingFault) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            let next = try byte()
            let low = UInt64(next & 0x7f)
            if shift == 63 && low > 1 { throw .malformed("varint above 64 bits", at: place) }
            value |= low << shift
            if next & 0x80 == 0 {
                if next == 0 && shift > 0 {
                    throw .malformed("varint with a needless byte", at: place)
                }
                return value
            }
        }
        throw .malformed("varint above 64 bits", at: place)
    }

    /// A count of things of which each takes at least `unit` bytes of what remains.
    @inlinable package mutating func count(unit: Int = 1, max: Int = Int.max) throws(DecodingFault)
        -> Int
    {
        let value = try varint()
        guard let count = Int(exactly: value), count <= max else {
            throw .overLimit("count \(value)")
        }
        guard unit == 0 || count <= remaining / unit else { throw .truncated(at: place) }
        return count
    }

    @inlinable package mutating func word() throws(DecodingFault) -> UInt64 {
        guard remaining >= 8 else { throw .truncated(at: place) }
        defer { place += 8 }
        return bytes[place..<place + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }

    @inlinable package mutating func raw(_ count: Int) throws(DecodingFault) -> [UInt8] {
        guard count >= 0, remaining >= count else { throw .truncated(at: place) }
        defer { place += count }
        return Array(bytes[place..<place + count])
    }

    @inlinable package mutating func run() throws(DecodingFault) -> [UInt8] {
        let length = try count()
        return try raw(length)
    }

    @inlinable package mutating func string() throws(DecodingFault) -> String {
        let length = try count()
        guard remaining >= length else { throw .truncated(at: place) }
        // Not of the slice: the library's code for that looks its types up anew for each string.
        let text = bytes.withUnsafeBufferPointer {
            String(
                validating: UnsafeBufferPointer(rebasing: $0[place..<place + length]),
                as: UTF8.self)
        }
        guard let text else {
            throw .malformed("string is not UTF-8", at: place)
        }
        place += length
        return text
    }

    @inlinable package mutating func node() throws(DecodingFault) -> NodeID {
        let high = try word()
        return NodeID(high: high, low: try word())
    }

    @inlinable package mutating func digest() throws(DecodingFault) -> Digest {
        guard let digest = Digest(bytes: try raw(Digest.byteCount)) else {
            throw .malformed("digest", at: place)
        }
        return digest
    }

    @inlinable package mutating func operationID() throws(DecodingFault) -> OperationID {
        let replica = ReplicaID(rawValue: try word())
        let seq = try varint()
        guard seq > 0 else { throw .malformed("sequence number 0", at: place) }
        return OperationID(replica: replica, seq: seq)
    }

    @inlinable package mutating func list<Element>(
        unit: Int = 1, max: Int = Int.max,
        _ read: (inout ByteReader) throws(DecodingFault) -> Element
    ) throws(DecodingFault) -> [Element] {
        let count = try count(unit: unit, max: max)
        var elements: [Element] = []
        elements.reserveCapacity(Swift.min(count, 4096))
        for _ in 0..<count { elements.append(try read(&self)) }
        return elements
    }

    @inlinable package mutating func optional<Element>(
        _ read: (inout ByteReader) throws(DecodingFault) -> Element
    ) throws(DecodingFault) -> Element? {
        switch try byte() {
        case 0: return nil
        case 1: return try read(&self)
        default: throw .malformed("presence byte", at: place)
        }
    }
}

extension ByteWriter {
    @inlinable package mutating func node(_ id: NodeID) {
        word(id.high)
        word(id.low)
    }

    @inlinable package mutating func digest(_ value: Digest) { raw(value.bytes) }

    @inlinable package mutating func operationID(_ id: OperationID) {
        word(id.replica.rawValue)
        varint(id.seq)
    }

    @inlinable package mutating func list<Element>(
        _ elements: [Element], _ write: (inout ByteWriter, Element) -> Void
    ) {
        count(elements.count)
        for element in elements { write(&self, element) }
    }

    @inlinable package mutating func optional<Element>(
        _ value: Element?, _ write: (inout ByteWriter, Element) -> Void
    ) {
        byte(value == nil ? 0 : 1)
        if let value { write(&self, value) }
    }
}
