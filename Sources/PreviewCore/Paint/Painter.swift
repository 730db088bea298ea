/// Paints fragments: backgrounds and borders from the outside in, then text.
///
/// Nothing that is painted in one row depends on another row: a band of a page is painted as it is in the whole.
struct Painter {
    private let glyphs: GlyphTable
    private(set) var canvas: Canvas
    private var contrast = Contrast()
    private let pictures: PagePictures
    /// Pictures that the terminal draws, by row.
    private(set) var slices: [Int: [PictureSlice]] = [:]

    init(
        _ glyphs: GlyphTable, width: Int, height: Int, background: RGBA,
        pictures: PagePictures = .none
    ) {
        self.glyphs = glyphs
        self.pictures = pictures
        canvas = Canvas(width: width, height: height, background: background.hex)
    }

    /// Paints a fragment whose parent's first cell is at `x`, `y`; what lies beside the canvas is passed over.
    mutating func paint(_ fragment: Fragment, x: Int, y: Int, isRoot: Bool = false) {
        let left = x + fragment.x
        let top = y + fragment.y
        let ink = fragment.measureInk()
        guard top + ink.lowerBound < canvas.height, top + ink.upperBound > 0 else { return }
        if let box = fragment.box, !box.isAnonymous {
            if box.style.isVisible {
                if !isRoot { paintBackground(fragment, box, left, top) }
                paintFrame(fragment, box, left, top)
                if let rules = fragment.rules { paint(rules, left, top) }
                if box.isButton { paintBrackets(fragment, box, left, top) }
            }
            if case .replaced(let field) = box.kind { paintField(field, fragment, box, left, top) }
        }
        if let place = fragment.picture, let picture = pictures.cells[place.request] {
            paint(picture, at: place, fragment.box?.node ?? -1, left, top)
            return
        }
        for child in fragment.children { paint(child, x: left, y: top) }
        for line in fragment.lines { paint(line, left, top) }
    }

    // MARK: Boxes

    private mutating func paintBackground(_ fragment: Fragment, _ box: Box, _ left: Int, _ top: Int)
    {
        let isShown = fragment.picture.map { pictures.cells[$0.request] != nil } ?? false
        let color = BackgroundTone.color(of: box, showsPicture: isShown)
        let node = box.node
        guard color.alpha > 0.01 || node >= 0 else { return }
        let rows = top..<top + fragment.height
        let columns = left..<left + fragment.width
        if color.alpha >= 0.995 {
            let hex = color.hex
            canvas.fill(x: columns, y: rows) { cell in
                cell.background = hex
                cell.node = node
            }
        } else {
            canvas.fill(x: columns, y: rows) { cell in
                if color.alpha > 0.01 {
                    cell.background = color.over(RGBA(hex: cell.background)).hex
                }
                cell.node = node
            }
        }
    }

    private mutating func paintFrame(_ fragment: Fragment, _ box: Box, _ left: Int, _ top: Int) {
        let frame = fragment.frame
        guard frame != FrameSides(), fragment.width > 0, fragment.height > 0 else { return }
        let border = box.style.border
        let right = left + fragment.width - 1
        let bottom = top + fragment.height - 1
        if frame.top == 1 { for x in left...right { draw("─", border.top, box, x, top) } }
        if frame.bottom == 1 { for x in left...right { draw("─", border.bottom, box, x, bottom) } }
        let sides = max(top, 0)..<max(0, min(bottom + 1, canvas.height), top)
        if frame.left == 1 { for y in sides { draw("│", border.left, box, left, y) } }
        if frame.right == 1 { for y in sides { draw("│", border.right, box, right, y) } }
        guard fragment.height > 1, fragment.width > 1 else { return }
        if frame.top + frame.left == 2 { draw("┌", border.top, box, left, top) }
        if frame.top + frame.right == 2 { draw("┐", border.top, box, right, top) }
        if frame.bottom + frame.left == 2 { draw("└", border.bottom, box, left, bottom) }
        if frame.bottom + frame.right == 2 { draw("┘", border.bottom, box, right, bottom) }
    }

    private mutating func draw(
        _ line: Unicode.Scalar, _ side: BorderSide, _ box: Box, _ x: Int, _ y: Int
    ) {
        draw(line, side.color.resolved(box.style.color), x, y)
    }

