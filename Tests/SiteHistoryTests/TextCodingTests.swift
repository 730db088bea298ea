import CZlib
import PageTestSupport
import SiteModel
import Testing

@testable import SiteHistory

struct TextCodingTests {
    private static let reader = ReplicaID(rawValue: 99)

    @Test(arguments: oracleSeeds(upTo: 12))
    func `whoever has exchanged updates shows the same`(seed: UInt64) throws {
        let graph = TextGraph(seed: seed, steps: 90)
        let documents = zip(graph.replicas, graph.known).map { graph.document($0, knowing: $1) }

        for (document, version) in zip(documents, graph.known) {
            #expect(document.text == graph.text(at: version), "seed \(seed)")
            var merged = document
            for other in documents {
                try merged.merge(other.update(since: merged.version))
                // What is there already is skipped.
                try merged.merge(other.update(since: [:]))
            }
            #expect(merged.text == graph.text, "seed \(seed)")
            let read = try TextDocument(replica: TextCodingTests.reader, bytes: merged.bytes)
            #expect(read.text == graph.text && read.version == merged.version, "seed \(seed)")
            let again = try TextDocument(replica: TextCodingTests.reader, bytes: read.bytes)
            #expect(again.bytes == read.bytes, "seed \(seed)")
        }
    }

    @Test(arguments: oracleSeeds(upTo: 12))
    func `an update without what it builds on is refused, and changes nothing`(seed: UInt64) throws
    {
        let graph = TextGraph(seed: seed, steps: 60)
        let all = Dictionary(
            graph.steps.map { ($0.id.replica, $0.id.seq) }, uniquingKeysWith: { max($0, $1) })
        let document = graph.document(TextCodingTests.reader, knowing: all)
        let half = Dictionary(
            graph.steps[..<30].map { ($0.id.replica, $0.id.seq) },
            uniquingKeysWith: { max($0, $1) })
        var empty = TextDocument(replica: TextCodingTests.reader, base: graph.base)

        #expect(throws: DecodingFault.self) {
            try empty.merge(document.update(since: half))
        }

        #expect(empty.text == graph.base && empty.version == [:])
        try empty.merge(document.update(since: [:]))
        #expect(empty.text == graph.text)
    }

    @Test(arguments: 0..<12)
    func `an update may start within a run, whichever way it goes`(known: Int) throws {
        let writer = ReplicaID(rawValue: 1)
        var author = TextDocument(replica: writer, base: "abcdefghij")
        var reader = TextDocument(replica: TextCodingTests.reader, base: "abcdefghij")
        for step in 0..<12 {
            if step == known { try reader.merge(author.update(since: [:])) }
            switch step {
            case ..<4: author.remove(1, at: 8 - step)
            case ..<8: author.insert("é", at: step - 4)
            default: author.remove(1, at: 2)
            }
        }

        try reader.merge(author.update(since: [writer: UInt64(known)]))

        #expect(reader.text == author.text)
    }

    @Test(arguments: UInt64(0)..<4)
    func `mutated bytes are refused`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let graph = TextGraph(seed: seed, steps: 60)
        let document = graph.document(TextCodingTests.reader, knowing: graph.known[0])
        let (bytes, state) = (document.bytes, document.state)

        for _ in 0..<200 {
            let broken = bytes.mutated(using: &random)
            if broken != bytes {
                #expect(throws: DecodingFault.self) {
                    try TextDocument(replica: TextCodingTests.reader, bytes: broken)
                }
            }
            let brokenState = state.mutated(using: &random)
            if brokenState != state {
                #expect(throws: DecodingFault.self) {
                    try TextDocument(replica: TextCodingTests.reader, state: brokenState)
                }
            }
        }
    }

    @Test(arguments: UInt64(0)..<4)
    func `mutated bytes with the right check value never stop the program`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let graph = TextGraph(seed: seed, steps: 40)
        let document = graph.document(TextCodingTests.reader, knowing: graph.known[0])
        var accepted = 0

        for original in [document.bytes, document.state, document.update(since: [:])] {
            for _ in 0..<300 {
                let body = Array(original.dropLast(CheckedBytes.checkByteCount))
                let sealed = CheckedBytes.seal(body.mutated(using: &random))
                let read = try? TextDocument(replica: TextCodingTests.reader, bytes: sealed)
                if let read, !read.bytes.isEmpty { accepted += 1 }
                _ = try? TextDocument(replica: TextCodingTests.reader, state: sealed)
                var merged = document
                try? merged.merge(sealed)
                _ = merged.text
            }
        }

        #expect(accepted < 900)
    }

    @Test(arguments: [
        "", "a", "漢字 שלום 👩‍👩‍👧", String(repeating: "ab", count: 5000),
        (0..<400).map { "line \($0 * 7919 % 1000): the quick brown fox\n" }.joined(),
    ])
    func `a text at rest reads back`(text: String) throws {
        let bytes = TextAtRest.bytes(of: text)

        #expect(try TextAtRest.text(from: bytes) == text)
        #expect(bytes.count <= text.utf8.count + 10)
    }

    @Test(arguments: ["sequential/sveltecomponent", "concurrent/friendsforever"])
    func `a recorded history ends as it was recorded`(name: String) throws {
        guard let trace = RecordedTrace(name) else {
            print("skipped: \(name) is not in ../shared/data/traces")
            return
        }

        var document = trace.document
        document.settle()
        var read = TextDocument(replica: TextCodingTests.reader)
        try read.merge(document.update(since: [:]))

        #expect(document.text == trace.end)
        #expect(read.text == trace.end)
    }
}

extension [UInt8] {
    /// Cut off, or with some bits flipped.
    fileprivate func mutated(using random: inout SplitMix64) -> [UInt8] {
        var bytes = self
        if random.chance(20) { bytes.removeLast(random.below(count + 1)) }
        for _ in 0..<random.below(4) where !bytes.isEmpty {
            bytes[random.below(bytes.count)] ^= UInt8(1 << random.below(8))
        }
        return bytes
    }
}
