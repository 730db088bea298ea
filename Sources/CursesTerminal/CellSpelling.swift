import CNcursesw
import CTerminal

/// How a character of our width table is written in ncurses' cells.
///
/// An ncurses cell holds one character that takes space, and ncurses counts its cells as glibc does. Where that is less
/// than our table, a space fills the rest, so that both and the terminal agree on where the next character stands:
/// joined emoji and skin tones show their first part, U+FE0F is left out, a flag is its two letters side by side.
struct CellSpelling {
    /// What stands in each cell, zero at the end of each; one list for each cell that is written.
    let cells: [[wchar_t]]

    private static let joiner: UInt32 = 0x200D
    /// `CCHARW_MAX` less the zero.
    private static let marksMax = 3

    /// - Parameters:
    ///   - scalars: The cluster.
    ///   - width: The cells our table gives it, 1 or 2.
    init(_ scalars: some Sequence<Unicode.Scalar>, width: Int) {
        var cells: [[wchar_t]] = []
        var used = 0
        for scalar in scalars {
            if scalar.value == Self.joiner { break }
            let own = Int(pm_wcwidth(scalar.value))
            if own == 0 {
                guard !Self.isSelector(scalar), let last = cells.indices.last,
                    cells[last].count <= Self.marksMax
                else {
                    continue
                }
                cells[last].append(wchar_t(bitPattern: scalar.value))
            } else if own > 0, used + own <= width {
                cells.append([wchar_t(bitPattern: scalar.value)])
                used += own
            } else if used == 0 {
                cells.append([0xFFFD])
                used = 1
            } else {
                break
            }
        }
        while used < width {
            cells.append([0x20])
            used += 1
        }
        self.cells = cells.map { $0 + [0] }
    }

    private static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
        (0xFE00...0xFE0F).contains(scalar.value) || (0xE0020...0xE007F).contains(scalar.value)
    }
}

extension wchar_t {
    /// wchar_t is signed here; scalars are far below its bound.
    fileprivate init(bitPattern value: UInt32) { self = wchar_t(truncatingIfNeeded: value) }
}
