import Foundation
import GRDB
import PageTestSupport
import SiteHistory
import SiteModel
import Synchronization
import Testing

@testable import SiteStore

/// Rules under which everything pays.
let eager: CompactionRules = {
    var rules = CompactionRules()
    rules.operationsMin = 1
    rules.share = 0
    rules.operationsBetweenLooks = 1
    rules.sliceRowsMax = 3
    return rules
}()

/// A device that edits, and a log that takes what it writes.
struct CompactionTests {
    /// The folders of other devices, for as long as the test runs.
    private final class Folders {
        var all: [StoreFixture] = []
    }
    private let folders = Folders()

    @Test func `a snapshot is what the next opening begins with, and the log stays`() throws {
        let (home, store, server) = try written(10)

        try compact(store, home, server, kept: 0)

        let opened = try home.open(seed: 2).state(of: home.site)
        #expect(opened.engine.firstEnd.position == server.head)
        #expect(opened.engine.entries.isEmpty)
        #expect(try rowCount(store) == server.log.count)
        #expect(try store.syncMarks(of: home.site).dropped == 0)
        #expect(opened.site.nodes == (try store.state(of: home.site).site.nodes))
        #expect(try store.examine() == [])
    }

    @Test func `what no device needs and nothing promises goes, slice by slice`() throws {
        let (home, store, server) = try written(10)
        try mark(store, home, server, stable: server.head, kept: server.log[6].end)

        var counts: [Int] = []
        while try store.compact(home.site, eager) { counts.append(try rowCount(store)) }

        #expect(counts.first == server.log.count - 3)
        #expect(try rowCount(store) == server.log.count - 7)
        #expect(try store.syncMarks(of: home.site).dropped == server.log[6].end)
        #expect(try store.examine() == [])
        #expect(try home.open(seed: 2).state(of: home.site).engine.cursor == server.head)
    }

    @Test func `a slice ends when its time is over`() throws {
        let (home, store, server) = try written(10)
        try mark(store, home, server, stable: server.head, kept: server.log[6].end)
        let clock = Mutex(Duration.zero)
        let slow = try home.open(seed: 3) {
            clock.withLock { now in
                now += .seconds(1)
                return now
            }
        }

        var counts: [Int] = []
        while try slow.compact(home.site, eager) { counts.append(try rowCount(slow)) }

        #expect(counts.prefix(7) == (0..<7).map { server.log.count - 1 - $0 }[...])
        #expect(try store.examine() == [])
    }

