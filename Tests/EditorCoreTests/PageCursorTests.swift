import PreviewCore
import SiteModel
import Testing

@testable import EditorCore

struct PageCursorTests {
    @Test func `Down keeps to its column where things stand side by side`() {
        var state = EditorState.drawn(at: "/#menu")
        state.pressDrawn("tab", "right", "right", "right")
        #expect(state.tree.current?.detail == "Cakes")

        state.pressDrawn("down")
        #expect(state.tree.current?.detail == "From 3.20")
        let below = state.tree.current?.item
        state.pressDrawn("up")
        #expect(state.tree.current?.detail == "Cakes")
        state.pressDrawn("left", "left", "down")
        #expect(state.tree.current?.detail == "From 3.20" && state.tree.current?.item != below)
    }

    @Test func `Enter edits what the cursor of the page is on`() {
        var state = EditorState.drawn(at: "hero.title")
        state.pressDrawn("tab", "down", "enter")

        #expect(state.editing?.field.text == "Order before ten, collect before noon")
    }

    @Test func `at the ends of the page it stays`() {
        var state = EditorState.drawn(at: "hero.title")
        state.pressDrawn("tab", "up", "up")
        #expect(state.currentName == "hero.title")

        for _ in 0..<20 { state.pressDrawn("down") }
        #expect(state.tree.current?.detail == "Mo–Fr 7–18")
    }

    @Test func `a page that is not drawn yet is walked from text to text`() {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("tab", "down")

        #expect(state.tree.current?.detail == "Order before ten, collect before noon")
    }

    @Test func `a click goes to what stands there, a second one edits it`() {
        var state = EditorState.drawn()
        let area = state.layout.page
        let row = (area?.row ?? 0) + 4

        func click() {
            state.answer(
                state.update(
                    .input(
                        .mouse(
                            MouseEvent(column: (area?.column ?? 0) + 3, row: row, button: .left)))))
        }
        click()
        #expect(state.focus == .page)
        #expect(state.tree.current?.detail == "Order before ten, collect before noon")
        click()
        #expect(state.editing != nil)
    }

    /// A site at its first text, drawn, and where the words of its first row stand on the screen.
    private func drawn(at name: String) throws -> (state: EditorState, row: Int, column: Int) {
        var state = EditorState.sample(at: name)
        state.answer([.renderPreview(try #require(state.page.requested))])
        let area = try #require(state.layout.page)
        let rows = try #require(state.toldPreviewRows)
        return (state, area.row + rows.lowerBound - state.page.top, area.column + 1)
    }

    private func mouse(
        _ state: inout EditorState, _ action: MouseEvent.Action, _ row: Int, _ column: Int
    ) -> [EditorEffect] {
        state.update(
            .input(.mouse(MouseEvent(column: column, row: row, button: .left, action: action))))
    }

    @Test func `a click in the field puts its cursor there, and a drag selects`() throws {
        var (state, row, column) = try drawn(at: "hero.title")
        _ = state.press("enter")

        _ = mouse(&state, .press, row, column + 6)
        #expect(state.editing?.field.cursor == 6 && state.editing?.field.selection == nil)

        _ = mouse(&state, .drag, row, column + 11)
        _ = mouse(&state, .release, row, column + 11)
        #expect(state.editing?.field.selectedText == "bread")
    }

    @Test func `a click on the text under the cursor opens it at the letter`() throws {
        var (state, row, column) = try drawn(at: "hero.title")

        _ = mouse(&state, .press, row, column + 6)

        #expect(state.editing?.field.textBeforeCursor == "Vegan ")
    }

    @Test func `a click elsewhere on the page keeps what is typed and goes there`() throws {
        var (state, row, column) = try drawn(at: "hero.title")
        _ = state.press("enter", "end", "!")

        let effects = mouse(&state, .press, row + 4, column + 2)

        #expect(effects.map(\.line).contains { $0.hasPrefix("commit") } && state.editing == nil)
        #expect(state.tree.current?.detail == "Order before ten, collect before noon")
    }
}
