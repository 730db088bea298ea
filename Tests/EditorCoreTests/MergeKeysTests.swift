import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

struct MergeKeysTests {
    private let sample = MergeSample()

    @Test(arguments: [("o", "ours"), ("t", "theirs")])
    func `a key takes a side as one step`(key: String, choice: String) {
        for conflict in sample.all {
            var state = sample.state(conflict)
            #expect(
                state.press(key).map(\.line) == ["commit resolve conflict: resolve \(choice)"])
        }
    }

    @Test func `both are taken of whole texts, and of nothing else`() {
        var texts = sample.state(sample.texts)
        #expect(texts.press("b").map(\.line) == ["commit resolve conflict: resolve both"])

        var field = sample.state(sample.field)
        #expect(field.press("b").isEmpty)
        #expect(field.notice?.text.hasPrefix("Both can be taken of texts only") == true)
    }

    @Test func `of several other sides a key sets the next one beside ours, and that is taken`() {
        var state = sample.state(sample.three)
        let third = MergeSample.id(MergeSample.third, 1)
        #expect(state.hints.prefix(3).map(\.words) == ["ours", "theirs", "next side"])
        #expect(state.mergeLines.contains { $0.contains("theirs 1/2") })

        _ = state.press("s")

        #expect(state.merge.item?.sides.map(\.title) == ["before", "ours", "theirs 2/2", "also"])
        var taken = state
        #expect(
            taken.press("t").map(\.line) == [
                "commit resolve conflict: resolve \(ConflictChoice.side(third))"
            ])
        #expect(taken.notice?.text.hasPrefix("Theirs is taken") == true)
        _ = state.press("s")
        #expect(state.press("t").map(\.line) == ["commit resolve conflict: resolve theirs"])
    }

    @Test func `words are taken of the side that stands beside ours`() {
        var state = sample.state(sample.three)
        _ = state.press("s", "w")

        #expect(state.merge.picking?.merge.stretches.last?.theirs.contains("given away") == true)
        #expect(state.press("s").isEmpty && state.merge.picking != nil)
        #expect(state.notice?.text.hasPrefix("Words are being taken") == true)
        _ = state.press("left", "left", "t", "t", "t")

        // It reads as that side does.
        #expect(
            state.press("enter").map(\.line) == [
                "commit resolve conflict: resolve \(ConflictChoice.side(MergeSample.id(MergeSample.third, 1)))"
            ])
    }

    @Test
    func `where two disagree there is no next side, and the next conflict begins with the first`() {
        var two = sample.state(sample.texts)
        #expect(two.press("s").isEmpty)
        #expect(two.notice?.text == "There are no further sides here.")
        #expect(!two.hints.map(\.words).contains("next side"))

        var state = sample.state(sample.three, sample.move)
        _ = state.press("s", "down", "up")
        #expect(state.merge.item?.sides.map(\.title).contains("theirs 1/2") == true)
    }

    @Test(arguments: [(20, 5), (40, 8)])
    func `in a narrow window the side that is taken stands second`(columns: Int, rows: Int) {
        var state = sample.state(columns: columns, rows: rows, sample.three)
        _ = state.press("s")

        let sides = state.merge.item?.sides.filter { $0.role != .base }.map(\.role)
        #expect(sides == [.ours, .theirs, .other])
        var seen = state.mergeLines
        for _ in 0..<9 {
            _ = state.press("page-down")
            seen += state.mergeLines
        }
        #expect(seen.contains { $0.contains("given") })
        #expect(Hint.line(state.hints, in: 40).contains("s next side"))
    }

    @Test func `what is settled goes from the list, and the next one is at hand`() {
        var state = sample.state()
        _ = state.press("down", "o")

        let left = sample.all.filter { $0.id != sample.texts.id }
        _ = state.update(.documentChanged(sample.document(left, revision: 3)))

        #expect(state.merge.item?.identity == .conflict(sample.move.id))
        #expect(state.notice?.text == "Ours is taken; ^Z opens the conflict again.")
        #expect(state.press("ctrl-z").map(\.line) == ["undo"])
        _ = state.update(.documentChanged(sample.document(revision: 4)))
        #expect(state.merge.item?.identity == .conflict(sample.texts.id))
        #expect(state.mergeLines[0].contains("Conflicts 6"))
    }

    @Test func `a choice is not made for a conflict that took the place of one settled elsewhere`()
    {
        var state = sample.state()
        _ = state.press("down", "w")

        let left = sample.all.filter { $0.id != sample.texts.id }
        _ = state.update(.documentChanged(sample.document(left, revision: 3)))

        #expect(state.notice?.text == "That conflict was settled elsewhere; here is another.")
        #expect(state.press("t").isEmpty)
        #expect(state.press("t").map(\.line) == ["commit resolve conflict: resolve theirs"])
    }

    @Test func `words are picked side by side, and the result settles the conflict`() {
        var state = sample.state(sample.texts)

        _ = state.press("w")
        #expect(state.mergeLines(with: "Words 2 of 2: both changed them").count == 1)
        #expect(state.mergeLines.last { !$0.isEmpty } == " Vegan buns, baked «nightly»")
        _ = state.press("t")
        #expect(state.mergeLines.last { !$0.isEmpty } == " Vegan buns, baked «hourly and sold»")
        _ = state.press("left", "b")
        #expect(
            state.mergeLines.last { !$0.isEmpty } == " Vegan buns bread, baked «hourly and sold»")
        _ = state.press("left", "space")

        // It reads as one side does: that side is taken.
        #expect(state.press("enter").map(\.line) == ["commit resolve conflict: resolve theirs"])
        #expect(state.merge.picking == nil)
    }

    @Test func `a result that is neither side is a value of its own`() {
        var state = sample.state(sample.texts)

        #expect(
            state.press("w", "t", "enter").map(\.line) == [
                "commit resolve conflict: resolve value(\"Vegan buns, baked hourly and sold\")"
            ])
    }

    @Test func `Esc leaves the words first, then the screen`() {
        var state = sample.state(sample.texts)
        _ = state.press("w", "esc")

        #expect(state.overlay?.kind == .conflicts)
        #expect(state.merge.picking == nil)
        _ = state.press("esc")
        #expect(state.overlay == nil)
    }

    @Test func `picks stay while somebody changes something else, and go with what they were of`() {
        var state = sample.state(sample.texts)
        _ = state.press("w", "t")

        _ = state.update(.documentChanged(sample.document([sample.texts], revision: 3)))
        #expect(state.merge.picking?.result == "Vegan buns, baked hourly and sold")
        _ = state.update(.documentChanged(sample.document([sample.move], revision: 4)))
        #expect(state.merge.picking == nil)
    }

    @Test func `the result is typed in the field, and Enter settles the conflict with it`() {
        var state = sample.state(sample.texts)

        let opened = state.press("w", "t", "e").map(\.line)
        #expect(opened == ["draft Vegan buns, baked hourly and sold"])
        #expect(state.overlay == nil)
        #expect(state.editing?.title == "home › hero › title")
        _ = state.press("end", "!")

        #expect(
            state.press("enter").map(\.line).prefix(2) == [
                "commit resolve conflict: resolve value(\"Vegan buns, baked hourly and sold!\")",
                "drop draft",
            ])
        #expect(state.overlay?.kind == .conflicts)
    }

    @Test func `another name is typed for a section whose name another one has`() {
        let name = Conflict(
            id: ConflictID(kind: .value, field: "name", loser: MergeSample.id(MergeSample.own, 8)),
            node: SampleSite().id("menu"), base: nil,
            shown: ConflictSide(operation: MergeSample.id(MergeSample.own, 7), value: "menu"),
            lost: ConflictSide(operation: MergeSample.id(MergeSample.own, 8), value: "menu"),
            others: [])
        var state = sample.state(name)
        #expect(state.hints.map(\.words).contains("by hand"))
        #expect(!state.hints.map(\.words).contains("by word"))

        _ = state.press("e")
        #expect(state.editing?.field.text == "menu")
        _ = state.press("end", "s")

        #expect(
            state.press("enter").map(\.line).first
                == "commit resolve conflict: resolve value(\"menus\")")
    }

    @Test
    func `Esc in that field goes back to the conflict, and what came meanwhile does not mix in`() {
        var state = sample.state(sample.texts)
        _ = state.press("e", "x")
        _ = state.update(.documentChanged(sample.document(revision: 3)))
        #expect(state.editing?.field.text == "Vegan buns, baked nightlyx")

        _ = state.press("esc")

        #expect(state.overlay?.kind == .conflicts)
        #expect(state.editing == nil)
    }

    @Test func `what was settled elsewhere meanwhile is not written over`() {
        var state = sample.state(sample.texts)
        _ = state.press("e", "x")
        _ = state.update(.documentChanged(sample.document([], revision: 3)))

        #expect(state.press("enter").map(\.line).first?.hasPrefix("set aside") == true)
        #expect(state.notice?.text.contains("settled elsewhere") == true)
    }

    @Test func `an attribute's result is typed too, a place is not`() {
        var field = sample.state(sample.field)
        #expect(field.press("e").map(\.line) == ["draft /order-now"])
        var move = sample.state(sample.move)
        #expect(move.press("e").isEmpty)
        #expect(move.notice?.text == "Nothing can be typed here: take ours or theirs.")
        #expect(move.press("w").isEmpty)
        #expect(move.notice?.text == "There are no words to choose from here.")
    }

    @Test func `a result that would run a script is not taken, and the field stays open`() {
        var state = sample.state(sample.field)
        _ = state.press("e", "ctrl-a", "javascript:alert(1)")

        #expect(state.press("enter").isEmpty)

        #expect(state.editing?.field.text == "javascript:alert(1)")
        #expect(
            state.notice?.text.hasPrefix("Refused, nothing was changed: href of <a>: An address")
                == true)
    }

    @Test func `a key goes where it is`() {
        for key in ["enter", "g"] {
            var state = sample.state(sample.texts)
            _ = state.press(key)
            #expect(state.overlay == nil)
            #expect(state.currentName == "hero.title")
        }
    }

    @Test func `a site that is open for reading only is not settled`() {
        var state = sample.state(sample.texts)
        state.setup.isReadOnly = true

        for key in ["o", "e", "r"] { #expect(state.press(key).isEmpty) }
    }
}
