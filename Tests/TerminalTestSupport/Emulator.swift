import CTerminal
import EditorCore
import Glibc
import ScreenCore

/// A terminal in a test: as much of xterm as either back end sends.
package struct Emulator {
    /// How a terminal counts the cells of text.
    package enum Counting {
        /// Each scalar for itself, as glibc does.
        case scalars
        /// A whole cluster by our own table.
        case clusters
    }

    package struct Place: Equatable, CustomStringConvertible {
        /// Empty for the right half of a wide character.
        package var text: String
        package var style: CellStyle

        package init(
            text: String = " ",
            style: CellStyle = CellStyle(foreground: .standard, background: .standard)
        ) {
            self.text = text
            self.style = style
        }

        package var description: String {
            "'\(text)' \(style.foreground as Any) \(style.background as Any) \(style.attributes.rawValue)"
        }

        /// As an eye sees it: a blank has no foreground, unless it is reversed or underlined.
        package var seen: Place {
            guard text == " " else { return Place(text: text, style: style.withPlainColours) }
            let kept = style.attributes.intersection([.underline, .curl, .strike, .reverse])
            let foreground = kept.isEmpty ? Colour.standard : style.foreground
            return Place(
                text: text,
                style: CellStyle(
                    foreground: foreground, background: style.background, attributes: kept
                ).withPlainColours)
        }
    }

    package private(set) var grid: [[Place]]
    package private(set) var row = 0
    package private(set) var column = 0
    package private(set) var showsCursor = true
    /// Sequences that were not understood: there should be none.
    package private(set) var strange: [String] = []
    private var pen = CellStyle(foreground: .standard, background: .standard)
    private var wrapsNext = false
    /// DECAWM.
    private var wraps = true
    /// Where the last cluster stands, if nothing but text came since.
    private var last: (row: Int, column: Int)?
    private let counting: Counting
    private let erasesInColour: Bool
    let columns: Int
    let rows: Int
    /// Pictures that it draws itself.
    package internal(set) var graphics: EmulatedGraphics

    package init(
        columns: Int, rows: Int, counting: Counting = .scalars, erasesInColour: Bool = true
    ) {
        // glibc's table is that of the locale.
        setlocale(LC_CTYPE, "C.UTF-8")
        self.counting = counting
        self.erasesInColour = erasesInColour
        self.columns = columns
        self.rows = rows
        graphics = EmulatedGraphics(columns: columns, rows: rows)
        grid = Array(repeating: Array(repeating: Place(), count: columns), count: rows)
    }

    package mutating func feed(_ text: String) {
        var rest = Substring(text).unicodeScalars
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\u{1B}": escape(&rest)
            case "\r": move(row, 0)
            case "\n": move(min(row + 1, rows - 1), column)
            case "\u{8}": move(row, max(0, column - 1))
            case "\t": move(row, min(columns - 1, (column / 8 + 1) * 8))
            default: draw(scalar)
            }
        }
    }

    private mutating func move(_ row: Int, _ column: Int) {
        self.row = max(0, min(rows - 1, row))
        self.column = max(0, min(columns - 1, column))
        wrapsNext = false
        last = nil
    }

    private mutating func draw(_ scalar: Unicode.Scalar) {
        if counting == .clusters, joinsLast(scalar) { return }
        let width =
            counting == .scalars
            ? Int(pm_wcwidth(scalar.value)) : ShownCharacter.width(of: Character(scalar))
        guard width > 0 else {
            let place = wrapsNext ? column : max(0, column - 1)
            let base = grid[row][place].text.isEmpty ? place - 1 : place
            if base >= 0 { grid[row][base].text.unicodeScalars.append(scalar) }
            return
        }
        if wrapsNext, wraps { move(row + 1, 0) }
        if column + width > columns {
            if wraps { move(row + 1, 0) } else { column = max(0, columns - width) }
        }
        put(Place(text: String(scalar), style: pen), width)
    }

    /// Puts a character where the cursor is; a wide one that it covers by half is gone.
    private mutating func put(_ place: Place, _ width: Int) {
        for covered in column..<min(columns, column + width) { halve(covered) }
        graphics.wipe(row, column..<min(columns, column + width))
        grid[row][column] = place
        if width == 2, column + 1 < columns { grid[row][column + 1] = Place(text: "", style: pen) }
        last = (row, column)
        wrapsNext = column + width >= columns
        column = min(columns - 1, column + width)
    }

    private mutating func halve(_ column: Int) {
        if grid[row][column].text.isEmpty, column > 0 { grid[row][column - 1].text = " " }
        if column + 1 < columns, grid[row][column + 1].text.isEmpty {
            grid[row][column + 1].text = " "
        }
    }

    /// Adds a scalar to the cluster before it, if they are one character.
    private mutating func joinsLast(_ scalar: Unicode.Scalar) -> Bool {
        guard let last else { return false }
        var text = grid[last.row][last.column].text
        text.unicodeScalars.append(scalar)
        guard text.count == 1, let cluster = text.first else { return false }
        let style = grid[last.row][last.column].style
        column = last.column
        put(Place(text: text, style: style), max(1, ShownCharacter.width(of: cluster)))
        return true
    }

    private mutating func escape(_ rest: inout Substring.UnicodeScalarView) {
        guard let kind = rest.popFirst() else { return }
        switch kind {
        case "[": control(&rest)
        case "_": graphics.command(string(&rest), row, column, &strange)
        case "P":
            graphics.sixel(string(&rest), row, column)
            // Where the cursor is then differs between terminals.
            move(rows - 1, columns - 1)
        case "]": while let scalar = rest.popFirst(), scalar != "\\" {}
        case "M": move(max(0, row - 1), column)
        case "7", "8", "=", ">": break
        default: strange.append("ESC \(kind)")
        }
    }

    /// Up to `ESC \\`.
    private func string(_ rest: inout Substring.UnicodeScalarView) -> String {
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst(), scalar != "\\" {
            if scalar != "\u{1B}" { text.append(scalar) }
        }
        return String(text)
    }

    private mutating func control(_ rest: inout Substring.UnicodeScalarView) {
        var parameters = ""
        while let scalar = rest.popFirst() {
            guard (0x40...0x7E).contains(scalar.value) else {
                parameters.unicodeScalars.append(scalar)
                continue
            }
            perform(Character(scalar), parameters)
            return
        }
    }

    private mutating func perform(_ final: Character, _ text: String) {
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map {
            // A wave (4:3) is an underline of its own.
            $0 == "4:3" ? 403 : Int($0)
        }
        let first = max(1, (numbers.first ?? nil) ?? 1)
        let ground = erasesInColour ? pen.background : .standard
        let blank = Place(style: CellStyle(foreground: .standard, background: ground))
        switch final {
        case "H": move(first - 1, max(1, (numbers.count > 1 ? numbers[1] : nil) ?? 1) - 1)
        case "A": move(row - first, column)
        case "B": move(row + first, column)
        case "C": move(row, column + first)
        case "D": move(row, column - first)
        case "G": move(row, first - 1)
        case "d": move(first - 1, column)
        case "K":
            let range = text == "1" ? 0..<(column + 1) : column..<columns
            for place in range { grid[row][place] = blank }
            graphics.wipe(row, range)
        case "X":
            let range = column..<min(columns, column + first)
            for place in range { grid[row][place] = blank }
            graphics.wipe(row, range)
        case "J":
            for place in column..<columns { grid[row][place] = blank }
            graphics.wipe(row, column..<columns)
            for line in (row + 1)..<max(rows, row + 1) {
                grid[line] = Array(repeating: blank, count: columns)
                graphics.wipe(line, 0..<columns)
            }
        case "m": style(numbers)
        case "h", "l":
            if text == "?25" { showsCursor = final == "h" }
            if text == "?7" { wraps = final == "h" }
        case "t", "p", "n", "c", "u": break
        default: strange.append("CSI \(text)\(final)")
        }
    }

    private mutating func style(_ numbers: [Int?]) {
        var rest = numbers.map { $0 ?? 0 }[...]
        while let code = rest.popFirst() {
            switch code {
            case 0: pen = CellStyle(foreground: .standard, background: .standard)
            case 1: pen.attributes.insert(.bold)
            case 2: pen.attributes.insert(.dim)
            case 3: pen.attributes.insert(.italic)
            case 4:
                pen.attributes.remove(.curl)
                pen.attributes.insert(.underline)
            case 403:
                pen.attributes.remove(.underline)
                pen.attributes.insert(.curl)
            case 7: pen.attributes.insert(.reverse)
            case 9: pen.attributes.insert(.strike)
            case 22: pen.attributes.subtract([.bold, .dim])
            case 23: pen.attributes.remove(.italic)
            case 24: pen.attributes.subtract([.underline, .curl])
            case 27: pen.attributes.remove(.reverse)
            case 29: pen.attributes.remove(.strike)
            case 30...37: pen.foreground = .indexed(UInt8(code - 30))
            case 40...47: pen.background = .indexed(UInt8(code - 40))
            case 90...97: pen.foreground = .indexed(UInt8(code - 82))
            case 100...107: pen.background = .indexed(UInt8(code - 92))
            case 39: pen.foreground = .standard
            case 49: pen.background = .standard
            case 38: pen.foreground = colour(&rest)
            case 48: pen.background = colour(&rest)
            default: strange.append("SGR \(code)")
            }
        }
    }

    private func colour(_ rest: inout ArraySlice<Int>) -> Colour {
        switch rest.popFirst() {
        case 5: return .indexed(UInt8(clamping: rest.popFirst() ?? 0))
        case 2:
            let parts = (0..<3).map { _ in UInt8(clamping: rest.popFirst() ?? 0) }
            return .rgb(parts[0], parts[1], parts[2])
        default: return .standard
        }
    }
}

