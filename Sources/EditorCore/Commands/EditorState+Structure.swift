import SiteHistory
import SiteModel

/// Sections and elements: move, copy, take away, bring back.
extension EditorState {
    mutating func change(_ name: String) -> [EditorEffect]? {
        if ["duplicate", "copy", "cut"].contains(name),
            countedTargets.contains(where: { document?.isHollow($0.id) == true })
        {
            return refuse("It is still being read: once more, please.")
        }
        switch name {
        case "edit": return beginEditing()
        case "edit-first": return editFirst()
        case "external-editor": return editExternally()
        case "restore-cancelled": return restoreCancelled()
        case "move-up": return moveTarget(up: true)
        case "move-down": return moveTarget(up: false)
        case "move-out": return moveOut()
        case "move-in": return moveIn()
        case "duplicate": return duplicate()
        case "delete": return delete()
        case "lock": return toggleLock()
        case "copy": return copy()
        case "cut": return cut()
        case "paste": return paste()
        case "move-to": return chooseDestination()
        default: return nil
        }
    }

    /// The node that structure commands work on: the section, the element, or the element that a text fills.
    var structureTarget: Node? {
        tree.current.flatMap { target(of: $0.item) }
    }

    func target(of item: TreeItem) -> Node? {
        guard let site = document?.site, let node = site[item.node] else { return nil }
        switch item {
        case .section, .element, .raw, .page: return node
        case .text(_, "text"):
            guard let element = node.parent.flatMap({ site[$0] }), element.kind == .element,
                element.parent.flatMap({ site[$0] })?.kind != .section,
                site.children(of: element.id).count(where: { $0.kind != .literal }) == 1
            else { return node }
            return element
        case .text, .attribute, .asset: return nil
        }
    }

    mutating func refuse(_ reason: String) -> [EditorEffect] {
        notice = Notice(.info, reason)
        return []
    }

    /// How messages call a node.
    func name(of node: Node) -> String {
        guard let site = document?.site else { return "" }
        switch node.kind {
        case .section: return site.name(of: node.id) ?? "section"
        case .page: return site.path(of: node.id) ?? "page"
        case .element: return spokenName(of: node, in: site)
        default: return node.kind.rawValue
        }
    }

    /// An element as undo calls it, `headline “Our bread” of menu`: what would be said of it if it were gone.
    private func spokenName(of element: Node, in site: Site) -> String {
        var without = site
        without.nodes[element.id] = nil
        let difference = SiteDifference(from: site, to: without, among: [element.id])
        let gone = " is gone"
        guard let words = difference.changes.first?.outcome, words.hasSuffix(gone) else {
            return element.content.tag
        }
        return String(words.dropLast(gone.count))
    }

