/// How many cells a terminal gives a grapheme cluster: 0, 1 or 2.
///
/// East Asian wide and full-width characters take 2 (UAX #11); an emoji takes 2, also as a joined sequence, with a skin
/// tone, as a flag or by U+FE0F; a combining mark alone takes 0. Controls take 0: they are filtered before they are drawn.
///
/// Source: Unicode EastAsianWidth.txt and UTS #51, see ``CellWidthTable``.
package func cellWidth(of character: Character) -> Int {
    var scalars = character.unicodeScalars.makeIterator()
    guard let first = scalars.next() else { return 0 }
    if first.value < 0x7F { return first.value < 0x20 ? 0 : asciiClusterWidth(&scalars) }
    var width = cellWidth(ofScalar: first.value)
    while let next = scalars.next() {
        if next.value == 0xFE0F { return 2 }
        if isRegionalIndicator(first.value), isRegionalIndicator(next.value) { return 2 }
        width = min(2, max(width, width + cellWidth(ofScalar: next.value)))
    }
    return width
}

/// The cells of a text: the sum over its grapheme clusters.
package func cellWidth(of text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return text.reduce(0) { $0 + cellWidth(of: $1) }
}

/// A digit or letter may carry marks, or be a keycap (U+FE0F).
private func asciiClusterWidth(_ rest: inout Character.UnicodeScalarView.Iterator) -> Int {
    while let next = rest.next() {
        if next.value == 0xFE0F { return 2 }
    }
    return 1
}

private func isRegionalIndicator(_ scalar: UInt32) -> Bool { (0x1F1E6...0x1F1FF).contains(scalar) }

private func cellWidth(ofScalar scalar: UInt32) -> Int {
    if scalar < 0x300 { return scalar < 0x20 || (0x7F..<0xA0).contains(scalar) ? 0 : 1 }
    if contains(CellWidthTable.zero, scalar) { return 0 }
    return contains(CellWidthTable.wide, scalar) ? 2 : 1
}

/// Binary search in a list of first and last scalars.
private func contains(_ table: [UInt32], _ scalar: UInt32) -> Bool {
    var low = 0
    var high = table.count / 2
    while low < high {
        let middle = (low + high) / 2
        if scalar > table[2 * middle + 1] {
            low = middle + 1
        } else if scalar < table[2 * middle] {
            high = middle
        } else {
            return true
        }
    }
    return false
}
