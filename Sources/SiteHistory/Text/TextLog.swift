import SiteModel

/// The operations of one text since its base, in replay order, as run-length runs.
///
/// An operation's number is its place in here. A replica's operations are counted apart: a *version* says for each
/// replica how many of its operations it holds, and they are always its first.
struct TextLog: Sendable {
    /// Operations that continue one another.
    struct Run: Sendable, Equatable {
        enum Kind: UInt8, Sendable {
            /// One scalar an operation, each right of the one before.
            case typed
            /// One operation, any number of scalars.
            case pasted
            /// One scalar an operation, each left of the one before.
            case backspaced
            /// One scalar an operation, all at one position.
            case deleted
            /// One operation, any number of scalars.
            case removed
            /// Takes back an own delete: `content` is that operation's number.
            case cancel
            /// Operations without effect, whatever the version.
            case nothing
            /// Takes away what another operation inserted, whose number is `position`: somebody else had written the
            /// same. Nobody sends it, everybody derives it.
            case folded
        }
        var kind: Kind
        /// Of its first operation, at what the author saw.
        var position: UInt32
        /// Scalars inserted or removed; of `nothing`, operations.
        var length: UInt32
        /// The number of its first operation.
        var first: UInt32
        /// The first of the inserted, or folded, scalars in the log's content.
        var content: UInt32

        /// How many operations it stands for.
        var operationCount: UInt32 {
            switch kind {
            case .typed, .backspaced, .deleted, .nothing: length
            case .pasted, .removed, .cancel, .folded: 1
            }
        }

        var inserts: Bool { kind == .typed || kind == .pasted }
        var removes: Bool { kind == .backspaced || kind == .deleted || kind == .removed }
    }

    /// Operations of one replica with sequence numbers that follow one another, at one version but for each other.
    struct Span: Sendable, Equatable {
        let writer: UInt32
        let firstSeq: UInt64
        /// The number of its first operation, and which of its replica's it is.
        let first: UInt32
        let firstOfWriter: UInt32
        let firstRun: UInt32
        /// Where its changes start in `changes`; they end where the next span's start.
        let firstChange: UInt32
    }

    /// A component of a version that is not what it was at the end of the span before.
    struct Change: Sendable, Equatable {
        let writer: UInt32
        let count: UInt32
    }

    /// A replica that wrote here, or what stands for one.
    struct Writer: Sendable, Equatable {
        let id: ReplicaID
        /// Of operations that nobody wrote: whoever had seen both of these had seen them.
        var parents: Parents?
        var spans: [UInt32] = []
        var count: UInt32 = 0
        /// The sequence number of its newest operation.
        var last: UInt64 = 0
    }

    /// The ends of two batches from which something follows.
    struct Parents: Sendable, Equatable {
        let first: OperationID
        let second: OperationID
    }

    private(set) var runs: [Run] = []
    private(set) var spans: [Span] = []
    private(set) var changes: [Change] = []
    private(set) var writers: [Writer] = []
    private(set) var content = TextContent()
    /// Operations in it: the number of the next one.
    private(set) var count: UInt32 = 0
    /// The version that holds the last span's operations and all their authors had seen.
    private(set) var reached: [UInt32] = []
    private var places: [ReplicaID: UInt32] = [:]

    /// How many of each writer's operations there are.
    var whole: [UInt32] { writers.map(\.count) }

    // MARK: Growing

    /// The place of a replica in `writers`, which it gets if it has none.
    mutating func writer(_ id: ReplicaID) -> UInt32 {
        if let last = spans.last, writers[Int(last.writer)].id == id,
            writers[Int(last.writer)].parents == nil
        {
            return last.writer
        }
        if let place = places[id] { return place }
        let place = UInt32(writers.count)
        writers.append(Writer(id: id))
        reached.append(0)
        places[id] = place
        return place
    }

    func knownWriter(_ id: ReplicaID) -> UInt32? { places[id] }

    /// A new place in `writers` for what follows from two batches.
    mutating func writer(of parents: Parents) -> UInt32 {
        let place = UInt32(writers.count)
        writers.append(Writer(id: parents.second.replica, parents: parents))
        reached.append(0)
        return place
    }

    /// Starts a span, unless the last one can go on.
    ///
    /// - Parameter version: What the author had seen, with all of its own.
    mutating func open(_ writer: UInt32, seq: UInt64, version: [UInt32]) {
        if continues(writer, seq: seq), version == reached { return }
        openSpan(writer, seq: seq)
        for place in version.indices where version[place] != reached[place] {
            changes.append(Change(writer: UInt32(place), count: version[place]))
            reached[place] = version[place]
        }
    }

    /// Whether an operation with nothing new in its version would go on with the last span.
    func continues(_ writer: UInt32, seq: UInt64) -> Bool {
        guard let last = spans.last else { return false }
        return last.writer == writer && writers[Int(writer)].last + 1 == seq
    }

    private mutating func openSpan(_ writer: UInt32, seq: UInt64) {
        writers[Int(writer)].spans.append(UInt32(spans.count))
        writers[Int(writer)].last = seq - 1
        spans.append(
            Span(
                writer: writer, firstSeq: seq, first: count,
                firstOfWriter: writers[Int(writer)].count, firstRun: UInt32(runs.count),
                firstChange: UInt32(changes.count)))
    }

    /// Adds operations to the span that is open.
    ///
    /// - Parameters:
    ///   - added: Runs of which `first` says nothing.
    ///   - mayExtend: Whether the last run may take them in.
    mutating func add(_ added: some Sequence<Run>, mayExtend: Bool) {
        let before = count
        let firstRun = Int(spans[spans.count - 1].firstRun)
        var mayExtend = mayExtend
        for var run in added {
            run.first = count
            count += run.operationCount
            let last = runs.count - 1
            if !mayExtend || last < firstRun || !runs[last].extend(by: run) { runs.append(run) }
            mayExtend = true
        }
        let writer = Int(spans[spans.count - 1].writer)
        writers[writer].count += count - before
        writers[writer].last += UInt64(count - before)
        reached[writer] += count - before
    }

    /// Adds one operation to the span that is open.
    mutating func add(_ run: Run, mayExtend: Bool) {
        add(CollectionOfOne(run), mayExtend: mayExtend)
    }

    /// Adds inserted scalars; where they start.
    mutating func addContent(_ scalars: [Unicode.Scalar]) -> UInt32 {
        defer { content.append(scalars) }
        return UInt32(content.count)
    }

    /// Adds inserted scalars as valid UTF-8.
    mutating func addContent(utf8: some Collection<UInt8>, count: Int) -> UInt32 {
        let start = UInt32(content.count)
        content.append(utf8: utf8, count: count)
        return start
    }

    mutating func reserve(runs runCount: Int, bytes: Int) {
        runs.reserveCapacity(runs.count + runCount)
        content.reserve(bytes)
    }
}

extension TextLog.Run {
    /// Takes in operations that continue this run; false where they do not.
    fileprivate mutating func extend(by next: TextLog.Run) -> Bool {
        switch (kind, next.kind) {
        case (.typed, .typed):
            guard next.position == position + length, next.content == content + length else {
                return false
            }
        case (.deleted, .deleted):
            if next.position != position {
                // A single deleted scalar goes either way.
                guard length == 1, next.length == 1, next.position + 1 == position else {
                    return false
                }
                kind = .backspaced
            }
        case (.backspaced, .backspaced), (.backspaced, .deleted):
            guard next.kind == .backspaced || next.length == 1,
                next.position + length == position
            else { return false }
        case (.nothing, .nothing): break
        default: return false
        }
        length += next.length
        return true
    }
}
