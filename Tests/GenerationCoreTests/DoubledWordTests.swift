import Testing

@testable import GenerationCore

/// Lines of copy and the facts that are put in them do not stumble over each other.
struct DoubledWordTests {
    private static let trades: [(english: String, portuguese: String, spanish: String)] = [
        ("bakery", "padaria", "panadería"), ("restaurant", "restaurante", "restaurante"),
        ("café", "cafeteria", "cafetería"), ("bar", "bar", "bar"),
        ("yoga studio", "estúdio de yoga", "estudio de yoga"), ("gym", "academia", "gimnasio"),
        ("florist", "floricultura", "floristería"), ("bookshop", "livraria", "librería"),
        ("bike repair shop", "oficina de bicicletas", "taller de bicicletas"),
        ("barber shop", "barbearia", "barbería"), ("dental clinic", "clínica", "clínica dental"),
        ("consultant", "consultoria", "consultoría"), ("portfolio", "portfólio", "portafolio"),
        ("choir", "coral", "coro"),
    ]

    private static var prompts: [String] {
        trades.flatMap { trade in
            [
                "a landing page for a \(trade.english) in Lisbon",
                "a \(trade.english) called The Corner in New York",
                "a \(trade.english) called “In and Out”",
                "site para uma \(trade.portuguese) chamada “A Boa” em Lisboa",
                "una página para una \(trade.spanish) llamada “La Buena” en La Paz",
            ]
        }
    }

    @Test func `no word stands twice in a row, whatever is asked and by whatever seed`() {
        var found: Set<String> = []
        for (number, prompt) in Self.prompts.enumerated() {
            for seed in 0..<24 {
                let site = TemplateComposer.compose(
                    prompt: prompt, locale: nil, seed: UInt64(100 * number + seed))
                for text in PageReader.texts(in: site.files[0].content)
                where CopyWriter.doublesWord(text) {
                    found.insert(text)
                }
            }
        }

        #expect(found.sorted() == [])
    }

    @Test func `what a person changed in a text of ours is not turned back`() throws {
        let old = ProposalTests.section(.hero)
        let text = try #require(
            ProposalTests.texts(old).first { $0.split(separator: " ").count > 5 })
        let words = text.split(separator: " ")
        let own = words.dropLast().joined(separator: " ") + " zebra"
        let html = old.replacing(text, with: own)

        for seed in 0..<20 {
            let proposal = ProposalTests.propose(
                "make it friendlier", .hero, html, seed: UInt64(seed))

            #expect(!ProposalTests.texts(proposal.html).contains(text), "seed \(seed)")
        }
    }

    @Test func `what was not done is said beside what was`() {
        let proposal = ProposalTests.propose(
            "make it shorter and change the title to \"Come in\"", .hero,
            "<section id=\"hero\" class=\"hero\"><h1>Bread</h1><p>Good bread.</p></section>")

        #expect(proposal.summary == "Title changed.")
        #expect(proposal.notes == ["The texts here are short already."])
    }
}
