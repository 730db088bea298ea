import SiteHistory
import SiteModel

/// Spreads batches over columns.
struct BulkWriter {
    private var columns = [RunWriter](repeating: RunWriter(), count: Bulk.Column.allCases.count)
    private var byteColumns = [ByteWriter](
        repeating: ByteWriter(), count: Bulk.ByteColumn.allCases.count)
    private var budget = WireLimits.bulkByteCountMax
    private(set) var batchCount = 0
    private var operationCount = 0

    private var nodes: [NodeID: Int] = [:]
    private var strings: [ExactString: Int] = [:]
    private var replicas: [ReplicaID: Int] = [:]
    private var epochs: [EpochID: Int] = [:]
    private var digests: [Digest: Int] = [:]
    private var chains: [ReplicaID: Bulk.ChainEnd] = [:]
    var seenSeqs: [ReplicaID: UInt64] = [:]
    var expectedPositions: [Bulk.TextNumber: Int] = [:]
    var expectedStart = 0
    private var lastTime: Int64 = 0

    /// Whether a reader would take it: what is over its limits has to travel in another form.
    var isWithinLimits: Bool {
        budget >= 0 && operationCount <= WireLimits.bulkOperationCountMax
            && batchCount <= WireLimits.batchCountMax
    }

    /// The payload's part behind the message's head.
    mutating func finish(to out: inout ByteWriter) {
        out.count(batchCount)
        for index in columns.indices { out.run(columns[index].finish()) }
        for column in byteColumns { out.run(column.bytes) }
    }
}

// MARK: - Batches

extension BulkWriter {
    mutating func batch(_ batch: Batch) {
        batchCount += 1
        guard batch.isKnownThroughout else { return row(batch) }
        let chain = chains[batch.replica] ?? Bulk.ChainEnd()
        let shape = Bulk.Shape(of: batch, after: chain)
        put(shape.rawValue, .shape)
        replica(batch.replica, .replica)
        if shape.contains(.first) { put(batch.first, .first) }
        epoch(batch.base.epoch)
        put(batch.base.count.difference(from: chain.base), .base)
        if shape.contains(.previous) { digestBytes(batch.previous) }
        if shape.contains(.rules) { put(batch.rules, .rules) }
        if shape.contains(.whole) {
            put(UInt64(batch.whole.count), .wholeCount)
            for ref in batch.whole { _ = text(ref) }
        }
        put(batch.count, .count)
        if case .void(_, let replaced) = batch.body { digestBytes(replaced) }
        operationCount += batch.operations.count
        for (index, operation) in batch.operations.enumerated() {
            self.operation(operation, as: batch.id(ofOperationAt: index))
        }
        note(batch)
    }

    /// Adds who pushed the batch that comes next, and when.
    mutating func entry(author: String, time: Int64) {
        string(author, .author)
        put(UInt64(bitPattern: time).difference(from: UInt64(bitPattern: lastTime)), .time)
        lastTime = time
    }

    private mutating func row(_ batch: Batch) {
        put(Bulk.Shape.row.rawValue, .shape)
        row(batch.canonicalBytes)
        operationCount += batch.operations.count
        note(batch)
    }

    private mutating func note(_ batch: Batch) {
        chains[batch.replica] = Bulk.ChainEnd(
            first: batch.last &+ 1, link: batch.link, base: batch.base.count)
    }
}

extension Bulk.Shape {
    fileprivate init(of batch: Batch, after chain: Bulk.ChainEnd) {
        self = []
        if batch.isVoid { insert(.void) }
        if batch.first != chain.first { insert(.first) }
        if batch.previous != chain.link { insert(.previous) }
        if batch.rules != Batch.currentRules { insert(.rules) }
        if !batch.whole.isEmpty { insert(.whole) }
    }
}

extension Batch {
    /// Whether the columns say everything about the batch itself: not so for the one member that came after them.
    fileprivate var isKnownThroughout: Bool { after == nil }
}

// MARK: - Values

extension BulkWriter {
    mutating func put(_ value: UInt64, _ column: Bulk.Column) {
        columns[column.rawValue].append(value)
    }

    mutating func charge(_ count: Int) { budget -= count }

    mutating func row(_ bytes: [UInt8]) {
        charge(bytes.count)
        byteColumns[Bulk.ByteColumn.rows.rawValue].run(bytes)
    }

    @discardableResult
    mutating func node(_ id: NodeID, _ column: Bulk.Column) -> Int {
        charge(16)
        if let number = nodes[id] {
            put(UInt64(number) + 1, column)
            return number
        }
        nodes[id] = nodes.count
        put(0, column)
        byteColumns[Bulk.ByteColumn.nodes.rawValue].node(id)
        return nodes.count - 1
    }

    /// Returns the number of the string in the dictionary; -1 for one that is not remembered.
    @discardableResult
    mutating func string(_ text: String, _ column: Bulk.Column) -> Int {
        let count = text.utf8.count
        charge(count)
        let isRemembered = count <= Bulk.rememberedByteCountMax
        if isRemembered, let number = strings[ExactString(text: text)] {
            put(UInt64(number) + Bulk.firstKnownString, column)
            return number
        }
        put(isRemembered ? Bulk.newString : Bulk.longString, column)
        put(UInt64(count), .stringLength)
        byteColumns[Bulk.ByteColumn.strings.rawValue].utf8(text)
        guard isRemembered else { return -1 }
        strings[ExactString(text: text)] = strings.count
        return strings.count - 1
    }

    /// A string that is hardly ever there twice.
    mutating func content(_ text: String) {
        charge(text.utf8.count)
        put(UInt64(text.utf8.count), .insertedLength)
        byteColumns[Bulk.ByteColumn.texts.rawValue].utf8(text)
    }

    mutating func text(_ ref: TextRef) -> Bulk.TextNumber {
        Bulk.TextNumber(
            node: node(ref.node, .textNode), field: string(ref.key.field, .textField),
            locale: string(ref.key.locale, .textLocale))
    }

    mutating func digest(_ digest: Digest, _ column: Bulk.Column) {
        charge(Digest.byteCount)
        if let number = digests[digest] { return put(UInt64(number) + 1, column) }
        digests[digest] = digests.count
        put(0, column)
        digestBytes(digest)
    }

    mutating func digestBytes(_ digest: Digest) {
        byteColumns[Bulk.ByteColumn.digests.rawValue].digest(digest)
    }

    mutating func replica(_ replica: ReplicaID, _ column: Bulk.Column, above first: UInt64 = 0) {
        if let number = replicas[replica] { return put(first + UInt64(number) + 1, column) }
        replicas[replica] = replicas.count
        put(first, column)
        byteColumns[Bulk.ByteColumn.words.rawValue].word(replica.rawValue)
    }

    private mutating func epoch(_ epoch: EpochID?) {
        guard let epoch else { return put(0, .epoch) }
        if let number = epochs[epoch] { return put(UInt64(number) + 2, .epoch) }
        epochs[epoch] = epochs.count
        put(1, .epoch)
        byteColumns[Bulk.ByteColumn.words.rawValue].word(epoch.rawValue)
    }
}

extension ByteWriter {
    /// The string's bytes without their count.
    fileprivate mutating func utf8(_ text: String) { raw(Array(text.utf8)) }
}
