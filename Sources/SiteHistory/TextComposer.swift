import SiteModel

/// Composes operations that follow one another on one text into one patch of the text before them.
struct TextComposer {
    private enum Piece {
        /// A run of the old text.
        case old(Range<Int>)
        case new(String)

        var count: Int {
            switch self {
            case .old(let range): range.count
            case .new(let text): text.unicodeScalars.count
            }
        }
    }

    private var pieces: [Piece]
    private let count: Int
    /// Whether an operation was met whose effect does not follow from positions alone, or that has none.
    private var isOpaque = false

    /// For a text of the given number of scalars.
    init(count: Int) {
        self.count = count
        pieces = count > 0 ? [.old(0..<count)] : []
    }

    /// How long the text is after what was applied so far.
    private var newCount: Int { pieces.reduce(0) { $0 + $1.count } }

    mutating func apply(_ operation: Operation) {
        switch operation {
        case .insert(_, let at, let text) where at >= 0 && at <= newCount:
            let index = split(at: at)
            pieces.insert(.new(text), at: index)
        case .remove(_, let at, let length)
        where at >= 0 && at <= newCount && length >= 0 && length <= newCount - at:
            let start = split(at: at)
            let end = split(at: at + length)
            pieces.removeSubrange(start..<max(start, end))
        default: isOpaque = true
        }
    }

    /// Makes a border between pieces at an offset; the index of the piece behind it.
    private mutating func split(at offset: Int) -> Int {
        var position = 0
        for (index, piece) in pieces.enumerated() {
            if position == offset { return index }
            let rest = offset - position
            if rest < piece.count {
                let halves = cut(piece, at: rest)
                pieces.replaceSubrange(index...index, with: [halves.0, halves.1])
                return index + 1
            }
            position += piece.count
        }
        return pieces.count
    }

    private func cut(_ piece: Piece, at offset: Int) -> (Piece, Piece) {
        switch piece {
        case .old(let range):
            let middle = range.lowerBound + offset
            return (.old(range.lowerBound..<middle), .old(middle..<range.upperBound))
        case .new(let text):
            let scalars = text.unicodeScalars
            let middle = scalars.index(scalars.startIndex, offsetBy: offset)
            return (.new(String(scalars[..<middle])), .new(String(scalars[middle...])))
        }
    }

    /// The edits of the old text; nil where they do not follow from positions.
    var edits: [TextEdit]? {
        if isOpaque { return nil }
        var found: [TextEdit] = []
        var position = 0
        var replacement = ""
        func flush(upTo end: Int) {
            if end > position || !replacement.isEmpty {
                found.append(TextEdit(position..<end, replacement))
            }
        }
        for piece in pieces {
            switch piece {
            case .new(let text): replacement += text
            case .old(let range):
                flush(upTo: range.lowerBound)
                replacement = ""
                position = range.upperBound
            }
        }
        flush(upTo: count)
        return found
    }
}
