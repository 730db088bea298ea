import Glibc

/// Finds the item that a character is in, by the item's first character.
///
/// A bit stands for each first character, a bit above for each word with one, and one more above that: the nearest first
/// character before another is a few words away. So a cut costs the same however long the parts are, and a long text that
/// is hardly touched costs no memory.
struct ItemStarts: ~Copyable {
    /// By first character; elsewhere nothing was put.
    private let items: UnsafeMutablePointer<UInt32>
    private let marks: UnsafeMutablePointer<UInt64>
    /// Where the words of the second and the third level begin.
    private let middle: Int
    private let high: Int

    /// - Parameter count: Of the characters there will ever be.
    init(count: Int) {
        middle = count / 64 + 1
        high = middle + middle / 64 + 1
        let words = high + (high - middle) / 64 + 1
        guard let zeroed = calloc(words, MemoryLayout<UInt64>.stride) else {
            preconditionFailure("no memory for a text of this size")
        }
        marks = zeroed.bindMemory(to: UInt64.self, capacity: words)
        items = .allocate(capacity: count + 1)
    }

    deinit {
        items.deallocate()
        free(marks)
    }

    /// Enters an item, or another one in its place.
    @inline(__always)
    func put(_ item: UInt32, from first: UInt32) {
        let first = Int(first)
        items[first] = item
        marks[first &>> 6] |= 1 &<< UInt64(first & 63)
        marks[middle &+ first &>> 12] |= 1 &<< UInt64(first &>> 6 & 63)
        marks[high &+ first &>> 18] |= 1 &<< UInt64(first &>> 12 & 63)
    }

    /// The item of a character that was inserted.
    @inline(__always)
    func item(of character: UInt32) -> UInt32 {
        var word = Int(character) &>> 6
        var bits = marks[word] & UInt64.max &>> UInt64(63 &- Int(character) & 63)
        if bits == 0 {
            word = lastWord(before: word)
            bits = marks[word]
        }
        return items[word &<< 6 | ItemStarts.last(of: bits)]
    }

    /// The last word with a mark before another.
    private func lastWord(before word: Int) -> Int {
        var group = word &>> 6
        var bits = marks[middle &+ group] & ItemStarts.below(word)
        if bits == 0 {
            group = lastGroup(before: group)
            bits = marks[middle &+ group]
        }
        return group &<< 6 | ItemStarts.last(of: bits)
    }

    private func lastGroup(before group: Int) -> Int {
        var place = group &>> 6
        var bits = marks[high &+ place] & ItemStarts.below(group)
        while bits == 0 {
            precondition(place > 0, "a character before the first item")
            place &-= 1
            bits = marks[high &+ place]
        }
        return place &<< 6 | ItemStarts.last(of: bits)
    }

    /// The bits of a word that stand for what is before a number.
    @inline(__always)
    private static func below(_ number: Int) -> UInt64 { 1 &<< UInt64(number & 63) &- 1 }

    @inline(__always)
    private static func last(of bits: UInt64) -> Int { 63 &- bits.leadingZeroBitCount }
}
