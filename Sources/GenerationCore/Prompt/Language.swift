/// The languages that copy is written in.
package enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case portuguese = "pt-BR"
    case spanish = "es"

    /// Reads a locale tag: `pt`, `pt-PT` and `pt_BR` are Portuguese; nil for a language that we have no copy in.
    init?(tag: String) {
        let main = PromptText.folded(String(tag.prefix { $0 != "-" && $0 != "_" && $0 != "." }))
        switch main {
        case "en": self = .english
        case "pt": self = .portuguese
        case "es": self = .spanish
        default: return nil
        }
    }

    /// One of the three values.
    func choose<Value>(_ english: Value, _ portuguese: Value, _ spanish: Value) -> Value {
        switch self {
        case .english: english
        case .portuguese: portuguese
        case .spanish: spanish
        }
    }

    private static let telling: [Language: Set<String>] = [
        .english: [
            "a", "an", "the", "for", "with", "in", "and", "of", "my", "our", "called", "named",
            "without", "make",
            "create", "build", "website", "landing", "page", "please", "that", "we", "it", "to",
            "prices", "about",
        ],
        .portuguese: [
            "um", "uma", "para", "com", "em", "na", "do", "da", "dos", "das", "e", "o", "os", "meu",
            "minha",
            "chamado", "chamada", "crie", "faca", "sem", "site", "pagina", "quero", "nao", "precos",
            "horarios", "de",
            "nosso", "nossa", "ao", "loja", "que",
        ],
        .spanish: [
            "un", "una", "para", "con", "en", "el", "la", "los", "las", "del", "y", "mi", "llamado",
            "llamada", "crea",
            "haz", "sin", "sitio", "pagina", "quiero", "precios", "horarios", "de", "nuestro",
            "nuestra", "al",
            "tienda", "que", "web",
        ],
    ]

    /// The language that most of the words belong to; nil when nothing tells.
    static func detect(_ words: [PromptWord]) -> Language? {
        var score: [Language: Int] = [:]
        for word in words where word.kind == .word {
            for language in allCases where telling[language]?.contains(word.folded) == true {
                score[language, default: 0] += 2
            }
            if let language = Lexicon.onlyLanguage(of: word.folded) {
                score[language, default: 0] += 3
            }
            for character in word.text.lowercased() {
                if "ãõçêâà".contains(character) { score[.portuguese, default: 0] += 2 }
                if character == "ñ" { score[.spanish, default: 0] += 3 }
            }
        }
        for word in words where word.text == "¿" || word.text == "¡" {
            score[.spanish, default: 0] += 3
        }
        let best = allCases.max { (score[$0] ?? 0, rank($1)) < (score[$1] ?? 0, rank($0)) }
        return best.flatMap { (score[$0] ?? 0) > 0 ? $0 : nil }
    }

    /// The first of equals wins: English, then Portuguese.
    private static func rank(_ language: Language) -> Int { allCases.firstIndex(of: language) ?? 0 }
}
