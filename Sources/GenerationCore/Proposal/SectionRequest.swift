/// One change to a section that a prompt asks for.
enum SectionEdit: Equatable {
    /// A part of a section that can be named.
    enum Part: Equatable, Sendable { case title, button, text, list, image, price }

    case rewrite
    case relayout
    case shorten
    case set(Part, String)
    case replace(String, String)
    case remove(Part)
    /// The entry, sentence or quoted text whose own words these are.
    case removeText(String)
    case addSection(SectionKind)
    case addEntry
    case addSentence(String)
    case addButton(String)
    /// Understood, and not for us.
    case translate
}

/// Reads what a prompt wants of one section.
struct SectionRequest {
    private(set) var edits: [SectionEdit] = []
    private(set) var notUnderstood: [String] = []
    let language: Language
    private let words: [PromptWord]
    private var used: [Bool]

    enum Verb: Sendable {
        case add, remove, change, shorten, rewrite, relayout, translate, replace, mention
    }

    private static let verbs = Lexicon.Phrases<Verb>([
        (
            .add,
            "add, include, append, insert, put, put in, adicione, adiciona, adicionar, acrescente, acrescenta, inclua, coloque, ponha, insira, anade, anadir, agrega, agregar, incluye, pon, mete, inserta"
        ),
        (
            .remove,
            "remove, delete, drop, take out, leave out, without, no, hide, remova, remover, tire, tira, apague, retire, exclua, sem, quita, quitar, elimina, eliminar, borra, saca, sin"
        ),
        (.replace, "replace, substitute, swap, substitua, troque, sustituye, reemplaza"),
        (
            .shorten,
            "shorter, shorten, short, brief, briefer, concise, trim, tighten, more concise, less text, mais curto, mais curta, curto, curta, encurte, encurta, resuma, resumir, enxuto, menos texto, mas corto, mas corta, corto, corta, acorta, resume, breve"
        ),
        (
            .relayout,
            "layout, another layout, rearrange, redesign, columns, cards, table, centered, centred, side by side, colunas, cartoes, tabela, centralizado, centralizada, layout diferente, disposicao, columnas, tarjetas, tabla, centrado, centrada, diseno, disposicion, otro diseno"
        ),
        (
            .rewrite,
            "rewrite, rephrase, reword, friendlier, friendly, warmer, funnier, livelier, another version, other words, different words, different text, new text, fresh text, new copy, better, improve, polish, nicer, more friendly, something else, alternative, reescreva, reescrever, outra versao, outras palavras, outro texto, texto novo, melhore, melhorar, melhor, simpatico, simpatica, amigavel, acolhedor, acolhedora, divertido, reescribe, reescribir, otra version, otras palabras, otro texto, texto nuevo, mejora, mejorar, mejor, cercano, cercana, amable, amigable"
        ),
        (
            .translate,
            "translate, translation, traduza, traduzir, traducao, traduce, traducir, traduccion"
        ),
        (
            .mention,
            "mention that, mention, say that, tell that, mencione que, mencione, diga que, conte que, menciona que, menciona, di que, cuenta que"
        ),
        (
            .change,
            "change, set, make, call, rename, mude, mudar, altere, alterar, deixe, faca, cambia, cambiar, haz, deja"
        ),
    ])

    private static let parts = Lexicon.Phrases<SectionEdit.Part>([
        (.title, "title, headline, heading, header text, titulo, manchete, titular, encabezado"),
        (
            .button,
            "button, buttons, button text, botao, botoes, texto do botao, boton, botones, texto del boton"
        ),
        (
            .text,
            "text, paragraph, lead, subtitle, intro, introduction, description, texto, paragrafo, subtitulo, introducao, descricao, parrafo, entradilla, introduccion, descripcion"
        ),
        (.list, "list, lista"),
        (
            .image,
            "image, images, photo, photos, picture, pictures, imagem, imagens, foto, fotos, imagen, imagenes"
        ),
        (.price, "prices, price, precos, preco, precios, precio"),
    ])

