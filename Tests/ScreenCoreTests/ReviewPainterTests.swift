import SiteHistory
import SiteModel
import TerminalTestSupport
import Testing

@testable import EditorCore
@testable import ScreenCore

struct ReviewPainterTests {
    /// An editor that goes through a proposal of three changes for the hero.
    private func reviewing(columns: Int, rows: Int) throws -> EditorState {
        let site = PainterSample.site()
        let page = try #require(site.pages.first)
        let hero = try #require(site.sections(of: page.id).first)
        let root = try #require(site.children(of: hero.id).first)
        var number: UInt64 = 100
        var draft = site.draft(of: root) {
            number += 1
            return NodeID(high: 4, low: number)
        }
        let words = ["Hello from hero", "日本 and 👩‍💻 and 🇧🇷 of hero"]
        for (index, text) in words.enumerated() {
            draft.children[index].children[0].texts[.text("en")] = .inline(text)
        }
        draft.fields = [(.attribute("title"), .text("top"))]
        let head = ProposalHead(
            prompt: "other words", author: "template composer", summary: "", locale: "en")
        var proposal = Proposal(head: head, replacing: [(hero.id, draft)], in: site)
        proposal.id = 1
        var state = PainterSample.state(columns: columns, rows: rows, at: "hero.title")
        _ = state.update(.proposalsChanged([proposal], of: site.id))
        _ = state.perform("proposals")
        return state
    }

    private func lines(_ state: EditorState) -> [String] {
        ScreenPainter.render(state, theme: .uncoloured).text().split(separator: "\n").map(
            String.init)
    }

    @Test func `a wide pane shows the list beside the change, marked without colours`() throws {
        var state = try reviewing(columns: 120, rows: 30)
        _ = state.update(.input(.key(KeyStroke(.down))))

        let shown = lines(state)

        #expect(shown.contains { $0.contains("template composer · 3 of 3 to decide") })
        #expect(shown.contains { $0.contains("/#hero") && $0.contains("+4 -1") })
        #expect(
            shown.contains { $0.contains("/#hero") && $0.contains("title changed · chosen") })
        #expect(shown.contains { $0.contains("[-About-]{+Hello from+} hero") })
        #expect(shown.last?.contains("accept") == true && shown.last?.contains("source") == true)
    }

    @Test func `what is left out, rejected or stale says so`() throws {
        var state = try reviewing(columns: 120, rows: 30)
        for key in [
            KeyStroke(.down), .character(" "), KeyStroke(.down), .character("r"), KeyStroke(.down),
        ] {
            _ = state.update(.input(.key(key)))
        }

        let shown = lines(state)

        #expect(shown.contains { $0.contains("[ ] title changed") })
        #expect(shown.contains { $0.contains(" ✗  text changed") })
        #expect(shown.contains { $0.contains("text changed · rejected") })
    }

    @Test(arguments: [(80, 24), (59, 40), (40, 12), (20, 8), (10, 4), (1, 1)])
    func `a small window shows as much as there is room for`(columns: Int, rows: Int) throws {
        var state = try reviewing(columns: columns, rows: rows)
        for key in ["down", "s", "down"] {
            _ = state.update(.input(.key(try #require(KeyStroke(name: key)))))
            let frame = ScreenPainter.render(state, theme: .uncoloured)
            #expect(frame.columns == columns && frame.rows == rows)
        }
        if columns >= 20, rows >= 8 { #expect(lines(state).contains { $0.contains("[x]") }) }
    }

    @Test func `the smallest window shows the change, and its source`() throws {
        var state = try reviewing(columns: 20, rows: 5)
        _ = state.update(.input(.key(KeyStroke(.down))))
        #expect(lines(state).contains { $0.contains("[-About-]") })

        _ = state.update(.input(.key(.character("s"))))

        #expect(lines(state).contains { $0.contains("- About") })
    }

    @Test func `a frame painted after another is the frame painted alone`() throws {
        var state = try reviewing(columns: 100, rows: 30)
        var memory = PaintMemory()
        _ = ScreenPainter.render(state, theme: .uncoloured, memory: &memory)
        for key in ["down", "space", "s", "down", "esc", "f2"] {
            _ = state.update(.input(.key(try #require(KeyStroke(name: key)))))
            let continued = ScreenPainter.render(state, theme: .uncoloured, memory: &memory)

            #expect(continued.text() == ScreenPainter.render(state, theme: .uncoloured).text())
        }
    }
}
