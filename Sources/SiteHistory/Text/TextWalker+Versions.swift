/// Moving the prepare version by the difference of two versions.
extension TextWalker {
    /// Above this many operations, going back to the start at once is cheaper than one by one.
    private static let fewOperations = 64

    /// Makes some components of the prepare version these.
    mutating func moveVersion(_ wanted: ArraySlice<TextLog.Change>, of log: borrowing TextLog) {
        var kept = prepareCount
        for change in wanted {
            kept += Int(change.count) - Int(prepare[Int(change.writer)])
        }
        if kept == 0, prepareCount > TextWalker.fewOperations {
            tree.forgetPrepare()
            preparedCancels = [:]
            prepare = floor
            prepareCount = 0
            return
        }
        for change in wanted {
            let writer = Int(change.writer)
            let now = prepare[writer]
            if change.count < now {
                toggle(change.count..<now, ofWriter: writer, isOn: false, log)
            } else {
                toggle(now..<change.count, ofWriter: writer, isOn: true, log)
            }
            prepare[writer] = change.count
        }
        prepareCount = kept
    }

    /// Makes the prepare version this one.
    mutating func moveVersion(to version: [UInt32], of log: borrowing TextLog) {
        let changes = version.indices.filter { version[$0] != prepare[$0] }.map {
            TextLog.Change(writer: UInt32($0), count: version[$0])
        }
        if !changes.isEmpty { moveVersion(changes[...], of: log) }
    }

    /// Takes a writer's operations out of the prepare version, or puts them back.
    private mutating func toggle(
        _ operations: Range<UInt32>, ofWriter writer: Int, isOn: Bool, _ log: borrowing TextLog
    ) {
        guard !operations.isEmpty else { return }
        var next = operations.lowerBound
        while next < operations.upperBound {
            let span = log.spanOfWriter(writer, at: next)
            let first = log.spans[span].first + (next - log.spans[span].firstOfWriter)
            let end = min(log.end(ofSpan: span), first + (operations.upperBound - next))
            toggle(numbers: first..<end, isOn: isOn, log)
            next += end - first
        }
    }

    /// Operations of one span.
    private mutating func toggle(
        numbers: Range<UInt32>, isOn: Bool, _ log: borrowing TextLog
    ) {
        var index = log.run(of: numbers.lowerBound)
        while index < log.runs.count, log.runs[index].first < numbers.upperBound {
            let run = log.runs[index]
            let from = max(numbers.lowerBound, run.first) - run.first
            let to = min(numbers.upperBound - run.first, run.operationCount)
            toggle(run, at: index, from..<to, isOn: isOn, log)
            index += 1
        }
    }

    private mutating func toggle(
        _ run: TextLog.Run, at index: Int, _ operations: Range<UInt32>, isOn: Bool,
        _ log: borrowing TextLog
    ) {
        switch run.kind {
        case .typed where hasEffect(index):
            tree.shift(
                character(run.content) + operations.lowerBound, count: UInt32(operations.count),
                prepare: isOn ? -TextTree.absent : TextTree.absent)
        case .pasted where hasEffect(index):
            tree.shift(
                character(run.content), count: run.length,
                prepare: isOn ? -TextTree.absent : TextTree.absent)
        case .backspaced, .deleted, .removed, .folded:
            shiftTargets(ofRun: index, run, operations, prepare: isOn ? 1 : -1, effect: 0)
        case .cancel: prepareCancel(of: run.content, isOn: isOn, effect: 0, log)
        default: break
        }
    }

    /// Marks an insert that has an effect.
    static var effective: UInt32 { 1 << 31 }

    func hasEffect(_ index: Int) -> Bool {
        marks[index - start.run] & TextWalker.effective != 0
    }

    /// The targets of a run.
    func targets(ofRun index: Int) -> Range<Int> {
        let place = index - start.run
        let end =
            place + 1 < marks.count
            ? Int(marks[place + 1] & ~TextWalker.effective) : targets.count
        return Int(marks[place] & ~TextWalker.effective)..<end
    }

    private mutating func shiftTargets(
        ofRun index: Int, _ run: TextLog.Run, _ operations: Range<UInt32>, prepare: Int32,
        effect: Int32
    ) {
        for place in targets(ofRun: index) {
            let target = targets[place]
            guard run.kind != .removed, run.kind != .folded else {
                tree.shift(target.first, count: target.count, prepare: prepare, effect: effect)
                continue
            }
            let from = max(operations.lowerBound, target.operation)
            let to = min(operations.upperBound, target.operation + target.count)
            guard from < to else { continue }
            // The last of its operations deleted the first of the characters, where they were backspaced.
            let skipped =
                run.kind == .backspaced
                ? target.operation + target.count - to : from - target.operation
            tree.shift(
                target.first + skipped, count: to - from, prepare: prepare, effect: effect)
        }
    }

    private mutating func shiftTargets(
        ofDelete number: UInt32, prepare: Int32, effect: Int32, _ log: borrowing TextLog
    ) {
        let index = log.run(of: number)
        let run = log.runs[index]
        let operation = number - run.first
        shiftTargets(
            ofRun: index, run, operation..<operation + 1, prepare: prepare, effect: effect)
    }

    /// Takes back a delete; of several cancels the first has the effect.
    mutating func cancel(_ run: TextLog.Run, _ log: borrowing TextLog) {
        let effect: Int32 = cancelled.insert(run.content).inserted ? -1 : 0
        prepareCancel(of: run.content, isOn: true, effect: effect, log)
    }

    /// Counts a cancel in or out: a delete is taken back while any of its cancels is in the version.
    private mutating func prepareCancel(
        of delete: UInt32, isOn: Bool, effect: Int32, _ log: borrowing TextLog
    ) {
        let count = preparedCancels[delete, default: 0] + (isOn ? 1 : -1)
        preparedCancels[delete] = count
        let prepare: Int32 = isOn ? (count == 1 ? -1 : 0) : (count == 0 ? 1 : 0)
        guard prepare != 0 || effect != 0 else { return }
        shiftTargets(ofDelete: delete, prepare: prepare, effect: effect, log)
    }
}