    private static let connectors: Set<String> = [
        "to", "by", "with", "says", "say", "into", "as", "para", "por", "com", "como", "con", "a",
        "is",
    ]
    private static let another: Set<String> = [
        "another", "more", "one", "item", "entry", "outro", "outra", "mais", "item", "otro", "otra",
        "mas", "elemento",
    ]
    private static let entryWords: Set<String> = [
        "item", "items", "entry", "question", "card", "step", "row", "line", "dish", "pergunta",
        "cartao", "passo", "linha", "prato", "itens",
        "pregunta", "tarjeta", "paso", "linea", "plato", "elemento", "service", "servico",
        "servicio", "feature", "event", "evento",
    ]

    init(prompt: String, locale: String) {
        words = PromptWords.split(PromptText.cleaned(prompt))
        used = Array(repeating: false, count: words.count)
        language = Language.detect(words) ?? Language(tag: locale) ?? .english
        read()
        readLeftovers()
    }

    private func word(_ at: Int) -> PromptWord? { words.indices.contains(at) ? words[at] : nil }

    private mutating func use(_ range: Range<Int>) {
        for at in range.clamped(to: used.indices) { used[at] = true }
    }

    private func verb(_ at: Int) -> (meaning: Verb, count: Int)? {
        guard let found = Self.verbs.match(words, at: at) else { return nil }
        // "no" is "in the" in Portuguese, and a refusal elsewhere.
        if language == .portuguese, words[at].folded == "no" { return nil }
        return found
    }

    /// Verbs in order; each reads up to the next one.
    private mutating func read() {
        var at = 0
        while at < words.count {
            guard let found = verb(at) else {
                if let part = Self.parts.match(words, at: at),
                    let value = value(after: at + part.count, needsConnector: true)
                {
                    add(.set(part.meaning, value.text))
                    use(at..<value.end)
                    at = value.end
                } else {
                    at += 1
                }
                continue
            }
            use(at..<(at + found.count))
            at = apply(found.meaning, from: at + found.count)
        }
    }

    private mutating func add(_ edit: SectionEdit) {
        if !edits.contains(edit) { edits.append(edit) }
    }

    private mutating func apply(_ verb: Verb, from start: Int) -> Int {
        switch verb {
        case .rewrite: add(.rewrite)
        case .relayout: add(.relayout)
        case .shorten: add(.shorten)
        case .translate: add(.translate)
        case .add: return readAddition(from: start)
        case .remove: return readRemoval(from: start)
        case .replace: return readReplacement(from: start)
        case .mention: return readMention(from: start)
        case .change: return readChange(from: start)
        }
        return start
    }

    /// Where the clause ends: at the next verb, or a full stop.
    private func clause(from start: Int) -> Range<Int> {
        var at = start
        while at < words.count,
            words[at].kind == .quoted
                || (verb(at) == nil && ![".", ";", "!"].contains(words[at].text))
        { at += 1 }
        return start..<at
    }

    private func quoted(in range: Range<Int>) -> [Int] {
        range.filter { words[$0].kind == .quoted }
    }

    private mutating func readAddition(from start: Int) -> Int {
        let range = clause(from: start)
        let quotes = quoted(in: range)
        let hasButton = range.contains { Self.parts.match(words, at: $0)?.meaning == .button }
        if let quote = quotes.first {
            let text = PromptText.capped(words[quote].text, charactersMax: 400)
            add(hasButton ? .addButton(text) : .addSentence(text))
            use(range)
            return range.upperBound
        }
        for at in range where !used[at] {
            if Self.entryWords.contains(words[at].folded) {
                add(.addEntry)
                use(at..<(at + 1))
            } else if let found = Lexicon.sectionPhrases.match(words, at: at) {
                add(.addSection(found.meaning))
                use(at..<(at + found.count))
            }
        }
        for at in range where Self.another.contains(words[at].folded) { use(at..<(at + 1)) }
        return range.upperBound
    }

