import Testing

@testable import EditorCore

struct UndoTreeTests {
    /// 1 → 2 → 3, taken back to 1; 4 in the place of 2, and 5 on it, taken back.
    private let steps = [
        UndoTreeStep(key: 1, parent: nil, state: .done, label: "text hero.title"),
        UndoTreeStep(key: 2, parent: 1, state: .aside, label: "delete menu"),
        UndoTreeStep(key: 3, parent: 2, state: .aside, label: "move team"),
        UndoTreeStep(key: 4, parent: 1, state: .done, label: "text hero.lead"),
        UndoTreeStep(key: 5, parent: 4, state: .undone, label: "css main"),
    ]

    @Test func `the newest stands first and a branch is moved in beside what took its place`() {
        let tree = UndoTree(steps)

        #expect(tree.rows.map(\.step.key) == [5, 4, 3, 2, 1])
        #expect(tree.rows.map(\.depth) == [0, 0, 1, 1, 0])
        #expect(tree.rows.map(\.replacement) == [nil, nil, nil, "text hero.lead", nil])
        #expect(tree.here == 4)
    }

    @Test func `before the first step the site stands at none`() {
        let tree = UndoTree([
            UndoTreeStep(key: 1, parent: nil, state: .undone, label: "text hero.title")
        ])

        #expect(tree.here == nil)
        #expect(UndoTree([]).rows.isEmpty)
    }

    @Test func `the list shows where the site stands and Enter goes to another step`() throws {
        var state = EditorState.sample(at: "hero")
        let asked = state.press("alt-u")
        guard case .readUndoTree? = asked.first else {
            Issue.record("the steps are not asked for: \(asked)")
            return
        }
        _ = state.update(.undoTreeRead(steps))

        let overlay = try #require(state.overlay)
        #expect(
            overlay.items.map(\.title) == [
                "○ css main", "● text hero.lead", "  · move team", "  · delete menu",
                "● text hero.title", "● before the first step",
            ])
        #expect(overlay.current?.detail == "the site stands here")

        let effects = state.press("down", "enter")

        guard case .turnTo(let step, _)? = effects.first else {
            Issue.record("nothing is done: \(effects)")
            return
        }
        #expect(step == 3)
        #expect(state.overlay?.kind == .undoTree)
    }

    @Test func `a site open for reading stays as it is`() {
        var state = EditorState.sample(at: "hero", isReadOnly: true)
        _ = state.press("alt-u")
        _ = state.update(.undoTreeRead(steps))

        #expect(state.press("down", "enter").isEmpty)
        #expect(state.notice?.kind == .warning)
    }
}
