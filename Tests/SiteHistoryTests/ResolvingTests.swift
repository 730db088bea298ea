import SiteHistory
import SiteModel
import Testing

/// Conflicts of each kind between two devices, and what resolving one does to both.
struct ResolvingTests {
    typealias Base = HistoryEngineTests
    private static let root = NodeID(high: 2, low: 1)
    private static let title = FieldName.attribute("title")
    private static let other = NodeID(high: 0, low: 9)

    /// What collides.
    enum Clash: CaseIterable {
        case field, wholeText, move, cycle, revived
    }

    /// Two devices that have one conflict of a sort; a's change is first in the log.
    static func clashing(_ clash: Clash) throws -> (log: TestLog, a: TestDevice, b: TestDevice) {
        var (log, a, b) = try Base.pair()
        try a.edit(
            .insert(
                NodeDraft(
                    id: other, content: NodeContent(kind: .page), fields: [(.path, .text("/o"))]),
                under: Base.site, at: .last),
            .setField(root, title, .text("old")))
        try Base.converge(&log, &a, &b)
        switch clash {
        case .field:
            try a.edit(.setField(root, title, .text("A")))
            try b.edit(.setField(root, title, .text("B")))
        case .wholeText:
            try a.edit(.setText(Base.text(2), from: "two words", to: "alpha beta"))
            try b.edit(.setText(Base.text(2), from: "two words", to: "gamma delta"))
        case .move:
            try a.edit(.move(Base.section(1), under: other, at: .last))
            let third = NodeDraft(
                id: NodeID(high: 0, low: 10), content: NodeContent(kind: .page),
                fields: [(.path, .text("/b"))])
            try b.edit(
                .insert(third, under: Base.site, at: .last),
                .move(Base.section(1), under: third.id, at: .last))
        case .cycle:
            let (one, two) = (NodeID(high: 2, low: 1), NodeID(high: 2, low: 2))
            let boxes = [one, two].enumerated().map { index, _ in
                NodeDraft(
                    id: NodeID(high: 5, low: UInt64(index)),
                    content: NodeContent(kind: .element, tag: "div"))
            }
            try a.edit(
                .insert(boxes[0], under: one, at: .last), .insert(boxes[1], under: two, at: .last))
            try Base.converge(&log, &a, &b)
            try a.edit(.move(boxes[0].id, under: boxes[1].id, at: .last))
            try b.edit(.move(boxes[1].id, under: boxes[0].id, at: .last))
        case .revived:
            try a.edit(.delete(Base.section(2)))
            try b.edit(.setText(Base.text(2), from: "two words", to: "two new words"))
        }
        try Base.converge(&log, &a, &b)
        return (log, a, b)
    }

    /// What is shown of everything that the clashes touch.
    private func picture(_ device: TestDevice) -> String {
        let site = device.engine.site
        let nodes = site.subtree(of: site.id).map { node in
            let texts = node.texts.sorted { $0.key < $1.key }.map(\.value)
            return "\(node.id) \(node.fields[Self.title]?.plain ?? "-") \(texts)"
        }
        return nodes.joined(separator: "\n")
    }

    @Test(arguments: Clash.allCases) func `a clash is one conflict, the same on both devices`(
        clash: Clash
    ) throws {
        let (_, a, b) = try Self.clashing(clash)

        let conflict = try #require(a.engine.conflicts.first)

        #expect(a.engine.conflicts.count == 1)
        #expect(conflict.sides(ownedBy: [a.replica]).ours.operation.replica == a.replica)
        #expect(conflict.sides(ownedBy: [b.replica]).ours.operation.replica == b.replica)
    }

    static let choices: [(Clash, ConflictChoice)] =
        Clash.allCases.flatMap { clash in
            [(clash, .ours), (clash, .theirs)]
        } + [(.wholeText, .both), (.wholeText, .value("neither")), (.field, .value("neither"))]

    @Test(arguments: choices) func `a resolution travels, is taken back, and is given back`(
        clash: Clash, choice: ConflictChoice
    ) throws {
        var (log, a, b) = try Self.clashing(clash)
        let before = (picture(a), a.engine.conflicts)

        try a.edit(.resolve(before.1[0].id, choice))
        try Base.converge(&log, &a, &b)
        let resolved = picture(a)
        #expect(a.engine.conflicts == [])
        try a.undo()
        try Base.converge(&log, &a, &b)
        #expect((picture(b), b.engine.conflicts.map(\.id)) == (before.0, before.1.map(\.id)))
        try a.undo()
        try Base.converge(&log, &a, &b)

        #expect(b.engine.conflicts == [])
        #expect(picture(b) == resolved)
    }

    @Test(arguments: choices) func `a resolution not sent yet is taken back and given back`(
        clash: Clash, choice: ConflictChoice
    ) throws {
        var (log, a, b) = try Self.clashing(clash)
        let before = (picture(a), a.engine.conflicts)

        try a.edit(.resolve(before.1[0].id, choice))
        let resolved = picture(a)
        try a.undo()
        #expect((picture(a), a.engine.conflicts.map(\.id)) == (before.0, before.1.map(\.id)))
        try a.undo()
        try Base.converge(&log, &a, &b)

        #expect(a.engine.conflicts == [])
        #expect(picture(b) == resolved)
    }

