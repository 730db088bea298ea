import ArgumentParser
import SiteHistory
import SiteModel

/// One author's history: every edit, the bytes it leaves, and its second half as one update.
struct ReplayBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Replays an editing history of one author.")

    @Argument(help: "A trace: gzip JSON, sequential form.") var trace: String
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let trace: String
        let ops: Int
        let ok: Bool
        let applyMs: Double
        let loadTextMs: Double
        let stateBytes: Int
        let historyBytes: Int
        let tailBytes: Int
        let mergeTailMs: Double
        let editRssKb: Int
    }

    func run() throws { try output.print(try measure()) }

    func measure() throws -> Result {
        let file = try TraceFile(path: trace)
        let patches = file.transactions.flatMap(\.patches)
        let resident = Measure.residentKilobytes
        var typist = Typist(replica: 1)
        let first = Measure.microseconds { typist.type(patches) }
        let editRss = max(0, Measure.peakResidentKilobytes - resident)
        let again = Measure.best(of: 3) {
            typist = Typist(replica: 1)
            typist.type(patches)
        }
        var isRight = typist.document.text == file.end && typist.byteCount > 0

        let state = typist.document.state
        var shown = ""
        let load = try Measure.best(of: 9) {
            shown = try TextDocument(replica: ReplicaID(rawValue: 2), state: state).text
        }
        isRight = isRight && shown == file.end

        let tail = try self.tail(file)
        return Result(
            trace: file.name, ops: TraceFile.operationCount(patches),
            ok: isRight && tail.text == file.end, applyMs: min(first, again) / 1000,
            loadTextMs: load / 1000, stateBytes: state.count,
            historyBytes: typist.document.update(since: [:]).count, tailBytes: tail.byteCount,
            mergeTailMs: tail.microseconds / 1000, editRssKb: editRss)
    }

    /// A replica with the first half gets the second, which somebody else wrote, as one update.
    private func tail(_ file: TraceFile) throws -> (
        byteCount: Int, microseconds: Double, text: String
    ) {
        let half = file.transactions.count / 2
        var a = Typist(replica: 1)
        a.type(file.transactions[..<half].flatMap(\.patches))
        let stored = a.document.bytes
        var b = Typist(try TextDocument(replica: ReplicaID(rawValue: 2), bytes: stored))
        b.type(file.transactions[half...].flatMap(\.patches))
        let update = b.document.update(since: a.document.version)
        let merged = try MergeMeasure(of: 7, stored: stored, update: update)
        return (update.count, merged.microseconds, merged.text)
    }
}

/// Somebody who types: every edit is an operation, encoded as a batch has it.
struct Typist {
    private static let text = TextRef(NodeID(high: 0, low: 1), .text("en"))
    var document: TextDocument
    /// Bytes of the encoded operations.
    private(set) var byteCount = 0

    init(replica: UInt64) { document = TextDocument(replica: ReplicaID(rawValue: replica)) }

    init(_ document: TextDocument) { self.document = document }

    mutating func type(_ patches: [TraceFile.Patch]) {
        for patch in patches {
            if patch.deleted > 0 {
                encode(.remove(Typist.text, at: patch.position, count: patch.deleted))
                document.remove(patch.deleted, at: patch.position)
            }
            if !patch.inserted.isEmpty {
                encode(.insert(Typist.text, at: patch.position, text: patch.inserted))
                document.insert(patch.inserted, at: patch.position)
            }
        }
    }

    private mutating func encode(_ operation: Operation) {
        var out = ByteWriter()
        out.operation(operation)
        byteCount += out.bytes.count
    }
}

/// One update into a document read from bytes, until the text is there: the best of several.
struct MergeMeasure {
    private(set) var microseconds = Double.infinity
    /// The same with reading the document.
    private(set) var withLoading = Double.infinity
    private(set) var text = ""

    init(of count: Int, stored: [UInt8], update: [UInt8]) throws {
        for _ in 0..<count {
            var document = TextDocument(replica: ReplicaID(rawValue: 9))
            let loading = try Measure.microseconds {
                document = try TextDocument(replica: ReplicaID(rawValue: 9), bytes: stored)
                text = document.text
            }
            let merging = try Measure.microseconds {
                try document.merge(update)
                text = document.text
            }
            microseconds = min(microseconds, merging)
            withLoading = min(withLoading, loading + merging)
        }
    }
}
