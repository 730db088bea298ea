import Foundation
import SiteHistory
import SiteModel
import Synchronization
import Testing
import WireProtocol

@testable import PlatformServer

/// The trash goes for good after 30 days of the server's clock.
struct PurgeTests {
    /// A server whose clock stands until it is told to go on.
    private final class Clock: Sendable {
        private let time = Mutex<Int64>(1_700_000_000_000)

        var now: Int64 { time.withLock { $0 } }
        func pass(days: Int64) { time.withLock { $0 += days * 86_400_000 } }
    }

    private let page = NodeID(high: 1, low: 1)
    private let clock = Clock()
    private let word = "spelt"

    private func withBench(_ body: (ServiceBench) async throws -> Void) async throws {
        let bench = try await ServiceBench(clock: { [clock] in clock.now })
        defer { bench.remove() }
        try await body(bench)
    }

    /// A page that device 1 made and deleted; device 2 has seen that.
    private func deleted(_ bench: ServiceBench) async throws -> ChainWriter {
        var writer = ChainWriter(1)
        try await bench.hello(1)
        try await bench.hello(2)
        try await bench.push([create], by: &writer)
        try await bench.push([.delete(node: page)], by: &writer)
        try await greet(bench)
        return writer
    }

    private var create: SiteHistory.Operation {
        .create(
            Creation(
                node: page, place: Place(parent: ServiceBench.site, anchor: nil),
                content: NodeContent(kind: .page),
                texts: [TextAssignment(TextKey("title", "en"), .inline(word))]))
    }

    /// Both devices say that they have seen everything: twice, for what the second says raises what the first is told.
    private func greet(_ bench: ServiceBench) async throws {
        for device: UInt64 in [1, 2, 1] { try await bench.hello(device) }
    }

    /// What a device shows that has pulled everything.
    private func device(_ bench: ServiceBench) throws -> HistoryEngine {
        var engine = HistoryEngine(site: ServiceBench.site, replicas: [])
        _ = try engine.pull(try bench.entries)
        return engine
    }

    private func purges(_ bench: ServiceBench) throws -> Int {
        try bench.entries.flatMap(\.batch.operations).filter {
            if case .purge = $0 { true } else { false }
        }.count
    }

    @Test func `what was deleted stays in the trash for 30 days of the server's time`() async throws
    {
        try await withBench { bench in
            _ = try await deleted(bench)
            clock.pass(days: 29)

            try await greet(bench)

            #expect(try purges(bench) == 0)
            #expect(try device(bench).trash.map(\.node) == [page])
        }
    }

    @Test func `then it leaves the trash on every device, and its content the snapshots behind`()
        async throws
    {
        try await withBench { bench in
            _ = try await deleted(bench)
            clock.pass(days: 31)

            try await greet(bench)
            try await greet(bench)

            #expect(try purges(bench) == 1)
            let device = try device(bench)
            #expect(device.trash == [])
            let head = try bench.shelf(\.head)
            #expect(try bench.shelf(\.stable) == head)
            let state = try device.snapshot(at: head)
            #expect(!String(decoding: state, as: UTF8.self).contains(word))
            let before = try device.snapshot(at: head - 1)
            #expect(String(decoding: before, as: UTF8.self).contains(word))
            let document = try #require(bench.engines.copy(of: ServiceBench.site))
            #expect(document.trash == [])
            #expect(document.digest == device.digest)
        }
    }

    @Test func `a device that took it back without having seen the purge keeps it`() async throws {
        try await withBench { bench in
            var writer = try await deleted(bench)
            let seen = LogPosition(epoch: bench.service.epoch, count: try bench.shelf(\.head))
            let deletes = try #require(try device(bench).trash.first?.deletes)
            clock.pass(days: 31)
            try await greet(bench)
            #expect(try purges(bench) == 1)

            let outcomes = try await bench.push(
                [
                    .restore(
                        node: page, to: Place(parent: ServiceBench.site, anchor: nil), of: deletes)
                ], by: &writer, base: seen)

            #expect(outcomes == [.accepted(start: seen.count + 2)])
            #expect(try device(bench).site.nodes[page]?.texts[TextKey("title", "en")] == word)
            clock.pass(days: 31)
            try await greet(bench)
            #expect(try device(bench).site.nodes[page] != nil)
        }
    }

    @Test func `a device that has not seen the delete holds it up`() async throws {
        try await withBench { bench in
            var writer = ChainWriter(1)
            try await bench.hello(1)
            try await bench.push([create], by: &writer)
            let seen = try bench.shelf(\.head)
            try await bench.hello(2)
            try await bench.push([.delete(node: page)], by: &writer)
            clock.pass(days: 31)

            try await bench.hello(2, at: seen)
            try await bench.hello(1)

            #expect(try purges(bench) == 0)
        }
    }

    @Test func `a purge that a device pushes is refused`() async throws {
        try await withBench { bench in
            var writer = try await deleted(bench)
            let deletes = try #require(try device(bench).trash.first?.deletes)

            let outcomes = try await bench.push([.purge(node: page, of: deletes)], by: &writer)

            #expect(
                outcomes == [.refused(message: "it writes what only a server may write")])
        }
    }

    @Test func `a server after a start purges what an earlier one could not yet`() async throws {
        try await withBench { bench in
            _ = try await deleted(bench)
            clock.pass(days: 31)
            let again = try await ServiceBench(bench.folder.path, clock: { [clock] in clock.now })

            try await greet(again)

            #expect(try purges(again) == 1)
        }
    }
}
