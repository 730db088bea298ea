import Foundation
import SiteHistory
import SiteModel
import Testing

@testable import SiteStore

/// Undo and redo on two copies of one store.
struct CopiedStepTests {
    let home = StoreFixture()

    /// One step that was undone and is in the log, and a copy of the store.
    private func undone() throws -> (copy: StoreFixture, end: UInt64) {
        let store = try home.openWithSite()
        _ = try home.write("Vegan bread, daily", store)
        _ = try store.undo(home.site, scope: .device)
        let end = try log(store, after: 0)
        return (try copyStore(store), end)
    }

    private func copyStore(_ store: SiteStore) throws -> StoreFixture {
        let copy = StoreFixture()
        try FileManager.default.createDirectory(
            atPath: copy.directory, withIntermediateDirectories: true)
        try store.checkpoint()
        for name in try FileManager.default.contentsOfDirectory(atPath: home.directory) {
            try FileManager.default.copyItem(
                atPath: home.directory + "/" + name, toPath: copy.directory + "/" + name)
        }
        return copy
    }

    /// Puts what waits into the log, as a server would.
    @discardableResult
    private func log(
        _ store: SiteStore, after end: UInt64, tellingAlso others: SiteStore...
    ) throws -> UInt64 {
        var next = end
        let entries = try store.syncMarks(of: home.site).outbox.map { batch in
            defer { next += batch.count }
            return LogEntry(batch: batch, start: next + 1, author: "ana@example.com", time: 5)
        }
        for each in [store] + others {
            _ = try each.applyPull(entries, to: home.site, epoch: nil, digest: nil)
        }
        return next
    }

    @Test func `what one copy redoes the other does not, seen or not`() throws {
        let (copy, end) = try undone()
        let (first, second) = (try home.open(), try copy.open(seed: 9))
        _ = try first.redo(home.site, scope: .device)

        let result = try second.redo(home.site, scope: .device)
        try log(first, after: end, tellingAlso: second)

        #expect(result.batch == nil)
        #expect(result.skipped.count == 1)
        #expect(try copy.shownText(second) == "Vegan bread, daily")
        #expect(throws: StoreError.refused(.nothingToUndo)) {
            try second.redo(home.site, scope: .device)
        }
        #expect(try second.examine() == [])
    }

    @Test func `a copy takes back what puts no words anywhere`() throws {
        let store = try home.openWithSite()
        _ = try home.write("Vegan bread, daily", store)
        let end = try log(store, after: 0)
        let copy = try copyStore(store)
        let second = try copy.open(seed: 9)

        let result = try second.undo(home.site, scope: .device)
        _ = try store.undo(home.site, scope: .device)
        try log(store, after: end, tellingAlso: second)

        #expect(result.batch != nil)
        #expect(try copy.shownText(second) == "Vegan bread")
    }

    @Test func `a copy takes back and gives back what it did itself`() throws {
        let (copy, _) = try undone()
        let second = try copy.open(seed: 9)
        _ = try copy.write("Bread", second)

        _ = try second.undo(home.site, scope: .device)
        #expect(try copy.shownText(second) == "Vegan bread")
        _ = try second.redo(home.site, scope: .device)

        #expect(try copy.shownText(second) == "Bread")
    }
}
