import CursesTerminal
import EditorCore
import ScreenCore
import Settings
import UnixTerminal

extension DirectTerminal: EditorTerminal {
    func release(_ body: () -> Void) { released(body) }
}

extension CursesTerminal: EditorTerminal {
    func hear(timeout: Duration?, run: TypingRun?) -> Heard<TerminalEvent> {
        Heard(wait(timeout: timeout))
    }
    func release(_ body: () -> Void) { released(body) }
}

/// The terminal that the editor was started in, with the back end that suits it.
struct OpenedTerminal {
    let terminal: any EditorTerminal
    let waker: TerminalWaker
    let depth: ColourDepth
    /// The terminal where it may draw pictures itself.
    private let direct: DirectTerminal?
    private let environment: TerminalEnvironment

    /// Takes over the terminal: we draw by ourselves where its language is known, ncurses does elsewhere.
    ///
    /// - Parameters:
    ///   - backEnd: Asked for by the person; nil leaves it to `TERM`.
    ///   - isASCII: Draws marks and lines as ASCII.
    ///   - knowsKeyboard: Such a terminal answered to kitty's keyboard before.
    /// - Throws: ``TerminalError``; the terminal is then as it was.
    init(
        _ environment: TerminalEnvironment = .current(), backEnd: TerminalBackEnd?, isASCII: Bool,
        knowsKeyboard: Bool = false
    ) throws(TerminalError) {
        self.environment = environment
        let opened: any EditorTerminal
        if let dialect = Self.dialect(environment, backEnd) {
            let terminal = try DirectTerminal(dialect, knowsKeyboard: knowsKeyboard)
            direct = dialect.isXterm && dialect.depth > .eight ? terminal : nil
            terminal.news = environment.news
            (opened, waker, depth) = (terminal, terminal.waker, terminal.depth)
        } else {
            direct = nil
            let terminal = try CursesTerminal(environment: environment)
            terminal.news = environment.news
            (opened, waker, depth) = (terminal, terminal.waker, terminal.depth)
        }
        terminal = isASCII ? ASCIITerminal(opened) : opened
    }

    /// It answered to kitty's keyboard.
    var answersKeyboard: Bool { direct?.answersKeyboard ?? false }

    /// Asks which graphics it knows; the answer is an event.
    ///
    /// - Returns: False where it is not asked, for none is known in such terminals.
    func ask(_ wish: GraphicsWish) -> Bool {
        direct?.ask(GraphicsProbe(wish, in: environment))
        return direct != nil
    }

    private static func dialect(
        _ environment: TerminalEnvironment, _ backEnd: TerminalBackEnd?
    ) -> TerminalDialect? {
        switch backEnd {
        case nil: environment.dialect
        case .direct: environment.dialect ?? environment.plainDialect
        case .ncurses: nil
        }
    }
}

/// A terminal whose font, or whose reader, has no marks and lines beyond ASCII.
private final class ASCIITerminal: EditorTerminal {
    private let beneath: any EditorTerminal

    init(_ beneath: any EditorTerminal) { self.beneath = beneath }

    var columns: Int { beneath.columns }
    var rows: Int { beneath.rows }
    func hear(timeout: Duration?, run: TypingRun?) -> Heard<TerminalEvent> {
        beneath.hear(timeout: timeout, run: run)
    }
    func paint(_ frame: Frame) { beneath.paint(frame.withASCIIMarks()) }
    func echo(_ letter: UInt8) -> Bool { beneath.echo(letter) }
    var echoRoom: Int { beneath.echoRoom }
    func repaintAll() { beneath.repaintAll() }
    func suspend() { beneath.suspend() }
    func copy(_ text: String) -> Bool { beneath.copy(text) }
    func notify(_ sentence: String) { beneath.notify(sentence) }
    func showProgress(_ isShown: Bool) { beneath.showProgress(isShown) }
    func release(_ body: () -> Void) { beneath.release(body) }
    func close() { beneath.close() }
}

extension Program {
    /// The back end that `PAGEMAGIC_TERMINAL` or `config.toml` asks for; nil where neither does.
    func terminalBackEnd(_ configuration: Configuration) throws -> TerminalBackEnd? {
        guard let name = environment["PAGEMAGIC_TERMINAL"], !name.isEmpty else {
            return configuration.terminal
        }
        if let backEnd = TerminalBackEnd(rawValue: name) { return backEnd }
        throw CommandFailure(
            .usage, "PAGEMAGIC_TERMINAL is “\(Printable.line(name))”, which is no way to draw.",
            hint: "Set it to direct or ncurses, or unset it.")
    }
}
