import SiteModel

/// One operation on one text.
struct TextOperation: Sendable {
    enum Action: Sendable {
        case insert(at: Int, [Unicode.Scalar])
        case remove(at: Int, count: Int)
        case cancel(OperationID)
    }

    let author: Author
    let action: Action
}

/// One text: what it says now, and the operations since its base.
///
/// Operations whose authors had seen all before are done in place. From the first that had not, the text waits until it is
/// settled; then what is concurrent is walked (`TextWalker`), from the last critical version on.
struct TextHistory: Sendable {
    /// The text whose history is not here: everybody has seen it.
    let base: String
    var log = TextLog()
    private(set) var zones: [TextZone] = []
    /// What the first `settledCount` operations make; nil where `shown` says it.
    private var buffer: TextBuffer?
    private var shown: String
    /// Scalars in the settled text.
    private(set) var length: Int
    private(set) var settledCount: UInt32 = 0
    /// Who wrote the newest operation, if it had seen all before it.
    var lastSequential: Author?

    /// A text without operations.
    init(base: String = "") {
        self.base = base
        shown = base
        var bytes = base
        length = bytes.withUTF8 { TextBuffer.scalars(in: $0) }
    }

    /// What it says; settle first.
    var text: String { buffer?.text ?? shown }

    var isEmpty: Bool { log.count == 0 }
    var needsWalk: Bool { settledCount < log.count }

    // MARK: What an author had seen

    /// Whether the author had seen everything that was written here so far.
    func isSeenWhole(by author: Author, in index: CausalIndex) -> Bool {
        if let last = lastSequential, last.id.replica == author.id.replica,
            last.base == author.base, last.lineage == author.lineage
        {
            return true
        }
        return log.writers.allSatisfy { writer in
            if let parents = writer.parents { return parents.areSeen(by: author, in: index) }
            return index.seenThrough(writer.id, by: author) >= writer.last
        }
    }

    /// What the author had seen of this text, and all of its own.
    private func version(seenBy author: Author, in index: CausalIndex) -> [UInt32] {
        log.writers.indices.map { writer in
            if let parents = log.writers[writer].parents {
                return parents.areSeen(by: author, in: index) ? log.writers[writer].count : 0
            }
            let id = log.writers[writer].id
            if id == author.id.replica { return log.writers[writer].count }
            return log.count(ofWriter: writer, through: index.seenThrough(id, by: author))
        }
    }

    // MARK: Taking operations

    /// Takes the next operation in replay order.
    ///
    /// - Returns: Why it is not taken: it is wrong at the version its author saw, and that is the present one.
    @discardableResult
    mutating func append(
        _ action: TextOperation.Action, by author: Author, in index: CausalIndex
    ) -> NoEffect? {
        let writer = Int(log.writer(author.id.replica))
        let sequential = isSeenWhole(by: author, in: index)
        if sequential {
            settle(through: log.count)
            if let fault = fault(of: action, from: author, in: index) { return fault }
        }
        let version = sequential ? nil : version(seenBy: author, in: index)
        append(action, writer: UInt32(writer), seq: author.id.seq, version: version, in: index)
        lastSequential = sequential ? author : nil
        return nil
    }

    /// Takes an operation of somebody who had seen everything that is here.
    mutating func append(_ action: TextOperation.Action, id: OperationID) -> NoEffect? {
        settle(through: log.count)
        let author = Author(id: id, base: 0)
        let writer = log.writer(id.replica)
        if let fault = fault(of: action, from: author, in: nil) { return fault }
        append(action, writer: writer, seq: id.seq, version: nil, in: nil)
        lastSequential = author
        return nil
    }

    /// Takes the next operation in replay order.
    ///
    /// - Parameter seen: The last sequence number of each replica that its author had seen.
    mutating func append(
        _ action: TextOperation.Action, id: OperationID, seen: [ReplicaID: UInt64]
    ) {
        let own = log.writer(id.replica)
        let version = log.writers.indices.map { writer in
            writer == Int(own)
                ? log.writers[writer].count
                : log.count(ofWriter: writer, through: seen[log.writers[writer].id] ?? 0)
        }
        append(
            action, writer: own, seq: id.seq, version: version == log.whole ? nil : version,
            in: nil)
        lastSequential = nil
    }

