import PageTestSupport
import SiteHistory
import SiteModel
import Testing

/// Copies of one store, one of which has written the waiting batches anew already.
struct CopyRewriteTests {
    private let scene = LogScene()
    private let epoch = EpochID(rawValue: 1)

    /// A store with batches that wait, one for each text that is set at the end of the scene's text.
    private struct Store {
        var engine: HistoryEngine
        private var next: UInt64 = 1
        private var previous = Digest.zero
        private let base: LogPosition

        init(_ scene: LogScene, epoch: EpochID) throws {
            engine = HistoryEngine(
                site: LogScene.node(1), replicas: [ReplicaID(rawValue: 1)])
            _ = try engine.pull(scene.log)
            base = LogPosition(epoch: epoch, count: engine.cursor)
        }

        var text: String { engine.site.nodes[LogScene.text.node]?.texts[.text("en")] ?? "" }

        mutating func commit(_ edit: SiteEdit) throws {
            let made = try engine.prepare(
                [edit], replica: ReplicaID(rawValue: 1), first: next, previous: previous,
                base: base)
            _ = try engine.commit(made.batch)
            next = made.batch.last + 1
            previous = made.batch.hash
        }

        mutating func add(_ word: String) throws {
            try commit(.setText(LogScene.text, from: text, to: text + word))
        }
    }

    private func rewrite(
        _ entries: [LogEntry], behind cut: UInt64, as replica: UInt64, isRebase: Bool = false
    ) -> LogRewrite {
        LogRewrite(
            cut: cut, entries: entries, replica: ReplicaID(rawValue: replica), epoch: epoch,
            isRebase: isRebase)
    }

    /// The log behind the scene once everything that waits has been pushed.
    private func pushed(_ engine: HistoryEngine) -> [LogEntry] {
        engine.pending.reduce(into: []) { log, batch in
            log.append(
                LogEntry(
                    batch: batch, start: (log.last?.end ?? engine.cursor) + 1, author: "",
                    time: 0))
        }
    }

    private func shown(_ log: [LogEntry], _ pending: [Batch]) -> String? {
        let oracle = NaiveOracle.replay(site: LogScene.node(1), log: log, pending: pending)
        return oracle.site.nodes[LogScene.text.node]?.texts[.text("en")]
    }

    @Test func `what a copy has written anew waits no more, and what stands on it is done again`()
        throws
    {
        var store = try Store(scene, epoch: epoch)
        try store.add(" one")
        let copy = try store.engine.rewriting(
            rewrite([], behind: scene.head, as: 77, isRebase: true))
        try store.add(" two")

        let new = try store.engine.rewriting(
            rewrite(pushed(copy.engine), behind: scene.head, as: 88))

        #expect(new.superseded.count == 1)
        #expect(new.held == [])
        #expect(shown(new.engine.entries, new.engine.pending) == "hello one two")
        #expect(new.engine.pending.map(\.replica) == [ReplicaID(rawValue: 88)])
    }

    @Test func `a store that begins with a snapshot knows what was written anew below it`() throws {
        var store = try Store(scene, epoch: epoch)
        try store.add(" one")
        let copy = try store.engine.rewriting(
            rewrite([], behind: scene.head, as: 77, isRebase: true))
        var server = try whole(scene.log + pushed(copy.engine))
        let head = server.cursor

        let state = try server.compact(to: head)

        var late = try HistoryEngine(
            site: LogScene.node(1), replicas: [ReplicaID(rawValue: 1)],
            snapshot: try again(state, at: head))
        for batch in store.engine.pending { _ = try late.commit(batch) }
        let new = try late.rewriting(rewrite([], behind: head, as: 88))
        #expect(new.superseded == store.engine.pending)
        #expect(new.engine.pending == [])
        #expect(new.engine.site.nodes[LogScene.text.node]?.texts[.text("en")] == "hello one")
    }

    private func whole(_ log: [LogEntry]) throws -> HistoryEngine {
        var engine = HistoryEngine(site: LogScene.node(1), replicas: [])
        _ = try engine.pull(log)
        return engine
    }

