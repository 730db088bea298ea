import SiteHistory
import SiteModel

/// A batch in the making: each operation is right at what its author sees, which includes the ones before it.
struct BatchDraft {
    private(set) var operations: [Operation] = []
    private(set) var wholes: Set<TextRef> = []
    /// How many nodes this device ever made, for fresh ids.
    private(set) var made: Int
    private var view: NaiveOracle
    private let replica: ReplicaID
    private let first: UInt64
    private let base: UInt64

    init(_ view: NaiveOracle, replica: ReplicaID, first: UInt64, base: UInt64, made: Int) {
        self.view = view
        self.replica = replica
        self.first = first
        self.base = base
        self.made = made
    }

    private var nextID: OperationID {
        OperationID(replica: replica, seq: first + UInt64(operations.count))
    }

    private mutating func add(_ operation: Operation) {
        view.append(
            operation, id: nextID,
            base: LogPosition(epoch: base == 0 ? nil : EpochID(rawValue: 1), count: base))
        operations.append(operation)
    }

    private mutating func freshNode() -> NodeID {
        made += 1
        return NodeID(high: replica.rawValue, low: UInt64(made))
    }

    // MARK: what there is, in an order that does not depend on a dictionary's

    private func living(_ isWanted: (OracleNode) -> Bool) -> [NodeID] {
        view.nodes.values.filter { isWanted($0) && view.isAlive($0.id) }.map(\.id).sorted()
    }

    private func children(of parent: NodeID) -> [NodeID] {
        view.children(of: parent).filter(view.isAlive)
    }

    private func kind(_ node: NodeID) -> NodeKind { view.nodes[node]?.content.kind ?? .site }

    /// A random place among the living children.
    private func place(under parent: NodeID, using random: inout SplitMix64) -> Place {
        let children = children(of: parent)
        let index = random.below(children.count + 1)
        return Place(
            parent: parent, anchor: index == 0 ? nil : view.nodes[children[index - 1]]?.placed)
    }

    private func lastPlace(under parent: NodeID) -> Place {
        Place(parent: parent, anchor: children(of: parent).last.flatMap { view.nodes[$0]?.placed })
    }

    /// Living parents that take the kind, outside a node's own subtree.
    private func parents(for kind: NodeKind, outside node: NodeID? = nil) -> [NodeID] {
        living { _ in true }.filter { parent in
            view.takes(kind, under: parent, byCreate: false)
                && !(node.map { view.isInside(parent, $0) } ?? false)
        }
    }

    private func movable() -> [NodeID] { living { !view.isFixed($0.id) } }

    // MARK: a first site

    /// A page with two sections, each with a paragraph or two.
    mutating func seedSite() {
        let page = create(
            .page, at: Place(parent: HistoryGenerator.site, anchor: nil), fields: [(.path, "/")])
        var random = SplitMix64(seed: 0)
        for name in ["hero", "body"] {
            createSection(under: page, name: name, using: &random, last: true)
        }
    }

    @discardableResult
    private mutating func create(
        _ kind: NodeKind, id: NodeID? = nil, at place: Place, fields: [(FieldName, String)] = [],
        classes: [String] = [], texts: [TextAssignment] = []
    ) -> NodeID {
        let node = id ?? freshNode()
        let content = NodeContent(
            kind: kind, tag: kind == .element ? "p" : "", literal: kind == .literal ? " " : "")
        add(
            .create(
                Creation(
                    node: node, place: place, content: content,
                    fields: fields.map { FieldAssignment($0, .text($1)) }, classes: classes,
                    texts: texts)))
        return node
    }

    private mutating func createSection(
        under page: NodeID, name: String, using random: inout SplitMix64, last: Bool = false
    ) {
        let place = last ? lastPlace(under: page) : place(under: page, using: &random)
        let section = create(.section, at: place, fields: [(.name, name)])
        let root = create(.element, at: Place(parent: section, anchor: nil), classes: ["x"])
        let paragraph = create(
            .element, at: Place(parent: root, anchor: nil), fields: [(.attribute("id"), "1")])
        createText(at: Place(parent: paragraph, anchor: nil), using: &random)
        createText(at: lastPlace(under: root), using: &random)
    }

