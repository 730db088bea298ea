import EditorCore
import ScreenCore

/// Asks a terminal which graphics it knows. A value: answers in, what is known out.
///
/// - kitty's: a question with a dot of a picture, to be answered with `OK`.
/// - sixel: attribute 4 of DA1, and the size of a cell, without which nobody knows how large a picture is to be.
///
/// DA1 is asked last and answered by every terminal: what was not answered before it is not known. It was asked once before,
/// with all else that is asked at a start; that answer comes first and says nothing of ours.
package struct GraphicsProbe {
    private let wish: GraphicsWish
    private var knowsKitty = false
    private var attributes: [Int]?
    private var isFirstOver = false
    /// From the system or the terminal.
    private var cell: PixelSize?

    /// - Parameter environment: Behind a multiplexer only what is asked for by name is asked about.
    package init(_ wish: GraphicsWish, in environment: TerminalEnvironment) {
        self.wish = wish == .auto && environment.isMultiplexer ? .cells : wish
    }

    /// What is asked; empty where nothing is wished for.
    package var questions: String {
        switch wish {
        case .cells: ""
        case .sixel: Self.cellSize + TerminalModes.lastQuestion
        case .kitty, .auto: Self.kitty + Self.cellSize + TerminalModes.lastQuestion
        }
    }

    private static let kitty = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\"
    private static let cellSize = "\u{1B}[16t"

    /// Takes an answer.
    ///
    /// - Returns: What is known now; nil while that is nothing new.
    package mutating func take(_ reply: TerminalReply) -> GraphicsAnswer? {
        guard wish != .cells else { return nil }
        switch reply {
        case .string(let text): knowsKitty = knowsKitty || text == "Gi=31;OK"
        case .cellSize(let width, let height):
            return setCell(PixelSize(cellWidth: width, cellHeight: height))
        case .attributes(let numbers):
            defer { isFirstOver = true }
            guard isFirstOver else { return nil }
            attributes = numbers
            return answer
        default: break
        }
        return nil
    }

    /// The window's size in pixels and cells, as the system tells it.
    package mutating func measured(_ cell: PixelSize?) -> GraphicsAnswer? {
        wish == .cells ? nil : setCell(cell)
    }

    private mutating func setCell(_ new: PixelSize?) -> GraphicsAnswer? {
        guard let new, new != cell else { return nil }
        cell = new
        return answer
    }

    private var answer: GraphicsAnswer? {
        guard let attributes else { return nil }
        return GraphicsAnswer(
            wish, knowsKitty: knowsKitty, knowsSixel: attributes.dropFirst().contains(4), cell: cell
        )
    }
}
