import SiteHistory
import SiteModel
import Testing

@testable import WireProtocol

struct HostileInputTests {
    static let frames: [[UInt8]] = [
        PushRequest(standing: Samples.standing, batches: Samples.chain(2)).bytes,
        PushRequest(standing: Samples.standing, batches: Samples.chain(200)).bytes,
        Samples.pull(2).bytes, Samples.pull(200).bytes,
    ]

    private func isRead(_ bytes: [UInt8]) -> Bool {
        (try? PushRequest(bytes: bytes)) != nil || (try? PullAnswer(bytes: bytes)) != nil
    }

    @Test(arguments: 0..<4)
    func `a frame with any one byte changed is refused`(number: Int) {
        let frame = Self.frames[number]
        var generator = SeededGenerator(state: 11)
        for index in stride(from: 0, to: frame.count, by: 1 + frame.count / 500) {
            var bytes = frame
            bytes[index] ^= UInt8.random(in: 1...255, using: &generator)

            #expect(!isRead(bytes), "byte \(index)")
        }
    }

    @Test(arguments: 0..<4)
    func `a frame cut anywhere, or with more behind it, is refused`(number: Int) {
        let frame = Self.frames[number]
        for count in stride(from: 0, to: frame.count, by: 1 + frame.count / 500) {
            #expect(!isRead(Array(frame[..<count])), "cut at \(count)")
        }
        #expect(!isRead(frame + [0]))
    }

    @Test func `payloads with a right check and wrong contents never trap`() {
        var generator = SeededGenerator(state: 12)
        let payloads = [Frame.Kind.push, .pull].map { kind in
            (kind, try? Frame(bytes: (kind == .push ? Self.frames[0] : Self.frames[2])).payload)
        }
        for round in 0..<4_000 {
            guard let payload = payloads[round % 2].1, !payload.isEmpty else { continue }
            var bytes = payload
            for _ in 0...Int.random(in: 0...3, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            if Bool.random(using: &generator) {
                bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator))
            }

            _ = isRead(Frame(kind: payloads[round % 2].0, payload: bytes).bytes)
        }
    }

    @Test func `a frame that would expand beyond measure is refused before it does`() {
        let bomb = Frame(kind: .pull, payload: [UInt8](repeating: 0, count: 1 << 20))
        #expect(
            bomb.bytes.count > 1 << 20, "the encoder does not deflate what the decoder would refuse"
        )

        #expect(throws: WireError.overLimit("deflate ratio")) {
            try Deflate.expand([1, 2, 3], to: 1 << 20)
        }
    }

    @Test func `a frame that says it is larger than the limit is refused`() {
        let frame = Frame(kind: .pull, payload: [1, 2, 3, 4]).bytes

        #expect(throws: WireError.overLimit("frame of 4 bytes")) {
            try Frame(bytes: frame, limit: 3)
        }
    }

    @Test(arguments: [
        "", "[", "{", "{\"a\"", "{\"a\":1,}", "[1,]", "01", "1.", "-", "\"\u{1}\"", "\"\\ud800\"",
        "\"\\x\"", "nul",
        "{\"a\":1,\"a\":2}", "1 2", "1e999", String(repeating: "[", count: 100_000), "<html>",
        "\"\\u12",
    ])
    func `what is not JSON is refused`(text: String) {
        #expect(throws: WireError.self) { try JSONValue(bytes: Array(text.utf8)) }
    }

    @Test func `JSON comes back as it was`() throws {
        let value = JSONValue.members([
            (
                "a",
                .array([
                    .null, .bool(true), .integer(-7), .real(0.5), .string("ü\"\\\n\u{7}\u{85}😀"),
                ])
            ),
            ("b", .object([])),
        ])

        #expect(try JSONValue(bytes: value.bytes) == value)
        #expect(try JSONValue(bytes: Array(#""😀\/""#.utf8)) == .string("😀/"))
    }

    @Test func `JSON that was changed on the way is found by its digest`() throws {
        let body = HelloAnswer(log: Samples.log, chain: nil, account: "ana").bytes
        let header = ContentDigest.header(for: body)
        for index in body.indices {
            var changed = body
            changed[index] ^= 1
            #expect(throws: WireError.damaged) { try ContentDigest.check(changed, header: header) }
        }

        try ContentDigest.check(body, header: header)
        try ContentDigest.check(body, header: nil)
    }

    @Test func `the check sum is Castagnoli's`() {
        #expect(CRC32C.of("123456789".utf8) == 0xe306_9283)
        #expect(CRC32C.of("6789".utf8, seed: CRC32C.of("12345".utf8)) == 0xe306_9283)
        #expect(ContentDigest.header(for: Array("123456789".utf8)) == "crc32c=:4waSgw==:")
    }
}
