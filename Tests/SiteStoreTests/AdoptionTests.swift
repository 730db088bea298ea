import SiteHistory
import SiteModel
import Testing

@testable import SiteStore

struct AdoptionTests {
    @Test func `a site that begins with a snapshot shows what the whole log shows`() throws {
        let (home, store, server) = try StoreFixture.synced()
        let other = StoreFixture()
        let fresh = try other.open(seed: 9)
        try fresh.adopt(home.site, server: "s", account: "a")

        let middle = try #require(server.log.dropLast(2).last).end
        _ = try fresh.adopt(server.snapshot(of: home.site, at: middle), of: home.site)
        try server.pull(fresh, home.site)

        #expect(try fresh.state(of: home.site).site.nodes == store.state(of: home.site).site.nodes)
        let marks = try fresh.syncMarks(of: home.site)
        #expect(marks.dropped == middle)
        #expect(marks.cursor == server.head)
        #expect(try fresh.examine() == [])
    }

    @Test func `it is there after the store is opened again, and can be edited and sent`() throws {
        let (home, store, server) = try StoreFixture.synced()
        let other = StoreFixture()
        var fresh = try other.open(seed: 9)
        try fresh.adopt(home.site, server: "s", account: "a")
        _ = try fresh.adopt(server.snapshot(of: home.site, at: server.head), of: home.site)

        fresh = try other.open(seed: 10)
        _ = try home.write("Fresh rolls", fresh)
        try server.sync(fresh, home.site)
        try server.pull(store, home.site)

        #expect(try home.shownText(store) == "Fresh rolls")
        #expect(try fresh.examine() == [])
    }

    @Test func `a snapshot of another position, or over something, is refused`() throws {
        let (home, store, server) = try StoreFixture.synced()
        let snapshot = try server.snapshot(of: home.site, at: server.head)
        let other = StoreFixture()
        let fresh = try other.open(seed: 9)
        try fresh.adopt(home.site, server: "s", account: "a")
        let wrong = ServedSnapshot(
            bytes: snapshot.bytes,
            end: LogEnd(position: server.head, digest: LogDigest()), epoch: LogServer.epoch)

        #expect(throws: StoreError.digestMismatch(site: home.site)) {
            try fresh.adopt(wrong, of: home.site)
        }
        #expect(throws: StoreError.notEmpty(site: home.site)) {
            try store.adopt(snapshot, of: home.site)
        }
        #expect(try fresh.syncMarks(of: home.site).cursor == 0)
    }
}
