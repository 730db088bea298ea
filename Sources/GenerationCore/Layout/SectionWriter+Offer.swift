/// What the business is and offers.
extension SectionWriter {
    mutating func about(_ layout: Int) -> Content {
        let title = titled("aboutTitle")
        let paragraphs = copy.several("about", 2).map { Markup.leaf("p", nil, $0.title) }
        switch layout {
        case 0:
            return Content(
                className: "about about-split", children: [title, .tag("div", "prose", paragraphs)])
        case 1: return Content(className: "about about-centered", children: [title] + paragraphs)
        default:
            let points = copy.several("chip", 2).map { Markup.leaf("li", nil, $0.title) }
            return Content(
                className: "about about-points",
                children: [
                    .tag("div", "prose", [title] + paragraphs), .tag("ul", "points", points),
                ])
        }
    }

    mutating func features(_ layout: Int) -> Content {
        let title = titled("featuresTitle")
        switch layout {
        case 0:
            let cards = copy.several("feature", count(3)).map { card($0) }
            return Content(
                className: "features features-cards",
                children: [title, .tag("ul", "grid three", cards)])
        case 1:
            let rows = copy.several("feature", count(4)).map { card($0, "row") }
            return Content(
                className: "features features-split", children: [title, .tag("ul", "rows", rows)])
        default:
            let cards = copy.several("feature", count(4)).map { card($0, "plain") }
            return Content(
                className: "features features-pairs",
                children: [title, .tag("ul", "grid two", cards)])
        }
    }

    mutating func services(_ layout: Int) -> Content {
        let title = titled("servicesTitle", note: "servicesNote")
        if layout == 0 {
            let cards = copy.several("item", count(3)).map { card($0) }
            return Content(
                className: "services services-cards",
                children: [title, .tag("ul", "grid three", cards)])
        }
        let rows = copy.several("item", count(4)).map { card($0, "row") }
        return Content(
            className: "services services-split", children: [title, .tag("ul", "rows", rows)])
    }

    mutating func prices(_ layout: Int) -> Content {
        let title = titled("itemsTitle", note: "itemsNote")
        let price = copy.placeholder("price")
        switch layout {
        case 0:
            let rows = copy.several("item", count(5)).map { item -> Markup in
                .tag(
                    "li", "line",
                    [
                        .tag(
                            "div", nil, [.leaf("h3", nil, item.title), .leaf("p", nil, item.text)]),
                        .leaf("p", "price", price),
                    ])
            }
            return Content(
                className: "prices prices-lines", children: [title, .tag("ul", "rows", rows)])
        case 1:
            let cards = copy.several("item", count(6)).map { item -> Markup in
                .tag(
                    "li", "card",
                    [
                        .leaf("h3", nil, item.title), .leaf("p", nil, item.text),
                        .leaf("p", "price", price),
                    ])
            }
            return Content(
                className: "prices prices-cards",
                children: [title, .tag("ul", "grid three", cards)])
        default:
            let rows = copy.several("item", count(5)).map { item -> Markup in
                .tag(
                    "tr", nil,
                    [
                        Markup.leaf("th", nil, item.title).with("scope", "row"),
                        .leaf("td", nil, item.text),
                        .leaf("td", "price", price),
                    ])
            }
            return Content(
                className: "prices prices-table",
                children: [title, .tag("table", nil, [.tag("tbody", nil, rows)])])
        }
    }

    mutating func gallery(_ layout: Int) -> Content {
        let title = titled("galleryTitle")
        let shots = copy.several("shot", count(layout == 0 ? 3 : 4)).enumerated().map {
            number, shot -> Markup in
            .tag(
                "figure", "shot",
                [
                    .leaf("p", "frame frame-\(number + 1)", copy.placeholder("photo")),
                    .leaf("figcaption", nil, shot.title),
                ])
        }
        let grid = Markup.tag("div", layout == 0 ? "grid three" : "mosaic", shots)
        return Content(
            className: layout == 0 ? "gallery gallery-row" : "gallery gallery-mosaic",
            children: [title, grid])
    }

    mutating func steps(_ layout: Int) -> Content {
        let title = titled("stepsTitle")
        let steps = copy.several("step", count(3), inOrder: true).map {
            card($0, layout == 0 ? "card" : "step")
        }
        if layout == 0 {
            return Content(
                className: "steps steps-cards", children: [title, .tag("ol", "grid three", steps)])
        }
        return Content(
            className: "steps steps-split", children: [title, .tag("ol", "rows", steps)])
    }

    mutating func events(_ layout: Int) -> Content {
        let title = titled("eventsTitle")
        let date = copy.placeholder([.yoga, .gym].contains(brief.vertical) ? "time" : "date")
        let events = copy.several("event", count(3)).map { event -> Markup in
            .tag(
                "li", layout == 0 ? "card" : "row",
                [
                    .leaf("p", "when", date), .leaf("h3", nil, event.title),
                    .leaf("p", nil, event.text),
                ])
        }
        if layout == 0 {
            return Content(
                className: "events events-cards",
                children: [title, .tag("ul", "grid three", events)])
        }
        return Content(
            className: "events events-split", children: [title, .tag("ul", "rows", events)])
    }
}
