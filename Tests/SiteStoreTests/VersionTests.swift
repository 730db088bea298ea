import SiteHistory
import SiteModel
import SiteStore
import Testing

struct VersionTests {
    let home = StoreFixture()

    @Test func `steps come newest first and in pages, each with what it changed`() throws {
        let store = try home.openWithSite()
        for word in ["one", "two", "three"] { _ = try home.write(word, store) }

        let newest = try store.steps(of: home.site, skipping: 0, limit: 2)
        let rest = try store.steps(of: home.site, skipping: 2, limit: 10)

        #expect(newest.map(\.difference.changes.first?.after) == ["three", "two"])
        #expect(rest.map(\.difference.changes.first?.after).first == "one")
        #expect(rest.count == 2)
        #expect(
            try store.moments(of: home.site).map(\.id.description).reversed()
                == (newest + rest).map(\.batch.id))
    }

    @Test func `a version is read whatever came since, after the store is opened again`() throws {
        let batch = try #require(try home.write("one", home.openWithSite()).batch)
        let id = try #require(OperationID(batch))
        _ = try home.write("two", home.open())

        let sites = try home.open().sites(of: home.site, at: [.before(id), .after(id), .now])

        #expect(
            sites.map { $0.text(of: home.text, locale: "en") } == ["Vegan bread", "one", "two"])
        #expect(throws: StoreError.unknownVersion(.position(7))) {
            try home.open().sites(of: home.site, at: [.position(7)])
        }
    }

    @Test func `the editor takes back a rewind of its own after a restart`() throws {
        let store = try home.openWithSite()
        let id = try #require(try home.write("one", store).batch.flatMap { OperationID($0) })
        _ = try home.write("two", store)
        let trial = try store.rehearseRewind(.site, of: home.site, to: .after(id))
        #expect(try home.shownText(store) == "two")

        let result = try store.rewind(
            .site, of: home.site, to: .after(id), called: "then", origin: .editor)
        #expect(trial.difference.changes == result.difference.changes)
        #expect(try home.shownText(store) == "one")
        #expect(throws: StoreError.refused(.nothingToChange)) {
            try store.rewind(.site, of: home.site, to: .after(id), called: "then", origin: .editor)
        }
        _ = try home.open().undo(home.site, scope: .editor)

        #expect(try home.shownText(home.open()) == "two")
    }

    @Test func `the history says what is an undo, a redo and a way back`() throws {
        let store = try home.openWithSite()
        let id = try #require(try home.write("one", store).batch.flatMap { OperationID($0) })
        _ = try home.write("two", store)
        _ = try store.undo(home.site, scope: .device)
        _ = try store.redo(home.site, scope: .device)
        _ = try store.rewind(
            .site, of: home.site, to: .after(id), called: "then", origin: .editor)

        let said = try home.open().history(of: home.site, limit: 4).map { [$0.kind, $0.target] }

        let change = try #require(said.last).joined(separator: " ")
        #expect(
            said.prefix(3) == [
                ["rewind", "to then: \(change)"], ["redo", change], ["undo", change],
            ])
    }
}
