import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

/// Links and pictures of what is moved to a page in another folder.
struct MovedAddressesTests {
    /// `team` on `/about` has a link and a picture; `/docs/guide` is in a folder.
    private func sample() -> (site: Site, link: NodeID, image: NodeID) {
        var sample = SampleSite()
        let root = sample.site[sample.id("team")]?.children.first ?? sample.site.id
        let link = sample.element("a", in: root, text: "More")
        sample.attribute("href", "more.html#x", of: link)
        sample.attribute("title", "more.html", of: link)
        let image = sample.element("img", in: root)
        sample.attribute("src", "img/a.png", of: image)
        sample.attribute("srcset", "img/a.png 1x, /b.png 2x", of: image)
        let guide = sample.page("/docs/guide", title: "Guide")
        _ = sample.section("steps", on: guide)
        return (sample.site, link, image)
    }

    private func editor(_ document: SiteDocument) -> EditorState {
        var state = EditorState.sample()
        _ = state.update(.opened(document, drafts: [], at: "/about#team"))
        return state
    }

    private func lines(_ effects: [EditorEffect]) -> [String] {
        guard effects.count == 1, case .commit(let edits, _, _)? = effects.first else { return [] }
        return edits.map(\.line)
    }

    private static let followed = [
        "a:href = ../more.html#x", "a:src = ../img/a.png",
        "a:srcset = ../img/a.png 1x, /b.png 2x",
    ]

    @Test func `a section that moves to a page in another folder keeps what it links to and shows`()
    {
        var state = editor(SiteDocument(site: sample().site, revision: 1))
        _ = state.press("alt-m")

        let effects = state.press("/docs/guide#steps", "enter")

        let steps = sample().site.nodes.values.first {
            $0.kind == .section && $0.fields[.name]?.plain == "steps"
        }
        #expect(lines(effects) == ["move after \(steps?.id.low ?? 0)"] + Self.followed)
    }

    @Test func `in the same folder nothing of it changes`() {
        var state = editor(SiteDocument(site: sample().site, revision: 1))
        _ = state.press("alt-m")

        #expect(lines(state.press("/#hero", "enter")) == ["move after 3"])
    }

    @Test func `dragged with the mouse as well`() {
        var state = editor(SiteDocument(site: sample().site, revision: 1))
        let area = state.layout.tree
        func row(_ label: String) -> Int {
            let index = state.tree.rows.firstIndex { $0.label == label || $0.detail == label }
            return (area?.row ?? 0) + (index ?? 0) - state.tree.top
        }
        func mouse(_ action: MouseEvent.Action, _ row: Int) -> [EditorEffect] {
            let event = MouseEvent(column: 3, row: row, button: .left, action: action)
            return state.update(.input(.mouse(event)))
        }
        let (start, end) = (row("team"), row("/docs/guide"))

        var effects = mouse(.press, start)
        effects += mouse(.drag, end)
        effects += mouse(.release, end)

        let commits = effects.filter { if case .commit = $0 { true } else { false } }
        #expect(lines(commits) == ["move first"] + Self.followed)
    }

    @Test func `an attribute with an open conflict is left to its answer`() {
        let (site, link, image) = sample()
        let conflict = Conflict(
            id: ConflictID(
                kind: .value, field: "a:href", loser: MergeSample.id(MergeSample.own, 1)),
            node: link, base: nil,
            shown: ConflictSide(
                operation: MergeSample.id(MergeSample.other, 1), value: "more.html#x"),
            lost: ConflictSide(operation: MergeSample.id(MergeSample.own, 1), value: "b.html"),
            others: [])
        let guide = site.pages.last?.id ?? image

        let edits = site.keepingAddresses(
            [.move(link, under: guide, at: .last), .move(image, under: guide, at: .last)],
            conflicts: [conflict])

        #expect(edits.dropFirst(2).map(\.line) == Array(Self.followed.dropFirst()))
    }

    @Test func `while the site is still being read it waits`() {
        let missing = MissingParts(hollow: [], topCount: 5, conflictCount: 1)
        var state = editor(SiteDocument(site: sample().site, revision: 1, missing: missing))
        _ = state.press("alt-m")

        #expect(state.press("/docs/guide#steps", "enter").isEmpty)
        #expect(state.notice?.text == "It is still being read: once more, please.")
    }
}
