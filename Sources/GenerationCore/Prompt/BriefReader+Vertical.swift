extension BriefReader {
    private static let articles: Set<String> = [
        "a", "an", "the", "my", "our", "your", "this", "um", "uma", "o", "os", "as", "meu", "minha",
        "nosso", "nossa", "un",
        "una", "el", "la", "mi", "nuestro", "nuestra", "seu", "sua", "su",
    ]
    /// Nouns that may follow an English word for a trade: "bike repair shop".
    private static let houses: Set<String> = [
        "shop", "store", "studio", "workshop", "bar", "house", "salon", "clinic", "school",
        "repair", "practice", "centre",
        "center", "academy", "club", "truck", "firm", "company",
    ]

    /// Words that say what kind of site it is as often as what it is for.
    private static let weakTrades: Set<String> = [
        "portfolio", "portafolio", "portifolio", "books", "bread", "flowers",
    ]

    /// The trade, by the first word for one outside the name (a weak one only if there is no other); then inside the name.
    mutating func readVertical() {
        let matches = words.indices.filter { tradeMatch($0) != nil }
        let free = matches.filter { !used[$0] }
        let chosen = free.first { !Self.weakTrades.contains(words[$0].folded) } ?? free.first
        if let at = chosen ?? matches.first, let found = tradeMatch(at) {
            brief.vertical = found.meaning
            let core = at..<(at + found.count)
            if chosen != nil {
                if brief.name == nil { readName(around: core) }
                readPhrase(around: core)
            }
            use(core)
            for weak in free where Self.weakTrades.contains(words[weak].folded) {
                use(weak..<(weak + 1))
            }
        } else {
            readUnknownTrade()
        }
    }

    /// "pizzeria Da Mario", "Barbearia do Zé": capitalised words beside the trade's, or with it.
    private mutating func readName(around core: Range<Int>) {
        let capitalised = words.filter(\.isCapitalised).count
        guard capitalised * 2 <= words.filter({ $0.kind == .word }).count || words.count <= 6 else {
            return
        }
        var start = core.lowerBound
        if words[start].isCapitalised {
            while start > 0, words[start - 1].isCapitalised, !used[start - 1] { start -= 1 }
        } else {
            start = core.upperBound
        }
        let run = capitalisedRun(from: start)
        let end = run.first { used[$0] } ?? run.upperBound
        let isWhole =
            start == core.upperBound
            || words[start..<end].filter(\.isCapitalised).count > core.count
        guard start < end, isWhole,
            start >= core.upperBound || end > core.upperBound || start < core.lowerBound
        else { return }
        let name = words[start..<end].map(\.text).joined(separator: " ")
        brief.name = PromptText.capped(name)
        for at in start..<end where !core.contains(at) { use(at..<(at + 1)) }
    }

    private func tradeMatch(_ at: Int) -> (meaning: Vertical, count: Int)? {
        Lexicon.verticalPhrases.match(words, at: at)
    }

    private func breaksPhrase(_ at: Int) -> Bool {
        guard let word = word(at), word.kind == .word, !used[at] else { return true }
        return Self.articles.contains(word.folded) || Self.nameEnds.contains(word.folded)
            || Lexicon.fillers.contains(word.folded)
            || Lexicon.tonePhrases.match(words, at: at) != nil
    }

    /// The trade's word with its adjectives: before it in English, after it (mostly) in the others.
    private mutating func readPhrase(around core: Range<Int>) {
        var start = core.lowerBound
        var end = core.upperBound
        let leftMax = language == .english ? 3 : 1
        while core.lowerBound - start < leftMax, start > 0, !breaksPhrase(start - 1) { start -= 1 }
        if language == .english {
            while isWord(end, Self.houses), !used[end] { end += 1 }
        } else {
            end = rightEdge(from: end)
        }
        setPhrase(start..<end)
    }

    /// Romance adjectives and "de …" follow the noun.
    private func rightEdge(from start: Int) -> Int {
        var end = start
        while end - start < 4 {
            if isWord(end, ["de"]), !breaksPhrase(end + 1) {
                end += 2
            } else if !breaksPhrase(end), !isWord(end, ["de", "do", "da", "del"]) {
                end += 1
            } else {
                break
            }
        }
        return end
    }

    /// "a site for a drone repair shop": the user's own words are all there is.
    private mutating func readUnknownTrade() {
        for at in words.indices
        where isWord(at, ["for", "para", "about", "sobre", "de"]) && !used[at] {
            var start = at + 1
            while isWord(start, Self.articles) { start += 1 }
            guard start > at + 1 || !isWord(at, ["de"]) else { continue }
            let end = phraseEnd(from: start)
            if end > start { return setPhrase(start..<end) }
        }
        var start = 0
        while isWord(start, Self.articles) { start += 1 }
        let end = phraseEnd(from: start)
        let isAll =
            end == words.count || used[end] || words[end].kind != .word
            || Self.nameEnds.contains(words[end].folded)
        if end > start, start > 0 || isAll { setPhrase(start..<end) }
    }

    private static let businesses: Set<String> = [
        "shop", "store", "company", "business", "loja", "empresa", "negocio", "tienda",
    ]

    /// Nouns with what belongs to them: "loja de sapatos infantis".
    private func phraseEnd(from start: Int) -> Int {
        var end = start
        while end - start < 6 {
            if !breaksPhrase(end) || (isWord(end, Self.businesses) && !used[end]) {
                end += 1
            } else if end > start, isWord(end, ["de", "of", "do", "da", "del"]),
                !breaksPhrase(end + 1)
            {
                end += 2
            } else {
                break
            }
        }
        while end > start, isWord(end - 1, Self.nameConnectors) { end -= 1 }
        // A bare "shop" says nothing.
        return end == start + 1 && isWord(start, Self.businesses) ? start : end
    }

    private mutating func setPhrase(_ range: Range<Int>) {
        let phrase = PromptText.capped(
            words[range].map(\.text).joined(separator: " "), charactersMax: 40)
        if phrase.count > 1 { brief.phrase = phrase }
        use(range)
    }
}

