import SiteHistory
import SiteModel
import Testing

/// One device of a test: an engine and its chain.
struct TestDevice {
    let replica: ReplicaID
    var engine: HistoryEngine
    var nextSeq: UInt64 = 1
    var previous = Digest.zero
    var steps: [UndoStep] = []

    init(_ number: UInt64, site: NodeID) {
        replica = ReplicaID(rawValue: number)
        engine = HistoryEngine(site: site, replicas: [replica])
    }

    var base: LogPosition { LogPosition(epoch: nil, count: engine.cursor) }

    mutating func edit(_ edits: SiteEdit...) throws {
        let prepared = try engine.prepare(
            edits, replica: replica, first: nextSeq, previous: previous, base: base)
        try take(prepared)
    }

    mutating func undo() throws {
        let step = try #require(steps.last)
        steps.removeLast()
        let prepared = try engine.prepareUndo(
            of: step, replica: replica, first: nextSeq, previous: previous, base: base)
        try take(prepared)
    }

    mutating func take(_ prepared: Prepared) throws {
        _ = try engine.commit(prepared.batch)
        nextSeq = prepared.batch.last + 1
        previous = prepared.batch.hash
        steps.append(prepared.step)
    }
}

/// A log that devices push to and pull from, with the server's own view of it.
struct TestLog {
    var entries: [LogEntry] = []
    /// The server's clock.
    var time: Int64 = 0
    var server = HistoryEngine(site: HistoryEngineTests.site, replicas: [])

    mutating func sync(_ device: inout TestDevice) throws {
        _ = try device.engine.pull(Array(entries.drop { $0.end <= device.engine.cursor }))
        for batch in device.engine.pending {
            #expect(server.fault(in: batch) == nil)
            let entry = LogEntry(batch: batch, start: server.cursor + 1, author: "a", time: time)
            entries.append(entry)
            _ = try server.pull([entry])
        }
        _ = try device.engine.pull(Array(entries.drop { $0.end <= device.engine.cursor }))
    }
}

struct HistoryEngineTests {
    static let site = NodeID(high: 0, low: 1)
    static let page = NodeID(high: 0, low: 2)
    static func section(_ number: UInt64) -> NodeID { NodeID(high: 1, low: number) }
    static func text(_ number: UInt64) -> TextRef {
        TextRef(NodeID(high: 3, low: number), .text("en"))
    }

    static func sectionDraft(_ number: UInt64, _ text: String) -> NodeDraft {
        let leaf = NodeDraft(
            id: NodeID(high: 3, low: number), content: NodeContent(kind: .text),
            texts: [.text("en"): .inline(text)])
        let root = NodeDraft(
            id: NodeID(high: 2, low: number), content: NodeContent(kind: .element, tag: "section"),
            children: [leaf])
        return NodeDraft(
            id: section(number), content: NodeContent(kind: .section),
            fields: [(.name, .text("s\(number)"))],
            children: [root])
    }

    /// Two devices that hold a page of three sections.
    static func pair() throws -> (log: TestLog, a: TestDevice, b: TestDevice) {
        var log = TestLog()
        var a = TestDevice(1, site: site)
        var b = TestDevice(2, site: site)
        try a.edit(
            .insert(
                NodeDraft(
                    id: page, content: NodeContent(kind: .page), fields: [(.path, .text("/"))]),
                under: site,
                at: .last),
            .insert(sectionDraft(1, "one"), under: page, at: .last),
            .insert(sectionDraft(2, "two words"), under: page, at: .last),
            .insert(sectionDraft(3, "three"), under: page, at: .last))
        try log.sync(&a)
        try log.sync(&b)
        return (log, a, b)
    }

    static func converge(_ log: inout TestLog, _ a: inout TestDevice, _ b: inout TestDevice) throws
    {
        for _ in 0..<2 {
            try log.sync(&a)
            try log.sync(&b)
        }
        #expect(a.engine.site.nodes == b.engine.site.nodes)
        #expect(a.engine.conflicts == b.engine.conflicts)
        #expect(a.engine.site.invariantViolations() == [])
    }

