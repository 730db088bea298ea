/// Reads a prompt into a brief, word by word. Each aspect marks the words it used; what is left over is reported.
struct BriefReader {
    let words: [PromptWord]
    var used: [Bool]
    var brief: Brief

    init(prompt: String, locale: String?) {
        words = PromptWords.split(PromptText.cleaned(prompt))
        used = Array(repeating: false, count: words.count)
        let asked = locale.flatMap { Language(tag: $0) }
        let spoken = Language.detect(words) ?? asked ?? .english
        brief = Brief(language: asked ?? spoken, promptLanguage: spoken)
        if let locale, asked == nil {
            brief.unknownLocale = PromptText.capped(locale, charactersMax: 20)
        }
        if locale == nil { readOutputLanguage() }
    }

    static func read(prompt: String, locale: String?) -> Brief {
        var reader = BriefReader(prompt: prompt, locale: locale)
        reader.readName()
        reader.readCity()
        reader.readSections()
        reader.readVertical()
        reader.readMarkers()
        reader.readLeftovers()
        return reader.brief
    }

    var language: Language { brief.promptLanguage }

    func word(_ at: Int) -> PromptWord? { words.indices.contains(at) ? words[at] : nil }

    func isWord(_ at: Int, _ options: Set<String>) -> Bool {
        guard let word = word(at), word.kind == .word else { return false }
        return options.contains(word.folded)
    }

    mutating func use(_ range: Range<Int>) {
        for at in range.clamped(to: used.indices) { used[at] = true }
    }

    // MARK: Language

    private static let languageNames: [String: Language] = [
        "english": .english, "ingles": .english, "inglesa": .english,
        "portuguese": .portuguese, "portugues": .portuguese, "brazilian": .portuguese,
        "spanish": .spanish, "espanhol": .spanish, "espanol": .spanish, "castellano": .spanish,
    ]

    /// "in Portuguese", "em inglês", "en español".
    private mutating func readOutputLanguage() {
        for at in words.indices.dropFirst() where isWord(at - 1, ["in", "em", "en"]) {
            guard let named = Self.languageNames[words[at].folded] else { continue }
            brief.language = named
            use((at - 1)..<(at + 1))
        }
    }

    // MARK: Name

    private static let namers: [[String]] = [
        ["called"], ["named"], ["titled"], ["name", "is"], ["the", "name"], ["with", "name"],
        ["chamado"], ["chamada"],
        ["se", "chama"], ["de", "nome"], ["com", "o", "nome"], ["nome"], ["llamado"], ["llamada"],
        ["se", "llama"],
        ["de", "nombre"], ["con", "el", "nombre"], ["nombre"],
    ]
    static let nameConnectors: Set<String> = [
        "and", "of", "the", "de", "do", "da", "dos", "das", "del", "la", "el", "los", "las", "e",
        "y", "&", "a", "o", "'n",
        "du", "di", "le", "les", "van", "von",
    ]
    static let nameEnds: Set<String> = [
        "in", "with", "without", "that", "which", "for", "where", "em", "com", "sem", "para", "que",
        "no", "na", "en",
        "con", "sin", "and", "e", "y", "is", "near", "but", "mas", "pero", "at", "nos", "nas",
    ]

    private mutating func readName() {
        if nameAfterNamer() { return }
        if let at = words.firstIndex(where: { $0.kind == .quoted }), !isRefusal(before: at) {
            return setName([words[at].text], at..<(at + 1))
        }
        nameAfterFor()
    }

    /// "called X", "chamado X", "se llama X".
    private mutating func nameAfterNamer() -> Bool {
        for at in words.indices {
            for namer in Self.namers {
                let end = at + namer.count
                guard end < words.count, words[at..<end].map(\.folded) == namer else { continue }
                var start = end
                if words[start].text == ":" { start += 1 }
                guard let first = word(start) else { continue }
                if first.kind == .quoted {
                    setName([first.text], at..<(start + 1))
                    return true
                }
                let range =
                    first.isCapitalised ? capitalisedRun(from: start) : plainRun(from: start)
                guard !range.isEmpty else { continue }
                setName(words[range].map(\.text), at..<range.upperBound)
                return true
            }
        }
        return false
    }

    /// "a site for Green Crumb, …": two capitalised words or more, or one before a comma.
    private mutating func nameAfterFor() {
        for at in words.indices where isWord(at, ["for", "para"]) {
            let range = capitalisedRun(from: at + 1)
            guard !range.isEmpty, range.count > 1 || word(range.upperBound)?.text == "," else {
                continue
            }
            return setName(words[range].map(\.text), range)
        }
    }

    /// Capitalised words, with connectors between them ("Bread and Butter").
    func capitalisedRun(from start: Int) -> Range<Int> {
        var end = start
        var at = start
        while at < words.count, at - start < 8 {
            if words[at].isCapitalised {
                at += 1
                end = at
            } else if at > start,
                Self.nameConnectors.contains(words[at].folded) || words[at].text == "'"
            {
                at += 1
            } else {
                break
            }
        }
        return start..<max(start, end)
    }

