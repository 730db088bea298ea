import EditorCore
import SiteHistory
import SiteModel
import Testing
import WireProtocol

@testable import EditorApp

/// The merge screen on a store that another device's changes came into.
@Suite(.serialized) struct MergeLoopTests {
    let devices = TwoDevices()
    private var a: CommandFixture { devices.a }
    private var b: CommandFixture { devices.b }
    private var site: String { devices.site }

    private func run(_ steps: [ScriptedTerminal.Step]) throws {
        let id = try #require(NodeID(site))
        ScriptedEditor(store: try a.store(), folder: a.home).run(on: id, steps)
    }

    private var title: String? { devices.text("hero.title", on: a) }

    private var conflicts: Int { a.run("conflicts", site, "--json").json.items.count }

    @Test func `whole texts are settled word by word, and undo opens the conflict again`() throws {
        _ = a.run("text", site, "hero.title", "Fresh cakes, baked nightly here")
        _ = b.run("text", site, "hero.title", "Warm rolls, sold hourly there")
        devices.sync()
        #expect(conflicts == 1)
        let both = title

        try run([
            .until("⚠ 1"), .keys(["ctrl-g"]), .until("what both had seen"), .keys(["w"]),
            .until("Words 1 of"), .keys(["t", "enter"]), .until("No conflict"),
            .hold { self.title?.hasPrefix("Warm rolls, ") == true },
            .keys(["ctrl-z"]), .until("[Conflicts 1]"), .hold { self.title == both },
            .keys(["ctrl-y"]), .until("No conflict"), .keys(["ctrl-q"]),
        ])

        #expect(conflicts == 0)
        devices.sync()
        #expect(devices.canonical(a) == devices.canonical(b))
    }

    @Test func `a merge is counted, shown, taken back as one step, and not counted again`() throws {
        let old = try #require(title)
        _ = a.run("text", site, "hero.title", "AAA " + old)
        _ = b.run("text", site, "hero.title", old + " BBB")
        devices.sync()

        try run([
            .until("⇄ 1 merged"), .keys(["ctrl-g", "tab"]), .until("[Merged by itself 1, 1 new]"),
            .until("{+ BBB+}"), .keys(["r"]), .hold { self.title == "AAA " + old },
            .until("settled"), .keys(["ctrl-z"]), .hold { self.title == "AAA \(old) BBB" },
            .keys(["ctrl-y"]), .hold { self.title == "AAA " + old }, .keys(["esc", "ctrl-q"]),
        ])

        try run([
            .until("hero"), .keys(["ctrl-g", "tab"]), .until("[Merged by itself 1]"),
            .keys(["ctrl-q"]),
        ])
    }

    @Test(arguments: [false, true])
    func `a merge that was given back can be taken back again, and that undone, sent or not`(
        isSent: Bool
    ) throws {
        let old = try #require(title)
        _ = a.run("text", site, "hero.title", "AAA " + old)
        _ = b.run("text", site, "hero.title", old + " BBB")
        devices.sync()

        for _ in 0..<2 {
            try run([
                .until("hero"), .keys(["ctrl-g", "tab"]), .until("{+ BBB+}"), .keys(["r"]),
                .hold { self.title == "AAA " + old }, .until("settled"), .keys(["esc", "ctrl-q"]),
            ])
            if isSent { devices.sync() }
            try run([
                .until("hero"), .keys(["ctrl-z"]), .hold { self.title == "AAA \(old) BBB" },
                .keys(["ctrl-q"]),
            ])
            if isSent { devices.sync() }
        }
        devices.sync()
        #expect(devices.canonical(a) == devices.canonical(b))
    }
}
