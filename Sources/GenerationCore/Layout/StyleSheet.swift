/// The style sheet of a composed site: complete, so that sections added later find their layout in it.
struct StyleSheet {
    let palette: Palette
    let type: TypePairing
    let shape: Shape

    /// Fonts that are on the reader's machine already; nothing is fetched.
    struct TypePairing: Equatable {
        let name, heading, body, weight: String

        static let all = [
            TypePairing(
                name: "serif",
                heading: "\"Iowan Old Style\", \"Palatino Linotype\", Palatino, Georgia, serif",
                body: "system-ui, -apple-system, \"Segoe UI\", Roboto, sans-serif", weight: "600"),
            TypePairing(
                name: "grotesk", heading: "\"Helvetica Neue\", Arial, system-ui, sans-serif",
                body: "\"Helvetica Neue\", Arial, system-ui, sans-serif", weight: "800"),
            TypePairing(
                name: "humanist",
                heading: "Optima, Candara, \"Gill Sans\", \"Trebuchet MS\", sans-serif",
                body: "Candara, \"Gill Sans\", \"Trebuchet MS\", Verdana, sans-serif", weight: "600"
            ),
            TypePairing(
                name: "bookish", heading: "Georgia, \"Times New Roman\", serif",
                body: "Georgia, \"Times New Roman\", serif", weight: "400"),
            TypePairing(
                name: "slab", heading: "Rockwell, \"Roboto Slab\", \"Courier New\", serif",
                body: "system-ui, -apple-system, \"Segoe UI\", Roboto, sans-serif", weight: "700"),
        ]
    }

    /// Corners and how a card stands out.
    struct Shape: Equatable {
        let radius, pill, cardBorder, cardShadow: String

        static let all = [
            Shape(radius: "0", pill: "0", cardBorder: "1px solid var(--line)", cardShadow: "none"),
            Shape(
                radius: "10px", pill: "999px", cardBorder: "1px solid var(--line)",
                cardShadow: "0 1px 3px rgba(0, 0, 0, 0.08)"),
            Shape(
                radius: "20px", pill: "999px", cardBorder: "0",
                cardShadow: "0 6px 24px rgba(0, 0, 0, 0.10)"),
            Shape(
                radius: "4px", pill: "4px", cardBorder: "1px solid var(--line)", cardShadow: "none"),
        ]
    }

    init(brief: Brief, seed: UInt64) {
        palette = Palette.chosen(for: brief, seed: seed)
        var random = SeededRandom(seed: seed, purpose: "type")
        type = random.pick(TypePairing.all) ?? TypePairing.all[0]
        shape = random.pick(Shape.all) ?? Shape.all[0]
    }

    var css: String {
        """
        :root {
          --background: \(palette.background);
          --surface: \(palette.surface);
          --tint: \(palette.tint);
          --text: \(palette.text);
          --muted: \(palette.muted);
          --accent: \(palette.accent);
          --on-accent: \(palette.onAccent);
          --ink: \(palette.ink);
          --deep: \(palette.deep);
          --on-deep: \(palette.onDeep);
          --on-deep-muted: \(palette.onDeepMuted);
          --line: \(palette.line);
          --radius: \(shape.radius);
          --pill: \(shape.pill);
          --heading: \(type.heading);
          --body: \(type.body);
        }

        """
            + Self.base.replacing("HEADING-WEIGHT", with: type.weight).replacing(
                "CARD-BORDER", with: shape.cardBorder
            )
            .replacing("CARD-SHADOW", with: shape.cardShadow)
            + Self.sections + Self.wide
    }

