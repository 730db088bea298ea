/// An upper estimate of how deep a parser would nest a source, in one pass and without a tree.
///
/// Gumbo frees its tree recursively, walks its stack of open elements at most tags, and clones open formatting elements
/// into each block: 100,000 nested elements cost it the stack, a few thousand open `<b>` all memory. So such a source
/// is refused before gumbo sees it. End tags count only where they close the innermost element, therefore misnested
/// markup counts as deeper than it is: `depthMax` here is twice what the tree may have.
struct NestingEstimate {
    private static let depthMax = 2 * HTMLDocument.depthMax
    /// Clones of formatting elements that a source may cause.
    private static let clonesMax = 1_000_000

    private let bytes: UnsafeRawBufferPointer
    private var open: [UInt64] = []
    private var foreignDepth = 0
    private var formatting: [UInt64: Int] = [:]
    private var formattingCount = 0
    private var clones = 0

    private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// - Throws: ``MarkupError/tooDeep(limit:)``.
    static func check(_ bytes: [UInt8]) throws(MarkupError) {
        let fits = bytes.withUnsafeBytes { buffer in
            var estimate = NestingEstimate(buffer)
            return estimate.run()
        }
        guard fits else { throw .tooDeep(limit: HTMLDocument.depthMax) }
    }

    private mutating func run() -> Bool {
        var offset = 0
        while let start = Scan.next(0x3C, in: bytes, from: offset) {
            offset = start + 1
            guard offset < bytes.count else { break }
            switch bytes[offset] {
            case 0x21:
                if Scan.matches(bytes, at: start, "<!--") {
                    offset = Scan.afterComment(bytes, from: start + 4)
                }
            case 0x2F:
                let name = tagName(at: offset + 1)
                if name.key != 0 { close(name.key) }
            default:
                let name = tagName(at: offset)
                guard name.key != 0 else { continue }
                if name.key == Tag.plaintext { return true }
                offset = startTag(name.key, from: name.end)
                guard open.count <= Self.depthMax, clones <= Self.clonesMax else { return false }
            }
        }
        return true
    }

    /// Counts a start tag; the offset after it, and after its raw text if it has one.
    private mutating func startTag(_ key: UInt64, from offset: Int) -> Int {
        let (end, selfClosing) = tagEnd(from: offset)
        if foreignDepth > 0 {
            guard !selfClosing, !Tag.breakouts.contains(key) else { return end }
        } else {
            if Tag.rawText.contains(key) { return Scan.afterRawText(bytes, from: end, key) }
            if Tag.uncounted.contains(key) {
                clones += formattingCount > 8 ? formattingCount : 0
                return end
            }
            if selfClosing, Tag.foreign.contains(key) { return end }
        }
        clones += formattingCount > 8 ? formattingCount : 0
        open.append(key)
        if Tag.foreign.contains(key) { foreignDepth += 1 }
        if Tag.formatting.contains(key) {
            formatting[key, default: 0] += 1
            formattingCount += 1
        }
        return end
    }

    private mutating func close(_ key: UInt64) {
        if Tag.formatting.contains(key), let count = formatting[key], count > 0 {
            formatting[key] = count - 1
            formattingCount -= 1
        }
        guard open.last == key else { return }
        open.removeLast()
        if Tag.foreign.contains(key) { foreignDepth -= 1 }
    }

    private func tagName(at offset: Int) -> (key: UInt64, end: Int) { Scan.name(bytes, at: offset) }

    /// The offset after the tag's `>`, minding quoted values.
    private func tagEnd(from start: Int) -> (end: Int, selfClosing: Bool) {
        var offset = start
        var previous: UInt8 = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == 0x3E { return (offset + 1, previous == 0x2F) }
            if byte == 0x22 || byte == 0x27, previous == 0x3D {
                offset = Scan.after(byte, in: bytes, from: offset + 1)
                previous = byte
                continue
            }
            if byte > 0x20 { previous = byte }
            offset += 1
        }
        return (bytes.count, false)
    }
}

/// Tag names as the keys of ``Scan/name(_:at:)``.
private enum Tag {
    static func keys(_ names: String) -> Set<UInt64> {
        Set(names.split(separator: " ").map { Scan.key(Array($0.utf8)) })
    }
    static let plaintext = Scan.key(Array("plaintext".utf8))
    static let foreign = keys("svg math")
    static let formatting = keys("a b big code em font i nobr s small strike strong tt u")
    static let rawText = keys("script style textarea title xmp iframe noembed noframes")
    /// Void elements, and elements that close their like: they do not nest by themselves.
    static let uncounted = keys(
        "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr p li "
            + "dd dt td th tr tbody thead tfoot option optgroup colgroup caption rb rt rp rtc html head body"
    )
    /// The same inside SVG and MathML, where other names nest like any.
    static let breakouts = keys("p li dd dt br hr img embed meta")
}

/// Searches in bytes.
enum Scan {
    static func next(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, from offset: Int) -> Int? {
        guard offset < bytes.count else { return nil }
        return bytes[offset...].firstIndex(of: byte)
    }

    /// The offset after the next `byte`, or the end.
    static func after(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, from offset: Int) -> Int {
        next(byte, in: bytes, from: offset).map { $0 + 1 } ?? bytes.count
    }

    /// Whether `word` (lowercase ASCII) stands at the offset, in any case.
    static func matches(_ bytes: UnsafeRawBufferPointer, at offset: Int, _ word: StaticString)
        -> Bool
    {
        guard offset + word.utf8CodeUnitCount <= bytes.count else { return false }
        return (0..<word.utf8CodeUnitCount).allSatisfy {
            lower(bytes[offset + $0]) == word.utf8Start[$0]
        }
    }

    /// The offset after a comment whose text begins at `offset`; `-->` and `--!>` end it, `>` at once too.
    static func afterComment(_ bytes: UnsafeRawBufferPointer, from offset: Int) -> Int {
        var at = max(0, offset - 2)
        while let dash = next(0x2D, in: bytes, from: at) {
            if matches(bytes, at: dash, "-->") { return dash + 3 }
            if matches(bytes, at: dash, "--!>"), dash >= offset { return dash + 4 }
            at = dash + 1
        }
        return bytes.count
    }

    /// The offset of the end tag that ends the raw text beginning at `offset`.
    static func afterRawText(_ bytes: UnsafeRawBufferPointer, from offset: Int, _ key: UInt64)
        -> Int
    {
        var at = offset
        while let less = next(0x3C, in: bytes, from: at) {
            at = less + 1
            if at < bytes.count, bytes[at] == 0x2F, name(bytes, at: at + 1).key == key {
                return less
            }
        }
        return bytes.count
    }

    /// A key for the tag name at the offset, equal for equal names in any case; 0 where none begins there.
    static func name(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> (key: UInt64, end: Int) {
        guard offset < bytes.count, (0x61...0x7A).contains(lower(bytes[offset])) else {
            return (0, offset)
        }
        var key = seed
        var end = offset
        while end < bytes.count, bytes[end] > 0x20, bytes[end] != 0x2F, bytes[end] != 0x3E {
            key = mix(key, lower(bytes[end]))
            end += 1
        }
        return (key, end)
    }

    static func key(_ name: [UInt8]) -> UInt64 { name.reduce(seed) { mix($0, lower($1)) } }

    /// FNV-1a, 64 bits.
    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
    private static func mix(_ key: UInt64, _ byte: UInt8) -> UInt64 {
        (key ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    private static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 32 : byte
    }
}
