/// Which keys call which intents, in which place.
///
/// A *context* is where the keyboard goes: `tree`, `page`, `prompt`, `field`, `list`, `review`, `timeline`, `merge`. Bindings of the context itself win
/// over those of `global`. A binding may be a sequence: `g g` is two strokes.
package struct Keymap: Hashable, Sendable {
    /// Where keys can go; `global` is asked last, whatever the place.
    package enum Context: String, CaseIterable, Hashable, Sendable {
        case global, tree, page, prompt, field, list, review, timeline, merge
    }

    /// What strokes mean so far.
    package enum Meaning: Hashable, Sendable {
        /// The strokes call this intent.
        case intent(String)
        /// More strokes may follow; these are the ways on, for a which-key list, by name of the next stroke.
        case prefix
        /// The strokes mean nothing here.
        case none
    }

    /// One line of a keymap file.
    package struct Binding: Hashable, Sendable {
        package let context: Context
        package let strokes: [KeyStroke]
        package let intent: String

        package init(context: Context, strokes: [KeyStroke], intent: String) {
            self.context = context
            self.strokes = strokes
            self.intent = intent
        }
    }

    package let name: String
    /// One sentence on who it is for; may be empty.
    package let summary: String
    /// Whether digits count how often the next command is done, as in vi.
    package let takesCounts: Bool
    /// In the order of the file.
    package let bindings: [Binding]
    private let intents: [Context: [[KeyStroke]: String]]
    private let prefixes: [Context: Set<[KeyStroke]>]
    /// The letters of ASCII that type themselves in a field, and begin nothing else.
    let fieldLetters: LetterSet

    package init(
        name: String, summary: String = "", takesCounts: Bool = false, bindings: [Binding]
    ) {
        self.name = name
        self.takesCounts = takesCounts
        self.summary = summary
        self.bindings = bindings
        var intents: [Context: [[KeyStroke]: String]] = [:]
        var prefixes: [Context: Set<[KeyStroke]>] = [:]
        for binding in bindings where !binding.strokes.isEmpty {
            intents[binding.context, default: [:]][binding.strokes] = binding.intent
            for length in 1..<max(1, binding.strokes.count) {
                prefixes[binding.context, default: []].insert(Array(binding.strokes.prefix(length)))
            }
        }
        self.intents = intents
        self.prefixes = prefixes
        let begun = Set(
            bindings.filter { $0.context == .field }.compactMap {
                $0.strokes.first?.typed?.asciiValue
            })
        fieldLetters = LetterSet((0x20..<0x7F).filter { !begun.contains($0) })
    }

    /// What these strokes mean in a place.
    ///
    /// A single stroke that types a character means nothing in `field` and `prompt` unless it is bound there itself:
    /// global bindings of letters do not take letters from a text.
    package func meaning(of strokes: [KeyStroke], in context: Context) -> Meaning {
        let types = context == .field || context == .prompt
        let isTyping = types && strokes.first?.typed != nil
        for place in isTyping || context == .global ? [context] : [context, .global] {
            if let intent = intents[place]?[strokes] { return .intent(intent) }
            if prefixes[place]?.contains(strokes) == true { return .prefix }
        }
        return .none
    }

    /// The strokes that call an intent, those of the context before the global ones, in the file's order.
    package func strokes(for intent: String, in context: Context = .global) -> [[KeyStroke]] {
        let here = bindings.filter { $0.intent == intent && $0.context == context }
        let global = bindings.filter {
            $0.intent == intent && $0.context == .global && context != .global
        }
        return (here + global).filter { canBeTyped($0, in: context) }.map(\.strokes)
    }

    /// Whether the strokes reach the binding there: no shorter sequence acts before, and no other takes its place.
    private func canBeTyped(_ binding: Binding, in context: Context, after typed: Int = 0) -> Bool {
        let strokes = binding.strokes
        return meaning(of: strokes, in: context) == .intent(binding.intent)
            && (typed + 1..<max(typed + 1, strokes.count)).allSatisfy {
                meaning(of: Array(strokes.prefix($0)), in: context) == .prefix
            }
    }

    /// How the first way to call an intent is shown: `^P`, `g g`; nil where no key calls it there.
    package func shown(_ intent: String, in context: Context = .global) -> String? {
        let ways = strokes(for: intent, in: context)
        // Terminals send the same for both, and Esc is what is printed on the key.
        let first = ways.first == [Self.escapeTyped] && ways.contains([KeyStroke(.escape)])
        return (first ? [KeyStroke(.escape)] : ways.first)?.map(\.shown).joined(separator: " ")
    }

    private static let escapeTyped = KeyStroke(.character("["), .control)

    /// The next strokes after a prefix, with what they call: for a which-key list.
    package func continuations(of strokes: [KeyStroke], in context: Context) -> [Binding] {
        bindings.filter {
            ($0.context == context || $0.context == .global) && $0.strokes.count > strokes.count
                && Array($0.strokes.prefix(strokes.count)) == strokes
                && canBeTyped($0, in: context, after: strokes.count)
        }
    }

    /// Every intent that some key calls.
    package var intentNames: Set<String> { Set(bindings.map(\.intent)) }
}
