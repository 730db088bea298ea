import Foundation
import GRDB
import SiteHistory
import SiteModel
import Testing
import WireProtocol

@testable import PlatformServer

struct ServerSnapshotTests {
    private func withBench(_ body: (ServiceBench) async throws -> Void) async throws {
        let bench = try await ServiceBench()
        defer { bench.remove() }
        try await body(bench)
    }

    private let much = Int(ServiceBench.limits.operationCount)

    /// A log of two long batches by one writer, who has seen all of it.
    private func filled(_ bench: ServiceBench) async throws -> ChainWriter {
        var writer = ChainWriter(1)
        try await bench.hello()
        for name in ["a", "b"] {
            try await bench.push(ServiceBench.classes(much, name), by: &writer)
            try await bench.hello()
        }
        return writer
    }

    @Test func `a snapshot is written for every so many operations that everybody has seen`()
        async throws
    {
        try await withBench { bench in
            var writer = ChainWriter(1)
            try await bench.hello()
            try await bench.push(ServiceBench.classes(much), by: &writer)
            #expect(try bench.snapshotPositions == [])

            try await bench.hello()
            #expect(try bench.snapshotPositions == [UInt64(much)])
            try await bench.push(ServiceBench.classes(much - 1), by: &writer)
            try await bench.hello()
            #expect(try bench.snapshotPositions == [UInt64(much)])
            try await bench.push(ServiceBench.classes(1), by: &writer)
            try await bench.hello()

            #expect(try bench.snapshotPositions == [UInt64(2 * much), UInt64(much)])
        }
    }

    @Test func `one who has not seen it holds it up, until that has been forgotten`() async throws {
        try await withBench { bench in
            var writer = ChainWriter(1)
            try await bench.hello()
            try await bench.push([ServiceBench.note("first")], by: &writer)
            try await bench.hello(2)
            try await bench.push(ServiceBench.classes(much), by: &writer)

            try await bench.hello()
            #expect(try bench.snapshotPositions == [])
            try await bench.hello(2)

            #expect(try bench.snapshotPositions == [UInt64(much) + 1])
        }
    }

    @Test func `the document in memory lets go of what a snapshot stands for`() async throws {
        try await withBench { bench in
            var writer = try await filled(bench)
            try await bench.push([ServiceBench.note("tail")], by: &writer)

            let engine = try #require(bench.engines.copy(of: ServiceBench.site))

            #expect(engine.firstEnd.position == UInt64(2 * much))
            #expect(engine.entries == Array(try bench.entries.suffix(1)))
            #expect(engine.digest == (try bench.shelf(\.digest)))
        }
    }

    @Test func `after a start the newest snapshot and the tail are the document`() async throws {
        try await withBench { bench in
            var writer = try await filled(bench)
            let again = try await bench.restarted()

            let outcomes = try await again.push([ServiceBench.note("tail")], by: &writer)

            let engine = try #require(again.engines.copy(of: ServiceBench.site))
            #expect(outcomes == [.accepted(start: UInt64(2 * much) + 1)])
            #expect(engine.firstEnd.position == UInt64(2 * much))
            #expect(engine.site.nodes[ServiceBench.site]?.classes.count == 100)
        }
    }

    @Test(arguments: [0, 1])
    func `a damaged snapshot is passed over`(which: Int) async throws {
        try await withBench { bench in
            var writer = try await filled(bench)
            let damaged = try bench.snapshotPositions.prefix(which + 1)
            try bench.shelf { shelf in
                for position in damaged { try ServerSnapshotTests.damage(position, on: shelf) }
            }
            let again = try await bench.restarted()

            let outcomes = try await again.push([ServiceBench.note("tail")], by: &writer)

            let engine = try #require(again.engines.copy(of: ServiceBench.site))
            #expect(outcomes == [.accepted(start: UInt64(2 * much) + 1)])
            #expect(engine.firstEnd.position == (which == 0 ? UInt64(much) : 0))
            #expect(engine.site.nodes[ServiceBench.site]?.classes.count == 100)
        }
    }

