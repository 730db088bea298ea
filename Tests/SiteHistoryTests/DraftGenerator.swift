import PageTestSupport
import SiteModel

/// Random sections, and random other forms of them.
struct DraftGenerator {
    var random: SplitMix64
    private var minted: UInt64 = 0

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func id() -> NodeID {
        minted += 1
        return NodeID(high: 9, low: minted)
    }

    private mutating func words(_ count: Int) -> String {
        let words = ["fresh", "bread", "every", "day", "warm", "open", "late", "pão"]
        return (0..<max(1, count)).map { _ in words[random.below(words.count)] }
            .joined(separator: " ")
    }

    private mutating func space() -> NodeDraft {
        NodeDraft(
            id: id(),
            content: NodeContent(
                kind: .literal, literal: "\n" + String(repeating: " ", count: random.below(3))))
    }

    private mutating func text() -> NodeDraft {
        NodeDraft(
            id: id(), content: NodeContent(kind: .text),
            texts: [.text("en"): .inline(words(1 + random.below(6)))])
    }

    mutating func element(depth: Int) -> NodeDraft {
        let tags = ["p", "li", "ul", "h2", "img", "div"]
        var draft = NodeDraft(
            id: id(),
            content: NodeContent(
                kind: .element, tag: depth == 0 ? "section" : tags[random.below(6)]))
        if random.chance(40) {
            draft.fields = [(.attribute(["title", "alt"][random.below(2)]), .text(words(1)))]
        }
        if random.chance(30) { draft.classes = [["a", "b", "c"][random.below(3)]] }
        guard draft.content.tag != "img" else { return draft }
        for _ in 0..<(depth == 0 ? 2 + random.below(4) : random.below(4)) {
            if random.chance(60) { draft.children.append(space()) }
            draft.children.append(
                depth < 3 && random.chance(65) ? element(depth: depth + 1) : text())
        }
        if random.chance(60) { draft.children.append(space()) }
        return draft
    }

    /// Another form of the section, with ids of its own as a composer makes them.
    mutating func varied(_ draft: NodeDraft, depth: Int = 0) -> NodeDraft {
        var new = draft
        new.id = id()
        if case .inline(let text)? = draft.texts[.text("en")], random.chance(40) {
            new.texts[.text("en")] = .inline(random.chance(50) ? text + " " + words(1) : words(3))
        }
        if draft.content.kind == .element {
            if random.chance(15) { new.fields = [(.attribute("title"), .text(words(1)))] }
            if random.chance(10) { new.fields = [] }
            if random.chance(15) { new.classes = [["a", "b", "d"][random.below(3)]] }
        }
        new.children = draft.children.map { varied($0, depth: depth + 1) }
        if draft.content.kind == .element, draft.content.tag != "img" { shuffle(&new, depth) }
        return new
    }

    private mutating func shuffle(_ draft: inout NodeDraft, _ depth: Int) {
        if random.chance(25) {
            let new = random.chance(50) ? element(depth: max(1, depth)) : space()
            draft.children.insert(new, at: random.below(draft.children.count + 1))
        }
        if random.chance(20), !draft.children.isEmpty {
            draft.children.remove(at: random.below(draft.children.count))
        }
        if random.chance(20), draft.children.count > 1 {
            draft.children.swapAt(
                random.below(draft.children.count), random.below(draft.children.count))
        }
    }
}

/// What a subtree says, without the names of its nodes.
func contents(of draft: NodeDraft) -> [String] {
    let fields = draft.fields.map { "\($0.name)=\($0.value)" }.sorted()
    let texts = draft.texts.map { "\($0.key)=\($0.value)" }.sorted()
    return [
        "\(draft.content.kind) \(draft.content.tag) \(draft.content.literal.debugDescription) "
            + "\(fields) \(draft.classes.sorted()) \(texts)"
    ] + draft.children.flatMap(contents).map { "  " + $0 }
}

func contents(of node: NodeID, in site: Site) -> [String] {
    site[node].map { contents(of: site.draft(of: $0) { NodeID(high: 0, low: 0) }) } ?? []
}
