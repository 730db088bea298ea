import SiteHistory
import SiteModel

/// Writes a column of numbers as runs of equal ones and stretches of different ones.
///
/// A stretch is a varint *h* and its values as varints: for odd *h* one value that stands *h* / 2 times, for even *h*
/// that many values. So what stays the same through a column costs nothing, before any deflate.
struct RunWriter {
    private var out = ByteWriter()
    private var value: UInt64 = 0
    private var count = 0
    private var singles: [UInt64] = []
    /// Shorter runs cost less as single values.
    private static let runCountMin = 3

    mutating func append(_ next: UInt64) {
        if next != value || count == 0 {
            endRun()
            value = next
        }
        count += 1
    }

    /// The column; nothing may be appended after it.
    mutating func finish() -> [UInt8] {
        endRun()
        endSingles()
        return out.bytes
    }

    private mutating func endRun() {
        if count < RunWriter.runCountMin {
            for _ in 0..<count { singles.append(value) }
        } else {
            endSingles()
            out.varint(UInt64(count) << 1 | 1)
            out.varint(value)
        }
        count = 0
    }

    private mutating func endSingles() {
        guard !singles.isEmpty else { return }
        out.count(singles.count << 1)
        for single in singles { out.varint(single) }
        singles.removeAll(keepingCapacity: true)
    }
}

/// Reads a column value by value: nothing is expanded beforehand, so a run may claim any length.
struct RunReader {
    private var reader: ByteReader
    private var left: UInt64 = 0
    private var isRun = false
    private var value: UInt64 = 0

    init(_ bytes: [UInt8]) { reader = ByteReader(bytes) }

    var isAtEnd: Bool { left == 0 && reader.isAtEnd }

    mutating func next() throws(DecodingFault) -> UInt64 {
        if left == 0 {
            let head = try reader.varint()
            left = head >> 1
            isRun = head & 1 == 1
            guard left > 0 else { throw .malformed("an empty run", at: reader.position) }
            if isRun { value = try reader.varint() }
        }
        left -= 1
        return isRun ? value : try reader.varint()
    }
}

extension UInt64 {
    /// A signed difference with its sign in the lowest bit, so that small ones of either sign are short varints.
    init(zigzag difference: Int64) {
        self = UInt64(bitPattern: difference << 1 ^ difference >> 63)
    }

    var unzigzagged: Int64 { Int64(bitPattern: self >> 1) ^ -Int64(bitPattern: self & 1) }

    /// This number as its difference from another, modulo 2^64.
    func difference(from other: UInt64) -> UInt64 {
        UInt64(zigzag: Int64(bitPattern: self &- other))
    }

    /// The number that `difference(from:)` made the given column value of.
    init(difference column: UInt64, from other: UInt64) {
        self = other &+ UInt64(bitPattern: column.unzigzagged)
    }
}
