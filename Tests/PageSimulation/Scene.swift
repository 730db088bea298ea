import PageTestSupport
import SiteHistory
import SiteModel

/// The site that runs edit, and the edits of its people.
enum Scene {
    static let page = NodeID(high: 0, low: 2)
    private static let sectionCountMax = 7

    static var firstEdits: [SiteEdit] {
        let page = NodeDraft(
            id: page, content: NodeContent(kind: .page), fields: [(.path, .text("/"))],
            texts: [TextKey("title", "en"): .inline("a site")])
        return [.insert(page, under: Simulation.site, at: .last)]
            + (1...3).map { number in
                .insert(
                    section(
                        seed: UInt64(number), text: "some words of section \(number) 日本 👩‍💻 مرحبا"),
                    under: Scene.page, at: .last)
            }
    }

    private static func section(seed: UInt64, text: String) -> NodeDraft {
        let leaf = NodeDraft(
            id: NodeID(high: 30, low: seed), content: NodeContent(kind: .text),
            fields: [(.label, .text("text"))], texts: [.text("en"): .inline(text)])
        let root = NodeDraft(
            id: NodeID(high: 20, low: seed), content: NodeContent(kind: .element, tag: "section"),
            classes: ["wide"], children: [leaf])
        return NodeDraft(
            id: NodeID(high: 10, low: seed), content: NodeContent(kind: .section),
            fields: [(.name, .text("s\(seed % 5)"))], children: [root])
    }

    /// An edit that the site as it stands allows; nil now and then.
    static func edit(
        of site: Site, conflicts: [Conflict], trash: [TrashEntry], device: Int,
        random: inout SplitMix64,
        tokenCount: inout Int
    ) -> SiteEdit? {
        let nodes = site.nodes.values.sorted { $0.id < $1.id }
        let sections = nodes.filter { $0.kind == .section }
        switch random.below(100) {
        case ..<40:
            return typeToken(in: nodes, device: device, random: &random, tokenCount: &tokenCount)
        case ..<50: return removeWord(in: nodes, random: &random)
        case ..<62:
            guard let element = random.pick(nodes.filter { $0.kind == .element }) else {
                return nil
            }
            let value = random.chance(20) ? nil : FieldValue.text("v\(random.below(3))")
            return .setField(element.id, .attribute("title"), value)
        case ..<70:
            guard let element = random.pick(nodes.filter { $0.kind == .element }) else {
                return nil
            }
            return .setClasses(
                element.id, ["wide", "dark", "soft"].filter { _ in random.chance(50) })
        case ..<80:
            guard let section = random.pick(sections) else { return nil }
            guard let other = random.pick(sections), other.id != section.id else {
                return .move(section.id, under: page, at: .first)
            }
            return .move(section.id, under: page, at: .after(other.id))
        case ..<87: return random.pick(sections).map { .delete($0.id) }
        case ..<91: return random.pick(trash).map { .restore($0.node) }
        case ..<96:
            guard sections.count < sectionCountMax else { return nil }
            tokenCount += 1
            let seed = UInt64(device + 1) << 32 | UInt64(tokenCount)
            return .insert(
                section(seed: seed, text: "new \(token(device, tokenCount)) words"), under: page,
                at: .last)
        default:
            return random.pick(conflicts).map {
                .resolve($0.id, random.chance(50) ? .ours : .theirs)
            }
        }
    }

    /// A word that nobody else ever types.
    static func token(_ device: Int, _ number: Int) -> String { "tok\(device)x\(number)z" }

    private static func typeToken(
        in nodes: [Node], device: Int, random: inout SplitMix64, tokenCount: inout Int
    ) -> SiteEdit? {
        guard let node = random.pick(nodes.filter { $0.kind == .text }),
            let old = node.texts[.text("en")]
        else {
            return nil
        }
        tokenCount += 1
        var words = old.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        words.insert(token(device, tokenCount), at: random.below(words.count + 1))
        return .setText(TextRef(node.id, .text("en")), from: old, to: words.joined(separator: " "))
    }

    /// Takes out one word that is no token: tokens are how loss is judged.
    private static func removeWord(in nodes: [Node], random: inout SplitMix64) -> SiteEdit? {
        guard let node = random.pick(nodes.filter { $0.kind == .text }),
            let old = node.texts[.text("en")]
        else {
            return nil
        }
        var words = old.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let plain = words.indices.filter { !words[$0].contains("tok") }
        guard let index = random.pick(plain) else { return nil }
        words.remove(at: index)
        return .setText(TextRef(node.id, .text("en")), from: old, to: words.joined(separator: " "))
    }
}
