/// Pieces of a text, wrapped into lines.
enum MergeText {
    /// What stands around words where no colour tells what they are.
    private static let marks: [MergeInk: (String, String)] = [
        .removed: ("[-", "-]"), .added: ("{+", "+}"), .current: ("«", "»"),
    ]

    /// - Parameter isColoured: Whether colours tell what was added and what was removed.
    /// - Returns: At least one line.
    static func lines(_ pieces: [MergePiece], width: Int, isColoured: Bool) -> [[MergePiece]] {
        let shown = pieces.filter { !$0.text.isEmpty }.map { piece in
            // Struck words would run into those beside them.
            guard !isColoured || piece.ink == .removed, let (left, right) = marks[piece.ink] else {
                return piece
            }
            return MergePiece(piece.ink, left + piece.text + right)
        }
        let field = TextField(shown.map(\.text).joined())
        let all = Array(field.text.utf8)
        var lines = field.layout(width: max(1, width))
        // A full last line is followed by an empty one, for a cursor that is not there.
        if lines.count > 1, lines.last?.range.isEmpty == true, all.last != UInt8(ascii: "\n") {
            lines.removeLast()
        }
        return lines.map { line in
            var place = 0
            // The space at which a line is wrapped may hang over its edge.
            let hangs = line.isWrapped && all[line.range].last == UInt8(ascii: " ")
            let end = line.range.upperBound - (hangs ? 1 : 0)
            return shown.compactMap { piece in
                let range = (place..<place + piece.text.utf8.count).clamped(
                    to: line.range.lowerBound..<end)
                place += piece.text.utf8.count
                guard !range.isEmpty else { return nil }
                return MergePiece(piece.ink, String(decoding: all[range], as: UTF8.self))
            }
        }
    }

    static func width(of pieces: [MergePiece]) -> Int {
        pieces.reduce(0) { $0 + ShownCharacter.width(of: $1.text) }
    }
}
