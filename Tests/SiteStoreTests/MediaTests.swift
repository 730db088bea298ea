import PageTestSupport
import SiteHistory
import SiteModel
import Testing

@testable import SiteStore

/// Pictures' bytes are on disk and not in memory, and nothing that leaves the store lacks them.
struct MediaTests {
    private let home = StoreFixture()
    private let other = StoreFixture()
    private let picture = SamplePicture.png(width: 7, height: 5)
    private var name: Digest { Digest.of(picture) }
    private let asset = NodeID(high: 1, low: 77)

    /// Adds a picture as its import does.
    private func addPicture(_ store: SiteStore) throws {
        let draft = NodeDraft(
            id: asset,
            content: NodeContent(
                kind: .asset, source: SourceSpan(blob: name, 0..<picture.count)),
            fields: [(.file, .text("a.png"))])
        _ = try store.commit(
            [.blob(picture), .insert(draft, under: home.site, at: .last)], to: home.site,
            origin: .command)
    }

    private func isLeftOut(_ store: SiteStore) throws -> Bool {
        let engine = try store.state(of: home.site).engine
        let batches = engine.entries.map(\.batch) + engine.pending
        let bytes = batches.flatMap(\.operations).compactMap { operation -> Int? in
            if case .blob(let digest, let bytes) = operation, digest == name {
                return bytes.count
            }
            return nil
        }
        return engine.media == [name: []] && bytes.allSatisfy { $0 == 0 }
            && engine.site.blobs[name] == nil
    }

    @Test func `a picture's bytes are read from the disk alone`() throws {
        var store = try home.openWithSite()
        try addPicture(store)

        #expect(try isLeftOut(store))
        #expect(try store.bytes(name, of: home.site) == picture)
        store = try home.open(seed: 2)
        #expect(try isLeftOut(store))
        #expect(try store.bytes(name, of: home.site) == picture)
        #expect(try store.bytes(Digest.of([1]), of: home.site) == nil)
        #expect(try store.examine() == [])
    }

    @Test func `a picture that goes into another site has its bytes from there`() throws {
        let store = try home.openWithSite()
        try addPicture(store)
        let second = NodeID(high: 3, low: 3)
        _ = try store.createSite(second, slug: "second", fields: [], edits: [])
        let copy = NodeDraft(
            id: NodeID(high: 3, low: 4),
            content: NodeContent(
                kind: .asset, source: SourceSpan(blob: name, 0..<picture.count)),
            fields: [(.file, .text("b.png"))])

        for _ in 0..<2 {
            _ = try? store.commit(
                [.insert(copy, under: second, at: .last)], to: second, origin: .editor)
        }

        #expect(try store.bytes(name, of: second) == picture)
        #expect(try store.state(of: second).site.assets.count == 1)
        #expect(try store.examine() == [])
    }

    @Test func `what is sent has them, and so has the device that pulls`() throws {
        let store = try home.openWithSite()
        let server = LogServer()
        try addPicture(store)

        try server.sync(store, home.site)
        let fresh = try other.open(seed: 9)
        try fresh.adopt(home.site, server: "s", account: "a")
        try server.pull(fresh, home.site)

        #expect(server.log.allSatisfy { !$0.batch.lacksMedia })
        #expect(try fresh.bytes(name, of: home.site) == picture)
        #expect(try isLeftOut(fresh))
        #expect(try isLeftOut(store))
        let given = try fresh.logEntries(of: home.site, after: 0, byteCountMax: 1 << 20)
        #expect(given.map(\.batch.canonicalBytes) == server.log.map(\.batch.canonicalBytes))
        #expect(try fresh.examine() == [])
    }

