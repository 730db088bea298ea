import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

/// A text that is being typed while others change it.
struct MeetingTests {
    private static let headline = "Vegan bread, baked daily"

    /// The editor with the headline open and all of it typed anew.
    private func retyping(_ text: String) -> EditorState {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter", "ctrl-u")
        _ = state.press(text)
        return state
    }

    private func changed(_ state: EditorState, to text: String) throws -> SiteDocument {
        var site = try #require(state.document?.site)
        let target = try #require(state.editing?.target)
        site.nodes[target.node]?.texts[target.key] = text
        return SiteDocument(site: site, revision: 2)
    }

    private func headlineRef() throws -> TextRef {
        let site = SampleSite()
        let text = try #require(site.site.keyedTexts().first { $0.key == "hero.title" })
        return TextRef(text.node, .text("en"))
    }

    @Test func `a text typed anew stays whole beside another new one, and Enter puts it there`()
        throws
    {
        var state = retyping("Our new winter hours")

        _ = state.update(.documentChanged(try changed(state, to: "Coffee and cake")))

        #expect(state.editing?.field.text == "Our new winter hours")
        #expect(
            state.notice
                == Notice(
                    .warning,
                    "Changed elsewhere meanwhile: “Coffee and cake”. Enter puts yours in its place, Esc leaves theirs."
                ))
        let effects = state.press("enter")
        #expect(
            effects.map(\.line) == [
                "commit hero.title: “Coffee and cake” → “Our new winter hours”", "drop draft",
            ])
        #expect(state.notice?.text.hasPrefix("Yours stands in place of “Coffee and cake”") == true)
    }

    @Test func `the warning stays while it is typed on and goes with the field`() throws {
        var state = retyping("Our new winter hours")
        _ = state.update(.documentChanged(try changed(state, to: "Coffee and cake")))

        _ = state.press("!")
        #expect(state.notice?.kind == .warning)
        #expect(state.editing?.field.text == "Our new winter hours!")
        _ = state.update(.input(.paste(" Daily.")))
        #expect(state.notice?.kind == .warning)
        _ = state.press("esc")

        #expect(state.notice?.text.hasPrefix("Cancelled") == true)
        _ = state.press("down")
        #expect(state.notice == nil)
    }

    @Test func `a text that was emptied elsewhere is said to be`() throws {
        var state = retyping("Our hours")

        _ = state.update(.documentChanged(try changed(state, to: "")))

        #expect(state.notice?.text.hasPrefix("Emptied elsewhere meanwhile.") == true)
        #expect(state.editing?.field.text == "Our hours")
    }

    @Test func `changes of other words are both there, and it is said`() throws {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter", "end", " here")

        _ = state.update(.documentChanged(try changed(state, to: "Good bread, baked daily")))

        #expect(state.editing?.field.text == "Good bread, baked daily here")
        #expect(state.notice?.kind == .info && state.notice?.text.contains("as well") == true)
    }

    @Test func `words that were contested stay so when others change, too`() throws {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter", "end", " here")
        _ = state.update(
            .documentChanged(try changed(state, to: "Vegan bread, baked daily there")))
        #expect(state.notice?.kind == .warning)

        _ = state.update(.documentChanged(try changed(state, to: "Good bread, baked daily there")))

        #expect(state.editing?.field.text == "Good bread, baked daily here")
        #expect(
            state.notice?.text.hasPrefix("Changed elsewhere meanwhile: “Good bread, baked daily")
                == true)
    }

    @Test func `a document that says the same of the text says nothing`() throws {
        var state = retyping("Our hours")

        _ = state.update(.documentChanged(try changed(state, to: Self.headline)))

        #expect(state.notice == nil && state.editing?.field.text == "Our hours")
    }

    @Test func `what Enter committed and comes back is no news in the field opened again`() throws {
        var state = retyping("Our hours")
        let effects = state.press("enter", "enter", "x")
        guard case .commit(_, _, let token)? = effects.first(where: { $0.line.hasPrefix("commit") })
        else { return #expect(Bool(false)) }

        _ = state.update(.documentChanged(try changed(state, to: "Our hours")))
        _ = state.update(.commitFinished(token: token, .done(summary: "", skipped: [])))

        #expect(state.notice == nil && state.editing?.field.text == "Our hoursx")
    }

    @Test func `a draft that meets another text when it is resumed stays what it was`() throws {
        let draft = FieldDraft(
            text: try headlineRef(), base: "One two three", typed: "My draft", cursor: 8)

        let state = EditorState.sample(drafts: [draft])

        #expect(state.editing?.field.text == "My draft")
        #expect(state.notice?.kind == .warning)
        #expect(
            state.notice?.text
                == "This text was being typed when the editor ended. Changed elsewhere meanwhile: “Vegan bread, baked daily”. Enter puts yours in its place, Esc leaves theirs."
        )
    }

    @Test func `a draft of other words is resumed with both`() throws {
        let draft = FieldDraft(
            text: try headlineRef(), base: "Good bread, baked daily",
            typed: "Good bread, baked daily here", cursor: 28)

        let state = EditorState.sample(drafts: [draft])

        #expect(state.editing?.field.text == "Vegan bread, baked daily here")
        #expect(state.notice?.text.contains("changed elsewhere as well") == true)
    }

    @Test func `what another program left does not mix with what came meanwhile`() throws {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter")
        let document = try changed(state, to: "Coffee and cake")
        _ = state.press("esc")
        _ = state.update(.documentChanged(document))

        let effects = state.update(
            .externalEditorFinished(
                try headlineRef(), base: Self.headline, text: "Our new winter hours\n"))

        #expect(
            effects.map(\.line).contains(
                "commit hero.title: “Coffee and cake” → “Our new winter hours”"))
    }

    // MARK: - Whatever both did

    /// A text as words; what `name` writes is told from all else by its first letter.
    private func edited(
        _ words: [String], as name: String, in range: Range<Int>, _ random: inout SeededGenerator
    ) -> [String] {
        var number = 0
        func fresh() -> String {
            number += 1
            return name + String(number)
        }
        return words.enumerated().flatMap { index, word -> [String] in
            guard range.contains(index) else { return [word] }
            switch Int.random(in: 0..<8, using: &random) {
            case 0: return []
            case 1: return [fresh()]
            case 2: return [fresh(), word]
            case 3: return [word, fresh()]
            default: return [word]
            }
        }
    }

    private func text(_ words: [String], _ random: inout SeededGenerator) -> String {
        words.reduce(into: "") { text, word in
            if !text.isEmpty {
                text += [" ", " ", " ", ", ", "-"].randomElement(using: &random) ?? " "
            }
            text += word
        }
    }

    private func words(of text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private func session(_ base: String, typed: String) -> EditSession {
        EditSession(
            target: TextRef(NodeID(high: 0, low: 1), .text("en")), title: "", base: base,
            inlines: [], typed: typed)
    }

    @Test(arguments: 0..<UInt64(2000))
    func `every word that was typed stands in the field, in order and undivided`(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let all = (0..<Int.random(in: 0..<12, using: &random)).map { "b\($0)" }
        let base = text(all, &random)
        let mine = text(edited(all, as: "m", in: all.indices, &random), &random)
        let theirs = text(edited(all, as: "t", in: all.indices, &random), &random)
        var session = session(base, typed: mine)

        let meeting = session.rebase(onto: theirs)

        let now = words(of: session.field.text)
        #expect(
            now.filter { $0.hasPrefix("m") } == words(of: mine).filter { $0.hasPrefix("m") },
            "\(base) | \(mine) | \(theirs) | \(session.field.text)")
        #expect(session.base == theirs && session.original == theirs)
        switch meeting {
        case .contested: #expect(session.field.text == mine)
        case .none: #expect(base == theirs && session.field.text == mine)
        case .apart:
            #expect(
                now.filter { $0.hasPrefix("t") } == words(of: theirs).filter { $0.hasPrefix("t") },
                "\(base) | \(mine) | \(theirs) | \(session.field.text)")
        }
    }

    @Test(arguments: 0..<UInt64(300))
    func `edits that are far apart are both in the field`(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let all = (0..<30).map { "b\($0)" }
        let mine = edited(all, as: "m", in: 0..<10, &random)
        let theirs = edited(all, as: "t", in: 18..<30, &random)
        let base = all.joined(separator: " ")
        var session = session(base, typed: mine.joined(separator: " "))

        let meeting = session.rebase(onto: theirs.joined(separator: " "))

        #expect(meeting != .contested)
        let both = mine.filter { !$0.hasPrefix("b") } + theirs.filter { !$0.hasPrefix("b") }
        let now = words(of: session.field.text)
        #expect(now.filter { !$0.hasPrefix("b") } == both)
        #expect(
            now.filter { $0.hasPrefix("b") }
                == all.filter { mine.contains($0) && theirs.contains($0) })
    }
}
