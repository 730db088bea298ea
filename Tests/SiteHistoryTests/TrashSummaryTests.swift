import SiteHistory
import SiteModel
import Testing

/// What the trash's list says of what lies in it.
struct TrashSummaryTests {
    private typealias Scene = HistoryEngineTests

    @Test func `what was deleted last comes first, in the log or not`() throws {
        var (log, a, _) = try Scene.pair()

        try a.edit(.delete(Scene.section(2)))
        try log.sync(&a)
        try a.edit(.delete(Scene.section(3)))
        try a.edit(.delete(Scene.section(1)))

        let order = [1, 3, 2].map { Scene.section($0) }
        #expect(a.engine.trashNewestFirst.map(\.node) == order)
        try log.sync(&a)
        #expect(a.engine.trashNewestFirst.map(\.node) == order)
    }

    @Test func `it is told by its words and by where it stood`() throws {
        var (_, a, _) = try Scene.pair()
        try a.edit(.delete(Scene.text(2).node))
        try a.edit(.delete(Scene.section(1)))
        try a.edit(.delete(Scene.page))

        let told = a.engine.trashNewestFirst.map { a.engine.trashSummary(of: $0, letters: 12) }

        #expect(
            told == [
                // What lies in the trash by itself does not come back with it.
                TrashSummary(excerpt: "three", page: nil, section: nil),
                TrashSummary(excerpt: "one", page: "/", section: nil),
                TrashSummary(excerpt: "two words", page: "/", section: "s2"),
            ])
    }
}
