import CNcursesw
import EditorCore
import Glibc
import ScreenCore
import UnixTerminal

/// The terminal the program was started in, through ncurses.
///
/// One at a time; used by one thread, but for `waker`. `close()` gives the terminal back; so do `exit` and any fatal
/// signal.
package final class CursesTerminal {
    /// How many colours are drawn; `none` asks for a theme of attributes.
    /// What the desktop is told through it.
    package var news = TerminalNews()
    package let depth: ColourDepth

    let device: TerminalDevice
    let isXtermLike: Bool
    private var screen: OpaquePointer?
    private var isEntered = false

    var knowsSynchronized = false
    var shown: Frame?
    var shownTitle = ""
    var inks = InkCache()

    /// Wakes `wait` from any thread.
    package var waker: TerminalWaker { device.waker }
    package var columns: Int { device.columns }
    package var rows: Int { device.rows }

    /// Takes over the terminal: alternate screen, raw keys, mouse, focus and paste reports.
    ///
    /// - Parameters:
    ///   - environment: `TERM`, `COLORTERM`, `NO_COLOR`.
    ///   - input: The descriptor that is read.
    ///   - output: The descriptor that is drawn on.
    /// - Throws: ``TerminalError``; the terminal is then as it was.
    package init(
        environment: TerminalEnvironment = .current(), input: Int32 = 0, output: Int32 = 1
    ) throws(TerminalError) {
        let device = try TerminalDevice(input: input, output: output)
        Self.useUTF8()
        let description = try Self.description(environment, output)
        guard let screen = description.reading({ pm_newterm($0, output, input) }) else {
            throw .unusable(environment.name)
        }
        self.device = device
        self.screen = screen
        isXtermLike = environment.isXtermLike || environment.isMultiplexer
        depth = environment.refusesColour ? .none : Self.startColours(description)
        prepare()
        enter()
        if isXtermLike { write(TerminalModes.pushTitle + TerminalModes.askSynchronized) }
        _ = measure()
    }

    deinit { close() }

    /// Gives the terminal back as it was found. Twice is once.
    package func close() {
        guard let screen else { return }
        leave()
        if isXtermLike { write(TerminalModes.popTitle) }
        pm_end(screen)
        self.screen = nil
        device.close()
    }

    /// Gives the terminal to the shell until the program is continued, as Ctrl-Z does elsewhere.
    package func suspend() {
        released { device.stop() }
    }

    /// Gives the terminal to another program, `$EDITOR`, while `body` runs; then draws everything anew.
    package func released<Result>(_ body: () -> Result) -> Result {
        leave()
        defer {
            enter()
            repaintAll()
        }
        return body()
    }

    /// Draws everything at the next `paint`, whatever is thought to be on the screen.
    package func repaintAll() {
        shown = nil
        clearok(pm_stdscr(), true)
    }

    /// Puts a text on the clipboard of the terminal, where it allows that (OSC 52).
    ///
    /// - Returns: Whether it was sent; no terminal says whether it took it.
    package func copy(_ text: String) -> Bool {
        guard isXtermLike, text.utf8.count <= TerminalModes.clipboardBytesMax else { return false }
        write(TerminalModes.clipboard(text))
        return true
    }

    /// Passes a sentence on to the desktop, where the terminal can.
    package func notify(_ sentence: String) { send(news.notice(sentence)) }

    /// Shows that something is under way, where the terminal can.
    package func showProgress(_ isShown: Bool) { send(news.progress(isShown)) }

    private func send(_ text: String) {
        if !text.isEmpty { write(text) }
    }

    // MARK: - Coming and going

    private static func useUTF8() {
        setlocale(LC_CTYPE, "")
        if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" {
            setlocale(LC_CTYPE, "C.UTF-8")
        }
    }

    private static func description(
        _ environment: TerminalEnvironment, _ output: Int32
    ) throws(TerminalError) -> TerminalDescription {
        guard !environment.name.isEmpty else { throw .unnamed }
        var isKnown = false
        for description in environment.descriptions {
            switch description.reading({ pm_describes($0, output) }) {
            case 1: return description
            case 0: isKnown = true
            default: continue
            }
        }
        if isKnown { throw .unusable(environment.name) }
        throw .unknown(environment.name)
    }

    private static func startColours(_ description: TerminalDescription) -> ColourDepth {
        guard has_colors(), start_color() == OK, use_default_colors() == OK else { return .none }
        if description.name == "pm-direct" { return .direct }
        switch pm_colors() {
        case 256...: return .indexed256
        case 16...: return .sixteen
        case 8...: return .eight
        default: return .none
        }
    }

    /// Once: what holds for as long as the terminal is ours.
    private func prepare() {
        typeahead(-1)
        keypad(pm_stdscr(), false)
        // Terminals differ in the colour of what moves in.
        idlok(pm_stdscr(), false)
        idcok(pm_stdscr(), false)
        scrollok(pm_stdscr(), false)
        leaveok(pm_stdscr(), false)
        device.makeRaw()
        def_prog_mode()
        device.guardAgainstDeath(isXtermLike ? TerminalModes.rescue : TerminalModes.plainRescue)
    }

    /// Whether the terminal has an alternate screen, and shows what was there before when it is left.
    private var hasScreenOfItsOwn: Bool {
        var buffer = [CChar](repeating: 0, count: 64)
        return pm_capability("smcup", &buffer, Int32(buffer.count)) > 0
    }

    private func enter() {
        guard !isEntered else { return }
        isEntered = true
        reset_prog_mode()
        shownTitle = ""
        guard isXtermLike else { return }
        write(TerminalModes.on)
    }

    private func leave() {
        guard isEntered else { return }
        isEntered = false
        curs_set(1)
        if isXtermLike { write(TerminalModes.off) }
        if !hasScreenOfItsOwn {
            // What was shown stays, and the shell writes over its last row.
            wmove(pm_stdscr(), Int32(max(0, rows - 1)), 0)
            wclrtoeol(pm_stdscr())
            wrefresh(pm_stdscr())
        }
        endwin()
        device.dropInput()
    }

    /// The program was stopped and goes on: another may have had the terminal meanwhile.
    func cameBack() {
        isEntered = false
        enter()
        repaintAll()
        _ = measure()
    }

    /// Asks the size; whether it changed.
    func measure() -> Bool {
        let changed = device.measure()
        guard changed || shown == nil else { return false }
        resizeterm(Int32(rows), Int32(columns))
        repaintAll()
        return changed
    }

    /// Writes bytes past ncurses; only between its own writes, which end with each `paint`.
    func write(_ text: String) { device.write(text) }
}
