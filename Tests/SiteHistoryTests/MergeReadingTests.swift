import PageTestSupport
import SiteHistory
import SiteModel
import Testing

/// What the merge screen asks of a history.
struct MergeReadingTests {
    typealias Base = HistoryEngineTests
    private static let text = Base.text(2)
    private static let root = NodeID(high: 2, low: 2)

    private func only(_ device: TestDevice) throws -> (Conflict, ConflictDetail) {
        #expect(device.engine.conflicts.count == 1)
        let conflict = try #require(device.engine.conflicts.first)
        return (conflict, device.engine.detail(of: conflict))
    }

    @Test func `two values of a field have their base`() throws {
        var (log, a, b) = try Base.pair()
        try a.edit(.setField(Self.root, .attribute("title"), .text("old")))
        try Base.converge(&log, &a, &b)
        try a.edit(.setField(Self.root, .attribute("title"), .text("A")))
        try b.edit(.setField(Self.root, .attribute("title"), .text("B")))
        try Base.converge(&log, &a, &b)

        let detail = try only(a).1

        #expect(detail == ConflictDetail(form: .field, base: "old"))
    }

    @Test func `two whole texts have the one that both had seen`() throws {
        var (log, a, b) = try Base.pair()
        try a.edit(.setText(Self.text, from: "two words", to: "nothing like before at all"))
        try b.edit(.setText(Self.text, from: "two words", to: "something else"))
        try Base.converge(&log, &a, &b)

        #expect(try only(a).1 == ConflictDetail(form: .text, base: "two words"))
        #expect(try only(b).1 == ConflictDetail(form: .text, base: "two words"))
    }

