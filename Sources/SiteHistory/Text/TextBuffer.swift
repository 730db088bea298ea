import Glibc

/// What a text says, for editing: UTF-8 with a gap where it was edited last.
///
/// Positions and counts are Unicode scalars. Those out of range are the caller's fault.
/// - Complexity: An edit costs its own length and the distance from the edit before it.
struct TextBuffer: Sendable {
    private var bytes: [UInt8]
    private var gapStart: Int
    private var gapEnd: Int
    /// Scalars in the text, and those before the gap.
    private(set) var count: Int
    private var countBeforeGap: Int

    /// For a text of which the number of scalars is known.
    init(_ text: String, count: Int) {
        self.init(utf8: Array(text.utf8), count: count)
    }

    init(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(utf8: bytes, count: bytes.withUnsafeBufferPointer { TextBuffer.scalars(in: $0) })
    }

    /// - Parameter utf8: Valid UTF-8 of `count` scalars.
    init(utf8: [UInt8], count: Int) {
        bytes = utf8
        gapStart = utf8.count
        gapEnd = utf8.count
        self.count = count
        countBeforeGap = count
    }

    private var byteCount: Int { bytes.count - (gapEnd - gapStart) }
    private var isASCII: Bool { byteCount == count }

    var text: String {
        String(unsafeUninitializedCapacity: byteCount) { out in
            bytes.withUnsafeBufferPointer { all in
                guard let from = all.baseAddress, let to = out.baseAddress else { return }
                to.update(from: from, count: gapStart)
                (to + gapStart).update(from: from + gapEnd, count: all.count - gapEnd)
            }
            return byteCount
        }
    }

    mutating func insert(_ added: UnsafeBufferPointer<UInt8>, scalarCount: Int, at position: Int) {
        moveGap(to: position)
        if gapEnd - gapStart < added.count { widenGap(by: added.count) }
        bytes.withUnsafeMutableBufferPointer { all in
            guard let to = all.baseAddress, let from = added.baseAddress else { return }
            (to + gapStart).update(from: from, count: added.count)
        }
        gapStart += added.count
        count += scalarCount
        countBeforeGap += scalarCount
    }

    mutating func remove(_ removed: Int, at position: Int) {
        moveGap(to: position)
        gapEnd = byteOffset(of: position + removed)
        count -= removed
    }

    private mutating func widenGap(by needed: Int) {
        let added = max(needed, 64 + byteCount / 4)
        let tail = bytes.count - gapEnd
        bytes.append(contentsOf: repeatElement(0, count: added))
        bytes.withUnsafeMutableBufferPointer { all in
            guard let base = all.baseAddress else { return }
            memmove(base + gapEnd + added, base + gapEnd, tail)
        }
        gapEnd += added
    }

    private mutating func moveGap(to position: Int) {
        if position == countBeforeGap { return }
        let target = byteOffset(of: position)
        bytes.withUnsafeMutableBufferPointer { all in
            guard let base = all.baseAddress else { return }
            if position < countBeforeGap {
                let moved = gapStart - target
                memmove(base + gapEnd - moved, base + target, moved)
                gapStart -= moved
                gapEnd -= moved
            } else {
                let moved = target - gapEnd
                memmove(base + gapStart, base + gapEnd, moved)
                gapStart += moved
                gapEnd += moved
            }
        }
        countBeforeGap = position
    }

    /// Where a scalar starts in `bytes`; behind the gap for the position of the gap itself.
    private func byteOffset(of position: Int) -> Int {
        if isASCII { return position < countBeforeGap ? position : position + gapEnd - gapStart }
        return bytes.withUnsafeBufferPointer { all in
            if position >= countBeforeGap {
                return TextBuffer.skip(position - countBeforeGap, in: all, from: gapEnd)
            }
            return position * 2 < countBeforeGap
                ? TextBuffer.skip(position, in: all, from: 0)
                : TextBuffer.skip(countBeforeGap - position, in: all, before: gapStart)
        }
    }

    /// The text in one piece.
    mutating func closeGap() -> [UInt8] {
        moveGap(to: count)
        bytes.removeLast(bytes.count - gapStart)
        gapEnd = gapStart
        return bytes
    }
}

extension TextBuffer {
    /// Scalars in valid UTF-8.
    static func scalars(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        let lowBits: UInt64 = 0x0101_0101_0101_0101
        var continuations = 0
        var place = 0
        while place &+ 8 <= bytes.count {
            // Each byte of `lanes` counts up to 255 before they are summed.
            var lanes: UInt64 = 0
            let end = min(bytes.count &- 7, place &+ 255 &* 8)
            while place < end {
                let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                lanes &+= (word &>> 7) & ~(word &>> 6) & lowBits
                place &+= 8
            }
            while lanes != 0 {
                continuations &+= Int(lanes & 0xFF)
                lanes &>>= 8
            }
        }
        for byte in bytes[place...] where byte & 0xC0 == 0x80 { continuations &+= 1 }
        return bytes.count - continuations
    }

    /// The offset `count` scalars after another.
    static func skip(_ count: Int, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var place = start
        var rest = count
        // A block's scalars are counted without a branch for each.
        while rest >= 64, place + 64 <= bytes.count {
            rest -= scalars(in: UnsafeBufferPointer(rebasing: bytes[place..<place + 64]))
            place += 64
        }
        while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
        while rest > 0 {
            place += 1
            while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
            rest -= 1
        }
        return place
    }

    /// The offset `count` scalars before another.
    static func skip(_ count: Int, in bytes: UnsafeBufferPointer<UInt8>, before end: Int) -> Int {
        var place = end
        var rest = count
        while rest >= 64, place >= 64 {
            rest -= scalars(in: UnsafeBufferPointer(rebasing: bytes[place - 64..<place]))
            place -= 64
        }
        while rest > 0 {
            place -= 1
            if bytes[place] & 0xC0 != 0x80 { rest -= 1 }
        }
        return place
    }
}
