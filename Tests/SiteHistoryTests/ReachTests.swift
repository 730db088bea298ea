import PageTestSupport
import SiteModel
import Testing

@testable import SiteHistory

struct ReachTests {
    private func engine(_ scene: LogScene) throws -> HistoryEngine {
        var engine = HistoryEngine(site: LogScene.node(1), replicas: [])
        _ = try engine.pull(scene.log)
        return engine
    }

    private func batch(base: UInt64, _ operations: Operation...) -> Batch {
        Batch(
            replica: ReplicaID(rawValue: 1), first: 50,
            base: LogPosition(epoch: EpochID(rawValue: 1), count: base), previous: .zero,
            body: .operations(operations))
    }

    @Test func `a batch reaches back to its base`() throws {
        let engine = try engine(LogScene())

        #expect(engine.reach(of: batch(base: 3, .delete(node: LogScene.hero))) == 3)
    }

    @Test func `a cancel reaches back before the delete that it takes back`() throws {
        var scene = LogScene()
        let gone = scene.write(by: 1, .remove(LogScene.text, at: 0, count: 2))
        scene.write(by: 2, .addClass(node: LogScene.heroRoot, name: "wide"))
        let engine = try engine(scene)

        let cancel = batch(base: scene.head, .cancel(LogScene.text, delete: gone[0]))

        #expect(engine.reach(of: cancel) == 6)
    }

    @Test func `a number of a lost log reaches back to the cut`() throws {
        var scene = LogScene()
        let lineage = Lineage(
            epochs: [EpochID(rawValue: 1)], cut: 6,
            stretches: [.init(from: 7, count: 1, at: 8)])
        scene.write(by: 7, .lineage(lineage))
        scene.write(by: 1, .addClass(node: LogScene.heroRoot, name: "wide"))
        let engine = try engine(scene)

        #expect(engine.reach(of: batch(base: 7, .delete(node: LogScene.hero))) == 6)
        #expect(engine.reach(of: batch(base: 4, .delete(node: LogScene.hero))) == 4)
    }

    @Test func `what has no effect reaches back to nothing`() throws {
        let void = Batch(
            replica: ReplicaID(rawValue: 1), first: 1, base: .origin, previous: .zero,
            body: .void(count: 1, replaced: .zero))

        #expect(try engine(LogScene()).reach(of: void) == .max)
    }

    @Test func `a snapshot stands where nothing behind it reaches back`() throws {
        var scene = LogScene()
        for number in 0..<4 {
            scene.write(by: 1, .addClass(node: LogScene.heroRoot, name: "a\(number)"))
        }
        scene.write(by: 2, seen: 8, .addClass(node: LogScene.bodyRoot, name: "b"))
        let engine = try engine(scene)

        #expect(engine.lastCut(through: 11)?.position == 11)
        #expect(engine.lastCut(through: 10)?.position == 8)
        #expect(engine.lastCut(through: 7)?.position == 7)
        #expect(engine.lastCut(through: 5) == nil)
    }
}
