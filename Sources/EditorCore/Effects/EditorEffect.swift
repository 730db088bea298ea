import SiteHistory
import SiteModel

/// What the shell is to do; its answer, if any, comes back as an event.
///
/// Effects of one update are performed in order. None of them may wait on the thread that paints.
package enum EditorEffect: Sendable {
    /// One transaction, one undo step. Answer: `commitFinished`.
    case commit([SiteEdit], label: String, token: Int)
    /// The editor's own steps only. Answer: `commitFinished`.
    case undo(token: Int)
    case redo(token: Int)
    /// The editor's steps, also those set aside. Answer: `undoTreeRead`.
    case readUndoTree
    /// Brings the site to where it stood after a step of the tree. Answer: `commitFinished`.
    case turnTo(step: Int64?, token: Int)
    /// Steps of the history, the newest first, without so many of the newest. Answer: `historyRead`.
    case readHistory(skipping: Int)
    /// What the history says about conflicts and automatic merges. Answer: `mergesRead`.
    case readMerges
    /// Takes back what a batch brought into automatic merges; one undo step. Answer: `commitFinished`.
    case reverseMerge(OperationID, token: Int)
    /// Brings a part of the site back to a version; one undo step. Answer: `commitFinished` with the summary.
    case rewind(RewindScope, to: SiteVersion, summary: String, token: Int)
    /// Takes hunks of a proposal: one transaction, one undo step. Answer: `commitFinished` and `proposalsChanged`.
    case applyHunks(proposal: Int64, Set<Int>, token: Int)
    /// Answer: `proposalsChanged`.
    case decideHunks(proposal: Int64, Set<Int>, ProposalHunk.Decision)
    /// Another text in a hunk that brings one; durable at once. Answer: `proposalsChanged`.
    case reviseHunk(HunkName, String)
    /// To be durable within 250 ms; a later one of the same text takes its place.
    case saveDraft(FieldDraft)
    case dropDraft(TextRef)
    /// A later one takes its place. Answer: `previewReady`.
    case renderPreview(PreviewRequest)
    /// Looks through the page's words; a later one takes its place. Answer: `foundInPage`.
    case findInPage(PageFindRequest)
    /// Answer: `pageRead`.
    case readPage(PageReadRequest)
    /// Serves the site to a browser, or says again where. Answer: a notice.
    case serveToBrowser(NodeID, page: NodeID?)
    /// Answer: `sourceReady`.
    case showSource(section: NodeID)
    case syncNow
    /// Answer: `externalEditorFinished`.
    case runExternalEditor(TextRef, base: String, text: String, suffix: String)
    /// Answer: `composed`.
    case compose(ComposeRequest)
    /// A site from a prompt. Answer: `opened`, or a notice.
    case createSite(prompt: String)
    /// Answer: `opened`, or a notice.
    case openSite(NodeID)
    /// Reads more of a large site. Answer: `documentChanged`.
    case read(SitePart)
    /// Answer: `sitesListed`.
    case listSites
    /// Answer: `themeLoaded`, or a notice.
    case loadTheme(String)
    /// A theme was taken, by its name: it is there again the next time.
    case themeChosen(String)
    /// A keymap was taken, by its name: its file is watched from now on.
    case keymapChosen(String)
    /// The names of all themes, and all keymaps: not read before somebody wants to choose. Answer: `settingsListed`.
    case listSettings
    /// Looks through the site as it is now; a later one takes its place. Answer: `searched`.
    case search(SearchRequest, purpose: SearchPurpose)
    /// Nobody waits for what is looked for any more.
    case stopSearch
    case setClipboard(String)
    /// A sentence for who looks at another window.
    case notify(String)
    /// That something is under way, or no more, for who looks at another window.
    case showProgress(Bool)
    case suspend
    /// Draw everything again: somebody else wrote on the terminal.
    case redraw
    case quit
}
