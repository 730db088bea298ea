import PageTestSupport
import SiteHistory
import SiteModel
import Testing

@testable import SiteStore

/// Two stores of one device get the same edits, pulls and undos, bit by bit; one of them is compacted all the time, by two
/// programs. Another device edits beside them.
struct CompactedTwinTests {
    @Test(arguments: 1...12)
    func `a store that is compacted says what one that never is says`(seed: UInt64) throws {
        var twins = try Twins(seed: seed)

        for _ in 0..<70 {
            try twins.step()
            #expect(try twins.differences() == [], "seed \(seed), step \(twins.stepCount)")
            if try !twins.differences().isEmpty { return }
        }
        try twins.settle()

        #expect(try twins.differences() == [], "seed \(seed), at the end")
        #expect(try twins.strangerDifferences() == [], "seed \(seed), against the other device")
        #expect(try twins.compacted.examine() == [], "seed \(seed)")
        #expect(try twins.plain.examine() == [], "seed \(seed)")
    }

    @Test func `among these histories logs are dropped, and batches reach below snapshots`() throws
    {
        var dropped: UInt64 = 0
        var deepened = 0

        for seed in 1...6 as ClosedRange<UInt64> {
            var twins = try Twins(seed: seed)
            for _ in 0..<70 { try twins.step() }
            dropped += try twins.compacted.syncMarks(of: twins.site).dropped
            deepened += twins.deepenedCount
        }

        #expect(dropped > 0)
        #expect(deepened > 0)
    }
}

private struct Twins {
    private let home = StoreFixture()
    private let plainHome = StoreFixture()
    private let otherHome = StoreFixture()
    private var stores: [SiteStore]
    let plain: SiteStore
    private let stranger: SiteStore
    private let server = LogServer()
    private var random: SplitMix64
    private(set) var stepCount = 0
    /// How often a pull reached below what the compacted store had in memory.
    private(set) var deepenedCount = 0
    private var stable: UInt64 = 0
    private var kept: UInt64 = 0

    var site: NodeID { home.site }
    var compacted: SiteStore { stores[0] }

    init(seed: UInt64) throws {
        random = SplitMix64(seed: seed)
        stores = [try home.openWithSite()]
        stores.append(try home.open(seed: 2))
        plain = try plainHome.openWithSite()
        try server.push(stores[0], home.site)
        stranger = try otherHome.open(seed: seed &+ 100)
        try stranger.adopt(home.site, server: "s", account: "a")
        try server.pull(stranger, home.site)
        try pullTwins()
    }

    mutating func step() throws {
        stepCount += 1
        switch Int.random(in: 0..<16, using: &random) {
        case 0..<5: try edit()
        case 5..<8: try ignoringRefusal { try commit(stranger) }
        case 8: try undo()
        case 9: try redo()
        case 10..<12: try syncTwins()
        case 12: try server.sync(stranger, site)
        case 13: stores[pick] = try home.open(seed: UInt64(stepCount + 1000))
        default: try compact()
        }
    }

    mutating func settle() throws {
        for _ in 0..<2 {
            try syncTwins()
            try server.sync(stranger, site)
        }
        try compact()
    }

    // MARK: What happens

    private var pick: Int { mutating get { Int.random(in: 0..<stores.count, using: &random) } }

    private mutating func edit() throws {
        let edits = try makeEdits(compacted.state(of: site))
        let store = stores[pick]
        try both {
            try $0.commit(edits, to: site, origin: .command).batch ?? ""
        } store: {
            store
        }
    }

    private mutating func undo() throws {
        guard try isRemembered("done") else { return }
        let store = stores[pick]
        try both {
            try describe($0.undo(site, scope: .device))
        } store: {
            store
        }
    }

    private mutating func redo() throws {
        guard try isRemembered("undone") else { return }
        let store = stores[pick]
        try both {
            try describe($0.redo(site, scope: .device))
        } store: {
            store
        }
    }

    private func describe(_ result: CommitResult) -> String {
        "\(result.batch ?? "-") \(result.skipped)"
    }

    /// Whether the texts of the newest step are kept still.
    private func isRemembered(_ state: String) throws -> Bool {
        let engine = try compacted.state(of: site, depth: .kept).engine
        return try compacted.read { db in
            let key = try SiteRow.require(db, site).key
            let step = try Step.newest(db, site: key, state: state, scope: .device)
            return step.map { engine.remembers($0.step) } ?? true
        }
    }