    /// The state as one writes it that began with it.
    private func again(_ state: [UInt8], at position: UInt64) throws -> [UInt8] {
        try HistoryEngine(site: LogScene.node(1), replicas: [], snapshot: state)
            .snapshot(at: position)
    }

    @Test func `a copy that went on otherwise keeps what it wrote`() throws {
        var store = try Store(scene, epoch: epoch)
        try store.add(" one")
        var other = store
        try store.add(" mine")
        try other.add(" theirs")
        let copy = try other.engine.rewriting(
            rewrite([], behind: scene.head, as: 77, isRebase: true))

        let new = try store.engine.rewriting(
            rewrite(pushed(copy.engine), behind: scene.head, as: 88))

        let text = try #require(shown(new.engine.entries, new.engine.pending))
        #expect(["one", "mine", "theirs"].allSatisfy(text.contains))
        #expect(text.split(separator: " ").count == 4)
    }

    @Test func `what a copy was refused is held back here too, and the chain goes on`() throws {
        var store = try Store(scene, epoch: epoch)
        try store.add(" refused")
        try store.commit(.setClasses(LogScene.bodyRoot, ["wide"]))
        let (refused, other) = (store.engine.pending[0], store.engine.pending[1])
        let void = Batch(
            replica: refused.replica, first: 1, base: .origin, previous: .zero,
            body: .void(count: refused.count, replaced: refused.hash))
        let log = [void, other].reduce(into: scene.log) { log, batch in
            log.append(
                LogEntry(batch: batch, start: (log.last?.end ?? 0) + 1, author: "", time: 0))
        }
        try store.commit(.setClasses(LogScene.heroRoot, ["dark"]))

        let new = try store.engine.rewriting(
            rewrite(Array(log[scene.log.count...]), behind: scene.head, as: 88))

        #expect(new.held == [refused])
        #expect(new.renaming == nil)
        #expect(new.engine.pending.count == 1)
        #expect(new.engine.site.nodes[LogScene.heroRoot]?.classes == ["dark"])
    }

    @Test func `what touches what a newer program froze is held back, and the rest goes on`()
        throws
    {
        var store = try Store(scene, epoch: epoch)
        try store.add(" frozen")
        try store.commit(.setClasses(LogScene.bodyRoot, ["wide"]))
        var log = scene
        log.write(by: 5, .unknown(kind: 99, nodes: [LogScene.text.node], payload: []))

        let new = try store.engine.rewriting(
            rewrite(
                Array(log.log[scene.log.count...]), behind: scene.head, as: 77, isRebase: true))

        #expect(new.held.count == 1)
        #expect(new.engine.site.nodes[LogScene.bodyRoot]?.classes == ["wide"])
        #expect(new.engine.pending.count == 1)
    }
}

/// What a server judges of who comes back with a base in a log that was lost.
struct RenumberedTests {
    @Test func `a batch on a node of the lost log is taken once that came back`() throws {
        var scene = LogScene()
        scene.write(by: 5, .addClass(node: LogScene.bodyRoot, name: "new"))
        let lineage = Lineage(
            epochs: [EpochID(rawValue: 2)], cut: 6,
            stretches: [Lineage.Stretch(from: 7, count: 1, at: 9)])
        scene.write(by: 6, .lineage(lineage))
        scene.write(by: 7, seen: 6, LogScene.create(50, under: LogScene.heroRoot))
        var engine = HistoryEngine(site: LogScene.node(1), replicas: [])
        _ = try engine.pull(scene.log)

        let batch = Batch(
            replica: ReplicaID(rawValue: 8), first: 1,
            base: LogPosition(epoch: EpochID(rawValue: 2), count: 7), previous: .zero,
            body: .operations([.addClass(node: LogScene.node(50), name: "lost")]))

        #expect(engine.isRenumbered(batch))
        #expect(engine.fault(in: batch) == nil)
    }
}
