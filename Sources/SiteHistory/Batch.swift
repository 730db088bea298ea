import SiteModel

/// A server's life between a start and the next: minted at every start on a data folder.
package struct EpochID: Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Parses the 16 hexadecimal digits of `description`.
    package init?(_ text: some StringProtocol) {
        guard let value = UInt64(hexDigits: text) else { return nil }
        rawValue = value
    }

    package var description: String { rawValue.hexDigits }
}

/// A position in a site's log: after its first `count` operations, as the given epoch numbered them.
/// Position 0 is common to every epoch.
package struct LogPosition: Hashable, Sendable {
    package var epoch: EpochID?
    /// The sseq of the last operation before it; a batch end.
    package var count: UInt64

    package init(epoch: EpochID?, count: UInt64) {
        self.epoch = epoch
        self.count = count
    }

    /// Before any hello.
    package static let origin = LogPosition(epoch: nil, count: 0)
}

/// One transaction of one replica: immutable once committed.
///
/// Its hash is made with it, since every step of its way asks for it. Two batches are equal if their hashes are: these
/// stand for every byte of the canonical form.
package struct Batch: Hashable, Sendable {
    package enum Body: Hashable, Sendable {
        /// At least one operation.
        case operations([Operation])
        /// Takes the place of a refused or dropped batch: uses up its sequence numbers, has no effect. `replaced` is
        /// the hash of the batch it stands for.
        case void(count: UInt64, replaced: Digest)
    }

    package let replica: ReplicaID
    /// Sequence number of its first operation.
    package let first: UInt64
    /// The store's applied cursor when the batch was committed.
    package let base: LogPosition
    /// The hash of the batch before it in its chain; `Digest.zero` for a replica's first.
    package let previous: Digest
    /// The version of the merge rules that applies to it.
    package let rules: UInt64
    /// Texts of which this batch replaces more than half, sorted.
    package let whole: [TextRef]
    /// The chain that this one continues: only in a replica's first batch (a copied store, a chain re-encoded).
    package let after: ChainEnd?
    package private(set) var body: Body
    /// Whether bytes of it are left out (``leavingOutMedia()``): then it has no canonical form, but still its hash.
    package private(set) var lacksMedia = false

    /// SHA-256 over `previous` and the canonical bytes: the same whatever transport carried it.
    package private(set) var hash: Digest
    /// How long the canonical bytes are.
    package private(set) var byteCount: Int

    /// The rules this program knows.
    package static let currentRules: UInt64 = 1
    /// The largest number of operations in one batch.
    package static let operationCountMax = 200_000

    package init(
        replica: ReplicaID, first: UInt64, base: LogPosition, previous: Digest,
        rules: UInt64 = Batch.currentRules,
        whole: [TextRef] = [], after: ChainEnd? = nil, body: Body
    ) {
        self.init(
            replica: replica, first: first, base: base, previous: previous, rules: rules,
            whole: whole, after: after, body: body, encoded: nil)
    }

    /// - Parameter encoded: Its canonical bytes, where they are known.
    init(
        replica: ReplicaID, first: UInt64, base: LogPosition, previous: Digest, rules: UInt64,
        whole: [TextRef], after: ChainEnd?, body: Body, encoded: [UInt8]?
    ) {
        self.replica = replica
        self.first = first
        self.base = base
        self.previous = previous
        self.rules = rules
        self.whole = whole
        self.after = after
        self.body = body
        hash = .zero
        byteCount = 0
        let bytes = encoded ?? canonicalBytes
        hash = Digest.of(previous, bytes)
        byteCount = bytes.count
    }

    /// The same batch without the bytes of media: to be replayed, not to be written.
    package func leavingOutMedia() -> Batch {
        guard let body = body.withoutMedia else { return self }
        var short = self
        short.body = body
        short.lacksMedia = true
        return short
    }

    package static func == (a: Batch, b: Batch) -> Bool { a.hash == b.hash }

    package func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    /// Whether it stands for another and has no effect.
    package var isVoid: Bool {
        if case .void = body { return true }
        return false
    }

    package var operations: [Operation] {
        if case .operations(let operations) = body { return operations }
        return []
    }

    /// Whether it puts words into a text: new ones, which stand beside those of a batch that does the same.
    package var writesWords: Bool {
        operations.contains {
            if case .insert = $0 { true } else { false }
        }
    }

    /// How many sequence numbers it uses; at least 1.
    package var count: UInt64 {
        switch body {
        case .operations(let operations): UInt64(operations.count)
        case .void(let count, _): count
        }
    }

    /// Sequence number of its last operation.
    package var last: UInt64 { first + count - 1 }

    package func id(ofOperationAt index: Int) -> OperationID {
        OperationID(replica: replica, seq: first + UInt64(index))
    }
}

/// A batch in the server's log.
package struct LogEntry: Hashable, Sendable {
    package let batch: Batch
    /// The sseq of its first operation; that of its last is `end`.
    package let start: UInt64
    /// Whose token pushed it, for display.
    package let author: String
    /// The server's wall clock, in milliseconds since 1970: for display, never for a decision.
    package let time: Int64

    package init(batch: Batch, start: UInt64, author: String, time: Int64) {
        self.batch = batch
        self.start = start
        self.author = author
        self.time = time
    }

    package var end: UInt64 { start + batch.count - 1 }
}

/// The rolling digest of a log: SHA-256(digest before, batch hash) at each batch end.
package struct LogDigest: Hashable, Sendable {
    package private(set) var value: Digest

    package init(_ value: Digest = .zero) { self.value = value }

    package mutating func append(_ batchHash: Digest) {
        value = Digest.of(value, batchHash.bytes)
    }
}
