import Testing

@testable import GenerationCore

struct ProposalTests {
    static let title = "Green Crumb · Good bread, close to home"

    static func section(_ kind: SectionKind, layout: Int = 0, language: Language = .english)
        -> String
    {
        var brief = Brief(language: language, promptLanguage: language)
        brief.vertical = .bakery
        var writer = SectionWriter(brief: brief, seed: 1, kinds: [.hero, .visit, .prices, kind])
        return writer.section(kind, layout: layout, tinted: false).indented()
    }

    static func propose(
        _ prompt: String, _ kind: SectionKind, _ html: String, locale: String = "en",
        seed: UInt64 = 4
    ) -> ComposedProposal {
        TemplateComposer.propose(
            prompt: prompt, sectionName: SectionWriter.name(of: kind, in: .bakery),
            currentHTML: html,
            pageTitle: title + " bakery", locale: locale, seed: seed)
    }

    static func texts(_ html: String?) -> [String] { PageReader.texts(in: html ?? "") }

    @Test(arguments: [
        "make it friendlier", "rewrite this", "reescreva com outras palavras",
        "otra versión, por favor",
    ])
    func `a section is written anew, and stays what it was`(prompt: String) throws {
        let old = Self.section(.hero, layout: 1)
        let proposal = Self.propose(prompt, .hero, old)
        let html = try #require(proposal.html)

        #expect(html.hasPrefix("<section id=\"hero\" class=\"hero hero-split\">"))
        #expect(Self.texts(html)[0] == Self.texts(old)[0], "what it is and where stays")
        #expect(Set(Self.texts(html)[1...3]).isDisjoint(with: Self.texts(old)))
        #expect(html.contains("href=\"#visit\"") && html.contains("href=\"#menu\""))
        #expect(PageReader.problems(in: html) == [])
        #expect(proposal.generator == "template composer")
    }

    @Test func `the design's own example is understood`() throws {
        let proposal = Self.propose(
            "make the hero friendlier and add the summer hours", .hero, Self.section(.hero))
        let html = try #require(proposal.html)

        #expect(html.contains("[[opening hours]]"))
        #expect(proposal.placeholders == ["[[opening hours]]"])
        #expect(proposal.notes.contains { $0.contains("summer") })
    }

    @Test(arguments: [
        ("change the headline to Good morning, Porto", "Good morning, Porto"),
        ("headline: \"Hello there\"", "Hello there"),
        ("mude o título para Bom dia", "Bom dia"),
        ("cambia el título por «Buenos días»", "Buenos días"),
        ("set the title to Ham & <b>Eggs</b>", "Ham &amp; &lt;b&gt;Eggs&lt;/b&gt;"),
    ])
    func `a title is set to the words given`(prompt: String, title: String) throws {
        let html = try #require(Self.propose(prompt, .hero, Self.section(.hero)).html)

        #expect(html.contains("<h1>\(title)</h1>"), "\(html)")
    }

