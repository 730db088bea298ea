import PreviewCore
import SiteHistory
import SiteModel

/// What happened: keys, and the answers to effects.
package enum EditorEvent: Sendable {
    case input(InputEvent)
    case resized(columns: Int, rows: Int)
    /// Nothing has come for a moment, and something waits for that (`EditorState.awaitsRest`).
    case rested
    /// A site is open. `drafts`: texts that were being typed when the editor ended, newest last. `at`: where to go.
    /// `session`: where the editor was on it last.
    case opened(
        SiteDocument, drafts: [FieldDraft], at: String?, session: EditorSession? = nil)
    /// The site that was to be opened cannot be, and why.
    case openingFailed(Notice)
    /// Somebody changed the site: this editor, another program, another device.
    case documentChanged(SiteDocument)
    case commitFinished(token: Int, CommitOutcome)
    case previewReady(PreviewRequest, PreviewPage, PageSections)
    /// What was looked for in the page, in the order of the page.
    case foundInPage(PageFindRequest, [PageMatch])
    case pageRead(PageReadRequest, PageReading)
    /// The terminal said what its ground is.
    case groundChanged(isDark: Bool)
    /// The lines of a section's HTML.
    case sourceReady(section: NodeID, [String])
    /// `isEnd`: there is nothing older on this device.
    case historyRead([TimelineStep], skipping: Int, isEnd: Bool)
    /// In the order in which they were made.
    case undoTreeRead([UndoTreeStep])
    case mergesRead(MergeReport)
    /// Something was merged by itself: where in the log, for all of the last 30 days. `seen`: up to where that was
    /// looked through in the session before.
    /// `contested`: how many say what came of two changes of the same words.
    case mergesCounted([UInt64], contested: Int, seen: UInt64)
    case syncChanged(SyncSegment)
    case sitesListed([ListedSite])
    case composed(token: Int, ComposeResult)
    /// What the store holds of proposals for the site.
    case proposalsChanged([Proposal], of: NodeID)
    /// nil where the program failed or the text stayed.
    case externalEditorFinished(TextRef, base: String, text: String?)
    /// The theme is in use; nil where it could not be read, with the reason as a notice.
    case themeLoaded(String)
    /// Names of all themes with a sentence on each, and all keymaps.
    case settingsListed(themes: [String], keymaps: [Keymap], summaries: [String: String] = [:])
    /// A keymap's file changed, or the configuration names another one.
    case keymapLoaded(Keymap)
    case searched(SearchRequest, SearchPurpose, SearchOutcome)
    case noticed(Notice)
    /// A file of the settings has a fault; nil once all of them were read.
    case settingsFault(Notice?)
    /// The desktop's clipboard did not take a text: the terminal's is asked now.
    case clipboardRefused(String)
    /// The program must end: SIGTERM, SIGHUP, a closed terminal.
    case terminated
}

/// What a search is for.
package enum SearchPurpose: Hashable, Sendable {
    /// The list of an overlay.
    case list
    /// To replace more matches than a list shows.
    case replacement
    /// To go to the next place (1) or the one before (-1).
    case step(Int)
}

/// How a commit, an undo or a redo went.
package enum CommitOutcome: Sendable, Hashable {
    /// `summary`: what was done, for people; `skipped`: what could not be undone, sentences; `changed`: the nodes it
    /// touched.
    case done(summary: String, skipped: [String], changed: [NodeID] = [])
    /// Nothing changed; a sentence.
    case refused(String)
}

package enum ComposeResult: Sendable {
    /// Changes to review; they are stored already.
    case proposal(Proposal)
    /// The same proposal with something else in one hunk's place.
    case revised(Proposal, hunk: Int)
    /// A whole new section.
    case section(NodeDraft)
    /// A sentence.
    case failed(String)
}

/// A sentence for the status line; gone with the next key.
package struct Notice: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case info, done, warning, error }
    package let kind: Kind
    package let text: String
    /// An address in it, for terminals that know links.
    package let link: String?

    package init(_ kind: Kind, _ text: String, link: String? = nil) {
        self.kind = kind
        self.text = text
        self.link = link
    }
}
