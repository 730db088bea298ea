/// What terminals make of a cluster's width.
enum ClusterWidth {
    /// Emoji from here on are younger than some terminals' tables (Unicode 9).
    static let recentEmoji: UInt32 = 0x1F900

    /// Whether every terminal counts it alike: one character that takes space, and marks that take none.
    static func isAgreed(_ cluster: Character) -> Bool {
        cluster.unicodeScalars.dropFirst().allSatisfy { isMark($0) && !isSelector($0) }
            && (cluster.unicodeScalars.first?.value ?? 0) < recentEmoji
    }

    /// The most cells that a terminal gives it which counts each scalar for itself.
    static func widest(_ cluster: Character) -> Int {
        cluster.unicodeScalars.reduce(0) { $0 + widest($1) }
    }

    private static func widest(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        if isMark(scalar) || scalar.properties.generalCategory == .format { return 0 }
        return isNarrow(scalar) ? 1 : 2
    }

    /// Letters of scripts before the wide ones.
    private static func isNarrow(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x1100 }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }

    /// Variation selectors are marks, and change the width on some terminals.
    private static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
        (0xFE00...0xFE0F).contains(scalar.value)
    }
}