    @Test func `only what takes dropped rows away is not synced by itself`() throws {
        let (home, store, server) = try written(10)
        try mark(store, home, server, stable: server.head, kept: server.log[6].end)
        let mode = { (db: Database) in try Int.fetchOne(db, sql: "PRAGMA synchronous") }

        while try store.compact(home.site, eager) {
            #expect(try store.write(mode) == 2)
        }

        #expect(try store.writeUnsynced(mode) == 1)
        #expect(throws: StoreError.self) {
            try store.writeUnsynced { db in try db.execute(sql: "DELETE FROM nothing") }
        }
        #expect(try store.write(mode) == 2)
        #expect(try store.writeOnce(mode) == 2)
    }

    @Test func `what dropping wrote is brought into the database, and no slice waits for that`()
        throws
    {
        let (home, store, server) = try written(10)
        try mark(store, home, server, stable: server.head, kept: server.log[6].end)
        let mode = { (db: Database) in try Int.fetchOne(db, sql: "PRAGMA wal_autocheckpoint") }

        while try store.compact(home.site, eager) {}

        // The file alone, without SQLite's log beside it.
        let alone = store.directory + "-alone.sqlite"
        try FileManager.default.copyItem(atPath: store.path, toPath: alone)
        defer { try? FileManager.default.removeItem(atPath: alone) }
        let left = try DatabaseQueue(path: alone).read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM batches")
        }
        #expect(left == server.log.count - 7)
        #expect(try store.writeUnsynced(mode) == 0)
        #expect(try store.write(mode) == 1000)
    }

    @Test func `a commit is synced again though the connection could not be told at once`() throws {
        let (_, store, _) = try written(1)
        let mode = { (db: Database) in try Int.fetchOne(db, sql: "PRAGMA synchronous") }
        // The pragma is an error while a transaction is open, as it is where a rollback failed.
        _ = try store.queue.unsafeRead { db in try db.execute(sql: "PRAGMA synchronous = NORMAL") }
        store.isUnsynced.store(true, ordering: .relaxed)

        #expect(try store.write(mode) == 2)
    }

    @Test func `a program that did not look since before the drop reads the site anew`() throws {
        // Seeds 2256 and 2648 of the simulation: two programs on one store.
        let (home, store, server) = try written(1)
        let other = try home.open(seed: 2)
        _ = try other.state(of: home.site)
        for round in 0..<4 {
            _ = try home.write("round \(round)", store)
            try server.sync(store, home.site)
        }
        try compact(store, home, server, kept: server.head)

        let state = try other.state(of: home.site)

        #expect(state.engine.cursor == server.head)
        #expect(state.site.nodes == (try store.state(of: home.site).site.nodes))
    }

    @Test func `at most two snapshots are kept of a site`() throws {
        let (home, store, server) = try written(6)
        for round in 0..<4 {
            try compact(store, home, server, kept: server.log[server.log.count - 3].end)
            #expect(try snapshotCount(store) == 2, "round \(round)")
            _ = try home.write("round \(round)", store)
            try server.sync(store, home.site)
        }
        #expect(try store.examine() == [])
    }

    @Test func `nothing is cut above what waits here was based on`() throws {
        let (home, store, server) = try written(4)
        let floor = server.head
        _ = try home.write("waits", store)
        try addForeignEdits(to: server, home)
        try server.pull(store, home.site)

        try compact(store, home, server, kept: server.head)

        #expect(try store.syncMarks(of: home.site).dropped == floor)
        #expect(try home.open(seed: 2).state(of: home.site).engine.firstEnd.position == floor)
        #expect(try store.examine() == [])
    }

    @Test func `undo finds an old text again while its batch is kept`() throws {
        let (home, store, server) = try written(5)
        try compact(store, home, server, kept: 0)
        let again = try home.open(seed: 2)

        let undone = try again.undo(home.site, scope: .device)

        #expect(undone.skipped == [])
        #expect(try home.shownText(again) == "3")
    }

    @Test func `undo of a text whose batch was dropped is skipped and said`() throws {
        let (home, store, server) = try written(5)
        try compact(store, home, server, kept: server.head)
        let again = try home.open(seed: 2)

        let undone = try again.undo(home.site, scope: .device)

        #expect(undone.batch == nil)
        #expect(undone.skipped.count == 1)
        #expect(try home.shownText(again) == "4")
    }

    @Test func `the rest of a dropped step is still taken back`() throws {
        let (home, store, server) = try written(3)
        _ = try store.commit(
            [
                .setText(home.ref, from: "2", to: "new"),
                .setField(home.element, .attribute("lang"), .text("de")),
            ], to: home.site, origin: .command)
        try server.sync(store, home.site)
        try compact(store, home, server, kept: server.head)

        let undone = try home.open(seed: 2).undo(home.site, scope: .device)

        #expect(undone.skipped == ["the words are older than the history that this device keeps"])
        let site = try home.open(seed: 3).state(of: home.site).site
        #expect(site.nodes[home.element]?.fields[.attribute("lang")] == nil)
        #expect(site.text(of: home.text, locale: "en") == "new")
    }

    @Test func `a batch that reaches below a snapshot is merged as if there were none`() throws {
        let (home, store, server) = try written(3)
        let other = try second(home, server)
        _ = try home.write("4 5", other)
        for word in ["3", "3 more", "3 more words"] {
            _ = try home.write(word, store)
            try server.sync(store, home.site)
        }
        try compact(store, home, server, kept: 0)
        let short = try home.open(seed: 2)
        #expect(try short.state(of: home.site).engine.firstEnd.position == server.head)

        try server.sync(other, home.site)
        try server.pull(short, home.site)

        #expect(try home.shownText(short) == home.shownText(other))
        #expect(try short.examine() == [])
        let opened = try home.open(seed: 3).state(of: home.site)
        #expect(opened.site.text(of: home.text, locale: "en") == (try home.shownText(other)))
    }

    @Test func `a batch that reaches below what was dropped changes nothing and is an error`()
        throws
    {
        let (home, store, server) = try written(3)
        let other = try second(home, server)
        _ = try home.write("4 5", other)
        _ = try home.write("3", store)
        try server.sync(store, home.site)
        let head = server.head
        try compact(store, home, server, kept: head)

        try server.push(other, home.site)

        #expect(throws: StoreError.reachesBelowDropped(site: home.site, dropped: head)) {
            try server.pull(store, home.site)
        }
        #expect(try store.syncMarks(of: home.site).cursor == head)
        #expect(try store.examine() == [])
    }

    @Test func `a damaged snapshot is passed over while the log is there`() throws {
        let (home, store, server) = try written(5)
        try compact(store, home, server, kept: 0)
        try damageSnapshots(store)

        let opened = try home.open(seed: 2).state(of: home.site)

        #expect(opened.engine.firstEnd.position == 0)
        #expect(opened.site.text(of: home.text, locale: "en") == "4")
        #expect(try !store.examine().isEmpty)
    }

    @Test func `with the log gone a damaged snapshot is reported, and other sites are well`() throws
    {
        let (home, store, server) = try written(5)
        let other = NodeID(high: 9, low: 9)
        _ = try store.createSite(other, slug: "other", fields: [], edits: [])
        try compact(store, home, server, kept: server.head)
        try damageSnapshots(store)

        let again = try home.open(seed: 2)

        #expect(throws: StoreError.compactedLogDamaged(site: home.site)) {
            try again.state(of: home.site)
        }
        #expect(try again.state(of: other).site.id == other)
        #expect(try again.examine().map(\.site) == [home.site])
    }

    @Test func `what a newer program froze holds the cut below it`() throws {
        let (home, store, server) = try written(4)
        let last = server.head
        server.append(
            Batch(
                replica: ReplicaID(rawValue: 99), first: 1,
                base: LogPosition(epoch: LogServer.epoch, count: last), previous: .zero,
                body: .operations([.unknown(kind: 99, nodes: [home.element], payload: [1])])))
        try server.pull(store, home.site)
        _ = try home.write("behind it", store)
        try server.sync(store, home.site)

        try compact(store, home, server, kept: server.head)

        #expect(try store.syncMarks(of: home.site).dropped == last)
        #expect(try store.examine() == [])
    }

    @Test func `a store that is compacted stops growing while its content does not grow`() throws {
        let (home, store, server) = try written(1)
        var sizes: [Int] = []
        for round in 0..<8 {
            for number in 0..<60 { _ = try home.write("round \(round), words \(number)", store) }
            try server.sync(store, home.site)
            try mark(store, home, server, stable: server.head, kept: server.head)
            while try store.compact(home.site, tight) {}
            sizes.append(try store.usedByteCount())
        }

        #expect(sizes.dropFirst(2).allSatisfy { Double($0) < 1.1 * Double(sizes[1]) }, "\(sizes)")
        #expect(try rowCount(store) == 0)
        #expect(try store.examine() == [])
    }

    @Test func `steps that were spent, and very old ones, go with their batches`() throws {
        let (home, store, server) = try written(12)
        for _ in 0..<2 { _ = try store.undo(home.site, scope: .device) }
        _ = try home.write("new", store)
        try server.sync(store, home.site)

        try mark(store, home, server, stable: server.head, kept: server.head)
        while try store.compact(home.site, tight) {}

        #expect(try stepCount(store) == 5)
        let undone = try store.undo(home.site, scope: .device)
        #expect(undone.label.hasPrefix("title of hero: "))
    }

    @Test func `what is seen of a log before its end is here moves no cut`() throws {
        let (home, store, server) = try written(3)
        let seen = server.head
        try addForeignEdits(to: server, home)

        _ = try store.applyPull(
            Array(server.log.dropLast().filter { $0.start > seen }), to: home.site,
            epoch: LogServer.epoch, digest: nil, stable: server.head, kept: server.head,
            head: server.head)

        #expect(try store.syncMarks(of: home.site).stable == 0)
        #expect(try !store.compact(home.site, eager))
    }

    // MARK: -

    /// Rules under which everything pays and few steps stay.
    private var tight: CompactionRules {
        var rules = eager
        rules.sliceRowsMax = 200
        rules.oldStepsMax = 5
        return rules
    }

    private func stepCount(_ store: SiteStore) throws -> Int {
        try store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM steps") ?? 0 }
    }

    /// A store with a site whose heading was set to 0, 1, 2 …, each taken by the server.
    private func written(_ count: Int) throws -> (StoreFixture, SiteStore, LogServer) {
        let home = StoreFixture()
        let store = try home.openWithSite()
        let server = LogServer()
        for number in 0..<count {
            _ = try home.write("\(number)", store)
            try server.sync(store, home.site)
        }
        return (home, store, server)
    }

    /// Another device with the whole log.
    private func second(_ home: StoreFixture, _ server: LogServer) throws -> SiteStore {
        let folder = StoreFixture()
        folders.all.append(folder)
        let store = try folder.open(seed: 77)
        try store.adopt(home.site, server: "s", account: "a")
        try server.pull(store, home.site)
        return store
    }

    private func addForeignEdits(to server: LogServer, _ home: StoreFixture) throws {
        let other = try second(home, server)
        for word in ["one", "two"] { _ = try home.write(word, other) }
        try server.push(other, home.site)
    }

    private func mark(
        _ store: SiteStore, _ home: StoreFixture, _ server: LogServer, stable: UInt64, kept: UInt64
    ) throws {
        _ = try store.applyPull(
            [], to: home.site, epoch: nil, digest: nil, stable: stable, kept: kept,
            head: server.head)
    }

    /// Everything that can be done now, when everybody has seen the whole log.
    private func compact(
        _ store: SiteStore, _ home: StoreFixture, _ server: LogServer, kept: UInt64
    ) throws {
        try mark(store, home, server, stable: server.head, kept: kept)
        while try store.compact(home.site, eager) {}
    }

    private func rowCount(_ store: SiteStore) throws -> Int {
        try store.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM batches WHERE state = 'logged'") ?? 0
        }
    }

    private func snapshotCount(_ store: SiteStore) throws -> Int {
        try store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM snapshots") ?? 0 }
    }

    private func damageSnapshots(_ store: SiteStore) throws {
        try store.write { db in
            try db.execute(sql: "UPDATE snapshots SET bytes = substr(bytes, 2)")
        }
    }
}
