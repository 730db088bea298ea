import SiteHistory
import SiteModel

/// Marks in the tree, and what commands on sections and elements act on.
extension EditorState {
    /// Marks and movements that mark; nil for other commands.
    mutating func mark(_ name: String) -> [EditorEffect]? {
        switch name {
        case "mark": toggleMark()
        case "mark-up": extendMarks(by: -1)
        case "mark-down": extendMarks(by: 1)
        case "mark-range": dragMarks()
        case "unmark": tree.marks.clear()
        default: return nil
        }
        return []
    }

    private mutating func toggleMark() {
        guard let item = markable else { return }
        tree.marks.toggle(item)
        tree.move(by: 1)
        revealCursorInPage()
    }

    private var markable: TreeItem? {
        mutating get {
            guard let item = tree.current?.item, item.canBeMarked else {
                notice = Notice(.info, "Pages, sections, elements and texts can be marked.")
                return nil
            }
            return item
        }
    }

    private mutating func extendMarks(by count: Int) {
        guard let start = tree.current?.item else { return }
        tree.move(by: count)
        tree.marks.extend(from: start, in: tree.rows, to: tree.cursor)
        revealCursorInPage()
    }

    private mutating func dragMarks() {
        if tree.marks.isDragging {
            tree.marks.stopDragging()
        } else if let item = markable {
            tree.marks.startDragging(at: item)
        }
    }

    /// After a movement of the cursor: the range follows, or ends.
    mutating func followMarks(from start: TreeItem?) {
        if tree.marks.isDragging, let start, tree.current?.item != start {
            tree.marks.extend(from: start, in: tree.rows, to: tree.cursor)
        } else if tree.current?.item != start {
            tree.marks.endRange()
        }
    }

    // MARK: - Targets

    /// The same, with as many siblings behind the cursor's as were counted.
    var countedTargets: [Node] {
        guard tree.marks.isEmpty, let count, count > 1, let site = document?.site,
            let node = structureTarget, let parent = node.parent
        else { return targets }
        let siblings = site.children(of: parent).filter {
            $0.kind == node.kind || Self.isContent($0) && Self.isContent(node)
        }
        return Array(siblings.drop { $0.id != node.id }.prefix(count))
    }

    /// What structure commands act on: what is marked, else what the cursor is on; in document order, nothing that
    /// stands in another of them.
    var targets: [Node] {
        guard let site = document?.site else { return [] }
        guard !tree.marks.isEmpty else { return structureTarget.map { [$0] } ?? [] }
        let nodes = Set(tree.marks.items.compactMap { target(of: $0)?.id })
        return site.subtree(of: site.id).filter { node in
            guard nodes.contains(node.id) else { return false }
            var holder = node.parent
            while let here = holder {
                if nodes.contains(here) { return false }
                holder = site[here]?.parent
            }
            return true
        }
    }

    /// What messages call several nodes: `hero`, `3 sections`.
    func name(of nodes: [Node]) -> String {
        guard nodes.count != 1 else { return nodes.first.map(name) ?? "" }
        let kinds = Set(nodes.map(\.kind))
        let word = kinds == [.section] ? "sections" : kinds == [.page] ? "pages" : "elements"
        return "\(nodes.count) \(word)"
    }

    // MARK: - Another page

    /// Lists pages and sections to move into.
    mutating func chooseDestination() -> [EditorEffect] {
        guard let site = document?.site, let first = targets.first else {
            return refuse("Go to a section or an element to move it.")
        }
        guard canEdit else { return commit([], "") }
        let kinds = Set(targets.map { $0.kind == .section })
        guard kinds.count == 1, first.kind != .page else {
            return refuse("Pages keep their place; mark either sections or elements.")
        }
        let moved = Set(targets.map(\.id))
        var items: [OverlayItem] = []
        let paths = site.pagePaths()
        for page in site.pages {
            let path = paths[page.id] ?? "/"
            if first.kind == .section {
                items.append(
                    OverlayItem(path, detail: "at its end", keys: "page", action: .moveTo(page.id)))
            }
            let names = site.sectionNames(of: page.id)
            for section in site.sections(of: page.id) where !moved.contains(section.id) {
                items.append(
                    OverlayItem(
                        path + "#" + (names[section.id] ?? "section"),
                        detail: first.kind == .section ? "behind it" : "into it, at its end",
                        keys: "section", action: .moveTo(section.id)))
            }
        }
        overlay = Overlay(.moveTo, "Move \(name(of: targets)) to", items)
        return []
    }

    /// Moves what is marked into a page, behind a section, or into one.
    mutating func moveTargets(to place: NodeID) -> [EditorEffect] {
        let targets = targets
        guard let site = document?.site, let destination = site[place], let first = targets.first
        else { return refuse("What was to move is gone.") }
        var edits: [SiteEdit] = []
        if destination.kind == .section, first.kind == .section, let page = destination.parent {
            var before = destination.id
            for node in targets {
                edits.append(.move(node.id, under: page, at: .after(before)))
                before = node.id
            }
        } else {
            let holder = destination.kind == .section ? destination.children.first : place
            guard let holder else { return refuse("The section is empty and holds nothing.") }
            edits = targets.map { .move($0.id, under: holder, at: .last) }
        }
        tree.marks.clear()
        awaited = Self.item(of: first)
        return commit(moves: edits, of: targets)
    }
}
