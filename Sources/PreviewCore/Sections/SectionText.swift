import SiteMarkup

/// A text of a section: where in its bytes it stands, and the box that shows it.
struct SectionText {
    var range: Range<Int>
    /// Nil where it is not shown.
    let box: Box?

    /// Nil where the parser passed over tags in it.
    ///
    /// - Parameters:
    ///   - source: The section.
    ///   - start: Where the section begins in the source that was parsed.
    init?(_ node: HTMLNode, _ box: Box?, _ source: [UInt8], from start: Int) {
        guard node.kind == .text, let range = node.textRange, range.lowerBound >= start,
            range.upperBound - start <= source.count
        else { return nil }
        self.range = range.lowerBound - start..<range.upperBound - start
        self.box = box
        let bytes = source[self.range]
        guard Self.hasInk(bytes), !bytes.contains(0x3C),
            bytes.contains(where: Self.isSpecial) || bytes.elementsEqual(node.text.utf8)
        else { return nil }
    }

    /// The text that new bytes in its place read as, where they can change nothing but the words: no tag, no first line
    /// feed that a parser may drop, and neither text is white space alone.
    func words(_ bytes: ArraySlice<UInt8>, was old: ArraySlice<UInt8>) -> String? {
        guard Self.hasInk(bytes), bytes.first != 0x0A || old.first == 0x0A,
            bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x3C || $0 == 0x0A || $0 == 0x09 })
        else { return nil }
        guard bytes.contains(0x26) || old.contains(where: Self.isSpecial) else {
            return String(validating: bytes, as: UTF8.self)
        }
        guard let box, Self.read(old) == box.text else { return nil }
        return Self.read(bytes)
    }

    /// What a parser reads of a text with references; nil where it is not one text.
    private static func read(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let document = try? HTMLDocument(parsingFragment: Array(bytes)),
            document.nodes.count == 2, document.nodes[1].kind == .text
        else { return nil }
        return document.nodes[1].text
    }

    private static func hasInk(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.contains { $0 > 0x20 } }

    /// It may read otherwise than it is written.
    private static func isSpecial(_ byte: UInt8) -> Bool { byte == 0x26 || byte == 0x0D }
}

/// What two versions of a section's bytes do not share.
struct BytesDifference {
    /// In the old version.
    let range: Range<Int>
    /// How much longer the new one is.
    let growth: Int

    init(_ old: [UInt8], _ new: [UInt8]) {
        let least = min(old.count, new.count)
        var start = 0
        var end = 0
        old.withUnsafeBufferPointer { old in
            new.withUnsafeBufferPointer { new in
                while start < least, old[start] == new[start] { start += 1 }
                while end < least - start, old[old.count - 1 - end] == new[new.count - 1 - end] {
                    end += 1
                }
            }
        }
        range = start..<old.count - end
        growth = new.count - old.count
    }
}

extension Box {
    /// Forgets what was worked out of the widths of one box in it and of what holds that; false where it is not in it.
    @discardableResult
    func forgetWidths(of box: Box) -> Bool {
        guard self === box || children.contains(where: { $0.forgetWidths(of: box) }) else {
            return false
        }
        cachedIntrinsic = nil
        cachedInline = nil
        overlaysRefused = nil
        keeper?.forget()
        return true
    }
}
