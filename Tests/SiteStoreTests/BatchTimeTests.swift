import GRDB
import SiteHistory
import SiteModel
import Testing

@testable import SiteStore

/// When a batch was made, and when the server took it.
struct BatchTimeTests {
    let home = StoreFixture()
    /// The server's clock when it took what the fixture (at 1,000) had made.
    private let taken: Int64 = 7_000

    private func log(_ batches: [Batch], after start: UInt64 = 0) -> [LogEntry] {
        var next = start + 1
        return batches.map { batch in
            defer { next += batch.count }
            return LogEntry(batch: batch, start: next, author: "ana@example.com", time: taken)
        }
    }

    /// A store whose two batches came back from the server.
    private func synced() throws -> SiteStore {
        let store = try home.openWithSite()
        _ = try home.write("one", store)
        let entries = log(try store.syncMarks(of: home.site).outbox)
        _ = try store.applyPull(entries, to: home.site, epoch: nil, digest: nil)
        return store
    }

    @Test func `own batches keep the time they were made when the server has taken them`() throws {
        let store = try synced()

        #expect(try store.moments(of: home.site).map(\.time) == [1_000, 1_000])
        #expect(try store.history(of: home.site, limit: 9).map(\.time) == [1_000, 1_000])
        #expect(try store.ownTimes(of: home.site).values.sorted() == [1_000, 1_000])
        #expect(try store.examine().isEmpty)
    }

    @Test func `the log has the server's times, in memory and when it is read again`() throws {
        let store = try synced()
        let reopened = try home.open(seed: 3)

        #expect(try store.state(of: home.site).engine.entries.map(\.time) == [taken, taken])
        #expect(try reopened.state(of: home.site).engine.entries.map(\.time) == [taken, taken])
        #expect(try store.bundle(of: home.site).entries.map(\.time) == [taken, taken])
    }

    @Test func `another device and a bundle know the server's times only`() throws {
        let store = try synced()
        let entries = try store.state(of: home.site).engine.entries
        let (other, third) = (StoreFixture(), StoreFixture())
        let second = try other.open(seed: 99)
        try second.adopt(home.site, server: "http://127.0.0.1:1", account: "ana")
        let carried = try third.open(seed: 98)

        _ = try second.applyPull(entries, to: home.site, epoch: nil, digest: nil)
        _ = try carried.restore(try store.bundle(of: home.site))

        for device in [second, carried] {
            #expect(try device.moments(of: home.site).map(\.time) == [taken, taken])
            #expect(try device.ownTimes(of: home.site).isEmpty)
        }
    }

    @Test func `what waited in a bundle has the server's time once it is logged`() throws {
        let store = try home.openWithSite()
        let other = StoreFixture()
        let carried = try other.open(seed: 98, now: { 3_000 })
        _ = try carried.restore(try store.bundle(of: home.site))

        _ = try carried.applyPull(
            log(try carried.syncMarks(of: home.site).outbox), to: home.site, epoch: nil,
            digest: nil)

        #expect(try carried.moments(of: home.site).map(\.time) == [taken])
    }

    @Test func `a batch that was dropped too late comes back with the time it was made`() throws {
        let store = try home.openWithSite()
        let batch = try #require(try store.syncMarks(of: home.site).outbox.last)
        let void = Batch(
            replica: batch.replica, first: batch.first, base: batch.base, previous: batch.previous,
            body: .void(count: batch.count, replaced: batch.hash))
        _ = try store.quarantine(
            [RefusedBatch(batch: batch, void: void, message: "dropped")], of: home.site,
            as: .dropped)

        _ = try store.applyPull(log([batch]), to: home.site, epoch: nil, digest: nil)

        #expect(try store.moments(of: home.site).map(\.time) == [1_000])
    }

    @Test func `a store of an older version keeps the times that it has`() throws {
        do {
            let store = try synced()
            _ = try home.write("two", store)
            try store.queue.write { db in
                try db.execute(sql: "UPDATE batches SET time = loggedAt WHERE state = 'logged'")
                try db.execute(sql: "ALTER TABLE batches DROP COLUMN loggedAt")
                try db.execute(sql: "PRAGMA user_version = 6")
            }
        }

        let store = try home.open(seed: 4)

        #expect(try store.moments(of: home.site).map(\.time) == [taken, taken, 1_000])
        #expect(try store.state(of: home.site).engine.entries.map(\.time) == [taken, taken])
        #expect(try store.examine().isEmpty)
        let marks = try store.syncMarks(of: home.site)
        _ = try store.applyPull(
            log(marks.outbox, after: marks.cursor), to: home.site, epoch: nil, digest: nil)
        #expect(try store.moments(of: home.site).map(\.time) == [taken, taken, 1_000])
    }
}
