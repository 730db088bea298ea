import PreviewCore

/// How a site's pages are looked at: what is there again when the site is opened the next time.
package struct PageOutlook: Hashable, Sendable {
    private var platform = PreviewPlatform.desktop
    private var zoomPercent = 100
    private var arrangement = PageManner.Arrangement.one
    private var isCompact = true
    private var scheme = PageManner.Scheme.terminal
    private var hasBlockLetters = false

    package init() {}

    init(_ page: PagePane) {
        platform = page.platform
        zoomPercent = page.manner.zoomPercent
        arrangement = page.manner.arrangement
        isCompact = page.manner.isCompact
        scheme = page.manner.scheme
        hasBlockLetters = page.manner.hasBlockLetters
    }

    /// Shows pages so from now on.
    func set(_ page: inout PagePane) {
        page.platform = platform
        page.manner.zoomPercent = zoomPercent
        page.manner.arrangement = arrangement
        page.manner.isCompact = isCompact
        page.manner.scheme = scheme
        page.manner.hasBlockLetters = hasBlockLetters
    }

    // MARK: - As words

    private static let arrangements: [String: PageManner.Arrangement] = [
        "one": .one, "two": .two, "all": .all,
    ]
    private static let schemes: [String: PageManner.Scheme] = [
        "terminal": .terminal, "light": .light, "dark": .dark,
    ]
    private static let spacings = ["compact": true, "exact": false]

    private static let lettersWord = "letters"

    /// `mobile 125 two exact dark`, and `letters` where headings are in block letters.
    var words: String {
        func word<Value: Equatable>(_ value: Value, _ words: [String: Value]) -> String {
            words.first { $0.value == value }?.key ?? ""
        }
        let words = [
            platform.rawValue, "\(zoomPercent)", word(arrangement, Self.arrangements),
            word(isCompact, Self.spacings), word(scheme, Self.schemes),
        ]
        return (words + (hasBlockLetters ? [Self.lettersWord] : [])).joined(separator: " ")
    }

    /// nil for anything else.
    init?(words: String) {
        let parts = words.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let further = parts.dropFirst(5)
        guard parts.count >= 5, further.isEmpty || further == [Self.lettersWord],
            let platform = PreviewPlatform(rawValue: parts[0]),
            let zoom = Int(parts[1]), PreviewViewport.zooms.contains(zoom),
            let arrangement = Self.arrangements[parts[2]], let isCompact = Self.spacings[parts[3]],
            let scheme = Self.schemes[parts[4]]
        else { return nil }
        (self.platform, zoomPercent, self.arrangement) = (platform, zoom, arrangement)
        (self.isCompact, self.scheme) = (isCompact, scheme)
        hasBlockLetters = !further.isEmpty
    }
}
