import PageTestSupport
import SiteHistory
import SiteModel
import Testing

@testable import WireProtocol

struct BulkTests {
    /// The entries as they come out of a columnar answer; fails where the answer is not columnar.
    private func carried(_ entries: [LogEntry]) throws -> [LogEntry] {
        let bytes = Samples.answer(entries).bytes(in: .columns)
        #expect(try Frame(bytes: bytes).form == .columns)
        return try PullAnswer(bytes: bytes).entries
    }

    @Test(arguments: 1...24)
    func `a random history comes back to the byte`(seed: UInt64) throws {
        let log = HistoryGenerator(seed: seed, steps: 120).log

        let entries = try carried(log)

        #expect(entries == log)
        #expect(entries.map(\.batch.canonicalBytes) == log.map(\.batch.canonicalBytes))
    }

    @Test(arguments: 1...8)
    func `a random chain that is pushed comes back to the byte`(seed: UInt64) throws {
        let history = HistoryGenerator(seed: seed, steps: 300)
        let batches = history.devices.flatMap { device in
            history.log.map(\.batch).filter { $0.replica == device.replica }
        }

        let push = PushRequest(standing: Samples.standing, batches: batches, form: .columns)
        let read = try PushRequest(bytes: push.bytes)

        #expect(read == push)
        #expect(read.batches.map(\.hash) == batches.map(\.hash))
    }

    @Test func `every kind of operation and batch comes back to the byte`() throws {
        let log = Samples.log(of: Samples.everything)

        #expect(try carried(log).map(\.batch.canonicalBytes) == log.map(\.batch.canonicalBytes))
    }

    @Test func `strings that look alike stay apart`() throws {
        let composed = "caf\u{e9}"
        let decomposed = "cafe\u{301}"
        let operations = [composed, decomposed, composed, decomposed].map {
            Operation.addClass(node: Samples.node, name: $0)
        }
        let filler = (0..<80).map { Operation.insert(Samples.text, at: $0, text: "x") }
        let log = Samples.log(of: [Samples.batch(operations + filler)])

        let read = try carried(log)[0].batch

        #expect(read.canonicalBytes == log[0].batch.canonicalBytes)
    }

    @Test func `small messages travel as rows`() throws {
        let push = PushRequest(
            standing: Samples.standing, batches: Samples.chain(2), form: .columns)

        #expect(try Frame(bytes: push.bytes).form == .rows)
        #expect(try Frame(bytes: Samples.pull(2).bytes(in: .columns)).form == .rows)
    }

    @Test func `who does not offer columns gets rows`() throws {
        #expect(MediaType.frameForm(accepting: MediaType.acceptedFrames) == .columns)
        for header in [nil, "", "*/*", MediaType.frame, "application/json;version=2"] {
            #expect(MediaType.frameForm(accepting: header) == .rows)
        }
        #expect(try Frame(bytes: Samples.pull(300).bytes).form == .rows)
    }

    @Test func `an answer of a server that knows rows only says so`() throws {
        let body = Array(
            #"{"epoch":"0000000000000abc","head":3,"stable":0,"kept":0,"account":"ana"}"#.utf8)

        #expect(try HelloAnswer(bytes: body).frames == .rows)
    }

    @Test func `one-keystroke batches cost less than four bytes each`() throws {
        let batches = Samples.typing(2_000)
        let push = PushRequest(standing: Samples.standing, batches: batches, form: .columns)

        #expect(push.bytes.count < 4 * batches.count)
        #expect(try PushRequest(bytes: push.bytes) == push)
    }

    @Test func `columns that claim more than the budget are refused before they are made`() {
        var out = ByteWriter()
        Samples.standing.write(to: &out)
        var bulk = BulkWriter()
        bulk.batch(Samples.boastful)
        bulk.finish(to: &out)

        #expect(!bulk.isWithinLimits)
        #expect(throws: WireError.self) {
            try PushRequest(
                bytes: Frame(kind: .push, form: .columns, payload: out.bytes).bytes)
        }
    }

    @Test func `columnar payloads with a right check and wrong contents never trap`() throws {
        var generator = SeededGenerator(state: 21)
        let log = HistoryGenerator(seed: 3, steps: 150).log + Samples.log(of: Samples.everything)
        let payload = try Frame(bytes: Samples.answer(log).bytes(in: .columns)).payload
        for _ in 0..<800 {
            var bytes = payload
            for _ in 0...Int.random(in: 0...3, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            let frame = Frame(kind: .pull, form: .columns, payload: bytes).bytes

            guard let answer = try? PullAnswer(bytes: frame) else { continue }
            for entry in answer.entries {
                let canonical = entry.batch.canonicalBytes
                #expect(try Batch(canonicalBytes: canonical).canonicalBytes == canonical)
            }
        }
    }
}

struct RunColumnTests {
    @Test(arguments: 1...50)
    func `a column comes back as it was`(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        var values: [UInt64] = []
        for _ in 0..<Int.random(in: 0...40, using: &generator) {
            let value = UInt64.random(in: 0...3, using: &generator) << UInt64(seed % 62)
            let count = Int.random(in: 1...5, using: &generator)
            values += Array(repeating: value, count: count)
        }
        var writer = RunWriter()
        for value in values { writer.append(value) }
        var reader = RunReader(writer.finish())

        for value in values { #expect(try reader.next() == value) }
        #expect(reader.isAtEnd)
        #expect(throws: DecodingFault.self) { try reader.next() }
    }

    @Test(arguments: [0, 1, -1, 63, -64, Int64.max, Int64.min])
    func `a difference comes back with its sign`(difference: Int64) {
        #expect(UInt64(zigzag: difference).unzigzagged == difference)
        let other: UInt64 = 12
        let number = other &+ UInt64(bitPattern: difference)
        #expect(UInt64(difference: number.difference(from: other), from: other) == number)
    }
}