    private mutating func createText(at place: Place, using random: inout SplitMix64) {
        let text = TextAssignment(.text("en"), .inline(Samples.phrase(using: &random)))
        create(.text, at: place, fields: [(.label, "text")], texts: [text])
    }

    // MARK: random operations

    mutating func addRandom(_ habits: Habits, using random: inout SplitMix64) {
        switch habits.pick(using: &random) {
        case .create: addCreate(using: &random)
        case .createPage: addPage(using: &random)
        case .move: addMove(using: &random)
        case .delete: addDelete(using: &random)
        case .restore: addRestore(using: &random)
        case .set: addSet(using: &random)
        case .setName: addName(using: &random)
        case .resolveField: addResolveField(using: &random)
        case .addClass: addClass(using: &random)
        case .removeClass: addRemoveClass(using: &random)
        case .type: addInsert(using: &random)
        case .erase: addRemove(using: &random)
        case .cancel: addCancel(using: &random)
        case .whole: addWhole(using: &random)
        case .resolve: addResolve(using: &random)
        case .reopen: addReopen(using: &random)
        case .blob: addBlob(using: &random)
        case .twinCreate: addTwin(using: &random)
        case .freeze: addUnknown(using: &random)
        case .purge: addPurge(using: &random)
        }
    }

    private mutating func addCreate(using random: inout SplitMix64) {
        let kind =
            random.pick([NodeKind.element, .element, .text, .text, .literal, .section]) ?? .text
        guard let parent = random.pick(parents(for: kind)) else { return }
        let place = place(under: parent, using: &random)
        switch kind {
        case .section:
            createSection(under: parent, name: Samples.name(using: &random), using: &random)
        case .text: createText(at: place, using: &random)
        default:
            let element = create(kind, at: place)
            if kind == .element, random.chance(50) {
                createText(at: Place(parent: element, anchor: nil), using: &random)
            }
        }
    }

    private mutating func addPage(using random: inout SplitMix64) {
        let path = random.pick(["/", "/a"]) ?? "/"
        let title = TextAssignment(TextKey("title", "en"), .inline(Samples.phrase(using: &random)))
        let page = create(
            .page, at: place(under: HistoryGenerator.site, using: &random), fields: [(.path, path)],
            texts: [title])
        if random.chance(60) {
            createSection(under: page, name: Samples.name(using: &random), using: &random)
        }
    }

    private mutating func addMove(using random: inout SplitMix64) {
        let elements = movable().filter { kind($0) == .element }
        guard let node = random.pick(random.chance(60) ? elements : movable()),
            let from = view.nodes[node]?.placed,
            let parent = moveTarget(of: node, using: &random)
        else { return }
        let siblings = children(of: parent).filter { $0 != node }
        let index = random.below(siblings.count + 1)
        let anchor = index == 0 ? nil : view.nodes[siblings[index - 1]]?.placed
        add(.move(node: node, to: Place(parent: parent, anchor: anchor), from: from))
    }

    /// Any parent that may take the node; often one of those that move themselves, so that cycles threaten.
    private func moveTarget(of node: NodeID, using random: inout SplitMix64) -> NodeID? {
        let targets = parents(for: kind(node), outside: node)
        let moving = targets.filter { !view.isFixed($0) && kind($0) == .element }
        return random.pick(random.chance(60) && !moving.isEmpty ? moving : targets)
    }

    private mutating func addDelete(using random: inout SplitMix64) {
        guard let node = random.pick(movable()) else { return }
        add(.delete(node: node))
    }

