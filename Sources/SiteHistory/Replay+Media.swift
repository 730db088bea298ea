import SiteModel

/// Media (``BlobForm``): bytes that no text lies in. The log carries them, and what it means does not depend on them: a
/// text that names such a blob is empty, on every device, whether it holds the bytes or not. So a device may leave them
/// out of memory and keep them on its disk alone.
extension Replay {
    private static let nothing = Digest.of([])

    /// Whether a blob's bytes are left out: they are none, and their name is of others.
    static func isLeftOut(_ bytes: [UInt8], of digest: Digest) -> Bool {
        bytes.isEmpty && digest != nothing
    }

    /// Whether any media's bytes are in memory.
    var holdsMedia: Bool { media.values.contains { !$0.isEmpty } }
    /// Whether any media's bytes are not.
    var lacksMedia: Bool { media.values.contains(where: \.isEmpty) }

    func hasBlob(_ digest: Digest) -> Bool { blobs[digest] != nil || media[digest] != nil }

    mutating func keep(_ bytes: [UInt8], as digest: Digest) {
        if BlobForm.isText(bytes), !Replay.isLeftOut(bytes, of: digest) {
            blobs[digest] = bytes
        } else if media[digest]?.isEmpty ?? true {
            media[digest] = bytes
        }
    }

    mutating func leaveOutMedia() {
        if holdsMedia { media = media.mapValues { _ in [] } }
    }

    mutating func takeMedia(_ bytes: (Digest) throws -> [UInt8]?) rethrows {
        for (digest, known) in media where known.isEmpty { media[digest] = try bytes(digest) ?? [] }
    }
}

extension HistoryEngine {
    /// Media of the shown document by name; empty where the bytes are left out.
    package var media: [Digest: [UInt8]] { shown.media }

    /// Whether the site has bytes of this name, in memory or left out.
    package func holds(_ blob: Digest) -> Bool { shown.hasBlob(blob) }

    /// Whether a snapshot would leave bytes out.
    var lacksMedia: Bool { foundation.lacksMedia || shown.lacksMedia }

    /// Whether a batch in memory cannot be written, sent or renamed, for its media is left out.
    package var hasShortBatches: Bool {
        entries.contains(where: \.batch.lacksMedia) || pending.contains(where: \.lacksMedia)
    }
}

extension Operation {
    /// nil where nothing of it is to be left out.
    fileprivate var withoutMedia: Operation? {
        guard case .blob(let digest, let bytes) = self, !BlobForm.isText(bytes) else { return nil }
        return .blob(digest, [])
    }
}

extension Batch.Body {
    /// The same with media left out; nil where there is none in it.
    var withoutMedia: Batch.Body? {
        guard case .operations(var operations) = self else { return nil }
        var isChanged = false
        for index in operations.indices {
            guard let short = operations[index].withoutMedia else { continue }
            operations[index] = short
            isChanged = true
        }
        return isChanged ? .operations(operations) : nil
    }
}

extension LogEntry {
    /// The same with media left out.
    package func leavingOutMedia() -> LogEntry {
        LogEntry(batch: batch.leavingOutMedia(), start: start, author: author, time: time)
    }
}
