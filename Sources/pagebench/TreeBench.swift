import ArgumentParser
import Foundation
import SiteHistory
import SiteMarkup
import SiteModel

/// Two replicas of one site that each moved nodes about while offline, and then meet.
struct TreeBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tree", abstract: "Merges concurrent moves of two replicas.")

    @Option(help: "Nodes of the site, the root among them.") var nodes = 6660
    @Option(help: "Moves that each replica makes, one batch each.") var moves = 10_000
    @Option(help: "The same seed makes the same site and moves.") var seed: UInt64 = 1
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let nodes: Int
        let moves: Int
        /// Making and committing one move, on average.
        let commitUs: Double
        /// One call: `pull` of the other replica's batches, decoded from bytes, while the own ones are pending: pending
        /// undone, what arrived applied and added to the log's digest, pending redone, the shown document brought up to
        /// date and its patch made.
        let mergeMs: Double
        /// The same for the other replica, as if the log had taken the first one's batches first.
        let mergeBackMs: Double
        /// Both documents, conflicts and trash are equal once both logs are settled.
        let converged: Bool
        /// Moves that have no effect in the end: they would have closed a cycle.
        let skipped: Int
        let conflicts: Int
        /// Resident bytes that one replica adds before the moves, its log among them, for each node.
        let bytesPerNode: Int
    }

    func run() throws { try output.print(try measure()) }

    func measure() throws -> Result {
        guard nodes >= 20 else { throw ValidationError("a tree has at least 20 nodes") }
        var tree = TreeSite(seed: seed)
        let site = tree.makeID()
        let creation = try creation(of: site, with: tree.pages(nodes: nodes - 1))
        let resident = TreeBench.residentBytes
        var first = try Mover(site: site, replica: 1, creation: creation, seed: seed &+ 1)
        let bytesPerNode = (TreeBench.residentBytes - resident) / nodes
        var second = try Mover(site: site, replica: 2, creation: creation, seed: seed &+ 2)
        let commit = try Measure.microseconds {
            try first.move(moves)
            try second.move(moves)
        }
        let theirs = try second.entries(after: creation.end)
        let ours = try first.entries(after: creation.end)
        var back = second.engine
        let mergeBack = try Measure.microseconds { _ = try back.pull(ours) }
        let merge = try Measure.microseconds { _ = try first.engine.pull(theirs) }
        // The log in full: the second replica's batches, then the first one's.
        let settling = try first.entries(after: creation.end + UInt64(moves))
        _ = try first.engine.pull(settling)
        _ = try second.engine.pull(theirs)
        _ = try second.engine.pull(settling)
        return Result(
            nodes: first.engine.site.nodes.count, moves: moves,
            commitUs: commit / Double(2 * moves), mergeMs: merge / 1000,
            mergeBackMs: mergeBack / 1000,
            converged: first.engine.showsTheSame(as: second.engine),
            skipped: first.skipped, conflicts: first.engine.conflicts.count,
            bytesPerNode: bytesPerNode)
    }

    /// The log's first entry: the whole site.
    private func creation(of site: NodeID, with pages: [NodeDraft]) throws -> LogEntry {
        let author = ReplicaID(rawValue: 9)
        let made = try HistoryEngine(site: site, replicas: [author]).prepare(
            pages.map { .insert($0, under: site, at: .last) }, replica: author, first: 1,
            previous: .zero, base: .origin)
        return LogEntry(batch: made.batch, start: 1, author: "", time: 0)
    }

    /// Resident bytes of this process (`VmRSS` of proc(5)).
    private static var residentBytes: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) << 10
    }
}

/// A replica that moves nodes at random, one batch a move, and sends nothing.
private struct Mover {
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

extension HistoryEngine {
    /// Whether two replicas show one document, to the byte, with the same conflicts and trash.
    fileprivate func showsTheSame(as other: HistoryEngine) -> Bool {
        site.nodes == other.site.nodes && conflicts == other.conflicts && trash == other.trash
            && digest == other.digest
            && CanonicalJSON.document(of: site) == CanonicalJSON.document(of: other.site)
    }
}
