import EditorCore
import Glibc
import ScreenCore
import UnixTerminal

/// The terminal with the picture of an earlier start in it, before anything else was read.
struct EditorStart {
    private let pictures: StartPictures?
    /// nil where no picture is shown: the terminal is then still as it was.
    let opened: OpenedTerminal?

    /// Neither a picture nor a place for one.
    init() { (pictures, opened) = (nil, nil) }

    /// Paints the picture, if there is one.
    init(_ call: EditorCall, in program: Program) {
        pictures = StartPictures(call, in: program)
        opened = pictures.flatMap { Self.painted($0, isASCII: call.isASCII) }
    }

    private static func painted(_ pictures: StartPictures, isASCII: Bool) -> OpenedTerminal? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
            let picture = pictures.picture(columns: Int(size.ws_col), rows: Int(size.ws_row)),
            let opened = try? OpenedTerminal(
                backEnd: nil, isASCII: isASCII, knowsKeyboard: picture.knowsKeyboard)
        else { return nil }
        opened.terminal.paint(picture.frame)
        TerminalReader.letRead()
        return opened
    }

    /// Keeps what the next start that is called as this one was will come to.
    ///
    /// - Parameters:
    ///   - state: At the end, when all is written.
    ///   - terminal: The one that it was shown in.
    func keep(
        _ state: EditorState, theme: Theme, from terminal: OpenedTerminal, in program: Program
    ) {
        guard let pictures, let site = state.document?.site.id,
            let place = try? OpenTarget(pictures.call.target, at: pictures.call.at, in: program),
            place.site == site, let next = state.reopened(at: place.at)
        else { return }
        var memory = PaintMemory()
        let frame = ScreenPainter.render(next, theme: theme, memory: &memory)
        pictures.keep(
            StartPicture(frame: frame, knowsKeyboard: terminal.answersKeyboard), of: site)
    }
}
