/// Where a terminal's cursor stands, and the shortest way from there to another place.
struct TerminalCursor {
    /// nil where it is not known: at first, and after a character whose width terminals disagree about.
    private(set) var place: Frame.Cursor?
    /// Beyond the last column, where terminals differ in where the cursor really is: only what does not count from
    /// there is used.
    private var isAtMargin = false
    let isXterm: Bool

    init(isXterm: Bool) { self.isXterm = isXterm }

    mutating func forget() {
        place = nil
        isAtMargin = false
    }

    /// The cursor is known to be at a place.
    mutating func set(_ row: Int, _ column: Int) {
        place = Frame.Cursor(row: row, column: column)
        isAtMargin = false
    }

    func stands(at row: Int, _ column: Int) -> Bool {
        !isAtMargin && place == Frame.Cursor(row: row, column: column)
    }

    /// Cells were drawn from where it stood.
    mutating func advance(_ cells: Int, columns: Int) {
        guard let here = place else { return }
        let column = here.column + cells
        isAtMargin = column >= columns
        place = Frame.Cursor(row: here.row, column: min(column, columns - 1))
    }

    /// Text was drawn up to a column, not included.
    mutating func stand(behind row: Int, _ column: Int, columns: Int) {
        place = Frame.Cursor(row: row, column: min(column, columns - 1))
        isAtMargin = column >= columns
    }

    /// Appends the shortest motion to a place of the grid.
    mutating func move(to row: Int, _ column: Int, _ out: inout [UInt8]) {
        way(to: row, column).write(&out)
        set(row, column)
    }

    /// The bytes of the shortest motion to a place of the grid.
    func length(to row: Int, _ column: Int) -> Int { way(to: row, column).length }

    private func way(to row: Int, _ column: Int) -> Way {
        let jump = Way.jump(row, column)
        guard let here = place else { return jump }
        if stands(at: row, column) { return .none }
        let vertical = Vertical(from: here.row, to: row, isXterm: isXterm)
        var steps = Way.fromLeft(vertical, Horizontal(from: 0, to: column, isXterm: false))
        if !isAtMargin {
            let level = Way.level(
                vertical, Horizontal(from: here.column, to: column, isXterm: isXterm))
            if level.length <= steps.length { steps = level }
        }
        return jump.length <= steps.length ? jump : steps
    }
}

/// A motion from one place to another.
private enum Way {
    case none
    /// CUP.
    case jump(Int, Int)
    case fromLeft(Vertical, Horizontal)
    case level(Vertical, Horizontal)

    var length: Int {
        switch self {
        case .none: 0
        case .jump(let row, let column):
            3 + (row > 0 || column > 0 ? ANSI.digits(row + 1) : 0)
                + (column > 0 ? 1 + ANSI.digits(column + 1) : 0)
        case .fromLeft(let vertical, let horizontal): 1 + vertical.length + horizontal.length
        case .level(let vertical, let horizontal): vertical.length + horizontal.length
        }
    }

    func write(_ out: inout [UInt8]) {
        switch self {
        case .none: break
        case .jump(let row, let column):
            out.append(contentsOf: ANSI.control)
            if row > 0 || column > 0 { out.appendDecimal(row + 1) }
            if column > 0 {
                out.append(UInt8(ascii: ";"))
                out.appendDecimal(column + 1)
            }
            out.append(UInt8(ascii: "H"))
        case .fromLeft(let vertical, let horizontal):
            out.append(0x0D)
            vertical.write(&out)
            horizontal.write(&out)
        case .level(let vertical, let horizontal):
            vertical.write(&out)
            horizontal.write(&out)
        }
    }
}

/// Ways up and down that keep the column.
private enum Vertical {
    case none
    case lineFeeds(Int)
    /// RI: a line feed upwards.
    case reverseFeed
    case steps(Unicode.Scalar, Int)
    case row(Int)

    init(from: Int, to: Int, isXterm: Bool) {
        let count = abs(to - from)
        let steps = Vertical.steps(to > from ? "B" : "A", count)
        if count == 0 {
            self = .none
        } else if to == from - 1 {
            self = .reverseFeed
        } else if to > from, count <= steps.length {
            self = .lineFeeds(count)
        } else if isXterm, Vertical.row(to).length < steps.length {
            self = .row(to)
        } else {
            self = steps
        }
    }

    var length: Int {
        switch self {
        case .none: 0
        case .lineFeeds(let count): count
        case .reverseFeed: 2
        case .steps(_, let count): count == 1 ? 3 : 3 + ANSI.digits(count)
        case .row(let row): row == 0 ? 3 : 3 + ANSI.digits(row + 1)
        }
    }

    func write(_ out: inout [UInt8]) {
        switch self {
        case .none: break
        case .lineFeeds(let count): out.append(contentsOf: repeatElement(0x0A, count: count))
        case .reverseFeed: out.append(contentsOf: [0x1B, UInt8(ascii: "M")])
        case .steps(let final, let count): out.appendControl(final, count)
        case .row(let row): out.appendControl("d", row + 1)
        }
    }
}

/// Ways along a row.
private enum Horizontal {
    case none
    case backspaces(Int)
    case steps(Unicode.Scalar, Int)
    case column(Int)

    init(from: Int, to: Int, isXterm: Bool) {
        let count = abs(to - from)
        let steps = Horizontal.steps(to > from ? "C" : "D", count)
        if count == 0 {
            self = .none
        } else if to < from, count <= steps.length {
            self = .backspaces(count)
        } else if isXterm, Horizontal.column(to).length < steps.length {
            self = .column(to)
        } else {
            self = steps
        }
    }

    var length: Int {
        switch self {
        case .none: 0
        case .backspaces(let count): count
        case .steps(_, let count): count == 1 ? 3 : 3 + ANSI.digits(count)
        case .column(let column): column == 0 ? 3 : 3 + ANSI.digits(column + 1)
        }
    }

    func write(_ out: inout [UInt8]) {
        switch self {
        case .none: break
        case .backspaces(let count): out.append(contentsOf: repeatElement(0x08, count: count))
        case .steps(let final, let count): out.appendControl(final, count)
        case .column(let column): out.appendControl("G", column + 1)
        }
    }
}
