/// What the composer tells about its reading of a prompt, in the prompt's language.
struct ComposerNotes {
    let sentences: [String]

    init(brief: Brief, kinds: [SectionKind]) {
        let language = brief.promptLanguage
        var notes = [Self.understood(brief)]
        if let unknown = brief.unknownLocale { notes.append(Self.noCopy(for: unknown, brief)) }
        let refused = brief.refused.filter { !kinds.contains($0) }.map { Self.name($0, brief) }
            .sorted()
        let left = refused + brief.unsupportedRefused
        if !left.isEmpty {
            notes.append(
                language.choose(
                    "Left out, as asked: ", "Deixado de fora, como pedido: ",
                    "Fuera, como pediste: ") + list(left))
        }
        if !brief.unsupportedRequested.isEmpty {
            notes.append(
                language.choose(
                    "Asked for, but the template composer cannot make it: ",
                    "Pedido, mas o template composer não sabe fazer: ",
                    "Pedido, pero el template composer no sabe hacerlo: ")
                    + list(brief.unsupportedRequested))
        }
        if brief.vertical == .general {
            notes.append(
                language.choose(
                    "No trade that I have copy for was recognised; the copy is general.",
                    "Não reconheci um ramo para o qual tenha textos; os textos são gerais.",
                    "No reconocí un ramo para el que tenga textos; los textos son generales."))
        }
        if !brief.notUnderstood.isEmpty {
            notes.append(
                language.choose(
                    "Not understood, so not used: ", "Não entendi, e por isso não usei: ",
                    "No lo entendí, así que no lo usé: ")
                    + list(brief.notUnderstood))
        }
        notes.append(Self.draft(language))
        sentences = notes

        func list(_ items: [String]) -> String { items.joined(separator: ", ") + "." }
    }

    private static func understood(_ brief: Brief) -> String {
        let language = brief.promptLanguage
        var parts = [trade(brief)]
        if let name = brief.name {
            parts.append(language.choose("name", "nome", "nombre") + " “\(name)”")
        }
        if let city = brief.city {
            parts.append(language.choose("place", "lugar", "lugar") + " \(city)")
        }
        if !brief.requested.isEmpty {
            let wanted = brief.requested.map { name($0, brief) }.joined(separator: ", ")
            parts.append(
                language.choose("sections asked for", "seções pedidas", "secciones pedidas")
                    + ": \(wanted)")
        }
        parts.append(language.choose("language", "idioma", "idioma") + " \(brief.locale)")
        return language.choose("Understood: ", "Entendi: ", "Entendido: ")
            + parts.joined(separator: "; ") + "."
    }

    private static func trade(_ brief: Brief) -> String {
        var shown = brief
        shown.language = brief.promptLanguage
        return CopyWriter(brief: shown, seed: 0).kindOfBusiness
    }

    private static func noCopy(for locale: String, _ brief: Brief) -> String {
        brief.promptLanguage.choose(
            "There is no copy in “\(locale)”; \(brief.locale) was used. There is en, pt-BR and es.",
            "Não há textos em “\(locale)”; usei \(brief.locale). Há en, pt-BR e es.",
            "No hay textos en “\(locale)”; usé \(brief.locale). Hay en, pt-BR y es.")
    }

    private static func draft(_ language: Language) -> String {
        language.choose(
            "The copy is a draft: check that each sentence is true of you, and fill in what stands in [[ ]].",
            "Os textos são um rascunho: confira se cada frase vale para você e preencha o que está em [[ ]].",
            "Los textos son un borrador: comprueba que cada frase sea cierta y rellena lo que está entre [[ ]]."
        )
    }

    /// What a section is called on the page's menu.
    static func name(_ kind: SectionKind, _ brief: Brief) -> String {
        let common = Decks.common(brief.promptLanguage)
        let key = kind == .prices && brief.vertical.servesFood ? "menu" : kind.rawValue
        return common["nav." + key].first?.title.lowercased() ?? common["kind." + kind.rawValue]
            .first?.title ?? kind.rawValue
    }
}
