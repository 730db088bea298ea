import PreviewCore

/// How the page pane shows a page, besides for which device.
package struct PageManner: Hashable, Sendable {
    /// Devices side by side; fewer where there is no room.
    package enum Arrangement: Hashable, Sendable { case one, two, all }
    /// What `prefers-color-scheme` answers.
    package enum Scheme: Hashable, Sendable { case terminal, light, dark }

    package internal(set) var arrangement = Arrangement.one
    package internal(set) var scheme = Scheme.terminal
    /// One of `PreviewViewport.zooms`.
    package internal(set) var zoomPercent = 100
    package internal(set) var isCompact = true
    /// False: as a text browser shows the page.
    package internal(set) var takesStyles = true
    /// Big headings in letters of several rows.
    package internal(set) var hasBlockLetters = false
    /// Names of the sections at the pane's edge.
    package internal(set) var namesSections = false

    package init() {}

    func viewport(_ platform: PreviewPlatform, isDark: Bool) -> PreviewViewport {
        let prefersDark = scheme == .terminal ? isDark : scheme == .dark
        return PreviewViewport(
            platform, zoomPercent: zoomPercent, isCompact: isCompact, prefersDark: prefersDark,
            takesStyles: takesStyles, hasBlockLetters: hasBlockLetters)
    }
}

/// The parts of the page pane: the device that has the cursor, those beside it, and the names of sections.
package struct PageSplit: Hashable, Sendable {
    package struct Beside: Hashable, Sendable {
        package let platform: PreviewPlatform
        package let area: ScreenArea
    }

    package struct Wish: Hashable, Sendable {
        let platform: PreviewPlatform
        let arrangement: PageManner.Arrangement
        let namesSections: Bool

        package init(
            _ platform: PreviewPlatform = .desktop, _ arrangement: PageManner.Arrangement = .one,
            namesSections: Bool = false
        ) {
            self.platform = platform
            self.arrangement = arrangement
            self.namesSections = namesSections
        }
    }

    package let main: ScreenArea
    /// From left to right. One column stands free between two devices.
    package let beside: [Beside]
    package let names: ScreenArea?

    /// Columns that two and three devices need.
    package static let twoColumnsMin = 72
    package static let allColumnsMin = 132
    /// Columns that the names of sections take, and those that must be left for the page.
    private static let namesWidth = 17
    private static let besideNamesMin = 56

    init(_ area: ScreenArea, _ wish: Wish) {
        // As it is nearly always, and this is asked several times a key.
        if wish.arrangement == .one, !wish.namesSections {
            (main, beside, names) = (area, [], nil)
            return
        }
        var area = area
        if wish.namesSections, area.width >= Self.besideNamesMin + Self.namesWidth {
            let width = area.width - Self.namesWidth
            names = ScreenArea(
                row: area.row, column: area.column + width, width: Self.namesWidth,
                height: area.height)
            area = ScreenArea(
                row: area.row, column: area.column, width: width - 1, height: area.height)
        } else {
            names = nil
        }
        var column = area.column
        var main = area
        var beside: [Beside] = []
        let shown = Self.platforms(wish, width: area.width)
        for (platform, width) in zip(shown, Self.widths(shown, in: area.width)) {
            let part = ScreenArea(row: area.row, column: column, width: width, height: area.height)
            if platform == wish.platform {
                main = part
            } else {
                beside.append(Beside(platform: platform, area: part))
            }
            column += width + 1
        }
        (self.main, self.beside) = (main, beside)
    }

    /// How many devices there is room for.
    static func arrangement(_ wish: PageManner.Arrangement, width: Int) -> PageManner.Arrangement {
        switch wish {
        case .all where width >= allColumnsMin: .all
        case .all where width >= twoColumnsMin, .two where width >= twoColumnsMin: .two
        default: .one
        }
    }

    private static func platforms(_ wish: Wish, width: Int) -> [PreviewPlatform] {
        switch arrangement(wish.arrangement, width: width) {
        case .one: [wish.platform]
        case .two: [wish.platform == .mobile ? .desktop : wish.platform, .mobile]
        case .all: PreviewPlatform.allCases
        }
    }

    /// In proportion to the devices' widths; none gets more than it uses, and a phone no less than it needs.
    private static func widths(_ shown: [PreviewPlatform], in width: Int) -> [Int] {
        let room = width - (shown.count - 1)
        let total = shown.reduce(0) { $0 + $1.viewportWidth }
        let others = shown.dropFirst().map { platform in
            let share = Int(Double(room) * platform.viewportWidth / total)
            return min(platform.columnsMax + 1, max(25, share))
        }
        return [room - others.reduce(0, +)] + others
    }
}
