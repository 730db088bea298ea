import EditorCore
import Glibc
import ScreenCore

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
            let frame = pictures.frame(columns: Int(size.ws_col), rows: Int(size.ws_row)),
            let opened = try? OpenedTerminal(backEnd: nil, isASCII: isASCII)
        else { return nil }
        opened.terminal.paint(frame)
        return opened
    }

    /// Keeps what the next start that is called as this one was will come to.
    ///
    /// - Parameters:
    ///   - state: At the end, when all is written.
    func keep(_ state: EditorState, theme: Theme, in program: Program) {
        guard let pictures, let site = state.document?.site.id,
            let place = try? OpenTarget(pictures.call.target, at: pictures.call.at, in: program),
            place.site == site, let next = state.reopened(at: place.at)
        else { return }
        var memory = PaintMemory()
        pictures.keep(ScreenPainter.render(next, theme: theme, memory: &memory), of: site)
    }
}
