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
}
