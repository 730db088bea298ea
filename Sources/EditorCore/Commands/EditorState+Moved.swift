import SiteHistory
import SiteMarkup
import SiteModel

/// Moves to where a relative address would lead elsewhere: to a page in another folder.
extension EditorState {
    /// Commits moves of the nodes, whose addresses lead where they led; then says where they stand.
    mutating func commit(moves: [SiteEdit], of nodes: [Node]) -> [EditorEffect] {
        guard let document else { return [] }
        if let missing = document.missing,
            missing.conflictCount > 0 || nodes.contains(where: { document.isHollow($0.id) }),
            document.site.crossesFolders(moves)
        {
            return refuse("It is still being read: once more, please.")
        }
        let edits = document.site.keepingAddresses(moves, conflicts: document.conflicts)
        return commit(
            edits, "move " + name(of: nodes), telling: .moved(nodes.map(\.id), way: nil))
    }
}

extension Site {
    /// Edits, and behind them what addresses have to say in a node that goes to a page in another folder.
    ///
    /// These are ordinary edits of the same step, which one undo takes back. What another device writes into such an
    /// attribute meanwhile makes a conflict as any other; an address that it adds meanwhile stays as it wrote it.
    ///
    /// - Parameter conflicts: Those that are open. An attribute that has one is left to its answer, for setting it would
    ///   settle it unasked.
    /// - Complexity: O(nodes moved between folders).
    package func keepingAddresses(
        _ edits: [SiteEdit], conflicts: @autoclosure () -> [Conflict]
    ) -> [SiteEdit] {
        let changed = edits.flatMap {
            edit -> [(node: NodeID, name: FieldName, value: FieldValue)] in
            guard case .move(let moved, let parent, _) = edit,
                let links = links(from: moved, to: parent)
            else { return [] }
            return subtree(of: moved).flatMap { node in
                links.changedAttributes(of: node).map { (node.id, $0.name, $0.value) }
            }
        }
        guard !changed.isEmpty else { return edits }
        let open = conflicts().filter { $0.id.kind == .value }
        return edits
            + changed.filter { change in
                !open.contains { $0.node == change.node && $0.id.field == change.name.rawValue }
            }.map { .setField($0.node, $0.name, $0.value) }
    }

    fileprivate func crossesFolders(_ edits: [SiteEdit]) -> Bool {
        edits.contains { edit in
            guard case .move(let moved, let parent, _) = edit else { return false }
            return links(from: moved, to: parent) != nil
        }
    }

    /// nil where addresses stay as they are.
    private func links(from node: NodeID, to parent: NodeID) -> RelativeLinks? {
        guard let page = enclosing(.page, of: node), let other = enclosing(.page, of: parent),
            page.id != other.id
        else { return nil }
        let links = RelativeLinks(from: page, to: other, in: self)
        return links.changeNothing ? nil : links
    }
}