    private func plainRun(from start: Int) -> Range<Int> {
        var at = start
        while at < words.count, at - start < 4, words[at].kind == .word {
            let isEnd = Self.nameEnds.contains(words[at].folded) && !(at == start)
            if isEnd { break }
            at += 1
        }
        return start..<at
    }

    private mutating func setName(_ parts: [String], _ range: Range<Int>) {
        use(range)
        let name = PromptText.capped(parts.joined(separator: " "))
        if !name.isEmpty { brief.name = name }
    }

    // MARK: City

    private static let notPlaces: Set<String> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november",
        "december", "janeiro", "fevereiro", "marco", "abril", "maio", "junho", "julho", "agosto",
        "setembro", "outubro",
        "novembro", "dezembro", "enero", "febrero", "marzo", "mayo", "junio", "julio", "septiembre",
        "octubre",
        "noviembre", "diciembre", "english", "portuguese", "spanish", "html", "css", "css3",
        "html5", "i", "it",
    ]
    private static let knownCities: Set<String> = Set(
        Lexicon.list(
            """
            porto, oporto, lisbon, lisboa, braga, coimbra, faro, london, paris, berlin, madrid, barcelona, valencia, sevilla, seville, \
            malaga, bilbao, granada, zaragoza, rome, roma, milan, dublin, amsterdam, brussels, vienna, prague, copenhagen, oslo, \
            stockholm, edinburgh, glasgow, manchester, bristol, leeds, brooklyn, chicago, boston, seattle, austin, denver, miami, toronto, \
            vancouver, montreal, sydney, melbourne, auckland, curitiba, salvador, recife, fortaleza, brasilia, florianopolis, \
            campinas, santos, manaus, belem, natal, goiania, bogota, medellin, lima, quito, santiago, montevideo, rosario, cordoba, \
            guadalajara, monterrey, puebla, oaxaca, caracas, mexico, tokyo
            """))
    private static let twoWordCities: Set<String> = [
        "sao paulo", "new york", "los angeles", "san francisco", "buenos aires", "belo horizonte",
        "porto alegre",
        "cidade do mexico", "san sebastian",
    ]

    private mutating func readCity() {
        var prepositions: Set<String> = ["in", "em", "en"]
        if language == .portuguese { prepositions.formUnion(["no", "na", "nos", "nas"]) }
        for at in words.indices where isWord(at, prepositions) && !used[at] {
            let range = placeRun(from: at + 1)
            guard !range.isEmpty else { continue }
            let city = PromptText.capped(
                words[range].map(\.text).joined(separator: " "), charactersMax: 40)
            guard !city.isEmpty else { continue }
            brief.city = words[range.lowerBound].isCapitalised ? city : Self.titled(city)
            brief.cityPreposition = words[at].folded
            return use(at..<range.upperBound)
        }
    }

    private func placeRun(from start: Int) -> Range<Int> {
        guard let first = word(start), first.kind == .word, !used[start],
            !Self.notPlaces.contains(first.folded)
        else { return start..<start }
        if first.isCapitalised, first.text.first?.isLetter == true {
            let run = capitalisedRun(from: start)
            let end = run.first { used[$0] } ?? run.upperBound
            return start..<end
        }
        if let second = word(start + 1),
            Self.twoWordCities.contains(first.folded + " " + second.folded)
        {
            return start..<(start + 2)
        }
        return Self.knownCities.contains(first.folded) ? start..<(start + 1) : start..<start
    }

    private static func titled(_ text: String) -> String {
        text.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(
            separator: " ")
    }

    // MARK: Sections

    private static let refusals: [Language: Set<String>] = [
        .english: [
            "no", "without", "not", "skip", "except", "omit", "don't", "dont", "minus", "exclude",
            "nor", "never",
        ],
        .portuguese: ["sem", "nao", "nem", "exceto", "menos", "nada", "tire", "dispenso"],
        .spanish: ["sin", "no", "ni", "excepto", "menos", "nada", "salvo"],
    ]
    /// Words that refuse in any language, for prompts of mixed or undetected language.
    private static let refusalsAnywhere: Set<String> = ["without", "sem", "sin", "nao"]
    private static let affirmations: Set<String> = [
        "with", "com", "con", "but", "mas", "pero", "include", "including", "add", "plus", "inclua",
        "incluindo", "adicione",
        "incluye", "incluyendo", "anade", "agrega", "want", "quero", "quiero", "need", "preciso",
        "necesito", "also", "tambem",
        "tambien",
    ]
    private static let listRefusals: Set<String> = [
        "without", "sem", "sin", "except", "exceto", "excepto", "skip", "omit",
    ]

    private func isRefusal(_ at: Int) -> Bool {
        isWord(at, Self.refusals[language] ?? []) || isWord(at, Self.refusalsAnywhere)
    }

    private func isRefusal(before at: Int) -> Bool {
        (max(0, at - 3)..<at).contains { isRefusal($0) }
    }

    /// Sections asked for and refused; a refusal reaches to the end of its clause.
    private mutating func readSections() {
        var refusing = false
        var throughCommas = false
        var asking = false
        var at = 0
        while at < words.count {
            if used[at] {
                at += 1
                continue
            }
            if isRefusal(at) {
                refusing = true
                throughCommas = isWord(at, Self.listRefusals)
                use(at..<(at + 1))
            } else if isWord(at, Self.affirmations), !(refusing && wantsAfterRefusal(at)) {
                refusing = false
                asking = true
            } else if words[at].kind == .mark {
                if words[at].text != "," || !throughCommas { refusing = false }
                if words[at].text != "," { asking = false }
            } else if isWord(at, ["for", "para", "in", "em", "en", "that", "called"]) {
                asking = false
            } else if let next = readSection(at, refusing: refusing, asking: asking) {
                at = next
                continue
            }
            at += 1
        }
        brief.requested.removeAll { brief.refused.contains($0) }
    }

    /// "I don't want", "não quero", "no quiero": the verb belongs to the refusal.
    private func wantsAfterRefusal(_ at: Int) -> Bool {
        isWord(
            at,
            [
                "want", "need", "quero", "preciso", "quiero", "necesito", "include", "add",
                "inclua", "incluye",
            ])
            && (isRefusal(at - 1) || isRefusal(at - 2))
    }

    private mutating func readSection(_ at: Int, refusing: Bool, asking: Bool) -> Int? {
        let isWanted = refusing || asking || isAsked(at)
        if let found = Lexicon.unsupportedPhrases.match(words, at: at), isWanted {
            use(at..<(at + found.count))
            let name = language.choose(found.meaning[0], found.meaning[1], found.meaning[2])
            if refusing {
                brief.unsupportedRefused.append(name)
            } else {
                brief.unsupportedRequested.append(name)
            }
            return at + found.count
        }
        guard let found = Lexicon.sectionPhrases.match(words, at: at) else { return nil }
        guard isWanted else { return at + found.count }
        use(at..<(at + found.count))
        if refusing {
            brief.refused.insert(found.meaning)
        } else if !brief.requested.contains(found.meaning) {
            brief.requested.append(found.meaning)
        }
        return at + found.count
    }

    /// A section's word counts as a wish only after "with", "and", a comma or the like, not inside a name of a trade.
    private func isAsked(_ at: Int) -> Bool {
        var before = at - 1
        let skipped: Set<String> = [
            "a", "an", "the", "our", "my", "some", "um", "uma", "o", "os", "as", "nossa", "nosso",
            "un", "una", "el", "la", "los",
            "las", "nuestro", "nuestra", "section", "secao", "seccion", "de", "of", "for", "page",
            "pagina", "photo", "customer",
            "full", "list", "lista", "tabela", "tabla", "unas", "unos", "algumas", "alguns",
            "algunas", "algunos", "suas", "sus",
            "its", "your", "client", "small", "short", "simple", "parte", "area", "show", "shows",
        ]
        while before >= 0, isWord(before, skipped) { before -= 1 }
        guard let word = word(before) else { return false }
        if word.kind == .mark { return true }
        if used[before] { return true }
        return Self.affirmations.contains(word.folded)
            || [
                "and", "e", "y", "or", "ou", "o", "plus", "has", "have", "tenha", "tem", "tenga",
                "tiene", "mais", "mas",
            ]
            .contains(word.folded)
    }

    // MARK: What is left

    private mutating func readMarkers() {
        for at in words.indices {
            if let found = Lexicon.modifierPhrases.match(words, at: at) {
                brief.modifiers.insert(found.meaning)
                use(at..<(at + found.count))
            }
            guard !used[at] else { continue }
            if brief.goal == nil, let found = Lexicon.goalPhrases.match(words, at: at) {
                brief.goal = found.meaning
                use(at..<(at + found.count))
            } else if let found = Lexicon.tonePhrases.match(words, at: at) {
                if !brief.tones.contains(found.meaning) { brief.tones.append(found.meaning) }
                use(at..<(at + found.count))
            }
        }
    }

    private mutating func readLeftovers() {
        var seen: Set<String> = []
        for (at, word) in words.enumerated() where !used[at] && word.kind != .mark {
            guard word.folded.count > 2, !Lexicon.fillers.contains(word.folded),
                seen.insert(word.folded).inserted
            else { continue }
            brief.notUnderstood.append(PromptText.capped(word.text, charactersMax: 24))
            if brief.notUnderstood.count == 8 { return }
        }
    }
}
