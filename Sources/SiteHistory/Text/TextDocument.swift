import SiteModel

/// One text with its history, on its own: edited by one replica, merged with others' updates.
///
/// Within a site a text's operations travel in batches and are ordered by the log; this is the same engine where there is
/// neither. Positions and counts are Unicode scalars.
package struct TextDocument: Sendable {
    private static let formatVersion: UInt8 = 1
    package let replica: ReplicaID
    private var history: TextHistory
    private var nextSeq: UInt64

    /// - Parameter base: What the text says before its first operation, the same for every replica.
    package init(replica: ReplicaID, base: String = "") {
        self.replica = replica
        history = TextHistory(base: base)
        nextSeq = 1
    }

    /// What it says.
    package var text: String { history.text }

    /// Unicode scalars in it.
    package var count: Int { history.length }

    /// The last sequence number of each replica that wrote here.
    package var version: [ReplicaID: UInt64] {
        Dictionary(uniqueKeysWithValues: history.log.writers.map { ($0.id, $0.last) })
    }

    // MARK: Editing

    /// Inserts; false where the text is shorter than `position`.
    @discardableResult
    package mutating func insert(_ text: String, at position: Int) -> Bool {
        edit(.insert(at: position, Array(text.unicodeScalars)))
    }

    /// Deletes; false where there are not so many scalars.
    @discardableResult
    package mutating func remove(_ count: Int, at position: Int) -> Bool {
        edit(.remove(at: position, count: count))
    }

    private mutating func edit(_ action: TextOperation.Action) -> Bool {
        let id = OperationID(replica: replica, seq: nextSeq)
        guard history.append(action, id: id) == nil else { return false }
        nextSeq += 1
        return true
    }

    /// Takes somebody's insert or, where `text` is nil, delete, after all that its author had seen.
    ///
    /// - Parameters:
    ///   - count: Scalars to delete.
    ///   - seen: The last sequence number of each replica that the author had seen.
    package mutating func record(
        _ id: OperationID, at position: Int, inserting text: String?, deleting count: Int,
        seen: [ReplicaID: UInt64]
    ) {
        let action: TextOperation.Action =
            if let text {
                .insert(at: position, Array(text.unicodeScalars))
            } else {
                .remove(at: position, count: count)
            }
        history.append(action, id: id, seen: seen)
        if id.replica == replica { nextSeq = id.seq + 1 }
    }

    /// Takes somebody's taking back of an own delete.
    package mutating func cancel(
        _ delete: OperationID, by id: OperationID, seen: [ReplicaID: UInt64]
    ) {
        history.append(.cancel(delete), id: id, seen: seen)
        if id.replica == replica { nextSeq = id.seq + 1 }
    }

    /// Brings `text` up to date after `record`.
    package mutating func settle() { history.settle() }

    // MARK: Bytes

    /// The operations that a version lacks.
    ///
    /// - Parameter version: The last sequence number of each replica that is held already.
    package func update(since version: [ReplicaID: UInt64]) -> [UInt8] {
        var out = ByteWriter()
        out.byte(TextDocument.formatVersion)
        history.log.update(since: version).write(to: &out)
        return CheckedBytes.seal(out.bytes)
    }

    /// Takes an update; operations that are here already are skipped.
    ///
    /// - Throws: ``DecodingFault``; nothing is then changed.
    package mutating func merge(_ update: [UInt8]) throws(DecodingFault) {
        let read = try TextDocument.reading(update) { (body) throws(DecodingFault) in
            let (update, rest) = try TextUpdate.read(body)
            guard rest.isEmpty else { throw .malformed("bytes after the update", at: 0) }
            return update
        }
        try history.merge(read)
        history.settle()
        nextSeq = max(nextSeq, (version[replica] ?? 0) + 1)
    }

    /// The base and all operations.
    package var bytes: [UInt8] {
        var out = ByteWriter()
        out.byte(TextDocument.formatVersion)
        TextSection.write(Array(history.base.utf8), to: &out)
        history.log.update(since: [:]).write(to: &out)
        return CheckedBytes.seal(out.bytes)
    }

    /// Reads `bytes`.
    package init(replica: ReplicaID, bytes: [UInt8]) throws(DecodingFault) {
        let (base, update) = try TextDocument.reading(bytes) { (body) throws(DecodingFault) in
            let base = try TextSection.read(body)
            guard let text = String(validating: base.content, as: UTF8.self) else {
                throw .malformed("base text", at: 0)
            }
            let (update, rest) = try TextUpdate.read(base.rest)
            guard rest.isEmpty else { throw .malformed("bytes after the history", at: 0) }
            return (text, update)
        }
        self.init(replica: replica, base: base)
        try history.merge(update)
        history.settle()
        nextSeq = (version[replica] ?? 0) + 1
    }

    /// The text alone, for a store: what `init(replica:state:)` reads.
    package var state: [UInt8] { TextAtRest.bytes(of: text) }

    /// A text of which everybody has seen all.
    package init(replica: ReplicaID, state: [UInt8]) throws(DecodingFault) {
        self.init(replica: replica, base: try TextAtRest.text(from: state))
    }

    /// Checks the bytes and reads what is behind the format's version.
    private static func reading<Content>(
        _ bytes: [UInt8],
        _ read: (UnsafeBufferPointer<UInt8>) throws(DecodingFault) -> Content
    ) throws(DecodingFault) -> Content {
        let result: Result<Content, DecodingFault> = bytes.withUnsafeBufferPointer { bytes in
            do throws(DecodingFault) {
                let body = try CheckedBytes.open(bytes)
                guard body.first == formatVersion else { throw .malformed("format", at: 0) }
                return .success(try read(UnsafeBufferPointer(rebasing: body[1...])))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
