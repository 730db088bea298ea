import EditorCore
import PreviewCore
import ScreenCore
import SiteHistory
import SiteModel
import UnixTerminal

/// The one event loop: events change the state, effects are performed, the frame is painted.
///
/// This thread reads keys, changes a value and paints; whatever touches a disk, a network or a model happens elsewhere
/// and comes back through the mailbox. Where nothing happens it sleeps.
final class EditorLoop {
    /// Everything outside.
    struct Ports {
        var store: any EditorStorePort
        var preview: any EditorPreviewPort
        var composer: any EditorComposerPort
        var search: any EditorSearchPort
        var sync: any EditorSyncPort
        /// Reads a theme by name; the answer comes through the mailbox.
        var loadTheme: @Sendable (String) -> Void
        /// Remembers a theme for the next time.
        var keepTheme: @Sendable (String) -> Void
        /// Remembers which keymap is in use, by its name.
        var useKeymap: @Sendable (String) -> Void
        /// Reads the names of all themes, and all keymaps; the answer comes through the mailbox.
        var listSettings: @Sendable () -> Void
        /// Runs `$EDITOR` on a text; nil where it failed or was left without saving.
        var editExternally: (_ text: String, _ suffix: String) -> String?
        /// Puts a text on the desktop's clipboard and says so later; false where no program for that is here.
        var copyToDesktop: @Sendable (_ text: String) -> Bool = { _ in false }
        /// What is said of a text that was sent to the terminal's clipboard.
        var wordsForTerminal = "Sent to the terminal's clipboard (OSC 52)."
        /// Serves a site to a browser, or says again where.
        var serveToBrowser: @Sendable (_ site: NodeID, _ page: NodeID?) -> Void = { _, _ in }
        /// The terminal said how it draws pictures itself.
        var showGraphics: @Sendable (GraphicsAnswer) -> Void = { _ in }
        /// Where the editor was on each site; nil to keep none.
        var sessions: SessionFiles?
        /// Keeps what the next start will come to, at the end.
        var keepPicture: (EditorState, Theme) -> Void = { _, _ in }
    }

    private let terminal: any EditorTerminal
    private let mailbox: EditorMailbox
    private let ports: Ports
    private(set) var state: EditorState
    private var theme: Theme { didSet { painted = PaintMemory() } }
    /// Dark or light is the terminal's matter, for nobody has named a theme.
    private var followsGround: Bool
    private var painted = PaintMemory()
    /// Until when the picture that an earlier start left may stand; nil once we paint ourselves.
    private var pictureEnd: ContinuousClock.Instant?
    /// What came last is on the screen, and not in the last frame.
    private var isFrameBehind = false
    /// The letters that may be shown as they come, for as long as nothing else happens.
    private var leave: TypingRun?
    private var isOver = false
    private var exitStatus: Int32 = 0
    /// What was kept of the session last.
    private var sessionMark: SessionMark?
    /// Texts whose draft may be in the store.
    private var drafted: Set<TextRef> = []

    init(
        terminal: any EditorTerminal, state: EditorState, theme: Theme, mailbox: EditorMailbox,
        ports: Ports, followsGround: Bool = false, showsPicture: Bool = false
    ) {
        pictureEnd = showsPicture ? .now + Self.pictureTime : nil
        self.terminal = terminal
        self.state = state
        self.theme = theme
        self.mailbox = mailbox
        self.ports = ports
        self.followsGround = followsGround
    }

    /// Runs until the person quits or the program is told to end.
    ///
    /// - Returns: The exit code.
    func run() -> Int32 {
        take(.resized(columns: terminal.columns, rows: terminal.rows))
        readMail()
        if !letsPictureStand() { paint() }
        while !isOver {
            isFrameBehind = listen()
            // Mail wakes: what came meanwhile is read next.
            if isFrameBehind { continue }
            readMail()
            if !isOver, !letsPictureStand() { paint() }
            // Behind a text in hand nothing of it moves but the page; that can wait until it is put down.
            if state.editing == nil, state.sessionMark != sessionMark { keepSession() }
        }
        ports.sync.stop()
        terminal.close()
        keepSession()
        ports.store.finish()
        ports.sessions?.finish()
        ports.keepPicture(state, theme)
        return exitStatus
    }

