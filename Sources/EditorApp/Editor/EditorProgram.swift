import CurlTransport
import EditorCore
import Foundation
import PixbufPictures
import PreviewCore
import ScreenCore
import Settings
import SiteModel
import SiteStore
import Synchronization
import UnixTerminal
import WireProtocol

/// What the editor is opened with.
package struct EditorOptions: Sendable {
    /// nil opens the list of sites.
    package var site: NodeID?
    /// A node or a text to put the cursor on: a node id, `PATH#SECTION`, a key.
    package var at: String?
    package var isReadOnly: Bool
    /// Marks and lines are drawn as ASCII.
    package var isASCII: Bool

    package init(
        site: NodeID? = nil, at: String? = nil, isReadOnly: Bool = false, isASCII: Bool = false
    ) {
        self.site = site
        self.at = at
        self.isReadOnly = isReadOnly
        self.isASCII = isASCII
    }
}

/// The editor as the command line starts it.
package enum EditorProgram {
    /// Opens the editor and runs it to its end.
    ///
    /// - Returns: The exit code.
    /// - Throws: What `CommandFailure` has words for: a terminal that cannot be used (64), a bad theme or keymap (65), a
    ///   store that cannot be read. The terminal is then as it was.
    static func run(
        _ options: EditorOptions, _ settings: Later<EditorSettings>, _ start: EditorStart,
        in program: Program
    ) throws -> Int32 {
        let surroundings = try Surroundings(options, settings, program)
        let mailbox = EditorMailbox()
        let ports = EditorPorts(surroundings, program, mailbox)
        if let site = options.site {
            ports.store.open(site, at: options.at)
        } else {
            ports.store.listSites()
        }
        let opened: OpenedTerminal
        do {
            if let early = start.opened {
                opened = early
            } else {
                opened = try OpenedTerminal(
                    backEnd: surroundings.backEnd, isASCII: options.isASCII)
            }
        } catch {
            throw CommandFailure(
                .usage, error.message.prefix(1).uppercased() + error.message.dropFirst() + ".")
        }
        let (terminal, waker) = (opened.terminal, opened.waker)
        mailbox.connect { waker.wake() }
        let isColoured = opened.depth != .none
        let theme = isColoured ? surroundings.settings.theme : Theme.uncoloured
        var state = EditorState(surroundings.setup, columns: terminal.columns, rows: terminal.rows)
        state.isOpening = options.site != nil
        var live = ports.all
        if surroundings.backEnd == nil {
            live.keepPicture = { start.keep($0, theme: $1, from: opened, in: program) }
        }
        let loop = EditorLoop(
            terminal: terminal, state: state, theme: theme, mailbox: mailbox, ports: live,
            followsGround: isColoured && surroundings.settings.isThemeOpen,
            showsPicture: start.opened != nil)
        if !options.isASCII { ports.showPictures(opened.depth) }
        ports.askForGraphics(opened, isASCII: options.isASCII)
        ports.begin(isColoured: isColoured)
        let status = loop.run()
        ports.end()
        return status
    }
}

/// What is read before the terminal is touched: faults in it end the program with a sentence.
private struct Surroundings {
    let store: SiteStore
    let settings: EditorSettings
    let backEnd: TerminalBackEnd?
    let setup: EditorState.Setup
    let server: String?
    let token: String?
    let editor: ExternalEditor
    let sessions: SessionFiles

    init(_ options: EditorOptions, _ read: Later<EditorSettings>, _ program: Program) throws {
        store = try program.store()
        sessions = SessionFiles(state: try program.home().state)
        (server, token) = try program.account()
        settings = try read.value()
        backEnd = try program.terminalBackEnd(settings.configuration)
        let (keymap, theme) = (settings.keymap, settings.theme)
        var random = SystemRandomNumberGenerator()
        setup = EditorState.Setup(
            keymaps: [keymap], keymap: keymap.name, themes: [theme.name], theme: theme.name,
            isReadOnly: options.isReadOnly, sectionKinds: ComposerWorker.sectionKinds,
            random: RandomBits(seed: (random.next(), random.next(), random.next(), random.next())))
        editor = ExternalEditor(
            environment: program.environment, configured: settings.configuration.editor)
    }
}

/// The live ports, tied to one mailbox.
private final class EditorPorts: Sendable {
    let store: StoreWorker
    private let sync: any EditorSyncPort
    private let composer: ComposerWorker
    private let preview: PreviewWorker
    private let pictures: PictureShelf
    private let search: SearchWorker
    private let surroundings: Surroundings
    private let settings: SettingsWorker
    private let clipboard: SystemClipboard
    private let browser: BrowserPreview
    private let post: @Sendable (EditorEvent) -> Void

