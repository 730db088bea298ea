import EditorCore
import Foundation
import SiteModel
import SiteStore
import Testing
import UnixTerminal

@testable import EditorApp
@testable import ScreenCore

/// A terminal that types a script and keeps what was painted.
final class ScriptedTerminal: EditorTerminal {
    enum Step {
        case keys([String])
        /// Waits until a screen holds the words.
        case until(String)
        /// Waits until this holds; asked after every message.
        case hold(() -> Bool)
        case signal(Int32)
    }

    let columns = 100
    let rows = 30
    private(set) var screen = ""
    /// What was painted first.
    private(set) var firstScreen: String?
    private var steps: [Step]
    private let woken: DispatchSemaphore
    var isGivenUp = false

    init(_ steps: [Step], woken: DispatchSemaphore) {
        self.steps = steps
        self.woken = woken
    }

    func hear(timeout: Duration?, run: TypingRun?) -> Heard<TerminalEvent> {
        Heard(wait(timeout: timeout))
    }

    private func wait(timeout: Duration?) -> [TerminalEvent] {
        // A script's cursor never rests on its way: what it looks at is there at once.
        if timeout != nil { return [] }
        guard let step = steps.first else { return [.terminationRequested(0)] }
        switch step {
        case .keys(let names):
            steps.removeFirst()
            return names.flatMap { name -> [TerminalEvent] in
                if name.count > 1, let stroke = KeyStroke(name: name) {
                    return [.input(.key(stroke))]
                }
                return name.map { .input(.key(.character($0))) }
            }
        case .until(let words): return wait { screen.contains(words) }
        case .hold(let condition): return wait(condition)
        case .signal(let number):
            steps.removeFirst()
            return [.terminationRequested(number)]
        }
    }

    private func wait(_ condition: () -> Bool) -> [TerminalEvent] {
        if condition() {
            steps.removeFirst()
            return []
        }
        if woken.wait(timeout: .now() + 20) == .timedOut {
            isGivenUp = true
            steps = []
        }
        return [.woken]
    }

    func paint(_ frame: Frame) {
        screen = frame.text()
        firstScreen = firstScreen ?? screen
    }
    func repaintAll() {}
    func suspend() {}
    func notify(_ sentence: String) {}
    func showProgress(_ isShown: Bool) {}
    private(set) var copied = ""
    func copy(_ text: String) -> Bool {
        copied = text
        return true
    }
    func release(_ body: () -> Void) { body() }
    func close() {}
}

/// The editor on a store, with a script for a person and no server.
struct ScriptedEditor {
    let store: SiteStore
    /// Where sessions are kept.
    let folder: String
    /// Whether a picture of an earlier start is on the screen.
    var showsPicture = false

    /// What a run left.
    struct Outcome {
        let status: Int32
        let screen: String
        let firstScreen: String?
        /// What the next start will come to.
        let next: String?
    }

    /// Runs the editor on a site; the exit code and the last screen.
    @discardableResult
    func run(
        on site: NodeID, at target: String? = nil, _ steps: [ScriptedTerminal.Step]
    ) -> Outcome {
        let mailbox = EditorMailbox()
        let woken = DispatchSemaphore(value: 0)
        let terminal = ScriptedTerminal(steps, woken: woken)
        let sessions = SessionFiles(state: folder)
        let worker = StoreWorker(
            store: store, hasServer: false, sessions: sessions, post: { mailbox.post($0) },
            changed: {})
        let composer = ComposerWorker(
            store: store, post: { mailbox.post($0) }, opened: { worker.open($0, at: nil) })
        mailbox.connect { woken.signal() }
        worker.watch()
        worker.open(site, at: target)
        let setup = EditorState.Setup(
            sectionKinds: ComposerWorker.sectionKinds, random: RandomBits(seed: (1, 2, 3, 4)))
        var next: String?
        let loop = EditorLoop(
            terminal: terminal, state: EditorState(setup, columns: 100, rows: 30),
            theme: .uncoloured, mailbox: mailbox,
            ports: .init(
                store: worker, preview: PreviewWorker(post: { mailbox.post($0) }),
                composer: composer, search: SearchWorker(post: { mailbox.post($0) }),
                sync: NoSync(), loadTheme: { _ in }, keepTheme: { _ in }, useKeymap: { _ in },
                listSettings: {},
                editExternally: { text, _ in text + " and more\n" }, sessions: sessions,
                keepPicture: { state, theme in
                    next = state.reopened(at: target).map {
                        ScreenPainter.render($0, theme: theme).text()
                    }
                }), showsPicture: showsPicture)
        let status = loop.run()
        #expect(!terminal.isGivenUp, "\(terminal.screen)")
        return Outcome(
            status: status, screen: terminal.screen, firstScreen: terminal.firstScreen, next: next)
    }
}
