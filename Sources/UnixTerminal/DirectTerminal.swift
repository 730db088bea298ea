import EditorCore
import Glibc
import ScreenCore

/// The terminal the program was started in, drawn on by ourselves.
///
/// One at a time; used by one thread, but for `waker`. `close()` gives the terminal back; so do `exit` and any fatal
/// signal. Nothing is written before the first frame; modes, questions and frame are then one write. An answer changes
/// what comes after it: marked frames, kitty's keys, a theme that follows the terminal's ground.
package final class DirectTerminal {
    /// How many colours are drawn; `none` asks for a theme of attributes.
    package let depth: ColourDepth

    /// What the desktop is told through it.
    package var news = TerminalNews()

    private let device: TerminalDevice
    private let isXterm: Bool
    private var writer: TerminalWriter
    private var probe: GraphicsProbe?
    /// kitty's graphics are in use.
    private var keepsPictures = false
    private var isEntered = false
    /// What is to be written with the next frame.
    private var waiting = ""
    private var hasAsked = false
    /// When the questions were put to the terminal, until the last of them is answered.
    private var asked: ContinuousClock.Instant?
    /// kitty's keyboard is in use: it was answered to, here or in an earlier run.
    private var knowsKeyboard: Bool
    /// It was answered to.
    package private(set) var answersKeyboard = false
    private var isOpen = true
    /// We stopped by ourselves and came back: the signal that says so is still to be read.
    private var isBackAlready = false

    /// Wakes `wait` from any thread.
    package var waker: TerminalWaker { device.waker }
    package var columns: Int { device.columns }
    package var rows: Int { device.rows }

    /// Takes over the terminal: alternate screen, raw keys, mouse, focus and paste reports.
    ///
    /// - Parameters:
    ///   - dialect: What to speak with it.
    ///   - knowsKeyboard: Switches kitty's keyboard on with the first frame, before the answer: where the same terminal
    ///     answered before. One that does not know it ignores that.
    /// - Throws: ``TerminalError``; the terminal is then as it was.
    package init(
        _ dialect: TerminalDialect, knowsKeyboard: Bool = false, input: Int32 = 0,
        output: Int32 = 1
    ) throws(TerminalError) {
        self.knowsKeyboard = knowsKeyboard
        device = try TerminalDevice(input: input, output: output)
        writer = TerminalWriter(dialect)
        depth = dialect.depth
        isXterm = dialect.isXterm
        _ = device.measure()
        enter()
    }

    deinit { close() }

    /// Gives the terminal back as it was found. Twice is once.
    package func close() {
        guard isOpen else { return }
        isOpen = false
        leave()
        device.close()
    }

    /// Gives the terminal to the shell until the program is continued, as Ctrl-Z does elsewhere.
    package func suspend() {
        released { device.stop() }
        isBackAlready = true
    }

    /// Gives the terminal to another program, `$EDITOR`, while `body` runs; then draws everything anew.
    package func released<Result>(_ body: () -> Result) -> Result {
        leave()
        device.restoreModes()
        defer { enter() }
        return body()
    }

    /// Draws everything at the next `paint`, whatever is thought to be on the screen.
    package func repaintAll() { writer.forget() }

    /// Puts a text on the clipboard of the terminal, where it allows that (OSC 52).
    ///
    /// - Returns: Whether it was sent; no terminal says whether it took it.
    package func copy(_ text: String) -> Bool {
        guard isXterm, text.utf8.count <= TerminalModes.clipboardBytesMax else { return false }
        device.write(TerminalModes.clipboard(text))
        return true
    }

    /// Passes a sentence on to the desktop, where the terminal can.
    package func notify(_ sentence: String) { send(news.notice(sentence)) }

    /// Shows that something is under way, where the terminal can.
    package func showProgress(_ isShown: Bool) { send(news.progress(isShown)) }

    private func send(_ text: String) {
        if !text.isEmpty { device.write(text) }
    }

    /// Makes the screen show a frame; only what changed since the last one is sent, in one write.
    package func paint(_ frame: Frame) {
        let bytes = writer.bytes(for: frame)
        guard !waiting.isEmpty else {
            if !bytes.isEmpty { device.write(bytes) }
            return
        }
        device.write(Array(waiting.utf8) + bytes)
        waiting = ""
    }

    /// Shows a letter that was typed at the cursor, before the frame that has it is there.
    ///
    /// - Returns: False where nothing was written: its place is not known well enough.
    package func echo(_ letter: UInt8) -> Bool {
        guard waiting.isEmpty else { return false }
        let bytes = writer.echo(letter)
        if !bytes.isEmpty { device.write(bytes) }
        return !bytes.isEmpty
    }

    /// How many letters can be shown ahead of their frame from the cursor on, each by its own byte.
    package var echoRoom: Int { waiting.isEmpty ? writer.echoRoom : 0 }

    /// Sleeps until something happens.
    ///
    /// - Parameters:
    ///   - timeout: The longest sleep; nil sleeps for as long as nothing moves.
    ///   - run: Letters of it are shown as they come; of no more room than `echoRoom`.
    package func hear(timeout: Duration? = nil, run: TypingRun? = nil) -> Heard<TerminalEvent> {
        switch device.hear(timeout: timeout, run: run) {
        case .letter(let letter): return .letter(letter)
        case .events(let news): return .events(news.flatMap(events))
        case .shown(let shown):
            // The bytes are out already.
            for letter in shown.letters { _ = writer.echo(letter) }
            return .shown(shown)
        }
    }

    private func events(_ event: DeviceEvent) -> [TerminalEvent] {
        switch event {
        case .plain(let event): return [event]
        case .reply(let reply):
            let graphics = probe?.take(reply).map(learnt)
            return [graphics, answered(reply)].compactMap(\.self)
        case .continued:
            if !isBackAlready { enter(isAgain: true) }
            isBackAlready = false
            _ = device.measure()
            return [.resized(columns: columns, rows: rows)]
        case .windowChanged:
            let isOther = device.measure()
            let graphics = probe?.measured(device.cell).map(learnt)
            if isOther || graphics != nil { repaintAll() }
            return [graphics, isOther ? .resized(columns: columns, rows: rows) : nil]
                .compactMap(\.self)
        }
    }

    /// Asks about graphics, with the next frame or at once; the answer is an event.
    package func ask(_ new: GraphicsProbe) {
        guard isXterm else { return }
        var new = new
        _ = new.measured(device.cell)
        probe = new
        if waiting.isEmpty {
            device.write(new.questions)
        } else {
            waiting += new.questions
        }
    }

    private func learnt(_ answer: GraphicsAnswer) -> TerminalEvent {
        keepsPictures = answer.keepsPictures
        guardAgainstDeath()
        return .graphics(answer)
    }

    /// An answer of the terminal; what nobody asked for is dropped.
    private func answered(_ reply: TerminalReply) -> TerminalEvent? {
        switch reply {
        case .mode(2026, let isKnown): writer.dialect.isSynchronized = isKnown
        case .keyboard: learnKeyboard()
        case .attributes: asked = nil
        default: return reply.isDark.map { .ground(isDark: $0) }
        }
        return nil
    }

    private func learnKeyboard() {
        answersKeyboard = true
        guard !knowsKeyboard else { return }
        knowsKeyboard = true
        if isEntered { device.write(TerminalModes.keyboardOn) }
        guardAgainstDeath()
    }

    // MARK: - Coming and going

    /// - Parameter isAgain: Nothing was left before: another program stopped this one, and may have had the terminal.
    private func enter(isAgain: Bool = false) {
        guard !isEntered || isAgain else { return }
        isEntered = true
        device.makeRaw()
        guardAgainstDeath()
        writer.forget()
        waiting = ""
        guard isXterm else { return }
        waiting = isAgain ? "" : TerminalModes.pushTitle
        waiting += TerminalModes.enter + TerminalModes.on + TerminalModes.followOn
        if knowsKeyboard {
            waiting += isAgain ? TerminalModes.keyboardAgain : TerminalModes.keyboardOn
        }
        if !hasAsked {
            waiting += TerminalModes.questions
            asked = .now
        }
        hasAsked = true
    }

    /// How long after the questions answers may still be on their way, and how long they are waited for then.
    private static let (answersTime, answersDelay) = (
        Duration.seconds(1), Duration.milliseconds(100)
    )

    /// What the terminal still has to say would be a command for the shell.
    private func takeAnswers() {
        guard let asked, asked + Self.answersTime > .now else { return }
        self.asked = nil
        let end = ContinuousClock.now + Self.answersDelay
        while case let left = end - .now, left > .zero {
            let events = device.wait(timeout: left)
            if events.isEmpty || events.contains(where: \.endsAnswers) { return }
        }
    }

    private func leave() {
        guard isEntered else { return }
        isEntered = false
        // What was never written need not be taken back.
        if waiting.isEmpty { device.write(writer.takePicturesAway() + Array(goodbye.utf8)) }
        if waiting.isEmpty { takeAnswers() }
        waiting = ""
        device.dropInput()
    }

    /// Takes back all that `enter` and the answers switched on, the last first.
    private var goodbye: String {
        guard isXterm else { return TerminalModes.plain + "\u{1B}[\(rows);1H\r\n" }
        return (knowsKeyboard ? TerminalModes.keyboardOff : "") + TerminalModes.followOff
            + TerminalModes.off + (writer.dialect.hasLinks ? TerminalModes.endLink : "")
            + TerminalModes.plain + TerminalModes.popTitle + TerminalModes.leave
    }

    private func guardAgainstDeath() {
        device.guardAgainstDeath(
            isXterm
                ? TerminalModes.endSynchronized + (keepsPictures ? TerminalModes.noPictures : "")
                    + goodbye
                : TerminalModes.plainRescue)
    }
}

extension DeviceEvent {
    /// The answer to the last question, or the end of the program.
    fileprivate var endsAnswers: Bool {
        switch self {
        case .reply(.attributes), .plain(.terminationRequested): true
        default: false
        }
    }
}
