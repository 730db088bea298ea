/// Every step of this device and the ways between them, also those that were set aside.
extension EditorState {
    mutating func showUndoTree() -> [EditorEffect] {
        guard document != nil else { return [] }
        overlay = Overlay(.undoTree, "Undo tree", [], searches: false)
        return [.readUndoTree]
    }

    mutating func take(_ steps: [UndoTreeStep]) {
        guard isOpen(.undoTree) else { return }
        let tree = UndoTree(steps)
        let isFirst = overlay?.kind == .undoTree && overlay?.all.isEmpty == true
        var items = tree.rows.map { item($0, isHere: $0.step.key == tree.here) }
        if !items.isEmpty {
            items.append(
                OverlayItem(
                    Self.mark(of: .done) + " before the first step",
                    detail: tree.here == nil ? Self.here : "", action: .turnTo(nil)))
        }
        refill(.undoTree, with: items)
        if isFirst {
            overlay?.cursor = items.firstIndex { $0.detail == Self.here } ?? 0
            overlay?.follow(height: rows)
        }
    }

    private static let here = "the site stands here"

    private func item(_ row: UndoTree.Row, isHere: Bool) -> OverlayItem {
        let indent = String(repeating: "  ", count: min(row.depth, 8))
        let detail =
            isHere
            ? Self.here
            : row.replacement.map { "set aside for: \($0)" } ?? Self.word(for: row.step.state)
        return OverlayItem(
            "\(indent)\(Self.mark(of: row.step.state)) \(row.step.label)", detail: detail,
            action: .turnTo(row.step.key))
    }

    private static func mark(of state: UndoTreeStep.State) -> String {
        switch state {
        case .done: "●"
        case .undone: "○"
        case .aside: "·"
        }
    }

    private static func word(for state: UndoTreeStep.State) -> String {
        switch state {
        case .done: ""
        case .undone: "undone"
        case .aside: "set aside"
        }
    }

    /// Enter: the site goes there, and the list stays to go on from.
    mutating func turn(to step: Int64?) -> [EditorEffect] {
        if refusesChanges() { return [] }
        return (editing != nil ? commitField() : []) + [.turnTo(step: step, token: turningToken())]
    }
}