    private func fault(
        of action: TextOperation.Action, from author: Author, in index: CausalIndex?
    ) -> NoEffect? {
        switch action {
        case .insert(let at, _): return at >= 0 && at <= length ? nil : .positionBeyondText
        case .remove(let at, let count):
            return at >= 0 && at <= length && count >= 0 && count <= length - at
                ? nil : .positionBeyondText
        case .cancel(let delete):
            return ownDelete(delete, of: author.id.replica, in: index) == nil
                ? .nothingToCancel : nil
        }
    }

    /// The number of a replica's own delete: one that it made, or the chain that it goes on.
    func ownDelete(
        _ id: OperationID, of replica: ReplicaID, in index: CausalIndex?
    ) -> UInt32? {
        let isOwn =
            id.replica == replica || id.seq <= index?.chained(id.replica, by: replica) ?? 0
        guard isOwn, let number = log.number(of: id), log.runs[log.run(of: number)].removes
        else { return nil }
        return number
    }

    /// - Parameter version: What the author had seen; nil for everything.
    private mutating func append(
        _ action: TextOperation.Action, writer: UInt32, seq: UInt64, version: [UInt32]?,
        in index: CausalIndex?
    ) {
        let run = run(of: action, by: log.writers[Int(writer)].id, in: index)
        let isInPlace = version == nil && run.kind != .cancel && !needsWalk
        // Who goes on after having seen everything has seen nothing new.
        if version != nil || lastSequential == nil || !log.continues(writer, seq: seq) {
            log.open(writer, seq: seq, version: version ?? log.whole)
        }
        var seen = version.map { log.firstMissing(in: $0) } ?? log.count
        if run.kind == .cancel { seen = min(seen, run.content) }
        let isZoneOpen = openZone(seenThrough: seen)
        let mayExtend =
            !isZoneOpen && (isInPlace || (log.runs.last?.first ?? 0) >= settledCount)
        log.add(run, mayExtend: mayExtend)
        guard isInPlace else { return }
        if run.effect(in: length).count > 0 { edit(run) }
        settledCount = log.count
    }

    /// An operation as a run of its own; inserted scalars go to the log.
    private mutating func run(
        of action: TextOperation.Action, by replica: ReplicaID, in index: CausalIndex?
    ) -> TextLog.Run {
        var run = TextLog.Run(kind: .nothing, position: 0, length: 1, first: 0, content: 0)
        switch action {
        case .insert(let at, let scalars):
            guard let position = UInt32(exactly: at) else { return run }
            run.kind = scalars.count == 1 ? .typed : .pasted
            run.position = position
            run.length = UInt32(scalars.count)
            run.content = log.addContent(scalars)
        case .remove(let at, let count):
            guard let position = UInt32(exactly: at), let length = UInt32(exactly: count) else {
                return run
            }
            run.kind = length == 1 ? .deleted : .removed
            run.position = position
            run.length = length
        case .cancel(let delete):
            guard let number = ownDelete(delete, of: replica, in: index) else { return run }
            run.kind = .cancel
            run.content = number
        }
        return run
    }

    /// Does one operation in place.
    private mutating func edit(_ run: TextLog.Run) {
        var buffer = takeBuffer()
        log.content.bytes.withUnsafeBufferPointer { content in
            TextHistory.apply(run, from: log.content, content, to: &buffer)
        }
        keep(buffer)
    }

    private mutating func takeBuffer() -> TextBuffer {
        let buffer = self.buffer ?? TextBuffer(shown, count: length)
        self.buffer = nil
        shown = ""
        return buffer
    }

    private mutating func keep(_ buffer: TextBuffer) {
        length = buffer.count
        self.buffer = buffer
    }
}

// MARK: Zones

extension TextHistory {
    /// Finds, or makes, the zone of the next operation.
    ///
    /// - Parameter seen: How many of the first operations it builds on without exception.
    /// - Returns: Whether a zone starts with it.
    mutating func openZone(seenThrough seen: UInt32) -> Bool {
        if seen == log.count {
            if let last = zones.last, last.isSequential { return false }
            zones.append(
                TextZone(
                    start: TextZone.Start(
                        number: log.count, run: log.runs.count, length: length),
                    isSequential: true))
            return true
        }
        let start = critical(before: seen)
        while let last = zones.last, last.start.number >= start.number { zones.removeLast() }
        zones.append(TextZone(start: start, isSequential: false))
        return true
    }

