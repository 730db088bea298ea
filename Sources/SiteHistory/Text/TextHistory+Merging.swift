import SiteModel

/// Taking operations by the thousand, as an update brings them.
extension TextHistory {
    /// Takes what an update has and this history has not; settle afterwards.
    ///
    /// - Throws: ``DecodingFault`` where what the update builds on is not here; nothing is then changed.
    mutating func merge(_ update: TextUpdate) throws(DecodingFault) {
        let added = update.runs.reduce(0) { $0 + Int($1.operationCount) }
        guard Int(log.count) + added <= TextUpdate.countMax,
            log.content.count + update.content.count <= TextUpdate.countMax
        else { throw .overLimit("operations of a text") }
        var merged = self
        var intake = TextIntake(update)
        try intake.pour(into: &merged)
        self = merged
    }
}

/// The state of taking in one update.
private struct TextIntake {
    private let update: TextUpdate
    private let isASCII: Bool
    /// The history's writers of the update's, and the version reached, in the history's counts.
    private var places: [Int] = []
    private var reached: [UInt32] = []
    private var run = 0
    private var change = 0
    /// Bytes of the update's content that were taken.
    private var byte = 0

    init(_ update: TextUpdate) {
        self.update = update
        let inserted = update.runs.reduce(0) { $0 + ($1.inserts ? Int($1.length) : 0) }
        isASCII = inserted == update.content.count
    }

    mutating func pour(into history: inout TextHistory) throws(DecodingFault) {
        for writer in update.writers { places.append(Int(history.log.writer(writer.id))) }
        reached = [UInt32](repeating: 0, count: history.log.writers.count)
        for (place, writer) in zip(places, update.writers) {
            reached[place] = try TextIntake.count(of: writer.seen, by: place, in: history.log)
        }
        history.log.reserve(runs: update.runs.count, bytes: update.content.count)
        for span in update.spans {
            for next in update.changes[change..<change + span.changeCount] {
                let place = places[next.writer]
                reached[place] = try TextIntake.count(of: next.seq, by: place, in: history.log)
            }
            change += span.changeCount
            try take(span, into: &history)
        }
        history.lastSequential = nil
    }

    /// How many of a writer's operations there are up to one, which must be here.
    private static func count(of seq: UInt64, by writer: Int, in log: TextLog)
        throws(DecodingFault) -> UInt32
    {
        if seq == 0 { return 0 }
        if log.writers[writer].last == seq { return log.writers[writer].count }
        let count = log.count(ofWriter: writer, through: seq)
        guard count > 0, log.seq(ofWriter: writer, at: count - 1) == seq else {
            throw .malformed("operations that the update builds on are missing", at: 0)
        }
        return count
    }

    private mutating func take(_ span: TextUpdate.Span, into history: inout TextHistory)
        throws(DecodingFault)
    {
        let runs = update.runs[run..<run + span.runCount]
        run += span.runCount
        let count = runs.reduce(0) { $0 + UInt64($1.operationCount) }
        let writer = places[span.writer]
        let known = history.log.writers[writer].last
        let last = span.firstSeq + count - 1
        if last <= known {
            skip(runs)
            reached[writer] = history.log.count(ofWriter: writer, through: last)
            return
        }
        let skipped = known < span.firstSeq ? 0 : known - span.firstSeq + 1
        guard reached[writer] + UInt32(skipped) == history.log.writers[writer].count else {
            throw .malformed("operations that the update builds on are missing", at: 0)
        }
        reached[writer] += UInt32(skipped)
        let seen = history.log.open(writer, seq: span.firstSeq + skipped, after: reached)
        append(runs, skipping: skipped, firstSeq: span.firstSeq, seen: seen, to: &history)
        reached[writer] += UInt32(count - skipped)
    }

    private mutating func skip(_ runs: ArraySlice<TextLog.Run>) {
        _ = nextBytes(TextIntake.insertedScalars(runs))
    }

