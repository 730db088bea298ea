import SiteHistory
import SiteModel
import Testing

@testable import SiteStore

/// What is done with what waits and with what was refused.
struct UnsettledTests {
    let home = StoreFixture()

    private func void(for batch: Batch) -> Batch {
        Batch(
            replica: batch.replica, first: batch.first, base: batch.base, previous: batch.previous,
            body: .void(count: batch.count, replaced: batch.hash))
    }

    /// The batch alone.
    private func alone(_ batch: Batch, _ fellows: [Batch]) -> [RefusedBatch] {
        fellows.contains(batch)
            ? [RefusedBatch(batch: batch, void: void(for: batch), message: "dropped")] : []
    }

    private func last(_ store: SiteStore) throws -> OperationID {
        try #require(try store.syncMarks(of: home.site).outbox.last).id(ofOperationAt: 0)
    }

    @Test func `a dropped batch leaves the document and keeps its content`() throws {
        let store = try home.openWithSite()
        _ = try home.write("Vegan bread rolls", store)
        let id = try last(store)

        let dropped = try store.drop(id, of: home.site, closure: alone)

        #expect(dropped.map(\.state) == [.dropped])
        #expect(try home.shownText(store) == "Vegan bread")
        #expect(
            try store.intents(of: id, in: home.site) == [
                .text(home.ref, from: "Vegan bread", to: "Vegan bread rolls")
            ])
        #expect(try store.examine().isEmpty)
    }

    @Test func `a batch made after a refusal is read without what was refused`() throws {
        let store = try home.openWithSite()
        _ = try home.write("Good Vegan bread", store)
        _ = try store.drop(try last(store), of: home.site, closure: alone)
        _ = try home.write("Vegan bread today", store)
        let id = try last(store)
        _ = try store.drop(id, of: home.site, closure: alone)

        let intents = try store.intents(of: id, in: home.site)

        #expect(intents == [.text(home.ref, from: "Vegan bread", to: "Vegan bread today")])
    }

    @Test func `a batch refused with the one it stands on is read with it`() throws {
        let store = try home.openWithSite()
        _ = try home.write("Good Vegan bread", store)
        _ = try home.write("Good Vegan bread today", store)
        let outbox = try store.syncMarks(of: home.site).outbox.suffix(2)
        _ = try store.quarantine(
            outbox.map { RefusedBatch(batch: $0, void: void(for: $0), message: "no") },
            of: home.site)
        let second = try #require(outbox.last).id(ofOperationAt: 0)

        let intents = try store.intents(of: second, in: home.site)
        _ = try store.retry(second, of: home.site)

        #expect(
            intents == [
                .text(home.ref, from: "Good Vegan bread", to: "Good Vegan bread today")
            ])
        #expect(try home.shownText(store) == "Vegan bread today")
        #expect(try store.examine().isEmpty)
    }

    @Test func `what is applied again is one step, survives, and names its successor`() throws {
        let store = try home.openWithSite()
        _ = try home.write("Vegan bread rolls", store)
        let id = try last(store)
        _ = try store.drop(id, of: home.site, closure: alone)

        let result = try store.retry(id, of: home.site)
        let reopened = try home.open(seed: 5)

        #expect(try home.shownText(reopened) == "Vegan bread rolls")
        let old = try #require(
            try reopened.outbox(of: home.site, states: [.dropped]).first)
        #expect(try reopened.successor(of: old) == result.batch)
        _ = try reopened.undo(home.site, scope: .device)
        #expect(try home.shownText(reopened) == "Vegan bread")
        #expect(try reopened.examine().isEmpty)
    }

    @Test func `a dropped batch that the log has after all comes back with the pull`() throws {
        let store = try home.openWithSite()
        _ = try home.write("Vegan bread rolls", store)
        let outbox = try store.syncMarks(of: home.site).outbox
        _ = try store.drop(try last(store), of: home.site, closure: alone)
        let other = try home.open(seed: 2)
        _ = try other.state(of: home.site)
        var next: UInt64 = 1
        let entries = outbox.map { batch in
            defer { next += batch.count }
            return LogEntry(batch: batch, start: next, author: "ana", time: 5)
        }

        let result = try store.applyPull(entries, to: home.site, epoch: nil, digest: nil)

        #expect(result.settled == outbox.count)
        #expect(try home.shownText(store) == "Vegan bread rolls")
        #expect(try home.shownText(other) == "Vegan bread rolls")
        #expect(
            try store.outbox(of: home.site, states: [.pending, .quarantined, .dropped]).isEmpty)
        #expect(try store.examine().isEmpty)
    }

    @Test func `a batch in the log is not dropped`() throws {
        let store = try home.openWithSite()
        let batch = try #require(try store.syncMarks(of: home.site).outbox.first)
        let entry = LogEntry(batch: batch, start: 1, author: "ana", time: 5)
        _ = try store.applyPull([entry], to: home.site, epoch: nil, digest: nil)
        let id = batch.id(ofOperationAt: 0)

        #expect(throws: StoreError.unknownBatch(id.description)) {
            _ = try store.drop(id, of: home.site, closure: alone)
        }
    }
}
