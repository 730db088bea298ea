/// What happens to bytes on their way or on a disk.
enum Mutation: String, CaseIterable {
    case none
    case cutBehind, cutBefore, cutOut
    case oneBit, someBits, oneByte, someBytes, burst, zeros
    case spliced, mixed
    case extended, inserted, repeated, swapped

    static let allDamage = allCases.filter { $0 != .none }

    /// The damaged form of the bytes; `other` is a second input of the same kind.
    func apply(
        to bytes: [UInt8], _ other: [UInt8], _ random: inout MutationRandom
    ) -> [UInt8] {
        guard !bytes.isEmpty else { return noise(&random) }
        switch self {
        case .none: return bytes
        case .cutBehind: return Array(bytes.prefix(random.below(bytes.count)))
        case .cutBefore: return Array(bytes.dropFirst(1 + random.below(bytes.count)))
        case .cutOut: return replacing(part(of: bytes, &random), in: bytes, [])
        case .oneBit: return flipping(1, in: bytes, &random)
        case .someBits: return flipping(2 + random.below(15), in: bytes, &random)
        case .oneByte: return replacing(one(in: bytes, &random), in: bytes, noise(1, &random))
        case .someBytes:
            return (0..<2 + random.below(8)).reduce(bytes) { bytes, _ in
                replacing(one(in: bytes, &random), in: bytes, noise(1, &random))
            }
        case .burst:
            let part = part(of: bytes, &random)
            return replacing(part, in: bytes, noise(part.count, &random))
        case .zeros:
            let part = part(of: bytes, &random)
            return replacing(part, in: bytes, [UInt8](repeating: 0, count: part.count))
        case .spliced:
            return Array(bytes.prefix(1 + random.below(bytes.count)))
                + other.dropFirst(random.below(other.count))
        case .mixed:
            let part = part(of: other, &random)
            let place = random.below(bytes.count)
            let end = min(bytes.count, place + part.count)
            return replacing(place..<end, in: bytes, Array(other[part]))
        case .extended: return bytes + (random.below(2) == 0 ? noise(&random) : other)
        case .inserted:
            let place = random.below(bytes.count)
            return replacing(place..<place, in: bytes, noise(&random))
        case .repeated:
            let part = part(of: bytes, &random)
            return replacing(part.upperBound..<part.upperBound, in: bytes, Array(bytes[part]))
        case .swapped:
            let part = part(of: bytes, &random)
            return replacing(part, in: bytes, bytes[part].reversed())
        }
    }

    private func replacing(
        _ range: Range<Int>, in bytes: [UInt8], _ replacement: [UInt8]
    ) -> [UInt8] {
        bytes[..<range.lowerBound] + replacement + bytes[range.upperBound...]
    }

    private func flipping(
        _ count: Int, in bytes: [UInt8], _ random: inout MutationRandom
    ) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<count {
            bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
        }
        return bytes
    }

    /// At least one byte, at most 64.
    private func part(of bytes: [UInt8], _ random: inout MutationRandom) -> Range<Int> {
        let start = random.below(bytes.count)
        return start..<min(bytes.count, start + 1 + random.below(64))
    }

    private func one(in bytes: [UInt8], _ random: inout MutationRandom) -> Range<Int> {
        let place = random.below(bytes.count)
        return place..<place + 1
    }

    private func noise(_ random: inout MutationRandom) -> [UInt8] {
        noise(1 + random.below(40), &random)
    }

    private func noise(_ count: Int, _ random: inout MutationRandom) -> [UInt8] {
        (0..<count).map { _ in UInt8(random.below(256)) }
    }
}
