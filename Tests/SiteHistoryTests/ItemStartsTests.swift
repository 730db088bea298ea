import PageTestSupport
import Testing

@testable import SiteHistory

struct ItemStartsTests {
    /// Beyond what one word of the highest level stands for.
    private let count = 600_000

    @Test(arguments: [3, 500, 20_000])
    func `the item of a character is the one that starts nearest before it`(items: Int) {
        var generator = SplitMix64(seed: UInt64(items))
        let starts = ItemStarts(count: count)
        var known = [Int: UInt32]()
        for item in 0..<items {
            let first = item == 0 ? 0 : Int.random(in: 0..<count, using: &generator)
            starts.put(UInt32(item), from: UInt32(first))
            known[first] = UInt32(item)
        }
        let sorted = known.keys.sorted()

        for (place, first) in sorted.enumerated() {
            let end = place + 1 < sorted.count ? sorted[place + 1] : count
            for character in [first, (first + end) / 2, end - 1] {
                #expect(starts.item(of: UInt32(character)) == known[first])
            }
        }
    }
}
