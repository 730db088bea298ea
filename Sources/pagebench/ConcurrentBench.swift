import ArgumentParser
import SiteHistory
import SiteModel

/// A history of several authors who wrote at once, as one update.
struct ConcurrentBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "concurrent", abstract: "Merges an editing history of several authors.")

    @Argument(help: "A trace: gzip JSON, concurrent form.") var trace: String
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let trace: String
        let ops: Int
        let ok: Bool
        let oneUpdateMs: Double
        let secondHalfMs: Double
        let bytes: Int
    }

    func run() throws { try output.print(try measure()) }

    func measure() throws -> Result {
        let file = try TraceFile(path: trace)
        var recorder = TraceRecorder(file)
        let half = file.transactions.count / 2
        recorder.record(through: half)
        let firstHalf = recorder.document
        recorder.record(through: file.transactions.count)
        let update = recorder.document.update(since: [:])
        let empty = TextDocument(replica: ReplicaID(rawValue: 9)).bytes
        let one = try MergeMeasure(of: 7, stored: empty, update: update)
        let second = try MergeMeasure(
            of: 7, stored: firstHalf.bytes,
            update: recorder.document.update(since: firstHalf.version))
        let isRight =
            recorder.document.text == file.end && one.text == file.end && second.text == file.end
        return Result(
            trace: file.name, ops: TraceFile.operationCount(file.transactions.flatMap(\.patches)),
            ok: isRight, oneUpdateMs: one.microseconds / 1000,
            secondHalfMs: second.microseconds / 1000, bytes: update.count)
    }
}

/// Makes a document of a concurrent trace, whose transactions name the ones they build on.
private struct TraceRecorder {
    private(set) var document = TextDocument(replica: ReplicaID(rawValue: 9))
    private let file: TraceFile
    private var next = 0
    /// What each transaction and all before it hold, by agent.
    private var versions: [[UInt64]] = []
    private var newest: [UInt64]

    init(_ file: TraceFile) {
        self.file = file
        newest = [UInt64](repeating: 0, count: file.agentCount)
    }

    private static func replica(_ agent: Int) -> ReplicaID {
        ReplicaID(rawValue: UInt64(agent) + 1000)
    }

    mutating func record(through end: Int) {
        while next < end {
            record(file.transactions[next])
            next += 1
        }
        document.settle()
    }

    private mutating func record(_ transaction: TraceFile.Transaction) {
        var version = [UInt64](repeating: 0, count: newest.count)
        for parent in transaction.parents {
            for agent in version.indices {
                version[agent] = max(version[agent], versions[parent][agent])
            }
        }
        for patch in transaction.patches {
            if patch.deleted > 0 { take(patch, inserting: nil, by: transaction.agent, &version) }
            if !patch.inserted.isEmpty {
                take(patch, inserting: patch.inserted, by: transaction.agent, &version)
            }
        }
        versions.append(version)
    }

    private mutating func take(
        _ patch: TraceFile.Patch, inserting text: String?, by agent: Int,
        _ version: inout [UInt64]
    ) {
        var seen: [ReplicaID: UInt64] = [:]
        for (agent, seq) in version.enumerated() { seen[TraceRecorder.replica(agent)] = seq }
        newest[agent] += 1
        version[agent] = newest[agent]
        document.record(
            OperationID(replica: TraceRecorder.replica(agent), seq: newest[agent]),
            at: patch.position, inserting: text, deleting: patch.deleted, seen: seen)
    }
}
