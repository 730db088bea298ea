import Foundation
import GRDB
import SiteHistory
import SiteModel

/// What a committed change did.
package struct CommitResult: Sendable {
    /// `replica:first`; nil where nothing was left to change.
    package let batch: String?
    /// Nodes the change touched, in document order where they live.
    package let changed: [NodeID]
    /// What could not be undone, as sentences.
    package let skipped: [String]
    /// Everything that changed on the screen, other processes' commits first; nil when the site was loaded anew.
    package let patches: [SitePatch]?
    /// What an undo or a redo brought about: `title of hero: “Vegan bread”`; empty for edits.
    package let label: String
    package let state: SiteState
}

extension SiteStore {
    /// Makes edits durable as one batch and one undo step, in one transaction.
    ///
    /// - Parameter draft: The text being typed that this commit ends: its draft row goes in the same transaction.
    /// - Throws: ``StoreError/refused(_:)`` when the edits cannot be made at the present state; nothing changed.
    package func commit(
        _ edits: [SiteEdit], to site: NodeID, origin: StepOrigin, ending draft: TextRef? = nil
    ) throws(StoreError) -> CommitResult {
        try commitEdits(to: site, origin: origin, ending: draft) { _ in edits }
    }

    /// The same, with edits that depend on the state they are made in.
    ///
    /// - Throws: What `edits` throws, as it is; else ``StoreError``.
    package func commit(
        to site: NodeID, origin: StepOrigin, ending draft: TextRef? = nil,
        edits: (SiteState) throws -> [SiteEdit]
    ) throws -> CommitResult {
        var refusal: (any Error)?
        do throws(StoreError) {
            return try commitEdits(to: site, origin: origin, ending: draft) { state in
                do {
                    return try edits(state)
                } catch {
                    refusal = error
                    throw error
                }
            }
        } catch {
            throw refusal ?? error
        }
    }

    private func commitEdits(
        to site: NodeID, origin: StepOrigin, ending draft: TextRef?,
        edits: (SiteState) throws -> [SiteEdit]
    ) throws(StoreError) -> CommitResult {
        try write { db in
            var work = try Commit(self, db, site)
            let wanted = try edits(try work.state(patches: []))
            try work.loaded.engine.checkNesting(of: wanted)
            let made = try work.bringingFiles(wanted)
            let prepared = try work.prepare(made)
            let before = work.loaded.engine.site
            var label = try work.append(prepared, origin: origin.rawValue)
            // The editor lists its steps; commands have theirs in the log.
            if origin == .editor { label = work.outcome(of: prepared, since: before) ?? label }
            try Step.insert(
                db, site: work.loaded.row.key, origin: origin, turn: work.loaded.row.revision,
                label: label,
                bytes: prepared.step.bytes)
            if let draft { try Draft.remove(db, site: work.loaded.row.key, draft) }
            return try work.finish(prepared)
        }
    }

    /// Makes a site from drafts, in one transaction; making it is no undo step.
    ///
    /// It is one batch, or several where one would be larger than a batch may be.
    /// - Parameters:
    ///   - id: The site's id, minted by the caller.
    ///   - slug: The wanted short name; made unique in this store by a number.
    ///   - edits: What fills it; the root node exists already.
    package func createSite(
        _ id: NodeID, slug: String, fields: [FieldAssignment], edits: [SiteEdit]
    ) throws(StoreError) -> CommitResult {
        try write { db in try self.create(db, id, slug: slug, fields: fields, edits: edits) }
    }

    func create(
        _ db: Database, _ id: NodeID, slug: String, fields: [FieldAssignment], edits: [SiteEdit]
    ) throws -> CommitResult {
        let taken = Set(try String.fetchAll(db, sql: "SELECT slug FROM sites"))
        _ = try SiteRow.insert(
            db, id: id, replica: ReplicaID(rawValue: environment.random()), now: environment.now())
        var work = try Commit(self, db, id)
        var all: [SiteEdit] = fields.map { .setField(id, $0.name, $0.value) }
        all.append(.setField(id, .slug, .text(SiteStore.free(slug, among: taken))))
        var last: Prepared?
        for part in BatchSize.parts(of: all + edits) {
            let prepared = try work.prepare(part)
            _ = try work.append(prepared, origin: StepOrigin.command.rawValue)
            last = prepared
        }
        return try work.finish(last)
    }

    /// `slug`, or the first of `slug-2`, `slug-3` … that is free.
    static func free(_ slug: String, among taken: Set<String>) -> String {
        var name = slug
        var number = 2
        while taken.contains(name) {
            name = slug + "-\(number)"
            number += 1
        }
        return name
    }
}

/// One write transaction on one site.
struct Commit {
    let store: SiteStore
    let db: Database
    var loaded: LoadedSite
    /// What changed for this process: others' commits, then the own one; nil after a fresh load.
    var patches: [SitePatch]?
    private let replicas: Set<ReplicaID>

    init(
        _ store: SiteStore, _ db: Database, _ site: NodeID, depth: LogDepth = .newest
    ) throws {
        self.store = store
        self.db = db
        (loaded, patches) = try store.current(db, site, depth: depth)
        replicas = try loaded.row.replicas(db)
    }

    /// On a site that was loaded otherwise.
    init(_ store: SiteStore, _ db: Database, _ loaded: LoadedSite) throws {
        self.store = store
        self.db = db
        self.loaded = loaded
        replicas = try loaded.row.replicas(db)
    }

    func state(patches: [SitePatch]?) throws -> SiteState {
        SiteState(
            engine: loaded.engine, revision: loaded.row.revision, replicas: replicas,
            patches: patches)
    }

