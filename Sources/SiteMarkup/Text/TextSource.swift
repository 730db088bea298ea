import SiteModel

/// The bytes a text was imported from, against the value it has now.
struct TextSource {
    let bytes: [UInt8]
    let range: Range<Int>
    /// Whether inline tags stand in it.
    var isRich = false
    /// Whether white space counts, as in `<pre>`.
    var keepsSpace = false

    /// Whether the value is still what the bytes say.
    func says(_ value: String) -> Bool {
        let slice = bytes[range]
        let source: String
        if isRich {
            guard let decoded = RichSource.decoded(bytes, range) else { return false }
            source = decoded.value
        } else {
            if value.utf8.elementsEqual(slice), !slice.contains(0x26), !slice.contains(0x0D) {
                return true
            }
            source = MarkupText.decoded(slice)
        }
        return value.utf8.elementsEqual(source.utf8)
            || (!keepsSpace && value.utf8.elementsEqual(MarkupText.collapsed(source).utf8))
    }

    /// The bytes with only those changed that the new value changes: what stands before and behind keeps its references
    /// and line breaks.
    ///
    /// - Returns: nil where the change cannot be told apart, or would not read back as the value.
    func edited(to value: String) -> [UInt8]? {
        guard let atoms = atoms() else { return nil }
        let scalars = Array(value.unicodeScalars)
        var start = 0
        var head = 0
        while head < atoms.count, scalars[start...].starts(with: atoms[head].scalars) {
            start += atoms[head].scalars.count
            head += 1
        }
        var end = scalars.count
        var tail = atoms.count
        while tail > head, end - atoms[tail - 1].scalars.count >= start,
            scalars[start..<end].suffix(atoms[tail - 1].scalars.count)
                .elementsEqual(atoms[tail - 1].scalars)
        {
            end -= atoms[tail - 1].scalars.count
            tail -= 1
        }
        guard !scalars[start..<end].contains(where: InlineTag.isMark) else { return nil }
        let headEnd = head < atoms.count ? atoms[head].start : range.upperBound
        let tailStart = tail < atoms.count ? atoms[tail].start : range.upperBound
        var out = Array(bytes[range.lowerBound..<headEnd])
        for scalar in scalars[start..<end] { MarkupText.appendEscaped(scalar, to: &out) }
        out += bytes[tailStart..<range.upperBound]
        let check = TextSource(
            bytes: out, range: 0..<out.count, isRich: isRich, keepsSpace: keepsSpace)
        return check.says(value) ? out : nil
    }

    /// The least pieces of bytes that stand for whole characters.
    private struct Atom {
        var start: Int
        var scalars: [Unicode.Scalar]
    }

    private func atoms() -> [Atom]? {
        var atoms: [Atom] = []
        var inlines = 0
        var open: [Int] = []
        var at = range.lowerBound
        while at < range.upperBound {
            let start = at
            let byte = bytes[at]
            if isRich, byte == 0x3C, at + 1 < range.upperBound, RichSource.isTagStart(bytes[at + 1])
            {
                at = RichSource.tagEnd(bytes, from: at, limit: range.upperBound)
                if bytes[start + 1] == 0x2F {
                    guard let index = open.popLast() else { return nil }
                    atoms.append(Atom(start: start, scalars: [InlineTag.closeMark(index)]))
                } else {
                    guard inlines < InlineTag.countMax else { return nil }
                    let isVoid = RichSource.voidTags.contains(RichSource.name(bytes, at: start + 1))
                    atoms.append(Atom(start: start, scalars: [InlineTag.openMark(inlines)]))
                    if !isVoid { open.append(inlines) }
                    inlines += 1
                }
            } else if !keepsSpace, MarkupText.isSpace(byte) {
                while at < range.upperBound, MarkupText.isSpace(bytes[at]) { at += 1 }
                atoms.append(Atom(start: start, scalars: [" "]))
            } else {
                at = characterEnd(from: start)
                let decoded = MarkupText.decoded(bytes[start..<at])
                atoms.append(Atom(start: start, scalars: Array(decoded.unicodeScalars)))
            }
        }
        return atoms
    }

    /// Behind the character or the reference that begins at `start`.
    private func characterEnd(from start: Int) -> Int {
        var end = start + 1
        guard bytes[start] == 0x26 else {
            while end < range.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
            return end
        }
        while end < min(range.upperBound, start + 34),
            bytes[end] == 0x23 || isAlphanumeric(bytes[end])
        {
            end += 1
        }
        return end < range.upperBound && bytes[end] == 0x3B ? end + 1 : start + 1
    }

    private func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
}
