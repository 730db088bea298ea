import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

struct TrashListTests {
    private func listing() -> EditorState {
        let kinds = [
            NodeContent(kind: .element, tag: "p"), NodeContent(kind: .element, tag: "p"),
            NodeContent(kind: .section),
        ]
        let entries = kinds.enumerated().map { number, content in
            TrashEntry(
                node: NodeID(high: 9, low: UInt64(number)), deletes: [], content: content,
                name: content.kind == .section ? "team" : content.tag)
        }
        let summaries = [
            TrashSummary(excerpt: "Fresh bread", page: "/", section: "hero"),
            TrashSummary(excerpt: "", page: "/about", section: "team"),
            TrashSummary(excerpt: "Who bakes", page: "/about", section: nil),
        ]
        var state = EditorState.sample()
        let document = SiteDocument(
            site: SampleSite().site, trash: entries,
            trashSummaries: Dictionary(
                uniqueKeysWithValues: zip(entries.map(\.node), summaries)), revision: 2)
        _ = state.update(.opened(document, drafts: [], at: nil))
        _ = state.perform("trash")
        return state
    }

    @Test func `rows are told apart by words and place`() {
        let state = listing()

        #expect(
            state.overlay?.items.map { $0.title + " | " + $0.detail } == [
                "“Fresh bread” | /#hero · p", "p | /about#team · p",
                "team | /about · section · Who bakes",
            ])
    }

    @Test(arguments: [("fresh", "“Fresh bread”"), ("bakes", "team")])
    func `words filter the list`(words: String, title: String) {
        var state = listing()

        _ = state.press(words)

        #expect(state.overlay?.items.map(\.title) == [title])
    }
}
