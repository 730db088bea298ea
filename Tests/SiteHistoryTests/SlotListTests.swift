import SiteModel
import Testing

@testable import PageTestSupport
@testable import SiteHistory

/// Slots made by a few replicas that read one log now and then, in a list long enough for many chunks.
private struct SlotScene {
    var list = SlotList()
    var naive = FugueTree<OperationID>()
    var index = CausalIndex()
    private var made: [(id: OperationID, position: UInt64)] = []
    private var bases: [UInt64]
    private var seqs: [UInt64]
    private var random: SplitMix64

    init(seed: UInt64, replicas: Int) {
        random = SplitMix64(seed: seed)
        bases = Array(repeating: 0, count: replicas)
        seqs = Array(repeating: 0, count: replicas)
    }

    mutating func step() throws {
        let replica = random.below(bases.count)
        let position = UInt64(made.count) + 1
        if random.chance(10) { bases[replica] = position - 1 }
        seqs[replica] += 1
        let id = LogScene.id(UInt64(replica) + 1, seqs[replica])
        let author = Author(id: id, base: bases[replica])
        let batch = Batch(
            replica: id.replica, first: id.seq, base: LogPosition(epoch: nil, count: author.base),
            previous: .zero, body: .void(count: 1, replaced: .zero))
        index.append(batch, start: position)
        let seen = made.filter { [index] in index.isSeen($0.id, by: author) }
        // Beginnings and ends are busiest.
        let anchor: OperationID? =
            switch random.below(4) {
            case 0: nil
            case 1: seen.last?.id
            default: random.pick(seen)?.id
            }
        let left = try anchor.map { try #require(list.number(of: $0)) } ?? .none
        let number = list.insert(
            id, of: NodeNumber(made.count), rightOf: left, by: author, in: index)
        if random.chance(60) { list.take(number, true) }
        if random.chance(20), let other = random.pick(made) {
            list.take(try #require(list.number(of: other.id)), false)
        }
        naive.insert([id], rightOf: anchor) { [index] in index.isSeen($0, by: author) }
        made.append((id, position))
    }
}

struct SlotListTests {
    @Test(arguments: UInt64(0)..<8)
    func `a long list of slots is in the order of the FugueMax tree`(seed: UInt64) throws {
        var scene = SlotScene(seed: seed, replicas: 2 + Int(seed % 4))

        for step in 0..<350 {
            try scene.step()
            guard step % 25 == 0 || step == 349 else { continue }

            let order = scene.list.inOrder
            #expect(order.map { scene.list[$0].operation } == scene.naive.order, "step \(step)")
            #expect(
                scene.list.standing
                    == order.filter { scene.list[$0].isTaken }.map { scene.list[$0].node })
        }
    }
}
