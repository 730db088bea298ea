import GRDB
import SiteHistory
import SiteModel

/// When a batch was made, and where it stands.
package struct BatchMoment: Hashable, Sendable {
    /// Its first operation.
    package let id: OperationID
    /// The sseq of its first operation; nil while it waits.
    package let start: UInt64?
    /// Milliseconds since 1970: when it was made, by this device's clock, where it was made here; else when the server
    /// took it.
    package let time: Int64
}

/// A batch with what it did to the site.
package struct HistoryStep: Sendable {
    package let batch: StoredBatch
    package let difference: SiteDifference
}

/// What going back to a version did, or would do.
package struct RewindResult: Sendable {
    /// nil where it was only tried.
    package let commit: CommitResult?
    package let difference: SiteDifference
    /// What could not be brought back, as sentences' ends.
    package let skipped: [String]
}

extension SiteStore {
    /// The batches whose effects the site shows, as far as this device keeps them: the log, then what waits.
    package func moments(of site: NodeID) throws(StoreError) -> [BatchMoment] {
        try read { db in
            let key = try SiteRow.require(db, site).key
            return try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT batches.replica, first, start, time FROM batches
                        LEFT JOIN replicas ON replicas.site = batches.site AND replicas.replica = batches.replica
                        WHERE batches.site = ? AND state IN ('logged', 'pending')
                        ORDER BY state = 'pending', start, number, first
                        """), arguments: [key]
            ).map { row in
                BatchMoment(
                    id: OperationID(
                        replica: try Stored.parse(row[0], ReplicaID.init),
                        seq: Stored.unsigned(row[1])),
                    start: (row[2] as Int64?).map(Stored.unsigned), time: row[3])
            }
        }
    }

    /// When own batches of the log were made, by this device's clock in milliseconds since 1970; each by its first
    /// operation.
    package func ownTimes(of site: NodeID) throws(StoreError) -> [OperationID: Int64] {
        try read { db in
            let key = try SiteRow.require(db, site).key
            let rows = try Row.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT replica, first, time FROM batches
                        WHERE site = ? AND state = 'logged' AND origin IN ('editor', 'command')
                        """), arguments: [key])
            var times: [OperationID: Int64] = [:]
            while let row = try rows.next() {
                let replica = try Stored.parse(row[0], ReplicaID.init)
                times[OperationID(replica: replica, seq: Stored.unsigned(row[1]))] = row[2]
            }
            return times
        }
    }

    /// The site at some versions, all of one moment; the log is read no deeper than they need.
    ///
    /// - Throws: ``StoreError/unknownVersion(_:)``, ``StoreError/versionNotKept(dropped:)``.
    package func sites(of site: NodeID, at versions: [SiteVersion]) throws(StoreError) -> [Site] {
        try looking(at: site) { engine in try versions.map { try engine.site(at: $0) } }
    }

    /// What the site's batches did, the newest first.
    ///
    /// - Parameters:
    ///   - skipped: How many of the newest are passed over.
    ///   - limit: How many at most.
    package func steps(of site: NodeID, skipping skipped: Int, limit: Int) throws(StoreError)
        -> [HistoryStep]
    {
        let batches = try history(of: site, limit: limit, skipping: skipped)
        let versions = batches.map { SiteVersion.before($0.batch.id(ofOperationAt: 0)) }
        let differences: [Int: SiteDifference] = try looking(at: site) { engine in
            let indices = try versions.map { try engine.batchCount(of: $0) }
            guard let first = indices.min(), let last = indices.max() else { return [:] }
            var found: [Int: SiteDifference] = [:]
            engine.steps(first..<last + 1) { index, step in
                found[index] = SiteDifference(
                    from: step.before, to: step.after, among: step.nodes)
            }
            let own = zip(indices, batches.indices).compactMap { index, place in
                found[index].map { (place, $0) }
            }
            return Dictionary(own) { first, _ in first }
        }
        return batches.enumerated().compactMap { place, batch in
            differences[place].map {
                HistoryStep(batch: batch, difference: $0.restoring(batch.batch.restored))
            }
        }
    }

    /// Reads from the newest snapshot on, and where that is not enough from the oldest that is kept.
    private func looking<Result>(
        at site: NodeID, _ body: (HistoryEngine) throws -> Result
    ) throws(StoreError) -> Result {
        let state = try state(of: site)
        do {
            do {
                return try body(state.engine)
            } catch VersionFault.notKept {
                return try body(try self.state(of: site, depth: .kept).engine)
            }
        } catch {
            throw StoreError(wrapping: error, path: path)
        }
    }

    /// Brings the site, or a part of it, back to a version: one batch and one undo step.
    ///
    /// - Parameter words: What people call the version: `26 Nov 2026, 10:14 UTC`.
    /// - Throws: ``StoreError/unknownVersion(_:)``, ``StoreError/versionNotKept(dropped:)``;
    ///   ``StoreError/refused(_:)`` with `nothingToChange` where it stands like that.
    package func rewind(
        _ scope: RewindScope, of site: NodeID, to version: SiteVersion, called words: String,
        origin: StepOrigin
    ) throws(StoreError) -> RewindResult {
        try write { db in
            var work = try Commit(self, db, site)
            let before = work.loaded.engine.site
            let prepared = try work.rewinding(scope, to: version)
            let label = try work.append(
                prepared, origin: origin.rawValue, as: .rewind(to: words))
            try Step.insert(
                db, site: work.loaded.row.key, origin: origin, turn: work.loaded.row.revision,
                label: label, bytes: prepared.step.bytes)
            let commit = try work.finish(prepared, label: label)
            return RewindResult(
                commit: commit,
                difference: SiteDifference(from: before, to: commit.state.site),
                skipped: prepared.skipped)
        }
    }

    /// What ``rewind(_:of:to:called:origin:)`` would do.
    package func rehearseRewind(
        _ scope: RewindScope, of site: NodeID, to version: SiteVersion
    ) throws(StoreError) -> RewindResult {
        try write { db in
            var work = try Commit(self, db, site)
            let prepared = try work.rewinding(scope, to: version)
            var engine = work.loaded.engine
            let before = engine.site
            _ = try engine.commit(prepared.batch)
            return RewindResult(
                commit: nil, difference: SiteDifference(from: before, to: engine.site),
                skipped: prepared.skipped)
        }
    }
}

extension Commit {
    fileprivate mutating func rewinding(_ scope: RewindScope, to version: SiteVersion) throws
        -> Prepared
    {
        let old: Site
        do {
            old = try loaded.engine.site(at: version)
        } catch VersionFault.notKept {
            try loaded.deepen(db)
            old = try loaded.engine.site(at: version)
        }
        let row = loaded.row
        return try loaded.engine.prepareRewind(
            scope, to: old, replica: row.replica, first: row.nextSeq, previous: row.chain,
            base: row.base, after: row.continued)
    }
}

extension Batch {
    /// What it took out of the trash.
    fileprivate var restored: Set<NodeID> {
        Set(
            operations.compactMap { operation in
                if case .restore(let node, _, _) = operation { node } else { nil }
            })
    }
}