    @Test func `a button, a sentence and a replacement`() throws {
        let old = Self.section(.hero)
        let button = try #require(Self.propose("change the button to Reserve now", .hero, old).html)
        let sentence = try #require(Self.propose("mention that dogs are welcome", .hero, old).html)
        let quoted = try #require(
            Self.propose("add a paragraph \"We speak Welsh.\" and remove the button", .hero, old)
                .html)
        let word = Self.texts(old).first { $0.count > 8 } ?? ""
        let replaced = try #require(
            Self.propose("replace \"\(word)\" with \"Zebra\"", .hero, old).html)

        #expect(button.contains(">Reserve now</a>"))
        #expect(sentence.contains("<p>Dogs are welcome.</p>"))
        #expect(quoted.contains("We speak Welsh.") && !quoted.contains("<a "))
        #expect(replaced.contains("Zebra") && !replaced.contains(">\(word)<"))
    }

    @Test(arguments: [
        SectionKind.about, .features, .services, .prices, .steps, .events, .testimonials, .team,
        .faq, .hours, .visit, .contact,
    ])
    func `another layout keeps every text`(kind: SectionKind) throws {
        for layout in 0..<SectionWriter.layoutCount(kind) {
            let old = Self.section(kind, layout: layout).split(separator: "[[price]]").joined(
                separator: "3.20")
            let proposal = Self.propose("another layout", kind, old)
            guard let html = proposal.html else {
                #expect(kind == .about && layout == 2)
                continue
            }
            let new = Self.texts(html)
            #expect(
                Array(new.prefix(Self.texts(old).count)) == Self.texts(old), "\(kind) \(layout)")
            #expect(html.contains("id=\"\(SectionWriter.name(of: kind, in: .bakery))\""))
            #expect(PageReader.problems(in: html) == [])
            #expect(proposal.summary == "Another layout, same texts.")
        }
    }

    @Test func `facts that were filled in are never rewritten`() throws {
        let old = Self.section(.prices).split(separator: "[[price]]").joined(separator: "3.20")
        let html = try #require(Self.propose("rewrite it", .prices, old).html)

        #expect(Self.texts(html).filter { $0 == "3.20" }.count == 5)
        #expect(Array(Self.texts(html).dropFirst(2)) == Array(Self.texts(old).dropFirst(2)))
        #expect(Self.texts(html)[0] != Self.texts(old)[0])
    }

    @Test func `an entry more, an entry less`() throws {
        let old = Self.section(.faq, layout: 1)
        let more = try #require(Self.propose("add another question", .faq, old).html)
        let first = Self.texts(old)[2]
        let menu = try #require(
            Self.propose(
                "adicione mais um prato", .prices, Self.section(.prices, language: .portuguese),
                locale: "pt-BR"
            ).html)
        let less = try #require(
            Self.propose(
                "remove \"Cinnamon bun\"", .prices,
                Self.section(.prices).split(separator: "Rye bread").joined(
                    separator: "Cinnamon bun")
            ).html)

        #expect(Self.texts(more).count == Self.texts(old).count + 2)
        #expect(Self.texts(more)[2] == first)
        #expect(menu.split(separator: "[[preço]]").count == 7)
        #expect(!less.contains("Cinnamon bun") || less.split(separator: "[[price]]").count == 5)
        #expect(PageReader.problems(in: more) == [])
    }

    @Test(arguments: ["make it shorter", "mais curto", "más corto"])
    func `long texts are shortened to their first sentence`(prompt: String) throws {
        let old =
            "<section id=\"x\" class=\"mine\"><p>A first sentence of some length. A second one. And a third.</p><p>Short.</p></section>"
        let proposal = TemplateComposer.propose(
            prompt: prompt, sectionName: "x", currentHTML: old, pageTitle: "", locale: "en", seed: 1
        )

        #expect(
            proposal.html
                == "<section id=\"x\" class=\"mine\"><p>A first sentence of some length.</p><p>Short.</p></section>"
        )
    }

    @Test func `what was not asked for keeps its bytes`() throws {
        let old =
            "<section id=\"a\" data-x='1 &amp; 2'>\n  <h2>One&nbsp;two</h2><!-- kept -->\n  <p>Some <b>bold</b> &eacute; text</p><br>\n  <img src=\"a.png\" alt>\n</section>"
        let html = try #require(Self.propose("change the title to New", .about, old).html)

        #expect(
            html
                == old.split(separator: "One&nbsp;two").joined(separator: "New").split(
                    separator: "'1 &amp; 2'"
                ).joined(separator: "\"1 &amp; 2\""))
    }

    @Test(arguments: [
        "xyzzy plugh", "what is the weather", "translate it to French", "traduza para o inglês",
        "remove the image",
    ])
    func `what is not understood or not possible is said, and nothing is proposed`(prompt: String) {
        let proposal = Self.propose(prompt, .hero, Self.section(.hero))

        #expect(proposal.html == nil)
        #expect(!proposal.summary.isEmpty)
    }

    @Test func `the same prompt and seed propose the same`() {
        let old = Self.section(.hero)

        #expect(Self.propose("rewrite", .hero, old) == Self.propose("rewrite", .hero, old))
        #expect(Set((0..<8).map { Self.propose("rewrite", .hero, old, seed: $0).html }).count > 3)
    }

    @Test(arguments: [
        ("add an FAQ", "faq", "en"), ("uma seção de horários", "opening-hours", "pt-BR"),
        ("testimonios de clientes", "testimonials", "es"),
        ("a price list", "menu", "en"),
    ])
    func `a new section of a kind`(prompt: String, name: String, locale: String) throws {
        let proposal = TemplateComposer.composeSection(
            prompt: prompt, pageTitle: Self.title + " bakery", takenNames: ["hero", "visit"],
            locale: locale, seed: 3)
        let again = TemplateComposer.composeSection(
            prompt: prompt, pageTitle: Self.title, takenNames: ["hero", name, name + "-2"],
            locale: locale, seed: 3)
        let html = try #require(proposal.html)

        #expect(html.hasPrefix("<section id=\"\(name)\""))
        #expect(PageReader.problems(in: html) == [])
        #expect(again.html?.contains("id=\"\(name)-3\"") == true || name == "menu")
        #expect(
            TemplateComposer.composeSection(
                prompt: "blub", pageTitle: "", takenNames: [], locale: "en", seed: 1
            ).html == nil)
    }

    @Test(arguments: SectionKind.allCases)
    func `a kind's own name is enough for a new section`(kind: SectionKind) {
        let proposal = TemplateComposer.composeSection(
            prompt: kind.rawValue, pageTitle: "", takenNames: [], locale: "pt-BR", seed: 1)

        #expect(proposal.html?.contains("class=\"\(kind.rawValue)") == true)
    }

    @Test(arguments: [
        "", "<", "<section", "<section><p>", "</section>", "<section id=\"a\"><script>alert(1)",
        "text only", "<!--", "<p><![CDATA[x]]>",
        "<section><p>a</b></i></section></section>", "<section a='\"' b=\"'\" c=x/><p>x",
        String(repeating: "<div>", count: 5_000),
        String(repeating: "<!-- ", count: 5_000), String(repeating: "</", count: 5_000),
        "<section>\u{0}\u{1b}[2J</section>",
        "<a" + String(repeating: " x", count: 5_000),
    ])
    func `no source makes it trap`(html: String) {
        for prompt in [
            "rewrite", "another layout", "shorter", "add hours", "change the title to X",
            "remove the button", "add a question",
        ] {
            for name in ["hero", "x", "menu", ""] {
                _ = TemplateComposer.propose(
                    prompt: prompt, sectionName: name, currentHTML: html, pageTitle: "<b>\u{1b}[0m",
                    locale: "xx", seed: 1)
            }
        }
    }
}
