import PageTestSupport
import SiteModel
import Testing

@testable import SiteHistory

/// What a purge takes, and what keeps it from it.
struct PurgeTests {
    private let site = LogScene.node(1)
    private let word = "spelt"

    /// The hero is deleted, everybody has seen that, and the server purges it.
    private struct Purged {
        var scene = LogScene()
        let delete: OperationID
        let purge: OperationID
        /// Before the purge.
        let seen: UInt64

        init() {
            scene.write(by: 1, .insert(LogScene.text, at: 0, text: "spelt"))
            delete = scene.write(by: 1, .delete(node: LogScene.hero))[0]
            seen = scene.head
            purge = scene.write(by: 9, .purge(node: LogScene.hero, of: [delete]))[0]
        }
    }

    private func engine(_ scene: LogScene) throws -> HistoryEngine {
        var engine = HistoryEngine(site: site, replicas: [])
        _ = try engine.pull(scene.log)
        let mine = SiteListing(site: engine.site, conflicts: engine.conflicts, trash: engine.trash)
        #expect(SiteListing(scene.oracle).differences(from: mine) == [])
        return engine
    }

    private func restore(_ purged: Purged) throws -> SiteHistory.Operation {
        var before = HistoryEngine(site: site, replicas: [])
        _ = try before.pull(purged.scene.log.filter { $0.end <= purged.seen })
        let parent = try #require(before.shown.nodes.parent(of: LogScene.hero))
        return .restore(
            node: LogScene.hero, to: Place(parent: parent, anchor: nil), of: [purged.delete])
    }

    @Test func `what is purged leaves the trash at once`() throws {
        let engine = try engine(Purged().scene)

        #expect(engine.trash == [])
        #expect(engine.site.nodes[LogScene.hero] == nil)
    }

    @Test func `a snapshot behind it holds nothing of what it took`() throws {
        let purged = Purged()
        let before = try engine(purged.scene).snapshot(at: purged.seen)
        let after = try engine(purged.scene).snapshot(at: purged.scene.head)

        #expect(String(decoding: before, as: UTF8.self).contains(word))
        #expect(!String(decoding: after, as: UTF8.self).contains(word))
        let read = try HistoryEngine(site: site, replicas: [], snapshot: after)
        #expect(read.trash == [])
        #expect(try read.snapshot(at: read.cursor) == after)
    }

    @Test func `a restore by somebody who had not seen it keeps the node, with all in it`() throws {
        var purged = Purged()
        purged.scene.write(by: 2, seen: purged.seen, try restore(purged))

        let engine = try engine(purged.scene)

        #expect(engine.trash == [])
        #expect(engine.site.nodes[LogScene.hero] != nil)
        #expect(
            engine.site.nodes[LogScene.text.node]?.texts[LogScene.text.key]?.contains(word) == true)
        let bytes = try engine.snapshot(at: engine.cursor)
        #expect(String(decoding: bytes, as: UTF8.self).contains(word))
    }

    @Test func `a restore that came first keeps it from purging what its server had not seen`()
        throws
    {
        var purged = Purged()
        purged.scene = LogScene()
        purged.scene.write(by: 1, .insert(LogScene.text, at: 0, text: word))
        let delete = purged.scene.write(by: 1, .delete(node: LogScene.hero))[0]
        let seen = purged.scene.head
        purged.scene.write(by: 2, try restore(purged))
        purged.scene.write(by: 9, seen: seen, .purge(node: LogScene.hero, of: [delete]))

        #expect(try engine(purged.scene).site.nodes[LogScene.hero] != nil)
    }

    @Test func `who has seen it can name nothing in it, not even to take it back`() throws {
        var purged = Purged()
        purged.scene.write(by: 2, try restore(purged))
        purged.scene.write(by: 2, .insert(LogScene.text, at: 0, text: "rye"))

        let engine = try engine(purged.scene)

        #expect(engine.site.nodes[LogScene.hero] == nil)
        #expect(engine.trash == [])
        #expect(throws: HistoryError.notInTrash(LogScene.hero)) {
            var transaction = engine.transaction(
                as: ReplicaID(rawValue: 3), first: 1, base: .origin, after: nil)
            try transaction.restore(LogScene.hero)
        }
    }

    @Test func `a rebase keeps what was written in it apart, and the rest goes on`() throws {
        // A device that read the log up to before the delete, and was away until long after the purge.
        let purged = Purged()
        let me = ReplicaID(rawValue: 5)
        let known = purged.scene.log.dropLast(2)
        var away = HistoryEngine(site: site, replicas: [me])
        _ = try away.pull(Array(known))
        let base = LogPosition(epoch: EpochID(rawValue: 1), count: away.cursor)
        let edits: [SiteEdit] = [
            .setText(LogScene.text, from: "spelthello", to: "spelthello rye"),
            .setField(LogScene.page, .title, .text("Mills")),
            .delete(LogScene.hero),
        ]
        var previous = Digest.zero
        for (first, edit) in zip(1..., edits) {
            let made = try away.prepare(
                [edit], replica: me, first: UInt64(first), previous: previous, base: base)
            _ = try away.commit(made.batch)
            previous = made.batch.hash
        }
        let waiting = away.pending

        let new = try away.rewriting(
            LogRewrite(
                cut: away.cursor, entries: Array(purged.scene.log[known.count...]),
                replica: ReplicaID(rawValue: 6), epoch: EpochID(rawValue: 1), isRebase: true))

        #expect(new.held == [waiting[0], waiting[2]])
        #expect(new.engine.pending.count == 1)
        #expect(new.engine.site.nodes[LogScene.page]?.fields[.title] == .text("Mills"))
        #expect(new.engine.site.nodes[LogScene.hero] == nil && new.engine.trash == [])
        // What it was for can still be said, for a person to export or to apply again.
        #expect(
            try away.intents(of: waiting[0], after: []) == [
                .text(LogScene.text, from: "spelthello", to: "spelthello rye")
            ])
    }

    @Test func `a server refuses it from anybody`() throws {
        let purged = Purged()
        let last = try #require(purged.scene.log.last)
        var before = HistoryEngine(site: site, replicas: [])
        _ = try before.pull(purged.scene.log.dropLast())

        #expect(before.fault(in: last.batch) == "it writes what only a server may write")
    }

    @Test func `an older program reads it as unknown, and as the same bytes`() throws {
        let purge = SiteHistory.Operation.purge(node: LogScene.hero, of: [LogScene.id(1, 2)])
        var payload = ByteWriter()
        payload.list([LogScene.id(1, 2)]) { $0.operationID($1) }
        var known = ByteWriter()
        known.operation(purge)
        var unknown = ByteWriter()
        unknown.operation(.unknown(kind: 64, nodes: [LogScene.hero], payload: payload.bytes))

        var reader = ByteReader(known.bytes)

        #expect(known.bytes == unknown.bytes)
        #expect(try reader.operation() == purge)
    }
}
