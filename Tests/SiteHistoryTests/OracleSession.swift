import PageTestSupport
import SiteHistory
import SiteModel

/// A device whose person makes edits, takes them back and makes them again; the oracle follows.
struct SessionDevice {
    let replica: ReplicaID
    var engine: HistoryEngine
    private var logged: NaiveOracle
    private(set) var shown: NaiveOracle
    private var next: UInt64 = 1
    private var previous = Digest.zero
    var undoable: [UndoStep] = []
    var redoable: [UndoStep] = []

    init(_ number: UInt64) {
        replica = ReplicaID(rawValue: number)
        engine = HistoryEngine(site: HistoryGenerator.site, replicas: [replica])
        logged = NaiveOracle(site: HistoryGenerator.site)
        shown = logged
    }

    private var base: LogPosition { LogPosition(epoch: nil, count: engine.cursor) }

    /// Makes edits; false where they cannot be made.
    mutating func edit(_ edits: [SiteEdit]) throws -> Bool {
        let prepared: Prepared
        do {
            prepared = try engine.prepare(
                edits, replica: replica, first: next, previous: previous, base: base)
        } catch {
            return false
        }
        try take(prepared)
        undoable.append(try UndoStep(bytes: prepared.step.bytes))
        redoable = []
        return true
    }

    /// Brings back how the site stood; what could not be, nil where nothing was to be done.
    mutating func rewind(_ scope: RewindScope = .site, to old: Site) throws -> [String]? {
        let prepared: Prepared
        do {
            prepared = try engine.prepareRewind(
                scope, to: old, replica: replica, first: next, previous: previous, base: base)
        } catch HistoryError.nothingToChange {
            return nil
        }
        try take(prepared)
        undoable.append(try UndoStep(bytes: prepared.step.bytes))
        redoable = []
        return prepared.skipped
    }

    mutating func undo() throws -> Bool {
        guard let step = undoable.popLast(), let inverse = try invert(step) else { return false }
        redoable.append(inverse)
        return true
    }

    mutating func redo() throws -> Bool {
        guard let step = redoable.popLast(), let inverse = try invert(step) else { return false }
        undoable.append(inverse)
        return true
    }

    private mutating func invert(_ step: UndoStep) throws -> UndoStep? {
        let prepared: Prepared
        do {
            prepared = try engine.prepareUndo(
                of: step, replica: replica, first: next, previous: previous, base: base)
        } catch HistoryError.nothingToUndo {
            return nil
        }
        try take(prepared)
        // A step is kept as bytes.
        return try UndoStep(bytes: prepared.step.bytes)
    }

    private mutating func take(_ prepared: Prepared) throws {
        _ = try engine.commit(try Batch(canonicalBytes: prepared.batch.canonicalBytes))
        shown.append(pending: prepared.batch)
        next = prepared.batch.last + 1
        previous = prepared.batch.hash
    }

    mutating func pull(_ entries: [LogEntry]) throws {
        _ = try engine.pull(entries)
        entries.forEach { logged.append($0) }
        shown = logged
        for batch in engine.pending { shown.append(pending: batch) }
    }

    /// Where the engine and the oracle differ.
    var differences: [String] {
        SiteListing(shown).differences(
            from: SiteListing(site: engine.site, conflicts: engine.conflicts, trash: engine.trash))
    }
}

/// Random wishes of a person who sees a site.
struct RandomEdits {
    fileprivate var made: UInt64 = 0
    private let author: UInt64

    init(author: UInt64) { self.author = author }

    private mutating func freshID() -> NodeID {
        made += 1
        return NodeID(high: 0x1000 + author, low: made)
    }

    mutating func next(for engine: HistoryEngine, using random: inout SplitMix64) -> [SiteEdit] {
        let nodes = engine.site.nodes.values.sorted { $0.id < $1.id }
        guard let node = random.pick(nodes) else { return [] }
        switch random.below(14) {
        case 0...3: return text(in: nodes, using: &random)
        case 4:
            return [
                .setField(
                    node.id, .attribute("id"), random.pick([.text("1"), .text("2"), nil]) ?? nil)
            ]
        case 5: return [.setClasses(node.id, ["x", "y", "z"].filter { _ in random.chance(50) })]
        case 6: return insert(under: node, using: &random)
        case 7, 8: return move(node, among: nodes, using: &random)
        case 9: return [.delete(node.id)]
        case 10:
            guard let gone = random.pick(engine.trash) else {
                return [.duplicate(node.id, ids: ids(60))]
            }
            return [.restore(gone.node)]
        case 11, 12: return replace(in: engine.site, using: &random)
        default:
            guard let conflict = random.pick(engine.conflicts) else { return [] }
            return [.resolve(conflict.id, random.chance(50) ? .ours : .theirs)]
        }
    }

