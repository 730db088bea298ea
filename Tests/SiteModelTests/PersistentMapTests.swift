import SiteModel
import Testing

struct PersistentMapTests {
    @Test func `a copy knows what was changed since`() {
        var map: PersistentMap<Int, Int> = [:]
        for key in 0..<1000 { map[key] = key }
        let before = map
        #expect(map.changes(since: before, limit: 100) == [])

        map[7] = 8
        map[500] = nil
        map[2000] = 1

        let changed = Set(map.changes(since: before, limit: 100) ?? [])
        #expect(changed.isSuperset(of: [7, 500, 2000]))
        #expect(Set(before.changes(since: map, limit: 100) ?? []) == changed)
        #expect(map.changes(since: before, limit: 2) == nil)
        #expect(map.changes(since: [:], limit: 9999) == nil)
    }

    @Test(arguments: UInt64(0)..<4)
    func `a map and its copies say what dictionaries say`(seed: UInt64) {
        var state = seed &* 2_654_435_761 &+ 1
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        var map: PersistentMap<Int, [Int]> = [:]
        var plain: [Int: [Int]] = [:]
        var copies: [(PersistentMap<Int, [Int]>, [Int: [Int]])] = []

        for step in 0..<3000 {
            let key = next(400)
            switch next(5) {
            case 0:
                map[key] = [step]
                plain[key] = [step]
            case 1:
                map[key, default: []].append(step)
                plain[key, default: []].append(step)
            case 2:
                map[key]?.append(step)
                plain[key]?.append(step)
            case 3: #expect(map.removeValue(forKey: key) == plain.removeValue(forKey: key))
            default: map[key] = plain[key]
            }
            if step % 500 == 0 { copies.append((map, plain)) }
        }

        for (map, plain) in copies + [(map, plain)] {
            #expect(map.count == plain.count)
            #expect(Dictionary(uniqueKeysWithValues: map.map { ($0.key, $0.value) }) == plain)
            #expect((0..<400).allSatisfy { map[$0] == plain[$0] })
        }
    }
}