    /// Takes in what happens next.
    ///
    /// - Returns: Whether the terminal shows it all.
    private func listen() -> Bool {
        // How long a cursor stands until what hangs on it follows: longer than a held key takes to repeat.
        var timeout = isFrameBehind || state.awaitsRest ? TypingRun.rest : nil
        if let pictureEnd {
            let left = max(.zero, pictureEnd - .now)
            timeout = timeout.map { min($0, left) } ?? left
        }
        let run = leave.take()
        defer { if run != nil, leave == nil { ports.store.endRun() } }
        switch terminal.hear(timeout: timeout, run: run) {
        case .letter(let letter): return answer(letter)
        case .shown(let shown): return takeIn(shown)
        case .events(let events):
            // More than one come from a paste or a slow line: what they make is painted at once.
            if events.count == 1, case .input(.key(let stroke)) = events[0] {
                return answer(stroke)
            }
            for event in events { receive(event) }
            if events.isEmpty, state.awaitsRest { take(.rested) }
            return false
        }
    }

    /// Takes in a letter; one that goes behind the text in hand is shown before all that hangs on it is worked out.
    ///
    /// - Returns: Whether nothing else is to be shown.
    private func answer(_ letter: UInt8) -> Bool {
        if pictureEnd == nil, let text = state.textToTake(letter), terminal.echo(letter) {
            TerminalReader.letRead()
            if painted.foretells(letterBehind: text), let draft = state.goOn(with: [letter]) {
                leave = nextRun()
                ports.store.save(draft, since: .now, goesOn: leave != nil)
                return true
            }
        }
        return answer(.character(Character(Unicode.Scalar(letter))))
    }

    private func nextRun() -> TypingRun? {
        let room = min(terminal.echoRoom, painted.room(behind: state.editing?.field.text ?? ""))
        return state.run(room: room)
    }

    /// Takes in what was typed ahead.
    ///
    /// - Returns: Whether nothing else is to be shown now.
    private func takeIn(_ shown: ShownLetters) -> Bool {
        guard let draft = state.goOn(with: shown.letters) else {
            for letter in shown.letters {
                receive(.input(.key(.character(Character(Unicode.Scalar(letter))))))
            }
            return false
        }
        painted.note(lettersAhead: shown.letters.count)
        leave = shown.isAtRest ? nil : nextRun()
        ports.store.save(draft, since: shown.since, goesOn: leave != nil)
        return !shown.isAtRest
    }

    /// Takes in a key; what it does where it is done is shown before all that hangs on it is worked out.
    ///
    /// - Returns: Whether nothing else is to be shown.
    private func answer(_ stroke: KeyStroke) -> Bool {
        let event = TerminalEvent.input(.key(stroke))
        guard pictureEnd == nil, let step = state.step(of: stroke), let frame = frame(step: step)
        else {
            receive(event)
            return false
        }
        terminal.paint(frame)
        TerminalReader.letRead()
        let before = state.walkingPlace
        receive(event)
        guard let before, let now = state.walkingPlace else { return false }
        return now == (before.cursor + step, before.top)
    }

    private func frame(step: Int) -> Frame? {
        ScreenPainter.render(step: step, of: state, theme: theme, memory: &painted)
    }

    /// How long a picture stands for what is still being read.
    private static let pictureTime = Duration.milliseconds(1500)

    /// Whether the picture of an earlier start still stands for what is being read; once it does not, it never does again.
    private func letsPictureStand() -> Bool {
        guard let end = pictureEnd else { return false }
        if state.isSettled || end <= .now { pictureEnd = nil }
        return pictureEnd != nil
    }

    private func paint() {
        terminal.paint(ScreenPainter.render(state, theme: theme, memory: &painted))
    }

    /// To be gone on with when the site is opened again.
    private func keepSession() {
        sessionMark = state.sessionMark
        guard let sessions = ports.sessions, let site = state.document?.site.id,
            let session = state.session
        else { return }
        sessions.save(session, of: site)
    }

    /// - Returns: Whether there was any.
    @discardableResult
    private func readMail() -> Bool {
        let messages = mailbox.take()
        for message in messages {
            switch message {
            case .event(let event): take(event)
            case .theme(let theme):
                self.theme = theme
                take(.themeLoaded(theme.name))
            }
        }
        return !messages.isEmpty
    }

    private func receive(_ event: TerminalEvent) {
        switch event {
        case .ground, .woken, .graphics: break
        // Whoever does something looks at what is really there.
        default: if !state.isOpening { pictureEnd = nil }
        }
        switch event {
        case .input(let input): take(.input(input))
        case .resized(let columns, let rows): take(.resized(columns: columns, rows: rows))
        case .ground(let isDark):
            followGround(isDark: isDark)
            take(.groundChanged(isDark: isDark))
        case .graphics(let answer): ports.showGraphics(answer)
        case .woken: break
        case .suspendRequested: terminal.suspend()
        case .terminationRequested(let signal):
            exitStatus = signal > 0 ? 128 + signal : 0
            take(.terminated)
        }
    }