    private func replace(in site: Site, using random: inout SplitMix64) -> [SiteEdit] {
        let sections = site.nodes.values.filter { $0.kind == .section }.sorted { $0.id < $1.id }
        guard let section = random.pick(sections), let root = site.children(of: section.id).first
        else { return [] }
        var fresh = RandomEdits(author: author)
        fresh.made = made + 1_000_000 + UInt64(random.below(1_000_000)) * 100
        var draft = site.draft(of: root) { fresh.freshID() }
        for _ in 0...random.below(3) {
            RandomEdits.change(&draft, using: &random) { fresh.freshID() }
        }
        return [.replace(section: section.id, with: draft)]
    }

    /// What a person may do to the source of a section: other words, other attributes, elements that come and go.
    private static func change(
        _ draft: inout NodeDraft, using random: inout SplitMix64, makeID: () -> NodeID
    ) {
        if let index = draft.children.indices.randomElement(using: &random), random.chance(70) {
            return change(&draft.children[index], using: &random, makeID: makeID)
        }
        switch random.below(6) {
        case 0: draft.classes = ["x", "y"].filter { _ in random.chance(50) }
        case 1: draft.fields = [(.attribute("id"), .text(random.chance(50) ? "1" : "2"))]
        case 2 where draft.content.kind == .element: draft.content.tag = "h2"
        case 3: draft.children.shuffle(using: &random)
        case 4 where !draft.children.isEmpty: draft.children.removeLast()
        default:
            if draft.content.kind == .text { draft.texts = [.text("en"): .inline("other words")] }
            guard draft.content.kind == .element else { return }
            let leaf = NodeDraft(
                id: makeID(), content: NodeContent(kind: .text),
                texts: [.text("en"): .inline("more")])
            draft.children.insert(leaf, at: random.below(draft.children.count + 1))
        }
    }

    private mutating func ids(_ count: Int) -> [NodeID] { (0..<count).map { _ in freshID() } }

    private func text(in nodes: [Node], using random: inout SplitMix64) -> [SiteEdit] {
        guard let node = random.pick(nodes.filter { !$0.texts.isEmpty }),
            let (key, old) = random.pick(node.texts.sorted { $0.key < $1.key })
        else { return [] }
        var scalars = Array(old.unicodeScalars)
        let start = random.below(scalars.count + 1)
        let end = start + random.below(min(4, scalars.count - start) + 1)
        let new = random.pick(["", "a", "漢 字", "e\u{301}", "\u{e9}", " b c "]) ?? ""
        scalars.replaceSubrange(start..<end, with: new.unicodeScalars)
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return [.setText(TextRef(node.id, key), from: old, to: String(text))]
    }

    private mutating func insert(under parent: Node, using random: inout SplitMix64) -> [SiteEdit] {
        let leaf = NodeDraft(
            id: freshID(), content: NodeContent(kind: .text), fields: [(.label, .text("text"))],
            texts: [.text("en"): .inline("new")])
        let element = NodeDraft(
            id: freshID(), content: NodeContent(kind: .element, tag: "p"), classes: ["x"],
            children: [leaf])
        let section = NodeDraft(
            id: freshID(), content: NodeContent(kind: .section), fields: [(.name, .text("hero"))],
            children: [element])
        let draft = parent.kind == .page ? section : random.chance(50) ? element : leaf
        return [.insert(draft, under: parent.id, at: position(in: parent, using: &random))]
    }

    private func move(_ node: Node, among nodes: [Node], using random: inout SplitMix64)
        -> [SiteEdit]
    {
        guard let parent = random.pick(nodes) else { return [] }
        return [.move(node.id, under: parent.id, at: position(in: parent, using: &random))]
    }

    private func position(in parent: Node, using random: inout SplitMix64) -> SiblingPosition {
        guard let sibling = random.pick(parent.children), random.chance(60) else {
            return random.chance(50) ? .first : .last
        }
        return .after(sibling)
    }
}

/// What the source of an element says; it is in the default locale and leaves the others alone.
func source(of draft: NodeDraft) -> String {
    let attributes = draft.fields.filter { $0.name.attributeName?.contains("@") == false }.map {
        "\($0.name)=\($0.value)"
    }.sorted()
    let texts = draft.texts.filter { $0.key.locale != "de" }.sorted { $0.key < $1.key }.map {
        "\($0.key)=\($0.value)"
    }
    return
        "<\(draft.content.tag) \(draft.content.kind) \(attributes) \(draft.classes.sorted()) \(texts)>"
        + draft.children.map(source(of:)).joined() + "</>"
}

/// What a person sees of a site: no ids of operations, no order of classes, no empty translations.
func seen(_ site: Site) -> [String] {
    site.nodes.values.sorted { $0.id < $1.id }.flatMap { node -> [String] in
        let fields = node.fields.sorted { $0.key < $1.key }.map { "\(node.id) \($0) = \($1)" }
        let texts = node.texts.filter { !$1.isEmpty }.sorted { $0.key < $1.key }.map { key, text in
            "\(node.id) \(key) = \(text.unicodeScalars.map { String($0.value, radix: 16) })"
        }
        let shape =
            "\(node.id) under \(node.parent?.description ?? "-") \(node.children) \(node.classes.sorted())"
        return [shape] + fields + texts
    }
}
