import SiteHistory
import SiteModel
import SiteStore
import Testing

struct CommitTests {
    let home = StoreFixture()

    @Test func `a committed text is there after the store is opened again`() throws {
        let store = try home.openWithSite()

        let result = try home.write("Vegan cakes", store)

        #expect(result.changed == [home.text])
        #expect(try home.shownText(try home.open()) == "Vegan cakes")
    }

    @Test func `two handles on one folder see each other's writes`() throws {
        let first = try home.openWithSite()
        let second = try home.open(seed: 2)

        _ = try home.write("Vegan bread, one", first)
        _ = try home.write("Vegan bread, one, two", second)
        _ = try home.write("Vegan bread, one, two, three", first)

        #expect(try home.shownText(first) == "Vegan bread, one, two, three")
        #expect(try home.shownText(second) == "Vegan bread, one, two, three")
        #expect(try first.examine().isEmpty)
    }

    @Test func `a reader learns what another process changed`() throws {
        let first = try home.openWithSite()
        let second = try home.open(seed: 2)
        let before = try first.state(of: home.site)

        _ = try home.write("Vegan rolls", second)
        let after = try first.state(of: home.site)

        #expect(after.revision == before.revision + 1)
        #expect(after.patches?.count == 1)
        #expect(after.patches?.first?.nodes == [home.text])
    }

    @Test func `edits that cannot be made change nothing`() throws {
        let store = try home.openWithSite()
        let nowhere = NodeID(high: 9, low: 9)

        #expect(throws: StoreError.refused(.unknownNode(nowhere))) {
            try store.commit(
                [.setText(home.ref, from: "Vegan bread", to: "x"), .delete(nowhere)], to: home.site,
                origin: .command)
        }

        #expect(try home.shownText(store) == "Vegan bread")
        #expect(try store.examine().isEmpty)
    }

    @Test func `a site is found by id and by slug and a second one gets a slug of its own`() throws
    {
        let store = try home.openWithSite()
        let other = NodeID(high: 7, low: 7)

        _ = try store.createSite(
            other, slug: "bakery", fields: [FieldAssignment(.title, .text("Bakery"))], edits: [])

        #expect(try store.site(named: "bakery") == home.site)
        #expect(try store.site(named: "bakery-2") == other)
        #expect(try store.site(named: other.description) == other)
        #expect(throws: StoreError.unknownSite("shop")) { try store.site(named: "shop") }
    }

    @Test func `a site larger than a batch is made of several, and is no less one site`() throws {
        let store = try home.open()
        let blobs = (0..<3).map { SiteEdit.blob([UInt8](repeating: UInt8($0), count: 12 << 20)) }

        let made = try store.createSite(
            home.site, slug: "large", fields: [FieldAssignment(.title, .text("Large"))],
            edits: blobs)

        #expect(try store.syncMarks(of: home.site).outbox.count == 3)
        #expect(made.state.site.blobs.count + made.state.engine.media.count == 3)
        #expect(try store.examine().isEmpty)
    }

    @Test func `words are found through the full-text index after an edit`() throws {
        let store = try home.openWithSite()

        _ = try home.write("Crusty baguettes", store)

        #expect(try store.search("baguet").map(\.text) == [home.ref])
        #expect(try store.search("vegan").isEmpty)
    }

    @Test func `the list counts pages and what waits`() throws {
        let store = try home.openWithSite()
        _ = try home.write("x", store)

        let site = try #require(try store.sites().first)

        #expect(site.title == "Bakery")
        #expect(site.pages == 1)
        #expect(site.pending == 2)
        #expect(site.conflicts == 0)
    }
}
