import GRDB
import SiteHistory
import SiteModel
import Testing

@testable import SiteStore

/// A store that dropped too much, or cannot read what it kept, takes the server's whole log.
struct AnewTests {
    private let home = StoreFixture()

    private func written(_ count: Int) throws -> (SiteStore, LogServer) {
        let store = try home.openWithSite()
        let server = LogServer()
        for number in 0..<count {
            _ = try home.write("\(number)", store)
            try server.sync(store, home.site, stable: server.head, kept: server.head)
        }
        while try store.compact(home.site, eager) {}
        return (store, server)
    }

    private func takeAnew(
        _ store: SiteStore, _ server: LogServer, _ uncovered: UncoveredLog = .refuse
    ) throws {
        let rewrite = LogRewrite(
            cut: 0, entries: server.log, replica: ReplicaID(rawValue: 555),
            epoch: LogServer.epoch)
        let marks = RewriteMarks(
            epoch: LogServer.epoch, digest: server.digest.value, stable: 0, kept: 0,
            renewsReplica: false)
        try store.rewrite(rewrite, of: home.site, marks, uncovered: uncovered)
    }

    @Test func `with the whole log again it shows the same, and what waits goes on waiting`() throws
    {
        let (store, server) = try written(5)
        _ = try home.write("waits", store)
        let pending = try store.syncMarks(of: home.site).outbox
        let before = try store.state(of: home.site).site.nodes

        try takeAnew(store, server)

        let marks = try store.syncMarks(of: home.site)
        #expect(try store.state(of: home.site).site.nodes == before)
        #expect(marks.outbox == pending)
        #expect(marks.dropped == 0)
        #expect(marks.cursor == server.head)
        #expect(try store.examine() == [])
        try server.sync(store, home.site)
        #expect(try store.syncMarks(of: home.site).outbox.isEmpty)
    }

    @Test func `a damaged snapshot is no loss while the server has the log`() throws {
        let (store, server) = try written(5)
        _ = try home.write("waits", store)
        try store.write { db in
            try db.execute(sql: "UPDATE snapshots SET bytes = substr(bytes, 2)")
        }
        let again = try home.open(seed: 2)
        #expect(throws: StoreError.compactedLogDamaged(site: home.site)) {
            try again.state(of: home.site)
        }

        try takeAnew(again, server)

        #expect(try home.shownText(again) == "waits")
        #expect(try again.examine() == [])
    }

    @Test func `a server that has lost what was dropped changes nothing`() throws {
        let (store, server) = try written(5)
        let dropped = try store.syncMarks(of: home.site).dropped
        server.setBack(by: 2)

        #expect(throws: StoreError.notCovered(site: home.site, dropped: dropped)) {
            try takeAnew(store, server)
        }
        #expect(try home.shownText(store) == "4")
        #expect(try store.examine() == [])
    }

    @Test func `what the server has lost is kept as a site of its own where that is wanted`() throws
    {
        let (store, server) = try written(5)
        _ = try home.write("waits", store)
        server.setBack(by: 2)

        try takeAnew(store, server, .keepCopy)

        let kept = try #require(try store.sites().first { $0.slug == "bakery-kept" })
        let copy = try store.state(of: kept.id).site
        #expect(copy.text(of: home.text, locale: "en") == "waits")
        #expect(kept.server == nil)
        #expect(try store.examine() == [])
        // What waited goes on under a name that the server can take.
        try server.sync(store, home.site)
        #expect(try store.syncMarks(of: home.site).outbox.isEmpty)
        _ = try home.write("and on", store)
        try server.sync(store, home.site)
        #expect(try home.shownText(store) == "and on")
        #expect(try store.examine() == [])
    }
}