extension Lexicon {
    /// Words that ask for a site, or say nothing that could be used: not reported as not understood.
    static let fillers: Set<String> = Set(
        list(
            """
            tone, tones, colour, colours, color, colors, style, tons, cores, cor, estilo, tonos, colores, \
            create, make, build, design, generate, compose, write, give, please, landing, page, pages, site, website, web, homepage, home, \
            one-page, single-page, new, for, the, with, and, that, this, which, want, need, would, like, could, can, you, our, your, their, its, \
            have, has, are, was, will, business, company, local, small, nice, good, great, modern, beautiful, elegant, simple, professional, \
            pretty, friendly, stylish, called, named, section, sections, include, including, add, also, about, from, into, people, \
            customers, visitors, clients, get, help, who, where, online, some, any, but, not, near, all, more, show, shows, should, must, be, \
            crie, criar, cria, faca, fazer, monte, gere, quero, queria, preciso, gostaria, por, favor, pagina, paginas, sitio, sitios, para, com, sem, uma, que, \
            seja, tenha, mostre, meu, minha, nosso, nossa, dos, das, nos, nas, novo, nova, bonito, bonita, moderno, moderna, elegante, simples, profissional, \
            empresa, negocio, loja, pequeno, pequena, chamado, chamada, secao, secoes, inclua, incluindo, sobre, clientes, pessoas, onde, mas, nao, \
            crea, crear, haz, hacer, genera, disena, quiero, necesito, quisiera, una, con, sin, sea, tenga, muestre, mis, nuestro, nuestra, los, las, \
            del, nuevo, nueva, bonita, sencillo, sencilla, profesional, tienda, pequeno, llamado, llamada, seccion, secciones, incluye, incluyendo, personas, \
            donde, pero, local, aterrizaje, inicio, it, is, in, of, to, a, an, de, da, do, el, la, un, um, em, en, no, na, e, y, my
            """))
}
