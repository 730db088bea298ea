import SiteHistory
import SiteModel

/// Gathers batches from columns. Never traps: each count, number and string is checked before it is used, and what
/// comes out is within a budget of bytes whatever the columns claim.
struct BulkReader {
    private var columns: [RunReader] = []
    private var byteColumns: [ByteReader] = []
    private var budget = WireLimits.bulkByteCountMax
    private var operationCount = 0
    let batchCount: Int

    private var nodes: [NodeID] = []
    private var strings: [String] = []
    private var replicas: [ReplicaID] = []
    private var epochs: [EpochID] = []
    private var digests: [Digest] = []
    private var chains: [ReplicaID: Bulk.ChainEnd] = [:]
    /// The last batch of each chain, until its link is asked for.
    private var chainBatches: [ReplicaID: Batch] = [:]
    var seenSeqs: [ReplicaID: UInt64] = [:]
    var expectedPositions: [Bulk.TextNumber: Int] = [:]
    var expectedStart = 0
    private var lastTime: UInt64 = 0

    /// Reads the count of batches and takes the columns apart.
    init(from reader: inout ByteReader) throws(DecodingFault) {
        batchCount = try reader.count(unit: 0, max: WireLimits.batchCountMax)
        for _ in Bulk.Column.allCases { columns.append(RunReader(try reader.run())) }
        for _ in Bulk.ByteColumn.allCases { byteColumns.append(ByteReader(try reader.run())) }
    }

    /// Whether every column is used up.
    func finish() throws(DecodingFault) {
        for (number, column) in columns.enumerated() where !column.isAtEnd {
            throw .malformed("more in column \(number) than was asked for", at: 0)
        }
        for (number, column) in byteColumns.enumerated() where !column.isAtEnd {
            throw .malformed("more in byte column \(number) than was asked for", at: 0)
        }
    }
}

// MARK: - Batches

extension BulkReader {
    mutating func batch() throws(DecodingFault) -> Batch {
        let shape = Bulk.Shape(rawValue: try next(.shape))
        guard shape.isSubset(of: .known), !shape.contains(.row) || shape == .row else {
            throw .malformed("shape of a batch", at: 0)
        }
        let batch = shape == .row ? try rowBatch() : try batch(of: shape)
        let base = batch.base.count
        chains[batch.replica] = Bulk.ChainEnd(first: batch.last &+ 1, base: base)
        chainBatches[batch.replica] = batch
        return batch
    }

    private mutating func batch(of shape: Bulk.Shape) throws(DecodingFault) -> Batch {
        let replica = try replica(next(.replica), above: 0)
        let chain = chains[replica] ?? Bulk.ChainEnd()
        let first = shape.contains(.first) ? try next(.first) : chain.first
        let epoch = try epoch()
        let base = UInt64(difference: try next(.base), from: chain.base)
        let previous = shape.contains(.previous) ? try digestBytes() : link(of: replica)
        let rules = shape.contains(.rules) ? try next(.rules) : Batch.currentRules
        var whole: [TextRef] = []
        if shape.contains(.whole) {
            for _ in 0..<(try length(.wholeCount)) { whole.append(try text().ref) }
        }
        let count = try next(.count)
        guard first >= 1, count >= 1, !first.addingReportingOverflow(count).overflow else {
            throw .malformed("sequence numbers", at: 0)
        }
        let body =
            shape.contains(.void)
            ? Batch.Body.void(count: count, replaced: try digestBytes())
            : .operations(try operations(count, from: OperationID(replica: replica, seq: first)))
        return Batch(
            replica: replica, first: first, base: LogPosition(epoch: epoch, count: base),
            previous: previous, rules: rules, whole: whole, body: body)
    }

    private mutating func operations(
        _ count: UInt64, from first: OperationID
    ) throws(DecodingFault) -> [Operation] {
        guard count <= UInt64(Batch.operationCountMax) else { throw .overLimit("operations") }
        try noteOperations(Int(count))
        var operations: [Operation] = []
        operations.reserveCapacity(min(Int(count), 4_096))
        for seq in first.seq..<first.seq + count {
            operations.append(try operation(as: OperationID(replica: first.replica, seq: seq)))
        }
        return operations
    }

    private mutating func noteOperations(_ count: Int) throws(DecodingFault) {
        operationCount += count
        guard operationCount <= WireLimits.bulkOperationCountMax else {
            throw .overLimit("operations")
        }
    }

    private mutating func rowBatch() throws(DecodingFault) -> Batch {
        let bytes = try row()
        guard bytes.count <= WireLimits.batchByteCountMax else {
            throw .overLimit("batch of \(bytes.count) bytes")
        }
        let batch = try Batch(canonicalBytes: bytes)
        try noteOperations(batch.operations.count)
        return batch
    }

    /// What the next batch of the chain names as `previous`.
    private func link(of replica: ReplicaID) -> Digest { chainBatches[replica]?.link ?? .zero }

