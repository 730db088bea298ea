import Testing

@testable import GenerationCore

struct ComposerTests {
    static let seeds: [UInt64] = Array(0..<18) + [UInt64.max, 0x1234_5678_9abc_def0]
    static let prompts: [(Language, String)] = [
        (.english, "Create a landing page for a vegan bakery"),
        (.portuguese, "Crie um site para um estúdio de ioga com preços"),
        (.spanish, "Un sitio para un taller de bicicletas con preguntas frecuentes"),
    ]

    /// The words that tell the three languages apart, as the acceptance script has them.
    static let small: [Language: String] = [
        .english: "the and for with our your to of is in",
        .portuguese: "o os um uma para com do da não em seu sua você e",
        .spanish: "el los un una para con del la no en su y las",
    ]

    static func html(_ prompt: String, _ locale: String? = nil, _ seed: UInt64 = 1) -> String {
        TemplateComposer.compose(prompt: prompt, locale: locale, seed: seed).files[0].content
    }

    @Test func `the same prompt and seed give the same bytes`() {
        let first = TemplateComposer.compose(prompt: "a bar in Porto", locale: nil, seed: 3)

        #expect(first == TemplateComposer.compose(prompt: "a bar in Porto", locale: nil, seed: 3))
        #expect(first.generator == "template composer")
    }

    @Test func `other seeds give other pages`() {
        let pages = Set(
            (3...6).map {
                PageReader.texts(in: Self.html("a bar in Porto", nil, $0)).joined(separator: "\n")
            })
        let sheets = Set(
            (0..<12).map {
                TemplateComposer.compose(prompt: "a bar", locale: nil, seed: $0).files[1].content
            })

        #expect(pages.count == 4)
        #expect(sheets.count > 4)
    }

    @Test(arguments: Vertical.allCases)
    func `every trade and language composes a valid page with every seed`(vertical: Vertical) throws
    {
        for language in Language.allCases {
            for seed in Self.seeds {
                var brief = Brief(language: language, promptLanguage: language)
                brief.vertical = vertical
                brief.requested = seed % 3 == 0 ? SectionKind.allCases : []
                let site = TemplateComposer.compose(brief, seed: seed)
                let html = site.files[0].content
                let problems = PageReader.problems(in: html)
                #expect(problems == [], "\(vertical) \(language) seed \(seed)")
                #expect(site.sectionNames.count >= 8)
                #expect(Set(site.sectionNames).count == site.sectionNames.count)
                let names = PageReader.bodyChildren(in: html).map(\.id)
                #expect(names == site.sectionNames, "\(vertical) \(language) seed \(seed)")
            }
        }
    }

    @Test(arguments: Vertical.allCases)
    func `every page is in its own language, and has enough of it`(vertical: Vertical) {
        for language in Language.allCases {
            for seed in Self.seeds.prefix(6) {
                var brief = Brief(language: language, promptLanguage: language)
                brief.vertical = vertical
                let texts = PageReader.texts(
                    in: TemplateComposer.compose(brief, seed: seed).files[0].content)
                let words = PageReader.words(texts.joined(separator: " "))
                let counts = Language.allCases.map { language in
                    let telling = (Self.small[language] ?? "").split(separator: " ").map(
                        String.init)
                    return (language, words.filter { telling.contains($0) }.count)
                }
                #expect(words.count > 150, "\(vertical) \(language) seed \(seed)")
                #expect(
                    counts.max { $0.1 < $1.1 }?.0 == language, "\(vertical) seed \(seed) \(counts)")
            }
        }
    }

    @Test(arguments: Vertical.allCases)
    func `no text stands twice on a page, but for placeholders and the main button`(
        vertical: Vertical
    ) {
        for language in Language.allCases {
            for seed in Self.seeds.prefix(6) {
                var brief = Brief(language: language, promptLanguage: language)
                brief.vertical = vertical
                let texts = PageReader.texts(
                    in: TemplateComposer.compose(brief, seed: seed).files[0].content)
                var seen: Set<String> = []
                let twice = texts.filter { !$0.hasPrefix("[[") && !seen.insert($0).inserted }
                #expect(twice == [], "\(vertical) \(language) seed \(seed)")
            }
        }
    }

    @Test func `what stands in double brackets is listed once`() {
        let site = TemplateComposer.compose(
            prompt: "a florist with prices and testimonials", locale: nil, seed: 1)

        #expect(site.placeholders.contains("[[price]]"))
        #expect(site.placeholders.contains("[[testimonial]]"))
        #expect(Set(site.placeholders).count == site.placeholders.count)
        #expect(site.placeholders.allSatisfy { site.files[0].content.contains($0) })
    }

    @Test(arguments: Vertical.allCases)
    func `no copy invents a number`(vertical: Vertical) {
        for language in Language.allCases {
            var brief = Brief(language: language, promptLanguage: language)
            brief.vertical = vertical
            brief.requested = SectionKind.allCases
            let texts = PageReader.texts(
                in: TemplateComposer.compose(brief, seed: 5).files[0].content)
            #expect(
                texts.filter { $0.contains(where: \.isNumber) } == [], "\(vertical) \(language)")
        }
    }

    @Test func `every section kind has two layouts that differ`() {
        let brief = Brief(language: .english, promptLanguage: .english)
        for kind in SectionKind.allCases {
            let layouts = (0..<SectionWriter.layoutCount(kind)).map { layout in
                var writer = SectionWriter(brief: brief, seed: 1, kinds: SectionKind.allCases)
                return writer.section(kind, layout: layout, tinted: false).exact
            }
            #expect(layouts.count >= 2)
            #expect(Set(layouts).count == layouts.count, "\(kind)")
        }
    }

    @Test(arguments: Vertical.allCases)
    func `no list is short of entries`(vertical: Vertical) {
        for language in Language.allCases {
            for seed in Self.seeds.prefix(6) {
                var brief = Brief(language: language, promptLanguage: language)
                brief.vertical = vertical
                brief.requested = SectionKind.allCases.filter { $0 != .services }
                brief.refused = [.services]
                var writer = SectionWriter(brief: brief, seed: seed, kinds: SectionKind.allCases)
                for kind in PagePlan(brief: brief, seed: seed).kinds {
                    let section = writer.section(kind)
                    guard
                        let list = section.first({
                            ["three", "two"].contains($0.classes.last ?? "")
                        })
                    else { continue }
                    let entries = list.childNodes.count
                    let isFull =
                        list.classes.contains("three") ? entries % 3 == 0 : entries % 2 == 0
                    #expect(isFull && entries > 0, "\(vertical) \(language) \(kind) seed \(seed)")
                    #expect(!section.leaves.contains { $0.plainText.isEmpty })
                }
            }
        }
    }

    @Test(arguments: prompts)
    func `a prompt decides the language`(language: Language, prompt: String) {
        let site = TemplateComposer.compose(prompt: prompt, locale: nil, seed: 7)

        #expect(site.locale == language.rawValue)
        #expect(site.files[0].content.contains("<html lang=\"\(language.rawValue)\">"))
    }

    @Test(arguments: ["Create a vegan bakery", "Uma padaria vegana", "Una panadería vegana"])
    func `a vegan bakery is vegan`(prompt: String) {
        for seed in Self.seeds {
            let text = PageReader.texts(in: Self.html(prompt, nil, seed)).joined(separator: " ")
                .lowercased()

            #expect(text.contains("vegan"))
            #expect(!text.contains("butter croissant") || text.contains("plant-butter croissant"))
            #expect(
                !text.contains("queijo") && !text.contains("de mantequilla")
                    && !text.contains("custard"))
        }
    }
}
