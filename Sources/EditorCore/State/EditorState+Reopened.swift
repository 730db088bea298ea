import SiteModel

/// What the next start of the editor will show, as far as this one can know it: a start paints that at once, and what is
/// really there when it was read.
extension EditorState {
    /// Whether what was asked for is shown and nothing waits for the cursor to rest: what a start comes to.
    package var isSettled: Bool {
        guard document != nil, !awaitsRest else { return false }
        let isDrawn = layout.page == nil || page.preview != nil && page.shown == page.requested
        return isDrawn && page.preview?.awaitsPictures != true
            && page.beside.values.allSatisfy { $0.shown == $0.requested }
    }

    /// The editor as it will stand when this site is opened anew, with the page that is drawn now.
    ///
    /// - Parameter target: What it is opened at; nil opens it where it was left.
    /// - Returns: nil where that cannot be known: a text is in hand, or another page will be shown than now.
    package func reopened(at target: String?) -> EditorState? {
        guard let document, editing == nil, drafts.isEmpty else { return nil }
        var new = EditorState(setup, columns: columns, rows: rows)
        new.keymap = keymap
        new.isGroundDark = isGroundDark
        new.sync = sync
        if case .local = sync.connection {} else { new.sync.connection = .connecting }
        (new.mergePositions, new.mergesSeen) = (mergePositions, mergesSeen)
        _ = new.update(
            .opened(
                document, drafts: keptPrompt().map { [$0] } ?? [], at: target,
                session: target == nil ? session : nil))
        _ = new.update(.proposalsChanged(proposals, of: document.site.id))
        _ = new.update(
            .mergesCounted(mergePositions, contested: contestedCount, seen: mergesSeen))
        if let preview = page.preview, let shown = page.shown {
            guard new.page.requested == shown else { return nil }
            _ = new.update(.previewReady(shown, preview, page.sections))
        }
        _ = new.update(.rested)
        return new.isSettled ? new : nil
    }
}
