/// Flattens inline boxes and text into atoms: white space collapsed (CSS Text Level 3, 4.1), case transformed.
extension LayoutEngine {
    func inlineContent(of box: Box) -> InlineContent {
        if let known = box.cachedInline { return known }
        var flattener = InlineFlattener(self)
        flattener.addChildren(of: box)
        flattener.finish()
        box.cachedInline = flattener.content
        return flattener.content
    }

    /// Text from this size on is a heading to the eye.
    private static let largePixels = 22.0

    func ink(for style: ComputedStyle, background: RGBA?, node: Int32) -> Ink {
        var ink = Ink(
            color: style.textColor.withAlpha(style.opacity), background: background, node: node)
        // Cells have one size: what is large is bold.
        ink.bold = style.bold || style.fontSize >= Self.largePixels
        ink.italic = style.italic
        ink.underline = style.underline
        ink.strike = style.strike
        return ink
    }
}

private struct InlineFlattener {
    let engine: LayoutEngine
    let content = InlineContent()
    private var endsWithSpace = true
    private var wordStart = true

    init(_ engine: LayoutEngine) { self.engine = engine }

    mutating func addChildren(of box: Box, background: RGBA? = nil, node: Int32? = nil) {
        for child in box.children { add(child, background: background, node: node ?? box.node) }
    }

    /// Drops the space at the end.
    func finish() {
        if content.atoms.last?.kind == .space { content.atoms.removeLast() }
    }

    private mutating func add(_ box: Box, background: RGBA?, node: Int32) {
        let node = box.node >= 0 ? box.node : node
        switch box.kind {
        case .text: addText(box, background: background, node: node)
        case .lineBreak:
            content.atoms.append(Atom(.newline, width: 0))
            endsWithSpace = true
        case .breakOpportunity: content.atoms.append(Atom(.breakOpportunity, width: 0))
        case .container where box.display == .inline && !box.isFloating:
            addInlineBox(box, background: background, node: node)
        case .container, .replaced, .rule: addAtomic(box)
        }
    }

    private mutating func addAtomic(_ box: Box) {
        var atom = Atom(box.isFloating ? .float : .box, width: 0)
        atom.index = Int32(content.boxes.count)
        content.boxes.append(box)
        content.atoms.append(atom)
        if !box.isFloating { endsWithSpace = false }
    }

    private mutating func addInlineBox(_ box: Box, background: RGBA?, node: Int32) {
        let style = box.style
        let own = style.backgroundColor.resolved(style.color)
        let paints = own.alpha > 0.02 && !style.clipsBackgroundToText
        let below = paints ? own : background
        addEdge(engine.space(style.margin.left, of: nil), background: nil, style, node)
        let padding = (
            engine.space(style.padding.left, of: nil), engine.space(style.padding.right, of: nil)
        )
        addEdge(padding.0, background: below, style, node)
        addChildren(of: box, background: below, node: node)
        addEdge(padding.1, background: below, style, node)
        addEdge(engine.space(style.margin.right, of: nil), background: nil, style, node)
    }

    private mutating func addEdge(
        _ cells: Int, background: RGBA?, _ style: ComputedStyle, _ node: Int32
    ) {
        guard cells > 0 else { return }
        var atom = Atom(background == nil ? .gap : .hardSpace)
        if let background {
            var ink = Ink(color: style.textColor, background: background, node: node)
            ink.underline = false
            atom.ink = content.add(ink)
        }
        for _ in 0..<min(cells, 8) { content.atoms.append(atom) }
    }

    // MARK: Text

    private mutating func addText(_ box: Box, background: RGBA?, node: Int32) {
        let style = box.style
        let ink = content.add(engine.ink(for: style, background: background, node: node))
        let upper = style.textTransform == .uppercase
        let lower = style.textTransform == .lowercase
        let capitals = style.textTransform == .capitalize
        content.atoms.reserveCapacity(content.atoms.count + box.text.utf8.count)
        if box.text.utf8.allSatisfy({ $0 < 0x80 }) {
            for byte in box.text.utf8 {
                var byte = byte
                if upper, byte &- 0x61 < 26 { byte -= 32 }
                if lower, byte &- 0x41 < 26 { byte += 32 }
                if capitals, wordStart, byte &- 0x61 < 26 { byte -= 32 }
                addScalar(byte, style, ink)
            }
            return
        }
        for character in box.text {
            if let ascii = character.asciiValue, !character.isNewline {
                var byte = ascii
                if upper || (capitals && wordStart), byte &- 0x61 < 26 { byte -= 32 }
                if lower, byte &- 0x41 < 26 { byte += 32 }
                addScalar(byte, style, ink)
            } else {
                let changed =
                    upper || (capitals && wordStart)
                    ? character.uppercased() : lower ? character.lowercased() : nil
                if let changed {
                    for piece in changed { addCharacter(piece, style, ink) }
                } else {
                    addCharacter(character, style, ink)
                }
            }
        }
    }

    @inline(__always)
    private mutating func addScalar(_ byte: UInt8, _ style: ComputedStyle, _ ink: Int32) {
        if byte <= 0x20 { return addSpace(byte, style, ink) }
        guard byte < 0x7F else { return }
        var atom = Atom(.text)
        atom.glyph = Glyph(byte)
        atom.ink = ink
        content.atoms.append(atom)
        endsWithSpace = false
        wordStart = false
    }

    private mutating func addCharacter(_ character: Character, _ style: ComputedStyle, _ ink: Int32)
    {
        if character.isNewline { return addSpace(0x0A, style, ink) }
        if character == "\u{200B}" {
            content.atoms.append(Atom(.breakOpportunity, width: 0))
            return
        }
        guard let visible = VisibleText.filtered(character) else { return }
        let width = cellWidth(of: visible)
        guard width > 0 else { return }
        var atom = Atom(visible == "\u{A0}" ? .hardSpace : .text, width: UInt16(width))
        atom.glyph = visible == "\u{A0}" ? 0x20 : engine.glyphs.glyph(for: visible)
        atom.ink = ink
        content.atoms.append(atom)
        endsWithSpace = false
        wordStart = false
    }

    private mutating func addSpace(_ byte: UInt8, _ style: ComputedStyle, _ ink: Int32) {
        wordStart = true
        let isNewline = byte == 0x0A
        guard isNewline || byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0C else {
            return
        }
        if isNewline, style.preservesLines {
            if content.atoms.last?.kind == .space { content.atoms.removeLast() }
            content.atoms.append(Atom(.newline, width: 0))
            endsWithSpace = true
            return
        }
        if style.preservesSpace {
            guard byte != 0x0D else { return }
            var atom = Atom(style.wraps ? .hardSpace : .stiffSpace)
            atom.ink = ink
            for _ in 0..<(byte == 0x09 ? 4 : 1) { content.atoms.append(atom) }
            endsWithSpace = false
            return
        }
        guard !endsWithSpace else { return }
        var atom = Atom(style.wraps ? .space : .stiffSpace)
        atom.ink = ink
        content.atoms.append(atom)
        endsWithSpace = true
    }
}
