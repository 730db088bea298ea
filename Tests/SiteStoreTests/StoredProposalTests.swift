import SiteHistory
import SiteModel
import Testing

@testable import SiteStore

struct StoredProposalTests {
    let home = StoreFixture()

    private func proposal(_ text: String, in store: SiteStore) throws -> Proposal {
        let leaf = NodeDraft(
            id: NodeID(high: 8, low: 1), content: NodeContent(kind: .text),
            texts: [.text("en"): .inline(text)])
        let more = NodeDraft(
            id: NodeID(high: 8, low: 2), content: NodeContent(kind: .element, tag: "p"))
        let root = NodeDraft(
            id: NodeID(high: 8, low: 3), content: NodeContent(kind: .element, tag: "section"),
            children: [leaf, more])
        let head = ProposalHead(prompt: "again", author: "a test", summary: "", locale: "en")
        return Proposal(
            head: head, replacing: [(home.section, root)],
            in: try store.state(of: home.site).site)
    }

    @Test func `a proposal is there after the store is opened again, by another program too`()
        throws
    {
        let store = try home.openWithSite()
        let stored = try store.add(try proposal("Vegan cakes", in: store), to: home.site)

        #expect(stored.id > 0)
        #expect(try home.open(seed: 2).proposals(of: home.site) == [stored])
        #expect(try store.examine().isEmpty)
    }

    @Test func `hunks taken are one step, noted in the same transaction`() throws {
        let store = try home.openWithSite()
        let stored = try store.add(try proposal("Vegan cakes", in: store), to: home.site)

        let result = try #require(
            try store.apply([1, 2], of: stored.id, to: home.site, origin: .editor))

        #expect(try home.shownText(store) == "Vegan cakes")
        let site = result.commit.state.site
        #expect(result.proposal.hunks.map { $0.standing(in: site) } == [.applied, .applied])
        #expect(try home.open(seed: 2).proposals(of: home.site) == [result.proposal])
        _ = try store.undo(home.site, scope: .editor)
        #expect(try home.shownText(store) == "Vegan bread")
        let again = try store.state(of: home.site).site
        #expect(result.proposal.pending(in: again) == [1, 2])
        _ = try store.apply([1, 2], of: stored.id, to: home.site, origin: .editor)
        #expect(try store.state(of: home.site).site[home.element]?.children.count == 2)
        #expect(try store.examine().isEmpty)
    }

    @Test func `where nothing can be taken nothing is written`() throws {
        let store = try home.openWithSite()
        let stored = try store.add(try proposal("Vegan cakes", in: store), to: home.site)
        let revision = try store.revision(of: home.site)

        #expect(throws: StoreError.refused(.nothingToChange)) {
            try store.apply([9], of: stored.id, to: home.site, origin: .editor)
        }
        #expect(try store.apply([1], of: 99, to: home.site, origin: .editor) == nil)

        #expect(try store.revision(of: home.site) == revision)
        #expect(try store.proposals(of: home.site) == [stored])
    }

    @Test func `what was typed by another program stays`() throws {
        let store = try home.openWithSite()
        let other = try home.open(seed: 2)
        let stored = try store.add(try proposal("Vegan cakes", in: store), to: home.site)

        _ = try home.write("Fresh vegan: Vegan bread today", other)
        _ = try store.apply([1], of: stored.id, to: home.site, origin: .editor)

        #expect(try home.shownText(store) == "Fresh vegan: Vegan cakes today")
    }

    @Test func `bytes that are no proposal are passed over, and the oldest make room`() throws {
        let store = try home.openWithSite()
        let made = try proposal("Vegan cakes", in: store)
        _ = try store.add(made, to: home.site)
        try store.queue.write { try $0.execute(sql: "UPDATE proposals SET bytes = x'63'") }

        for _ in 0..<SiteStore.proposalsMax { _ = try store.add(made, to: home.site) }

        #expect(try store.proposals(of: home.site).count == SiteStore.proposalsMax)
        #expect(try store.examine().isEmpty)
    }
}
