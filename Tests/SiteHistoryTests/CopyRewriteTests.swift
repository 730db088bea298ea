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

    /// The engine after what waits was written anew on the log as it is.
    private func rebased(_ engine: HistoryEngine, as replica: UInt64) throws -> HistoryEngine {
        try engine.rewriting(rewrite([], behind: scene.head, as: replica, isRebase: true)).engine
    }

    @Test func `each batch of a rebase stands for one`() throws {
        var store = try Store(scene, epoch: epoch)
        for word in [" one", " two"] { try store.add(word) }

        let once = try rebased(store.engine, as: 77)
        let twice = try rebased(once, as: 88)

        let old = store.engine.pending.map(\.chainEnd)
        #expect(once.pending.map(\.standsFor) == old.map { [$0] })
        #expect(
            twice.pending.map(\.standsFor)
                == zip(old, once.pending).map { [$0, $1.chainEnd] })
    }

    @Test func `of two copies that wrote the same anew at once, one lets go of it`() throws {
        var store = try Store(scene, epoch: epoch)
        for word in [" one", " two"] { try store.add(word) }
        let first = try rebased(store.engine, as: 77)
        let second = try rebased(store.engine, as: 88)

        let new = try second.rewriting(rewrite(pushed(first), behind: scene.head, as: 99))

        #expect(new.superseded == second.pending)
        #expect(new.engine.pending.isEmpty)
        #expect(shown(new.engine.entries, []) == "hello one two")
    }

    @Test func `what a copy has not written anew yet is done again and stands for the same`() throws
    {
        var store = try Store(scene, epoch: epoch)
        for word in [" one", " two"] { try store.add(word) }
        let first = try rebased(store.engine, as: 77)
        let second = try rebased(store.engine, as: 88)

        let new = try second.rewriting(
            rewrite(Array(pushed(first).prefix(1)), behind: scene.head, as: 99))

        #expect(shown(new.engine.entries, new.engine.pending) == "hello one two")
        #expect(
            new.engine.pending.map(\.standsFor) == [
                [store.engine.pending[1].chainEnd, second.pending[1].chainEnd]
            ])
    }

    @Test func `what a copy sent as it was is not sent anew`() throws {
        var store = try Store(scene, epoch: epoch)
        try store.add(" one")
        let anew = try rebased(store.engine, as: 88)

        let new = try anew.rewriting(rewrite(pushed(store.engine), behind: scene.head, as: 99))

        #expect(new.superseded == anew.pending)
        #expect(shown(new.engine.entries, new.engine.pending) == "hello one")
    }

    @Test func `of two copies that were told of one fork, one lets go of what the other sent`()
        throws
    {
        var store = try Store(scene, epoch: epoch)
        var stranger = store
        try store.add(" mine")
        try stranger.add(" theirs")
        let fork = pushed(stranger.engine)
        let first = try store.engine.rewriting(rewrite(fork, behind: scene.head, as: 77)).engine
        let second = try store.engine.rewriting(rewrite(fork, behind: scene.head, as: 88)).engine

        let new = try second.rewriting(
            rewrite(pushed(first), behind: second.cursor, as: 99))

        #expect(new.superseded == second.pending)
        #expect(
            shown(new.engine.entries, new.engine.pending).map { $0.split(separator: " ").count }
                == 3)
    }

    @Test func `what stands on what was written anew and touches what is frozen is held back`()
        throws
    {
        var log = scene
        log.write(by: 5, .unknown(kind: 99, nodes: [LogScene.text.node], payload: []))
        var store = try Store(scene, epoch: epoch)
        try store.commit(.setClasses(LogScene.bodyRoot, ["wide"]))
        let copy = try rebased(store.engine, as: 77)
        try store.add(" frozen")
        let frozen = store.engine.pending[1]
        let behind = Array(log.log[scene.log.count...])
        let written = copy.pending.map {
            LogEntry(batch: $0, start: log.head + 1, author: "", time: 0)
        }

        let new = try store.engine.rewriting(
            rewrite(behind + written, behind: scene.head, as: 99))

        #expect(new.held == [frozen])
        #expect(new.engine.pending.isEmpty)
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
