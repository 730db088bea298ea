import EditorCore

/// What in a keymap's file hides something else, or can never be pressed.
///
/// A file is held against itself and against what it extends. To give a key that is inherited another intent is what
/// extending is for; to lose one because a longer or a shorter sequence begins alike is worth a look.
struct KeymapFindings {
    private let keymap: Keymap
    private let lines: [KeymapFile.Line]
    private let base: Keymap?
    /// What is inherited and still holds.
    private let inherited: [Keymap.Binding]

    init(_ reading: KeymapFile.Reading) {
        keymap = reading.keymap
        lines = reading.lines
        base = reading.base
        let own = lines.map(\.binding)
        inherited = (base?.bindings ?? []).filter { old in
            !own.contains { KeymapFile.hides($0, old) }
        }
    }

    /// By line.
    var all: [SettingsProblem] {
        let acting = lines.filter { !$0.binding.intent.isEmpty }
        let found = acting.enumerated().flatMap { index, line in
            (among(acting, index) + lost(to: line) + inheritedShadows(of: line)
                + unpressable(line.binding)).map { message in
                    SettingsProblem(
                        file: line.place.file, line: line.place.line, column: line.place.column,
                        message: message)
                }
        }
        return found
    }

    // MARK: In the file

    private func among(_ acting: [KeymapFile.Line], _ index: Int) -> [String] {
        let line = acting[index]
        return acting.indices.compactMap { other in
            let old = acting[other]
            guard other != index else { return nil }
            if old.binding.context == line.binding.context {
                return other < index ? clash(line.binding, old.binding, old.place.line) : nil
            }
            return shadow(line.binding, old.binding, "line \(old.place.line)")
        }
    }

    private func clash(_ new: Keymap.Binding, _ old: Keymap.Binding, _ line: Int) -> String? {
        if new.strokes == old.strokes { return "\(new.quoted) is bound in line \(line) already" }
        if new.strokes.starts(with: old.strokes) {
            return "\(new.quoted) can never be typed: line \(line) acts before"
        }
        if old.strokes.starts(with: new.strokes) {
            return "\(new.quoted) hides the longer binding of line \(line)"
        }
        return nil
    }

    /// A place's own key takes a global sequence's first strokes, or waits for more where a global key would act.
    ///
    /// Not looked for where letters are typed: their editing keys go first on purpose.
    private func shadow(
        _ global: Keymap.Binding, _ own: Keymap.Binding, _ name: String
    ) -> String? {
        guard global.context == .global, own.context.isWithoutText else { return nil }
        if global.isLonger(than: own) {
            return "\(global.quoted) can never be typed \(own.context.words): \(name) acts before"
        }
        if own.isLonger(than: global) {
            return
                "\(global.quoted) does nothing \(own.context.words): \(name) waits for more keys"
        }
        return nil
    }

    // MARK: With what is inherited

    /// Inherited keys that hold no more because this line's sequence begins as they do; what the file binds itself, or takes
    /// away in words, was meant.
    private func lost(to line: KeymapFile.Line) -> [String] {
        let gone = (base?.bindings ?? []).filter { old in
            let hiding = lines.first { KeymapFile.hides($0.binding, old) }
            return hiding?.place == line.place
                && !lines.contains { $0.binding.settles(old) }
        }
        guard let first = gone.first, let base else { return [] }
        return [
            "\(line.binding.quoted) takes away \(first.quoted) (\(first.intent)) "
                + "\(first.context.words)\(more(than: gone)), inherited from \"\(base.name)\""
        ]
    }

    private func inheritedShadows(of line: KeymapFile.Line) -> [String] {
        let own = line.binding
        guard own.context == .global else {
            guard own.context.isWithoutText else { return [] }
            let global = inherited.filter { $0.context == .global }
            return summary(global.filter { $0.isLonger(than: own) }) { first, more in
                "\(own.quoted) acts \(own.context.words) before the inherited \(first) can be typed\(more)"
            }
                + summary(global.filter { own.isLonger(than: $0) }) { first, more in
                    "\(own.quoted) keeps the inherited \(first) waiting \(own.context.words)\(more)"
                }
        }
        return inherited.compactMap { shadow(own, $0, "the inherited \($0.quoted)") }
    }

    private func summary(
        _ bindings: [Keymap.Binding], _ words: (String, String) -> String
    ) -> [String] {
        guard let first = bindings.first else { return [] }
        return [words("\(first.quoted) (\(first.intent))", more(than: bindings))]
    }

    private func more(than bindings: [Keymap.Binding]) -> String {
        bindings.count > 1 ? ", and \(bindings.count - 1) more" : ""
    }

    // MARK: With keyboards

    private func unpressable(_ binding: Keymap.Binding) -> [String] {
        if [.field, .prompt].contains(binding.context), binding.strokes.first?.typed != nil {
            return [
                "no \"\(binding.strokes[0].name)\" can be typed \(binding.context.words) any more"
            ]
        }
        let sent = binding.strokes.map(\.sentPlainly)
        let meaning = keymap.meaning(of: sent, in: binding.context)
        guard sent != binding.strokes, meaning != .intent(binding.intent) else { return [] }
        let other = Keymap.Binding(context: binding.context, strokes: sent, intent: "").quoted
        let result =
            switch meaning {
            case .intent(let name): "which calls \(name)"
            case .prefix: "which waits for more keys"
            case .none: "which is not bound"
            }
        return ["most terminals send \(other) for \(binding.quoted), \(result)"]
    }
}

extension Keymap.Binding {
    /// Its strokes as a message names them.
    fileprivate var quoted: String { "\"\(strokes.map(\.name).joined(separator: " "))\"" }

    fileprivate func isLonger(than other: Keymap.Binding) -> Bool {
        strokes.count > other.strokes.count && strokes.starts(with: other.strokes)
    }

    /// Whether it says what is to become of an inherited binding: of its key, or of its intent.
    fileprivate func settles(_ old: Keymap.Binding) -> Bool {
        if context == old.context && strokes == old.strokes { return true }
        return intent == old.intent && (context == old.context || context == .global)
    }
}

extension Keymap.Context {
    fileprivate var isWithoutText: Bool {
        switch self {
        case .tree, .page, .review, .merge: true
        case .global, .field, .prompt, .list, .timeline: false
        }
    }
}

extension KeyStroke {
    /// The key as which a terminal without a protocol of its own for keys sends this one: the control characters are shared.
    fileprivate var sentPlainly: KeyStroke {
        guard modifiers.contains(.control), case .character(let character) = key else {
            return self
        }
        let rest = modifiers.subtracting(.control)
        return switch character {
        case "i": KeyStroke(.tab, rest)
        case "m": KeyStroke(.enter, rest)
        case "[": KeyStroke(.escape, rest)
        case "h": KeyStroke(.backspace, rest)
        case "/": KeyStroke(.character("_"), modifiers)
        default: self
        }
    }
}