    private mutating func draw(_ line: Unicode.Scalar, _ color: RGBA, _ x: Int, _ y: Int) {
        guard canvas.contains(x, y) else { return }
        var cell = canvas[x, y]
        let below = RGBA(hex: cell.background)
        cell.foreground = color.over(below).hex
        cell.attributes = 0
        cell.glyph = line.value
        canvas.put(cell, wide: false, x: x, y: y)
    }

    private mutating func paint(_ rules: TableRules, _ left: Int, _ top: Int) {
        for post in rules.posts {
            for y in (top + post.rows.lowerBound..<top + post.rows.upperBound)
                .clamped(to: 0..<canvas.height)
            {
                draw("│", post.color, left + post.x, y)
            }
        }
        for row in rules.rows where (0..<canvas.height).contains(top + row.y) {
            for (offset, ways) in row.ways.enumerated() {
                guard let glyph = TableRules.glyph(ways) else { continue }
                draw(glyph, row.color, left + row.x + offset, top + row.y)
            }
        }
    }

    private mutating func paintBrackets(_ fragment: Fragment, _ box: Box, _ left: Int, _ top: Int) {
        guard fragment.width >= 3, fragment.height > 0 else { return }
        let row = top + (fragment.height - 1) / 2
        for (x, mark) in [(left, "["), (left + fragment.width - 1, "]")] as [(Int, Unicode.Scalar)]
        {
            write(mark.value, box.style.textColor, x, row, node: box.node)
        }
    }

    private mutating func write(
        _ glyph: Glyph, _ color: RGBA, _ x: Int, _ y: Int, node: Int32, wide: Bool = false
    ) {
        guard canvas.contains(x, y) else { return }
        var cell = canvas[x, y]
        cell.glyph = glyph
        cell.foreground = contrast.readable(color, on: cell.background)
        cell.attributes = 0
        cell.node = node
        canvas.put(cell, wide: wide, x: x, y: y)
    }

    /// `[ text____ ]`
    private mutating func paintField(
        _ field: Replaced, _ fragment: Fragment, _ box: Box, _ left: Int, _ top: Int
    ) {
        let room = fragment.width - 4
        for row in 0..<fragment.height {
            var x = left
            func put(_ text: String, _ painter: inout Painter) {
                for character in text {
                    let width = cellWidth(of: character)
                    guard x + width <= left + fragment.width else { return }
                    painter.write(
                        painter.glyphs.glyph(for: character), box.style.textColor, x,
                        top + row, node: box.node, wide: width == 2)
                    x += max(1, width)
                }
            }
            let text = row == 0 && room > 0 ? clipped(field.text, to: room) : ""
            let blank = String(repeating: "_", count: max(0, room - cellWidth(of: text)))
            put(room > 0 ? "[ " + text + blank + " ]" : "[]", &self)
        }
    }

    /// The text, or as much of it as there is room for, and a mark that there is more.
    private func clipped(_ text: String, to room: Int) -> String {
        guard cellWidth(of: text) > room else { return text }
        var width = 1
        return text.prefix { character in
            width += cellWidth(of: character)
            return width <= room
        } + "…"
    }

    // MARK: Pictures

    /// Leaves the cells blank that the terminal draws on.
    private mutating func paint(
        _ picture: TerminalPicture, at place: PicturePlace, _ node: Int32, _ left: Int, _ top: Int
    ) {
        for y in 0..<picture.rows where (0..<canvas.height).contains(top + place.y + y) {
            let slice = PictureSlice(picture, row: y, column: left + place.x)
            slices[top + place.y + y, default: []].append(slice)
            for x in slice.columns.clamped(to: 0..<canvas.width) {
                var cell = canvas[x, top + place.y + y]
                cell.glyph = 0x20
                cell.foreground = cell.background
                cell.attributes = Canvas.Attribute.picture
                cell.node = node
                canvas.put(cell, wide: false, x: x, y: top + place.y + y)
            }
        }
    }

