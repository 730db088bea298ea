import Testing

@testable import WireProtocol

/// Payloads of pictures.
struct LargePayloadTests {
    private func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
    }

    /// Bit by bit, as RFC 3720 says it.
    private func sum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in
                value & 1 == 1 ? value >> 1 ^ 0x82f6_3b78 : value >> 1
            }
        }
    }

    @Test(arguments: [0, 1, 7, 8, 9, 15, 16, 17, 1000])
    func `the check sum of eight bytes at a time is that of bits`(count: Int) {
        let bytes = noise(count + 3)

        #expect(CRC32C.of(bytes[3...]) == sum(bytes[3...]))
        // Without bytes in a row.
        #expect(CRC32C.of(bytes.lazy.map { $0 }) == sum(bytes))
        let half = count / 2
        #expect(
            CRC32C.of(bytes[half...], seed: CRC32C.of(bytes[..<half])) == sum(bytes))
    }

    @Test func `what deflate does not make smaller is sent as it is, text is deflated`() throws {
        let noise = noise(2 << 20)
        let text = Array(String(repeating: "Vegan bread, baked daily. ", count: 100_000).utf8)
        let mixed = noise + noise + text

        #expect(!Deflate.pays(noise) && Deflate.pays(text) && Deflate.pays(mixed))
        for payload in [noise, Array(mixed.prefix(5 << 20))] {
            let frame = Frame(kind: .bundle, payload: payload)
            #expect(try Frame(bytes: frame.bytes) == frame)
        }
        #expect(Frame(kind: .bundle, payload: noise).bytes.count == noise.count + 20)
        #expect(Deflate.pays(Array("short".utf8)))
    }
}
