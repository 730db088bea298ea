import Foundation
import GRDB
import SiteModel
import Testing

@testable import SiteStore

struct OpeningTests {
    let home = StoreFixture()
    private var path: String { home.directory + "/" + SiteStore.fileName }

    private func put(_ bytes: [UInt8]) throws {
        try FileManager.default.createDirectory(
            atPath: home.directory, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    @Test func `a database of a newer version is refused and left alone`() throws {
        _ = try home.openWithSite()
        try DatabaseQueue(path: path).inDatabase { try $0.execute(sql: "PRAGMA user_version = 99") }

        #expect(throws: StoreError.newerVersion(path: path, version: 99, known: Schema.version)) {
            try home.open()
        }
    }

    @Test func `a file that is no database is foreign`() throws {
        try put(
            Array(
                "this is not a database, but a sentence that goes on for more than a hundred bytes so that it has a header to read"
                    .utf8))

        #expect(throws: StoreError.foreign(path: path)) { try home.open() }
    }

    @Test func `a database of another program is foreign`() throws {
        try FileManager.default.createDirectory(
            atPath: home.directory, withIntermediateDirectories: true)
        try DatabaseQueue(path: path).inDatabase {
            try $0.execute(sql: "CREATE TABLE cookies (id)")
        }

        #expect(throws: StoreError.foreign(path: path)) { try home.open() }
    }

    @Test(arguments: [50, 120, 4096, 20_000]) func `a truncated database is refused`(size: Int)
        throws
    {
        do {
            let store = try home.openWithSite()
            try store.queue.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
        }
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))

        try put(Array(bytes.prefix(size)))

        let error = #expect(throws: StoreError.self) { try home.open() }
        switch error {
        case .foreign, .damaged: break
        default: Issue.record("unexpected \(String(describing: error))")
        }
    }

    /// Turns the store into one of the first version, which had other rows.
    private func makeOld() throws {
        let old = try DatabaseQueue(path: path + ".old")
        try old.inDatabase { db in
            try db.execute(sql: Schema.steps[0].sql)
            try db.execute(sql: "ATTACH ? AS new", arguments: [path])
            for table in ["sites", "replicas", "batches", "steps", "drafts", "conflicts"] {
                let columns = try db.columns(in: table).map(\.name).joined(separator: ", ")
                try db.execute(
                    sql: "INSERT INTO \(table) (\(columns)) SELECT \(columns) FROM new.\(table)")
            }
            try db.execute(
                sql:
                    "PRAGMA main.application_id = \(Schema.applicationID); PRAGMA main.user_version = 1"
            )
        }
        try old.close()
        for name in ["-wal", "-shm", ""] {
            try? FileManager.default.removeItem(atPath: path + name)
        }
        try FileManager.default.moveItem(atPath: path + ".old", toPath: path)
    }

    @Test func `a store of the first version is brought up to date`() throws {
        do { _ = try home.write("Vegan cakes", try home.openWithSite()) }
        try makeOld()

        let store = try home.open()

        #expect(try store.examine().isEmpty)
        #expect(
            try store.page(home.page, of: home.site)?.nodes[home.text]?.texts[.text("en")]
                == "Vegan cakes")
        #expect(try store.search("cakes").map(\.text) == [home.ref])
    }

    @Test func `a site whose log is damaged does not hold the others up`() throws {
        let other = NodeID(high: 7, low: 7)
        do {
            let store = try home.openWithSite()
            _ = try store.createSite(other, slug: "other", fields: [], edits: [])
            try store.queue.write {
                try $0.execute(sql: "UPDATE batches SET bytes = x'00' WHERE site = 1")
            }
        }
        try makeOld()

        let store = try home.open()

        #expect(try store.examine(other).isEmpty)
        let error = #expect(throws: StoreError.self) { try store.page(home.page, of: home.site) }
        if case .damaged = error {} else { Issue.record("unexpected \(String(describing: error))") }
    }

    @Test func `a commit is on the disk when it returns`() throws {
        let store = try home.openWithSite()

        let mode = try store.queue.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
        let level = try store.queue.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") }

        #expect(mode == "wal")
        #expect(level == 2)  // FULL
    }

    @Test func `opening and reading writes nothing`() throws {
        _ = try home.openWithSite()
        let before = try Data(contentsOf: URL(fileURLWithPath: path))

        let reader = try home.open(seed: 5)
        _ = try reader.state(of: home.site)
        let log = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int

        #expect(log == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func `an empty file is a new store`() throws {
        try put([])

        #expect(try home.open().sites().isEmpty)
    }

    @Test func `a folder that cannot be made is a sentence, not a trap`() {
        #expect(
            throws: StoreError.notWritable(
                path: "/proc/nowhere", detail: "the folder cannot be made")
        ) {
            try SiteStore(directory: "/proc/nowhere")
        }
    }

    @Test func `rows that were changed by hand are found and rebuilt`() throws {
        let store = try home.openWithSite()
        try store.queue.write { try $0.execute(sql: "UPDATE texts SET value = 'tampered'") }
        #expect(try store.examine().count == 1)

        try store.rebuildRows(of: home.site)

        #expect(try store.examine().isEmpty)
    }

    @Test func `only what another program commits changes the foreign version`() throws {
        let home = StoreFixture()
        let store = try home.openWithSite()
        let other = try home.open(seed: 2)
        let before = try store.foreignVersion()

        _ = try home.write("Own bread", store)
        #expect(try store.foreignVersion() == before)

        _ = try home.write("Their bread", other)
        #expect(try store.foreignVersion() != before)
    }
}
