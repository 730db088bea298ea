import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

struct MergeScreenTests {
    private let sample = MergeSample()

    @Test func `the screen asks for the history, and again when the site changes`() {
        var state = EditorState.sample()

        #expect(state.press("ctrl-g").map(\.line) == ["read merges"])
        let effects = state.update(.documentChanged(sample.document()))

        #expect(effects.map(\.line).contains("read merges"))
    }

    @Test func `the list says of each conflict its kind, where it is, and who else wrote it`() {
        let state = sample.state()

        let rows = state.mergeLines.dropFirst().prefix(6)
        #expect(
            rows.map { $0.split(separator: "  ").first.map(String.init)?.trimmed } == [
                "value", "value", "move", "revived", "value", "value",
            ])
        for place in [
            "home › hero › <a> › href", "home › hero › title", "home › menu",
            "home › opening-hours", "about › path", "home › hero › text",
        ] {
            #expect(rows.contains { $0.contains(" \(place) ") }, "\(place)")
        }
        #expect(rows.allSatisfy { $0.contains("ben@example.com, 25 Nov 2026") })
        #expect(state.mergeLines[0] == " [Conflicts 6]  Merged by itself 2, 2 new")
    }

    @Test func `a field has what was before, both sides and further ones beside each other`() {
        let state = sample.state(sample.field)

        let text = state.mergeLines
        #expect(state.mergeLines(with: "3 devices set it differently").count == 1)
        let titles = text.first { $0.contains("before  ") } ?? ""
        for title in ["ours", "theirs 1/2 · shows now", "also"] { #expect(titles.contains(title)) }
        #expect(text.contains { $0.contains("ana@example.com") && $0.contains("ben@example.com") })
        #expect(text.contains { $0.contains("/order{+-now+}") && $0.contains("/order{+-online+}") })
        #expect(text.contains { $0.contains("(nothing)") })
    }

    @Test func `whole texts are shown by words, with what went and what came`() {
        let text = sample.state(sample.texts).mergeLines.joined(separator: "\n")

        #expect(text.contains("Vegan [-bread-], baked [-daily-]"))
        #expect(text.contains("Vegan [-bread-]{+buns+}, baked"))
        #expect(!text.contains("shows now"))
    }

    @Test func `a move names both places, and the one before`() {
        let text = sample.state(sample.move).mergeLines.joined(separator: "\n")

        #expect(text.contains("in about"))
        #expect(text.contains("│ in home, behind hero"))
        #expect(text.contains("\n in home  "))
    }

    @Test func `what stands between two sections in the file is no neighbour`() throws {
        var site = sample.document().site
        let moved = sample.move.node
        let space = try #require(NodeID("00000000000000000000000000000abc"))
        let parent = try #require(site[moved]?.parent)
        let index = try #require(site.nodes[parent]?.children.firstIndex(of: moved))
        site.nodes[space] = Node(
            id: space, content: NodeContent(kind: .literal, literal: "\n"), parent: parent)
        site.nodes[parent]?.children.insert(space, at: index)
        var state = EditorState.sample(columns: 120, rows: 40)
        let document = SiteDocument(
            site: site, conflicts: [sample.move], revision: 2, ownReplicas: [MergeSample.own])
        _ = state.update(.documentChanged(document))

        _ = state.press("ctrl-g")
        _ = state.update(.mergesRead(sample.report))

        #expect(state.mergeLines.joined(separator: "\n").contains("│ in home, behind hero"))
    }

    @Test func `what a void delete took and what was kept stand beside each other`() {
        let text = sample.state(sample.revived).mergeLines.joined(separator: "\n")

        #expect(text.contains("theirs · deleted it"))
        #expect(text.contains("[-Mo–Fr 7–17-]"))
        #expect(text.contains("ours · kept it, changed text"))
        #expect(text.contains("Mo–Fr 7–[-17-]{+18+}"))
    }

    @Test func `two of one name, and two resolutions, say so`() {
        let names = sample.state(sample.name).mergeLines.joined(separator: "\n")
        let choices = sample.state(sample.choice).mergeLines.joined(separator: "\n")

        #expect(names.contains("Two of one name"))
        #expect(choices.contains("It was settled on two devices, differently."))
        #expect(choices.contains("the text that was taken"))
    }

    @Test func `a narrow window has the sides below each other, what was before last`() {
        let state = sample.state(columns: 60, rows: 30, sample.texts)

        let starts = ["ours", "theirs", "before"].map { title in
            state.mergeLines.firstIndex { $0.hasPrefix(" " + title) } ?? -1
        }
        #expect(starts == starts.sorted())
        #expect(!starts.contains(-1))
    }

    @Test func `where colours tell what changed only what is gone has marks`() throws {
        let picture = try #require(sample.state(sample.texts).mergePicture(isColoured: true))

        let runs = picture.lines.flatMap(\.runs)
        #expect(runs.contains { $0.ink == .added && $0.text == "buns" })
        #expect(runs.contains { $0.ink == .removed && $0.text == "[-daily-]" })
    }

    @Test func `a long value scrolls, and says how much is hidden`() {
        let long = (1...200).map { "word\($0)" }.joined(separator: " ")
        let conflict = Conflict(
            id: sample.field.id, node: sample.field.node, base: nil,
            shown: ConflictSide(operation: sample.field.shown.operation, value: long),
            lost: sample.field.lost, others: [])
        var state = sample.state(columns: 60, rows: 20, conflict)

        #expect(state.mergeLines[0].contains("↓"))
        for _ in 0..<20 { _ = state.press("page-down") }
        #expect(state.mergeLines[0].contains("↑"))
        #expect(!state.mergeLines[0].contains("↓"))
        #expect(state.mergeLines.joined().contains("/order"))
        for _ in 0..<20 { _ = state.press("page-up") }
        #expect(!state.mergeLines[0].contains("↑"))
    }

    @Test func `no window is too small, and a resize keeps the place`() {
        var state = sample.state()
        _ = state.press("down", "w")
        for columns in [1, 5, 19, 20, 39, 40, 59, 60, 99, 100, 200] {
            for rows in [1, 2, 3, 4, 5, 6, 9, 10, 12, 16, 24, 60] {
                _ = state.update(.resized(columns: columns, rows: rows))
                for key in ["", "esc", "tab", "tab", "w"] {
                    if !key.isEmpty { _ = state.press(key) }
                    let picture = state.mergePicture(isColoured: false)
                    #expect((picture?.lines.count ?? 99) <= rows)
                    #expect(picture.map { $0.cursorLine < max(1, $0.lines.count) } == true)
                }
            }
        }
        #expect(state.merge.item?.identity == .conflict(sample.texts.id))
        #expect(state.merge.picking != nil)
    }

    @Test func `twenty columns and five rows show the conflict at hand`() {
        var state = sample.state(columns: 20, rows: 5)
        _ = state.press("down")

        #expect(state.mergeLines[1].hasPrefix("v home › hero"))
        #expect(state.mergeLines[2].hasPrefix("ours Vegan"))
        _ = state.press("w")
        #expect(state.mergeLines.joined().contains("baked«nightly»"))
    }

    @Test func `who and when stand whole, on two lines where one is too short`() {
        let wide = sample.state(sample.texts).mergeLines
        let narrow = sample.state(columns: 30, rows: 24, sample.texts).mergeLines

        for text in [wide, narrow] {
            let who = text.firstIndex { $0.contains("ana@example.com") } ?? 0
            #expect(text[who].contains("25 Nov 2026") || text[who + 1].contains("25 Nov 2026"))
        }
    }

    @Test func `a click puts the cursor on a row, the wheel scrolls the sides`() {
        var state = sample.state(columns: 60, rows: 12)
        func mouse(_ button: MouseEvent.Button, _ row: Int) -> EditorEvent {
            .input(.mouse(MouseEvent(column: 5, row: row, button: button)))
        }

        _ = state.update(mouse(.left, 3))
        #expect(state.merge.item?.identity == .conflict(sample.texts.id))
        let before = state.mergeLines
        _ = state.update(mouse(.wheelDown, 9))
        #expect(state.mergeLines != before)
        _ = state.update(mouse(.left, 9))
        #expect(state.overlay?.kind == .conflicts)
    }

    @Test func `without conflicts a sentence says so`() {
        let state = sample.state(columns: 80, rows: 24)
        var empty = state
        _ = empty.update(.documentChanged(sample.document([], revision: 3)))

        #expect(empty.mergeLines(with: "No conflict").count == 1)
        #expect(empty.merge.item == nil)
        _ = empty.update(.mergesRead(MergeReport()))
        _ = empty.press("tab")
        #expect(empty.mergeLines(with: "nothing had to be merged").count == 1)
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