    private static let base = """
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; }
        body { margin: 0; background: var(--background); color: var(--text); font-family: var(--body); font-size: 17px; line-height: 1.6; }
        h1, h2, h3 { text-wrap: balance; font-family: var(--heading); font-weight: HEADING-WEIGHT; line-height: 1.15; margin: 0; }
        h1 { font-size: clamp(38px, 6vw, 68px); letter-spacing: -0.01em; }
        h2 { font-size: clamp(28px, 3.6vw, 42px); }
        h3 { font-size: 20px; }
        p { margin: 0; }
        ul, ol, dl { margin: 0; padding: 0; list-style: none; }
        figure, blockquote { margin: 0; }
        a { color: var(--ink); }
        a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
        table { width: 100%; border-collapse: collapse; }
        th { text-align: left; font-weight: 600; }
        th, td { padding: 14px 16px 14px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
        .wrap { max-width: 1080px; margin: 0 auto; padding: 72px 24px; display: grid; gap: 32px; }
        .tinted { background: var(--tint); }
        .note, .small { color: var(--muted); }
        h2 + .note { margin-top: 12px; }
        .small { font-size: 15px; }
        .grid { display: grid; gap: 24px; }
        .card { background: var(--surface); border: CARD-BORDER; border-radius: var(--radius); box-shadow: CARD-SHADOW; padding: 28px; }
        .card p, .plain p, .row p, .step p { color: var(--muted); margin-top: 8px; }
        .rows { display: grid; }
        .row, .step, .line { padding: 20px 0; border-bottom: 1px solid var(--line); }
        .button { display: inline-block; background: var(--accent); color: var(--on-accent); border: 2px solid var(--accent); border-radius: var(--pill); padding: 12px 24px; font-weight: 600; text-decoration: none; }
        .button-quiet { background: transparent; color: var(--ink); border-color: var(--ink); }
        .actions { display: flex; flex-wrap: wrap; gap: 12px; }
        .card .when, .row .when { color: var(--ink); font-weight: 600; margin: 0 0 6px; }
        .card .price, .line .price, td.price { color: var(--ink); font-weight: 700; white-space: nowrap; }

        """

    private static let sections = """
        .header { border-bottom: 1px solid var(--line); background: var(--background); }
        .header .wrap { padding: 18px 24px; gap: 12px; }
        .brand a { font-family: var(--heading); font-weight: 700; font-size: 22px; color: var(--text); text-decoration: none; }
        .header ul { display: flex; flex-wrap: wrap; gap: 6px 22px; }
        .header li a { color: var(--muted); text-decoration: none; }
        .header li a:hover { color: var(--ink); text-decoration: underline; }
        .header-stacked .wrap { justify-items: center; text-align: center; }
        .header-stacked ul { justify-content: center; }

        .hero .wrap { padding-top: 88px; padding-bottom: 88px; align-items: center; }
        .hero-text { display: grid; gap: 22px; }
        .eyebrow { color: var(--ink); font-weight: 600; letter-spacing: 0.04em; }
        .lead { font-size: 20px; color: var(--muted); max-width: 620px; }
        .chips { display: grid; gap: 12px; }
        .hero-centered { background: var(--tint); }
        .hero-centered .hero-text { justify-items: center; text-align: center; max-width: 820px; margin: 0 auto; }
        .hero-centered .actions { justify-content: center; }
        .panel { background: radial-gradient(circle at 80% 15%, var(--accent) 0 22%, transparent 23%), var(--deep); color: var(--on-deep); border-radius: var(--radius); padding: 160px 32px 32px; }
        .panel li { border-top: 1px solid var(--on-deep-muted); padding-top: 12px; font-size: 18px; }
        .hero-banner { background: var(--deep); color: var(--on-deep); }
        .hero-banner .eyebrow, .hero-banner .lead { color: var(--on-deep-muted); }
        .hero-banner .button { background: var(--on-deep); color: var(--deep); border-color: var(--on-deep); }
        .hero-banner .button-quiet { background: transparent; color: var(--on-deep); border-color: var(--on-deep-muted); }
        .hero-banner .chips li { border-left: 3px solid var(--on-deep-muted); padding-left: 14px; }

        .prose { display: grid; gap: 18px; align-content: start; }
        .about-centered p { text-align: left; }
        .about-centered .wrap { max-width: 780px; text-align: center; gap: 22px; }
        .points { display: grid; gap: 16px; align-content: center; }
        .points li { background: var(--surface); border-left: 4px solid var(--accent); padding: 20px 24px; font-family: var(--heading); font-size: 20px; }
        .plain { border-top: 2px solid var(--accent); padding-top: 18px; }
        .line { display: flex; justify-content: space-between; gap: 24px; }
        .line div p { color: var(--muted); }
        .prices-table td { color: var(--muted); }
        .prices td.price { color: var(--ink); text-align: right; padding-right: 0; }
        .frame { display: grid; place-items: center; min-height: 220px; margin: 0; border: 1px dashed var(--line); border-radius: var(--radius); background: var(--surface); color: var(--ink); }
        .mosaic { display: grid; gap: 24px; }
        .shot figcaption { margin-top: 10px; color: var(--muted); font-size: 15px; }
        .steps ol { counter-reset: step; }
        .steps li { counter-increment: step; }
        .steps li::before { content: counter(step); display: grid; place-items: center; width: 40px; height: 40px; margin-bottom: 14px; border-radius: var(--pill); background: var(--accent); color: var(--on-accent); font-weight: 700; }
        .quote { max-width: 780px; font-family: var(--heading); font-size: 26px; border-left: 4px solid var(--accent); padding-left: 24px; }
        .quote footer, .testimonials .card footer { margin-top: 14px; font-family: var(--body); }
        dt { font-family: var(--heading); font-weight: 600; font-size: 20px; }
        dd { margin: 6px 0 22px; color: var(--muted); }
        dl.card dt { font-size: 16px; font-family: var(--body); }
        .hours td { color: var(--muted); white-space: nowrap; }
        .cta { background: var(--deep); color: var(--on-deep); }
        .cta p { color: var(--on-deep-muted); margin-top: 12px; }
        .cta .button { background: var(--on-deep); color: var(--deep); border-color: var(--on-deep); }
        .cta-centered .wrap { justify-items: center; text-align: center; gap: 8px; }
        .cta-row .wrap { align-items: center; }
        .footer { border-top: 1px solid var(--line); }
        .footer .wrap { padding-top: 36px; padding-bottom: 36px; gap: 12px; }
        .footer .reach { display: grid; gap: 4px; color: var(--muted); }

        """

