/// Named places for what is copied and cut, beside the one that copying and pasting use by themselves.
struct Registers: Sendable {
    enum Content: Sendable {
        /// Sections or elements, and how messages call them.
        case nodes(Clipboard, name: String)
        case text(String)
    }

    /// By their names: `a` to `z`, `0` to `9`.
    private(set) var contents: [Character: Content] = [:]
    /// Whether the next key names one.
    var awaitsName = false
    /// The one that the next copy, cut or paste uses.
    var named: Character?

    /// What the named one holds.
    var chosen: Content? { named.flatMap { contents[$0] } }

    /// Keeps what was copied in the named one, if one is named.
    mutating func keep(_ content: Content) {
        if let named { contents[named] = content }
    }

    static func name(of stroke: KeyStroke) -> Character? {
        guard let typed = stroke.typed, typed.isASCII, typed.isLetter || typed.isNumber else {
            return nil
        }
        return typed.lowercased().first
    }

    /// What they hold, in one line: `a hero · b “Fresh bread”`.
    var summary: String {
        contents.sorted { $0.key < $1.key }.map { name, content in
            switch content {
            case .nodes(_, let what): "\(name) \(what)"
            case .text(let text): "\(name) “\(text.prefix(24))\(text.count > 24 ? "…" : "")”"
            }
        }.joined(separator: " · ")
    }
}

extension EditorState {
    /// The next key names a register.
    mutating func awaitRegister() {
        registers.awaitsName = true
        let held = registers.summary
        notice = Notice(
            .info,
            held.isEmpty
                ? "Which register? a to z or 0 to 9; then copy, cut or paste."
                : "Which register? " + held)
    }

    /// Takes the key that names a register.
    mutating func nameRegister(_ stroke: KeyStroke) -> [EditorEffect] {
        registers.awaitsName = false
        guard let name = Registers.name(of: stroke) else {
            if stroke.typed != nil {
                notice = Notice(.info, "Registers are called a to z and 0 to 9.")
            }
            return []
        }
        registers.named = name
        notice = Notice(.info, "Register \(name): copy, cut or paste.")
        return []
    }

    /// What is to be pasted into the tree; nil with a notice where there is nothing for it.
    mutating func clipboardToPaste() -> Clipboard? {
        guard let name = registers.named else {
            if clipboard == nil { notice = Notice(.info, "Nothing was cut or copied.") }
            return clipboard
        }
        switch registers.chosen {
        case .nodes(let clipboard, _): return clipboard
        case .text:
            notice = Notice(
                .info, "Register \(name) holds a text: Enter opens a text to paste it into.")
        case nil: notice = Notice(.info, "Register \(name) is empty.")
        }
        return nil
    }

    /// What is to be pasted into a field; nil with a notice where there is nothing for it.
    mutating func textToPaste() -> String? {
        guard let name = registers.named else {
            if copiedText.isEmpty { notice = Notice(.info, "Nothing was cut or copied here.") }
            return copiedText.isEmpty ? nil : copiedText
        }
        switch registers.chosen {
        case .text(let text): return text
        case .nodes(_, let what):
            notice = Notice(.info, "Register \(name) holds \(what): paste it into the tree.")
        case nil: notice = Notice(.info, "Register \(name) is empty.")
        }
        return nil
    }
}
