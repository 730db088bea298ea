import SiteHistory
import SiteModel

/// A log written by hand: who wrote what, having seen how much of it.
///
/// Begins with a page (`page`), on it two sections (`hero`, `body`) with their root elements (`heroRoot`, `bodyRoot`),
/// and a text (`text`, "hello") in the first one; all written by replica 9.
package struct LogScene: Sendable {
    package private(set) var log: [LogEntry] = []
    private var chains: [UInt64: (next: UInt64, previous: Digest)] = [:]

    package static let page = node(2)
    package static let hero = node(3)
    package static let heroRoot = node(4)
    package static let body = node(5)
    package static let bodyRoot = node(6)
    package static let text = TextRef(node(7), .text("en"))

    package static func node(_ number: UInt64) -> NodeID { NodeID(high: 0, low: number) }

    package static func id(_ replica: UInt64, _ seq: UInt64) -> OperationID {
        OperationID(replica: ReplicaID(rawValue: replica), seq: seq)
    }

    package init() {
        write(
            by: 9,
            LogScene.create(2, .page, under: LogScene.node(1), fields: [(.path, "/")]),
            LogScene.create(3, .section, under: LogScene.page, fields: [(.name, "hero")]),
            LogScene.create(4, under: LogScene.hero),
            LogScene.create(
                5, .section, under: LogScene.page, after: LogScene.id(9, 2),
                fields: [(.name, "body")]),
            LogScene.create(6, under: LogScene.body),
            LogScene.create(7, .text, under: LogScene.heroRoot, text: "hello"))
    }

    package static func create(
        _ node: UInt64, _ kind: NodeKind = .element, under parent: NodeID,
        after anchor: OperationID? = nil,
        fields: [(FieldName, String)] = [], classes: [String] = [], text: String? = nil
    ) -> Operation {
        .create(
            Creation(
                node: LogScene.node(node), place: Place(parent: parent, anchor: anchor),
                content: NodeContent(kind: kind, tag: kind == .element ? "p" : ""),
                fields: fields.map { FieldAssignment($0, .text($1)) }, classes: classes,
                texts: text.map { [TextAssignment(.text("en"), .inline($0))] } ?? []))
    }

    /// How many operations the log holds.
    package var head: UInt64 { log.last?.end ?? 0 }

    /// Appends one batch; `seen` is how much of the log its author had read, all of it if left out.
    ///
    /// - Returns: The ids of its operations.
    @discardableResult
    package mutating func write(
        by replica: UInt64, seen: UInt64? = nil, whole: [TextRef] = [], _ operations: Operation...
    ) -> [OperationID] {
        let chain = chains[replica] ?? (1, .zero)
        let base = seen ?? head
        let batch = Batch(
            replica: ReplicaID(rawValue: replica), first: chain.next,
            base: base == 0 ? .origin : LogPosition(epoch: EpochID(rawValue: 1), count: base),
            previous: chain.previous, whole: whole, body: .operations(operations))
        log.append(LogEntry(batch: batch, start: head + 1, author: "\(replica)", time: 0))
        chains[replica] = (batch.last + 1, batch.hash)
        return operations.indices.map(batch.id(ofOperationAt:))
    }

    /// What the oracle shows after the whole log.
    package var oracle: NaiveOracle {
        var oracle = NaiveOracle(site: LogScene.node(1))
        log.forEach { oracle.append($0) }
        return oracle
    }

    package var shownText: String? {
        oracle.site.nodes[LogScene.text.node]?.texts[LogScene.text.key]
    }

    /// The ids of the open conflicts as text.
    package var conflictIDs: [String] {
        oracle.conflicts.map { "\($0.id.kind)/\($0.id.field)/\(short($0.id.loser))" }
    }

    package func children(of node: NodeID) -> [NodeID] { oracle.site.nodes[node]?.children ?? [] }
}
