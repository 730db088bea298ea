/// Picks lines of copy for one site; never the same line twice.
struct CopyWriter {
    let brief: Brief
    let seed: UInt64
    private let deck: Deck
    private let common: Deck
    private var taken: Set<String> = []
    /// Texts that may come back only when nothing else is left.
    private var stale: Set<String> = []

    init(brief: Brief, seed: UInt64) {
        self.brief = brief
        self.seed = seed
        deck = Decks.deck(brief.vertical, brief.language)
        common = Decks.common(brief.language)
        taken.insert(brand)
    }

    /// Texts that are on the page already.
    mutating func avoid(_ texts: Set<String>) { taken.formUnion(texts) }

    /// Texts that a new version should not repeat, as far as there are others.
    mutating func preferOthers(than texts: Set<String>) { stale.formUnion(texts) }

    /// What the business is called on its page: its name, else what it is.
    var brand: String { brief.name ?? kindOfBusiness }

    /// What the business is: the prompt's own words where they are in the site's language.
    var kindOfBusiness: String {
        let nouns = deck["noun"]
        let special = nouns.first { noun in noun.condition.map { holds($0) } ?? false }
        if let phrase = brief.phrase, brief.promptLanguage == brief.language {
            // "padaria sem glúten": the bare noun is not all that was said.
            if let special, !phrase.contains(" ") { return special.title }
            return phrase.prefix(1).uppercased() + phrase.dropFirst()
        }
        return special?.title ?? nouns.first?.title ?? placeholder("business")
    }

    /// A placeholder by what it stands for: `[[price]]`, in the site's language.
    func placeholder(_ what: String) -> String {
        "[[" + (common["placeholder." + what].first?.title ?? what) + "]]"
    }

    /// A fixed phrase of the language.
    func label(_ key: String) -> String { filled(lines(key).first?.title ?? "") }

    /// One line that is not on the page yet, by chance; the trade's own before the common ones.
    mutating func one(_ key: String) -> Deck.Entry {
        several(key, 1).first ?? Deck.Entry(parts: [""], condition: nil)
    }

    /// Up to so many lines; those for a special kind of business (vegan) come first.
    mutating func several(_ key: String, _ count: Int, inOrder: Bool = false) -> [Deck.Entry] {
        var random = SeededRandom(seed: seed, purpose: "copy." + key)
        // Steps belong together: none may be missing.
        let fresh = inOrder ? lines(key) : lines(key).filter { !taken.contains(title(of: $0)) }
        let mixed = inOrder ? fresh : random.shuffled(fresh)
        let special = mixed.filter { $0.condition.map { !$0.hasPrefix("!") } ?? false }
        let rest = mixed.filter { $0.condition.map { $0.hasPrefix("!") } ?? true }
        let ranked = special + rest
        let chosen = (ranked.filter { !isStale($0) } + ranked.filter { isStale($0) }).prefix(count)
        return chosen.map { entry in
            let parts = entry.needsFacts ? entry.parts.map(filled) : entry.parts
            taken.formUnion(parts)
            return Deck.Entry(parts: parts, condition: entry.condition)
        }
    }

    private func title(of entry: Deck.Entry) -> String {
        entry.needsFacts ? filled(entry.title) : entry.title
    }

    private func isStale(_ entry: Deck.Entry) -> Bool { stale.contains(title(of: entry)) }

    /// The lines that fit this business.
    private func lines(_ key: String) -> [Deck.Entry] {
        let own = deck[key].filter(fits)
        return own.isEmpty ? common[key].filter(fits) : own
    }

    private func fits(_ entry: Deck.Entry) -> Bool {
        if let condition = entry.condition, !holds(condition) { return false }
        if entry.needsCity, brief.city == nil { return false }
        if entry.needsName, brief.name == nil { return false }
        // "to get lost in" and "in Lisbon", "the" and "The Corner": such a line and such a fact do not go together.
        return !entry.needsFacts || !entry.parts.contains { Self.doublesWord(filled($0)) }
    }

    private func holds(_ condition: String) -> Bool {
        if condition.hasPrefix("!") { return !holds(String(condition.dropFirst())) }
        return Modifier(rawValue: condition).map { brief.modifiers.contains($0) } ?? false
    }

    /// Whether a word stands twice in a row.
    static func doublesWord(_ text: String) -> Bool {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace)
        return zip(words, words.dropFirst()).contains { one, two in
            one == two.prefix { $0.isLetter || $0.isNumber } && !one.isEmpty
        }
    }

    /// The line with the business's own facts in it.
    private func filled(_ line: String) -> String {
        guard line.utf8.contains(UInt8(ascii: "{")) else { return line }
        let facts = [("{in}", brief.inCity), ("{city}", brief.city), ("{name}", brief.name)]
        var result = ""
        var rest = line[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            if let (mark, fact) = facts.first(where: { rest.hasPrefix($0.0) }) {
                result += fact ?? ""
                rest = rest.dropFirst(mark.count)
            } else {
                result += "{"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}
