import SiteModel
import Testing

@testable import EditorCore

/// What hangs on the tree's cursor while that walks.
struct WalkTests {
    @Test func `a single step is told about at once`() {
        var state = EditorState.sample()

        _ = state.press("down")

        #expect(state.told.name == state.currentName && state.told.cursor == state.tree.cursor)
        #expect(state.awaitsRest)
        _ = state.update(.rested)
        #expect(!state.awaitsRest)
    }

    @Test func `a cursor that walks on is told about when it rests`() {
        var state = EditorState.sample()
        _ = state.press("down")
        let before = (state.told, state.breadcrumb)

        _ = state.press("down", "down", "down")
        #expect(state.told == before.0 && state.breadcrumb == before.1)
        #expect(state.tree.cursor == before.0.cursor + 3 && state.awaitsRest)
        _ = state.update(.rested)

        #expect(state.told.cursor == state.tree.cursor && state.told.name == state.currentName)
        #expect(state.breadcrumb == ["Bakery", "/about"] && !state.awaitsRest)
    }

    @Test func `a step after a rest is a single one`() {
        var state = EditorState.sample()
        _ = state.press("down", "down")
        _ = state.update(.rested)

        _ = state.press("down")

        #expect(state.told.cursor == state.tree.cursor)
    }

    @Test(arguments: ["ctrl-t", "end", "f6", "enter", "right"])
    func `every other key tells first`(_ key: String) {
        var state = EditorState.sample()
        _ = state.press("down", "up", "down")
        let section = state.currentSection

        _ = state.press(key)

        #expect(state.told.cursor == state.tree.cursor && state.told.name == state.currentName)
        #expect(key == "end" || state.namedPlace?.section == section)
    }

    @Test func `steps of another pane are no walk`() {
        var state = EditorState.sample()
        _ = state.press("tab", "down", "down")

        #expect(state.told.name == state.currentName && !state.awaitsRest)
    }

    @Test func `the place is known of rows that were read later`() {
        var state = EditorState.sample()
        _ = state.press("down", "down")
        guard var document = state.document else { return }
        document.revision += 1

        _ = state.update(.documentChanged(document))
        _ = state.update(.rested)

        #expect(state.told.item == state.tree.current?.item)
        #expect(state.namedPlace?.revision == document.revision)
    }
}
