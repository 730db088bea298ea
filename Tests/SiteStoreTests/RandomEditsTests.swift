import PageTestSupport
import SiteHistory
import SiteModel
import Testing

@testable import SiteStore

/// Several handles on one folder, as several programs have them, edit at random; the rows are held against the log.
struct RandomEditsTests {
    @Test(arguments: 1...6)
    func `whatever several programs do, the rows are what the log says`(seed: UInt64) throws {
        let home = StoreFixture()
        var random = SplitMix64(seed: seed)
        var stores = [try home.openWithSite(), try home.open(seed: seed + 10)]
        var sent: UInt64 = 0

        for step in 0..<60 {
            let index = Int.random(in: 0..<stores.count, using: &random)
            let store = stores[index]
            switch Int.random(in: 0..<10, using: &random) {
            case 0: try ignoringRefusal { _ = try store.undo(home.site, scope: .device) }
            case 1: try ignoringRefusal { _ = try store.redo(home.site, scope: .editor) }
            case 2: sent = try settleSome(store, home.site, after: sent)
            case 3: stores[index] = try home.open(seed: seed * 100 + UInt64(step))
            default: try edit(store, home, &random)
            }
        }

        let states = try stores.map { try $0.state(of: home.site) }
        #expect(states[0].site.nodes == states[1].site.nodes)
        #expect(try stores[0].examine().isEmpty, "seed \(seed)")
    }

    private func edit(
        _ store: SiteStore, _ home: StoreFixture, _ random: inout SplitMix64
    ) throws {
        let fresh = (0..<8).map { _ in NodeID.random(using: &random) }
        let word = "word\(Int.random(in: 0..<99, using: &random)) "
        let kind = Int.random(in: 0..<5, using: &random)
        let pick = Int.random(in: 0..<100, using: &random)
        try ignoringRefusal {
            _ = try store.commit(to: home.site, origin: kind == 0 ? .editor : .command) { state in
                let site = state.site
                let sections = site.sections(of: home.page)
                guard !sections.isEmpty else { return state.trash.map { .restore($0.node) } }
                let section = sections[pick % sections.count]
                let texts = site.subtree(of: section.id).filter { $0.kind == .text }
                switch kind {
                case 0: return [.duplicate(section.id, ids: fresh)]
                case 1: return [.move(section.id, under: home.page, at: .first)]
                case 2 where sections.count > 1: return [.delete(section.id)]
                default:
                    return texts.map { text in
                        let old = site.text(of: text.id, locale: "en") ?? ""
                        return .setText(TextRef(text.id, .text("en")), from: old, to: word + old)
                    }
                }
            }
        }
    }

    private func ignoringRefusal(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch StoreError.refused {
            // The edit does not fit the present state: nothing changed.
        }
    }

    /// The server takes the first half of what waits.
    private func settleSome(_ store: SiteStore, _ site: NodeID, after sent: UInt64) throws -> UInt64
    {
        let outbox = try store.syncMarks(of: site).outbox
        var next = sent + 1
        let entries = outbox.prefix((outbox.count + 1) / 2).map { batch in
            defer { next += batch.count }
            return LogEntry(batch: batch, start: next, author: "ana", time: 1)
        }
        _ = try store.applyPull(entries, to: site, epoch: EpochID(rawValue: 1), digest: nil)
        return next - 1
    }
}
