/// What a section is for. The raw value is the section's name on the page, except that a price list of food is `menu`.
package enum SectionKind: String, CaseIterable, Sendable {
    case header, hero, about, features, services, prices, gallery, steps, events, testimonials,
        team, faq, hours
    case visit, contact, cta, footer

    /// What a list of kinds calls it, in English.
    package var title: String {
        switch self {
        case .faq: "FAQ"
        case .cta: "Call to action"
        case .hours: "Opening hours"
        case .steps: "How it works"
        case .visit: "Where to find us"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }

    /// The kinds that a page begins and ends with.
    static let frame: Set<SectionKind> = [.header, .hero, .footer]
}

/// What kind of business the site is for.
package enum Vertical: String, CaseIterable, Sendable {
    case bakery, restaurant, cafe, bar, yoga, gym, florist, bookshop, bikes, barber, clinic,
        consultant, portfolio
    /// None of the others was recognised.
    case general

    /// Whether a price list is called a menu.
    var servesFood: Bool { [.bakery, .restaurant, .cafe, .bar].contains(self) }

    /// Whether customers come to a place, rather than only write.
    var hasDoor: Bool { ![.consultant, .portfolio, .general].contains(self) }
}

/// What the visitor of the site should do.
package enum Goal: String, CaseIterable, Sendable {
    case order, book, visit, write, join, buy, quote, call
}
