/// Lists over lists: what is opened over a full view, help over the merge screen say, leads back to it.
extension EditorState {
    /// Commands after which a person goes on where the palette was called.
    private static let staying: Set<String> = [
        "undo", "redo", "next-theme", "next-locale", "sync-now", "checkpoint", "redraw", "suspend",
    ]

    /// Notes what a command has laid a new list over.
    mutating func cover(_ before: Overlay?) {
        guard let before, let now = overlay, now.kind != before.kind else { return }
        covered.append(before)
        // A list that is opened again is on top, and once.
        if let again = covered.firstIndex(where: { $0.kind == now.kind }) {
            covered.removeSubrange(again...)
        }
    }

    /// Shows what lay under the list on top; nothing, if that were the panes.
    mutating func uncover() {
        overlay = covered.popLast()
        // An answer that came meanwhile was not for this list.
        if overlay?.search?.isBusy == true { overlay?.search?.asked = nil }
    }

    /// Before a command chosen in a list runs: some leave what lay under the list where it was.
    mutating func uncover(for command: String) {
        if Self.staying.contains(command) { uncover() }
    }

    /// Whether a list is shown, or lies under the one that is.
    func isOpen(_ kind: Overlay.Kind) -> Bool {
        overlay?.kind == kind || covered.contains { $0.kind == kind }
    }

    /// New rows for a list that is open.
    mutating func refill(_ kind: Overlay.Kind, with items: [OverlayItem]) {
        if overlay?.kind == kind {
            overlay?.show(items)
        } else if let index = covered.firstIndex(where: { $0.kind == kind }) {
            covered[index].show(items)
        }
    }
}
