import CNcursesw
import CTerminal
import Glibc
import ScreenCore
import UnixTerminal

extension CursesTerminal {
    /// Makes the screen show a frame; only what changed since the last one is sent.
    package func paint(_ frame: Frame) {
        let spans = frame.spans(since: shown)
        if let shown, spans.isEmpty, shown.cursor == frame.cursor, shown.title == frame.title {
            return
        }
        if shown == nil { erase() }
        if !spans.isEmpty {
            let inks = frame.styles.map { self.inks.ink(for: $0, depth: depth) }
            for span in spans { put(span, of: frame, inks) }
        }
        placeCursor(frame)
        wnoutrefresh(pm_stdscr())
        flush()
        setTitle(frame.title)
        shown = frame
    }

    private func put(_ span: Span, of frame: Frame, _ inks: [Ink]) {
        guard span.row < rows else { return }
        var column = span.column
        for cell in span.cells {
            defer { column += 1 }
            guard cell.width > 0, column < columns, inks.indices.contains(Int(cell.style)) else {
                continue
            }
            let ink = inks[Int(cell.style)]
            if (0x20..<0x7F).contains(cell.glyph) {
                put([wchar_t(cell.glyph), 0], span.row, column, ink)
            } else if let character = frame.character(of: cell) {
                put(
                    CellSpelling(character.unicodeScalars, width: Int(cell.width)), span.row,
                    column, ink)
            }
        }
    }

    private func put(_ spelling: CellSpelling, _ row: Int, _ column: Int, _ ink: Ink) {
        var column = column
        for characters in spelling.cells where column < columns {
            put(characters, row, column, ink)
            column += max(1, Int(pm_wcwidth(UInt32(truncatingIfNeeded: characters[0]))))
        }
    }

    private func put(_ characters: [wchar_t], _ row: Int, _ column: Int, _ ink: Ink) {
        pm_put_cell(Int32(row), Int32(column), characters, ink.attributes, ink.pair)
    }

    private func placeCursor(_ frame: Frame) {
        guard let cursor = frame.cursor,
            frame.bounds.contains(row: cursor.row, column: cursor.column)
        else {
            curs_set(0)
            return
        }
        curs_set(1)
        move(Int32(cursor.row), Int32(cursor.column))
    }

    /// Lets ncurses send its bytes; between marks where the terminal said that it knows them.
    private func flush() {
        if knowsSynchronized { write(TerminalModes.beginSynchronized) }
        doupdate()
        if knowsSynchronized { write(TerminalModes.endSynchronized) }
    }

    private func setTitle(_ title: String) {
        guard isXtermLike, title != shownTitle else { return }
        shownTitle = title
        var filtered = Frame(columns: 200, rows: 1)
        filtered.put(title, row: 0, column: 0, style: .plain)
        write(TerminalModes.title(filtered.line(0)))
    }
}

/// A style as ncurses takes it.
struct Ink {
    let attributes: attr_t
    let pair: Int32
}

/// Styles turned into ncurses' attributes and colour pairs, kept for as long as the terminal is.
struct InkCache {
    private var inks: [CellStyle: Ink] = [:]

    mutating func ink(for style: CellStyle, depth: ColourDepth) -> Ink {
        if let known = inks[style] { return known }
        let ink = Ink(attributes: Self.attributes(style.attributes), pair: Self.pair(style, depth))
        // A page with very many colours: begin anew rather than grow without end.
        if inks.count > 4096 { inks = [:] }
        inks[style] = ink
        return ink
    }

    private static func attributes(_ attributes: CellStyle.Attributes) -> attr_t {
        var result: attr_t = 0
        if attributes.contains(.bold) { result |= pm_attr_bold() }
        if attributes.contains(.dim) || attributes.contains(.strike) { result |= pm_attr_dim() }
        if attributes.contains(.italic) { result |= pm_attr_italic() }
        if !attributes.isDisjoint(with: [.underline, .curl]) { result |= pm_attr_underline() }
        if attributes.contains(.reverse) { result |= pm_attr_reverse() }
        return result
    }

    private static func pair(_ style: CellStyle, _ depth: ColourDepth) -> Int32 {
        guard depth != .none else { return 0 }
        let foreground = number(style.foreground, depth)
        let background = number(style.background, depth)
        guard foreground >= 0 || background >= 0 else { return 0 }
        return max(0, alloc_pair(foreground, background))
    }

    /// ncurses' number of a colour, -1 for the terminal's own.
    private static func number(_ colour: Colour?, _ depth: ColourDepth) -> Int32 {
        switch colour?.converted(to: depth) {
        case nil, .standard: return -1
        case .indexed(let index) where depth != .direct || index < 8: return Int32(index)
        case .some(let colour):
            // In direct colour, numbers below 8 are the terminal's own eight: the nearest black is 8.
            let (red, green, blue) = colour.components
            return Int32(max(8, red << 16 | green << 8 | blue))
        }
    }
}