    @Test func `edits at both ends of one text are joined`() throws {
        var (log, a, b) = try Self.pair()

        try a.edit(.setText(Self.text(2), from: "two words", to: "AAA two words"))
        try b.edit(.setText(Self.text(2), from: "two words", to: "two words BBB"))
        try Self.converge(&log, &a, &b)

        #expect(a.engine.site.text(of: Self.text(2).node, locale: "en") == "AAA two words BBB")
        #expect(a.engine.conflicts == [])
    }

    @Test func `what was joined without a conflict is listed with what it was joined with`() throws
    {
        var (log, a, b) = try Self.pair()

        try a.edit(.setText(Self.text(2), from: "two words", to: "AAA two words"))
        try b.edit(.setText(Self.text(2), from: "two words", to: "two words BBB"))
        try b.edit(.setText(Self.text(1), from: "one", to: "one alone"))
        try Self.converge(&log, &a, &b)

        let merges = a.engine.automaticMerges.values.flatMap { $0 }
        #expect(merges.map(\.node) == [Self.text(2).node])
        #expect(merges.map(\.other.replica) == [a.replica])
    }

    @Test func `a deleted section that somebody edits comes back as a conflict`() throws {
        var (log, a, b) = try Self.pair()

        try a.edit(.delete(Self.section(2)))
        try b.edit(.setText(Self.text(2), from: "two words", to: "two new words"))
        try Self.converge(&log, &a, &b)

        #expect(a.engine.site.nodes[Self.section(2)] != nil)
        #expect(a.engine.conflicts.map(\.id.kind) == [.revived])
    }

    @Test func `concurrent values of one attribute are one conflict, closed by resolving it`()
        throws
    {
        var (log, a, b) = try Self.pair()
        let root = NodeID(high: 2, low: 1)

        try a.edit(.setField(root, .attribute("title"), .text("A")))
        try b.edit(.setField(root, .attribute("title"), .text("B")))
        try Self.converge(&log, &a, &b)
        let conflict = try #require(a.engine.conflicts.first)
        try a.edit(.resolve(conflict.id, .theirs))
        try Self.converge(&log, &a, &b)

        #expect(a.engine.conflicts == [])
        #expect(b.engine.site[root]?.attribute("title") == .text("B"))
    }

    @Test func `a moved section keeps a concurrent edit of its text`() throws {
        var (log, a, b) = try Self.pair()

        try a.edit(.move(Self.section(1), under: Self.page, at: .last))
        try b.edit(.setText(Self.text(1), from: "one", to: "one more"))
        try Self.converge(&log, &a, &b)

        #expect(a.engine.site[Self.page]?.children == [2, 3, 1].map(Self.section))
        #expect(a.engine.site.text(of: Self.text(1).node, locale: "en") == "one more")
    }

