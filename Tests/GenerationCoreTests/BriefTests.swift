import Testing

@testable import GenerationCore

struct BriefTests {
    static func read(_ prompt: String, _ locale: String? = nil) -> Brief {
        TemplateComposer.understand(prompt: prompt, locale: locale)
    }

    @Test(arguments: [
        ("Create a landing page for a vegan bakery", Vertical.bakery, Language.english),
        ("a bar in Porto", .bar, .english), ("a florist", .florist, .english),
        ("a gym", .gym, .english),
        ("a bookshop", .bookshop, .english),
        ("Crie um site para um estúdio de ioga com preços", .yoga, .portuguese),
        ("Un sitio para un taller de bicicletas con preguntas frecuentes", .bikes, .spanish),
        ("uma barbearia no Rio de Janeiro", .barber, .portuguese),
        ("peluquería en Madrid", .barber, .spanish),
        ("A site for a coffee shop with a bar and a menu", .cafe, .english),
        ("Quero uma página para minha clínica odontológica", .clinic, .portuguese),
        ("Necesito una web para mi estudio de fotografía", .portfolio, .spanish),
        ("a page for my drone repair shop", .general, .english),
        ("a dog grooming salon with a gallery", .general, .english),
        ("a portfolio site for a florist", .florist, .english),
        ("Landing page para uma consultoria financeira em São Paulo", .consultant, .portuguese),
        ("librería de viejo en Sevilla, sin opiniones", .bookshop, .spanish),
    ])
    func `a prompt tells the trade and its language`(
        prompt: String, vertical: Vertical, language: Language
    ) {
        let brief = Self.read(prompt)

        #expect(brief.vertical == vertical)
        #expect(brief.language == language)
    }

    @Test(arguments: [
        ("a vegan bakery in Porto", "vegan bakery"),
        ("uma loja de sapatos infantis em Recife", "loja de sapatos infantis"),
        ("escola de música em Recife", "escola de música"),
        ("tienda de ropa en Sevilla", "tienda de ropa"),
        ("a page for my drone repair shop", "drone repair shop"),
        ("un estudio de yoga con precios", "estudio de yoga"),
        ("a portfolio for a wedding photographer", "wedding photographer"), ("a shop", nil),
        ("make a nice website", nil),
    ])
    func `the user's own words for the business are kept`(prompt: String, phrase: String?) {
        #expect(Self.read(prompt).phrase == phrase)
    }

    @Test(arguments: [
        ("a bakery called Green Crumb in Porto", "Green Crumb", "Porto"),
        ("a bar named \"The Rusty Nail\" in New York", "The Rusty Nail", "New York"),
        ("um bar chamado Boteco do Zé em São Paulo", "Boteco do Zé", "São Paulo"),
        ("una panadería llamada La Espiga en Madrid con precios", "La Espiga", "Madrid"),
        (
            "uma livraria que se chama Folha Solta no Rio de Janeiro", "Folha Solta",
            "Rio de Janeiro"
        ),
        ("a site for Bread and Butter, a bakery in porto", "Bread and Butter", "Porto"),
        ("a gym called iron house with prices", "iron house", nil),
        ("a florist called Ana's Garden", "Ana's Garden", nil),
        ("pizzeria Da Mario in Naples", "Da Mario", "Naples"),
        (
            "site para a barbearia Navalha de Ouro em Belo Horizonte", "Navalha de Ouro",
            "Belo Horizonte"
        ),
        ("Barbearia do Zé", "Barbearia do Zé", nil),
        ("The Corner Bookshop", "The Corner Bookshop", nil),
        ("make a site for an Italian restaurant in London called Nonna's", "Nonna's", "London"),
    ])
    func `a prompt tells the name and the place`(prompt: String, name: String, city: String?) {
        let brief = Self.read(prompt)

        #expect(brief.name == name)
        #expect(brief.city == city)
    }

