/// Who is behind it, what others say, when and where.
extension SectionWriter {
    mutating func testimonials(_ layout: Int) -> Content {
        let title = titled("testimonialsTitle")
        let quotes = (0..<count(layout == 0 ? 3 : 1)).map { _ -> Markup in
            .tag(
                "blockquote", layout == 0 ? "card" : "quote",
                [
                    .leaf("p", nil, copy.placeholder("testimonial")),
                    .leaf("footer", "small", copy.placeholder("customer")),
                ])
        }
        if layout == 0 {
            return Content(
                className: "testimonials testimonials-cards",
                children: [title, .tag("div", "grid three", quotes)])
        }
        return Content(className: "testimonials testimonials-single", children: [title] + quotes)
    }

    mutating func team(_ layout: Int) -> Content {
        let title = titled("teamTitle", note: "teamNote")
        let people = copy.several("role", count(3)).map { role -> Markup in
            .tag(
                "li", layout == 0 ? "card" : "row",
                [
                    .leaf("h3", nil, copy.placeholder("person")), .leaf("p", "when", role.title),
                    .leaf("p", nil, role.text),
                ])
        }
        if layout == 0 {
            return Content(
                className: "team team-cards", children: [title, .tag("ul", "grid three", people)])
        }
        return Content(className: "team team-split", children: [title, .tag("ul", "rows", people)])
    }

    mutating func questions(_ layout: Int) -> Content {
        let title = titled("faqTitle")
        let entries = copy.several("question", count(4))
        if layout == 0 {
            let pairs = entries.map {
                Markup.tag("div", "plain", [.leaf("h3", nil, $0.title), .leaf("p", nil, $0.text)])
            }
            return Content(
                className: "faq faq-pairs", children: [title, .tag("div", "grid two", pairs)])
        }
        let list = entries.flatMap {
            [Markup.leaf("dt", nil, $0.title), .leaf("dd", nil, $0.text)]
        }
        return Content(className: "faq faq-split", children: [title, .tag("dl", nil, list)])
    }

    mutating func hours(_ layout: Int) -> Content {
        let title = titled("hoursTitle", note: "hoursNote")
        let days = ["weekdays", "saturday", "sunday"].map { copy.label("day." + $0) }
        let open = copy.placeholder("hours")
        if layout == 0 {
            let rows = days.map { day -> Markup in
                .tag(
                    "tr", nil,
                    [Markup.leaf("th", nil, day).with("scope", "row"), .leaf("td", nil, open)])
            }
            return Content(
                className: "hours hours-split",
                children: [title, .tag("table", nil, [.tag("tbody", nil, rows)])])
        }
        let cards = days.map {
            Markup.tag("li", "card", [.leaf("h3", nil, $0), .leaf("p", nil, open)])
        }
        return Content(
            className: "hours hours-cards", children: [title, .tag("ul", "grid three", cards)])
    }

    private func reach(_ keys: [String]) -> [(label: String, value: String)] {
        keys.map { (copy.label("label." + $0), copy.placeholder($0)) }
    }

    mutating func visit(_ layout: Int) -> Content {
        let title = titled("visitTitle", note: "visit")
        let ways = reach(["address", "phone", "email"])
        if layout == 0 {
            let lines = ways.flatMap {
                [Markup.leaf("dt", nil, $0.label), .leaf("dd", nil, $0.value)]
            }
            return Content(
                className: "visit visit-split", children: [title, .tag("dl", "card", lines)])
        }
        let cards = ways.map {
            Markup.tag("li", "card", [.leaf("h3", nil, $0.label), .leaf("p", nil, $0.value)])
        }
        return Content(
            className: "visit visit-cards", children: [title, .tag("ul", "grid three", cards)])
    }

    mutating func contact(_ layout: Int) -> Content {
        let title = titled("contactTitle", note: "contact")
        // Where a visit section stands on the page too, its labels are not repeated.
        let ways = reach(kinds.contains(.visit) ? ["message", "social"] : ["email", "phone"])
        if layout == 0 {
            let cards = ways.map {
                Markup.tag("li", "card", [.leaf("h3", nil, $0.label), .leaf("p", nil, $0.value)])
            }
            return Content(
                className: "contact contact-cards",
                children: [title, .tag("ul", "grid two", cards)])
        }
        let lines = ways.flatMap { [Markup.leaf("dt", nil, $0.label), .leaf("dd", nil, $0.value)] }
        return Content(
            className: "contact contact-split", children: [title, .tag("dl", "card", lines)])
    }
}