    /// Who pushed the batch that comes next, and when.
    mutating func entry() throws(DecodingFault) -> (author: String, time: Int64) {
        let author = try string(.author).text
        guard author.utf8.count <= WireLimits.authorByteCountMax else { throw .overLimit("author") }
        lastTime = UInt64(difference: try next(.time), from: lastTime)
        return (author, Int64(bitPattern: lastTime))
    }
}

// MARK: - Values

extension BulkReader {
    mutating func next(_ column: Bulk.Column) throws(DecodingFault) -> UInt64 {
        try columns[column.rawValue].next()
    }

    /// A length, offset or count as the canonical form allows it.
    mutating func length(_ column: Bulk.Column) throws(DecodingFault) -> Int {
        let value = try next(column)
        guard value <= UInt64(Int32.max) else { throw .overLimit("length \(value)") }
        return Int(value)
    }

    mutating func charge(_ count: Int) throws(DecodingFault) {
        budget -= count
        guard budget >= 0 else {
            throw .overLimit("more than \(WireLimits.bulkByteCountMax) bytes")
        }
    }

    mutating func row() throws(DecodingFault) -> [UInt8] {
        let bytes = try byteColumns[Bulk.ByteColumn.rows.rawValue].run()
        try charge(bytes.count)
        return bytes
    }

    mutating func node(_ column: Bulk.Column) throws(DecodingFault) -> NodeID {
        try numberedNode(column).id
    }

    private mutating func numberedNode(
        _ column: Bulk.Column
    ) throws(DecodingFault) -> (id: NodeID, number: Int) {
        try charge(16)
        let value = try next(column)
        if value == 0 {
            nodes.append(try byteColumns[Bulk.ByteColumn.nodes.rawValue].node())
            return (nodes[nodes.count - 1], nodes.count - 1)
        }
        let number = try BulkReader.index(value - 1, below: nodes.count)
        return (nodes[number], number)
    }

    mutating func text() throws(DecodingFault) -> (ref: TextRef, number: Bulk.TextNumber) {
        let node = try numberedNode(.textNode)
        let field = try string(.textField)
        let locale = try string(.textLocale)
        return (
            TextRef(node.id, TextKey(field.text, locale.text)),
            Bulk.TextNumber(node: node.number, field: field.number, locale: locale.number)
        )
    }

    mutating func string(
        _ column: Bulk.Column
    ) throws(DecodingFault) -> (text: String, number: Int) {
        let value = try next(column)
        if value >= Bulk.firstKnownString {
            let number = try BulkReader.index(value - Bulk.firstKnownString, below: strings.count)
            try charge(strings[number].utf8.count)
            return (strings[number], number)
        }
        let text = try utf8(.stringLength, .strings)
        guard value == Bulk.newString else { return (text, -1) }
        strings.append(text)
        return (text, strings.count - 1)
    }

    /// A string that is hardly ever there twice.
    mutating func content() throws(DecodingFault) -> String { try utf8(.insertedLength, .texts) }

    private mutating func utf8(
        _ column: Bulk.Column, _ bytes: Bulk.ByteColumn
    ) throws(DecodingFault) -> String {
        let count = try length(column)
        try charge(count)
        guard
            let text = String(
                validating: try byteColumns[bytes.rawValue].raw(count), as: UTF8.self)
        else { throw .malformed("string is not UTF-8", at: 0) }
        return text
    }

    mutating func digest(_ column: Bulk.Column) throws(DecodingFault) -> Digest {
        try charge(Digest.byteCount)
        let value = try next(column)
        if value == 0 {
            let digest = try digestBytes()
            digests.append(digest)
            return digest
        }
        return digests[try BulkReader.index(value - 1, below: digests.count)]
    }

    private mutating func digestBytes() throws(DecodingFault) -> Digest {
        try byteColumns[Bulk.ByteColumn.digests.rawValue].digest()
    }

    /// The replica that a column's value stands for: `first` for a new one, numbers above it for known ones.
    mutating func replica(_ value: UInt64, above first: UInt64) throws(DecodingFault) -> ReplicaID {
        if value == first {
            let word = try byteColumns[Bulk.ByteColumn.words.rawValue].word()
            replicas.append(ReplicaID(rawValue: word))
            return ReplicaID(rawValue: word)
        }
        return replicas[try BulkReader.index(value &- first &- 1, below: replicas.count)]
    }

    private mutating func epoch() throws(DecodingFault) -> EpochID? {
        let value = try next(.epoch)
        switch value {
        case 0: return nil
        case 1:
            let epoch = EpochID(
                rawValue: try byteColumns[Bulk.ByteColumn.words.rawValue].word())
            epochs.append(epoch)
            return epoch
        default: return epochs[try BulkReader.index(value - 2, below: epochs.count)]
        }
    }

    private static func index(_ value: UInt64, below count: Int) throws(DecodingFault) -> Int {
        guard value < UInt64(count) else { throw .malformed("number \(value) of \(count)", at: 0) }
        return Int(value)
    }
}