    @Test(arguments: [false, true]) func `undo brings everything back, pushed or not`(pushed: Bool)
        throws
    {
        var (log, a, b) = try Self.pair()
        let before = a.engine.site.nodes.mapValues {
            ($0.children, $0.texts, $0.fields, $0.classes)
        }

        try a.edit(.setText(Self.text(2), from: "two words", to: "other words, two"))
        try a.edit(.move(Self.section(1), under: Self.page, at: .last))
        try a.edit(.setClasses(NodeID(high: 2, low: 3), ["x"]))
        try a.edit(.delete(Self.section(3)))
        if pushed { try Self.converge(&log, &a, &b) }
        var steps = a.steps
        for _ in 0..<4 {
            a.steps = steps
            try a.undo()
            steps.removeLast()
        }

        let after = a.engine.site.nodes.mapValues { ($0.children, $0.texts, $0.fields, $0.classes) }
        #expect(after.count == before.count)
        for (id, node) in before { #expect(after[id].map { $0 == node } == true, "\(id)") }
        try Self.converge(&log, &a, &b)
    }

    @Test(arguments: [false, true])
    func `undo of one step that set a text twice brings no word back that was only in between`(
        pushed: Bool
    ) throws {
        var (log, a, b) = try Self.pair()

        try a.edit(
            .setText(Self.text(2), from: "two words", to: "two passing words"),
            .setText(Self.text(2), from: "two passing words", to: "two last words"))
        if pushed { try Self.converge(&log, &a, &b) }
        try a.undo()

        #expect(a.engine.site.text(of: Self.text(2).node, locale: "en") == "two words")
        try Self.converge(&log, &a, &b)
        #expect(b.engine.site.text(of: Self.text(2).node, locale: "en") == "two words")
    }

    @Test func `what a newer program has frozen is not edited here`() throws {
        var (log, a, _) = try Self.pair()
        let node = Self.text(2).node
        let newer = Batch(
            replica: ReplicaID(rawValue: 99), first: 1,
            base: LogPosition(epoch: nil, count: a.engine.cursor), previous: .zero,
            body: .operations([.unknown(kind: 90, nodes: [node], payload: [1])]))
        log.entries.append(
            LogEntry(batch: newer, start: a.engine.cursor + 1, author: "n", time: 0))
        _ = try a.engine.pull(Array(log.entries.suffix(1)))

        #expect(throws: HistoryError.frozen(node)) {
            try a.edit(.setText(Self.text(2), from: "two words", to: "lost"))
        }
    }

    @Test func `two people delete the same words, both undo, and the words are there once`() throws
    {
        var (log, a, b) = try Self.pair()

        try a.edit(.setText(Self.text(2), from: "two words", to: "two"))
        try b.edit(.setText(Self.text(2), from: "two words", to: "two"))
        try Self.converge(&log, &a, &b)
        try a.undo()
        try Self.converge(&log, &a, &b)
        _ = try? b.undo()
        try Self.converge(&log, &a, &b)

        #expect(a.engine.site.text(of: Self.text(2).node, locale: "en") == "two words")
    }

    @Test func `classes keep the order that they are given`() throws {
        var (_, a, _) = try Self.pair()
        let element = NodeID(high: 2, low: 3)
        func classes(_ device: TestDevice) -> [String]? { device.engine.site[element]?.classes }

        try a.edit(.setClasses(element, ["a"]))
        try a.edit(.setClasses(element, ["z", "a", "y", "a"]))

        #expect(classes(a) == ["z", "a", "y"])
        try a.undo()
        #expect(classes(a) == ["a"])
        try a.undo()
        #expect(classes(a) == ["z", "a", "y"])
    }

    @Test(arguments: [false, true])
    func `undo gives classes back as they stood, before what was added since`(pushed: Bool) throws {
        var (log, a, b) = try Self.pair()
        let element = NodeID(high: 2, low: 3)
        try a.edit(.setClasses(element, ["bar", "light", "grey", "top"]))
        try Self.converge(&log, &a, &b)

        try a.edit(.setClasses(element, ["bar"]))
        if pushed { try Self.converge(&log, &a, &b) }
        try b.edit(.setClasses(element, (b.engine.site[element]?.classes ?? []) + ["new"]))
        try Self.converge(&log, &a, &b)
        let step = try #require(a.steps.last)
        #expect(try UndoStep(bytes: step.bytes) == step)
        try a.undo()
        try Self.converge(&log, &a, &b)

        #expect(a.engine.site[element]?.classes == ["bar", "light", "grey", "top", "new"])
        #expect(b.engine.site[element]?.classes == a.engine.site[element]?.classes)
    }

    @Test func `a batch reads back from its canonical bytes`() throws {
        let (log, _, _) = try Self.pair()

        for entry in log.entries {
            #expect(try Batch(canonicalBytes: entry.batch.canonicalBytes) == entry.batch)
        }
    }

    @Test func `a step reads back from its bytes`() throws {
        var (_, a, _) = try Self.pair()

        try a.edit(.move(Self.section(1), under: Self.page, at: .last))
        let step = try #require(a.steps.last)

        #expect(try UndoStep(bytes: step.bytes) == step)
    }
}
