import ArgumentParser
import Foundation
import SiteHistory
import SiteModel
import SiteStore
import Synchronization

/// A synced site with a past: how long until it is open, from the whole log, from a snapshot, and once the log is dropped.
struct CompactBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compact", abstract: "Opens a site with a long past, compacted and not.")

    @Option(help: "Pages of about 110 nodes and 520 attributes each.") var pages = 60
    @Option(help: "Texts changed since, each change a batch of its own.") var edits = 5000
    @OptionGroup var output: OutputOptions

    /// One way to open a site, in a process of its own.
    struct Opening: Codable {
        let openMs: Double
        let rssKb: Int
    }

    struct Result: Encodable {
        let operations: UInt64
        let whole: Opening
        let snapshot: Opening
        let dropped: Opening
        let snapshotMs: Double
        let dropMs: Double
        /// Of the steps that take dropped rows away, the middle one; and the longest that another thread had to wait for
        /// the store meanwhile.
        let sliceMsP50: Double
        let waitMsMax: Double
        let bytesBefore: Int
        /// What the database's pages hold; the file keeps its free pages for what comes.
        let bytesAfter: Int
    }

    func run() throws { try output.print(try measure()) }

    func measure() throws -> Result {
        try Measure.withFolder { folder in
            let store = try SiteStore(directory: folder)
            let site = try make(store)
            let head = try edit(site, store)
            let whole = try open(site, in: folder)
            let before = try store.usedByteCount()

            try mark(site, store, stable: head, kept: 0)
            let snapshotTime = try Measure.microseconds { while try store.compact(site) {} }
            let short = try open(site, in: folder)

            try mark(site, store, stable: head, kept: head)
            // The first step writes the snapshot and that what lies below is gone: it is no slice.
            var slices = [try Measure.microseconds { _ = try store.compact(site) }]
            let waiter = Waiter(store, site)
            var hasMore = true
            while hasMore {
                slices.append(try Measure.microseconds { hasMore = try store.compact(site) })
            }
            let wait = waiter.longest()
            let pieces = slices.dropFirst().sorted()
            return Result(
                operations: head, whole: whole, snapshot: short,
                dropped: try open(site, in: folder), snapshotMs: snapshotTime / 1000,
                dropMs: slices.reduce(0, +) / 1000,
                sliceMsP50: (pieces.isEmpty ? 0 : pieces[pieces.count / 2]) / 1000,
                waitMsMax: wait / 1000, bytesBefore: before,
                bytesAfter: try store.usedByteCount())
        }
    }

    // MARK: The site

    private func make(_ store: SiteStore) throws -> NodeID {
        var bench = BenchSite()
        let site = bench.makeID()
        _ = try store.createSite(
            site, slug: "bench", fields: [],
            edits: (0..<pages).map { .insert(bench.page($0), under: site, at: .last) })
        return site
    }

    /// Changes texts in turn, and settles everything as a server would.
    private func edit(_ site: NodeID, _ store: SiteStore) throws -> UInt64 {
        let shown = try store.state(of: site).site
        let texts = shown.subtree(of: site).filter { $0.kind == .text }.map(\.id)
        for number in 0..<edits {
            let text = texts[number * 7919 % texts.count]
            _ = try store.commit(to: site, origin: .command) { state in
                let old = state.site.text(of: text, locale: "en") ?? ""
                return [.setText(TextRef(text, .text("en")), from: old, to: old + " \(number)")]
            }
            if number % 100 == 99 { try settle(site, store) }
        }
        try settle(site, store)
        return try store.syncMarks(of: site).cursor
    }

    private func settle(_ site: NodeID, _ store: SiteStore) throws {
        let marks = try store.syncMarks(of: site)
        var next = marks.cursor + 1
        let entries = marks.outbox.map { batch in
            defer { next += batch.count }
            return LogEntry(batch: batch, start: next, author: "bench", time: 0)
        }
        _ = try store.applyPull(entries, to: site, epoch: EpochID(rawValue: 1), digest: nil)
    }

    private func mark(
        _ site: NodeID, _ store: SiteStore, stable: UInt64, kept: UInt64
    ) throws {
        _ = try store.applyPull(
            [], to: site, epoch: nil, digest: nil, stable: stable, kept: kept)
    }

    // MARK: Opening

    /// The best of three.
    private func open(_ site: NodeID, in folder: String) throws -> Opening {
        let all = try (0..<3).map { _ in try openOnce(site, in: folder) }
        return Opening(
            openMs: all.map(\.openMs).min() ?? 0, rssKb: all.map(\.rssKb).min() ?? 0)
    }

    private func openOnce(_ site: NodeID, in folder: String) throws -> Opening {
        return try JSONDecoder().decode(
            Opening.self, from: OwnProcess.output(["open", folder, site.description]))
    }
}

/// What `compact` starts anew for each opening, so that nothing is warm.
struct OpenBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Opens one site.", shouldDisplay: false)

    @Argument var folder: String
    @Argument var site: String

    func run() throws {
        guard let id = NodeID(site) else { throw ValidationError("no id: \(site)") }
        var state: SiteState?
        let time = try Measure.microseconds {
            state = try SiteStore(directory: folder).state(of: id)
        }
        guard let state else { throw ValidationError("no site") }
        let opening = CompactBench.Opening(
            openMs: time / 1000, rssKb: Measure.residentKilobytes)
        withExtendedLifetime(state) {}
        print(String(decoding: try JSONEncoder().encode(opening), as: UTF8.self))
    }
}

/// A thread that asks a store for something small again and again, as an editor's keys do.
private final class Waiter: Sendable {
    private let isOver = Atomic<Bool>(false)
    private let worst = Mutex(0.0)
    private let done = DispatchSemaphore(value: 0)

    init(_ store: SiteStore, _ site: NodeID) {
        Thread { [self] in
            while !isOver.load(ordering: .acquiring) {
                let wait = Measure.microseconds { _ = try? store.syncMarks(of: site) }
                worst.withLock { $0 = max($0, wait) }
                Thread.sleep(forTimeInterval: 0.0005)
            }
            done.signal()
        }.start()
    }

    /// Ends it: the longest that it waited, in microseconds.
    func longest() -> Double {
        isOver.store(true, ordering: .releasing)
        done.wait()
        return worst.withLock { $0 }
    }
}