extension CellStyle {
    /// The same with each entry of the terminal's fixed table as red, green and blue: two ways to ask for one colour.
    fileprivate var withPlainColours: CellStyle {
        func plain(_ colour: Colour?) -> Colour? {
            guard case .indexed(let index) = colour, index >= 16, let colour else { return colour }
            let (red, green, blue) = colour.components
            return .rgb(UInt8(red), UInt8(green), UInt8(blue))
        }
        return CellStyle(
            foreground: plain(foreground), background: plain(background), attributes: attributes)
    }
}

extension Emulator {
    /// The first place where the screen does not show what is expected; nil where it does.
    ///
    /// - Parameter isCounted: Whether a place is looked at: row, column.
    package func difference(
        from expected: [[Place]], where isCounted: (Int, Int) -> Bool = { _, _ in true }
    ) -> String? {
        for row in 0..<rows {
            for column in 0..<columns
            where isCounted(row, column)
                && grid[row][column].seen != expected[row][column].seen
            {
                return
                    "row \(row), column \(column): \(grid[row][column]) for \(expected[row][column])"
            }
        }
        return nil
    }

    /// What a terminal that shows whole clusters has to show for a frame.
    package static func expected(_ frame: Frame, depth: ColourDepth) -> [[Place]] {
        (0..<frame.rows).map { row in
            (0..<frame.columns).map { column in
                let cell = frame.cells[row * frame.columns + column]
                let text = frame.character(of: cell).map(String.init) ?? ""
                return Place(text: text, style: frame.style(of: cell).shown(at: depth))
            }
        }
    }
}

extension CellStyle {
    /// The style as a terminal of this depth shows it, with its own colours where nothing is asked for.
    package func shown(at depth: ColourDepth) -> CellStyle {
        var style = converted(to: depth)
        style.foreground = style.foreground ?? .standard
        style.background = style.background ?? .standard
        return style
    }
}