    private mutating func addRestore(using random: inout SplitMix64) {
        guard let entry = random.pick(view.trash) else { return }
        let choices = parents(for: entry.content.kind, outside: entry.node)
        let old = view.nodes[entry.node]?.parent
        guard let parent = choices.first(where: { $0 == old }) ?? random.pick(choices) else {
            return
        }
        add(.restore(node: entry.node, to: place(under: parent, using: &random), of: entry.deletes))
    }

    private mutating func addPurge(using random: inout SplitMix64) {
        guard let entry = random.pick(view.trash) else { return }
        add(.purge(node: entry.node, of: entry.deletes))
    }

    private mutating func set(
        _ node: NodeID, _ name: FieldName, _ value: FieldValue?, overAll: Bool = false
    ) {
        let live = view.nodes[node]?.registers[name] ?? []
        let over = overAll ? live.map(\.operation) : live.suffix(1).map(\.operation)
        add(.set(node: node, name: name, value: value, over: over, was: live.last?.value))
    }

    private mutating func addSet(using random: inout SplitMix64) {
        let node =
            random.chance(60)
            ? living { $0.content.kind == .element }.first : random.pick(living { _ in true })
        guard let node else { return }
        let name = random.pick([
            FieldName.attribute("id"), .attribute("href"), .attribute("alt", locale: "de"), .hidden,
        ])
        let value = random.pick([
            FieldValue.text("1"), .text("2"), .raw(source: "1", reason: "r"), nil,
        ])
        guard let name, let value else { return }
        set(node, name, value)
    }

    private mutating func addName(using random: inout SplitMix64) {
        guard
            let node = random.pick(
                living { $0.content.kind == .section || $0.content.kind == .page })
        else { return }
        if kind(node) == .page {
            set(node, .path, .text(random.pick(["/", "/a"]) ?? "/"))
        } else {
            set(node, .name, .text(Samples.name(using: &random)))
        }
    }

    /// Takes a side in every value conflict of a register, as a person's choice does.
    private mutating func addResolveField(using random: inout SplitMix64) {
        let open = view.conflicts.filter { conflict in
            (view.nodes[conflict.node]?.registers[FieldName(conflict.id.field)]?.count ?? 0) > 1
        }
        guard let conflict = random.pick(open) else { return }
        let name = FieldName(conflict.id.field)
        let live = view.nodes[conflict.node]?.registers[name] ?? []
        guard let chosen = random.pick(live) else { return }
        set(conflict.node, name, chosen.value, overAll: true)
        if random.chance(50) {
            add(.resolve(conflicts: [conflict.id], choice: random.chance(50) ? "ours" : "theirs"))
        }
    }

    private mutating func addClass(using random: inout SplitMix64) {
        guard let node = random.pick(living { $0.content.kind == .element }) else { return }
        add(.addClass(node: node, name: random.pick(["x", "y", "z"]) ?? "x"))
    }

    private mutating func addRemoveClass(using random: inout SplitMix64) {
        guard let node = random.pick(living { !$0.classes.isEmpty }),
            let name = random.pick(view.nodes[node]?.classes.map(\.name) ?? [])
        else { return }
        add(.removeClass(node: node, name: name))
    }

    // MARK: texts

    private func text(using random: inout SplitMix64) -> TextRef? {
        let texts = living { $0.content.kind == .text }
        if random.chance(12),
            let node = random.pick(living { $0.content.kind == .page || $0.content.kind == .site })
        {
            return TextRef(node, TextKey("title", "en"))
        }
        guard let node = random.chance(50) ? texts.first : random.pick(texts) else { return nil }
        if random.chance(10), let sheet = random.pick(living { $0.content.kind == .asset }) {
            return TextRef(sheet, .css)
        }
        return TextRef(node, .text(random.chance(85) ? "en" : "de"))
    }

    private func length(_ ref: TextRef) -> Int { view.shownText(ref)?.unicodeScalars.count ?? 0 }

    private mutating func addInsert(using random: inout SplitMix64) {
        guard let ref = text(using: &random) else { return }
        let text = Samples.phrase(using: &random)
        add(.insert(ref, at: random.below(length(ref) + 1), text: text))
    }

