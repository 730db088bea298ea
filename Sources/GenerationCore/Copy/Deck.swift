/// A deck of copy: hand-written lines by what they are for.
///
/// Written as text, one entry a line: `key: title | text`, `key[condition]: …` for a line that only fits some
/// businesses (`[vegan]`, `[!vegan]`). A line with `{in}`, `{city}` or `{name}` is only used where the prompt said it.
struct Deck: Sendable {
    struct Entry: Equatable, Sendable {
        let parts: [String]
        let condition: String?
        /// Facts that the prompt must have told for this line.
        var needsCity = false
        var needsName = false
        /// Whether there is a `{mark}` to fill in.
        var needsFacts: Bool { needsCity || needsName }

        var title: String { parts.first ?? "" }
        var text: String { parts.count > 1 ? parts[1] : "" }
    }

    private(set) var entries: [String: [Entry]] = [:]

    init(_ source: String) {
        for line in source.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            var key = Self.trimmed(line[..<colon])
            var condition: String?
            if let open = key.firstIndex(of: "["), key.last == "]" {
                condition = String(key[key.index(after: open)...].dropLast())
                key = String(key[..<open])
            }
            let parts = line[line.index(after: colon)...].split(separator: "|").map(Self.trimmed)
            var entry = Entry(parts: parts, condition: condition)
            if line.utf8.contains(UInt8(ascii: "{")) {
                entry.needsCity = line.contains("{in}") || line.contains("{city}")
                entry.needsName = line.contains("{name}")
            }
            entries[key, default: []].append(entry)
        }
    }

    subscript(_ key: String) -> [Entry] { entries[key] ?? [] }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

/// Where the decks are: one for each trade and language, and one of common phrases for each language.
enum Decks {
    static func deck(_ vertical: Vertical, _ language: Language) -> Deck {
        (all[vertical]?[language] ?? all[.general]?[language]) ?? Deck("")
    }

    static func common(_ language: Language) -> Deck { commons[language] ?? Deck("") }

    private static func decks(_ english: String, _ portuguese: String, _ spanish: String)
        -> [Language: Deck]
    {
        [.english: Deck(english), .portuguese: Deck(portuguese), .spanish: Deck(spanish)]
    }

    private static let commons = decks(
        CommonCopy.english, CommonCopy.portuguese, CommonCopy.spanish)

    static let all: [Vertical: [Language: Deck]] = [
        .bakery: decks(BakeryCopy.english, BakeryCopy.portuguese, BakeryCopy.spanish),
        .bar: decks(BarCopy.english, BarCopy.portuguese, BarCopy.spanish),
        .yoga: decks(YogaCopy.english, YogaCopy.portuguese, YogaCopy.spanish),
        .bikes: decks(BikesCopy.english, BikesCopy.portuguese, BikesCopy.spanish),
        .restaurant: decks(
            RestaurantCopy.english, RestaurantCopy.portuguese, RestaurantCopy.spanish),
        .cafe: decks(CafeCopy.english, CafeCopy.portuguese, CafeCopy.spanish),
        .gym: decks(GymCopy.english, GymCopy.portuguese, GymCopy.spanish),
        .florist: decks(FloristCopy.english, FloristCopy.portuguese, FloristCopy.spanish),
        .bookshop: decks(BookshopCopy.english, BookshopCopy.portuguese, BookshopCopy.spanish),
        .barber: decks(BarberCopy.english, BarberCopy.portuguese, BarberCopy.spanish),
        .clinic: decks(ClinicCopy.english, ClinicCopy.portuguese, ClinicCopy.spanish),
        .consultant: decks(
            ConsultantCopy.english, ConsultantCopy.portuguese, ConsultantCopy.spanish),
        .portfolio: decks(PortfolioCopy.english, PortfolioCopy.portuguese, PortfolioCopy.spanish),
        .general: decks(GeneralCopy.english, GeneralCopy.portuguese, GeneralCopy.spanish),
    ]
}
