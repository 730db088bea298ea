import SiteHistory
import SiteModel

/// Random histories of a few devices and one log, which respect causality: deterministic by seed.
///
/// The tree is small and so are the alphabets, so that collisions are frequent.
package struct HistoryGenerator: Sendable {
    /// One thing that happened, for a test that drives engines along.
    package enum Event: Sendable {
        /// A device made a batch.
        case commit(device: Int, Batch)
        /// The log took a device's oldest pending batches: these entries.
        case push(device: Int, entries: Range<Int>)
        /// A device read these entries of the log.
        case pull(device: Int, entries: Range<Int>)
    }

    /// A store that writes: what it has of the log, and its own batches that are not in that prefix.
    package struct Device: Sendable {
        package let replica: ReplicaID
        /// Entries of the log it has read.
        package fileprivate(set) var read = 0
        /// Operations of the log it has read.
        package fileprivate(set) var cursor: UInt64 = 0
        package fileprivate(set) var pending: [Batch] = []
        /// How many of the pending batches are in the log already.
        fileprivate var pushed = 0
        fileprivate var next: UInt64 = 1
        fileprivate var previous = Digest.zero
        fileprivate var made = 0
        /// The log up to the cursor.
        package fileprivate(set) var logged: NaiveOracle
        /// What it shows: the log, and its pending batches.
        package fileprivate(set) var shown: NaiveOracle
    }

    package static let site = NodeID(high: 0, low: 1)

    package private(set) var log: [LogEntry] = []
    package private(set) var events: [Event] = []
    package private(set) var devices: [Device] = []
    private var random: SplitMix64
    private var habits: Habits

    /// - Parameter purging: Whether the trash is purged now and then, too.
    package init(seed: UInt64, purging: Bool = false) {
        random = SplitMix64(seed: seed)
        habits = Habits(using: &random)
        if purging { habits.purge() }
        let count = 2 + random.below(4)
        var replicas = (1...5).map { ReplicaID(rawValue: $0) }
        replicas.shuffle(using: &random)
        for replica in replicas.prefix(count) {
            let empty = NaiveOracle(site: HistoryGenerator.site)
            devices.append(Device(replica: replica, logged: empty, shown: empty))
        }
        seedSite()
    }

    /// A whole history: so many random steps, then everybody pushes and pulls everything.
    package init(seed: UInt64, steps: Int, purging: Bool = false) {
        self.init(seed: seed, purging: purging)
        for _ in 0..<steps { step() }
        settle()
    }

    /// One random event.
    package mutating func step() {
        let device = random.below(devices.count)
        switch random.below(100) {
        case ..<55: commit(device)
        case ..<78: push(device, batches: 1 + random.below(3))
        default: pull(device, entries: random.chance(70) ? .max : 1 + random.below(2))
        }
    }

    /// Everybody pushes all, then everybody pulls all.
    package mutating func settle() {
        for device in devices.indices { push(device, batches: .max) }
        for device in devices.indices { pull(device, entries: .max) }
    }

    // MARK: events

    /// The first device makes a small site; most of the others begin with it.
    private mutating func seedSite() {
        var draft = BatchDraft(
            devices[0].shown, replica: devices[0].replica, first: 1, base: 0, made: 0)
        draft.seedSite()
        record(draft, by: 0)
        push(0, batches: .max)
        for device in devices.indices where random.chance(80) { pull(device, entries: .max) }
    }

    private mutating func commit(_ index: Int) {
        let device = devices[index]
        var draft = BatchDraft(
            device.shown, replica: device.replica, first: device.next, base: device.cursor,
            made: device.made)
        let wanted = 1 + random.below(random.chance(30) ? 6 : 2)
        for _ in 0..<wanted { draft.addRandom(habits, using: &random) }
        record(draft, by: index)
    }

    private mutating func record(_ draft: BatchDraft, by index: Int) {
        guard !draft.operations.isEmpty else { return }
        let device = devices[index]
        let base = LogPosition(
            epoch: device.cursor == 0 ? nil : EpochID(rawValue: 1), count: device.cursor)
        let batch = Batch(
            replica: device.replica, first: device.next, base: base, previous: device.previous,
            whole: draft.wholes.sorted(), body: .operations(draft.operations))
        devices[index].next = batch.last + 1
        devices[index].previous = batch.hash
        devices[index].made = draft.made
        devices[index].pending.append(batch)
        devices[index].shown.append(pending: batch)
        events.append(.commit(device: index, batch))
    }

    private mutating func push(_ index: Int, batches: Int) {
        let waiting = devices[index].pending.dropFirst(devices[index].pushed).prefix(batches)
        guard !waiting.isEmpty else { return }
        let from = log.count
        for batch in waiting {
            let start = (log.last?.end ?? 0) + 1
            log.append(
                LogEntry(batch: batch, start: start, author: "device \(index)", time: Int64(start)))
        }
        devices[index].pushed += waiting.count
        events.append(.push(device: index, entries: from..<log.count))
    }

    private mutating func pull(_ index: Int, entries: Int) {
        let from = devices[index].read
        let to = from + min(entries, log.count - from)
        guard to > from else { return }
        for entry in log[from..<to] {
            devices[index].logged.append(entry)
            guard devices[index].pending.first == entry.batch else { continue }
            devices[index].pending.removeFirst()
            devices[index].pushed -= 1
        }
        devices[index].read = to
        devices[index].cursor = log[to - 1].end
        devices[index].shown = devices[index].logged
        for batch in devices[index].pending { devices[index].shown.append(pending: batch) }
        events.append(.pull(device: index, entries: from..<to))
    }
}

/// What the people of one history like to do: so that some histories are all text and others all moves.
struct Habits: Sendable {
    private var weights: [(OperationSort, Int)]

    init(using random: inout SplitMix64) {
        weights = OperationSort.allCases.filter { $0 != .purge }.map { sort in
            if sort.isRare { return (sort, random.chance(15) ? 1 : 0) }
            return (sort, sort.grows ? random.below(3) : [0, 2, 4, 8, 16][random.below(5)])
        }
    }

    /// Deletes, takes back and purges, besides.
    mutating func purge() { weights += [(.delete, 5), (.restore, 4), (.purge, 6)] }

    func pick(using random: inout SplitMix64) -> OperationSort {
        var left = random.below(weights.reduce(0) { $0 + $1.1 })
        for (sort, weight) in weights {
            left -= weight
            if left < 0 { return sort }
        }
        return .type
    }
}

enum OperationSort: CaseIterable {
    case create, createPage, move, delete, restore, set, setName, resolveField, addClass,
        removeClass
    case type, erase, cancel, whole, resolve, reopen, blob
    case twinCreate, freeze, purge

    var isRare: Bool { self == .twinCreate || self == .freeze }

    /// Makes nodes: too much of it, and nobody meets.
    var grows: Bool { self == .create || self == .createPage || self == .blob }
}
