import PreviewCore
import ScreenCore

/// Pictures as a terminal keeps and shows them: sixels in its cells, kitty's above them.
package struct EmulatedGraphics {
    /// A piece of a picture in a cell.
    package enum Dot: Equatable {
        /// A string that was drawn, and which of its columns.
        case sixel(String, column: Int)
        /// A picture's bytes, and a cell of it in its own pixels.
        case kitty(String, x: Int, y: Int)
    }

    private struct Placement {
        var row: Int
        var column: Int
        var words: [String: Int]
    }

    /// Pixels of a cell.
    package static let cell = (width: 10, height: 20)
    private var dots: [[Dot?]]
    private var received = ""
    private var receives: Int?
    /// Handed pictures by number, and how many bytes were handed altogether.
    package private(set) var pictures: [Int: String] = [:]
    package private(set) var handedCount = 0
    private var placements: [Int: [Int: Placement]] = [:]
    private let columns: Int

    init(columns: Int, rows: Int) {
        self.columns = columns
        dots = Array(repeating: Array(repeating: nil, count: columns), count: rows)
    }

    package var placementCount: Int { placements.values.reduce(0) { $0 + $1.count } }

    mutating func wipe(_ row: Int, _ columns: Range<Int>) {
        for column in columns { dots[row][column] = nil }
    }

    /// Draws a string from a cell on, as far as there are cells.
    mutating func sixel(_ text: String, _ row: Int, _ column: Int) {
        guard let raster = text.split(separator: "\"").dropFirst().first else { return }
        let numbers = raster.prefix { $0 != "#" }.split(separator: ";").compactMap { Int($0) }
        guard numbers.count == 4 else { return }
        for place in 0..<numbers[2] / Self.cell.width where column + place < columns {
            dots[row][column + place] = .sixel(text, column: place)
        }
    }

    mutating func command(_ text: String, _ row: Int, _ column: Int, _ strange: inout [String]) {
        let halves = text.dropFirst().split(
            separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        var numbers: [String: Int] = [:]
        var words: [String: String] = [:]
        for pair in halves.first?.split(separator: ",") ?? [] {
            let parts = pair.split(separator: "=").map(String.init)
            words[parts[0]] = parts[1]
            numbers[parts[0]] = Int(parts[1])
        }
        let number = numbers["i"] ?? 0
        switch (words["a"], words["d"]) {
        case ("t", _):
            receives = number
            received = ""
            receive(halves, numbers)
        case (nil, _): receive(halves, numbers)
        case ("p", _):
            if pictures[number] == nil { strange.append("no picture \(number)") }
            placements[number, default: [:]][numbers["p"] ?? 0] = Placement(
                row: row, column: column, words: numbers)
        case ("d", "i"): placements[number]?[numbers["p"] ?? 0] = nil
        case ("d", "I"): (placements[number], pictures[number]) = (nil, nil)
        case ("d", "A"): (placements, pictures) = ([:], [:])
        case ("q", _): break
        default: strange.append("APC \(text.prefix(40))")
        }
    }

    private mutating func receive(_ halves: [Substring], _ numbers: [String: Int]) {
        received += halves.last ?? ""
        guard numbers["m"] == 0, let number = receives else { return }
        pictures[number] = received
        handedCount += received.utf8.count
        receives = nil
    }

    /// What is seen in a cell; nil for text alone.
    package func dot(_ row: Int, _ column: Int) -> [Dot] {
        var seen = [dots[row][column]].compactMap(\.self)
        for (number, places) in placements {
            for place in places.values {
                let words = place.words
                guard let wide = words["c"], let high = words["r"], let x = words["x"],
                    let y = words["y"], let width = words["w"], let height = words["h"],
                    (place.row..<place.row + high).contains(row),
                    (place.column..<place.column + wide).contains(column)
                else { continue }
                seen.append(
                    .kitty(
                        pictures[number] ?? "", x: x + (column - place.column) * width / wide,
                        y: y + (row - place.row) * height / high))
            }
        }
        return seen
    }
}

extension EmulatedGraphics {
    /// What is to be seen in a cell of a frame.
    package static func expected(_ frame: Frame, _ row: Int, _ column: Int) -> [Dot] {
        guard let mark = frame.style(at: row, column).picture else { return [] }
        let place = column - Int(mark.column)
        switch mark.picture.form {
        case .sixel(let strips):
            let text = String(
                decoding: strips[Int(mark.row)].dropFirst(2).dropLast(2), as: UTF8.self)
            return [.sixel(text, column: place)]
        case .kitty(let bytes):
            return [
                .kitty(
                    String(decoding: bytes, as: UTF8.self), x: place * cell.width,
                    y: Int(mark.row) * cell.height)
            ]
        }
    }

    /// A picture of so many cells, told from others by its name.
    package static func picture(
        _ graphics: TerminalGraphics, _ name: String, columns: Int, rows: Int,
        repeated: Int = 3000
    ) -> TerminalPicture {
        let (width, height) = (columns * cell.width, rows * cell.height)
        let form: TerminalPicture.Form =
            switch graphics {
            case .sixel:
                .sixel(
                    (0..<rows).map {
                        Array(
                            "\u{1B}P0;1;0q\"1;1;\(width);24#0;2;0;0;0#0\(name)\($0)\u{1B}\\".utf8)
                    })
            case .kitty: .kitty(Array(String(repeating: name, count: repeated).utf8))
            }
        return TerminalPicture(
            columns: columns, rows: rows, width: width, height: height, form: form)
    }
}
