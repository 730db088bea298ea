import SiteModel

/// One piece of an element's content in source order.
struct SourceUnit {
    enum Kind: Equatable {
        /// Characters only; white space at its ends belongs to it.
        case text
        case comment
        case element(Int)
        /// Kept as bytes, for the reason given.
        case raw(String)
    }

    var range: Range<Int>
    var kind: Kind
}

/// Where the nodes of a parsed document stand in its source.
struct SourceExtents {
    let document: HTMLDocument
    let bytes: [UInt8]
    /// For each node, the smallest range that holds all its bytes and those of all below it.
    let hulls: [Range<Int>?]
    /// For each node, whether it is an element that may stand inside a text: from the closed list, with no attribute but
    /// `class`, with text in it, and nothing but text and its like.
    private(set) var isInline: [Bool] = []

    init(_ document: HTMLDocument, _ bytes: [UInt8]) {
        var document = document
        self.bytes = bytes
        var hulls = [Range<Int>?](repeating: nil, count: document.nodes.count)
        for index in document.nodes.indices.reversed() {
            let node = document.nodes[index]
            for range in [node.startTag, node.endTag, node.originTag, node.textRange] {
                hulls[index] = SourceExtents.union(hulls[index], range)
            }
            if node.tag == "form", node.endTag == nil, let hull = hulls[index],
                let end = SourceExtents.formEnd(bytes, at: hull.upperBound)
            {
                document.nodes[index].endTag = end
                hulls[index] = hull.lowerBound..<end.upperBound
            }
            if node.parent >= 0 {
                hulls[node.parent] = SourceExtents.union(hulls[node.parent], hulls[index])
            }
        }
        self.hulls = hulls
        self.document = document
        isInline = inlineElements()
    }

    /// Gumbo does not say where a form's end tag is: it stands right behind the form's content.
    private static func formEnd(_ bytes: [UInt8], at offset: Int) -> Range<Int>? {
        guard bytes.count >= offset + 7,
            String(decoding: bytes[offset..<offset + 6], as: UTF8.self).asciiLowercased == "</form",
            let end = bytes[offset...].firstIndex(of: 0x3E),
            MarkupText.trimmed(offset + 6..<end, in: bytes).isEmpty
        else { return nil }
        return offset..<end + 1
    }

    /// Children stand behind their parents: from the end on, theirs is known first.
    private func inlineElements() -> [Bool] {
        var isInline = [Bool](repeating: false, count: document.nodes.count)
        for index in document.nodes.indices.reversed() {
            let node = document.nodes[index]
            guard node.kind == .element, node.namespace == .html,
                RichSource.tags.contains(node.tag),
                node.startTag != nil
            else { continue }
            let allowed = node.tag == "span" ? [] : ["class"]
            guard node.attributes.allSatisfy({ allowed.contains($0.name) }),
                span(ofElement: index, units: units(of: index), blob: .zero) != nil
            else { continue }
            let isVoid = RichSource.voidTags.contains(node.tag)
            let hasContent = node.endTag != nil && !node.children.isEmpty
            guard isVoid || hasContent else { continue }
            isInline[index] = node.children.allSatisfy { child in
                let kind = document.nodes[child].kind
                return kind == .text || kind == .whitespace || isInline[child]
            }
        }
        return isInline
    }

    private static func union(_ a: Range<Int>?, _ b: Range<Int>?) -> Range<Int>? {
        guard let a else { return b }
        guard let b else { return a }
        return min(a.lowerBound, b.lowerBound)..<max(a.upperBound, b.upperBound)
    }

    /// The content of an element, in source order and disjoint; what overlaps is one raw unit. Not yet without gaps.
    func units(of parent: Int) -> [SourceUnit] {
        var units: [SourceUnit] = []
        for child in document.nodes[parent].children {
            for unit in self.units(ofChild: child) { SourceExtents.append(unit, to: &units) }
        }
        return units
    }

    private static func append(_ unit: SourceUnit, to units: inout [SourceUnit]) {
        var unit = unit
        while let last = units.last, last.range.upperBound > unit.range.lowerBound {
            units.removeLast()
            let start = min(last.range.lowerBound, unit.range.lowerBound)
            let end = max(last.range.upperBound, unit.range.upperBound)
            unit = SourceUnit(range: start..<end, kind: .raw("misnested"))
        }
        units.append(unit)
    }

    private func units(ofChild index: Int) -> [SourceUnit] {
        guard let hull = hulls[index], !hull.isEmpty else { return [] }
        let node = document.nodes[index]
        switch node.kind {
        case .document, .doctype: return [SourceUnit(range: hull, kind: .raw("misplaced"))]
        case .comment: return [SourceUnit(range: hull, kind: .comment)]
        case .cdata: return [SourceUnit(range: hull, kind: .raw("cdata"))]
        case .text, .whitespace: return textUnits(hull, text: node.text)
        case .element, .template: return [SourceUnit(range: hull, kind: .element(index))]
        }
    }

    /// A text's range may hold tags that the parser ignored: they become units of their own.
    private func textUnits(_ range: Range<Int>, text: String) -> [SourceUnit] {
        var units: [SourceUnit] = []
        var decoded = ""
        var textStart = range.lowerBound
        var at = textStart
        func take(to end: Int) {
            guard end > textStart else { return }
            units.append(SourceUnit(range: textStart..<end, kind: .text))
            decoded += MarkupText.decoded(bytes[textStart..<end])
        }
        while at < range.upperBound {
            guard bytes[at] == 0x3C, at + 1 < range.upperBound, isMarkup(bytes[at + 1]) else {
                at += 1
                continue
            }
            take(to: at)
            let start = at
            while at < range.upperBound, bytes[at] != 0x3E { at += 1 }
            at = min(at + 1, range.upperBound)
            units.append(SourceUnit(range: start..<at, kind: .raw("ignored-markup")))
            textStart = at
        }
        take(to: at)
        return decoded.utf8.elementsEqual(text.utf8)
            ? units : [SourceUnit(range: range, kind: .raw("unclear-text"))]
    }

    private func isMarkup(_ byte: UInt8) -> Bool {
        byte == 0x2F || byte == 0x21 || byte == 0x3F || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte)
    }

    /// The element's span, or nil where its bytes are not simply start tag, content, end tag.
    func span(ofElement index: Int, units: [SourceUnit], blob: Digest) -> SourceSpan? {
        let node = document.nodes[index]
        let odd: HTMLParseFlags = [
            .convertedFromEndTag, .fromIsindex, .reconstructed, .adoptionClone, .adoptionMoved,
            .fosterParented,
        ]
        guard node.flags.isDisjoint(with: odd), let hull = hulls[index] else { return nil }
        if node.startTag == nil {
            guard HTMLTags.implied.contains(node.tag), node.namespace == .html else { return nil }
        }
        let contentStart =
            node.startTag?.upperBound ?? units.first?.range.lowerBound ?? hull.lowerBound
        let contentEnd = node.endTag?.lowerBound ?? units.last?.range.upperBound ?? contentStart
        let span = SourceSpan(
            blob: blob, start: node.startTag?.lowerBound ?? contentStart,
            contentStart: contentStart,
            contentEnd: contentEnd, end: node.endTag?.upperBound ?? contentEnd)
        let holdsUnits =
            (units.first?.range.lowerBound ?? contentStart) >= contentStart
            && (units.last?.range.upperBound ?? contentEnd) <= contentEnd
        return holdsUnits && contentStart <= contentEnd && span.range == hull ? span : nil
    }
}
