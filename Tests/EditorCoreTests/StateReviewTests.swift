import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

/// A proposal in the prompt's pane, gone through by keys.
struct StateReviewTests {
    private let sample = SampleSite()
    private var hero: NodeID { sample.id("hero") }

    /// Other words for the hero's three texts, and one paragraph more.
    private func proposal(_ id: Int64 = 7, section name: String = "hero") throws -> Proposal {
        let section = sample.id(name)
        let root = try #require(sample.site.children(of: section).first)
        var number: UInt64 = 100
        var draft = sample.site.draft(of: root) {
            number += 1
            return NodeID(high: 4, low: number)
        }
        for index in draft.children.indices {
            for text in draft.children[index].children.indices {
                draft.children[index].children[text].texts[.text("en")] = .inline("New \(index)")
            }
        }
        let words = NodeDraft(
            id: NodeID(high: 4, low: 1), content: NodeContent(kind: .text),
            texts: [.text("en"): .inline("More")])
        draft.children.append(
            NodeDraft(
                id: NodeID(high: 4, low: 2), content: NodeContent(kind: .element, tag: "p"),
                children: [words]))
        let head = ProposalHead(
            prompt: "other words", author: "template composer", summary: "", locale: "en")
        var proposal = Proposal(head: head, replacing: [(section, draft)], in: sample.site)
        proposal.id = id
        return proposal
    }

    private func lines(_ effects: [EditorEffect]) -> [String] { effects.map(\.line) }

    /// An editor in which a proposal was asked for and has come.
    private func reviewing(columns: Int = 80, rows: Int = 24) throws -> EditorState {
        var state = EditorState.sample(columns: columns, rows: rows, at: "hero")
        let token = try asked(&state)
        _ = state.update(.composed(token: token, .proposal(try proposal())))
        return state
    }

    private func asked(_ state: inout EditorState) throws -> Int {
        let effects = state.press("ctrl-t", "other words", "enter")
        guard case .compose(let request)? = effects.last else {
            throw Unexpected(lines: lines(effects))
        }
        return request.token
    }

    private struct Unexpected: Error { let lines: [String] }

    @Test func `Enter takes one change and goes on to the next`() throws {
        var state = try reviewing()
        #expect(state.context == .review && state.prompt.review?.hunk == 1)

        #expect(lines(state.press("enter")) == ["apply 7: [1]"])

        #expect(state.prompt.review?.hunk == 2)
        #expect(state.document?.site.nodes == sample.site.nodes)
    }

    @Test func `what is left out does not go with the chosen ones, and it is one step`() throws {
        var state = try reviewing()

        #expect(lines(state.press("down", "space")) == ["waiting 7: [2]"])
        #expect(lines(state.press("A")) == ["apply 7: [1, 3, 4]"])
        #expect(lines(state.press("up", "up", "down", "space")) == ["chosen 7: [2]"])
    }

    @Test func `one change is rejected, or all of them`() throws {
        var state = try reviewing()

        #expect(lines(state.press("r")) == ["rejected 7: [1]"])
        #expect(state.notice?.text == "Rejected: “title changed”. The site stays as it was.")
        #expect(state.prompt.review?.hunk == 2)
        #expect(lines(state.press("R")) == ["rejected 7: [1, 2, 3, 4]"])

        #expect(state.prompt.review == nil && state.focus == .tree)
        #expect(state.openProposals == [])
    }

    @Test func `Esc leaves it for later, and Enter in the empty prompt comes back to it`() throws {
        var state = try reviewing()

        _ = state.press("esc")
        #expect(state.prompt.review == nil && state.focus == .tree && state.openProposals == [7])

        _ = state.press("ctrl-t", "enter")
        #expect(state.reviewed?.id == 7)
    }

    @Test func `what is decided is not rejected again, and the next that waits comes`() throws {
        var state = try reviewing()

        #expect(lines(state.press("r")) == ["rejected 7: [1]"])
        #expect(state.prompt.review?.hunk == 2)
        _ = state.press("up")
        #expect(state.press("r").isEmpty)
        #expect(state.notice?.text == "It is rejected already.")
        #expect(state.prompt.review?.hunk == 1)
    }

