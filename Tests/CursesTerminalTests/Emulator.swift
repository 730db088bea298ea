import CNcursesw

@testable import CursesTerminal
@testable import ScreenCore

/// A terminal in a test: as much of xterm as our own descriptions (`Terminfo.source`) make ncurses send.
struct Emulator {
    struct Place: Equatable, CustomStringConvertible {
        /// Empty for the right half of a wide character.
        var text = " "
        var style = CellStyle(foreground: .standard, background: .standard)

        var description: String {
            "'\(text)' \(style.foreground as Any) \(style.background as Any) \(style.attributes.rawValue)"
        }

        /// As an eye sees it: a blank has no foreground, unless it is reversed or underlined.
        var seen: Place {
            guard text == " " else { return self }
            let kept = style.attributes.intersection([.underline, .reverse])
            let foreground = kept.isEmpty ? Colour.standard : style.foreground
            return Place(
                text: text,
                style: CellStyle(
                    foreground: foreground, background: style.background, attributes: kept))
        }
    }

    private(set) var grid: [[Place]]
    private(set) var row = 0
    private(set) var column = 0
    private(set) var showsCursor = true
    /// Sequences that were not understood: there should be none.
    private(set) var strange: [String] = []
    private var pen = CellStyle(foreground: .standard, background: .standard)
    private var wrapsNext = false
    private let columns: Int
    private let rows: Int

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        grid = Array(repeating: Array(repeating: Place(), count: columns), count: rows)
    }

    mutating func feed(_ text: String) {
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
    }

    private mutating func draw(_ scalar: Unicode.Scalar) {
        let width = Int(pm_wcwidth(scalar.value))
        guard width > 0 else {
            let place = wrapsNext ? column : max(0, column - 1)
            let base = grid[row][place].text.isEmpty ? place - 1 : place
            if base >= 0 { grid[row][base].text.unicodeScalars.append(scalar) }
            return
        }
        if wrapsNext || column + width > columns { move(row + 1, 0) }
        grid[row][column] = Place(text: String(scalar), style: pen)
        if width == 2, column + 1 < columns { grid[row][column + 1] = Place(text: "", style: pen) }
        wrapsNext = column + width >= columns
        column = min(columns - 1, column + width)
    }

    private mutating func escape(_ rest: inout Substring.UnicodeScalarView) {
        guard let kind = rest.popFirst() else { return }
        switch kind {
        case "[": control(&rest)
        case "]": while let scalar = rest.popFirst(), scalar != "\\" {}
        case "7", "8", "M", "=", ">": break
        default: strange.append("ESC \(kind)")
        }
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
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        let first = max(1, (numbers.first ?? nil) ?? 1)
        let blank = Place(style: CellStyle(foreground: .standard, background: pen.background))
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
        case "X": for place in column..<min(columns, column + first) { grid[row][place] = blank }
        case "J":
            for place in column..<columns { grid[row][place] = blank }
            for line in (row + 1)..<max(rows, row + 1) {
                grid[line] = Array(repeating: blank, count: columns)
            }
        case "m": style(numbers)
        case "h", "l": if text == "?25" { showsCursor = final == "h" }
        case "t", "p", "n": break
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
            case 4: pen.attributes.insert(.underline)
            case 7: pen.attributes.insert(.reverse)
            case 23: pen.attributes.remove(.italic)
            case 24: pen.attributes.remove(.underline)
            case 27: pen.attributes.remove(.reverse)
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

extension Emulator {
    /// The first place where the screen does not show a frame; nil where it does.
    func difference(from frame: Frame, depth: ColourDepth) -> String? {
        let expected = Self.expected(frame, depth: depth)
        for row in 0..<rows {
            for column in 0..<columns where grid[row][column].seen != expected[row][column].seen {
                return
                    "row \(row), column \(column): \(grid[row][column]) for \(expected[row][column])"
            }
        }
        return nil
    }

    /// What a terminal has to show for a frame, by the spelling of `CellSpelling`.
    static func expected(_ frame: Frame, depth: ColourDepth) -> [[Place]] {
        (0..<frame.rows).map { row in
            var places: [Place] = []
            for column in 0..<frame.columns {
                let cell = frame.cells[row * frame.columns + column]
                guard let character = frame.character(of: cell) else { continue }
                var style = frame.style(of: cell).converted(to: depth)
                style.foreground = style.foreground ?? .standard
                style.background = style.background ?? .standard
                for spelled in CellSpelling(character.unicodeScalars, width: Int(cell.width)).cells
                {
                    let scalars = spelled.dropLast().compactMap { Unicode.Scalar(UInt32($0)) }
                    places.append(
                        Place(text: String(String.UnicodeScalarView(scalars)), style: style))
                    if pm_wcwidth(scalars.first?.value ?? 32) == 2 {
                        places.append(Place(text: "", style: style))
                    }
                }
            }
            return places
        }
    }
}
