import Foundation
import GRDB
import SiteHistory
import SiteModel
import Testing
import WireProtocol

@testable import PlatformServer

/// Batches that stand for own ones of another name: the server takes one of them.
struct StandInTests {
    private func withBench(_ body: (ServiceBench) async throws -> Void) async throws {
        let bench = try await ServiceBench()
        defer { bench.remove() }
        try await bench.hello()
        try await body(bench)
    }

    /// A batch that nobody sent.
    private let old = ChainEnd(
        replica: ReplicaID(rawValue: 5), seq: 9, link: Digest.of([1, 2, 3]))

    @Test func `of two batches that stand for one, the first is taken, also after a restart`()
        async throws
    {
        try await withBench { bench in
            var (one, two) = (ChainWriter(77), ChainWriter(88))

            let first = try await bench.push([ServiceBench.note("a"), .retire(old)], by: &one)
            let again = try await bench.restarted()
            let second = try await again.push([ServiceBench.note("b"), .retire(old)], by: &two)

            #expect(first.first?.isTaken == true)
            #expect(second == [.fork(seq: 0, link: .zero)])
            #expect(try again.entries.count == 1)
        }
    }

    @Test func `what an older server noted is known`() async throws {
        let path = RunningServer.newFolder()
        var writer = ChainWriter(77)
        let bench = try await ServiceBench(path)
        defer { bench.remove() }
        try await bench.hello()
        try await bench.push([ServiceBench.note("a")], by: &writer)
        try await bench.folder.pool.write { [old] db in
            try db.execute(
                sql: """
                    DROP TABLE retired;
                    CREATE TABLE retirements (site INTEGER, replica TEXT, seq INTEGER, link BLOB);
                    DELETE FROM grdb_migrations WHERE identifier = '4';
                    """)
            try db.execute(
                sql: "INSERT INTO retirements SELECT key, ?, ?, ? FROM sites",
                arguments: [old.replica.description, Int64(old.seq), Data(old.link.bytes)])
        }

        let later = try await bench.restarted()

        #expect(try later.shelf { try $0.isRetired(old) })
    }

    @Test func `words of a lost log that stand there anew come back with what takes them out`()
        async throws
    {
        try await withBench { bench in
            let ref = TextRef(ServiceBench.site, TextKey("text", "en"))
            var (first, new, old) = (ChainWriter(7), ChainWriter(8), ChainWriter(9))
            try await bench.push([.insert(ref, at: 0, text: "<>")], by: &first)
            let base = LogPosition(epoch: bench.service.epoch, count: 1)
            let lost = old.batch(base: base, [.insert(ref, at: 1, text: "words")])
            let again = try await bench.restarted()
            try await again.push(
                [.insert(ref, at: 1, text: "words"), .retire(lost.chainEnd)], by: &new)

            let answer = try await again.heal([lost], of: bench.service.epoch, behind: 1)

            #expect(answer.taken == 1)
            let batches = try again.entries.map(\.batch)
            #expect(batches.suffix(2) == [lost, try #require(lost.withdrawal)])
            let behind = try #require(try again.entries.dropLast(2).last?.end)
            #expect(try again.shelf { try $0.page(after: behind, limit: 1).entries.count } == 2)
            #expect(try again.shelf { try $0.page(after: 0, limit: 1).entries.count } == 1)
            let engine = try again.shelf { try SiteEngines.engine(on: $0) }
            #expect(engine.site[ServiceBench.site]?.texts[ref.key] == "<words>")
        }
    }
}

extension ServiceBench {
    /// Gives back what a lost log had behind a position, to its end.
    fileprivate func heal(_ batches: [Batch], of epoch: EpochID, behind position: UInt64)
        async throws -> HealAnswer
    {
        let digest = try shelf { try $0.digest(at: position) }
        let cut = LogEnd(position: position, digest: digest ?? LogDigest())
        var (entries, end): ([LogEntry], LogEnd) = ([], cut)
        for batch in batches {
            entries.append(
                LogEntry(batch: batch, start: end.position + 1, author: account.email, time: 0))
            end = end.adding(entries[entries.count - 1])
        }
        let request = HealRequest(
            standing: Standing(
                replica: ReplicaID(rawValue: 1), epoch: epoch, cursor: end.position,
                digest: end.digest, floor: 0),
            numberings: [Numbering(epoch: epoch, through: end.position)], cut: cut, from: cut,
            entries: entries, seal: nil)
        return try await service.heal(request, site: Self.site, account: account)
    }
}