    private func take(_ event: EditorEvent) {
        if case .opened(let document, let drafts, _, _) = event {
            keepSession()
            drafted = Set(drafts.map(\.text))
            ports.sync.follow(document.site.id)
        }
        for effect in state.update(event) { perform(effect) }
    }

    private func perform(_ effect: EditorEffect) {
        switch effect {
        case .commit(let edits, _, let token):
            ports.store.commit(edits, token: token, ending: endedDraft(edits))
        case .undo(let token): ports.store.undo(token: token)
        case .redo(let token): ports.store.redo(token: token)
        case .readHistory(let skipped): ports.store.readHistory(skipping: skipped)
        case .readUndoTree: ports.store.readUndoTree()
        case .turnTo(let step, let token): ports.store.turn(to: step, token: token)
        case .readMerges: ports.store.readMerges()
        case .reverseMerge(let batch, let token): ports.store.undoMerge(batch, token: token)
        case .rewind(let scope, let version, let summary, let token):
            ports.store.rewind(scope, to: version, summary: summary, token: token)
        case .applyHunks(let proposal, let numbers, let token):
            ports.store.applyHunks(numbers, of: proposal, token: token)
        case .decideHunks(let proposal, let numbers, let decision):
            ports.store.changeProposal(proposal) { $0.decide(decision, numbers, in: $1) }
        case .reviseHunk(let name, let text):
            ports.store.changeProposal(name.proposal) {
                _ = $0.revise(name.hunk, to: text, in: $1)
            }
        case .saveDraft(let draft):
            drafted.insert(draft.text)
            ports.store.save(draft, since: .now, goesOn: false)
        case .dropDraft(let text): if drafted.remove(text) != nil { ports.store.drop(text) }
        case .renderPreview(let request):
            if let site = state.document?.site { ports.preview.render(request, of: site) }
        case .findInPage(let request):
            if let site = state.document?.site { ports.preview.find(request, in: site) }
        case .readPage(let request):
            if let site = state.document?.site { ports.preview.read(request, of: site) }
        case .showSource(let section):
            if let site = state.document?.site {
                ports.composer.source(of: section, in: site, locale: state.locale)
            }
        case .serveToBrowser(let site, let page): ports.serveToBrowser(site, page)
        case .syncNow: ports.sync.syncNow()
        case .runExternalEditor(let ref, let base, let text, let suffix):
            edit(ref, base: base, text, suffix)
        case .compose(let request):
            if let site = state.document?.site { ports.composer.compose(request, for: site) }
        case .createSite(let prompt): ports.composer.createSite(prompt: prompt)
        case .openSite(let site): ports.store.open(site, at: nil)
        case .listSites: ports.store.listSites()
        case .read(let part): ports.store.read(part)
        case .loadTheme(let name):
            followsGround = false
            ports.loadTheme(name)
        case .themeChosen(let name): ports.keepTheme(name)
        case .keymapChosen(let name): ports.useKeymap(name)
        case .listSettings: ports.listSettings()
        case .search(let request, let purpose):
            if let site = state.document?.site { ports.search.search(request, purpose, in: site) }
        case .stopSearch: ports.search.stop()
        case .setClipboard(let text): copy(text)
        case .notify(let sentence): terminal.notify(sentence)
        case .showProgress(let isShown): terminal.showProgress(isShown)
        case .suspend: terminal.suspend()
        case .redraw: terminal.repaintAll()
        case .quit: isOver = true
        }
    }

    private func copy(_ text: String) {
        if ports.copyToDesktop(text) { return }
        take(
            .noticed(
                terminal.copy(text)
                    ? Notice(.done, ports.wordsForTerminal)
                    : Notice(
                        .info,
                        "Copied for this editor only: no clipboard takes it (wl-copy, xclip, xsel, OSC 52)."
                    )))
    }

    private func followGround(isDark: Bool) {
        guard followsGround, theme.isDark != isDark else { return }
        ports.loadTheme(isDark ? "default-dark" : "default-light")
    }

    /// The draft that a commit of its text ends; it goes in the same transaction.
    private func endedDraft(_ edits: [SiteEdit]) -> TextRef? {
        guard edits.count == 1, let edit = edits.first else { return nil }
        let ref: TextRef
        switch edit {
        case .setText(let text, _, _): ref = text
        case .setField(let node, let field, _): ref = TextRef(node, TextKey(field.rawValue, ""))
        default: return nil
        }
        return drafted.remove(ref)
    }

    private func edit(_ ref: TextRef, base: String, _ text: String, _ suffix: String) {
        var result: String?
        terminal.release { result = ports.editExternally(text, suffix) }
        take(.externalEditorFinished(ref, base: base, text: result))
    }
}
