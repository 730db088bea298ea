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
}