    /// A name that begins a sentence: names of sections and pages stay as they are.
    private func nameAtStart(of nodes: [Node]) -> String {
        let name = name(of: nodes)
        guard nodes.count == 1, nodes[0].kind == .element else { return name }
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    // MARK: - Order

    private mutating func moveTarget(up: Bool) -> [EditorEffect] {
        let targets = targets
        guard let site = document?.site, let first = targets.first, let parent = first.parent else {
            return refuse("Go to a section or an element to move it.")
        }
        guard targets.allSatisfy({ $0.parent == parent }) else {
            return refuse(
                "What is marked stands in different places: cut and paste it, or use Move to.")
        }
        var order = SiblingOrder(
            site.children(of: parent), moving: Set(targets.map(\.id)),
            past: { $0.kind == first.kind || Self.isContent($0) && Self.isContent(first) })
        for _ in 0..<(count ?? 1) { order.step(up: up) }
        guard !order.moves.isEmpty else {
            return refuse(up ? "It is the first already." : "It is the last already.")
        }
        return commit(
            order.moves.map { .move($0.node, under: parent, at: $0.place) },
            "move " + name(of: targets),
            telling: .moved(targets.map(\.id), way: up ? "up" : "down"))
    }

    /// `“Vegan bread, baked…”` where there is something to read, else as messages call it.
    func spokenName(of nodes: [Node]) -> String {
        guard nodes.count == 1, let node = nodes.first, let site = document?.site,
            let text = site.subtree(of: node.id).lazy.filter({ $0.kind == .text })
                .compactMap({ site.text(of: $0.id, locale: locale) }).first
        else { return name(of: nodes) }
        return Self.beginning(of: text.withoutInlineMarks)
    }

    static func isContent(_ node: Node) -> Bool {
        ![.page, .section, .literal].contains(node.kind)
    }

    /// Behind the element that holds it; a section's root is never left.
    private mutating func moveOut() -> [EditorEffect] {
        guard let site = document?.site, let node = structureTarget,
            [.element, .text].contains(node.kind),
            let holder = node.parent.flatMap({ site[$0] }),
            let outer = holder.parent.flatMap({ site[$0] }),
            outer.kind == .element
        else { return refuse("It cannot leave what holds it.") }
        return commit(
            [.move(node.id, under: outer.id, at: .after(holder.id))], "move " + name(of: node),
            telling: .moved([node.id], way: nil))
    }

    /// Into the element before it.
    private mutating func moveIn() -> [EditorEffect] {
        guard let site = document?.site, let node = structureTarget,
            [.element, .text].contains(node.kind),
            let parent = node.parent
        else { return refuse("Go to an element to move it.") }
        let siblings = site.children(of: parent).filter { $0.kind != .literal }
        guard let here = siblings.firstIndex(where: { $0.id == node.id }), here > 0,
            siblings[here - 1].kind == .element
        else { return refuse("There is no element before it to move into.") }
        return commit(
            [.move(node.id, under: siblings[here - 1].id, at: .last)], "move " + name(of: node),
            telling: .moved([node.id], way: nil))
    }

    // MARK: - Copies

    private mutating func duplicate() -> [EditorEffect] {
        let targets = countedTargets
        guard let site = document?.site, let first = targets.first else {
            return refuse("Go to a section or an element to copy it.")
        }
        let copies = targets.map { node in
            site.subtree(of: node.id).map { _ in NodeID.random(using: &setup.random) }
        }
        awaited = copies.first?.first.flatMap { copyItem(of: first, id: $0) }
        tree.marks.clear()
        let effects = commit(
            zip(targets, copies).map { .duplicate($0.id, ids: $1) },
            "duplicate " + name(of: targets))
        if !effects.isEmpty {
            notice = Notice(
                .done,
                "\(nameAtStart(of: targets)) \(targets.count == 1 ? "is" : "are") there twice; undo takes \(Self.copies(targets.count)) away."
            )
        }
        return effects
    }

    private func copyItem(of node: Node, id: NodeID) -> TreeItem? {
        switch node.kind {
        case .page: .page(id)
        case .section: .section(id)
        case .element: .element(id)
        case .text: .text(id, field: "text")
        default: nil
        }
    }

    private mutating func copy() -> [EditorEffect] {
        guard let nodes = takeUp() else { return [] }
        tree.marks.clear()
        notice = Notice(
            .done,
            "Copied \(name(of: nodes)); paste puts \(nodes.count == 1 ? "it" : "them") behind the cursor."
        )
        return []
    }

    private mutating func cut() -> [EditorEffect] {
        guard canEdit else { return commit([], "") }
        guard let nodes = takeUp() else { return [] }
        let effects = delete(nodes, "cut")
        notice = Notice(.done, "Cut \(name(of: nodes)); paste brings it anywhere, undo back.")
        return effects
    }

    /// Puts what is at hand on the clipboard.
    private mutating func takeUp() -> [Node]? {
        let nodes = countedTargets
        guard let site = document?.site, !nodes.isEmpty,
            !nodes.contains(where: { $0.kind == .page })
        else {
            notice = Notice(.info, "Go to a section or an element to copy it.")
            return nil
        }
        guard Set(nodes.map { $0.kind == .section }).count == 1 else {
            notice = Notice(.info, "Mark either sections or elements to copy them.")
            return nil
        }
        let taken = Clipboard(nodes, of: site)
        clipboard = taken
        registers.keep(.nodes(taken, name: name(of: nodes)))
        return nodes
    }

    private mutating func paste() -> [EditorEffect] {
        guard let site = document?.site, let clipboard = clipboardToPaste() else { return [] }
        guard let page = currentPage else { return refuse(noPage) }
        let (files, names) = clipboard.files(for: site, using: &setup.random)
        let drafts = (0..<(count ?? 1)).flatMap { _ in
            clipboard.drafts(for: site, on: page, calling: names, using: &setup.random)
        }
        // A large page is looked through only where something may stand there twice.
        let hasIDs = drafts.contains { !$0.elementIDs.isEmpty }
        var taken = hasIDs ? site.elementIDs(around: page) : []
        let bringing = files.map { SiteEdit.insert($0, under: site.id, at: .last) }
        let effects =
            clipboard.areSections
            ? paste(sections: drafts, bringing, in: site, &taken)
            : paste(drafts, bringing, in: site, &taken)
        if !effects.isEmpty {
            let what = clipboard.areSections ? "section" : "element"
            let pictures =
                switch files.count {
                case 0: ""
                case 1: " and the file that it shows"
                default:
                    " and the \(files.count) files that \(drafts.count == 1 ? "it shows" : "they show")"
                }
            notice = Notice(
                .done,
                drafts.count == 1
                    ? "Pasted the \(what)\(pictures); undo takes \(files.isEmpty ? "it" : "them") away again."
                    : "Pasted \(drafts.count) \(what)s\(pictures); undo takes them away again.")
        }
        return effects
    }

    private static func copies(_ count: Int) -> String { count == 1 ? "the copy" : "the copies" }

    private mutating func paste(
        sections: [NodeDraft], _ bringing: [SiteEdit], in site: Site, _ ids: inout Set<String>
    ) -> [EditorEffect] {
        guard let page = currentPage else { return [] }
        var taken = Set(site.sectionNames(of: page).values)
        var before = currentSection
        let edits = sections.map { section -> SiteEdit in
            var draft = section
            draft.takeFreeName(among: taken)
            draft.takeFreeIDs(among: ids)
            ids.formUnion(draft.elementIDs)
            taken.formUnion(draft.fields.filter { $0.name == .name }.map(\.value.plain))
            defer { before = draft.id }
            return .insert(draft, under: page, at: before.map { .after($0) } ?? .last)
        }
        awaited = sections.first.map { .section($0.id) }
        let label = sections.count == 1 ? "section" : "\(sections.count) sections"
        return commit(bringing + edits, "paste " + label)
    }

    private mutating func paste(
        _ drafts: [NodeDraft], _ bringing: [SiteEdit], in site: Site, _ ids: inout Set<String>
    ) -> [EditorEffect] {
        let drafts = drafts.map { draft in
            var draft = draft
            draft.takeFreeIDs(among: ids)
            ids.formUnion(draft.elementIDs)
            return draft
        }
        guard let target = structureTarget, target.kind != .page, let first = drafts.first else {
            return refuse("Go to a section or an element to paste this into.")
        }
        awaited = first.content.kind == .text ? .text(first.id, field: "text") : .element(first.id)
        let label = drafts.count == 1 ? "paste" : "paste \(drafts.count) elements"
        if target.kind == .section, let root = target.children.first {
            return commit(bringing + drafts.map { .insert($0, under: root, at: .last) }, label)
        }
        guard let parent = target.parent else { return [] }
        var before = target.id
        let edits = drafts.map { draft -> SiteEdit in
            defer { before = draft.id }
            return .insert(draft, under: parent, at: .after(before))
        }
        return commit(bringing + edits, label)
    }

    // MARK: - Away and back

    private mutating func delete() -> [EditorEffect] {
        if tree.marks.isEmpty, case .attribute(let node, let name)? = tree.current?.item {
            return commit([.setField(node, .attribute(name), nil)], "remove attribute " + name)
        }
        let nodes = countedTargets
        guard !nodes.isEmpty else { return refuse("This cannot be deleted by itself.") }
        if nodes.count(where: { $0.kind == .page }) == document?.site.pages.count {
            return refuse("A site keeps its last page.")
        }
        let name = nameAtStart(of: nodes)
        let effects = delete(nodes, "delete")
        if !effects.isEmpty {
            let verb = nodes.count == 1 ? "is" : "are"
            notice = Notice(
                .done,
                "\(name) \(verb) in the trash; undo brings \(nodes.count == 1 ? "it" : "them") back."
            )
        }
        return effects
    }

    private mutating func delete(_ nodes: [Node], _ verb: String) -> [EditorEffect] {
        tree.marks.clear()
        return commit(nodes.map { .delete($0.id) }, verb + " " + name(of: nodes))
    }

    // MARK: - New

    mutating func chooseSectionKind() -> [EditorEffect] {
        guard canEdit else { return commit([], "") }
        guard !setup.sectionKinds.isEmpty else {
            return refuse("This program has no section templates.")
        }
        guard document == nil || currentPage != nil else { return refuse(noPage) }
        overlay = Overlay(
            .sectionKinds, "New section",
            setup.sectionKinds.map {
                OverlayItem($0.title, detail: $0.name, action: .sectionKind($0.name))
            })
        return []
    }

    mutating func insertSection(kind: String) -> [EditorEffect] {
        guard let page = currentPage else { return [] }
        let request = ComposeRequest(
            purpose: .insert(kind: kind, page: page, after: currentSection),
            prompt: prompt.field.text, locale: locale,
            token: token())
        inserting = request
        return [.compose(request)]
    }

    /// A section that a composer made goes where it was asked for.
    mutating func insert(_ draft: NodeDraft) -> [EditorEffect] {
        guard let request = inserting, case .insert(_, let page, let after) = request.purpose,
            let site = document?.site, site[page] != nil
        else { return [] }
        inserting = nil
        var draft = draft
        draft.takeFreeName(among: Set(site.sectionNames(of: page).values))
        awaited = .section(draft.id)
        let place = after.flatMap { site[$0] == nil ? nil : SiblingPosition.after($0) } ?? .last
        return commit([.insert(draft, under: page, at: place)], "new section")
    }
}

extension NodeDraft {
    /// A copy of a subtree as it is shown, with the same ids.
    package init(copying node: Node, of site: Site) {
        let attributes = node.attributeOrder.compactMap { name in
            node.fields[.attribute(name)].map { (FieldName.attribute(name), $0) }
        }
        let ordered = Set(attributes.map(\.0))
        let others = node.fields.filter { !ordered.contains($0.key) }.sorted { $0.key < $1.key }
        self.init(
            id: node.id, content: node.content,
            fields: (attributes + others.map { ($0.key, $0.value) }).map {
                (name: $0.0, value: $0.1)
            },
            classes: node.classes, texts: node.texts.mapValues { .inline($0) },
            children: site.children(of: node.id).map { NodeDraft(copying: $0, of: site) })
    }

    /// The same with new ids.
    package func renewed(using random: inout some RandomNumberGenerator) -> NodeDraft {
        NodeDraft(
            id: .random(using: &random), content: content, fields: fields, classes: classes,
            texts: texts,
            children: children.map { $0.renewed(using: &random) })
    }
}