    @Test func `two placements have the one before`() throws {
        var (log, a, b) = try Base.pair()
        let page = NodeID(high: 0, low: 20)
        try a.edit(
            .insert(
                NodeDraft(
                    id: page, content: NodeContent(kind: .page), fields: [(.path, .text("/b"))]),
                under: Base.site, at: .last))
        try Base.converge(&log, &a, &b)
        let (one, other) = (NodeID(high: 0, low: 21), NodeID(high: 0, low: 22))
        for (id, path) in [(one, "/c"), (other, "/d")] {
            try a.edit(
                .insert(
                    NodeDraft(
                        id: id, content: NodeContent(kind: .page), fields: [(.path, .text(path))]),
                    under: Base.site, at: .last))
        }
        try Base.converge(&log, &a, &b)
        try a.edit(.move(Base.section(2), under: one, at: .last))
        try b.edit(.move(Base.section(2), under: other, at: .last))
        try Base.converge(&log, &a, &b)

        #expect(
            try only(a).1 == ConflictDetail(form: .place, base: Base.page.description))
    }

    @Test func `a void delete has the texts that the deleter saw, and what was edited`() throws {
        var (log, a, b) = try Base.pair()
        try a.edit(.delete(Base.section(2)))
        try b.edit(.setText(Self.text, from: "two words", to: "two good words"))
        try Base.converge(&log, &a, &b)

        #expect(
            try only(a).1
                == ConflictDetail(form: .deletion, base: "two words", edited: Self.text.node))
    }

    @Test func `two resolutions are a choice, and a delete that one of them made void`() throws {
        var (log, a, b) = try Base.pair()
        try a.edit(.delete(Base.section(2)))
        try b.edit(.setText(Self.text, from: "two words", to: "two good words"))
        try Base.converge(&log, &a, &b)
        let id = try only(a).0.id
        // `ours` of the one deletes, of the other keeps.
        try a.edit(.resolve(id, .ours))
        try b.edit(.resolve(id, .ours))
        try Base.converge(&log, &a, &b)

        let forms = a.engine.conflicts.map { a.engine.detail(of: $0).form }
        #expect(Set(forms) == [.choice, .deletion])
        #expect(forms.count == 2)
    }

    @Test func `a merged text is listed on both with what both saw, each side and the result`()
        throws
    {
        var (log, a, b) = try Base.pair()
        try a.edit(.setText(Self.text, from: "two words", to: "AAA two words"))
        try b.edit(.setText(Self.text, from: "two words", to: "two words BB"))
        try b.edit(.setText(Self.text, from: "two words BB", to: "two words BBB"))
        try Base.converge(&log, &a, &b)

        for (device, own, other) in [
            (a, "AAA two words", "two words BBB"), (b, "two words BBB", "AAA two words"),
        ] {
            // What b wrote came in two batches, each of which can be taken back.
            let listed = device.engine.listedMerges
            #expect(listed.count == (device.replica == a.replica ? 2 : 1))
            let newest = try #require(listed.first)
            #expect(newest.taken.replica != device.replica)
            let texts = try #require(device.engine.texts(of: newest))
            #expect(
                texts
                    == MergedTexts(
                        base: "two words", ours: own, theirs: other,
                        merged: "AAA two words BBB"))
            #expect(device.engine.isLeft(of: newest))
        }
    }

    @Test func `a merged order has what was put there`() throws {
        var (log, a, b) = try Base.pair()
        try a.edit(.move(Base.section(1), under: Base.page, at: .last))
        try b.edit(
            .insert(Base.sectionDraft(4, "four"), under: Base.page, at: .first),
            .move(Base.section(3), under: Base.page, at: .first))
        try Base.converge(&log, &a, &b)

        let merge = try #require(a.engine.listedMerges.first { $0.merge.text == nil })

        #expect(merge.merge.node == Base.page)
        #expect(a.engine.placed(by: merge) == [Base.section(4), Base.section(3)])
    }

    @Test func `what was taken back is not left, and what is too old is not listed`() throws {
        var (log, a, b) = try Base.pair()
        try a.edit(.setText(Self.text, from: "two words", to: "AAA two words"))
        try b.edit(.setText(Self.text, from: "two words", to: "two words BBB"))
        try Base.converge(&log, &a, &b)
        let listed = try #require(a.engine.listedMerges.first)

        try a.undoMerge(listed.taken)
        #expect(!a.engine.isLeft(of: listed))
        log.time = 31 * 86_400_000
        try a.edit(.setText(Self.text, from: "AAA two words", to: "AAA two words CCC"))
        try Base.converge(&log, &a, &b)

        #expect(a.engine.listedMerges.isEmpty)
    }

    @Test(arguments: [
        ("Bread costs 3 euros", "Bread costs 4 euros", "Bread costs 5 euros", true),
        ("A shop by the river", "A shop by the sea", "A shop by the park", true),
        ("Fresh bread every day", "Fresh cake every day", "Fresh rolls every night", true),
        ("Call 555 1234 today", "Call 555 1234 now", "Ring 555 1234 today", false),
        ("Open from 9 to 5", "Open daily from 9 to 5", "Open always from 9 to 5", false),
        ("A shop by the river", "A shop by the", "A shop by the sea", false),
    ])
    func `words that both replaced are contested; what was put beside each other is not`(
        base: String, ours: String, theirs: String, isContested: Bool
    ) throws {
        var (log, a, b) = try Base.pair()
        try a.edit(.setText(Self.text, from: "two words", to: base))
        try Base.converge(&log, &a, &b)
        try a.edit(.setText(Self.text, from: base, to: ours))
        try b.edit(.setText(Self.text, from: base, to: theirs))
        try Base.converge(&log, &a, &b)

        for device in [a, b] {
            let found = device.engine.contestedMerges(among: device.engine.listedMerges)
            #expect(found.count == (isContested ? 1 : 0))
        }
        let text = try #require(a.engine.site[Self.text.node]?.texts[Self.text.key])
        try a.edit(.setText(Self.text, from: text, to: theirs))
        try Base.converge(&log, &a, &b)
        #expect(b.engine.contestedMerges(among: b.engine.listedMerges).isEmpty)
    }
}
