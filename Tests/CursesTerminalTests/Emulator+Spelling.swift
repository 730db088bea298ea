import CTerminal
import ScreenCore
import TerminalTestSupport

@testable import CursesTerminal

extension Emulator {
    /// What a terminal has to show for a frame, by the spelling of `CellSpelling`.
    static func spelled(_ frame: Frame, depth: ColourDepth) -> [[Place]] {
        (0..<frame.rows).map { row in
            var places: [Place] = []
            for column in 0..<frame.columns {
                let cell = frame.cells[row * frame.columns + column]
                guard let character = frame.character(of: cell) else { continue }
                let style = frame.style(of: cell).shown(at: depth)
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