    /// With the bytes of files that come from another site of this store.
    func bringingFiles(_ edits: [SiteEdit]) throws -> [SiteEdit] {
        var brought = Set(
            edits.compactMap { if case .blob(let bytes) = $0 { Digest.of(bytes) } else { nil } })
        return try edits.flatMap { edit -> [SiteEdit] in
            guard case .insert(let draft, _, _) = edit, draft.content.kind == .asset,
                let name = draft.content.source?.blob, !loaded.engine.holds(name),
                brought.insert(name).inserted
            else { return [edit] }
            let bytes = try Data.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT bytes FROM sites JOIN blobs ON blobs.site = sites.key AND blobs.digest = ? LIMIT 1
                        """),
                arguments: [name.description])
            return (bytes.map { [.blob([UInt8]($0))] } ?? []) + [edit]
        }
    }

    func prepare(_ edits: [SiteEdit]) throws -> Prepared {
        let row = loaded.row
        return try loaded.engine.prepare(
            edits, replica: row.replica, first: row.nextSeq, previous: row.chain, base: row.base,
            after: row.continued)
    }

    /// Why a batch was written, where it is no edit.
    enum Deed {
        case undo, redo
        /// What somebody proposed.
        case proposal
        /// To a version, in words.
        case rewind(to: String)
    }

    /// Puts an own batch at the end of the chain and of the outbox.
    ///
    /// - Returns: What it did, for people: `text hero.title`, `undo text hero.title`.
    mutating func append(_ prepared: Prepared, origin: String, as deed: Deed? = nil) throws
        -> String
    {
        let batch = prepared.batch
        try BatchSize.check(batch)
        // What a batch takes away has its name before it, what it makes after it.
        let before =
            Commit.takesAway(batch)
            ? HistoryEngine.summary(of: batch, in: loaded.engine.site) : nil
        let patch = try loaded.engine.commit(batch)
        let label = Commit.label(before ?? summary(of: prepared), of: deed)
        loaded.row.nextSeq = batch.last + 1
        loaded.row.chain = batch.hash
        loaded.row.revision += 1
        loaded.row.updatedAt = store.environment.now()
        try BatchRow.insert(
            db, site: loaded.row.key, batch, state: .pending,
            BatchRow.Labels(
                kind: label.kind, target: label.target, origin: origin, time: loaded.row.updatedAt,
                revision: loaded.row.revision))
        try show(patch)
        return "\(label.kind) \(label.target)"
    }

    /// What an own batch made so, for people: `title of hero: “Vegan bread”`; nil where nothing is seen of it.
    func outcome(of prepared: Prepared?, since before: Site) -> String? {
        let difference = SiteDifference(
            from: before, to: loaded.engine.site, among: Set(prepared?.changed ?? []))
        return difference.isEmpty ? nil : difference.outcome
    }

    private static func takesAway(_ batch: Batch) -> Bool {
        if case .delete = batch.operations.first { return true }
        return false
    }

    private func summary(of prepared: Prepared) -> (kind: String, target: String) {
        let (batch, site) = (prepared.batch, loaded.engine.site)
        let isBirth = batch.first == 1 && batch.operations.first?.node == loaded.row.id
        if isBirth { return ("create", site.slug) }
        var found = HistoryEngine.summary(of: batch, in: site)
        // A resolution names conflicts, and nobody knows those by their names.
        if found.target.isEmpty, let node = prepared.changed.first {
            found.target = HistoryEngine.label(of: node, in: site)
        }
        return found
    }

    private static func label(_ label: (kind: String, target: String), of deed: Deed?) -> (
        kind: String, target: String
    ) {
        let change = "\(label.kind) \(label.target)"
        return switch deed {
        case nil: label
        case .undo: ("undo", change)
        case .redo: ("redo", change)
        case .proposal: ("proposal", change)
        case .rewind(let version): ("rewind", "to \(version): \(change)")
        }
    }

    /// Brings the rows to what the engine shows.
    mutating func show(_ patch: SitePatch) throws {
        try Mirror(db: db, site: loaded.row.key).update(patch.nodes, in: loaded.engine)
        try showConflicts()
        patches?.append(patch)
    }

    mutating func showConflicts() throws {
        let open = loaded.engine.askedConflicts
        guard open != loaded.conflicts else { return }
        try Mirror(db: db, site: loaded.row.key).writeConflicts(open)
        loaded.conflicts = open
    }

    /// Saves the site's row and keeps the engine for the next reader.
    ///
    /// What waits for a COMMIT that failed stays with the connection: it may not hold the store, which holds that.
    mutating func save() throws {
        // The rows have them.
        loaded.engine.leaveOutMedia()
        loaded.row.slug = loaded.engine.site.slug
        loaded.row.title = loaded.engine.site.title
        try loaded.row.save(db)
        let (store, loaded) = (store, loaded)
        let turn = store.turn.load(ordering: .relaxed)
        db.afterNextTransaction { [weak store] _ in
            guard let store, store.turn.load(ordering: .relaxed) == turn else { return }
            store.cache.withLock { $0[loaded.row.id] = loaded }
        }
    }

    mutating func finish(_ prepared: Prepared?, label: String = "", skipped: [String] = []) throws
        -> CommitResult
    {
        try save()
        return CommitResult(
            batch: prepared.map { $0.batch.id(ofOperationAt: 0).description },
            changed: prepared?.changed ?? [],
            skipped: skipped + (prepared?.skipped ?? []), patches: patches, label: label,
            state: try state(patches: patches))
    }
}