    init(_ surroundings: Surroundings, _ program: Program, _ mailbox: EditorMailbox) {
        self.surroundings = surroundings
        clipboard = SystemClipboard(environment: program.environment)
        let post: @Sendable (EditorEvent) -> Void = { mailbox.post($0) }
        self.post = post
        let relay = Relay()
        store = StoreWorker(
            store: surroundings.store, hasServer: surroundings.server != nil,
            sessions: surroundings.sessions, post: post, changed: { relay.storeChanged() })
        let store = store
        sync = Self.sync(surroundings, post) { store.refresh() }
        relay.connect(sync)
        composer = ComposerWorker(store: surroundings.store, post: post) { store.open($0, at: nil) }
        let files = surroundings.store
        pictures = PictureShelf { try? files.bytes($0, of: $1) }
        preview = PreviewWorker(pictures: pictures, post: post)
        search = SearchWorker(post: post)
        let clipboard = clipboard
        let (executable, search) = (program.executable, program.environment["PATH"] ?? "")
        browser = BrowserPreview(
            store: files.directory,
            binary: { try ServerBinary.path(beside: executable, or: search) },
            post: { post(.noticed($0)) }, copy: { clipboard.copy($0) { _ in } })
        settings = SettingsWorker(
            folders: surroundings.settings.folders,
            configuration: surroundings.settings.configurationFolder,
            theme: surroundings.settings.themeStem, keymap: surroundings.settings.keymapStem,
            configured: surroundings.settings.configuration,
            choices: surroundings.settings.choices, mailbox: mailbox)
    }

    private static func sync(
        _ surroundings: Surroundings, _ post: @escaping @Sendable (EditorEvent) -> Void,
        pulled: @escaping @Sendable () -> Void
    ) -> any EditorSyncPort {
        guard let server = surroundings.server else { return NoSync() }
        guard let token = surroundings.token else {
            post(.syncChanged(SyncSegment(connection: .blocked("no token is set for \(server)"))))
            return NoSync()
        }
        post(.syncChanged(SyncSegment(connection: .connecting)))
        return SyncDriver(
            store: surroundings.store, endpoint: ServerEndpoint(address: server, token: token),
            transport: CurlTransport(), post: post, pulled: pulled)
    }

    var all: EditorLoop.Ports {
        let (settings, editor) = (settings, surroundings.editor)
        return EditorLoop.Ports(
            store: store, preview: preview, composer: composer, search: search, sync: sync,
            loadTheme: { settings.loadTheme($0) }, keepTheme: { settings.keepTheme($0) },
            useKeymap: { settings.useKeymap($0) },
            listSettings: { settings.list() },
            editExternally: { editor.edit($0, suffix: $1) },
            copyToDesktop: { [clipboard, post] text in
                clipboard.copy(text) { post($0.event(for: text)) }
            }, wordsForTerminal: clipboard.wordsForTerminal,
            serveToBrowser: { [browser] in browser.show($0, page: $1) },
            showGraphics: { [self] in showGraphics($0) }, sessions: surroundings.sessions)
    }

    /// Asks the terminal which graphics it knows, where somebody wishes for them.
    func askForGraphics(_ opened: OpenedTerminal, isASCII: Bool) {
        let wish = surroundings.settings.configuration.graphics ?? .cells
        guard wish != .cells, !isASCII else { return }
        if !opened.ask(wish) { showGraphics(.none) }
    }

    /// What the terminal said about pictures; where it cannot draw them itself, that is said once.
    func showGraphics(_ answer: GraphicsAnswer) {
        let drawing = answer.graphics.flatMap {
            PictureDrawing($0, cellWidth: answer.cell.width, cellHeight: answer.cell.height)
        }
        if pictures.draw(drawing) { preview.renderAgain() }
        guard drawing == nil else { return }
        let wish = surroundings.settings.configuration.graphics ?? .cells
        if let sentence = wish.refusal { post(.noticed(Notice(.info, sentence))) }
    }

    /// Shows pictures with the colours that there are; of eight there are too few.
    func showPictures(_ depth: ColourDepth) {
        switch depth {
        case .none, .eight: return
        case .sixteen: pictures.show(.sixteen)
        case .indexed256: pictures.show(.indexed)
        case .direct: pictures.show(.all)
        }
    }

    /// What would go on without the editor.
    func end() { browser.finish() }

    /// What may wait until the first screen is there.
    func begin(isColoured: Bool) {
        store.watch()
        settings.watch(isColoured: isColoured)
        clipboard.look()
        ProgramPages.giveBackSoon()
    }
}

extension SystemClipboard.Answer {
    /// What the editor is told.
    fileprivate func event(for text: String) -> EditorEvent {
        switch self {
        case .taken(let name):
            .noticed(Notice(.done, "Copied to the desktop's clipboard (\(name))."))
        case .refused: .clipboardRefused(text)
        }
    }
}

/// Lets the store's worker reach the sync that is made after it.
private final class Relay: Sendable {
    private let sync = Mutex<(any EditorSyncPort)?>(nil)

    func connect(_ port: any EditorSyncPort) { sync.withLock { $0 = port } }
    func storeChanged() { sync.withLock { $0 }?.storeChanged() }
}

extension GraphicsWish {
    /// Said where the terminal cannot do it; nil where nothing is missed.
    fileprivate var refusal: String? {
        switch self {
        case .cells, .auto: nil
        case .sixel, .kitty:
            "This terminal says nothing of \(rawValue) graphics: pictures are drawn in half blocks."
        }
    }
}