    @Test func `who asks while one waits types words, not commands`() throws {
        var state = try reviewing()
        _ = state.press("esc")

        let effects = state.press("ctrl-t", "ctrl-t", "keep it real, rewrite")

        #expect(lines(effects).allSatisfy { $0.hasPrefix("draft k") })
        #expect(state.prompt.review == nil)
        #expect(state.prompt.field.text == "keep it real, rewrite")
        #expect(state.openProposals == [7])
    }

    @Test func `the text of a change is edited in place, durable with each key`() throws {
        var state = try reviewing()

        _ = state.press("e")
        #expect(state.editing?.title == "proposed: title changed")
        #expect(lines(state.press("end", "!")) == ["revise 7: 1 New 0!"])
        #expect(lines(state.press("esc")) == ["revise 7: 1 New 0"])

        _ = state.press("e", "end", "?")
        #expect(lines(state.press("enter")) == ["revise 7: 1 New 0?"])
        #expect(state.context == .review)
    }

    @Test func `one change is asked for again with the words of before`() throws {
        var state = try reviewing()

        _ = state.press("down", "g")
        #expect(state.prompt.field.text == "other words" && state.context == .prompt)
        guard case .compose(let request)? = state.press(" please", "enter").last else {
            Issue.record("nothing composed")
            return
        }
        #expect(request.purpose == .again(HunkName(7, 2), section: hero))
        #expect(request.prompt == "other words please")

        _ = state.update(.composed(token: request.token, .revised(try proposal(), hunk: 2)))
        #expect(state.prompt.review?.hunk == 2 && state.prompt.again == nil)
    }

    @Test func `Esc leaves asking again and comes back to the change`() throws {
        var state = try reviewing()

        _ = state.press("down", "g", "esc")

        #expect(state.prompt.review?.hunk == 2 && state.prompt.again == nil)
        #expect(state.prompt.field.isEmpty)
    }

    @Test func `whoever types when a proposal comes is told and nothing moves`() throws {
        var state = EditorState.sample(at: "menu")
        let token = try asked(&state)
        _ = state.press("f2", "down", "enter", "end", "zebra")
        let before = state

        _ = state.update(.composed(token: token, .proposal(try proposal())))

        #expect(state.editing == before.editing && state.focus == before.focus)
        #expect(state.tree == before.tree && state.page.top == before.page.top)
        #expect(state.layout == before.layout)
        #expect(state.openProposals == [7] && state.notice?.text.contains("waits") == true)
    }

    @Test func `a review moves neither the tree nor its cursor, whichever change is shown`() throws
    {
        var state = EditorState.sample(columns: 120, rows: 40, at: "menu")
        let before = state.tree
        let token = try asked(&state)
        _ = state.update(.composed(token: token, .proposal(try proposal(section: "menu"))))
        let layout = state.layout

        for key in ["down", "s", "down", "space", "up", "page-down"] {
            _ = state.press(key)
            #expect(state.tree == before && state.layout == layout, "\(key)")
        }
    }

    @Test func `rows that come above the cursor leave it on its line of the screen`() throws {
        var state = EditorState.sample(columns: 80, rows: 10, at: "/about#team")
        _ = state.press("down", "down")
        let line = state.tree.cursor - state.tree.top
        var grown = sample
        let home = try #require(sample.site.pages.first)
        for name in ["a", "b", "c"] { _ = grown.section(name, on: home.id) }

        _ = state.update(.documentChanged(SiteDocument(site: grown.site, revision: 2)))

        #expect(state.tree.cursor - state.tree.top == line)
    }

    @Test func `several wait, the task list has them, and Enter opens one`() throws {
        var state = EditorState.sample(at: "hero")
        _ = state.update(
            .proposalsChanged(
                [try proposal(3), try proposal(4, section: "menu")], of: sample.site.id))

        _ = state.press("f8")
        #expect(
            state.overlay?.items.map(\.title) == ["/#menu: other words", "/#hero: other words"])
        _ = state.press("down", "enter")

