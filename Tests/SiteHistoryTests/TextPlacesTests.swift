import PageTestSupport
import SiteModel
import Testing

@testable import SiteHistory

/// What a batch knows of where its texts' operations stand: as walking it once for each text would find them.
struct TextPlacesTests {
    private static func text(_ number: Int) -> TextRef {
        TextRef(NodeID(high: 3, low: UInt64(number)), .text("en"))
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `each text has the places that a walk for it alone finds`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let operations = (0..<40).map { _ -> SiteHistory.Operation in
            let ref = Self.text(Int.random(in: 0..<5, using: &generator))
            return switch Int.random(in: 0..<3, using: &generator) {
            case 0: .insert(ref, at: 0, text: "x")
            case 1: .remove(ref, at: 0, count: 1)
            default: .delete(node: ref.node)
            }
        }
        let batch = Batch(
            replica: ReplicaID(rawValue: 1), first: 7, base: .origin, previous: .zero,
            body: .operations(operations))

        let places = TextPlaces(batch)

        #expect(places.texts == Set(operations.compactMap(\.text)))
        for number in 0..<6 {
            let ref = Self.text(number)
            let walked = operations.indices.filter { operations[$0].text == ref }
            #expect(places[ref] == walked)
            let stretch = TextStretch(at: places[ref], in: batch)
            let isOne = !walked.isEmpty && walked == Array(walked[0]...walked[walked.count - 1])
            #expect((stretch != nil) == isOne)
        }
    }
}
