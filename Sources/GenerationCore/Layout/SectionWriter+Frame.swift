/// What a page begins and ends with.
extension SectionWriter {
    private var linked: [SectionKind] {
        let order: [SectionKind] = [
            .services, .prices, .events, .gallery, .about, .features, .steps, .team, .faq, .hours,
        ]
        var chosen = order.filter(kinds.contains).prefix(4)
        chosen += [.contact, .visit].filter(kinds.contains).prefix(1)
        return kinds.filter(chosen.contains)
    }

    private func navLabel(_ kind: SectionKind) -> String {
        copy.label("nav." + (kind == .prices && brief.vertical.servesFood ? "menu" : kind.rawValue))
    }

    mutating func header(_ layout: Int) -> Content {
        let brand = Markup.tag(
            "p", "brand",
            [.link(copy.brand, to: kinds.contains(.hero) ? anchor(.hero) : anchor(.header))])
        let links = linked
        copy.avoid(Set(links.map(navLabel)))
        let list = Markup.tag(
            "ul", nil, links.map { .tag("li", nil, [.link(navLabel($0), to: anchor($0))]) })
        let nav = Markup.tag("nav", nil, [list]).with("aria-label", copy.label("nav.label"))
        return Content(
            className: layout == 0 ? "header header-row" : "header header-stacked",
            children: [brand, nav])
    }

    mutating func hero(_ layout: Int) -> Content {
        var words: [Markup] = []
        let eyebrow = heroEyebrow()
        if !eyebrow.isEmpty { words.append(.leaf("p", "eyebrow", eyebrow)) }
        words.append(.leaf("h1", nil, copy.one("headline").title))
        words.append(.leaf("p", "lead", copy.one("lead").title))
        let buttons = [mainButton(), moreButton()].compactMap { $0 }
        if !buttons.isEmpty { words.append(.tag("p", "actions", buttons)) }
        let text = Markup.tag("div", "hero-text", words)
        switch layout {
        case 0: return Content(className: "hero hero-centered", children: [text])
        case 1:
            return Content(
                className: "hero hero-split", children: [text, .tag("div", "panel", [chips()])])
        default: return Content(className: "hero hero-banner", children: [text, chips()])
        }
    }

    /// What and where: "Vegan bakery in Porto"; without a place, a short promise.
    private mutating func heroEyebrow() -> String {
        if let inCity = brief.inCity { return copy.kindOfBusiness + " " + inCity }
        if brief.name != nil { return copy.kindOfBusiness }
        return copy.one("tagline").title
    }

    private mutating func chips() -> Markup {
        .tag("ul", "chips", copy.several("chip", 3).map { .leaf("li", nil, $0.title) })
    }

    mutating func footer(_ layout: Int) -> Content {
        let line = copy.one("tagline").title
        let rights = Markup.leaf("p", "small", "© " + copy.brand)
        let note = Markup.leaf("p", nil, line)
        if layout == 0 { return Content(className: "footer footer-row", children: [note, rights]) }
        let reach = [copy.placeholder("email"), copy.placeholder("phone")].map {
            Markup.leaf("li", nil, $0)
        }
        return Content(
            className: "footer footer-columns",
            children: [.tag("div", nil, [note, rights]), .tag("ul", "reach", reach)])
    }

    mutating func callToAction(_ layout: Int) -> Content {
        let text: [Markup] = [
            .leaf("h2", nil, copy.one("ctaTitle." + goal.rawValue).title),
            .leaf("p", nil, copy.one("cta").title),
        ]
        let button = mainButton().map { [Markup.tag("p", "actions", [$0])] } ?? []
        if layout == 0 { return Content(className: "cta cta-centered", children: text + button) }
        return Content(className: "cta cta-row", children: [.tag("div", nil, text)] + button)
    }
}