    /// Beside each other from tablets on.
    private static let wide = """
        @media (min-width: 720px) {
          .three { grid-template-columns: repeat(3, 1fr); }
          .two, .mosaic { grid-template-columns: repeat(2, 1fr); }
          .two { gap: 36px 48px; }
          .header-row .wrap { grid-template-columns: auto 1fr; align-items: center; }
          .header-row ul { justify-content: flex-end; }
          .hero-split .wrap { grid-template-columns: 3fr 2fr; gap: 56px; }
          .hero-banner .chips { grid-template-columns: repeat(3, 1fr); gap: 24px; }
          .about-split .wrap, .about-points .wrap { grid-template-columns: 1fr 1fr; gap: 56px; }
          .features-split .wrap, .services-split .wrap, .steps-split .wrap, .events-split .wrap, .team-split .wrap, .faq-split .wrap, .prices-lines .wrap { grid-template-columns: 1fr 2fr; gap: 56px; }
          .hours-split .wrap, .visit-split .wrap, .contact-split .wrap { grid-template-columns: 1fr 1fr; gap: 56px; }
          .cta-row .wrap { grid-template-columns: 2fr 1fr; }
          .cta-row .actions { justify-content: flex-end; }
          .footer-row .wrap, .footer-columns .wrap { grid-template-columns: 1fr auto; }
        }

        """
}

extension String {
    /// Every occurrence of a mark replaced.
    fileprivate func replacing(_ mark: String, with text: String) -> String {
        var result = ""
        var rest = self[...]
        while let first = mark.first, let at = rest.firstIndex(of: first) {
            result += rest[..<at]
            rest = rest[at...]
            if rest.hasPrefix(mark) {
                result += text
                rest = rest.dropFirst(mark.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}
