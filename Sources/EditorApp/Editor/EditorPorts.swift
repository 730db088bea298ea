import EditorCore
import ScreenCore
import SiteHistory
import SiteModel
import UnixTerminal

/// The terminal as the editor's loop needs it.
protocol EditorTerminal: AnyObject {
    var columns: Int { get }
    var rows: Int { get }
    /// Sleeps until something happens, or the time is over.
    ///
    /// - Parameter run: Letters of it may be shown as they come, of no more room than `echoRoom`.
    func hear(timeout: Duration?, run: TypingRun?) -> Heard<TerminalEvent>
    func paint(_ frame: Frame)
    /// Shows a letter at the cursor ahead of the frame that has it there; false where that cannot be done.
    func echo(_ letter: UInt8) -> Bool
    /// How many letters `echo(_:)` would show one after another, each by a byte.
    var echoRoom: Int { get }
    func repaintAll()
    func suspend()
    /// Puts a text on the terminal's clipboard; false where it has none, or the text is too long for it.
    func copy(_ text: String) -> Bool
    /// Passes a sentence on to the desktop, where the terminal can.
    func notify(_ sentence: String)
    /// Shows that something is under way, where the terminal can.
    func showProgress(_ isShown: Bool)
    /// Gives the terminal to another program while `body` runs.
    func release(_ body: () -> Void)
    func close()
}

extension EditorTerminal {
    func echo(_ letter: UInt8) -> Bool { false }
    var echoRoom: Int { 0 }
}

/// The store as the editor's loop needs it: nothing here waits for a disk; answers come as events.
protocol EditorStorePort: Sendable {
    func open(_ site: NodeID, at target: String?)
    func listSites()
    /// Reads more of a large site.
    func read(_ part: SitePart)
    /// - Parameter draft: The draft that this commit ends.
    func commit(_ edits: [SiteEdit], token: Int, ending draft: TextRef?)
    /// Takes hunks of a proposal, as one step.
    func applyHunks(_ numbers: Set<Int>, of proposal: Int64, token: Int)
    func changeProposal(
        _ proposal: Int64, _ body: @escaping @Sendable (inout Proposal, Site) -> Void)
    func undo(token: Int)
    func redo(token: Int)
    /// The editor's steps; the answer comes as an event.
    func readUndoTree()
    /// Brings the site to where it stood after one of them.
    func turn(to step: Int64?, token: Int)
    /// Steps of the history; the answer comes as an event.
    func readHistory(skipping skipped: Int)
    /// What the history says about conflicts and automatic merges; the answer comes as an event.
    func readMerges()
    /// Takes back what a batch brought into automatic merges.
    func undoMerge(_ batch: OperationID, token: Int)
    func rewind(_ scope: RewindScope, to version: SiteVersion, summary: String, token: Int)
    /// Durable soon; a later one of the same text takes its place.
    /// - Parameters:
    ///   - since: When what is new in it began to be typed.
    ///   - goesOn: Letters may come that are saved together, at the end of their run.
    func save(_ draft: FieldDraft, since: ContinuousClock.Instant, goesOn: Bool)
    /// No more letters of the run came: what is typed is to be kept as after any key.
    func endRun()
    func drop(_ text: TextRef)
    /// Waits until everything asked for is on disk.
    func finish()
}

/// Draws pages; answers come as events.
protocol EditorPreviewPort: Sendable {
    /// A later request for the same device takes the place of one that waits.
    func render(_ request: PreviewRequest, of site: Site)
    /// Looks through a page's words; a later request takes the place of one that waits.
    func find(_ request: PageFindRequest, in site: Site)
    /// Lists what is on a page.
    func read(_ request: PageReadRequest, of site: Site)
}

/// Makes sections and sites from prompts; answers come as events.
protocol EditorComposerPort: Sendable {
    func compose(_ request: ComposeRequest, for site: Site)
    func createSite(prompt: String)
    func source(of section: NodeID, in site: Site, locale: String)
}

/// Looks through sites; answers come as events.
protocol EditorSearchPort: Sendable {
    /// A later request takes the place of one that waits or runs.
    func search(_ request: SearchRequest, _ purpose: SearchPurpose, in site: Site)
    /// Nobody waits for an answer.
    func stop()
}

/// The background sync.
protocol EditorSyncPort: Sendable {
    /// Syncs this site from now on.
    func follow(_ site: NodeID)
    /// Something was committed, here or by another program.
    func storeChanged()
    func syncNow()
    /// Ends; waits for nothing.
    func stop()
}