    @Test(arguments: choices) func `what was chosen shows`(clash: Clash, choice: ConflictChoice)
        throws
    {
        var (log, a, b) = try Self.clashing(clash)
        let conflict = a.engine.conflicts[0]
        let sides = conflict.sides(ownedBy: [a.replica])

        try a.edit(.resolve(conflict.id, choice))
        try Base.converge(&log, &a, &b)

        let site = b.engine.site
        let wanted: String? =
            switch choice {
            case .ours: sides.ours.value
            case .theirs: sides.theirs.value
            case .side(let operation): conflict.side(of: operation)?.value
            case .value(let value): value
            case .both: nil
            }
        switch clash {
        case .field: #expect(site[Self.root]?.fields[Self.title]?.plain == wanted)
        case .wholeText:
            let now = try #require(site.text(of: Base.text(2).node, locale: "en"))
            if let wanted {
                #expect(now == wanted)
            } else {
                #expect(["alpha beta gamma delta", "gamma delta alpha beta"].contains(now))
            }
        case .move: #expect(site[Base.section(1)]?.parent?.description == wanted)
        case .cycle: #expect(site.invariantViolations() == [])
        case .revived: #expect((site[Base.section(2)] == nil) == (wanted == "deleted"))
        }
    }

    @Test(arguments: Clash.allCases) func `equal resolutions on two devices are one`(clash: Clash)
        throws
    {
        var (log, a, b) = try Self.clashing(clash)
        let id = a.engine.conflicts[0].id

        try a.edit(.resolve(id, .ours))
        try b.edit(.resolve(id, .theirs))
        try Base.converge(&log, &a, &b)

        #expect(a.engine.conflicts == [])
    }

    @Test(arguments: [false, true]) func `one text chosen by two devices stands once`(isFirst: Bool)
        throws
    {
        var (log, a, b) = try Self.clashing(.wholeText)
        let id = a.engine.conflicts[0].id

        try a.edit(.resolve(id, isFirst ? .ours : .theirs))
        try b.edit(.resolve(id, isFirst ? .theirs : .ours))
        try Base.converge(&log, &a, &b)

        #expect(
            a.engine.site.text(of: Base.text(2).node, locale: "en")
                == (isFirst ? "alpha beta" : "gamma delta"))
    }

    @Test(arguments: Clash.allCases) func `different resolutions on two devices are a new conflict`(
        clash: Clash
    ) throws {
        var (log, a, b) = try Self.clashing(clash)
        let id = a.engine.conflicts[0].id

        try a.edit(.resolve(id, .ours))
        try b.edit(.resolve(id, .ours))
        try Base.converge(&log, &a, &b)
        #expect(!a.engine.conflicts.isEmpty)
        #expect(a.engine.conflicts.allSatisfy { $0.id != id })
        while let new = a.engine.conflicts.first {
            try b.edit(.resolve(new.id, .theirs))
            try Base.converge(&log, &a, &b)
        }

        #expect(a.engine.site.nodes == b.engine.site.nodes)
    }

    private func team(_ number: UInt64) -> NodeDraft {
        let root = NodeDraft(
            id: NodeID(high: 2, low: number),
            content: NodeContent(kind: .element, tag: "section"),
            fields: [(.attribute("id"), .text("team"))])
        return NodeDraft(
            id: Base.section(number), content: NodeContent(kind: .section),
            fields: [(.name, .text("team"))], children: [root])
    }

    @Test(arguments: [ConflictChoice.ours, .theirs, .value("crew"), .value("team")])
    func `of two sections of one name the later one gets a free one, and so does its id`(
        choice: ConflictChoice
    ) throws {
        var (log, a, b) = try Base.pair()
        let id = FieldName.attribute("id")
        try a.edit(.insert(team(7), under: Base.page, at: .last))
        try a.edit(.delete(Base.section(7)))
        try a.edit(.insert(team(8), under: Base.page, at: .last))
        try a.edit(.restore(Base.section(7)))
        try Base.converge(&log, &a, &b)
        let conflict = try #require(b.engine.conflicts.first)

        try b.edit(.resolve(conflict.id, choice))
        try Base.converge(&log, &a, &b)

        #expect(a.engine.conflicts == [])
        let new = choice == .value("crew") ? "crew" : "team-2"
        #expect(
            [7, 8].map { a.engine.site[Base.section($0)]?.fields[.name]?.plain } == ["team", new])
        #expect(
            [7, 8].map { a.engine.site[NodeID(high: 2, low: $0)]?.fields[id]?.plain }
                == ["team", new])
        try b.undo()
        #expect(b.engine.conflicts.map(\.node) == [conflict.node])
        #expect(b.engine.site[NodeID(high: 2, low: 8)]?.fields[id]?.plain == "team")
    }

    @Test func `after an undo two of one name are told as those who gave it`() throws {
        var (log, a, b) = try Base.pair()
        try a.edit(.insert(team(7), under: Base.page, at: .last))
        try b.edit(.insert(team(8), under: Base.page, at: .last))
        try Base.converge(&log, &a, &b)
        let before = [a, b].map { $0.engine.askedConflicts.map { [$0.shown, $0.lost] } }
        let id = try #require(a.engine.conflicts.first?.id)

        for _ in 0..<2 {
            try a.edit(.resolve(try #require(a.engine.conflicts.first?.id), .ours))
            try a.undo()
            try Base.converge(&log, &a, &b)
        }

        #expect(a.engine.conflicts.first?.id != id)
        #expect([a, b].map { $0.engine.askedConflicts.map { [$0.shown, $0.lost] } } == before)
        for device in [a, b] {
            let sides = device.engine.askedConflicts.first?.sides(ownedBy: [device.replica])
            #expect(sides?.ours.operation.replica == device.replica)
            #expect(sides?.theirs.operation.replica != device.replica)
        }
    }
}