    @Test func `they stay when their batch is dropped, and go into a bundle`() throws {
        let store = try home.openWithSite()
        let server = LogServer()
        try addPicture(store)
        try server.sync(store, home.site)
        _ = try home.write("after", store)
        try server.sync(store, home.site, stable: server.head, kept: server.head)
        _ = try store.applyPull(
            [], to: home.site, epoch: nil, digest: nil, stable: server.head, kept: server.head,
            head: server.head)
        while try store.compact(home.site, eager) {}

        #expect(try store.syncMarks(of: home.site).dropped == server.head)
        #expect(try store.bytes(name, of: home.site) == picture)
        let bundle = try store.bundle(of: home.site)
        let fresh = try other.open(seed: 9)
        _ = try fresh.restore(bundle)
        #expect(try fresh.bytes(name, of: home.site) == picture)
        #expect(try fresh.examine() == [])
        #expect(try store.examine() == [])
        // The state that stands for the batch does not hold them a second time.
        let rows = try store.read { db in
            try SnapshotRow.fetch(
                db, site: SiteRow.require(db, home.site).key, at: server.head)
        }
        #expect(try #require(rows).bytes.firstRange(of: picture) == nil)
    }

    @Test func `a server's snapshot brings them`() throws {
        let store = try home.openWithSite()
        let server = LogServer()
        try addPicture(store)
        try server.sync(store, home.site)
        let fresh = try other.open(seed: 9)
        try fresh.adopt(home.site, server: "s", account: "a")

        _ = try fresh.adopt(server.snapshot(of: home.site, at: server.head), of: home.site)

        #expect(try fresh.bytes(name, of: home.site) == picture)
        #expect(try isLeftOut(fresh))
        #expect(try fresh.examine() == [])
        try fresh.rebuildRows(of: home.site)
        #expect(try fresh.bytes(name, of: home.site) == picture)
    }

    @Test func `batches that are written anew have them`() throws {
        let (home, store, server) = try StoreFixture.synced()
        let media = MediaTests.adding(picture, to: home)
        _ = try store.commit(media, to: home.site, origin: .command)
        let marks = RewriteMarks(
            epoch: LogServer.epoch, digest: server.digest.value, stable: 0, kept: 0,
            renewsReplica: true)
        let rewrite = LogRewrite(
            cut: server.head, entries: [], replica: ReplicaID(rawValue: 555),
            epoch: LogServer.epoch, isRebase: true)

        try store.rewrite(rewrite, of: home.site, marks)

        let waiting = try store.syncMarks(of: home.site).outbox
        let bytes = waiting.flatMap(\.operations).compactMap { operation -> [UInt8]? in
            if case .blob(_, let bytes) = operation { return bytes }
            return nil
        }
        #expect(bytes == [picture])
        #expect(try store.bytes(name, of: home.site) == picture)
        #expect(try store.examine() == [])
    }

    private static func adding(_ picture: [UInt8], to home: StoreFixture) -> [SiteEdit] {
        let draft = NodeDraft(
            id: NodeID(high: 1, low: 78),
            content: NodeContent(
                kind: .asset, source: SourceSpan(blob: Digest.of(picture), 0..<picture.count)),
            fields: [(.file, .text("a.png"))])
        return [.blob(picture), .insert(draft, under: home.site, at: .last)]
    }

    @Test func `a refused batch takes them out of the document`() throws {
        let store = try home.openWithSite()
        try addPicture(store)
        let waiting = try #require(try store.syncMarks(of: home.site).outbox.last)

        _ = try store.drop(waiting.id(ofOperationAt: 0), of: home.site) { batch, _ in
            [
                RefusedBatch(
                    batch: batch,
                    void: Batch(
                        replica: batch.replica, first: batch.first, base: batch.base,
                        previous: batch.previous,
                        body: .void(count: batch.count, replaced: batch.hash)), message: "")
            ]
        }

        #expect(try store.bytes(name, of: home.site) == nil)
        #expect(try store.examine() == [])
    }

    @Test func `an excerpt of a site has no picture's bytes`() throws {
        let store = try home.openWithSite()
        try addPicture(store)

        let excerpt = try store.excerpt(of: home.site) { $0.pages.first?.id }.site

        #expect(excerpt.blobs.isEmpty)
        #expect(excerpt.assets.map(\.id) == [asset])
    }
}