    @Test(arguments: [
        (
            "a bakery with prices and FAQ, no testimonials", [SectionKind.prices, .faq],
            [SectionKind.testimonials]
        ),
        (
            "a gym without a team, gallery or testimonials, with opening hours", [.hours],
            [.team, .gallery, .testimonials]
        ),
        (
            "um restaurante com cardápio e horários, sem depoimentos", [.prices, .hours],
            [.testimonials]
        ),
        (
            "una floristería con precios y preguntas frecuentes, sin equipo ni galería",
            [.prices, .faq], [.team, .gallery]
        ),
        ("a barber. I don't want testimonials but add a gallery", [.gallery], [.testimonials]),
        ("uma padaria, não quero galeria, mas quero perguntas frequentes", [.faq], [.gallery]),
        ("a photographer in Porto", [], []), ("um bar no Porto", [], []),
    ])
    func `sections are asked for and refused`(
        prompt: String, requested: [SectionKind], refused: [SectionKind]
    ) {
        let brief = Self.read(prompt)

        #expect(brief.requested == requested)
        #expect(brief.refused == Set(refused))
    }

    @Test func `what was asked for is there, and what was refused is not`() {
        for seed in ComposerTests.seeds {
            let site = TemplateComposer.compose(
                prompt: "a bakery with testimonials and a team but no menu and no opening hours",
                locale: nil, seed: seed)

            #expect(
                site.sectionNames.contains("testimonials") && site.sectionNames.contains("team"))
            #expect(
                !site.sectionNames.contains("menu") && !site.sectionNames.contains("opening-hours"))
        }
    }

    @Test func `a page has four sections whatever is refused`() {
        let prompt =
            "a bar, no menu, no about, no hours, no map, no events, no gallery, no features, no faq, no cta, no footer, no hero"
        let site = TemplateComposer.compose(prompt: prompt, locale: nil, seed: 2)

        #expect(site.sectionNames.count >= 4)
        #expect(!site.sectionNames.contains("hero") && !site.sectionNames.contains("menu"))
    }

    @Test func `what cannot be made is said`() {
        let site = TemplateComposer.compose(
            prompt: "a bookshop with a blog and parallax scrolling, without newsletter",
            locale: nil, seed: 2)
        let notes = site.notes.joined(separator: "\n")

        #expect(notes.contains("cannot make it: a blog"))
        #expect(notes.contains("Left out, as asked: a newsletter form"))
        #expect(notes.contains("parallax"))
    }

    @Test func `notes are in the prompt's language, the site in the one asked for`() {
        let site = TemplateComposer.compose(
            prompt: "a bar in Lisbon called Alma", locale: "pt", seed: 1)

        #expect(site.locale == "pt-BR")
        #expect(site.files[0].content.contains("em Lisbon"))
        #expect(site.notes[0].hasPrefix("Understood: Bar"))
        #expect(
            TemplateComposer.compose(prompt: "a bar", locale: "de", seed: 1).notes.contains {
                $0.contains("“de”")
            })
    }

    @Test(arguments: [
        "a bar a\u{1b}]0;PWNED\u{7}b\u{1b}[2Jc\u{9b}31md\u{202e}e\u{2066}f\u{1b}P1;1|x\u{1b}\\g\u{1b}]52;c;cHduZWQ=\u{7}h",
        "a bakery called \"<script>alert(1)</script>\"",
        "a bakery called \"<img src=x onerror=alert(1)>\" in \u{1b}[31mPorto",
        "a bar called " + String(repeating: "Long ", count: 5000),
        String(repeating: "with ", count: 30000),
        "a gym called X" + String(repeating: "\u{301}", count: 9000), "\u{0}\u{0}",
        "[[price]] called [[x]] in [[y]]",
        "\"\"\"\"", "called", "for", "in", "a bar in", "no", "sem", "💥💥💥",
        "a bar called \"&amp;\" 'x' “y", "''''", "- . / & ' - '",
    ])
    func `a hostile prompt does no harm`(prompt: String) {
        for locale in [nil, "en", "\u{1b}[2J", String(repeating: "x", count: 10000)] {
            let site = TemplateComposer.compose(prompt: prompt, locale: locale, seed: 9)
            let everything = (site.files.map(\.content) + site.notes + [site.title]).joined(
                separator: "\n")

            #expect(PageReader.problems(in: site.files[0].content) == [])
            #expect(
                !site.files[0].content.contains("<script")
                    && !site.files[0].content.contains("<img"))
            #expect(site.title.count <= 60)
            let hidden = everything.unicodeScalars.filter {
                ($0.value < 0x20 && $0 != "\n") || (0x7f...0x9f).contains($0.value)
                    || (0x202a...0x202e).contains($0.value)
                    || (0x2066...0x2069).contains($0.value)
            }
            #expect(hidden.isEmpty)
            #expect(everything.utf8.count < 80_000)
        }
    }
}