    /// The last critical version among the first operations, at a run's border.
    func critical(before number: UInt32) -> TextZone.Start {
        guard !zones.isEmpty else { return TextZone.Start(number: 0, run: 0, length: length) }
        let place = TextLog.last(in: zones.count) { zones[$0].start.number <= number }
        let zone = zones[place]
        guard zone.isSequential, number > zone.start.number else { return zone.start }
        let run = number >= log.count ? log.runs.count : log.run(of: number)
        guard run > zone.start.run else { return zone.start }
        return TextZone.Start(
            number: run < log.runs.count ? log.runs[run].first : log.count, run: run,
            length: log.length(from: zone.start, toRun: run))
    }

    private func end(ofZone place: Int) -> TextZone.Start {
        place + 1 < zones.count
            ? zones[place + 1].start
            : TextZone.Start(number: log.count, run: log.runs.count, length: length)
    }

    // MARK: Settling

    /// Brings `text` up to date.
    mutating func settle() {
        settle(through: log.count)
        if let buffer {
            shown = buffer.text
            self.buffer = nil
        }
    }

    /// Brings the text up to operations that end where a zone, or a run of a sequential zone, ends.
    private mutating func settle(through end: UInt32) {
        guard settledCount < end else { return }
        var place = TextLog.last(in: zones.count) { zones[$0].start.number <= settledCount }
        while place < zones.count, zones[place].start.number < end {
            if zones[place].start.number >= settledCount { zones[place].start.length = length }
            let zoneEnd = min(end, self.end(ofZone: place).number)
            if zones[place].isSequential {
                apply(through: zoneEnd)
            } else {
                walkZone(zones[place].start, through: zoneEnd)
            }
            settledCount = zoneEnd
            place += 1
        }
    }

    /// Does the runs of a sequential zone in place.
    private mutating func apply(through end: UInt32) {
        var buffer = takeBuffer()
        var index = log.run(of: settledCount)
        log.content.bytes.withUnsafeBufferPointer { content in
            while index < log.runs.count, log.runs[index].first < end {
                TextHistory.apply(log.runs[index], from: log.content, content, to: &buffer)
                index += 1
            }
        }
        keep(buffer)
    }

    private static func apply(
        _ run: TextLog.Run, from content: TextContent, _ bytes: UnsafeBufferPointer<UInt8>,
        to buffer: inout TextBuffer
    ) {
        let effect = run.effect(in: buffer.count)
        guard effect.count > 0 else { return }
        guard run.inserts else { return buffer.remove(effect.count, at: effect.position) }
        let start = Int(run.content)
        let range = content.byteRange(of: start..<start + effect.count)
        buffer.insert(
            UnsafeBufferPointer(rebasing: bytes[range]), scalarCount: effect.count,
            at: effect.position)
    }

    private mutating func walkZone(_ start: TextZone.Start, through end: UInt32) {
        var walker = TextWalker(log, from: start)
        walker.walk(log, through: max(settledCount, start.number))
        walker.tree.markShown()
        walker.walk(log, through: end)
        if walker.revivesPlaceholder() { walker.placeholder = text(at: start) }
        let (content, scalars) = (log.content, length)
        let (bytes, count) = takeBytes { old in
            walker.merged(into: old, isASCII: old.count == scalars, from: content)
        }
        keep(TextBuffer(utf8: bytes, count: count))
    }

    /// Takes out the settled text, in one piece; it is not copied.
    private mutating func takeBytes<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        guard var buffer else {
            var text = shown
            shown = ""
            return text.withUTF8(body)
        }
        self.buffer = nil
        return buffer.closeGap().withUnsafeBufferPointer(body)
    }

    /// What the text said at a critical version, from the base on.
    func text(at start: TextZone.Start) -> TextContent {
        var past = TextHistory(base: base)
        past.log = log
        past.zones = zones
        past.settle(through: start.number)
        var buffer = past.takeBuffer()
        var content = TextContent()
        content.append(utf8: buffer.closeGap(), count: buffer.count)
        return content
    }
}
