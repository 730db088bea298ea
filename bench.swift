import SiteHistory
import SiteModel
struct QBench {
  static func ms(_ b: () throws -> Void) rethrows -> Double { let c = ContinuousClock(); let s = c.now; try b(); let d = (c.now - s).components; return Double(d.seconds)*1e3 + Double(d.attoseconds)/1e15 }
  mutating func run(moves: Int) throws {
    for round in 0..<3 {
    var tree = TreeSite(seed: 1)
    let site = tree.makeID()
    let author = ReplicaID(rawValue: 9)
    let made = try HistoryEngine(site: site, replicas: [author]).prepare(tree.pages(nodes: 6659).map { .insert($0, under: site, at: .last) }, replica: author, first: 1, previous: .zero, base: .origin)
    let creation = LogEntry(batch: made.batch, start: 1, author: "", time: 0)
    var first = try Mover(site: site, replica: 1, creation: creation, seed: 2)
    var second = try Mover(site: site, replica: 2, creation: creation, seed: 3)
    let commit = try QBench.ms { try first.move(moves); try second.move(moves) }
    let theirs = try second.entries(after: creation.end)
    let hash = QBench.ms { for e in theirs { _ = e.batch.hash } }
    let merge = try QBench.ms { _ = try first.engine.pull(theirs) }
    print(round, moves, "commit_us", commit*1000/Double(2*moves), "merge_ms", merge, "of it hashes", hash)
    }
  }
}
/// A replica that moves nodes at random, one batch a move, and sends nothing.
struct Mover {
    private(set) var batches: [Batch] = []
    var engine: HistoryEngine
    private let replica: ReplicaID
    private let base: LogPosition
    private let movable: [NodeID]
    private let parents: [NodeID]
    private var generator: SeededGenerator

    init(site: NodeID, replica: UInt64, creation: LogEntry, seed: UInt64) throws {
        self.replica = ReplicaID(rawValue: replica)
        engine = HistoryEngine(site: site, replicas: [self.replica])
        // Decoded anew, so that two replicas share nothing, as two devices do.
        let batch = try Batch(canonicalBytes: creation.batch.canonicalBytes)
        _ = try engine.pull([LogEntry(batch: batch, start: 1, author: "", time: 0)])
        base = LogPosition(epoch: EpochID(rawValue: 1), count: creation.end)
        generator = SeededGenerator(seed: seed)
        let shown = engine.site
        let elements = shown.subtree(of: site).filter { $0.kind == .element || $0.kind == .text }
        movable = elements.filter { node in
            node.parent.flatMap { shown[$0] }?.kind == .element
        }.map(\.id)
        parents = elements.filter { $0.kind == .element }.map(\.id)
    }

    /// Commits so many random moves; those that cannot be made are tried again with other nodes.
    mutating func move(_ count: Int) throws {
        while batches.count < count {
            guard let edit = randomEdit() else { continue }
            do {
                let made = try engine.prepare(
                    [edit], replica: replica, first: UInt64(batches.count) + 1,
                    previous: batches.last?.hash ?? .zero, base: base)
                _ = try engine.commit(made.batch)
                batches.append(made.batch)
            } catch HistoryError.wouldNestInsideItself {
                continue
            } catch HistoryError.nothingToChange {
                continue
            }
        }
    }

    private mutating func randomEdit() -> SiteEdit? {
        guard let node = movable.randomElement(using: &generator),
            let parent = parents.randomElement(using: &generator)
        else { return nil }
        let siblings = (engine.site[parent]?.children ?? []).filter { $0 != node }
        let position: SiblingPosition =
            siblings.randomElement(using: &generator).map { .after($0) } ?? .first
        return .move(node, under: parent, at: position)
    }

    /// The batches as a log would hold them, decoded from their bytes.
    func entries(after position: UInt64) throws -> [LogEntry] {
        var start = position + 1
        return try batches.map { batch in
            defer { start += batch.count }
            return LogEntry(
                batch: try Batch(canonicalBytes: batch.canonicalBytes), start: start, author: "",
                time: 0)
        }
    }

    /// Moves of the whole log that have no effect: what shows in their place came before them.
    var skipped: Int {
        var ranks: [OperationID: Int] = [:]
        for entry in engine.entries {
            for offset in entry.batch.operations.indices {
                ranks[entry.batch.id(ofOperationAt: offset)] = ranks.count
            }
        }
        return engine.conflicts.filter { conflict in
            guard conflict.id.kind == .move, let lost = ranks[conflict.lost.operation],
                let shown = ranks[conflict.shown.operation]
            else { return false }
            return lost > shown
        }.count
    }
}

