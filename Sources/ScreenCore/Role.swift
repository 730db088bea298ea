/// What a piece of the screen is, for a theme to colour.
///
/// A theme need not name them all: a role it leaves out looks as the role above it, found by dropping the last dot;
/// where nobody names any of them, it has the colours of what lies beneath.
package enum Role: String, CaseIterable, Hashable, Sendable {
    /// The ground of everything, and text on it.
    case text = "ui.text"
    case dim = "ui.dim"
    case accent = "ui.accent"
    /// Lines between panes; those beside the pane that has the keyboard.
    case border = "ui.border"
    case borderFocused = "ui.border.focused"
    /// Selected text; the row a list's cursor is on; what a search found.
    case selection = "ui.selection"
    case listCursor = "ui.cursor"
    case match = "ui.match"
    /// Names of keys in hints and help, and what stands beside them.
    case key = "ui.key"
    case hint = "ui.hint"
    /// A text that is being edited in place.
    case field = "ui.field"
    case fieldSelection = "ui.field.selection"
    /// What lies over the panes: palette, help, questions.
    case panel = "ui.panel"
    case panelTitle = "ui.panel.title"
    case panelBorder = "ui.panel.border"
    case panelDim = "ui.panel.dim"
    case panelCursor = "ui.panel.cursor"
    case panelMatch = "ui.panel.match"
    case panelKey = "ui.panel.key"

    case treePage = "tree.page"
    case treeSection = "tree.section"
    case treeElement = "tree.element"
    case treeText = "tree.text"
    case treeRaw = "tree.raw"
    case treeTrash = "tree.trash"
    case treeMark = "tree.mark"
    case treeCursor = "tree.cursor"
    case treeCursorUnfocused = "tree.cursor.unfocused"

    /// The first and the last rows.
    case statusBar = "status.bar"
    case statusTitle = "status.title"
    case statusDim = "status.dim"
    case statusKey = "status.key"
    case statusPending = "status.pending"
    case statusSynced = "status.synced"
    case statusOffline = "status.offline"
    case statusConflict = "status.conflict"
    case statusError = "status.error"

    case promptText = "prompt.text"
    case promptTitle = "prompt.title"
    case promptMarker = "prompt.marker"
    case promptPlaceholder = "prompt.placeholder"
    case promptProgress = "prompt.progress"
    case promptReply = "prompt.reply"

    /// The page, where its own colours are not used.
    case previewText = "preview.text"
    case previewHeading = "preview.heading"
    case previewLink = "preview.link"
    case previewButton = "preview.button"
    case previewImage = "preview.image"
    case previewInput = "preview.input"
    case previewCode = "preview.code"
    case previewDim = "preview.dim"
    case previewRule = "preview.rule"
    /// The section or the text that the tree's cursor is on.
    case previewCurrent = "preview.current"
    case previewNotice = "preview.notice"
    /// What is looked for in the page; the place that was gone to.
    case previewMatch = "preview.match"
    case previewMatchCurrent = "preview.match.current"

    case diffAdded = "diff.added"
    case diffRemoved = "diff.removed"
    case diffChanged = "diff.changed"
    case diffContext = "diff.context"

    case conflict
    case conflictOurs = "conflict.ours"
    case conflictTheirs = "conflict.theirs"
    case conflictBase = "conflict.base"

    case error
    case warning
    case ok
    case info

    /// The role whose background lies under this one where it has none of its own.
    package var ground: Role {
        switch self {
        case .statusBar, .statusTitle, .statusDim, .statusKey, .statusPending, .statusSynced,
            .statusOffline, .statusConflict, .statusError:
            .statusBar
        case .panel, .panelTitle, .panelBorder, .panelDim, .panelCursor, .panelMatch, .panelKey:
            .panel
        default: .text
        }
    }

    /// Whether words stand in it, so that it must be readable; lines and rules are drawn only.
    package var isText: Bool {
        switch self {
        case .border, .borderFocused, .panelBorder, .previewRule: false
        default: true
        }
    }
}