    private mutating func paint(
        _ picture: CellPicture, at place: PicturePlace, _ node: Int32, _ left: Int, _ top: Int
    ) {
        if let drawn = picture.drawn { return paint(drawn, at: place, node, left, top) }
        let rows = min(place.rows, picture.rows - place.top)
        let columns = min(place.columns, picture.columns - place.left)
        for y in 0..<max(0, rows) where (0..<canvas.height).contains(top + place.y + y) {
            for x in 0..<max(0, columns)
            where canvas.contains(left + place.x + x, top + place.y + y) {
                let first = (place.top + y) * picture.columns + place.left
                let own = picture.cells[first + x]
                var cell = canvas[left + place.x + x, top + place.y + y]
                if let background = own.background { cell.background = background.hex }
                cell.glyph = own.foreground == nil ? 0x20 : Glyph(own.character)
                cell.foreground = own.foreground?.hex ?? cell.background
                cell.attributes = Canvas.Attribute.picture
                cell.node = node
                canvas.put(cell, wide: false, x: left + place.x + x, y: top + place.y + y)
            }
        }
    }

    // MARK: Text

    private mutating func paint(_ line: Line, _ left: Int, _ top: Int) {
        var x = left + line.x
        let y = top + line.y
        guard y >= 0, y < canvas.height else { return }
        for atom in line.atoms {
            switch atom.kind {
            case .text, .piece: put(atom, line.inks, x, y)
            case .space, .hardSpace, .stiffSpace:
                if atom.ink >= 0, atom.width > 0 { put(atom, line.inks, x, y) }
            case .float: continue
            case .newline, .breakOpportunity, .box, .gap: break
            }
            x += Int(atom.width)
        }
    }

    private mutating func put(_ atom: Atom, _ inks: [Ink], _ x: Int, _ y: Int) {
        guard canvas.contains(x, y) else { return }
        let ink = inks[Int(atom.ink)]
        var cell = canvas[x, y]
        if let background = ink.background {
            cell.background = background.over(RGBA(hex: cell.background)).hex
        }
        cell.glyph = atom.glyph
        cell.foreground = contrast.readable(ink.color, on: cell.background)
        cell.attributes = attributes(of: ink, isSpace: atom.kind != .text)
        if atom.kind == .piece {
            cell.attributes |= Canvas.Attribute.blockLetters
            (cell.letter, cell.letterRows) = (atom.letter, atom.letterRows)
        }
        if ink.node >= 0 { cell.node = ink.node }
        canvas.put(cell, wide: atom.width == 2, x: x, y: y)
    }

    private func attributes(of ink: Ink, isSpace: Bool) -> UInt8 {
        var attributes: UInt8 = 0
        if ink.bold, !isSpace { attributes |= Canvas.Attribute.bold }
        if ink.italic, !isSpace { attributes |= Canvas.Attribute.italic }
        if ink.underline { attributes |= Canvas.Attribute.underline }
        if ink.strike { attributes |= Canvas.Attribute.strike }
        if ink.dim { attributes |= Canvas.Attribute.dim }
        return attributes
    }
}

/// The colour that a box's background comes to.
enum BackgroundTone {
    /// A picture's colours are not known: it is taken to be what the text on it can be read on.
    ///
    /// - Parameter showsPicture: Whether the picture itself is painted over it.
    static func color(of box: Box, showsPicture: Bool = false) -> RGBA {
        let ground = groundColor(of: box, showsPicture: showsPicture)
        return box.veil.map { $0.laid(on: ground) } ?? ground
    }

    private static func groundColor(of box: Box, showsPicture: Bool) -> RGBA {
        let style = box.style
        if !showsPicture, box.pictureRows > 0 || box.picture != nil { return pictureTone }
        if let known = box.pictureTone { return known }
        guard !style.clipsBackgroundToText else { return .transparent }
        let color = style.backgroundColor.resolved(style.color).withAlpha(style.opacity)
        switch style.backgroundImage {
        case nil: return color
        case .mean(let tone):
            if color.alpha < 0.01 { return tone.withAlpha(style.opacity) }
            return tone.alpha > 0.01 ? tone.over(color) : color
        case .picture:
            if color.alpha > 0.5 { return color }
            guard let text = firstTextColor(box, depth: 0) else { return pictureTone }
            return text.luminance > 0.4 ? RGBA(hex: 0x3C4148) : RGBA(hex: 0xD9DCE0)
        }
    }

    /// A picture that is not shown.
    private static let pictureTone = RGBA(hex: 0xC3C8CE)

    private static func firstTextColor(_ box: Box, depth: Int) -> RGBA? {
        if case .text = box.kind {
            return box.text.utf8.contains { $0 > 0x20 } ? box.style.textColor : nil
        }
        guard depth < 60 else { return nil }
        for child in box.children {
            if let color = firstTextColor(child, depth: depth + 1) { return color }
        }
        return nil
    }
}
