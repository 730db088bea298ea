import PageTestSupport
import SiteHistory
import SiteModel

/// The site that runs edit.
enum Scene {
    static let site = NodeID(high: 0, low: 1)
    static let page = NodeID(high: 0, low: 2)

    static var firstEdits: [SiteEdit] {
        let page = NodeDraft(
            id: page, content: NodeContent(kind: .page), fields: [(.path, .text("/"))],
            texts: [TextKey("title", "en"): .inline("a site")])
        return [.insert(page, under: site, at: .last)]
            + (1...3).map { number in
                .insert(
                    section(
                        seed: UInt64(number), text: "some words of section \(number) 日本 👩‍💻 مرحبا"),
                    under: Scene.page, at: .last)
            }
    }

    static func section(seed: UInt64, text: String) -> NodeDraft {
        NodeDraft(
            id: NodeID(high: 10, low: seed), content: NodeContent(kind: .section),
            fields: [(.name, .text("s\(seed % 5)"))],
            children: [element(seed: seed, tag: "section", text: text)])
    }

    /// An element with one text in it.
    static func element(seed: UInt64, tag: String, text: String) -> NodeDraft {
        let leaf = NodeDraft(
            id: NodeID(high: 30, low: seed), content: NodeContent(kind: .text),
            fields: [(.label, .text("text"))], texts: [.text("en"): .inline(text)])
        return NodeDraft(
            id: NodeID(high: 20, low: seed), content: NodeContent(kind: .element, tag: tag),
            classes: ["wide"], children: [leaf])
    }

    /// A word that nobody else ever types.
    static func token(_ process: Int, _ number: Int) -> String { "tok\(process)x\(number)z" }

    /// A token in a text, and what stands between it and the next.
    struct Found {
        let token: String
        let rest: Substring
        /// Whether it is a token as it was typed.
        var isWhole: Bool { Scene.number(of: token) != nil }
    }

    /// The tokens that stand in a text, whole ones and broken ones. What parted them from other words may be gone.
    static func tokens(in text: String) -> [Found] {
        guard text.contains("tok") else { return [] }
        return text.split(separator: "tok", omittingEmptySubsequences: false).dropFirst().map {
            piece in
            let end = piece.firstIndex(of: "z").map { piece.index(after: $0) } ?? piece.endIndex
            return Found(token: "tok" + piece[..<end], rest: piece[end...])
        }
    }

    /// Who typed a token, and as which of its tokens.
    static func number(of token: some StringProtocol) -> (process: Int, token: Int)? {
        guard token.hasPrefix("tok"), token.hasSuffix("z") else { return nil }
        let parts = token.dropFirst(3).dropLast().split(
            separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let process = Int(parts[0]), let number = Int(parts[1]) else {
            return nil
        }
        return (process, number)
    }

    /// Whether two words may be parts of one typed run, alone or grown together with others: then nobody who sees them
    /// types between them.
    static func belongTogether(_ left: String, _ right: String) -> Bool {
        guard let left = tokens(in: left).last.flatMap({ number(of: $0.token) }),
            let right = tokens(in: right).first.flatMap({ number(of: $0.token) })
        else { return false }
        return left.process == right.process && left.token + 1 == right.token
    }
}

/// Edits of one transaction, and the tokens that they type.
struct SceneEdit {
    var edits: [SiteEdit]
    var tokens: [String] = []
}
