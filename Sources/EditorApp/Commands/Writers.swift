import SiteHistory
import SiteModel
import SiteStore

/// Who wrote an operation and when, for display.
struct Writers {
    struct Writer {
        /// nil where it is not known: what was not sent yet.
        var author: String?
        /// Milliseconds since 1970: for what was made here when it was made, else when the server took it.
        var time: Int64?
        var isOwn: Bool
        /// The operation itself, where it is at hand.
        var operation: SiteHistory.Operation?
    }

    private let replicas: Set<ReplicaID>
    /// The log's entries of each replica, in the order of their numbers.
    private let entries: [ReplicaID: [LogEntry]]
    private let pending: [Batch]
    /// When own batches were made, by their first operations.
    private let ownTimes: [OperationID: Int64]

    init(of state: SiteState, ownTimes: [OperationID: Int64]) {
        self.ownTimes = ownTimes
        replicas = state.replicas
        entries = Dictionary(grouping: state.engine.entries, by: \.batch.replica)
        pending = state.engine.pending
    }

    func writer(of id: OperationID) -> Writer {
        var writer = Writer(isOwn: replicas.contains(id.replica))
        let entry = entries[id.replica].flatMap { Self.entry(of: id.seq, in: $0) }
        if let entry {
            writer.author = entry.author.isEmpty ? nil : entry.author
            writer.time = ownTimes[entry.batch.id(ofOperationAt: 0)] ?? entry.time
        }
        let batch = entry?.batch ?? pending.first { Self.holds($0, id) }
        if let batch, batch.operations.indices.contains(Int(id.seq - batch.first)) {
            writer.operation = batch.operations[Int(id.seq - batch.first)]
        }
        return writer
    }

    private static func holds(_ batch: Batch, _ id: OperationID) -> Bool {
        batch.replica == id.replica && batch.first <= id.seq && id.seq <= batch.last
    }

    private static func entry(of seq: UInt64, in entries: [LogEntry]) -> LogEntry? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].batch.last < seq { low = middle + 1 } else { high = middle }
        }
        guard low < entries.count, entries[low].batch.first <= seq else { return nil }
        return entries[low]
    }

    /// `ana@example.com, 25 Nov 2026, 18:40 UTC`; `this device, not sent yet`.
    func words(for id: OperationID) -> String {
        let writer = writer(of: id)
        let who =
            writer.author.map { Printable.line($0) + (writer.isOwn ? " on this device" : "") }
            ?? (writer.isOwn ? "this device" : "somebody")
        return who + ", " + (writer.time.map(Moment.words) ?? "not sent yet")
    }
}

extension Moment {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `25 Nov 2026, 18:40 UTC`.
    static func words(_ milliseconds: Int64) -> String {
        let text = Moment.text(milliseconds)
        let parts = text.split { "-T:".contains($0) }.map(String.init)
        guard parts.count > 4, let month = Int(parts[1]), months.indices.contains(month - 1),
            let day = Int(parts[2])
        else { return text }
        return "\(day) \(months[month - 1]) \(parts[0]), \(parts[3]):\(parts[4]) UTC"
    }
}
