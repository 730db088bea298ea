import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

/// Rows of the tree moved with the mouse.
struct StateDragTests {
    private func row(_ label: String, _ state: EditorState) -> Int {
        let area = state.layout.tree
        let index = state.tree.rows.firstIndex { $0.label == label || $0.detail == label } ?? -1
        return (area?.row ?? 0) + index - state.tree.top
    }

    private func mouse(
        _ action: MouseEvent.Action, _ row: Int, column: Int = 3, _ state: inout EditorState
    ) -> [EditorEffect] {
        state.update(
            .input(
                .mouse(MouseEvent(column: column, row: row, button: .left, action: action))))
    }

    /// Presses one row, drags over another and lets go there.
    private func drag(
        _ label: String, onto other: String, _ state: inout EditorState
    ) -> [String] {
        var effects = mouse(.press, row(label, state), &state)
        effects += mouse(.drag, row(other, state), &state)
        effects += mouse(.release, row(other, state), &state)
        return effects.flatMap { effect -> [String] in
            guard case .commit(let edits, _, _) = effect else { return [] }
            return edits.map { edit in
                guard case .move(let node, let parent, let place) = edit else { return edit.line }
                let site = SampleSite().site
                return [
                    site.name(of: node) ?? "?",
                    site.path(of: parent) ?? site.name(of: parent) ?? "?", place.line,
                ].joined(separator: " ")
            }
        }
    }

    private func place(after name: String) -> String {
        let site = SampleSite().site
        let id = site.nodes.values.first { site.name(of: $0.id) == name && $0.kind == .section }?.id
        return id.map { SiblingPosition.after($0).line } ?? ""
    }

    @Test func `a section goes behind the one below that it is let go on`() {
        var state = EditorState.sample(at: "hero")

        #expect(drag("hero", onto: "menu", &state) == ["hero / " + place(after: "menu")])
    }

    @Test func `and before the one above`() {
        var state = EditorState.sample(at: "hero")

        #expect(
            drag("opening-hours", onto: "menu", &state) == [
                "opening-hours / " + place(after: "hero")
            ])
        #expect(
            drag("menu", onto: "hero", &state) == ["menu / " + SiblingPosition.first.line])
    }

    @Test func `a section goes to another page when it is let go on that page`() {
        var state = EditorState.sample(at: "hero")

        #expect(
            drag("menu", onto: "/about", &state) == ["menu /about " + SiblingPosition.first.line])
    }

    @Test func `while it is held the status line says where it would go`() {
        var state = EditorState.sample(at: "hero")

        _ = mouse(.press, row("hero", state), &state)
        _ = mouse(.drag, row("menu", state), &state)
        #expect(state.notice?.text == "Moves behind “menu”.")
        _ = mouse(.drag, row("menu", state), column: state.columns - 2, &state)
        #expect(state.notice?.text.contains("elsewhere nothing happens") == true)

        let effects = mouse(.release, row("menu", state), column: state.columns - 2, &state)
        #expect(effects.isEmpty && state.notice == nil)
    }

    @Test func `what is marked goes together`() {
        var state = EditorState.sample(at: "hero")
        _ = state.press("m", "m")

        let moves = drag("hero", onto: "opening-hours", &state)

        #expect(moves.count == 2)
        #expect(moves.first == "hero / " + place(after: "opening-hours"))
        #expect(moves.last == "menu / " + place(after: "hero"))
    }

    @Test func `pages stay, and a click that moves nowhere selects or opens`() {
        var state = EditorState.sample(at: "hero")

        #expect(drag("/about", onto: "hero", &state) == [])
        _ = mouse(.press, row("menu", state), &state)
        _ = mouse(.release, row("menu", state), &state)
        #expect(state.tree.current?.label == "menu")
        let count = state.tree.rows.count
        _ = mouse(.press, row("menu", state), &state)
        #expect(state.tree.rows.count == count)
        _ = mouse(.release, row("menu", state), &state)
        #expect(state.tree.rows.count > count)
    }
}
