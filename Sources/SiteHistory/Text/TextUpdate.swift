import SiteModel

/// Operations of a text on their way: part of a log, or all of it, in replay order.
///
/// Versions are said in sequence numbers of this text's operations, so that it means the same to whoever has them.
struct TextUpdate: Sendable, Equatable {
    struct Writer: Sendable, Equatable {
        let id: ReplicaID
        /// The last sequence number in the version that the update starts from; 0 for none.
        var seen: UInt64
    }

    struct Span: Sendable, Equatable {
        var writer: Int
        var firstSeq: UInt64
        var runCount: Int
        var changeCount: Int
    }

    /// A component of a version that is not what it was at the end of the span before.
    struct Change: Sendable, Equatable {
        var writer: Int
        var seq: UInt64
    }

    var writers: [Writer] = []
    var spans: [Span] = []
    var changes: [Change] = []
    /// `first` says nothing here; `content` counts from this update's own; a cancel's `content` is how many sequence
    /// numbers before it the delete stands.
    var runs: [TextLog.Run] = []
    /// What is inserted: valid UTF-8.
    var content: [UInt8] = []
}

extension TextLog {
    /// The operations that a version lacks.
    ///
    /// - Parameter version: The last sequence number of each replica that is held already.
    func update(since version: [ReplicaID: UInt64]) -> TextUpdate {
        var update = TextUpdate()
        let known = writers.indices.map {
            count(ofWriter: $0, through: version[writers[$0].id] ?? 0)
        }
        update.writers = writers.map { TextUpdate.Writer(id: $0.id, seen: 0) }
        var reached = [UInt32](repeating: 0, count: writers.count)
        var written = reached
        var hasStarted = false
        for span in spans.indices {
            for change in changes[Int(spans[span].firstChange)..<endOfChanges(ofSpan: span)] {
                reached[Int(change.writer)] = change.count
            }
            let writer = Int(spans[span].writer)
            let end = end(ofSpan: span)
            let length = end - spans[span].first
            let skipped = min(length, max(known[writer], reached[writer]) - reached[writer])
            reached[writer] += skipped
            if skipped < length {
                if !hasStarted {
                    for place in writers.indices {
                        update.writers[place].seen = seq(ofWriter: place, through: reached[place])
                    }
                    written = reached
                    hasStarted = true
                }
                add(
                    span, skipping: skipped, reached: reached, written: &written, to: &update)
                reached[writer] += length - skipped
                written = reached
            }
        }
        return update
    }

    /// The sequence number of the last of a writer's first operations; 0 for none.
    private func seq(ofWriter writer: Int, through count: UInt32) -> UInt64 {
        count == 0 ? 0 : seq(ofWriter: writer, at: count - 1)
    }

    private func add(
        _ span: Int, skipping skipped: UInt32, reached: [UInt32], written: inout [UInt32],
        to update: inout TextUpdate
    ) {
        let changed = reached.indices.filter { reached[$0] != written[$0] }
        for place in changed {
            update.changes.append(
                TextUpdate.Change(
                    writer: place, seq: seq(ofWriter: place, through: reached[place])))
        }
        let firstSeq = spans[span].firstSeq
        let first = spans[span].first + skipped
        let firstRun = update.runs.count
        for index in Int(spans[span].firstRun)..<endOfRuns(ofSpan: span) {
            var run = runs[index]
            guard run.first + run.operationCount > first else { continue }
            run.dropFirst(first > run.first ? first - run.first : 0)
            if run.inserts {
                let start = Int(run.content)
                let range = content.byteRange(of: start..<start + Int(run.length))
                update.content.append(contentsOf: content.bytes[range])
            }
            if run.kind == .cancel {
                let seq = firstSeq + UInt64(run.first - spans[span].first)
                run.content = UInt32(clamping: seq - self.seq(of: run.content))
            }
            update.runs.append(run)
        }
        update.spans.append(
            TextUpdate.Span(
                writer: Int(spans[span].writer), firstSeq: firstSeq + UInt64(skipped),
                runCount: update.runs.count - firstRun, changeCount: changed.count))
    }

    private func seq(of number: UInt32) -> UInt64 {
        let span = spans[span(of: number)]
        return span.firstSeq + UInt64(number - span.first)
    }
}

extension TextLog.Run {
    /// Takes the first operations away, of which there are more.
    mutating func dropFirst(_ operations: UInt32) {
        guard operations > 0 else { return }
        switch kind {
        case .typed:
            position += operations
            content += operations
        case .backspaced: position -= operations
        case .deleted, .nothing: break
        case .pasted, .removed, .cancel, .folded: return
        }
        first += operations
        length -= operations
        // A single deleted scalar has one form.
        if kind == .backspaced && length == 1 { kind = .deleted }
    }
}
