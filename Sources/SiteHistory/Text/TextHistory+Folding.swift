import SiteModel

/// Operations of one batch on one text, whose sequence numbers follow one another.
struct TextStretch: Sendable {
    let first: OperationID
    let last: OperationID

    /// The batch's operations on a text; nil where it has none, or others between them.
    ///
    /// - Parameter offsets: Where they stand in the batch (``TextPlaces``).
    init?(at offsets: [Int], in batch: Batch) {
        guard let first = offsets.first, let last = offsets.last, last - first == offsets.count - 1
        else { return nil }
        self.first = batch.id(ofOperationAt: first)
        self.last = batch.id(ofOperationAt: last)
    }
}

/// Two people who write the same into one text at the same moment (design §4, Registers: equal values collapse).
extension TextHistory {
    /// Folds what was written last into the same that was written before it: where both are known, it stands once.
    ///
    /// - Returns: Whether they are the same: operation for operation, at one version of this text.
    /// - Complexity: O(spans of the log) where the operations are equal, else O(their number).
    mutating func fold(_ second: TextStretch, into first: TextStretch) -> Bool {
        guard let kept = numbers(of: first), let same = numbers(of: second),
            kept.count == same.count,
            zip(kept, same).allSatisfy({ isSame($0, $1) })
        else { return false }
        var version = log.version(before: same.lowerBound)
        guard version == log.version(before: kept.lowerBound) else { return false }
        version[log.writer(of: kept.lowerBound)] += UInt32(kept.count)
        version[log.writer(of: same.lowerBound)] += UInt32(same.count)
        let inserts = same.compactMap { number -> TextLog.Run? in
            let one = log.operation(number)
            return one.inserts
                ? TextLog.Run(
                    kind: .folded, position: number, length: one.length, first: 0,
                    content: one.content) : nil
        }
        append(inserts, after: version, following: first.last, second.last)
        return true
    }

    private mutating func append(
        _ folds: [TextLog.Run], after version: [UInt32], following first: OperationID,
        _ second: OperationID
    ) {
        guard let earliest = folds.first?.position else { return }
        let writer = log.writer(of: TextLog.Parents(first: first, second: second))
        let version = version + [0]
        let seen = min(earliest, log.firstMissing(in: version))
        log.open(writer, seq: 1, version: version)
        _ = openZone(seenThrough: seen)
        log.add(folds, mayExtend: false)
        lastSequential = nil
    }

    /// The numbers of operations that stand in one span.
    private func numbers(of stretch: TextStretch) -> Range<UInt32>? {
        guard let first = log.number(of: stretch.first), let last = log.number(of: stretch.last),
            first <= last, UInt64(last - first) == stretch.last.seq - stretch.first.seq,
            log.span(of: first) == log.span(of: last)
        else { return nil }
        return first..<last + 1
    }

    private func isSame(_ a: UInt32, _ b: UInt32) -> Bool {
        let (a, b) = (log.operation(a), log.operation(b))
        guard a.kind == b.kind, a.position == b.position, a.length == b.length else { return false }
        if a.inserts { return log.inserted(by: a).elementsEqual(log.inserted(by: b)) }
        return a.removes
    }
}

extension TextLog.Parents {
    /// Whether an author had seen what follows from them.
    func areSeen(by author: Author, in index: CausalIndex) -> Bool {
        index.isSeen(first, by: author) && index.isSeen(second, by: author)
    }
}

extension TextLog {
    func writer(of number: UInt32) -> Int { Int(spans[span(of: number)].writer) }

    /// One operation as a run of its own.
    func operation(_ number: UInt32) -> Run {
        var one = runs[run(of: number)]
        one.dropFirst(number - one.first)
        if one.operationCount > 1 {
            one.length = 1
            // A single deleted scalar has one form.
            if one.kind == .backspaced { one.kind = .deleted }
        }
        return one
    }

    /// The bytes that a run inserts.
    func inserted(by run: Run) -> ArraySlice<UInt8> {
        content.bytes[content.byteRange(of: Int(run.content)..<Int(run.content + run.length))]
    }

    /// What the author of an operation had seen, with all of its own before it.
    ///
    /// - Complexity: O(spans).
    func version(before number: UInt32) -> [UInt32] {
        var version = [UInt32](repeating: 0, count: writers.count)
        let last = span(of: number)
        for span in 0...last {
            for change in changes[Int(spans[span].firstChange)..<endOfChanges(ofSpan: span)] {
                version[Int(change.writer)] = change.count
            }
            let end = span == last ? number : end(ofSpan: span)
            version[Int(spans[span].writer)] += end - spans[span].first
        }
        return version
    }
}
