import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

/// What is opened over a full view leads back to it.
struct StateCoveredTests {
    enum View: String, CaseIterable {
        case conflicts, words, merges, timeline, step, source, tasks, trash, find, replace, themes
        case field, prompt
    }

    private func open(_ view: View) -> EditorState {
        var state = EditorState.sample(columns: 120, rows: 40, at: "hero.title")
        switch view {
        case .conflicts: state = MergeSample().state()
        case .words:
            state = MergeSample().state()
            _ = state.press("down", "w")
        case .merges:
            state = MergeSample().state()
            _ = state.press("tab")
        case .timeline, .step:
            _ = state.press("f10")
            let steps = (1...3).map { number in
                TimelineStep(
                    id: OperationID(replica: ReplicaID(rawValue: 7), seq: number),
                    what: "step \(number)", who: "ana", when: "25 Nov 2026",
                    lines: [])
            }
            _ = state.update(.historyRead(steps, skipping: 0, isEnd: true))
            if view == .step { _ = state.press("down", "enter") }
        case .source:
            _ = state.update(.sourceReady(section: NodeID(high: 1, low: 3), ["<p>", "</p>"]))
        case .tasks: _ = state.press("f8")
        case .trash: _ = state.perform("trash")
        case .find: _ = state.pressAndSearch("ctrl-f", "Order")
        case .replace: _ = state.pressAndSearch("ctrl-r", "Order", "enter", "Call")
        case .themes: _ = state.perform("theme")
        case .field: _ = state.press("enter", "more")
        case .prompt: _ = state.press("ctrl-t", "a question")
        }
        return state
    }

    /// What a person sees of a view.
    private func look(_ state: EditorState) -> [String] {
        [
            "\(state.overlay?.kind as Any)", state.overlay?.query?.text ?? "-",
            state.overlay?.replacement?.text ?? "-", "\(state.overlay?.cursor ?? 0)",
            (state.overlay.map { Array($0.items) } ?? []).map(\.title).joined(separator: "|"),
            "\(state.focus)", state.editing?.field.text ?? "-", state.prompt.field.text,
            "\(state.merge.part) \(state.merge.cursor) \(state.merge.picking != nil)",
            state.overlay?.kind == .conflicts ? state.mergeLines.joined(separator: "\n") : "",
        ]
    }

    @Test(arguments: View.allCases, ["help", "palette", "go-to", "find", "command-line"])
    func `closing a list leads back to the view that it was opened over`(
        view: View, opener: String
    ) {
        var state = open(view)
        let before = look(state)

        _ = state.perform(opener)
        #expect(state.overlay != nil)
        _ = state.press("esc")

        #expect(look(state) == before || view.rawValue == opener)
    }

    @Test func `help over help over the merge screen is left one by one`() {
        var state = MergeSample().state()

        _ = state.press("ctrl-p", "f1", "esc")
        #expect(state.overlay?.kind == .palette)
        _ = state.press("esc")
        #expect(state.overlay?.kind == .conflicts)
        _ = state.press("esc")

        #expect(state.overlay == nil && state.covered.isEmpty)
    }

    @Test func `lists that call each other in turn do not pile up`() {
        var state = MergeSample().state()

        for _ in 0..<20 { _ = state.press("ctrl-p", "ctrl-o", "f1") }

        #expect(state.covered.count == 3)
        for _ in 0..<4 { _ = state.press("esc") }
        #expect(state.overlay == nil)
    }

    @Test func `a theme chosen over the merge screen leads back to it`() {
        var state = MergeSample().state()

        _ = state.press("ctrl-p", "Theme: mono", "enter")

        #expect(state.overlay?.kind == .conflicts)
    }

    @Test func `undo chosen in the palette leads back, what works on the tree goes there`() {
        var state = MergeSample().state()

        #expect(state.press("ctrl-p", "undo", "enter").last?.line == "undo")
        #expect(state.overlay?.kind == .conflicts)
        _ = state.press("ctrl-o", "team", "enter")

        #expect(state.overlay == nil && state.covered.isEmpty)
        #expect(state.tree.current != nil)
    }

    @Test func `what comes in meanwhile is there on the way back`() {
        var state = EditorState.sample()
        _ = state.press("f10", "f1")
        let step = TimelineStep(
            id: OperationID(replica: ReplicaID(rawValue: 7), seq: 1), what: "step", who: "ana",
            when: "now", lines: [])

        _ = state.update(.historyRead([step], skipping: 0, isEnd: true))
        _ = state.press("esc")

        #expect(state.overlay?.kind == .timeline)
        #expect(state.overlay?.items.map(\.title) == ["step"])
    }

    @Test func `a search that help interrupted is made again`() {
        var state = EditorState.sample()
        _ = state.press("ctrl-f", "Order", "f1")

        let effects = state.press("esc")

        #expect(effects.map(\.line) == ["search Order"])
        #expect(state.overlay?.kind == .find)
    }

    @Test func `a settled conflict is gone when help is left`() {
        var state = MergeSample().state()
        let count = state.mergeLines.count
        _ = state.press("f1")

        _ = state.update(.documentChanged(MergeSample().document([], revision: 3)))
        _ = state.press("esc")

        #expect(state.overlay?.kind == .conflicts && count > 0)
        #expect(state.document?.conflictCount == 0)
    }
}
