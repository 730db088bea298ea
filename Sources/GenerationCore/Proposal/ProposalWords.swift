/// The sentences of proposals, per language.
struct ProposalWords {
    let language: Language

    private func choose(_ english: String, _ portuguese: String, _ spanish: String) -> String {
        language.choose(english, portuguese, spanish)
    }

    var unreadable: String {
        choose(
            "This section's HTML could not be read.", "Não consegui ler o HTML desta seção.",
            "No pude leer el HTML de esta sección.")
    }

    var help: String {
        choose(
            "I did not understand that. The template composer can rewrite, shorten or lay out anew, set a title, button or text you give, add or remove parts.",
            "Não entendi. O template composer sabe reescrever, encurtar, mudar o layout, pôr um título, botão ou texto que você der, acrescentar e tirar partes.",
            "No lo entendí. El template composer sabe reescribir, acortar, cambiar el diseño, poner un título, botón o texto que des, añadir y quitar partes."
        )
    }

    var sectionHelp: String {
        choose(
            "No kind of section was recognised. Name one: about, features, services, prices, gallery, steps, events, testimonials, team, FAQ, hours, map, contact.",
            "Não reconheci um tipo de seção. Diga um: sobre, vantagens, serviços, preços, galeria, passos, agenda, depoimentos, equipe, perguntas, horários, mapa, contato.",
            "No reconocí un tipo de sección. Di uno: nosotros, ventajas, servicios, precios, galería, pasos, agenda, opiniones, equipo, preguntas, horarios, mapa, contacto."
        )
    }

    var nothingChanges: String {
        choose("Nothing would change here.", "Nada mudaria aqui.", "Nada cambiaría aquí.")
    }

    func notUnderstood(_ words: [String]) -> String {
        choose(
            "Not understood, so not used: ", "Não entendi, e por isso não usei: ",
            "No lo entendí, así que no lo usé: ")
            + words.joined(separator: ", ") + "."
    }

    func newSection(_ name: String) -> String {
        choose("New section: ", "Nova seção: ", "Sección nueva: ") + name + "."
    }

    func summary(_ done: [Change]) -> String {
        let text = done.map(phrase).joined(separator: ", ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    /// What was done to a section.
    enum Change: Equatable {
        case rewritten, factsKept, relaidOut, shortened, titleSet, buttonSet, textSet, replaced,
            removed, added, entryAdded
    }

    private func phrase(_ change: Change) -> String {
        switch change {
        case .rewritten: choose("new wording", "texto novo", "texto nuevo")
        case .factsKept:
            choose(
                "new title, facts kept", "título novo, dados mantidos",
                "título nuevo, datos conservados")
        case .relaidOut:
            choose(
                "another layout, same texts", "outro layout, mesmos textos",
                "otro diseño, mismos textos")
        case .shortened: choose("shorter texts", "textos mais curtos", "textos más cortos")
        case .titleSet: choose("title changed", "título alterado", "título cambiado")
        case .buttonSet: choose("button changed", "botão alterado", "botón cambiado")
        case .textSet: choose("text changed", "texto alterado", "texto cambiado")
        case .replaced: choose("words replaced", "palavras trocadas", "palabras reemplazadas")
        case .removed: choose("part removed", "parte retirada", "parte quitada")
        case .added: choose("content added", "conteúdo acrescentado", "contenido añadido")
        case .entryAdded: choose("one entry more", "um item a mais", "un elemento más")
        }
    }

    /// Why something was not done.
    enum Failure: Equatable {
        case noCopy, noLayout, noSuchPart, noSuchText, cannotTranslate, nothingToShorten, cannotAdd
    }

    func failure(_ failure: Failure) -> String {
        switch failure {
        case .noCopy:
            choose(
                "There is no copy for this kind of section.",
                "Não há textos para este tipo de seção.", "No hay textos para este tipo de sección."
            )
        case .noLayout:
            choose(
                "No other layout holds all the texts of this section.",
                "Nenhum outro layout comporta todos os textos desta seção.",
                "Ningún otro diseño admite los textos de esta sección.")
        case .noSuchPart:
            choose(
                "There is no such part in this section.", "Não há essa parte nesta seção.",
                "No hay tal parte en esta sección.")
        case .noSuchText:
            choose(
                "That text is not in this section.", "Esse texto não está nesta seção.",
                "Ese texto no está en esta sección.")
        case .cannotTranslate:
            choose(
                "The template composer cannot translate.", "O template composer não traduz.",
                "El template composer no traduce.")
        case .nothingToShorten:
            choose(
                "The texts here are short already.", "Os textos aqui já são curtos.",
                "Los textos ya son cortos.")
        case .cannotAdd:
            choose(
                "That cannot be added here.", "Isso não pode ser acrescentado aqui.",
                "Eso no se puede añadir aquí.")
        }
    }
}
