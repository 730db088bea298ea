import SiteHistory
import SiteModel

/// A list laid over the panes: palette, help, conflicts …
package struct Overlay: Sendable {
    package enum Kind: Hashable, Sendable {
        case palette, commandLine, goTo, help, conflicts, trash, sites, find, replace, themes,
            keymaps, sectionKinds,
            tasks, source, moveTo, undoTree, timeline,
            /// What one of its steps changed.
            difference

        /// Whether its rows come from all of the site.
        var needsWholeSite: Bool {
            switch self {
            case .goTo, .find, .replace, .conflicts, .trash, .moveTo: true
            default: false
            }
        }

        /// Whether the page shows what its cursor is on: the list then leaves room for it.
        package var glances: Bool {
            switch self {
            case .goTo, .find, .replace, .moveTo: true
            default: false
            }
        }
    }

    package let kind: Kind
    package let title: String
    /// What narrows the list; nil where letters do not.
    package internal(set) var query: TextField?
    /// For `find` and `replace`.
    package internal(set) var search: SearchForm?
    /// For `help`: the next key is looked up, whatever it is.
    package internal(set) var awaitsKey = false
    /// For `replace`: what is put in.
    package internal(set) var replacement: TextField?
    /// What the query leaves, best first.
    package internal(set) var items: [OverlayItem] = []
    package internal(set) var cursor = 0
    package internal(set) var top = 0
    /// Everything that can be listed.
    var all: [OverlayItem]

    init(_ kind: Kind, _ title: String, _ all: [OverlayItem], searches: Bool = true) {
        self.kind = kind
        self.title = title
        self.all = all
        query = searches ? TextField() : nil
        filter()
    }

    package var current: OverlayItem? { items.indices.contains(cursor) ? items[cursor] : nil }

    /// Lists what the query finds.
    mutating func filter() {
        let words = query?.text ?? ""
        if words.isEmpty {
            items = all
        } else {
            items = FuzzySearch.best(words, in: all) {
                $0.title + " " + $0.name + " " + $0.detail
            }
        }
        cursor = 0
        top = 0
    }

    /// Whether a key that types a letter types it here.
    package var takesLetters: Bool { query != nil && search?.part != .matches && !awaitsKey }

    /// The field that has the keyboard.
    package var typed: TextField? {
        search?.part == .replacement ? replacement : search?.part == .matches ? nil : query
    }

    /// Takes new items; the cursor keeps its place.
    mutating func show(_ new: [OverlayItem]) {
        let (place, first) = (cursor, top)
        all = new
        filter()
        cursor = min(place, max(0, items.count - 1))
        top = first
    }

    /// Where keys go while it is open.
    var context: Keymap.Context {
        switch kind {
        case .conflicts: .merge
        case .timeline, .difference: .timeline
        default: .list
        }
    }

    mutating func move(by count: Int) {
        cursor = min(max(0, cursor + count), max(0, items.count - 1))
    }

    mutating func follow(height: Int) {
        let height = max(1, height)
        if cursor < top { top = cursor }
        if cursor >= top + height { top = cursor - height + 1 }
        top = min(max(0, top), max(0, items.count - height))
    }
}

/// A row of an overlay.
package struct OverlayItem: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        case none
        case command(String)
        case goTo(TreeItem)
        case openSite(NodeID)
        case theme(String)
        case keymap(String)
        case restore(NodeID)
        case sectionKind(String)
        /// A step of the timeline.
        case step(OperationID)
        /// A step of the undo tree; nil for before the first.
        case turnTo(Int64?)
        /// A match of a search, by its number.
        case match(Int)
        /// A page or a section that what is marked moves into.
        case moveTo(NodeID)
        /// A proposal, by the store's number.
        case review(Int64)
    }

    package let title: String
    /// What else it says, dimmed.
    package let detail: String
    /// Keys that do the same.
    package let keys: String
    package let action: Action
    /// Lines shown below the list while the cursor is on it: a side of a conflict, a help sentence.
    package let notes: [Note]
    /// What it is in a difference; plain elsewhere.
    package let look: Note.Kind

    package struct Note: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            case plain, title, dim, removed, added
        }
        package let kind: Kind
        package let text: String
    }

    /// What it is called in keymaps, for commands; looked through and not shown.
    package let name: String
    /// The title in pieces that look different; empty where it is one.
    package let pieces: [Piece]
    /// Whether it is taken along; nil where that is no question.
    package let isChosen: Bool?

    package struct Piece: Hashable, Sendable {
        package enum Kind: Hashable, Sendable { case plain, match, removed, added }
        package let kind: Kind
        package let text: String

        package init(kind: Kind, text: String) {
            self.kind = kind
            self.text = text
        }
    }

    init(
        _ title: String, detail: String = "", keys: String = "", action: Action = .none,
        notes: [Note] = [], look: Note.Kind = .plain, name: String = "", pieces: [Piece] = [],
        isChosen: Bool? = nil
    ) {
        self.name = name
        self.pieces = pieces
        self.isChosen = isChosen
        self.title = title
        self.detail = detail
        self.keys = keys
        self.action = action
        self.notes = notes
        self.look = look
    }
}

/// Finds rows by some of their letters.
package enum FuzzySearch {
    /// The rows that hold every word of the query, best first; equal ones in their own order.
    ///
    /// A word may be spread over a row's letters; whole words and word starts count most.
    /// - Complexity: O(rows · letters).
    package static func best<Row>(_ query: String, in rows: [Row], text: (Row) -> String) -> [Row] {
        let words = query.lowercased().split(whereSeparator: \.isWhitespace).map {
            Array($0.unicodeScalars)
        }
        guard !words.isEmpty else { return rows }
        var found: [(score: Int, index: Int)] = []
        for (index, row) in rows.enumerated() {
            let letters = Array(text(row).lowercased().unicodeScalars)
            var total = 0
            for word in words {
                guard let score = score(word, in: letters) else {
                    total = -1
                    break
                }
                total += score
            }
            if total >= 0 { found.append((total, index)) }
        }
        found.sort { $0.score != $1.score ? $0.score > $1.score : $0.index < $1.index }
        return found.map { rows[$0.index] }
    }

    /// How well a word fits; nil where its letters are not there in order, or too far apart to be meant.
    private static func score(_ word: [Unicode.Scalar], in letters: [Unicode.Scalar]) -> Int? {
        if let run = runScore(word, in: letters) { return run }
        guard word.count > 1 else { return nil }
        var place = 0
        var first: Int?
        for scalar in word {
            guard let next = letters[place...].firstIndex(of: scalar) else { return nil }
            first = first ?? next
            place = next + 1
        }
        let spread = place - (first ?? 0) - word.count
        return spread > 3 * word.count ? nil : max(1, 40 - spread)
    }

    /// The score of a word that stands in one piece.
    private static func runScore(_ word: [Unicode.Scalar], in letters: [Unicode.Scalar]) -> Int? {
        guard letters.count >= word.count else { return nil }
        var best: Int?
        for start in 0...(letters.count - word.count) where letters[start] == word[0] {
            guard letters[start..<start + word.count].elementsEqual(word) else { continue }
            let isStart = start == 0 || !letters[start - 1].properties.isAlphabetic
            best = max(best ?? 0, (isStart ? 200 : 100) - min(start, 50))
        }
        return best
    }
}
