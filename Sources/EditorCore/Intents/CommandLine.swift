/// A line typed behind vi's colon, read as what Enter does with it.
enum CommandLine: Hashable {
    case nothing
    /// A command of the registry.
    case command(String)
    /// What was found in the page is not marked any more.
    case unmarkFound
    /// To the row of that number, from 1.
    case row(Int)
    /// So many rows down, or up.
    case rows(Int)
    case lastRow
    case substitution(Substitution)
    /// The beginning of one.
    case halfSubstitution
    /// No command is called that; nothing is guessed.
    case unknown(String)

    init(_ line: String) {
        let words = line.trimmingPrefix(":").drop(while: \.isWhitespace)
        let word = words.split(separator: " ").joined(separator: " ")
        if word.isEmpty {
            self = .nothing
        } else if let known = Self.editor(word) {
            self = known
        } else if Command.named(word)?.isInPalette == true {
            self = .command(word)
        } else if word == "$" {
            self = .lastRow
        } else if let number = Int(word) {
            self = "+-".contains(word.prefix(1)) ? .rows(number) : .row(number)
        } else if let substitution = Substitution(words) {
            self = .substitution(substitution)
        } else if word.hasPrefix("%s") || word.hasPrefix("s/") {
            self = .halfSubstitution
        } else {
            self = .unknown(word)
        }
    }

    /// What vi's own commands are here: the letters that are enough, and those that may follow.
    private static let editors: [(least: String, rest: String, meaning: CommandLine)] = [
        ("q", "uit", .command("quit")), ("qa", "ll", .command("quit")),
        ("wq", "", .command("quit")), ("wqa", "ll", .command("quit")),
        ("x", "it", .command("quit")), ("xa", "ll", .command("quit")),
        ("w", "rite", .command("checkpoint")), ("wa", "ll", .command("checkpoint")),
        ("e", "dit", .command("edit")), ("u", "ndo", .command("undo")),
        ("red", "o", .command("redo")), ("h", "elp", .command("help")),
        ("noh", "lsearch", .unmarkFound),
    ]

    private static func editor(_ word: String) -> CommandLine? {
        // Nothing is ever lost here that a sign would have to ask for.
        let name = word.hasSuffix("!") ? String(word.dropLast()) : word
        return editors.first { name.hasPrefix($0.least) && ($0.least + $0.rest).hasPrefix(name) }?
            .meaning
    }

    /// What Enter will do, as a sentence or as a command's title and help.
    var words: String {
        switch self {
        case .nothing:
            "A command's name; w, q, wq, x, e, u, red, noh; a row: 12, $, +3; or %s/OLD/NEW/i."
        case .command(let name):
            Command.named(name).map { $0.title + ". " + $0.help } ?? name
        case .unmarkFound: "Takes the marks off what was found in the page."
        case .row(let row): "Goes to row \(row)."
        case .rows(let count):
            "Goes \(count.magnitude) \(count.magnitude == 1 ? "row" : "rows") \(count < 0 ? "up" : "down")."
        case .lastRow: "Goes to the last row."
        case .substitution(let substitution):
            "Lists every “\(substitution.pattern)”, to be replaced by “\(substitution.replacement)”."
        case .halfSubstitution:
            "%s/OLD/NEW/ lists what would be replaced; with an i behind it in any case."
        case .unknown: "There is no such command."
        }
    }

    /// The row that stands first in the list: Enter does it.
    func row(typed line: String) -> OverlayItem {
        var action = OverlayItem.Action.none
        if case .command(let name) = self { action = .command(name) }
        return OverlayItem(line.isEmpty ? ":" : line, detail: words, action: action)
    }
}

extension EditorState {
    mutating func showCommandLine() {
        overlay = Overlay(
            .commandLine, ":",
            Command.all.filter(\.isInPalette).map {
                OverlayItem($0.name, detail: $0.title, action: .command($0.name))
            })
        narrowCommandLine()
    }

    /// First what Enter does with what is typed, then the commands whose names are like it, for the arrow keys.
    mutating func narrowCommandLine() {
        guard let line = overlay?.query?.text else { return }
        overlay?.filter()
        let first = CommandLine(line).row(typed: line)
        let others = overlay?.items.filter { $0.action != first.action } ?? []
        overlay?.items = ListedItems([first] + others)
    }

    /// Enter: a row that was chosen by hand, else what is typed.
    mutating func runCommandLine() -> [EditorEffect] {
        let (line, row) = (overlay?.query?.text ?? "", overlay?.cursor ?? 0)
        var meaning = CommandLine(line)
        if row > 0, case .command(let name)? = overlay?.current?.action { meaning = .command(name) }
        overlay = nil
        switch meaning {
        case .nothing: uncover()
        case .command(let name):
            uncover(for: name)
            return runChosen(name)
        case .unmarkFound: page.find = nil
        case .row(let row): goToRow(row - 1)
        case .rows(let count): goToRow(tree.cursor + count)
        case .lastRow: goToRow(tree.rows.count - 1)
        case .substitution(let substitution): return substitute(substitution)
        case .halfSubstitution:
            uncover()
            notice = Notice(.warning, meaning.words)
        case .unknown(let name):
            uncover()
            notice = Notice(.warning, "There is no command called \(name).")
        }
        return []
    }

    private mutating func goToRow(_ row: Int) {
        tree.move(by: min(max(0, row), tree.rows.count) - tree.cursor)
        revealCursorInPage()
    }
}
