import PreviewCore
import SiteHistory
import SiteModel

/// Everything the editor knows: a value that events change.
///
/// `update(_:)` is the only way in; what is to be done outside comes back as effects. The same events give the same
/// states and the same effects.
package struct EditorState: Sendable {
    /// What the program was started with.
    package struct Setup: Sendable {
        package var keymaps: [Keymap]
        package var keymap: String
        /// Names of all themes.
        package var themes: [String]
        package var theme: String
        package var isReadOnly: Bool
        package var sectionKinds: [SectionKindChoice]
        package var random: RandomBits

        package init(
            keymaps: [Keymap] = [Command.defaultKeymap], keymap: String = "default",
            themes: [String] = [],
            theme: String = "", isReadOnly: Bool = false, sectionKinds: [SectionKindChoice] = [],
            random: RandomBits
        ) {
            self.keymaps = keymaps
            self.keymap = keymap
            self.themes = themes
            self.theme = theme
            self.isReadOnly = isReadOnly
            self.sectionKinds = sectionKinds
            self.random = random
        }
    }

    package internal(set) var setup: Setup
    package internal(set) var keymap: Keymap
    package internal(set) var columns: Int
    package internal(set) var rows: Int

    /// nil before a site is open.
    package internal(set) var document: SiteDocument?
    package internal(set) var sites: [ListedSite] = []
    package internal(set) var locale = "en"
    package internal(set) var tree = TreePane()
    package internal(set) var page = PagePane()
    package internal(set) var prompt = PromptPane()
    /// What was proposed for the site and is kept, the oldest first.
    package internal(set) var proposals: [Proposal] = []
    /// Those of which something is still to be decided.
    package internal(set) var openProposals: [Int64] = []
    /// How many of those have something left that nobody has left out.
    package internal(set) var waitingProposalCount = 0
    package internal(set) var focus = Pane.tree
    package internal(set) var isZoomed = false
    package internal(set) var editing: EditSession?
    package internal(set) var overlay: Overlay?
    /// Lists that others were opened over, the lowest first; none while no list is shown.
    var covered: [Overlay] = []
    package internal(set) var notice: Notice?
    /// What is wrong with a file of the settings: it is said again where nothing else is, until it is mended or Esc.
    var settingsFault: Notice?
    package internal(set) var sync = SyncSegment()
    /// Strokes that began a sequence: `:`, `g`.
    package internal(set) var strokes: [KeyStroke] = []
    /// A key that acted at its first press, where a second one is usual.
    var spareStroke: KeyStroke?

    /// Texts that are committed and that the document does not show yet, by the commit's token.
    var ahead: [Int: (text: TextRef, typed: String)] = [:]
    /// The text that Esc left last, to be restored; the store has it, too.
    var cancelled: FieldDraft?
    /// Drafts of other texts, found when the site was opened.
    var drafts: [FieldDraft] = []
    var clipboard: Clipboard?
    /// A large paste that waits for a word.
    var heldPaste: String?
    var registers = Registers()
    /// Rows of the tree that the mouse holds.
    var drag: TreeDrag?
    /// How often the next command is done, as vi counts: `3` before `j`.
    package internal(set) var count: Int?
    /// Whether the count is the one that `count` begins with, which digits take the place of.
    var isCountOpen = false
    /// The change that `repeat` makes again.
    var lastChange: (name: String, count: Int?)?
    /// The prompt of the history that Up came to.
    var recalled: Int?
    var copiedText = ""
    /// Whether the last key killed: what the next one kills is pasted together with it.
    var isKilling = false
    /// Whether the terminal's ground is dark.
    package internal(set) var isGroundDark = false
    /// The lists of a page that somebody waits for.
    var awaitedReading: PageReadRequest?
    /// Whether the terminal's window has lost the keyboard.
    var isAway = false
    /// Whether the terminal shows that something is under way.
    var showsProgress = false
    /// What was looked for last.
    var search: SearchRequest?
    /// What was typed last in the lists that look through the site.
    var typedWords: [Overlay.Kind: SearchWords] = [:]
    /// The match that was gone to last.
    var lastMatch: FoundMatch?
    /// Whether an answer for the overlay's list is on its way.
    var isSearching = false
    /// What a list showed in the page last, and the view of the page before it did.
    var glanced: TreeItem?
    var viewBefore: PageView?
    /// Whether the page is on its way back to that view.
    var isReturning = false
    /// What the cursor goes to when it is there.
    var awaited: TreeItem?
    var themeBefore: String?
    /// The section that is being composed.
    var inserting: ComposeRequest?
    var nextToken = 1
    /// Steps that are being undone or made again, by their tokens.
    var turning: [Int: TurningStep] = [:]
    /// What is said of commits once they are made, by their tokens.
    var placements: [Int: Placement] = [:]
    /// What was read of the site's history; nil while nobody looks at it.
    var timeline: Timeline?
    /// What the merge screen shows, and showed last.
    package internal(set) var merge = MergeScreen()
    /// Where in the log the merges are that nobody had to be asked about, and up to where they were looked through.
    var mergePositions: [UInt64] = []
    /// Texts in which two devices changed the same words and nobody has chosen.
    package internal(set) var contestedCount = 0
    var mergesSeen: UInt64 = 0
    /// Up to where they are looked through once their list is left.
    var mergesToSee: UInt64 = 0
    /// Whether a site is being opened and nothing of it is there yet.
    package var isOpening = false
    /// What was typed meanwhile: it is meant for what is shown then.
    var typedAhead: [InputEvent] = []
    /// The part of a large site that is being read.
    var asked: SitePart?
    /// Whether the button was pressed in the field, and is held.
    var isDraggingText = false
    /// Whether it was said what a line break comes to.
    var hasToldBreak = false
    /// Whether a key that does nothing was told of.
    var hasToldUnbound = false
    /// Sentences on the themes, by their names.
    var themeSummaries: [String: String] = [:]
    /// Whether all themes and keymaps were asked for.
    var hasListedSettings = false
    /// What `placeNames` was made for.
    package internal(set) var namedPlace: NamedPlace?
    /// The page's path and the section's name of the place that is told about.
    package internal(set) var placeNames: [String] = []
    /// The names on the page where the cursor is.
    var pageNames: PageNames?
    /// The keys of the texts at the place that is told about.
    var placeKeys = PlaceKeys()
    /// What holds the node where the cursor is.
    var here: Here?
    var walk = Walk.rests
    /// What breadcrumb, status line and prompt tell of.
    package internal(set) var told = ToldPlace()
    /// What `edit` does at the place that is told about.
    var editWords = EditWords.nothing
    var toldRows = ToldRows()

    /// A section of a page, at one revision of the site.
    package struct NamedPlace: Hashable, Sendable {
        let page: NodeID
        let section: NodeID?
        /// The cursor is on the page itself.
        let isPage: Bool
        let revision: UInt64
    }

    package init(_ setup: Setup, columns: Int, rows: Int) {
        self.setup = setup
        keymap =
            setup.keymaps.first { $0.name == setup.keymap } ?? setup.keymaps.first
            ?? Command.defaultKeymap
        self.columns = max(1, columns)
        self.rows = max(1, rows)
    }

    /// Where the panes stand.
    package var layout: PaneLayout {
        let wide = PaneLayout(
            columns: columns, rows: rows, focus: focus, isZoomed: isZoomed, promptRows: 1,
            treeRows: tree.rows.count, pages: pages)
        let wanted = prompt.rowsWanted(
            isFocused: focus == .prompt, width: wide.prompt?.width ?? columns)
        return PaneLayout(
            columns: columns, rows: rows, focus: focus, isZoomed: isZoomed,
            promptRows: rows < 24 ? min(wanted, 2 + rows / 4) : wanted,
            treeRows: tree.rows.count, pages: pages)
    }

    /// What the page's pane is to hold.
    private var pages: PageSplit.Wish {
        PageSplit.Wish(
            page.platform, page.manner.arrangement, namesSections: page.manner.namesSections)
    }

    /// Where keys go now.
    package var context: Keymap.Context {
        if let overlay { return overlay.context }
        if editing != nil { return .field }
        if focus == .prompt, prompt.review != nil { return .review }
        switch focus {
        case .tree: return .tree
        case .page: return .page
        case .prompt: return .prompt
        }
    }

    /// The page that the cursor stands in.
    package var currentPage: NodeID? {
        guard let document else { return nil }
        guard let node = tree.current?.item.node else { return document.site.pages.first?.id }
        if let here, here.is(node, document) { return here.page }
        return document.site.enclosing(.page, of: node)?.id ?? document.site.pages.first?.id
    }

    /// What the page shows: what the cursor of a list is on, else what the tree's is on.
    package var shownItem: TreeItem? { glance ?? tree.current?.item }

    /// The page that is shown.
    package var shownPage: NodeID? {
        guard let glance, let page = document?.site.enclosing(.page, of: glance.node) else {
            return currentPage
        }
        return page.id
    }

    /// Whether a list of tasks is shown that has nothing in it.
    var hasEmptyList: Bool { overlay?.kind == .tasks && overlay?.items.isEmpty == true }

    /// The section that the cursor stands in.
    package var currentSection: NodeID? {
        guard let document, let node = tree.current?.item.node else { return nil }
        if let here, here.is(node, document) { return here.section }
        return document.site.enclosing(.section, of: node)?.id
    }

    /// Whether no proposal may change the section that the cursor stands in.
    package var isCurrentSectionLocked: Bool {
        currentSection.map { document?.site.isLocked($0) ?? false } ?? false
    }

    /// Whether older steps of the timeline are on their way.
    package var readsHistory: Bool { isOpen(.timeline) && timeline?.isComplete == false }

    /// Whether the site can be changed here.
    package var canEdit: Bool { !setup.isReadOnly && document != nil }

    /// A text as it will be shown: committed ones at once.
    func shownText(_ ref: TextRef) -> String? {
        if let own = ahead.values.first(where: { $0.text == ref }) { return own.typed }
        guard let node = document?.site[ref.node] else { return nil }
        if let field = ref.attributeField { return node.fields[field]?.plain }
        return node.texts[ref.key]
    }

    mutating func token() -> Int {
        nextToken += 1
        return nextToken
    }
}
