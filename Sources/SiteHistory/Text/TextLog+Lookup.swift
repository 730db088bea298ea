import SiteModel

/// Where operations are, by number, by replica and by version.
extension TextLog {
    /// The last place in `0..<count` for which `isBefore` holds; it must hold for the first and then fail for good.
    @inline(__always)
    static func last(in count: Int, _ isBefore: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low + 1 < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle } else { high = middle }
        }
        return low
    }

    /// The run that holds an operation.
    func run(of number: UInt32) -> Int { TextLog.last(in: runs.count) { runs[$0].first <= number } }

    /// The span that holds an operation.
    func span(of number: UInt32) -> Int {
        TextLog.last(in: spans.count) { spans[$0].first <= number }
    }

    func endOfRuns(ofSpan span: Int) -> Int {
        span + 1 < spans.count ? Int(spans[span + 1].firstRun) : runs.count
    }

    func endOfChanges(ofSpan span: Int) -> Int {
        span + 1 < spans.count ? Int(spans[span + 1].firstChange) : changes.count
    }

    func end(ofSpan span: Int) -> UInt32 {
        span + 1 < spans.count ? spans[span + 1].first : count
    }

    /// The number of a writer's operation.
    func number(ofWriter writer: Int, at index: UInt32) -> UInt32 {
        let span = spans[spanOfWriter(writer, at: index)]
        return span.first + (index - span.firstOfWriter)
    }

    func spanOfWriter(_ writer: Int, at index: UInt32) -> Int {
        let own = writers[writer].spans
        return Int(own[TextLog.last(in: own.count) { spans[Int(own[$0])].firstOfWriter <= index }])
    }

    /// The sequence number of a writer's operation.
    func seq(ofWriter writer: Int, at index: UInt32) -> UInt64 {
        let span = spans[spanOfWriter(writer, at: index)]
        return span.firstSeq + UInt64(index - span.firstOfWriter)
    }

    /// How many of a writer's operations have a sequence number up to the given one.
    func count(ofWriter writer: Int, through seq: UInt64) -> UInt32 {
        let own = writers[writer].spans
        guard let first = own.first, spans[Int(first)].firstSeq <= seq else { return 0 }
        if seq >= writers[writer].last { return writers[writer].count }
        let place = TextLog.last(in: own.count) { spans[Int(own[$0])].firstSeq <= seq }
        let span = spans[Int(own[place])]
        let next =
            place + 1 < own.count
            ? spans[Int(own[place + 1])].firstOfWriter : writers[writer].count
        let length = next - span.firstOfWriter
        return span.firstOfWriter + min(length, UInt32(clamping: seq - span.firstSeq + 1))
    }

    /// The number of an operation; nil where it is not in here.
    func number(of id: OperationID) -> UInt32? {
        guard let writer = knownWriter(id.replica) else { return nil }
        let count = count(ofWriter: Int(writer), through: id.seq)
        guard count > 0, seq(ofWriter: Int(writer), at: count - 1) == id.seq else { return nil }
        return number(ofWriter: Int(writer), at: count - 1)
    }

    /// The number of the first operation that a version lacks; `count` where it lacks none.
    ///
    /// - Parameter version: As many components as there are writers, or fewer: the rest are 0.
    func firstMissing(in version: [UInt32]) -> UInt32 {
        var found = count
        for writer in writers.indices {
            let seen = writer < version.count ? version[writer] : 0
            guard seen < writers[writer].count else { continue }
            found = min(found, number(ofWriter: writer, at: seen))
        }
        return found
    }

    /// The version that holds the first operations.
    func version(through number: UInt32) -> [UInt32] {
        writers.indices.map { writer in
            let own = writers[writer].spans
            guard let first = own.first, spans[Int(first)].first < number else { return 0 }
            let place = TextLog.last(in: own.count) { spans[Int(own[$0])].first < number }
            let span = Int(own[place])
            return spans[span].firstOfWriter + min(number, end(ofSpan: span)) - spans[span].first
        }
    }

    /// Each writer's place in the order of their ids.
    var ranks: [UInt32] {
        var ranks = [UInt32](repeating: 0, count: writers.count)
        let order = writers.indices.sorted { writers[$0].id < writers[$1].id }
        for (rank, writer) in order.enumerated() { ranks[writer] = UInt32(rank) }
        return ranks
    }
}
