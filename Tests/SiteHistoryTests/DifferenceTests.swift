import PageTestSupport
import SiteModel
import Testing

@testable import SiteHistory

struct DifferenceTests {
    private func engine(_ scene: LogScene) throws -> HistoryEngine {
        var engine = HistoryEngine(site: LogScene.node(1), replicas: [])
        _ = try engine.pull(scene.log)
        return engine
    }

    /// What the operations changed on the scene's site.
    private func difference(_ operations: [SiteHistory.Operation]) throws -> SiteDifference {
        var scene = LogScene()
        let start = scene.head
        for operation in operations { scene.write(by: 9, operation) }
        let engine = try engine(scene)
        return SiteDifference(from: try engine.site(at: .position(start)), to: engine.site)
    }

    @Test func `a text that changed names its words`() throws {
        let found = try difference([.insert(LogScene.text, at: 5, text: " world")])

        #expect(found.summary == "hero: text changed")
        #expect(found.lines.map(\.text) == ["/", "hero: text changed", "hello", "hello world"])
        #expect(found.lines.last?.words == [5..<11])
        #expect(found.lines.map(\.kind) == [.page, .heading, .removed, .added])
    }

    @Test func `another language is named`() throws {
        let found = try difference([
            .insert(TextRef(LogScene.text.node, .text("pt-BR")), at: 0, text: "olá")
        ])

        #expect(found.changes.map(\.headline) == ["hero: text written in pt-BR"])
        #expect(found.changes.first?.locale == "pt-BR")
        #expect(found.changes.first?.before == nil)
    }

    @Test func `attributes, classes and properties each say what they were`() throws {
        let found = try difference([
            .set(
                node: LogScene.heroRoot, name: .attribute("id"), value: .text("x"), over: [],
                was: nil),
            .addClass(node: LogScene.heroRoot, name: "wide"),
            .set(
                node: LogScene.page, name: .path, value: .text("/home"),
                over: [LogScene.id(9, 1)], was: .text("/")),
        ])

        #expect(
            found.changes.map(\.headline) == [
                "/home: path changed", "hero: id set", "hero: class set",
            ])
        #expect(found.changes.map(\.before) == ["/", nil, nil])
        #expect(found.changes.map(\.after) == ["/home", "x", "wide"])
    }

    @Test func `what came or went is one change, and what moved says where`() throws {
        let found = try difference([
            LogScene.create(
                20, .section, under: LogScene.page, after: LogScene.id(9, 4),
                fields: [(.name, "team")]),
            LogScene.create(21, under: LogScene.node(20)),
            LogScene.create(22, .text, under: LogScene.node(21), text: "We\nall"),
            .delete(node: LogScene.body),
        ])
        let moved = try difference([
            .move(
                node: LogScene.body, to: Place(parent: LogScene.page, anchor: nil),
                from: LogScene.id(9, 4))
        ])

        #expect(
            found.changes.map(\.headline) == ["body: section removed", "team: section added"])
        #expect(found.changes.last?.after == "We\nall")
        #expect(moved.changes.map(\.kind) == [.moved])
        #expect(moved.changes.map(\.before) == ["after hero on /"])
        #expect(moved.changes.map(\.after) == ["first on /"])
    }

    @Test func `what is so now is said of the element, in a few words`() throws {
        let text = try difference([.insert(LogScene.text, at: 5, text: " world")])
        let attribute = try difference([
            .set(
                node: LogScene.heroRoot, name: .attribute("id"), value: .text("x"), over: [],
                was: nil)
        ])
        let inside = try difference([
            LogScene.create(21, under: LogScene.heroRoot),
            LogScene.create(
                22, .text, under: LogScene.node(21),
                text: "One two three four five six seven eight nine ten"),
        ])
        let gone = try difference([.delete(node: LogScene.body)])
        let moved = try difference([
            .move(
                node: LogScene.body, to: Place(parent: LogScene.page, anchor: nil),
                from: LogScene.id(9, 4))
        ])

        let start = "One two three four five six seven eight"
        #expect(text.outcome == "text of hero: “hello world”")
        #expect(attribute.outcome == "id of hero: “x”")
        #expect(inside.outcome == "paragraph “\(start)…” of hero is there")
        #expect(inside.summary == "hero: <p> added: “\(start)…”")
        #expect(gone.outcome == "section body is gone")
        #expect(moved.outcome == "section body stands first on /")
    }

    @Test func `the log calls an element by its section and its tag`() throws {
        var scene = LogScene()
        scene.write(by: 9, LogScene.create(21, under: LogScene.heroRoot))
        let site = try engine(scene).site

        #expect(HistoryEngine.label(of: LogScene.node(21), in: site) == "/#hero <p>")
        #expect(HistoryEngine.label(of: LogScene.heroRoot, in: site) == "/#hero")
    }

    @Test func `of long lines the part that changed is shown, of many lines those that did`() {
        let long = String(repeating: "word ", count: 100)
        func change(_ before: String, _ after: String) -> SiteChange {
            SiteChange(
                kind: .css, node: LogScene.node(9), what: .asset, page: nil, section: nil,
                label: "a.css", field: "css", locale: nil, before: before, after: after)
        }

        let line = change(long + "old" + long, long + "new" + long).lines
        let lines = change("a\nb\nc\nd", "a\nB\nc\nd\ne").lines

        #expect(line.count == 2)
        #expect(line.allSatisfy { $0.text.hasPrefix("…") && $0.text.count < 170 })
        let words = line.map { line in
            line.words.map {
                String(String.UnicodeScalarView(Array(line.text.unicodeScalars)[$0]))
            }
        }
        #expect(words == [["oldword"], ["newword"]])
        #expect(lines.map(\.text) == ["b", "B", "e"])
        #expect(lines.map(\.kind) == [.removed, .added, .added])
    }

    @Test(arguments: oracleSeeds(upTo: 12))
    func `steps tell what differs before and after each batch`(seed: UInt64) throws {
        let log = HistoryGenerator(seed: seed, steps: 40).log.known
        var engine = HistoryEngine(site: HistoryGenerator.site, replicas: [])
        _ = try engine.pull(log)
        let from = min(5, engine.batchCount)

        var sites = [try engine.site(at: engine.version(after: from))]
        engine.steps(from..<engine.batchCount) { index, step in
            let few = SiteDifference(from: step.before, to: step.after, among: step.nodes)
            let all = SiteDifference(from: step.before, to: step.after)
            #expect(few.changes == all.changes, "seed \(seed): batch \(index)")
            sites.append(step.after)
        }

        #expect(SiteDifference(from: sites[sites.count - 1], to: engine.site).isEmpty)
        #expect(sites.count == engine.batchCount - from + 1)
    }

    @Test func `versions below what is kept, and unknown ones, are told apart`() throws {
        var scene = LogScene()
        let first = scene.head
        scene.write(by: 9, .insert(LogScene.text, at: 5, text: "!"))
        var engine = try engine(scene)
        try engine.compact(to: first)

        #expect(throws: VersionFault.notKept(from: first)) { try engine.site(at: .position(1)) }
        #expect(throws: VersionFault.notKept(from: first)) {
            try engine.site(at: .after(LogScene.id(9, 1)))
        }
        #expect(throws: VersionFault.unknown(.position(99))) {
            try engine.site(at: .position(99))
        }
        #expect(throws: VersionFault.unknown(.after(LogScene.id(8, 1)))) {
            try engine.site(at: .after(LogScene.id(8, 1)))
        }
        #expect(
            try engine.site(at: .position(first))[LogScene.text.node]?.texts.values.first == "hello"
        )
    }
}
