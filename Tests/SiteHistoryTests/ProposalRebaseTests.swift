import PageTestSupport
import SiteModel
import Testing

@testable import SiteHistory

struct ProposalRebaseTests {
    private static let section = HistoryEngineTests.section(2)
    private static let text = HistoryEngineTests.text(2)

    /// A device whose second section says `old`, and a proposal that it says `new`.
    private func scene(_ old: String, _ new: String) throws -> (TestDevice, Proposal) {
        var device = try HistoryEngineTests.pair().a
        try device.edit(.setText(Self.text, from: "two words", to: old))
        var root = HistoryEngineTests.sectionDraft(8, new).children[0]
        root.id = NodeID(high: 8, low: 8)
        let head = ProposalHead(prompt: "", author: "a test", summary: "", locale: "en")
        let proposal = Proposal(
            head: head, replacing: [(Self.section, root)], in: device.engine.site)
        return (device, proposal)
    }

    private func taken(_ proposal: Proposal, on device: TestDevice) throws -> TestDevice {
        var (proposal, device) = (proposal, device)
        for edit in proposal.apply([1], to: device.engine.site, makeID: { NodeID(high: 9, low: 9) })
        {
            try device.edit(edit)
        }
        return device
    }

    private func text(_ device: TestDevice) -> String? {
        device.engine.site[Self.text.node]?.texts[Self.text.key]
    }