    private static func insertedScalars(_ runs: ArraySlice<TextLog.Run>) -> Int {
        runs.reduce(0) { $0 + ($1.inserts ? Int($1.length) : 0) }
    }

    /// The bytes of the next inserted scalars.
    private mutating func nextBytes(_ scalars: Int) -> Range<Int> {
        let start = byte
        byte =
            isASCII
            ? start + scalars
            : update.content.withUnsafeBufferPointer {
                TextBuffer.skip(scalars, in: $0, from: start)
            }
        return start..<byte
    }

    private mutating func append(
        _ runs: ArraySlice<TextLog.Run>, skipping skipped: UInt64, firstSeq: UInt64, seen: UInt32?,
        to history: inout TextHistory
    ) {
        var kept = skipped == 0 ? runs : drop(skipped, from: runs)
        let scalars = TextIntake.insertedScalars(kept)
        var content = history.log.addContent(
            utf8: update.content[nextBytes(scalars)], count: scalars)
        for index in kept.indices where kept[index].inserts {
            kept[index].content = content
            content += kept[index].length
        }
        var seq = firstSeq + skipped
        while let first = kept.first {
            if first.kind == .cancel {
                var cancel = first
                resolve(&cancel, at: seq, in: history)
                history.append([cancel], seen: seen)
                kept = kept.dropFirst()
                seq += 1
            } else {
                let plain = kept.prefix { $0.kind != .cancel }
                history.append(plain, seen: seen)
                kept = kept.dropFirst(plain.count)
                seq += plain.reduce(0) { $0 + UInt64($1.operationCount) }
            }
        }
    }

    /// The runs without operations that are here already; what these inserted is passed over.
    private mutating func drop(_ count: UInt64, from runs: ArraySlice<TextLog.Run>)
        -> ArraySlice<TextLog.Run>
    {
        var kept = runs
        var rest = count
        while let first = kept.first, rest >= UInt64(first.operationCount) {
            rest -= UInt64(first.operationCount)
            skip(kept.prefix(1))
            kept = kept.dropFirst()
        }
        guard rest > 0, let first = kept.indices.first else { return kept }
        if kept[first].inserts { _ = nextBytes(Int(rest)) }
        kept[first].dropFirst(UInt32(rest))
        return kept
    }

    /// Finds the own delete that a cancel takes back.
    private func resolve(_ run: inout TextLog.Run, at seq: UInt64, in history: TextHistory) {
        let writer = history.log.spans[history.log.spans.count - 1].writer
        let replica = history.log.writers[Int(writer)].id
        let id = OperationID(replica: replica, seq: seq - UInt64(run.content))
        if let number = history.ownDelete(id, of: replica, in: nil) {
            run.content = number
        } else {
            run = TextLog.Run(kind: .nothing, position: 0, length: 1, first: 0, content: 0)
        }
    }
}

extension TextHistory {
    /// Adds runs to the span that is open, to be settled later; a cancel comes alone.
    ///
    /// - Parameter seen: The number of the first operation that the author had not seen; nil where there is none.
    fileprivate mutating func append(_ runs: ArraySlice<TextLog.Run>, seen: UInt32?) {
        guard let first = runs.first else { return }
        let all = seen ?? log.count
        let isNewZone = openZone(
            seenThrough: first.kind == .cancel ? min(all, first.content) : all)
        log.add(
            runs, mayExtend: !isNewZone && (log.runs.last?.first ?? 0) >= settledCount)
    }
}

extension TextLog {
    /// Starts a span, unless the last one can go on.
    ///
    /// - Returns: The number of the first operation that its author had not seen; nil where there is none.
    fileprivate mutating func open(_ writer: Int, seq: UInt64, after version: [UInt32]) -> UInt32? {
        open(UInt32(writer), seq: seq, version: version)
        for place in writers.indices where writers[place].count != version[place] {
            return firstMissing(in: version)
        }
        return nil
    }
}