    /// Both do it, with the same result.
    private func both(
        _ body: (SiteStore) throws -> String, store: () -> SiteStore
    ) throws {
        let results = [store(), plain].map { store in
            do {
                return try body(store)
            } catch {
                return "\(error)"
            }
        }
        #expect(results[0] == results[1])
    }

    private mutating func commit(_ store: SiteStore) throws {
        _ = try store.commit(
            makeEdits(store.state(of: site)), to: site, origin: .command)
    }

    private mutating func syncTwins() throws {
        #expect(
            try compacted.syncMarks(of: site).outbox.map(\.hash)
                == plain.syncMarks(of: site).outbox.map(\.hash))
        try server.push(compacted, site)
        try pullTwins()
    }

    private mutating func pullTwins() throws {
        let store = stores[pick]
        let before = try store.state(of: site).engine.firstEnd.position
        try server.pull(store, site, stable: stable, kept: kept)
        try server.pull(plain, site)
        if try store.state(of: site).engine.firstEnd.position < before { deepenedCount += 1 }
    }

    /// What is stable does not wait for the other device, as if it had been away for two weeks; what is promised does.
    private mutating func compact() throws {
        let marks = try compacted.syncMarks(of: site)
        guard marks.cursor == server.head else { return }
        stable = max(stable, marks.floor)
        let strangerFloor = try stranger.syncMarks(of: site).floor
        kept = max(
            kept, min(strangerFloor, stable) * UInt64(Int.random(in: 0...2, using: &random)) / 2)
        let store = stores[pick]
        _ = try store.applyPull(
            [], to: site, epoch: nil, digest: nil, stable: stable, kept: kept, head: server.head)
        for _ in 0..<Int.random(in: 1...6, using: &random) where try !store.compact(site, eager) {
            break
        }
    }

    private func ignoringRefusal(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch StoreError.refused {
            // The edit does not fit the present state: nothing changed.
        }
    }

    // MARK: Edits

    private mutating func makeEdits(_ state: SiteState) throws -> [SiteEdit] {
        let site = state.site
        let sections = site.sections(of: home.page)
        guard let section = sections.randomElement(using: &random) else {
            return state.trash.map { .restore($0.node) }
        }
        let texts = site.subtree(of: section.id).filter { $0.kind == .text }
        let word = "\(Int.random(in: 0..<99, using: &random)) "
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            return [.duplicate(section.id, ids: (0..<8).map { _ in .random(using: &random) })]
        case 1: return [.move(section.id, under: home.page, at: .first)]
        case 2 where sections.count > 1: return [.delete(section.id)]
        case 3: return [.setField(section.id, .label, .text(word))]
        case 4:
            if let open = state.conflicts.randomElement(using: &random) {
                return [.resolve(open.id, .theirs)]
            }
            return state.trash.prefix(1).map { .restore($0.node) }
        default:
            return texts.map { text in
                let old = site.text(of: text.id, locale: "en") ?? ""
                let rest = String(old.dropFirst(Int.random(in: 0...3, using: &random)))
                let new = Bool.random(using: &random) ? word + rest : rest + word
                return .setText(TextRef(text.id, .text("en")), from: old, to: new)
            }
        }
    }

    // MARK: What must be equal

    func differences() throws -> [String] {
        try stores.flatMap { try differences(of: $0.state(of: site), from: plain.state(of: site)) }
    }

    func strangerDifferences() throws -> [String] {
        try differences(of: compacted.state(of: site), from: stranger.state(of: site))
    }

    private func differences(of one: SiteState, from other: SiteState) -> [String] {
        let listing = SiteListing(site: one.site, conflicts: one.engine.conflicts, trash: one.trash)
        return SiteListing(site: other.site, conflicts: other.engine.conflicts, trash: other.trash)
            .differences(from: listing)
    }
}

extension SyncMarks {
    /// How far back what waits here reaches, as sync tells the server; a void reaches nowhere.
    fileprivate var floor: UInt64 {
        outbox.reduce(cursor) { $1.isVoid ? $0 : min($0, $1.base.count) }
    }
}
