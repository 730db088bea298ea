import SiteHistory
import SiteModel
import Testing

@testable import SiteStore

struct SyncTests {
    let home = StoreFixture()

    /// The outbox as a server would log it.
    private func log(_ batches: [Batch], after start: UInt64 = 0) -> [LogEntry] {
        var next = start + 1
        return batches.map { batch in
            defer { next += batch.count }
            return LogEntry(batch: batch, start: next, author: "ana@example.com", time: 5)
        }
    }

    private func void(for batch: Batch) -> Batch {
        Batch(
            replica: batch.replica, first: batch.first, base: batch.base, previous: batch.previous,
            body: .void(count: batch.count, replaced: batch.hash))
    }

    @Test func `what comes back from the server settles the outbox`() throws {
        let store = try home.openWithSite()
        _ = try home.write("one", store)
        let entries = log(try store.syncMarks(of: home.site).outbox)

        let result = try store.applyPull(
            entries, to: home.site, epoch: EpochID(rawValue: 1), digest: nil)

        #expect(result.settled == 2)
        #expect(result.pulled == 0)
        #expect(try store.syncMarks(of: home.site).outbox.isEmpty)
        #expect(try store.syncMarks(of: home.site).cursor == entries.last?.end)
        #expect(try store.examine().isEmpty)
    }

    @Test func `a second device replays the log to the same document`() throws {
        let store = try home.openWithSite()
        _ = try home.write("one", store)
        let entries = log(try store.syncMarks(of: home.site).outbox)
        let other = StoreFixture()
        let second = try other.open(seed: 99)
        try second.adopt(home.site, server: "http://127.0.0.1:1", account: "ana")

        let result = try second.applyPull(entries, to: home.site, epoch: nil, digest: nil)

        #expect(result.pulled == 2)
        #expect(try second.state(of: home.site).site.nodes == store.state(of: home.site).site.nodes)
        #expect(try second.sites().first?.slug == "bakery")
        #expect(try second.examine().isEmpty)
    }

    @Test func `another handle catches up with a pull and with what is still pending`() throws {
        let store = try home.openWithSite()
        let other = try home.open(seed: 2)
        _ = try other.state(of: home.site)
        let first = log(try store.syncMarks(of: home.site).outbox)
        _ = try home.write("one", store)
        _ = try store.applyPull(first, to: home.site, epoch: nil, digest: nil)
        _ = try home.write("one two", store)

        let state = try other.state(of: home.site)

        #expect(state.site.text(of: home.text, locale: "en") == "one two")
        #expect(state.engine.pending.count == 2)
        #expect(try other.examine().isEmpty)
    }

    @Test func `a log with another digest than the server says changes nothing`() throws {
        let store = try home.openWithSite()
        let entries = log(try store.syncMarks(of: home.site).outbox)

        #expect(throws: StoreError.digestMismatch(site: home.site)) {
            try store.applyPull(entries, to: home.site, epoch: nil, digest: .zero)
        }

        #expect(try store.syncMarks(of: home.site).cursor == 0)
        #expect(try home.shownText(store) == "Vegan bread")
    }

    @Test func `a pull delivered twice changes nothing`() throws {
        let store = try home.openWithSite()
        let entries = log(try store.syncMarks(of: home.site).outbox)
        _ = try store.applyPull(entries, to: home.site, epoch: nil, digest: nil)

        let again = try store.applyPull(entries, to: home.site, epoch: nil, digest: nil)

        #expect(again.pulled == 0)
        #expect(again.settled == 0)
    }

    @Test func `a pull that another program has overtaken changes nothing`() throws {
        let store = try home.openWithSite()
        let early = log(try store.syncMarks(of: home.site).outbox)
        var digest = LogDigest()
        for entry in early { digest.append(entry.batch.hash) }
        _ = try store.applyPull(early, to: home.site, epoch: nil, digest: digest.value)
        _ = try home.write("one", store)
        let late = log(try store.syncMarks(of: home.site).outbox, after: early[0].end)
        _ = try store.applyPull(late, to: home.site, epoch: nil, digest: nil)

        let again = try store.applyPull(early, to: home.site, epoch: nil, digest: digest.value)

        #expect(again.settled == 0)
        #expect(try store.syncMarks(of: home.site).cursor == late.last?.end)
    }

    @Test func `refused batches leave the document and the rest stays`() throws {
        let store = try home.openWithSite()
        _ = try home.write("one", store)
        _ = try store.commit(
            [.setField(home.element, .attribute("title"), .text("kept"))], to: home.site,
            origin: .command)
        _ = try home.write("one two", store)
        let outbox = try store.syncMarks(of: home.site).outbox

        let refused = [outbox[1], outbox[3]].map {
            RefusedBatch(batch: $0, void: void(for: $0), message: "too rude")
        }

        let state = try store.quarantine(refused, of: home.site)

        #expect(state.site.text(of: home.text, locale: "en") == "Vegan bread")
        #expect(state.site[home.element]?.fields[.attribute("title")] == .text("kept"))
        let after = try store.syncMarks(of: home.site).outbox
        #expect(after.map(\.first) == outbox.map(\.first))
        #expect(after[1] == void(for: outbox[1]))
        #expect(
            try store.outbox(of: home.site, states: [.quarantined]).map(\.message) == [
                "too rude", "too rude",
            ])
        #expect(try store.examine().isEmpty)
        #expect(try home.open(seed: 4).state(of: home.site).site.nodes == state.site.nodes)
    }

    @Test func `only one holder has the lease and the fence rises`() throws {
        let store = try home.openWithSite()
        let other = try home.open(seed: 2)
        let first = try #require(try store.takeSyncLease())

        #expect(try other.takeSyncLease() == nil)
        first.release()
        let second = try #require(try other.takeSyncLease())

        #expect(second.fence == first.fence + 1)
        #expect(throws: StoreError.leaseLost) { try first.check() }
        try second.check()
    }

    @Test func `a site stays with its first account`() throws {
        let store = try home.openWithSite()
        try store.bind(home.site, server: "http://127.0.0.1:1", account: "ana")

        #expect(
            throws: StoreError.otherAccount(
                site: home.site, server: "http://127.0.0.1:1", account: "ana")
        ) {
            try store.bind(home.site, server: "http://127.0.0.1:1", account: "bob")
        }
    }

    @Test func `a watch reports another process's commit`() throws {
        let store = try home.openWithSite()
        let watch = StoreWatch(directory: home.directory)
        watch.drain()

        _ = try home.write("one", store)

        #expect(watch.wait(milliseconds: 2_000))
    }
}
