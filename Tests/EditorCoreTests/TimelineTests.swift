import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

struct TimelineTests {
    private func id(_ number: UInt64) -> OperationID {
        OperationID(replica: ReplicaID(rawValue: 7), seq: number)
    }

    /// Two versions of the sample site, the hero's title being another.
    private var lines: [DifferenceLine] {
        var site = SampleSite().site
        let title = site.keyedTexts().first { $0.key == "hero.title" }
        guard let title else { return [] }
        let before = site
        site.nodes[title.node]?.texts[.text("en")] = "Vegan bread, baked nightly"
        return SiteDifference(from: before, to: site).lines
    }

    private func steps(_ numbers: ClosedRange<UInt64>) -> [TimelineStep] {
        numbers.reversed().map {
            TimelineStep(
                id: id($0), what: "step \($0)", who: "ana", when: "25 Nov 2026", lines: lines)
        }
    }

    /// An editor whose timeline is open with the steps 20 to 60.
    private func open(at target: String? = nil) -> EditorState {
        var state = EditorState.sample(at: target)
        _ = state.press("f10")
        _ = state.update(.historyRead(steps(20...60), skipping: 0, isEnd: false))
        return state
    }

    @Test func `the timeline asks for the newest steps, and for older ones when they come near`() {
        var state = EditorState.sample()

        #expect(state.press("f10").map(\.line) == ["read history behind 0"])
        _ = state.update(.historyRead(steps(20...60), skipping: 0, isEnd: false))
        #expect(state.overlay?.items.first?.title == "step 60")
        #expect(state.press("end").map(\.line) == ["read history behind 41"])
        #expect(state.press("up").map(\.line) == [])
        _ = state.update(.historyRead(steps(1...19), skipping: 41, isEnd: true))

        #expect(state.overlay?.items.last?.title == "step 1")
        #expect(state.overlay?.current?.title == "step 21")
        #expect(state.press("end").map(\.line) == [])
    }

    @Test func `Enter shows what a step changed, and Esc goes back to it`() {
        var state = open()

        _ = state.press("down", "down", "enter")
        #expect(state.overlay?.kind == .difference)
        #expect(
            state.overlay?.items.map(\.title) == [
                "/", "  hero: title changed", "    - Vegan bread, baked daily",
                "    + Vegan bread, baked nightly",
            ])
        _ = state.press("esc")
        #expect(state.overlay?.current?.title == "step 58")
        _ = state.press("esc")

        #expect(state.overlay == nil)
    }

    @Test(arguments: [
        ("alt-r", "hero.title", "site"), ("alt-s", "hero.title", "section"),
        ("alt-f", "hero.title", "text text en"),
    ])
    func `a key brings back the site, the section or the text`(
        key: String, cursor: String, what: String
    ) throws {
        for isShown in [false, true] {
            var state = open(at: cursor)
            _ = state.press("down")

            let effects = (isShown ? state.press("enter") : []) + state.press(key)

            #expect(effects.map(\.line) == ["rewind \(what) to after \(id(59))"])
            #expect(state.overlay == nil)
        }
    }

    @Test func `letters narrow the timeline, and none of them brings anything back`() {
        var state = open(at: "hero.title")

        let effects = state.press("/", "backspace", "step 4")

        #expect(effects.allSatisfy { $0.line.hasPrefix("read history") })
        #expect(state.overlay?.kind == .timeline)
        #expect(state.overlay?.items.first?.title == "step 49")
        #expect(state.overlay?.items.count ?? 0 < 20)
    }

    @Test func `what is looked for in the timeline is looked for in older steps as well`() {
        var state = open()

        #expect(state.press("step 7").map(\.line) == ["read history behind 41"])
        _ = state.update(.historyRead(steps(1...19), skipping: 41, isEnd: true))

        #expect(state.overlay?.items.first?.title == "step 7")
    }

    @Test func `a day narrows it as well`() {
        var state = open()

        _ = state.press("nov")

        #expect(state.overlay?.items.count == 41)
    }

    @Test func `where the cursor is on no field, that is said`() {
        var state = open(at: "/#hero")

        #expect(state.press("alt-f").map(\.line) == [])
        #expect(state.notice?.text == "Go to a text or an attribute in the tree first.")
        #expect(state.overlay?.kind == .timeline)
    }

    @Test func `what others change meanwhile is read anew`() {
        var state = open()
        let site = SampleSite().site

        let effects = state.update(.documentChanged(SiteDocument(site: site, revision: 2)))
        _ = state.update(.historyRead(steps(20...61), skipping: 0, isEnd: false))

        #expect(effects.map(\.line).contains("read history behind 0"))
        #expect(state.overlay?.items.first?.title == "step 61")
    }
}