    private mutating func readRemoval(from start: Int) -> Int {
        let range = clause(from: start)
        for at in range {
            if words[at].kind == .quoted {
                add(.removeText(PromptText.capped(words[at].text, charactersMax: 200)))
                use(at..<(at + 1))
            } else if let part = Self.parts.match(words, at: at) {
                add(.remove(part.meaning))
                use(at..<(at + part.count))
            }
        }
        return range.upperBound
    }

    private mutating func readReplacement(from start: Int) -> Int {
        let range = clause(from: start)
        let quotes = quoted(in: range)
        guard quotes.count >= 2 else { return readChange(from: start) }
        add(
            .replace(
                words[quotes[0]].text, PromptText.capped(words[quotes[1]].text, charactersMax: 400))
        )
        use(range)
        return range.upperBound
    }

    private mutating func readMention(from start: Int) -> Int {
        let range = start..<words.count
        if let quote = quoted(in: range).first {
            add(.addSentence(PromptText.capped(words[quote].text, charactersMax: 400)))
            use(range)
            return range.upperBound
        }
        let text = joined(range)
        guard !text.isEmpty else { return start }
        let ends = [".", "!", "?", "…"].contains { text.hasSuffix($0) }
        add(.addSentence(text.prefix(1).uppercased() + text.dropFirst() + (ends ? "" : ".")))
        use(range)
        return range.upperBound
    }

    /// "change the headline to Good morning"; "change 'a' to 'b'".
    private mutating func readChange(from start: Int) -> Int {
        for at in start..<words.count {
            if words[at].kind == .quoted, at + 2 < words.count, words[at + 2].kind == .quoted {
                add(
                    .replace(
                        words[at].text, PromptText.capped(words[at + 2].text, charactersMax: 400)))
                use(start..<(at + 3))
                return at + 3
            }
            if at > start, verb(at) != nil { return at }
            guard let part = Self.parts.match(words, at: at) else { continue }
            guard let value = value(after: at + part.count, needsConnector: true) else { continue }
            add(.set(part.meaning, value.text))
            use(start..<value.end)
            return value.end
        }
        return start
    }

    /// What a part should say: a quoted text, or all that follows "to" or a colon.
    private func value(after start: Int, needsConnector: Bool) -> (text: String, end: Int)? {
        guard let first = word(start) else { return nil }
        let hasConnector = first.text == ":" || Self.connectors.contains(first.folded)
        let from = hasConnector ? start + 1 : start
        if let next = word(from), next.kind == .quoted {
            return (PromptText.capped(next.text, charactersMax: 400), from + 1)
        }
        guard hasConnector || !needsConnector, from < words.count, verb(from) == nil else {
            return nil
        }
        let text = joined(from..<words.count)
        return text.isEmpty ? nil : (text, words.count)
    }

    /// The words as a sentence again, without its full stop.
    private func joined(_ range: Range<Int>) -> String {
        var text = ""
        for at in range {
            if !text.isEmpty, words[at].isSpaced { text += " " }
            text += words[at].kind == .quoted ? "“" + words[at].text + "”" : words[at].text
        }
        if text.hasSuffix(".") { text.removeLast() }
        return PromptText.capped(text, charactersMax: 400)
    }

    private mutating func readLeftovers() {
        let known: Set<String> = [
            "section", "hero", "it", "this", "bit", "little", "few", "some", "please", "another",
            "more", "less", "different", "secao", "seccion", "isto", "isso", "esto", "esta", "este",
            "mais", "pouco", "poco", "otro", "otra", "outro", "outra", "different", "diferente",
        ]
        for (at, word) in words.enumerated() where !used[at] && word.kind == .word {
            guard word.folded.count > 2, !Lexicon.fillers.contains(word.folded),
                !known.contains(word.folded),
                !Self.entryWords.contains(word.folded),
                Lexicon.sectionPhrases.match(words, at: at) == nil,
                notUnderstood.count < 8
            else { continue }
            notUnderstood.append(PromptText.capped(word.text, charactersMax: 24))
        }
    }
}