    @Test func `what was typed meanwhile stays, and the words are patched around it`() throws {
        var (device, proposal) = try scene("Fresh bread every day", "Warm bread every single day")

        try device.edit(
            .setText(Self.text, from: "Fresh bread every day", to: "Fresh rye bread every day!"))

        #expect(proposal.hunks[0].standing(in: device.engine.site) == .pending)
        #expect(
            proposal.hunks[0].reading(in: device.engine.site).after
                == "Warm rye bread every single day!")
        #expect(try text(taken(proposal, on: device)) == "Warm rye bread every single day!")
    }

    @Test(arguments: oracleSeeds(upTo: 80))
    func `a hunk merges with typing as two devices' edits do`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let words = ["a", "bb", "ccc", "dd", "e"]
        func sentence() -> String {
            (0..<3 + random.below(4)).map { _ in words[random.below(5)] }.joined(separator: " ")
        }
        let (base, proposed, typed) = (sentence(), sentence(), sentence())
        guard base != "two words", Set([base, proposed, typed]).count == 3 else { return }
        var (device, proposal) = try scene(base, proposed)
        try device.edit(.setText(Self.text, from: base, to: typed))
        guard proposal.hunks[0].standing(in: device.engine.site) == .pending else { return }

        let expected = TextDifference.apply(
            TextDifference.edits(from: base, to: proposed, over: typed), to: typed)

        #expect(try text(taken(proposal, on: device)) == expected, "seed \(seed)")
    }

    @Test func `a hunk is stale where the same words were written anew since`() throws {
        let base = "Allergens listed for all we bake"
        var (device, proposal) = try scene(base, "Orders are welcome")
        let typed = "Allergens are listed for everything we bake here"

        try device.edit(.setText(Self.text, from: base, to: typed))

        #expect(proposal.hunks[0].standing(in: device.engine.site) == .stale(.changed))
        #expect(try text(taken(proposal, on: device)) == typed)
    }

    @Test func `a hunk whose words went is stale and takes nothing`() throws {
        var (device, proposal) = try scene("Fresh bread", "Warm bread")

        try device.edit(.setText(Self.text, from: "Fresh bread", to: "Sour bread"))

        #expect(proposal.hunks[0].standing(in: device.engine.site) == .stale(.gone))
        let edits = proposal.apply([1], to: device.engine.site) { NodeID(high: 9, low: 9) }
        #expect(edits.isEmpty)
    }

    @Test func `spaces that stay are no words`() throws {
        var (device, proposal) = try scene("Vegan bread, baked daily", "New 0")

        try device.edit(
            .setText(Self.text, from: "Vegan bread, baked daily", to: "All of it by hand"))

        #expect(proposal.hunks[0].standing(in: device.engine.site) == .stale(.gone))
    }

    @Test func `a hunk whose section went is stale`() throws {
        var (device, proposal) = try scene("Fresh bread", "Warm bread")

        try device.edit(.delete(Self.section))

        #expect(proposal.hunks[0].standing(in: device.engine.site) == .stale(.gone))
        #expect(proposal.isOpen(in: device.engine.site))
        proposal.decide(.rejected, [1], in: device.engine.site)
        #expect(!proposal.isOpen(in: device.engine.site))
    }

    @Test func `typing after it was taken, or after its undo, keeps what it is`() throws {
        var (device, proposal) = try scene("Fresh bread every day", "Warm rolls every day")
        for edit in proposal.apply([1], to: device.engine.site, makeID: { NodeID(high: 9, low: 9) })
        {
            try device.edit(edit)
        }
        var typed = device

        try typed.edit(
            .setText(Self.text, from: "Warm rolls every day", to: "Warm rolls every day, always"))
        #expect(proposal.hunks[0].standing(in: typed.engine.site) == .applied)

        try device.undo()
        try device.edit(
            .setText(Self.text, from: "Fresh bread every day", to: "Fresh bread every day, always"))
        #expect(proposal.hunks[0].standing(in: device.engine.site) == .pending)
        #expect(
            proposal.hunks[0].reading(in: device.engine.site).after
                == "Warm rolls every day, always")
    }

    @Test func `what was taken, undone and given to another proposal is not applied`() throws {
        let base = "Allergens listed for all we bake"
        var (device, first) = try scene(base, "Orders are welcome")
        var (_, second) = try scene(base, "Seasonal fillings")
        func take(_ proposal: inout Proposal) throws {
            for edit in proposal.apply(
                [1], to: device.engine.site, makeID: { NodeID(high: 9, low: 9) })
            {
                try device.edit(edit)
            }
        }
        try take(&first)
        try device.undo()

        try take(&second)

        #expect(first.hunks[0].standing(in: device.engine.site) == .stale(.gone))
        #expect(second.hunks[0].standing(in: device.engine.site) == .applied)
        #expect(!first.isOpen(in: device.engine.site))
        first.decide(.rejected, [1], in: device.engine.site)
        try device.undo()
        #expect(first.pending(in: device.engine.site) == [1])
    }

    @Test func `what was added and undone is not applied where its place is gone`() throws {
        var device = try HistoryEngineTests.pair().a
        let item = NodeDraft(
            id: NodeID(high: 5, low: 1), content: NodeContent(kind: .element, tag: "p"))
        var root = HistoryEngineTests.sectionDraft(8, "two words").children[0]
        root.children.append(item)
        let head = ProposalHead(prompt: "", author: "", summary: "", locale: "en")
        var proposal = Proposal(
            head: head, replacing: [(Self.section, root)], in: device.engine.site)
        for edit in proposal.apply([1], to: device.engine.site, makeID: { NodeID(high: 9, low: 9) })
        {
            try device.edit(edit)
        }
        #expect(proposal.hunks[0].standing(in: device.engine.site) == .applied)

        try device.undo()
        try device.edit(.delete(Self.section))

        #expect(proposal.hunks[0].standing(in: device.engine.site) == .stale(.gone))
    }

    @Test func `what was edited since is not taken away`() throws {
        var device = try HistoryEngineTests.pair().a
        let item = NodeDraft(
            id: NodeID(high: 5, low: 1), content: NodeContent(kind: .element, tag: "p"),
            children: [
                NodeDraft(
                    id: NodeID(high: 5, low: 2), content: NodeContent(kind: .text),
                    texts: [.text("en"): .inline("more")])
            ])
        try device.edit(.insert(item, under: NodeID(high: 2, low: 2), at: .last))
        let root = HistoryEngineTests.sectionDraft(8, "two words").children[0]
        let head = ProposalHead(prompt: "", author: "", summary: "", locale: "en")
        let proposal = Proposal(
            head: head, replacing: [(Self.section, root)], in: device.engine.site)
        #expect(proposal.hunks.map(\.headline) == ["<p> removed"])

        let more = TextRef(NodeID(high: 5, low: 2), .text("en"))
        try device.edit(.setText(more, from: "more", to: "more, typed by hand"))

        #expect(proposal.hunks[0].standing(in: device.engine.site) == .stale(.changed))
    }

    @Test func `no hunk changes a locked section`() throws {
        var (device, proposal) = try scene("Fresh bread", "Warm bread")

        try device.edit(.setField(Self.section, .locked, .text("true")))
        #expect(proposal.hunks[0].standing(in: device.engine.site) == .stale(.locked))
        let edits = proposal.apply([1], to: device.engine.site) { NodeID(high: 9, low: 9) }
        #expect(edits.isEmpty)

        try device.edit(.setField(Self.section, .locked, nil))
        #expect(proposal.hunks[0].standing(in: device.engine.site) == .pending)
    }

    @Test func `another root element is taken whole, and not over what was typed`() throws {
        var device = try HistoryEngineTests.pair().a
        var root = HistoryEngineTests.sectionDraft(8, "two").children[0]
        root.content.tag = "header"
        let head = ProposalHead(prompt: "", author: "", summary: "", locale: "en")
        var proposal = Proposal(
            head: head, replacing: [(Self.section, root)], in: device.engine.site)
        #expect(proposal.hunks.map(\.kind) == [.section])
        let untouched = device

        try device.edit(.setText(Self.text, from: "two words", to: "two words typed"))
        #expect(proposal.hunks[0].standing(in: device.engine.site) == .stale(.changed))

        device = untouched
        for edit in proposal.apply([1], to: device.engine.site, makeID: { NodeID(high: 9, low: 9) })
        {
            try device.edit(edit)
        }
        #expect(device.engine.site[Self.section] == nil)
        #expect(proposal.hunks[0].standing(in: device.engine.site) == .applied)
        try device.undo()
        #expect(proposal.hunks[0].standing(in: device.engine.site) == .pending)
    }

    @Test func `a hunk's text can be written anew, and its tags stay`() throws {
        var (device, proposal) = try scene("Fresh bread", "Warm bread")
        try device.edit(.setText(HistoryEngineTests.text(1), from: "one", to: "1"))

        #expect(proposal.revisableText(of: 1, in: device.engine.site) == "Warm bread")
        let isRevised = proposal.revise(1, to: "Hot bread", in: device.engine.site)
        #expect(isRevised)

        #expect(try text(taken(proposal, on: device)) == "Hot bread")
        let isThere = proposal.revise(7, to: "x", in: device.engine.site)
        #expect(!isThere)
    }

    @Test func `another proposal takes one hunk's place`() throws {
        var (_, proposal) = try scene("Fresh bread", "Warm bread")
        let (device, other) = try scene("Fresh bread", "Sour bread")

        let isReplaced = proposal.replace(1, from: other)
        #expect(isReplaced)

        #expect(try text(taken(proposal, on: device)) == "Sour bread")
    }
}

