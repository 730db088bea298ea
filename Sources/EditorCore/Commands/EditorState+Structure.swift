import SiteHistory
import SiteModel

/// Sections and elements: move, copy, take away, bring back.
extension EditorState {
    mutating func change(_ name: String) -> [EditorEffect]? {
        if ["duplicate", "copy", "cut"].contains(name), let node = structureTarget,
            document?.isHollow(node.id) == true
        {
            return refuse("It is still being read: once more, please.")
        }
        switch name {
        case "edit":
            return overlay?.kind == .conflicts ? acceptItem() + beginEditing() : beginEditing()
        case "external-editor": return editExternally()
        case "restore-cancelled": return restoreCancelled()
        case "move-up": return moveTarget(up: true)
        case "move-down": return moveTarget(up: false)
        case "move-out": return moveOut()
        case "move-in": return moveIn()
        case "duplicate": return duplicate()
        case "delete": return delete()
        case "copy": return copy()
        case "cut": return copy() + delete()
        case "paste": return pasteNode()
        default: return nil
        }
    }

    /// The node that structure commands work on: the section, the element, or the element that a text fills.
    var structureTarget: Node? {
        guard let site = document?.site, let item = tree.current?.item, let node = site[item.node]
        else { return nil }
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

    private mutating func refuse(_ reason: String) -> [EditorEffect] {
        notice = Notice(.info, reason)
        return []
    }

    /// How messages call a node.
    private func name(of node: Node) -> String {
        guard let site = document?.site else { return "" }
        switch node.kind {
        case .section: return site.name(of: node.id) ?? "section"
        case .page: return site.path(of: node.id) ?? "page"
        case .element: return node.content.tag
        default: return node.kind.rawValue
        }
    }

    // MARK: - Order

    private mutating func moveTarget(up: Bool) -> [EditorEffect] {
        guard let site = document?.site, let node = structureTarget, let parent = node.parent else {
            return refuse("Go to a section or an element to move it.")
        }
        let all = site.children(of: parent)
        let siblings = all.filter {
            $0.kind == node.kind
                || (node.kind != .page && node.kind != .section && $0.kind != .literal)
        }
        guard let here = siblings.firstIndex(where: { $0.id == node.id }) else { return [] }
        let other = here + (up ? -1 : 1)
        guard siblings.indices.contains(other) else {
            return refuse(up ? "It is the first already." : "It is the last already.")
        }
        let place: SiblingPosition
        if up {
            let index = all.firstIndex { $0.id == siblings[other].id } ?? 0
            place = index == 0 ? .first : .after(all[index - 1].id)
        } else {
            place = .after(siblings[other].id)
        }
        return commit([.move(node.id, under: parent, at: place)], "move " + name(of: node))
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
            [.move(node.id, under: outer.id, at: .after(holder.id))], "move " + name(of: node))
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
            [.move(node.id, under: siblings[here - 1].id, at: .last)], "move " + name(of: node))
    }

    // MARK: - Copies

    private mutating func duplicate() -> [EditorEffect] {
        guard let site = document?.site, let node = structureTarget else {
            return refuse("Go to a section or an element to copy it.")
        }
        let ids = site.subtree(of: node.id).map { _ in NodeID.random(using: &setup.random) }
        awaited = ids.first.flatMap { copyItem(of: node, id: $0) }
        return commit([.duplicate(node.id, ids: ids)], "duplicate " + name(of: node))
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
        guard let site = document?.site, let node = structureTarget, node.kind != .page else {
            return refuse("Go to a section or an element to copy it.")
        }
        copiedNode = NodeDraft(copying: node, of: site)
        notice = Notice(.done, "Copied \(name(of: node)); paste puts it behind the cursor.")
        return []
    }

    private mutating func pasteNode() -> [EditorEffect] {
        guard let site = document?.site, let copied = copiedNode else {
            return refuse("Nothing was cut or copied.")
        }
        var draft = copied.renewed(using: &setup.random)
        if draft.content.kind == .section {
            guard let page = currentPage else { return [] }
            draft.takeFreeName(among: Set(site.sectionNames(of: page).values))
            awaited = .section(draft.id)
            let place = currentSection.map { SiblingPosition.after($0) } ?? .last
            return commit([.insert(draft, under: page, at: place)], "paste section")
        }
        guard let target = structureTarget, target.kind != .page else {
            return refuse("Go to a section or an element to paste this into.")
        }
        awaited = draft.content.kind == .text ? .text(draft.id, field: "text") : .element(draft.id)
        if target.kind == .section, let root = target.children.first {
            return commit([.insert(draft, under: root, at: .last)], "paste")
        }
        guard let parent = target.parent else { return [] }
        return commit([.insert(draft, under: parent, at: .after(target.id))], "paste")
    }

    // MARK: - Away and back

    private mutating func delete() -> [EditorEffect] {
        if case .attribute(let node, let name)? = tree.current?.item {
            return commit([.setField(node, .attribute(name), nil)], "remove attribute " + name)
        }
        guard let site = document?.site, let node = structureTarget else {
            return refuse("This cannot be deleted by itself.")
        }
        if node.kind == .page, site.pages.count == 1 {
            return refuse("A site keeps its last page.")
        }
        let effects = commit([.delete(node.id)], "delete " + name(of: node))
        if !effects.isEmpty {
            notice = Notice(.done, "\(name(of: node)) is in the trash; undo brings it back.")
        }
        return effects
    }

    // MARK: - New

    mutating func chooseSectionKind() -> [EditorEffect] {
        guard canEdit else { return commit([], "") }
        guard !setup.sectionKinds.isEmpty else {
            return refuse("This program has no section templates.")
        }
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

    /// A section's name becomes one that no other section has.
    package mutating func takeFreeName(among taken: Set<String>) {
        fields = fields.map { field in
            guard field.name == .name else { return field }
            let asked = field.value.plain
            var free = asked
            var number = 2
            while taken.contains(free) {
                free = "\(asked)-\(number)"
                number += 1
            }
            return (name: field.name, value: .text(free))
        }
    }
}
