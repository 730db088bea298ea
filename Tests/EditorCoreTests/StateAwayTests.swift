import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

/// What somebody is told who looks at another window.
struct StateAwayTests {
    private func told(_ effects: [EditorEffect]) -> [String] {
        effects.compactMap { effect in
            switch effect {
            case .notify(let sentence): sentence
            case .showProgress(let isShown): isShown ? "busy" : "done"
            default: nil
            }
        }
    }

    private func blocked(_ reason: String) -> EditorEvent {
        .syncChanged(SyncSegment(connection: .blocked(reason)))
    }

    @Test func `who is away hears that syncing stopped, once`() {
        var state = EditorState.sample(at: "hero")
        _ = state.update(.input(.focus(false)))

        #expect(told(state.update(blocked("no token"))) == ["Syncing has stopped: no token"])
        #expect(told(state.update(blocked("no token"))) == [])
    }

    @Test func `who is here hears nothing, and sees it`() {
        var state = EditorState.sample(at: "hero")

        #expect(told(state.update(blocked("no token"))) == [])
        _ = state.update(.input(.focus(false)))
        _ = state.update(.input(.focus(true)))
        #expect(
            told(state.update(.syncChanged(SyncSegment(refused: ["too rude"])))) == [])
    }

    @Test func `what is asked for shows as progress until it is there, or the person is back`() {
        var state = EditorState.sample(at: "hero")
        _ = state.insertSection(kind: "faq")
        let token = state.inserting?.token ?? 0

        #expect(told(state.update(.input(.focus(false)))) == ["busy"])
        #expect(told(state.update(.input(.focus(true)))) == ["done"])
        #expect(told(state.update(.input(.focus(false)))) == ["busy"])
        let answer = state.update(.composed(token: token, .failed("The model did not answer.")))

        #expect(told(answer) == ["done", "The model did not answer."])
    }

    private func proposal(_ id: Int64, _ summary: String) throws -> (Proposal, SampleSite) {
        let sample = SampleSite()
        let section = sample.id("hero")
        let root = try #require(sample.site.children(of: section).first)
        var number: UInt64 = 100
        var draft = sample.site.draft(of: root) {
            number += 1
            return NodeID(high: 4, low: number)
        }
        draft.children[0].children[0].texts[.text("en")] = .inline("New")
        let head = ProposalHead(
            prompt: "other words", author: "template composer", summary: summary, locale: "en")
        var proposal = Proposal(head: head, replacing: [(section, draft)], in: sample.site)
        proposal.id = id
        return (proposal, sample)
    }

    @Test func `a proposal that a shell asked for is told with its site and its section, once`()
        throws
    {
        var state = EditorState.sample(at: "hero")
        _ = state.update(.input(.focus(false)))
        let (first, sample) = try proposal(3, "New wording.")
        let event = EditorEvent.proposalsChanged([first], of: sample.site.id)

        let heard = told(state.update(event))

        let title = sample.site.title.isEmpty ? sample.site.slug : sample.site.title
        #expect(heard == ["A proposal for /#hero of \(title) waits: New wording."])
        #expect(told(state.update(event)) == [])
    }

    @Test func `a proposal that was asked for here is told in the same words`() throws {
        var state = EditorState.sample(at: "hero")
        let effects = state.press("ctrl-t", "other words", "enter")
        guard case .compose(let request)? = effects.last else { return }
        _ = state.update(.input(.focus(false)))

        let heard = told(
            state.update(.composed(token: request.token, .proposal(try proposal(3, "").0))))

        #expect(heard.last?.hasPrefix("A proposal for /#hero of ") == true)
        #expect(heard.last?.hasSuffix(" waits: “other words”") == true)
    }
}