/// What goes and what comes in its place.
struct ProposalExchangeTests {
    private static let section = HistoryEngineTests.section(2)
    private static let more = TextRef(NodeID(high: 5, low: 2), .text("en"))

    private static func paragraph(_ tag: String, _ number: UInt64) -> NodeDraft {
        NodeDraft(
            id: NodeID(high: number, low: 1), content: NodeContent(kind: .element, tag: tag),
            children: [
                NodeDraft(
                    id: NodeID(high: number, low: 2), content: NodeContent(kind: .text),
                    texts: [.text("en"): .inline("more")])
            ])
    }

    /// A section with a `p`, and a proposal that it has a `div` in its place and other words beside it.
    private func scene() throws -> (TestDevice, Proposal) {
        var device = try HistoryEngineTests.pair().a
        try device.edit(
            .insert(Self.paragraph("p", 5), under: NodeID(high: 2, low: 2), at: .last))
        var root = HistoryEngineTests.sectionDraft(8, "two other words").children[0]
        root.children.append(Self.paragraph("div", 6))
        let head = ProposalHead(prompt: "", author: "a test", summary: "", locale: "en")
        let proposal = Proposal(
            head: head, replacing: [(Self.section, root)], in: device.engine.site)
        #expect(
            proposal.hunks.map(\.headline) == ["text changed", "<p> removed", "<div> added"])
        return (device, proposal)
    }

    private func edits(_ numbers: Set<Int>, of proposal: Proposal, in site: Site) -> Int {
        var proposal = proposal
        return proposal.apply(numbers, to: site, makeID: { NodeID(high: 9, low: 9) }).count
    }

    @Test func `all of it is taken where nothing was typed`() throws {
        let (device, proposal) = try scene()

        #expect(proposal.acceptable(in: device.engine.site) == [1, 2, 3])
        #expect(edits([1, 2, 3], of: proposal, in: device.engine.site) == 3)
    }

    @Test func `an addition is held back where what it replaces was typed in`() throws {
        var (device, proposal) = try scene()

        try device.edit(.setText(Self.more, from: "more", to: "more, typed by hand"))

        let site = device.engine.site
        #expect(proposal.hunks[1].standing(in: site) == .stale(.changed))
        #expect(proposal.heldBack(in: site) == [3])
        #expect(proposal.acceptable(in: site) == [1])
        #expect(edits([1, 2, 3], of: proposal, in: site) == 1)
        // Whoever names it alone wants both.
        #expect(edits([3], of: proposal, in: site) == 1)
    }

    @Test func `where something typed in was to go nothing comes elsewhere in its section`() throws
    {
        var device = try HistoryEngineTests.pair().a
        let root = NodeID(high: 2, low: 2)
        try device.edit(.insert(Self.paragraph("p", 5), under: root, at: .last))
        try device.edit(.insert(Self.paragraph("ul", 7), under: root, at: .last))
        let now = try #require(device.engine.site[root])
        var number: UInt64 = 100
        var draft = device.engine.site.draft(of: now) {
            number += 1
            return NodeID(high: 8, low: number)
        }
        draft.children.removeAll { $0.content.tag == "p" }
        let list = try #require(draft.children.firstIndex { $0.content.tag == "ul" })
        draft.children[list].children.append(Self.paragraph("div", 6))
        let proposal = Proposal(
            head: ProposalHead(prompt: "", author: "a test", summary: "", locale: "en"),
            replacing: [(Self.section, draft)], in: device.engine.site)
        #expect(Set(proposal.hunks.map(\.headline)) == ["<p> removed", "<div> added"])
        #expect(proposal.heldBack(in: device.engine.site).isEmpty)

        try device.edit(.setText(Self.more, from: "more", to: "more, typed by hand"))

        let site = device.engine.site
        #expect(proposal.acceptable(in: site).isEmpty)
        #expect(proposal.heldBack(in: site).count == 1)
    }

    @Test func `what belongs together is stored, and a proposal without it is stored as before`()
        throws
    {
        let (device, proposal) = try scene()
        let other = Proposal(
            head: proposal.head,
            replacing: [
                (Self.section, HistoryEngineTests.sectionDraft(8, "two words").children[0])
            ],
            in: device.engine.site)

        #expect(proposal.hunks.map(\.exchange) == [nil, 2, 2])
        #expect(try Proposal(id: 0, bytes: proposal.bytes) == proposal)
        #expect(proposal.bytes.first == 2 && other.bytes.first == 1)
    }
}
