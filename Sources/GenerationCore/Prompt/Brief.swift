/// What a prompt asks for, as far as it was understood.
package struct Brief: Equatable, Sendable {
    /// The language of the site.
    package var language: Language
    /// The language that the prompt is written in; notes are in it.
    package var promptLanguage: Language
    package var vertical: Vertical = .general
    package var goal: Goal?
    /// The name of the business, at most 60 characters.
    package var name: String?
    /// The place without its preposition: `São Paulo`.
    package var city: String?
    /// The preposition as typed (`no` in "no Porto"), lower case.
    package var cityPreposition: String?
    /// The user's own words for the business: `vegan bakery`.
    package var phrase: String?
    package var modifiers: Set<Modifier> = []
    package var tones: [Tone] = []
    /// In the order asked for.
    package var requested: [SectionKind] = []
    package var refused: Set<SectionKind> = []
    /// Parts that the composer cannot make: named in the prompt's language.
    package var unsupportedRequested: [String] = []
    package var unsupportedRefused: [String] = []
    /// Words that were not used for anything.
    package var notUnderstood: [String] = []
    /// A locale that was asked for and has no copy.
    package var unknownLocale: String?

    package var locale: String { language.rawValue }

    /// The place with its preposition, in the language of the site: `in Porto`, `no Porto`, `en Oporto`.
    package var inCity: String? {
        guard let city else { return nil }
        if promptLanguage == language, let cityPreposition { return cityPreposition + " " + city }
        return language.choose("in", Self.portuguesePreposition(city), "en") + " " + city
    }

    private static func portuguesePreposition(_ city: String) -> String {
        ["porto", "rio de janeiro", "recife", "rio", "cairo"].contains(PromptText.folded(city))
            ? "no" : "em"
    }
}
