import PageTestSupport
import WireProtocol

/// What networks and machines between do to bytes.
enum Damage {
    /// The bytes with one bit changed, a piece overwritten, or the end missing.
    static func garble(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        guard !bytes.isEmpty else { return bytes }
        var bytes = bytes
        switch random.below(3) {
        case 0: return Array(bytes.prefix(random.below(bytes.count)))
        case 1: bytes[random.below(bytes.count)] ^= UInt8(1 << random.below(8))
        default:
            let start = random.below(bytes.count)
            for index in start..<min(bytes.count, start + 1 + random.below(8)) {
                bytes[index] = UInt8(truncatingIfNeeded: random.next())
            }
        }
        return bytes
    }

    /// A sign-in page.
    static let portalPage = WireResponse(
        status: 200, headers: [WireHeader("content-type", "text/html")],
        body: Array("<html><body>Welcome to the hotel. Please sign in.</body></html>".utf8))

    /// A frame that says of itself that it is much larger, or a little, once it is expanded; its check sum is right.
    static func bomb(_ kind: Frame.Kind, _ random: inout SplitMix64) -> [UInt8] {
        let claimed: UInt32
        let compressible = (0..<4096).map { UInt8(truncatingIfNeeded: $0 / 16) }
        switch random.below(3) {
        case 0: claimed = UInt32(WireLimits.framePayloadByteCountMax)
        case 1: claimed = UInt32.max
        default: claimed = 4096 + 1 + UInt32(random.below(4096))
        }
        var bytes = Frame(kind: kind, payload: compressible).bytes
        for (offset, shift) in [24, 16, 8, 0].enumerated() {
            bytes[12 + offset] = UInt8(truncatingIfNeeded: claimed >> UInt32(shift))
        }
        let sum = CRC32C.of(bytes[20...], seed: CRC32C.of(bytes[..<16]))
        for (offset, shift) in [24, 16, 8, 0].enumerated() {
            bytes[16 + offset] = UInt8(truncatingIfNeeded: sum >> UInt32(shift))
        }
        return bytes
    }
}
