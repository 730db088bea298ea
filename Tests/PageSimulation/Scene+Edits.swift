import PageTestSupport
import SiteHistory
import SiteModel

/// What a person does with what is on the screen.
struct Editing {
    private static let sectionCountMax = 7
    private static let elementCountMax = 14

    private let state: HomeState
    private let process: Int
    private var random: SplitMix64
    private let nodes: [Node]
    /// How many tokens the process typed.
    private(set) var tokenCount: Int

    init(_ state: HomeState, process: Int, tokenCount: Int, random: SplitMix64) {
        self.state = state
        self.process = process
        self.tokenCount = tokenCount
        self.random = random
        nodes = state.site.nodes.values.sorted { $0.id < $1.id }
    }

    /// An edit that the site as it stands allows; nil now and then.
    mutating func anyEdit() -> SceneEdit? {
        switch random.below(100) {
        case ..<36: typeToken()
        case ..<44: removeWord()
        case ..<56: setAttribute()
        case ..<63: setClasses()
        case ..<71: moveSection()
        case ..<76: moveElement()
        case ..<82: random.pick(nodes.filter { isDeletable($0) }).map { edit(.delete($0.id)) }
        case ..<86: random.pick(state.engine.trash).map { edit(.restore($0.node)) }
        case ..<90: insertSection()
        case ..<95: insertElement()
        default:
            random.pick(state.engine.conflicts).map {
                edit(.resolve($0.id, random.chance(50) ? .ours : .theirs))
            }
        }
    }

    private func edit(_ edit: SiteEdit) -> SceneEdit { SceneEdit(edits: [edit]) }

    private mutating func freshToken() -> String {
        tokenCount += 1
        return Scene.token(process, tokenCount)
    }

    private var freshSeed: UInt64 { UInt64(process + 1) << 32 | UInt64(tokenCount) }

    // MARK: Texts

    private var texts: [(ref: TextRef, value: String)] {
        nodes.filter { $0.kind == .text }.compactMap { node in
            node.texts[.text("en")].map { (TextRef(node.id, .text("en")), $0) }
        }
    }

    private mutating func words(of text: String) -> [String] {
        text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    }

    private mutating func typeToken() -> SceneEdit? {
        guard let (ref, old) = random.pick(texts) else { return nil }
        let token = freshToken()
        var words = words(of: old)
        let places = (0...words.count).filter { place in
            place == 0 || place == words.count
                || !Scene.belongTogether(words[place - 1], words[place])
        }
        words.insert(token, at: random.pick(places) ?? 0)
        return SceneEdit(
            edits: [.setText(ref, from: old, to: words.joined(separator: " "))], tokens: [token])
    }

    /// Takes out one word that is no token: tokens are how loss is judged.
    private mutating func removeWord() -> SceneEdit? {
        guard let (ref, old) = random.pick(texts) else { return nil }
        var words = words(of: old)
        guard let index = random.pick(words.indices.filter({ !words[$0].contains("tok") })) else {
            return nil
        }
        words.remove(at: index)
        return edit(.setText(ref, from: old, to: words.joined(separator: " ")))
    }

    /// Some tokens at the end of a text, an operation for each: forwards, or backwards as by one who goes left.
    mutating func typedRun() -> SceneEdit? {
        guard let (ref, old) = random.pick(texts) else { return nil }
        let tokens = (0..<3 + random.below(3)).map { _ in freshToken() }
        let isForwards = random.chance(50)
        var edits: [SiteEdit] = []
        var before = old
        for count in 1...tokens.count {
            let part = isForwards ? tokens.prefix(count) : tokens.suffix(count)
            let after = old + " " + part.joined(separator: " ")
            edits.append(.setText(ref, from: before, to: after))
            before = after
        }
        return SceneEdit(edits: edits, tokens: tokens)
    }

    /// The text that a draft makes of one that is shown, with a token at its beginning.
    mutating func draft() -> (ref: TextRef, base: String, value: String, token: String)? {
        guard let (ref, old) = random.pick(texts) else { return nil }
        let token = freshToken()
        return (ref, old, token + " " + old, token)
    }

    // MARK: Fields and classes

    private mutating func setAttribute() -> SceneEdit? {
        guard let element = random.pick(nodes.filter { $0.kind == .element }) else { return nil }
        let value = random.chance(20) ? nil : FieldValue.text("v\(random.below(3))")
        return edit(.setField(element.id, .attribute("title"), value))
    }

    private mutating func setClasses() -> SceneEdit? {
        guard let element = random.pick(nodes.filter { $0.kind == .element }) else { return nil }
        let classes = ["wide", "dark", "soft"].filter { _ in random.chance(50) }
        return edit(.setClasses(element.id, classes))
    }

    // MARK: The tree

    private var sections: [Node] { nodes.filter { $0.kind == .section } }

    /// Elements that are no section's root.
    private var loose: [Node] {
        nodes.filter { node in
            node.kind == .element
                && node.parent.flatMap { state.site.nodes[$0] }?.kind == .element
        }
    }

    private func isDeletable(_ node: Node) -> Bool {
        node.kind == .section || loose.contains { $0.id == node.id }
    }

    private mutating func moveSection() -> SceneEdit? {
        guard let section = random.pick(sections) else { return nil }
        guard let other = random.pick(sections), other.id != section.id else {
            return edit(.move(section.id, under: Scene.page, at: .first))
        }
        return edit(.move(section.id, under: Scene.page, at: .after(other.id)))
    }

    private mutating func moveElement() -> SceneEdit? {
        guard let element = random.pick(loose),
            let parent = random.pick(nodes.filter { $0.kind == .element }),
            parent.id != element.id
        else { return nil }
        return edit(
            .move(element.id, under: parent.id, at: random.chance(50) ? .first : .last))
    }

    private mutating func insertSection() -> SceneEdit? {
        guard sections.count < Editing.sectionCountMax else { return nil }
        let token = freshToken()
        let draft = Scene.section(seed: freshSeed, text: "new \(token) words")
        return SceneEdit(edits: [.insert(draft, under: Scene.page, at: .last)], tokens: [token])
    }

    private mutating func insertElement() -> SceneEdit? {
        let elements = nodes.filter { $0.kind == .element }
        guard elements.count < Editing.elementCountMax, let parent = random.pick(elements) else {
            return nil
        }
        let token = freshToken()
        let draft = Scene.element(seed: freshSeed, tag: "div", text: "in \(token) it")
        return SceneEdit(
            edits: [.insert(draft, under: parent.id, at: random.chance(50) ? .first : .last)],
            tokens: [token])
    }

    // MARK: What the server refuses

    /// A batch that is refused, one that stands on it, and one that does not.
    mutating func refusedChain() -> (
        refused: SceneEdit, dependent: SceneEdit, independent: SceneEdit
    )? {
        guard let (ref, old) = random.pick(texts) else { return nil }
        let tokens = [freshToken(), freshToken(), freshToken()]
        let seed = freshSeed
        let word = SimulatedServer.refusedWord
        let refused = Scene.section(seed: seed, text: "\(word) \(tokens[0]) end")
        let inside = TextRef(NodeID(high: 30, low: seed), .text("en"))
        let text = "\(word) \(tokens[0]) end"
        return (
            SceneEdit(
                edits: [.insert(refused, under: Scene.page, at: .first)], tokens: [tokens[0]]),
            SceneEdit(
                edits: [.setText(inside, from: text, to: text + " " + tokens[1])],
                tokens: [tokens[1]]),
            SceneEdit(
                edits: [.setText(ref, from: old, to: old + " " + tokens[2])], tokens: [tokens[2]])
        )
    }
}
