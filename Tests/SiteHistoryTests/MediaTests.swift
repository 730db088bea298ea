import PageTestSupport
import SiteModel
import Testing

@testable import SiteHistory

struct MediaTests {
    private let site = NodeID(high: 1, low: 1)
    private let replica = ReplicaID(rawValue: 5)
    private let picture: [UInt8] = [0x89, 0x50, 0, 0xFF]
    private let text = Array("p { color: red }".utf8)

    private func batch(_ operations: [SiteHistory.Operation], first: UInt64 = 1) -> Batch {
        Batch(
            replica: replica, first: first, base: .origin, previous: .zero,
            body: .operations(operations))
    }

    private var whole: Batch {
        batch([.blob(Digest.of(picture), picture), .blob(Digest.of(text), text)])
    }

    @Test func `a batch without its media is the same batch`() {
        let short = whole.leavingOutMedia()

        #expect(short == whole)
        #expect(short.hash == whole.hash && short.byteCount == whole.byteCount)
        #expect(short.lacksMedia && !whole.lacksMedia)
        #expect(
            short.operations
                == [.blob(Digest.of(picture), []), .blob(Digest.of(text), text)])
        #expect(!batch([.blob(Digest.of(text), text)]).leavingOutMedia().lacksMedia)
    }

    @Test func `a text that names media is empty, whether its bytes are there or not`() throws {
        let page = Creation(
            node: NodeID(high: 1, low: 2), place: Place(parent: site, anchor: nil),
            content: NodeContent(kind: .asset),
            texts: [TextAssignment(.css, .blob(Digest.of(picture)))])
        let made = batch([.blob(Digest.of(picture), picture), .create(page)])
        var shown: [Site] = []
        for batch in [made, made.leavingOutMedia()] {
            var engine = HistoryEngine(site: site, replicas: [])
            _ = try engine.pull([LogEntry(batch: batch, start: 1, author: "", time: 0)])
            shown.append(engine.site)
        }

        #expect(shown[0].nodes == shown[1].nodes)
        #expect(shown[0][page.node]?.texts[.css] == "")
    }

    @Test
    func `a state that leaves media out is read as ours alone, and completed is the whole one`()
        throws
    {
        var engine = HistoryEngine(site: site, replicas: [])
        _ = try engine.pull([LogEntry(batch: whole, start: 1, author: "", time: 0)])
        let all = try engine.snapshot(at: 2)

        engine.leaveOutMedia()
        let short = try engine.snapshot(at: 2)

        #expect(short.count < all.count + Digest.byteCount)
        #expect(throws: DecodingFault.self) {
            try HistoryEngine(site: site, replicas: [], snapshot: short)
        }
        var read = try HistoryEngine(site: site, replicas: [], snapshot: short, isOurs: true)
        #expect(read.media == [Digest.of(picture): []])
        #expect(try read.snapshot(at: 2) == short)
        read.completeFoundation { $0 == Digest.of(picture) ? picture : nil }
        #expect(try read.snapshot(at: 2) == all)
        #expect(try HistoryEngine(site: site, replicas: [], snapshot: all).media.count == 1)
    }

    @Test func `compaction keeps what is left out left out`() throws {
        var engine = HistoryEngine(site: site, replicas: [])
        _ = try engine.pull([LogEntry(batch: whole, start: 1, author: "", time: 0)])
        engine.leaveOutMedia()

        try engine.compact(to: 2)

        #expect(engine.entries.isEmpty)
        #expect(engine.media == [Digest.of(picture): []])
        #expect(engine.site.blobs == [Digest.of(text): text])
    }
}
