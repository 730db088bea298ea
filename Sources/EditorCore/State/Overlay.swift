import SiteHistory
import SiteModel

/// A list laid over the panes: palette, help, conflicts …
package struct Overlay: Sendable {
    package enum Kind: Hashable, Sendable {
        case palette, commandLine, goTo, help, conflicts, trash, sites, find, replace, themes,
            keymaps, sectionKinds,
            tasks, source, moveTo, undoTree, timeline,
            /// Words are typed, and there is no list.
            newSite, newPage, pagePath,
            /// What one of its steps changed.
            difference,
            /// A line, no list: what is looked for in the page.
            pageFind,
            landmarks, focusOrder, gaps

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
            case .goTo, .find, .replace, .moveTo, .landmarks, .focusOrder, .gaps: true
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
    /// For `pagePath`: whose path is typed.
    var pathOwner: PathOwner?
    /// What was typed in the query and in what is put in, to be taken back.
    var steps: [SearchForm.Part: TypingSteps] = [:]
    /// What the query leaves, best first.
    package internal(set) var items = ListedItems([])
    package internal(set) var cursor = 0
    package internal(set) var top = 0
    /// Everything that can be listed.
    private(set) var all: [OverlayItem] { didSet { prepare() } }
    /// What is looked through.
    private var letters = FuzzyIndex([])
    /// What the query finds, and what its beginnings did.
    private var findings: [FuzzyIndex.Finding] = []
    /// Whether some row has notes.
    package private(set) var hasNotes = false
    /// The letters of the longest note; nil where rows may have several.
    private(set) var noteLength: Int?

    init(_ kind: Kind, _ title: String, _ all: [OverlayItem], searches: Bool = true) {
        self.kind = kind
        self.title = title
        self.all = all
        query = searches ? TextField() : nil
        prepare()
        filter()
    }

    /// Once for a list: keys are many, and a site can have thousands of rows.
    private mutating func prepare() {
        letters = FuzzyIndex(query == nil ? [] : all)
        findings = []
        hasNotes = kind == .replace || all.contains { !$0.notes.isEmpty }
        noteLength =
            [.palette, .help].contains(kind)
            ? all.lazy.flatMap(\.notes).map(\.text.utf8.count).max() : nil
    }

    package var current: OverlayItem? { items.indices.contains(cursor) ? items[cursor] : nil }

    /// Lists what the query finds.
    mutating func filter() {
        let words = query?.text ?? ""
        if words.isEmpty {
            items = ListedItems(all)
        } else {
            // A letter more narrows what is listed; one less goes back to what was.
            while let last = findings.last, !words.hasPrefix(last.query) { findings.removeLast() }
            if findings.last?.query != words {
                findings.append(letters.find(words, among: findings.last))
            }
            items = ListedItems(all, order: findings.last?.rows)
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

    /// Puts the cursor on the row that does this, if there is one.
    mutating func putCursor(on action: OverlayItem.Action) {
        cursor = items.firstIndex { $0.action == action } ?? cursor
    }

    mutating func follow(height: Int) {
        let height = max(1, height)
        if cursor < top { top = cursor }
        if cursor >= top + height { top = cursor - height + 1 }
        top = min(max(0, top), max(0, items.count - height))
    }
}

/// Rows in the order in which they are listed; none is copied for that.
package struct ListedItems: RandomAccessCollection, Sendable {
    private var all: [OverlayItem]
    private let order: [Int]?

    /// - Parameter order: Which of them, by index; nil for all.
    init(_ all: [OverlayItem], order: [Int]? = nil) {
        self.all = all
        self.order = order
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { order?.count ?? all.count }

    package internal(set) subscript(index: Int) -> OverlayItem {
        get { all[order?[index] ?? index] }
        set { all[order?[index] ?? index] = newValue }
    }
}

/// A page whose path is typed.
struct PathOwner: Hashable, Sendable {
    let page: NodeID
    /// The conflict that it settles, if one.
    let settling: ConflictID?
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
        /// Where in the text the match stands, in characters, behind a word that is not cut; nil where there is none.
        let match: Match?

        struct Match: Hashable, Sendable {
            /// The word before, `before  `.
            let lead: Int
            let range: Range<Int>
        }

        init(kind: Kind, text: String, match: Match? = nil) {
            self.kind = kind
            self.text = text
            self.match = match
        }
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
