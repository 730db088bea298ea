/// Sets copy into section templates. Each kind has two layouts or more, told apart by a class.
struct SectionWriter {
    let brief: Brief
    let seed: UInt64
    /// All kinds on the page, for links between them.
    let kinds: [SectionKind]
    var copy: CopyWriter
    /// So many entries in a list, instead of the layout's own number.
    var entriesAsked: Int?

    init(brief: Brief, seed: UInt64, kinds: [SectionKind]) {
        self.brief = brief
        self.seed = seed
        self.kinds = kinds
        copy = CopyWriter(brief: brief, seed: seed)
    }

    /// How many layouts each kind has.
    static func layoutCount(_ kind: SectionKind) -> Int {
        switch kind {
        case .hero, .about, .features, .prices: 3
        default: 2
        }
    }

    /// The section's name and `id`.
    static func name(of kind: SectionKind, in vertical: Vertical) -> String {
        switch kind {
        case .prices where vertical.servesFood: "menu"
        case .hours: "opening-hours"
        case .steps: "how-it-works"
        default: kind.rawValue
        }
    }

    func anchor(_ kind: SectionKind) -> String { "#" + Self.name(of: kind, in: brief.vertical) }

    func layout(of kind: SectionKind) -> Int {
        var random = SeededRandom(seed: seed, purpose: "layout." + kind.rawValue)
        return random.index(below: Self.layoutCount(kind))
    }

    mutating func section(_ kind: SectionKind, tinted: Bool = false) -> Markup {
        section(kind, layout: layout(of: kind), tinted: tinted)
    }

    mutating func section(_ kind: SectionKind, layout: Int, tinted: Bool) -> Markup {
        let content = content(of: kind, layout: layout)
        let name = Self.name(of: kind, in: brief.vertical)
        let tag = kind == .header ? "header" : kind == .footer ? "footer" : "section"
        var classes = "\(content.className)"
        if tinted { classes += " tinted" }
        return .element(
            tag: tag,
            attributes: [.init(name: "id", value: name), .init(name: "class", value: classes)],
            children: [.tag("div", "wrap", content.children)])
    }

    /// A section's classes, and what stands inside.
    struct Content {
        let className: String
        let children: [Markup]
    }

    private mutating func content(of kind: SectionKind, layout: Int) -> Content {
        switch kind {
        case .header: header(layout)
        case .hero: hero(layout)
        case .about: about(layout)
        case .features: features(layout)
        case .services: services(layout)
        case .prices: prices(layout)
        case .gallery: gallery(layout)
        case .steps: steps(layout)
        case .events: events(layout)
        case .testimonials: testimonials(layout)
        case .team: team(layout)
        case .faq: questions(layout)
        case .hours: hours(layout)
        case .visit: visit(layout)
        case .contact: contact(layout)
        case .cta: callToAction(layout)
        case .footer: footer(layout)
        }
    }

    // MARK: Pieces

    /// A heading and what stands beside or below it.
    mutating func titled(_ key: String, note: String? = nil) -> Markup {
        let heading = Markup.leaf("h2", nil, copy.one(key).title)
        let text = note.map { copy.one($0).title } ?? ""
        return .tag("div", "title", text.isEmpty ? [heading] : [heading, .leaf("p", "note", text)])
    }

    /// How many entries a list gets.
    func count(_ usual: Int) -> Int { entriesAsked ?? usual }

    /// A title with a text, as a list item.
    func card(_ entry: Deck.Entry, _ className: String = "card") -> Markup {
        .tag("li", className, [.leaf("h3", nil, entry.title), .leaf("p", nil, entry.text)])
    }

    var goal: Goal { brief.goal ?? Self.usualGoal(brief.vertical) }

    private static func usualGoal(_ vertical: Vertical) -> Goal {
        switch vertical {
        case .bakery, .florist: .order
        case .restaurant, .yoga, .barber, .clinic, .bikes: .book
        case .cafe, .bar, .bookshop: .visit
        case .gym: .join
        case .consultant, .portfolio, .general: .write
        }
    }

    /// Where the main button leads: the section that says how to reach the business.
    var mainTarget: SectionKind? {
        let ways: [SectionKind] =
            goal == .visit ? [.visit, .hours, .contact] : [.contact, .visit, .hours]
        return (ways + [.prices, .services, .about, .footer]).first(where: kinds.contains)
    }

    mutating func mainButton(_ className: String = "button") -> Markup? {
        mainTarget.map {
            .link(copy.one("button." + goal.rawValue).title, to: anchor($0), className)
        }
    }

    /// The second button leads to what there is to see.
    mutating func moreButton() -> Markup? {
        let ways: [SectionKind] = [.prices, .gallery, .services, .events, .features, .about]
        guard let kind = ways.first(where: { kinds.contains($0) && $0 != mainTarget }) else {
            return nil
        }
        let key = kind == .prices && brief.vertical.servesFood ? "menu" : kind.rawValue
        return .link(copy.one("more." + key).title, to: anchor(kind), "button button-quiet")
    }
}
