import SiteModel

/// Where the characters that a batch inserted stand in its text, while it goes on: scalars at each operation's own version.
struct OwnStretches {
    private var stretches: [Range<Int>] = []
    /// A cancel brings back what is not known here.
    private var isUnsure = false

    /// Where they stand now, in no order; nil where that cannot be told.
    var known: [Range<Int>]? { isUnsure ? nil : stretches }

    /// Follows an operation on the text.
    ///
    /// - Returns: Whether it deletes, or may delete, what the batch inserted.
    mutating func take(_ operation: Operation) -> Bool {
        switch operation {
        case .insert(_, let at, let text): insert(text.unicodeScalars.count, at: at)
        case .remove(_, let at, let count): return remove(at..<at + max(0, count)) || isUnsure
        case .cancel: isUnsure = true
        default: break
        }
        return false
    }

    private mutating func insert(_ count: Int, at position: Int) {
        stretches = stretches.flatMap { stretch -> [Range<Int>] in
            if stretch.lowerBound >= position {
                return [stretch.lowerBound + count..<stretch.upperBound + count]
            }
            if stretch.upperBound <= position { return [stretch] }
            return [
                stretch.lowerBound..<position, position + count..<stretch.upperBound + count,
            ]
        }
        stretches.append(position..<position + count)
    }

    private mutating func remove(_ gone: Range<Int>) -> Bool {
        let touches = stretches.contains { $0.overlaps(gone) }
        func shifted(_ position: Int) -> Int {
            position <= gone.lowerBound ? position : max(gone.lowerBound, position - gone.count)
        }
        stretches = stretches.map { shifted($0.lowerBound)..<shifted($0.upperBound) }
            .filter { !$0.isEmpty }
        return touches
    }
}
