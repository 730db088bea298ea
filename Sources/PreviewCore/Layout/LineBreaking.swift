/// Where lines are broken (CSS Text Level 3, section 5, on cells).
extension LayoutEngine {
    /// Whether a line may end before the atom, apart from spaces and boxes.
    func mayBreak(_ atoms: [Atom], before index: Int) -> Bool {
        let previous = atoms[index - 1]
        let next = atoms[index]
        guard previous.kind == .text, next.kind == .text else {
            return previous.kind == .breakOpportunity || previous.kind == .box || next.kind == .box
        }
        if previous.glyph == 0x2D || previous.glyph == 0x2013 || previous.glyph == 0x2014 {
            return isLetter(next.glyph) && index >= 2 && isLetter(atoms[index - 2].glyph)
        }
        if previous.width == 2 || next.width == 2 { return !Self.closing.contains(next.glyph) }
        return false
    }

    private func isLetter(_ glyph: Glyph) -> Bool { (glyph | 0x20) &- 0x61 < 26 || glyph >= 0xC0 }

    /// East Asian marks that do not begin a line.
    private static let closing: Set<Glyph> = Set(
        "、。，．・：；？！）］｝」』】〉》〕ー々ゝ".unicodeScalars.map(\.value))

    struct BrokenLine {
        /// The atoms that are drawn.
        var range: Range<Int>
        var width: Int
        /// Where the next line begins.
        var next: Int
        /// Spaces between boxes are left out: the boxes would not fit else.
        var isTight = false
        /// It ends because the source says so.
        var isForced = false
    }

    /// The longest line from `start` that fits; at least one atom, so that it always ends.
    func breakLine(
        _ content: InlineContent, from start: Int, fitting room: Int, widths: [Int],
        float: (Int) -> Bool = { _ in true }
    ) -> BrokenLine? {
        let atoms = content.atoms
        var first = start
        while first < atoms.count, atoms[first].kind == .space { first += 1 }
        var width = 0
        var solid = 0
        var boxes = 0
        var lastBreak: (index: Int, width: Int)?
        var lastStiff: (index: Int, width: Int)?
        var visibleWidth = 0
        var index = first
        while index < atoms.count {
            let atom = atoms[index]
            switch atom.kind {
            case .newline:
                return BrokenLine(
                    range: first..<index, width: visibleWidth, next: index + 1, isForced: true)
            case .float:
                if !float(index) { return nil }
                index += 1
                continue
            case .space:
                lastBreak = (index, visibleWidth)
                width += 1
                solid += isBetweenBoxes(atoms, index) ? 0 : 1
                index += 1
                continue
            case .breakOpportunity:
                lastBreak = (index, visibleWidth)
                index += 1
                continue
            case .stiffSpace: lastStiff = (index, visibleWidth)
            case .box:
                if index > first { lastBreak = (index, visibleWidth) }
            default:
                if index > first, mayBreak(atoms, before: index) {
                    lastBreak = (index, visibleWidth)
                }
            }
            let cells = atom.kind == .box ? widths[Int(atom.index)] : Int(atom.width)
            if width + cells > room, index > first {
                if atom.kind == .box, boxes > 0, solid + cells <= room {
                    return tightLine(content, from: first, fitting: room, widths: widths)
                }
                if atom.kind == .stiffSpace {
                    return BrokenLine(range: first..<index, width: visibleWidth, next: index + 1)
                }
                if let end = lastBreak ?? lastStiff {
                    let next = max(end.index, first + 1)
                    return BrokenLine(
                        range: first..<end.index, width: end.width,
                        next: lastBreak == nil ? end.index + 1 : next)
                }
                return BrokenLine(range: first..<index, width: visibleWidth, next: index)
            }
            width += cells
            solid += cells
            boxes += atom.kind == .box ? 1 : 0
            visibleWidth = width
            index += 1
        }
        return BrokenLine(range: first..<index, width: visibleWidth, next: index)
    }

    /// A space with a box on either side: it may be left out.
    func isBetweenBoxes(_ atoms: [Atom], _ index: Int) -> Bool {
        guard atoms[index].kind == .space, index > 0, index + 1 < atoms.count else { return false }
        return atoms[index - 1].kind == .box && atoms[index + 1].kind == .box
    }

    /// Boxes side by side that fit only without the spaces between them.
    private func tightLine(
        _ content: InlineContent, from first: Int, fitting room: Int, widths: [Int]
    ) -> BrokenLine {
        var width = 0
        var index = first
        while index < content.atoms.count {
            let atom = content.atoms[index]
            if atom.kind == .newline { break }
            let cells =
                atom.kind == .box
                ? widths[Int(atom.index)]
                : isBetweenBoxes(content.atoms, index) ? 0 : Int(atom.width)
            if width + cells > room { break }
            width += cells
            index += 1
        }
        return BrokenLine(
            range: first..<index, width: width, next: max(index, first + 1), isTight: true)
    }
}
