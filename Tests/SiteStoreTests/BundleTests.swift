import PageTestSupport
import SiteHistory
import SiteModel
import Testing

@testable import SiteStore

/// A site that goes from one store to another as a value; its bytes are WireProtocol's matter.
struct BundleTests {
    private let other = StoreFixture()

    @Test func `a site is in the other store as it was, with its history and what waits`() throws {
        let (home, store, _) = try StoreFixture.synced()
        _ = try home.write("waits", store)

        let fresh = try other.open(seed: 9)
        _ = try fresh.restore(try store.bundle(of: home.site))

        #expect(try home.shownText(fresh) == "waits")
        #expect(try fresh.state(of: home.site).site.nodes == store.state(of: home.site).site.nodes)
        #expect(try fresh.history(of: home.site).count == store.history(of: home.site).count)
        let (old, new) = (try store.syncMarks(of: home.site), try fresh.syncMarks(of: home.site))
        #expect(new.outbox.map(\.hash) == old.outbox.map(\.hash))
        #expect(new.cursor == old.cursor && new.digest == old.digest && new.epoch == old.epoch)
        #expect(new.replica != old.replica)
        #expect(new.replicas == old.replicas.union([new.replica]))
        #expect(try fresh.examine() == [])
    }

    @Test func `both stores go on, and what waited in both comes into the log once`() throws {
        let (home, store, server) = try StoreFixture.synced()
        _ = try home.write("waits", store)
        let fresh = try other.open(seed: 9)
        _ = try fresh.restore(try store.bundle(of: home.site))
        let waiting = try #require(try store.syncMarks(of: home.site).outbox.first)

        _ = try home.write("waits there", fresh)
        try server.sync(fresh, home.site)
        try server.pull(store, home.site)
        _ = try home.write("waits there, and goes on", store)
        try server.sync(store, home.site)
        try server.pull(fresh, home.site)

        #expect(server.log.filter { $0.batch.hash == waiting.hash }.count == 1)
        let shown = try home.shownText(fresh)
        #expect(shown == "waits there, and goes on")
        let (ours, theirs) = (try store.examine(), try fresh.examine())
        #expect(ours == [])
        #expect(theirs == [])
        #expect(try fresh.state(of: home.site).site.nodes == store.state(of: home.site).site.nodes)
    }

    @Test func `what was dropped is stood for by the state that it comes with`() throws {
        let (home, store, server) = try StoreFixture.synced()
        _ = try store.applyPull(
            [], to: home.site, epoch: nil, digest: nil, stable: server.head, kept: server.head,
            head: server.head)
        while try store.compact(home.site, eager) {}

        let bundle = try store.bundle(of: home.site)
        let fresh = try other.open(seed: 9)
        _ = try fresh.restore(bundle)

        #expect(bundle.start?.end.position == server.head)
        #expect(try fresh.state(of: home.site).site.nodes == store.state(of: home.site).site.nodes)
        #expect(try fresh.syncMarks(of: home.site).dropped == server.head)
        #expect(try fresh.examine() == [])
    }

    @Test func `a site that is here already, or whose log is not the one it says, is refused`()
        throws
    {
        let (home, store, _) = try StoreFixture.synced()
        var bundle = try store.bundle(of: home.site)
        let fresh = try other.open(seed: 9)

        #expect(throws: StoreError.self) { try store.restore(bundle) }
        bundle.entries.removeLast()
        #expect(throws: StoreError.digestMismatch(site: home.site)) { try fresh.restore(bundle) }
        bundle.entries.removeFirst()
        #expect(throws: StoreError.self) { try fresh.restore(bundle) }
        #expect(try fresh.sites().isEmpty)
    }
}
