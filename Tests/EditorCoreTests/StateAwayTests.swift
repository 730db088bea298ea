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
}