    private mutating func addRemove(using random: inout SplitMix64) {
        guard let ref = text(using: &random) else { return }
        let length = length(ref)
        guard length > 0 else { return }
        let position = random.below(length)
        add(.remove(ref, at: position, count: 1 + random.below(min(4, length - position))))
    }

    private mutating func addCancel(using random: inout SplitMix64) {
        let own = view.operations.filter { id, operation in
            guard id.replica == replica, case .remove(let ref, _, _) = operation else {
                return false
            }
            return view.isAlive(ref.node) && view.texts[ref]?.removes.contains(id) == true
        }
        guard let (id, operation) = random.pick(own), let ref = operation.text else { return }
        add(.cancel(ref, delete: id))
    }

    private mutating func addWhole(using random: inout SplitMix64) {
        guard let ref = text(using: &random) else { return }
        let length = length(ref)
        if length > 0 { add(.remove(ref, at: 0, count: length)) }
        // Half of them alike, so that two people often write the same.
        let text = Samples.phrase(using: &random)
        add(.insert(ref, at: 0, text: text.unicodeScalars.allSatisfy(\.isASCII) ? "same" : text))
        wholes.insert(ref)
    }

    // MARK: conflicts and rare things

    private mutating func addResolve(using random: inout SplitMix64) {
        guard let conflict = random.pick(view.conflicts) else { return }
        let others = view.conflicts.filter { $0.node == conflict.node && $0.id != conflict.id }.map(
            \.id)
        let ids = random.chance(30) ? [conflict.id] + others : [conflict.id]
        add(.resolve(conflicts: ids, choice: random.pick(["ours", "theirs", "both"]) ?? "ours"))
    }

    private mutating func addReopen(using random: inout SplitMix64) {
        let own = view.operations.filter { id, operation in
            guard id.replica == replica else { return false }
            switch operation {
            case .resolve: return view.resolutions.contains { $0.operation == id && !$0.isReopened }
            case .set(let node, let name, _, let over, _):
                let isLive =
                    view.nodes[node]?.registers[name]?.contains { $0.operation == id } ?? false
                return isLive && (over.count > 1 || random.chance(10))
            default: return false
            }
        }
        guard let (id, _) = random.pick(own) else { return }
        add(.reopen(id))
    }

    private mutating func addBlob(using random: inout SplitMix64) {
        let bytes = Array(Samples.phrase(using: &random).utf8)
        let digest = Digest.of(bytes)
        add(.blob(digest, bytes))
        create(
            .asset, at: place(under: HistoryGenerator.site, using: &random),
            fields: [(.file, "a.css")],
            texts: [TextAssignment(.css, .blob(digest))])
    }

    /// Two devices may come to create the same node, as in a rebase of purged work.
    private mutating func addTwin(using random: inout SplitMix64) {
        let id = NodeID(high: 99, low: UInt64(random.below(2)))
        guard view.nodes[id] == nil, let parent = random.pick(parents(for: .text)) else { return }
        let text = TextAssignment(.text("en"), .inline(Samples.phrase(using: &random)))
        create(.text, id: id, at: place(under: parent, using: &random), texts: [text])
    }

    private mutating func addUnknown(using random: inout SplitMix64) {
        guard random.chance(20), let node = random.pick(living { $0.id != HistoryGenerator.site })
        else { return }
        add(.unknown(kind: 99, nodes: [node], payload: [1, 2, 3]))
    }
}

/// Words people type: Latin, Chinese, Hebrew, joined emoji, combining marks.
enum Samples {
    static func phrase(using random: inout SplitMix64) -> String {
        let phrases = [
            "a", "b", "cd", "xyz", "漢字", "שלום", "👩‍👩‍👧", "e\u{301}", "\u{e9}", "A b c", "\n",
        ]
        return random.pick(phrases) ?? "a"
    }

    static func name(using random: inout SplitMix64) -> String {
        random.pick(["hero", "body", "foot"]) ?? "hero"
    }
}
