import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

struct AutomaticMergeTests {
    private let sample = MergeSample()

    @Test func `Tab shows what was merged by itself, with who, when and what came of it`() {
        var state = sample.state(columns: 180)
        _ = state.press("tab")

        let text = state.mergeLines.joined(separator: "\n")
        #expect(text.contains("home › hero › text"))
        #expect(text.contains("new · ben@example.com, 24 Nov 2026"))
        #expect(text.contains("settled · ben@example.com, 20 Nov 2026"))
        #expect(text.contains("Order {+well +}before ten"))
        #expect(text.contains("Order before [-ten-]{+noon+}"))
        #expect(text.contains("Order well before [-ten-]{+noon+}"))
    }

    @Test func `a key takes back what theirs brought in, once`() {
        var state = sample.state()
        _ = state.press("tab")

        let id = MergeSample.id(MergeSample.other, 20)
        #expect(state.press("r").map(\.line) == ["reverse \(id)"])
        _ = state.press("down")
        #expect(state.press("r").isEmpty)
        #expect(state.notice?.text == "It was taken back before, or nothing of it is left.")
    }

    @Test func `new ones are counted until they were looked through, over sessions too`() {
        var state = EditorState.sample()
        _ = state.update(.mergesCounted([12, 30], contested: 0, seen: 12))
        #expect(state.newMergeCount == 1)

        _ = state.press("ctrl-g")
        _ = state.update(.mergesRead(sample.report))
        #expect(state.newMergeCount == 1)
        _ = state.press("tab", "esc")

        #expect(state.newMergeCount == 0)
        #expect(state.session?.mergesSeen == 30)
        #expect(state.session.flatMap { EditorSession(text: $0.text) }?.mergesSeen == 30)
    }

    private func contested() -> MergeReport {
        MergeReport(merges: [
            MergeReport.Merge(
                taken: MergeSample.id(MergeSample.other, 20), position: 30,
                node: sample.text("hero.text"), text: .text("en"), signature: "ben@example.com",
                ownSignature: "this device",
                texts: MergedTexts(
                    base: "Open at ten, daily", ours: "Open at nine, daily",
                    theirs: "Open at noon, every day", merged: "Open at noonnine, every day"),
                isLeft: true, isContested: true)
        ])
    }

