import SiteModel

/// What is looked for in a page: equal requests have equal answers.
package struct PageFindRequest: Hashable, Sendable {
    package let page: NodeID
    package let needle: String
    package let locale: String
    /// The drawing that is shown: what it does not show is not found, and each new one is asked again.
    package let drawn: PreviewRequest?

    package init(page: NodeID, needle: String, locale: String, drawn: PreviewRequest?) {
        self.page = page
        self.needle = needle
        self.locale = locale
        self.drawn = drawn
    }
}

/// A place in the page's words that holds what is looked for.
package struct PageMatch: Hashable, Sendable {
    /// What Enter goes to.
    package let item: TreeItem
    /// The element whose rows show it.
    package let holder: NodeID
    /// How many matches stand before it in the same element.
    package let ordinal: Int

    package init(item: TreeItem, holder: NodeID, ordinal: Int) {
        self.item = item
        self.holder = holder
        self.ordinal = ordinal
    }
}

/// Finding in the page: what is asked, what was found, and the match that is shown.
package struct PageFind: Sendable {
    /// Where one was before.
    struct Origin: Hashable, Sendable {
        let view: PageView?
        let focus: Pane
    }

    package internal(set) var needle = PageNeedle("")
    package internal(set) var asked: PageFindRequest?
    package internal(set) var matches: [PageMatch] = []
    /// An index of `matches`; nil where there are none.
    package internal(set) var current: Int?
    /// Whether an answer is on its way.
    package internal(set) var isBusy = false
    /// The cells of the current match.
    package internal(set) var spots: [PageSpot] = []
    let origin: Origin
    /// The first row that was shown when the question was asked: the first match is looked for from there.
    let start: Int

    init(origin: Origin, start: Int) {
        self.origin = origin
        self.start = start
    }

    /// `3 of 17`, or why there is no number.
    package var count: String {
        if needle.isEmpty { return "Type what to look for in the page." }
        if isBusy, matches.isEmpty { return "Looking…" }
        guard let current else { return "The page does not say that." }
        return "\(current + 1) of \(matches.count)"
    }

    mutating func step(_ direction: Int) {
        guard let here = current, !matches.isEmpty else { return }
        current = (here + direction + matches.count) % matches.count
    }
}