        #expect(state.reviewed?.id == 3 && state.overlay == nil)
    }

    @Test func `a change whose words went is shown as stale and is not taken`() throws {
        var state = try reviewing()
        var typed = sample
        let text = try #require(state.reviewedHunk?.node)
        typed.site.nodes[text]?.texts[.text("en")] = "All of it by hand"

        _ = state.update(.documentChanged(SiteDocument(site: typed.site, revision: 2)))

        #expect(
            state.reviewRows.compactMap(\.hunk).first?.state
                == .stale("what it would change is gone"))
        #expect(state.press("enter").isEmpty)
        #expect(state.notice?.kind == .warning)
    }

    @Test func `when nothing is left to decide the review ends by itself`() throws {
        var state = try reviewing()
        _ = state.press("down", "down", "down", "r")
        #expect(state.reviewed != nil)
        var made = sample
        for (number, hunk) in try #require(state.reviewed).hunks.prefix(3).enumerated() {
            made.site.nodes[hunk.node]?.texts[.text("en")] = "New \(number)"
        }

        _ = state.update(.documentChanged(SiteDocument(site: made.site, revision: 2)))

        #expect(state.prompt.review == nil && state.focus == .tree && state.openProposals == [])
    }

    @Test func `what was stopped is not wanted when it comes`() throws {
        var state = EditorState.sample(at: "hero")
        let token = try asked(&state)
        _ = state.press("esc")

        let effects = state.update(.composed(token: token, .proposal(try proposal())))

        #expect(lines(effects) == ["rejected 7: [1, 2, 3, 4]"])
        #expect(state.prompt.review == nil && state.openProposals == [])
    }

    @Test func `a list that was read before a proposal came does not take it away`() throws {
        var state = try reviewing()

        _ = state.update(.proposalsChanged([], of: sample.site.id))

        #expect(state.reviewed?.id == 7)
    }

    @Test func `source is shown on demand`() throws {
        var state = try reviewing()
        _ = state.press("down", "down", "down")

        #expect(state.reviewRuns == [ReviewRun(kind: .added, text: "More")])
        _ = state.press("s")

        #expect(state.prompt.review?.showsSource == true)
        #expect(state.reviewSource.map(\.line) == ["<p>More</p>"])
        #expect(state.reviewSource.map(\.isAdded) == [true])
    }

    @Test func `a section is locked and unlocked, and a read-only site decides nothing`() throws {
        var state = EditorState.sample(at: "hero")

        #expect(lines(state.perform("lock")) == ["commit lock: locked = true"])

        state = try reviewing()
        state.setup.isReadOnly = true
        #expect(state.press("enter", "space", "r", "A").isEmpty)
    }

    @Test func `what would stand twice is not taken with all, and that is said`() throws {
        let section = sample.id("hero")
        let root = try #require(sample.site.children(of: section).first)
        var number: UInt64 = 100
        var draft = sample.site.draft(of: root) {
            number += 1
            return NodeID(high: 4, low: number)
        }
        let last = try #require(sample.site.children(of: root.id).last)
        let text = try #require(sample.site.children(of: last.id).first)
        draft.children[draft.children.count - 1].content.tag = "blockquote"
        draft.children[0].children[0].texts[.text("en")] = .inline("New")
        let head = ProposalHead(prompt: "x", author: "y", summary: "", locale: "en")
        var proposal = Proposal(head: head, replacing: [(section, draft)], in: sample.site)
        proposal.id = 7
        var state = EditorState.sample(at: "hero")
        let token = try asked(&state)
        _ = state.update(.composed(token: token, .proposal(proposal)))
        var typed = sample
        typed.site.nodes[text.id]?.texts[.text("en")] = "All of it by hand"
        _ = state.update(.documentChanged(SiteDocument(site: typed.site, revision: 2)))

        let effects = state.press("A")

        #expect(lines(effects) == ["apply 7: [1]"])
        #expect(state.reviewRows.compactMap(\.hunk).last?.state == .heldBack)
        guard case .applyHunks(_, _, let applied)? = effects.last else { return }
        _ = state.update(
            .commitFinished(token: applied, .done(summary: "1 change made", skipped: [])))
        #expect(
            state.notice?.text == "1 change made; 1 is stale, and 1 that belongs to it is held back"
        )
    }
}
