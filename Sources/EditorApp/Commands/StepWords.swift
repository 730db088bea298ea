import SiteHistory
import SiteModel
import SiteStore

extension StoredBatch {
    /// What a step did, in words: `text hero.title`, `undo: deletion of /#menu taken back`, `brought back to …`.
    ///
    /// - Parameters:
    ///   - seen: What is otherwise since, which says more than the kind of a step; empty where that is not known.
    ///   - names: What nodes are called now; with them a step that changed several places names them.
    ///   - trash: What lies there, by the names that it has there.
    func words(
        seen: String = "", calling names: SiteNames? = nil, trash: [TrashEntry] = []
    ) -> String {
        if let title = batch.titleOfNewSite { return "site made: “\(title)”" }
        let scattered = names.flatMap { ScatteredStep(batch, $0) }
        switch kind {
        case "undo", "redo": return turned(scattered, trash)
        case "rewind":
            // `to 26 Nov 2026, 10:14 UTC: text hero.title`
            guard let what = seen.isEmpty ? scattered?.words : seen else {
                return "brought back \(target)"
            }
            let version = target.range(of: ": ").map { String(target[..<$0.lowerBound]) } ?? ""
            return "brought back \(version): \(what)"
        case "proposal":
            return "proposal accepted: \(seen.isEmpty ? scattered?.words ?? target : seen)"
        default:
            return seen.isEmpty
                ? scattered?.words ?? "\(kind) \(Self.spoken(target, trash))" : seen
        }
    }

    /// Of a step back or forth: `restore /#menu` is what the step does itself, and nobody restored anything.
    private func turned(_ scattered: ScatteredStep?, _ trash: [TrashEntry]) -> String {
        let parts = target.split(separator: " ", maxSplits: 1).map(String.init)
        let isUndo = kind == "undo"
        guard parts.count == 2, parts[0] == "restore" || parts[0] == "delete" else {
            return "\(kind): \(scattered?.words ?? target)"
        }
        let what = (parts[0] == "restore") == isUndo ? "deletion" : "adding"
        return "\(kind): \(what) of \(scattered?.places ?? Self.spoken(parts[1], trash))"
            + (isUndo ? " taken back" : "")
    }

    /// What was gone when the step was noted has only its id there.
    private static func spoken(_ target: String, _ trash: [TrashEntry]) -> String {
        guard let node = NodeID(target) else { return target }
        guard let entry = trash.first(where: { $0.node == node }) else {
            return "something that is gone"
        }
        let isNamed = [.section, .page].contains(entry.content.kind) && !entry.name.isEmpty
        return isNamed
            ? "\(entry.content.kind.rawValue) \(entry.name)" : SiteNames.spoken(entry.content)
    }
}

extension Batch {
    /// Of the step that made the site; nil of every other one.
    fileprivate var titleOfNewSite: String? {
        guard first == 1, previous == .zero, base.count == 0,
            case .set(let site, _, _, _, _) = operations.first
        else { return nil }
        let titles = operations.lazy.compactMap { operation -> String? in
            guard case .set(site, .title, let value, _, _) = operation else { return nil }
            return value?.plain
        }
        return titles.first
    }
}

/// A step that changed what was there in several places, as a replacement does; or a page's own text.
private struct ScatteredStep {
    /// How many places are named where not all are.
    private static let namedMax = 2

    /// `page.title, hero.title and menu.text`, `page.title, hero.title and 5 more`.
    let places: String
    /// `text in 3 places: page.title, hero.title and menu.text`.
    let words: String

    /// nil where the batch made something, and where it changed one place that its target names.
    init?(_ batch: Batch, _ names: SiteNames) {
        let operations = batch.operations.filter { $0.node != nil && $0.word != "bytes" }
        guard let first = operations.first,
            !operations.contains(where: { $0.word == "create" })
        else { return nil }
        var known: Set<String> = []
        var found: [(rank: Int, label: String)] = []
        for operation in operations {
            guard let node = operation.node, !Self.isUnseen(names.site[node]) else { continue }
            let key = operation.text.flatMap { names.key(of: node, field: $0.key.field) }
            guard known.insert(key ?? node.description).inserted, names.site[node] != nil
            else { continue }
            found.append((names.rank(of: node) ?? .max, key ?? names.label(of: node)))
        }
        let isPageText = first.text != nil && first.node.flatMap { names.site[$0] }?.kind == .page
        guard !found.isEmpty, known.count > 1 || isPageText else { return nil }
        // What is no text stands behind, in the step's order.
        let sorted = found.enumerated().sorted {
            ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
        }
        let isSettled = batch.operations.contains { $0.word == "resolve" }
        let kinds = isSettled ? ["resolve"] : Set(operations.map(\.word))
        // Nodes went and others came: the HTML of a section was replaced, or that was taken back.
        if kinds.isSuperset(of: ["delete", "restore"]),
            let section = Self.section(of: operations, names)
        {
            places = section
            words = "content of " + section
        } else {
            places = Self.list(sorted.map(\.element.label), of: known.count)
            words =
                kinds.sorted().joined(separator: ", ")
                + (known.count > 1 ? " in \(known.count) places: " : " ") + places
        }
    }

    /// White space between elements, and comments: in no tree that people see.
    private static func isUnseen(_ node: Node?) -> Bool {
        node.map { [.literal, .comment].contains($0.kind) } ?? false
    }

    /// The section that everything is in which is there now.
    private static func section(of operations: [Operation], _ names: SiteNames) -> String? {
        let site = names.site
        let sections = Set(
            operations.compactMap { operation in
                operation.node.flatMap { site[$0] }.map { site.enclosing(.section, of: $0.id)?.id }
            })
        guard sections.count == 1, let section = sections.first ?? nil else { return nil }
        return names.label(of: section)
    }

    private static func list(_ labels: [String], of count: Int) -> String {
        if labels.count == count, count <= namedMax + 1 {
            return [labels.dropLast().joined(separator: ", "), labels.last ?? ""]
                .filter { !$0.isEmpty }.joined(separator: " and ")
        }
        let named = labels.prefix(namedMax)
        return named.joined(separator: ", ") + " and \(count - named.count) more"
    }
}
