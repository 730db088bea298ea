import SiteModel

/// Replays the operations of a zone and knows every character that the zone ever had.
///
/// The event-graph walker of Eg-walker (arXiv 2409.14252, section 3) on runs. The log is passed to each call and must
/// be the same, or have grown.
struct TextWalker: ~Copyable {
    /// Characters that a run of deletes deleted.
    struct Target {
        let first: UInt32
        let count: UInt32
        /// The first of the run's operations, in its own order, that deleted one of them.
        var operation: UInt32
    }

    /// Where it starts.
    let start: TextZone.Start
    var tree: TextTree
    /// What the text at the start says, where somebody needs what was deleted of it.
    var placeholder: TextContent?
    private(set) var targets: [Target] = []
    /// For each run of the zone its first target; with `effective` for an insert that has an effect.
    var marks: [UInt32] = []
    var cancelled: Set<UInt32> = []
    /// How many cancels of a delete are in the prepare version: copies of one store may each take it back.
    var preparedCancels: [UInt32: Int] = [:]
    /// The prepare version, and that of the start.
    var prepare: [UInt32]
    let floor: [UInt32]
    /// Operations of the zone in the prepare version.
    var prepareCount = 0
    /// The number of the next operation.
    private(set) var next: UInt32
    /// Added to a scalar's place in the log's content: its number as a character.
    let contentShift: Int
    /// Each writer's place in the order of their ids.
    private let ranks: [UInt32]

    /// - Parameter width: How wide the tree is; small in tests.
    init(_ log: borrowing TextLog, from start: TextZone.Start, width: Int = 32) {
        self.start = start
        let content = log.firstContent(fromRun: start.run)
        tree = TextTree(
            placeholder: start.length, inserted: log.content.count - content,
            runs: log.runs.count - start.run, width: width)
        contentShift = start.length - content
        floor = log.version(through: start.number)
        prepare = floor
        next = start.number
        ranks = log.ranks
        marks.reserveCapacity(log.runs.count - start.run)
    }

    /// Takes the operations up to a number, which must be at a run's border.
    mutating func walk(_ log: borrowing TextLog, through end: UInt32) {
        guard next < end else { return }
        var span = log.span(of: next)
        while next < end {
            moveToSpan(span, of: log)
            walkSpan(span, of: log, through: end)
            span += 1
        }
    }

    /// Moves the prepare version to what the span's author had seen.
    private mutating func moveToSpan(_ span: Int, of log: borrowing TextLog) {
        // Whoever starts the zone had seen what is before, and nothing else is there.
        guard log.spans[span].first == next, next > start.number else { return }
        let changes = Int(log.spans[span].firstChange)..<log.endOfChanges(ofSpan: span)
        if !changes.isEmpty { moveVersion(log.changes[changes], of: log) }
    }

    private mutating func walkSpan(_ span: Int, of log: borrowing TextLog, through end: UInt32) {
        let writer = log.spans[span].writer
        let lastRun = log.endOfRuns(ofSpan: span)
        let first = next
        var run = next == start.number ? start.run : Int(log.spans[span].firstRun)
        if next != start.number, next != log.spans[span].first { run = log.run(of: next) }
        log.runs.withUnsafeBufferPointer { runs in
            while run < lastRun, runs[run].first < end {
                take(runs[run], by: writer, log)
                next = runs[run].first &+ runs[run].operationCount
                run &+= 1
            }
        }
        prepare[Int(writer)] += next - first
        prepareCount += Int(next - first)
    }

    @inline(__always)
    private mutating func take(
        _ run: TextLog.Run, by writer: UInt32, _ log: borrowing TextLog
    ) {
        marks.append(UInt32(targets.count))
        switch run.kind {
        case .typed, .pasted: insert(run, by: writer)
        case .backspaced, .deleted, .removed: remove(run)
        case .cancel: cancel(run, log)
        case .folded: fold(run, log)
        case .nothing: break
        }
    }

    @inline(__always)
    func character(_ content: UInt32) -> UInt32 {
        UInt32(truncatingIfNeeded: Int(content) + contentShift)
    }

    private mutating func insert(_ run: TextLog.Run, by writer: UInt32) {
        guard run.length > 0 else { return }
        let hasEffect = ranks.withUnsafeBufferPointer { ranks in
            tree.insert(
                character(run.content), count: run.length, at: Int(run.position), by: writer
            ) { ranks[Int($0)] < ranks[Int($1)] }
        }
        if hasEffect { marks[marks.count - 1] |= TextWalker.effective }
    }

    /// Takes away what an operation inserted, if that had an effect.
    private mutating func fold(_ run: TextLog.Run, _ log: borrowing TextLog) {
        guard hasEffect(log.run(of: run.position)) else { return }
        let first = character(run.content)
        tree.shift(first, count: run.length, prepare: 1, effect: 1)
        targets.append(Target(first: first, count: run.length, operation: 0))
    }

    private mutating func remove(_ run: TextLog.Run) {
        let effect = run.effect(in: tree.visibleCount)
        guard effect.count > 0 else { return }
        let from = targets.count
        var operation: UInt32 = 0
        tree.remove(effect.count, at: effect.position) { first, count in
            targets.append(Target(first: first, count: count, operation: operation))
            operation += count
        }
        guard run.kind == .backspaced else { return }
        // Found from left to right, deleted from right to left.
        operation = UInt32(effect.skipped)
        for place in (from..<targets.count).reversed() {
            targets[place].operation = operation
            operation += targets[place].count
        }
    }
}
