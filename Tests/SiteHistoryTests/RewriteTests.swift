import PageTestSupport
import SiteHistory
import SiteModel
import Testing

/// A device that must write its batches anew: because its store was copied, or because it was away for long.
struct RewriteTests {
    /// A device of a random history that has read only a part of the log, with what waits on it.
    fileprivate struct Late {
        let engine: HistoryEngine
        let rest: [LogEntry]
        let replica: ReplicaID

        init?(seed: UInt64) throws {
            var history = HistoryGenerator(seed: seed)
            for _ in 0..<60 { history.step() }
            // Of those with something waiting, the one that has read least.
            let late = history.devices.filter { device in
                device.pending.contains { batch in
                    !history.log.contains { $0.batch.hash == batch.hash }
                } && device.read < history.log.count
            }.min { $0.read < $1.read }
            guard let late else { return nil }
            var engine = HistoryEngine(
                site: HistoryGenerator.site, replicas: [late.replica])
            _ = try engine.pull(Array(history.log[..<late.read]))
            for batch in late.pending { _ = try engine.commit(batch) }
            self.engine = engine
            rest = Array(history.log[late.read...])
            replica = late.replica
        }

        func rewrite(isRebase: Bool, as replica: UInt64 = 77) -> LogRewrite {
            LogRewrite(
                cut: engine.cursor, entries: rest, replica: ReplicaID(rawValue: replica),
                epoch: EpochID(rawValue: 1), isRebase: isRebase)
        }
    }

    @Test(arguments: 0..<UInt64(100))
    func `what is rebased shows what merging shows`(seed: UInt64) throws {
        guard let late = try Late(seed: seed) else { return }
        var merged = late.engine
        _ = try merged.pull(late.rest)

        let rebased = try late.engine.rewriting(late.rewrite(isRebase: true)).engine

        let difference = shownLines(rebased.site).difference(from: shownLines(merged.site))
        #expect(difference.isEmpty, "seed \(seed): \(difference.map { $0 })")
        #expect(rebased.conflicts.count >= merged.conflicts.count, "seed \(seed)")
    }

    @Test(arguments: 0..<UInt64(60))
    func `rebased batches mean the same to somebody else`(seed: UInt64) throws {
        guard let late = try Late(seed: seed) else { return }
        let rebased = try late.engine.rewriting(late.rewrite(isRebase: true)).engine
        var log = rebased.entries
        for batch in rebased.pending {
            log.append(
                LogEntry(
                    batch: batch, start: (log.last?.end ?? 0) + 1, author: "", time: 0))
        }

        let oracle = NaiveOracle.replay(site: HistoryGenerator.site, log: log, pending: [])

        #expect(shownLines(oracle.site) == shownLines(rebased.site), "seed \(seed)")
        #expect(
            SiteListing(site: rebased.site, conflicts: rebased.conflicts, trash: rebased.trash)
                .differences(
                    from: SiteListing(
                        site: oracle.site, conflicts: oracle.conflicts, trash: oracle.trash)) == [],
            "seed \(seed)")
    }

    @Test(arguments: 0..<UInt64(60))
    func `a chain that another store went on with is written anew and means the same`(
        seed: UInt64
    ) throws {
        guard let late = try Late(seed: seed) else { return }
        let stranger = late.stranger()

        let rewritten = try late.engine.rewriting(
            LogRewrite(
                cut: late.engine.cursor, entries: late.rest + stranger,
                replica: ReplicaID(rawValue: 77), epoch: EpochID(rawValue: 1)))

        #expect(rewritten.renaming != nil)
        #expect(rewritten.engine.pending.allSatisfy { $0.replica == ReplicaID(rawValue: 77) })
        let oracle = NaiveOracle.replay(
            site: HistoryGenerator.site, log: rewritten.engine.entries,
            pending: rewritten.engine.pending)
        #expect(
            SiteListing(
                site: rewritten.engine.site, conflicts: rewritten.engine.conflicts,
                trash: rewritten.engine.trash
            ).differences(
                from: SiteListing(
                    site: oracle.site, conflicts: oracle.conflicts, trash: oracle.trash)) == [],
            "seed \(seed)")
    }

    /// The document without the names of operations, ranks and texts that say nothing: what a person sees.
    private func shownLines(_ site: Site) -> [String] {
        site.nodes.values.sorted { $0.id < $1.id }.map { node in
            "\(node.id) \(node.parent?.description ?? "-") \(node.children) \(node.classes) "
                + "\(node.fields.sorted { $0.key < $1.key }) "
                + "\(node.texts.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.unicodeScalars)) })"
        }
    }
}

extension RewriteTests.Late {
    /// What a copy of this store sent under its name: the same sequence numbers, other bytes.
    fileprivate func stranger() -> [LogEntry] {
        let waiting = engine.pending.filter { batch in
            !rest.contains { $0.batch.hash == batch.hash }
        }
        guard let first = waiting.first else { return [] }
        let batch = Batch(
            replica: first.replica, first: first.first, base: first.base,
            previous: first.previous,
            body: .operations([
                .set(
                    node: HistoryGenerator.site, name: .title, value: .text("another"), over: [],
                    was: nil)
            ]))
        let end = rest.last?.end ?? engine.cursor
        return [LogEntry(batch: batch, start: end + 1, author: "", time: 0)]
    }
}
