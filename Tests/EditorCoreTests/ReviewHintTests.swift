import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

/// What is said and hinted at beside a proposal of one change of the hero's title.
struct ReviewHintTests {
    private let sample = SampleSite()

    private func proposal(_ id: Int64, in site: Site) throws -> Proposal {
        let section = sample.id("hero")
        let root = try #require(site.children(of: section).first)
        var number: UInt64 = 100
        var draft = site.draft(of: root) {
            number += 1
            return NodeID(high: 4, low: number)
        }
        draft.children[0].children[0].texts[.text("en")] = .inline("New")
        let head = ProposalHead(
            prompt: "other words", author: "template composer", summary: "", locale: "en")
        var proposal = Proposal(head: head, replacing: [(section, draft)], in: site)
        proposal.id = id
        return proposal
    }

    private func reviewing(_ ids: Int64...) throws -> EditorState {
        var state = EditorState.sample(columns: 120, rows: 30, at: "hero")
        _ = state.update(
            .proposalsChanged(
                try ids.map { try proposal($0, in: sample.site) }, of: sample.site.id))
        _ = state.perform("proposals")
        return state
    }

    /// The title is typed anew.
    private func retype(_ state: inout EditorState) throws {
        var typed = sample
        let text = try #require(state.reviewedHunk?.node)
        typed.site.nodes[text]?.texts[.text("en")] = "All of it by hand"
        _ = state.update(.documentChanged(SiteDocument(site: typed.site, revision: 2)))
    }

    @Test func `where all is stale no key is hinted that takes something`() throws {
        var state = try reviewing(7)
        #expect(state.hints.map(\.words).prefix(2) == ["accept", "reject"])
        let before = state.hintSituation

        try retype(&state)

        #expect(state.hintSituation != before)
        #expect(state.hints.map(\.words).prefix(2) == ["reject", "later"])
        #expect(state.press("A").isEmpty)
        #expect(state.notice?.text == "Nothing is taken: 1 is stale.")
    }

    @Test func `Esc is hinted as the way back from asking again`() throws {
        var state = try reviewing(7)
        let before = state.hintSituation

        _ = state.press("g")

        #expect(state.hintSituation != before)
        #expect(state.hints.map(\.words).contains("go back"))
    }

    @Test func `the newest of two that say the same comes first, and each says which it is`()
        throws
    {
        var state = try reviewing(3, 4)
        _ = state.press("esc", "f8")

        #expect(
            state.overlay?.items.map(\.detail) == [
                "1 change to decide · asked last", "1 change to decide · asked before",
            ])
        _ = state.press("enter")
        #expect(state.reviewed?.id == 4)

        try retype(&state)
        _ = state.press("esc", "f8")
        #expect(state.overlay?.items.first?.detail == "1 change is stale · asked last")
    }

    @Test func `a locked section is to be unlocked`() throws {
        var state = try reviewing(7)
        var locked = sample
        locked.site.nodes[sample.id("hero")]?.fields[.locked] = .text("true")
        _ = state.update(.documentChanged(SiteDocument(site: locked.site, revision: 2)))

        #expect(state.press("enter").isEmpty)

        #expect(
            state.notice?.text
                == "It is stale: the section is locked; unlock it (palette), or reject the change.")
    }
}