    /// Flips a bit of a snapshot's bytes.
    private static func damage(_ position: UInt64, on shelf: SQLiteShelf) throws {
        let data = try Data.fetchOne(
            shelf.db, sql: "SELECT bytes FROM snapshots WHERE position = ?",
            arguments: [Int64(position)])
        var bytes = try #require(data)
        bytes[bytes.count / 2] ^= 1
        try shelf.db.execute(
            sql: "UPDATE snapshots SET bytes = ? WHERE position = ?",
            arguments: [bytes, Int64(position)])
    }

    @Test
    func `a batch from before a snapshot is judged and taken, and removes what it reaches below`()
        async throws
    {
        try await withBench { bench in
            _ = try await filled(bench)
            let epoch = bench.service.epoch
            var away = ChainWriter(7)
            var wrong = ChainWriter(8)
            let base = LogPosition(epoch: epoch, count: UInt64(much))

            let refused = try await bench.push(
                [.delete(node: NodeID(high: 5, low: 5))], by: &wrong, base: base)
            #expect(try bench.snapshotPositions.count == 2)
            let taken = try await bench.push(
                [.removeClass(node: ServiceBench.site, name: "a1"), ServiceBench.note("old")],
                by: &away, base: base)

            #expect(
                refused == [
                    .refused(message: "it changes a node that its author cannot have seen")
                ])
            #expect(taken == [.accepted(start: UInt64(2 * much) + 1)])
            #expect(try bench.snapshotPositions == [UInt64(much)])
            try await expectDocumentIsTheLogs(bench)
        }
    }

    private func expectDocumentIsTheLogs(_ bench: ServiceBench) async throws {
        var whole = HistoryEngine(site: ServiceBench.site, replicas: [])
        _ = try whole.pull(try bench.entries)
        let engine = try bench.shelf { try bench.engines.take(for: $0) }
        #expect(engine.site.nodes == whole.site.nodes)
        #expect(engine.digest == whole.digest)
        #expect(engine.conflicts == whole.conflicts)
    }

    @Test func `the cancel of a delete that a snapshot stands for is judged by the log`()
        async throws
    {
        try await withBench { bench in
            let page = NodeID(high: 5, low: 1)
            let text = TextRef(page, .text("en"))
            var writer = ChainWriter(1)
            try await bench.hello()
            try await bench.push(
                [
                    .create(
                        Creation(
                            node: page, place: Place(parent: ServiceBench.site, anchor: nil),
                            content: NodeContent(kind: .page),
                            texts: [TextAssignment(.text("en"), .inline("hello"))])),
                    .remove(text, at: 0, count: 2),
                ], by: &writer)
            try await bench.push(ServiceBench.classes(much), by: &writer)
            try await bench.hello()
            #expect(try bench.snapshotPositions == [UInt64(much) + 2])

            let delete = OperationID(replica: ReplicaID(rawValue: 1), seq: 2)
            let outcomes = try await bench.push([.cancel(text, delete: delete)], by: &writer)

            #expect(outcomes == [.accepted(start: UInt64(much) + 3)])
            #expect(try bench.snapshotPositions == [])
            try await expectDocumentIsTheLogs(bench)
        }
    }

    @Test func `what came back after a loss removes the snapshots that it reaches below`()
        async throws
    {
        try await withBench { bench in
            _ = try await filled(bench)
            var lost = ChainWriter(9)
            let cut = try bench.shelf { try $0.digest(at: UInt64(much)) }
            let common = LogEnd(position: UInt64(much), digest: try #require(cut))
            let batch = lost.batch(
                base: LogPosition(epoch: EpochID(rawValue: 0x77), count: UInt64(much)),
                [ServiceBench.note("lost")])
            let entry = LogEntry(
                batch: batch, start: UInt64(much) + 1, author: "ana@example.com", time: 0)
            let end = common.adding(entry)
            let request = HealRequest(
                standing: Standing(
                    replica: ReplicaID(rawValue: 9), epoch: EpochID(rawValue: 0x77),
                    cursor: end.position, digest: end.digest, floor: end.position),
                numberings: [
                    Numbering(epoch: EpochID(rawValue: 0x77), through: end.position)
                ], cut: common, from: common, entries: [entry], seal: nil)

            let answer = try await bench.service.heal(
                request, site: ServiceBench.site, account: bench.account)
            await bench.service.snapshots.finish(ServiceBench.site)

            #expect(answer.taken == 1)
            #expect(try bench.snapshotPositions == [UInt64(much)])
            try await expectDocumentIsTheLogs(bench)
        }
    }

    @Test func `a client gets the newest one, with what the server says of the log now`()
        async throws
    {
        try await withBench { bench in
            try await bench.hello()
            await #expect(throws: Problem.noSnapshot) {
                try await bench.snapshot(for: .origin(ReplicaID(rawValue: 3)))
            }
            _ = try await filled(bench)

            let newest = try await bench.snapshot(for: .origin(ReplicaID(rawValue: 3)))

            #expect(newest.end.position == UInt64(2 * much))
            #expect(newest.log.head == UInt64(2 * much))
            let engine = try HistoryEngine(
                site: ServiceBench.site, replicas: [], snapshot: newest.state)
            #expect(engine.firstEnd == newest.end)
            #expect(engine.site.nodes[ServiceBench.site]?.classes.count == 100)
        }
    }

    @Test func `what was written anew is told by a snapshot, and by the next one after a start`()
        async throws
    {
        try await withBench { bench in
            var old = ChainWriter(7)
            let waiting = old.batch(base: .origin, [ServiceBench.note("once")])
            var writer = ChainWriter(1)
            try await bench.hello()
            try await bench.push(
                [.retire(waiting.chainEnd)] + ServiceBench.classes(much), by: &writer)
            try await bench.hello()
            let again = try await bench.restarted()
            try await again.push(ServiceBench.classes(much), by: &writer)
            try await again.hello()

            for one in [bench, again] {
                let answer = try await one.snapshot(for: .origin(ReplicaID(rawValue: 7)))

                var copy = try HistoryEngine(
                    site: ServiceBench.site, replicas: [ReplicaID(rawValue: 7)],
                    snapshot: answer.state)
                _ = try copy.commit(waiting)
                let rewritten = try copy.rewriting(
                    LogRewrite(
                        cut: answer.end.position, entries: [], replica: ReplicaID(rawValue: 8),
                        epoch: one.service.epoch))
                #expect(rewritten.superseded == [waiting])
            }
        }
    }

    @Test func `of old snapshots a few are kept, and the one that serves whatever may come`()
        async throws
    {
        try await withBench { bench in
            try await bench.hello()
            var writer = ChainWriter(1)
            try await bench.push([ServiceBench.note("a")], by: &writer)
            try bench.shelf { shelf in
                var shelf = shelf
                shelf.stable = 30
                shelf.kept = 25
                for position in [UInt64(10), 20, 30, 40, 50, 60, 70, 80] {
                    try shelf.insertSnapshot(
                        [1], at: LogEnd(position: position, digest: LogDigest()))
                }
            }

            #expect(try bench.snapshotPositions == [80, 70, 60, 50, 20])
        }
    }

    @Test func `a site's pace waits for more after a try that came to nothing`() {
        var pace = SnapshotPace(newest: 100, byteCount: 0, limits: SnapshotPace.Limits())

        #expect(!pace.isDue(stable: 10_099))
        #expect(pace.isDue(stable: 10_100))
        pace.failed(stable: 10_100)
        #expect(!pace.isDue(stable: 11_000))
        #expect(pace.isDue(stable: 11_100))
    }

    @Test func `a few large batches are worth a snapshot, too`() {
        var pace = SnapshotPace(newest: 100, byteCount: 0, limits: SnapshotPace.Limits())
        pace.add(byteCount: 8 << 20)

        #expect(!pace.isDue(stable: 100))
        #expect(pace.isDue(stable: 101))
    }
}
