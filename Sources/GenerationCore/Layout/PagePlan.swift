/// Which sections a page has, and in which order.
struct PagePlan: Equatable {
    let kinds: [SectionKind]

    /// What a trade's page is mostly made of, and what may be added by chance.
    private static func usual(_ vertical: Vertical) -> (
        always: [SectionKind], sometimes: [SectionKind]
    ) {
        switch vertical {
        case .bakery:
            ([.about, .prices, .features, .hours, .visit], [.gallery, .steps, .faq, .cta])
        case .restaurant:
            ([.about, .prices, .hours, .visit], [.gallery, .features, .events, .faq, .cta])
        case .cafe:
            ([.about, .prices, .hours, .visit], [.gallery, .features, .events, .faq, .cta])
        case .bar: ([.about, .prices, .hours, .visit], [.events, .gallery, .features, .faq, .cta])
        case .yoga:
            ([.about, .events, .features, .visit], [.steps, .prices, .faq, .gallery, .team, .cta])
        case .gym:
            ([.features, .events, .prices, .visit], [.about, .steps, .faq, .team, .hours, .cta])
        case .florist:
            (
                [.about, .services, .gallery, .visit],
                [.features, .steps, .faq, .hours, .prices, .cta]
            )
        case .bookshop:
            ([.about, .features, .events, .visit], [.gallery, .services, .hours, .faq, .cta])
        case .bikes:
            (
                [.services, .steps, .about, .visit],
                [.prices, .features, .faq, .hours, .gallery, .cta]
            )
        case .barber:
            ([.about, .prices, .hours, .visit], [.features, .gallery, .team, .steps, .faq, .cta])
        case .clinic:
            ([.services, .about, .steps, .visit], [.features, .team, .faq, .hours, .cta])
        case .consultant:
            ([.services, .steps, .about, .contact], [.features, .faq, .prices, .cta])
        case .portfolio:
            ([.gallery, .about, .services, .contact], [.steps, .features, .faq, .cta])
        case .general: ([.about, .features, .services, .contact], [.steps, .faq, .gallery, .cta])
        }
    }

    init(brief: Brief, seed: UInt64) {
        let usual = Self.usual(brief.vertical)
        var random = SeededRandom(seed: seed, purpose: "plan")
        var body = Set(usual.always + brief.requested)
        for kind in random.shuffled(usual.sometimes)
        where body.subtracting(brief.refused).count < 6 + random.index(below: 2) {
            body.insert(kind)
        }
        body.subtract(SectionKind.frame)
        body.subtract(brief.refused)
        for kind in Self.stopgaps where body.count < 3 && !brief.refused.contains(kind) {
            body.insert(kind)
        }
        let frame = { (kind: SectionKind) in brief.refused.contains(kind) ? [] : [kind] }
        kinds = frame(.header) + frame(.hero) + Self.ordered(body, &random) + frame(.footer)
    }

    private static let stopgaps: [SectionKind] = [
        .about, .features, .services, .contact, .gallery, .steps, .cta, .faq,
    ]

    private static func ordered(_ body: Set<SectionKind>, _ random: inout SeededRandom)
        -> [SectionKind]
    {
        var offer = random.shuffled([
            SectionKind.about, .features, .services, .prices, .gallery, .events,
        ])
        // How it works makes sense after what there is.
        let after =
            offer.lastIndex { [.services, .prices].contains($0) && body.contains($0) } ?? offer
            .count - 1
        offer.insert(.steps, at: after + 1)
        let trust = random.shuffled([SectionKind.testimonials, .team, .faq])
        let close: [SectionKind] =
            random.index(below: 2) == 0
            ? [.cta, .hours, .visit, .contact] : [.hours, .visit, .contact, .cta]
        return (offer + trust + close).filter(body.contains)
    }
}