    @Test(arguments: [
        ("o", "Open at nine, every day"), ("t", "Open at noon, every day"),
        ("b", "Open at nine noon, every day"),
    ])
    func `of words that both changed a side is taken, and what only one changed stays`(
        key: String, result: String
    ) {
        var state = EditorState.sample()
        let text = TextRef(sample.text("hero.text"), .text("en"))
        // Somebody added words since.
        var site = sample.document().site
        site.nodes[text.node]?.texts[text.key] = "Open at noonnine, every day but Monday"
        _ = state.update(
            .documentChanged(
                SiteDocument(site: site, conflicts: [], revision: 2, ownReplicas: [MergeSample.own])
            ))
        _ = state.update(.mergesCounted([30], contested: 1, seen: 0))
        _ = state.press("ctrl-g")
        _ = state.update(.mergesRead(contested()))
        #expect(state.hints.map(\.words).prefix(4) == ["ours", "theirs", "both", "by word"])

        let effects = state.press(key)

        let edits = effects.compactMap { effect -> [SiteEdit]? in
            if case .commit(let edits, _, _) = effect { edits } else { nil }
        }
        #expect(
            edits == [
                [
                    .setText(
                        text, from: "Open at noonnine, every day but Monday",
                        to: result + " but Monday")
                ]
            ])
        guard case .commit(_, _, let token)? = effects.first else { return }
        let after = state.update(.commitFinished(token: token, .done(summary: "", skipped: [])))
        #expect(after.contains { if case .readMerges = $0 { true } else { false } })
        _ = state.update(.mergesRead(MergeReport()))
        #expect(state.contestedCount == 0)
    }

    @Test func `of words that both changed what went is what was there before`() {
        var state = EditorState.sample()
        _ = state.update(.mergesCounted([30], contested: 1, seen: 0))
        _ = state.press("ctrl-g")
        _ = state.update(.mergesRead(contested()))

        let result = state.merge.item?.sides.first { $0.role == .result }
        let gone = result?.pieces.filter { $0.ink == .removed }.map(\.text) ?? []

        #expect(gone.first == "ten")
        #expect(!gone.contains { $0.contains("nine") })
    }

    @Test func `a merged order says what was put there`() {
        var state = EditorState.sample()
        _ = state.press("ctrl-g", "tab")
        _ = state.update(
            .mergesRead(
                MergeReport(merges: [
                    MergeReport.Merge(
                        taken: MergeSample.id(MergeSample.other, 10), position: 12,
                        node: SampleSite().site.pages[0].id, text: nil, signature: "ben",
                        ownSignature: "", texts: nil, isLeft: true,
                        placed: [SampleSite().id("menu"), SampleSite().id("hero")])
                ])))

        #expect(
            state.merge.item?.sides.first?.pieces.map(\.text) == ["put or moved here: menu, hero"])
    }

    @Test func `what is said of a change and what was left of it are sentences or parts of one`() {
        var state = EditorState.sample()
        func notice(_ summary: String, _ skipped: [String]) -> String? {
            guard case .undo(let token)? = state.press("ctrl-z").first else { return nil }
            _ = state.update(
                .commitFinished(token: token, .done(summary: summary, skipped: skipped)))
            return state.notice?.text
        }

        #expect(
            notice("As before the first step.", ["Not taken back: x."])
                == "As before the first step. Not taken back: x.")
        #expect(notice("title of hero", ["y stays"]) == "title of hero; y stays")
    }

    @Test func `while words are taken what comes of them stands once, as the result`() {
        var state = EditorState.sample()
        _ = state.update(.mergesCounted([30], contested: 1, seen: 0))
        _ = state.press("ctrl-g")
        _ = state.update(.mergesRead(contested()))
        #expect(MergePainter.sides(of: state.merge, isWide: true).map(\.role).contains(.result))

        _ = state.press("w")

        #expect(
            MergePainter.sides(of: state.merge, isWide: true).map(\.role) == [
                .base, .ours, .theirs,
            ])
    }

    @Test func `the hints are those of what is at hand`() {
        var state = sample.state(sample.texts)
        func words() -> [String] { state.hints.map(\.words) }

        #expect(words().prefix(5) == ["ours", "theirs", "both", "by word", "by hand"])
        _ = state.press("w")
        #expect(words().first == "done")
        _ = state.press("tab")
        #expect(words().first == "take theirs back")
        _ = state.press("down")
        #expect(words().first == "go there" && !words().contains("take theirs back"))
        var move = sample.state(sample.move)
        #expect(!move.hints.map(\.words).contains("by word"))
        _ = move.update(.documentChanged(sample.document([], revision: 3)))
        #expect(move.hints.map(\.words) == ["merges", "leave"])
    }

    @Test(arguments: [0, 1, 2]) func `after an undo the cursor is on the conflict that came back`(
        settled: Int
    ) {
        let all = [sample.field, sample.texts, sample.move].sorted { $0.id < $1.id }
        var state = sample.state(columns: 40, rows: 10, sample.field, sample.texts, sample.move)
        _ = state.update(.documentChanged(sample.document(all, revision: 3)))
        _ = state.press("home")
        for _ in 0..<settled { _ = state.press("down") }
        _ = state.press("o")
        let rest = all.filter { $0.id != all[settled].id }
        _ = state.update(.documentChanged(sample.document(rest, revision: 4)))
        #expect(state.merge.item?.identity != .conflict(all[settled].id))

        _ = state.press("ctrl-z")
        _ = state.update(.documentChanged(sample.document(all, revision: 5)))

        #expect(state.merge.item?.identity == .conflict(all[settled].id))
    }

    @Test func `after the last conflict that somebody settled it is said that none is left`() {
        var state = sample.state(columns: 80, sample.texts)
        _ = state.press("o")
        _ = state.update(.documentChanged(sample.document([], revision: 3)))

        #expect(state.mergeLines(with: "No conflict is left.").count == 1)
        #expect(state.hints.map(\.words) == ["merges", "leave", "undo"])

        _ = state.press("esc", "ctrl-g")
        #expect(!state.hints.map(\.words).contains("undo"))
    }

    @Test func `in 40 columns both sides of the words are hinted`() {
        var state = sample.state(columns: 40, rows: 12, sample.texts)
        _ = state.press("w")

        let words = Hint.fitting(state.hints, in: 39).map(\.words)
        #expect(words == ["done", "ours", "theirs", "back"])
    }
}
