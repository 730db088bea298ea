/// Emacs in a field: a mark from which movements select, and killing, which takes away what can be pasted again.
extension EditorState {
    /// Takes a stretch out of the field that has the keyboard. Kills in a row are pasted as one.
    mutating func kill(_ name: String) -> [EditorEffect] {
        guard let before = typedField else { return [] }
        let deletion = "delete-" + name.dropFirst("kill-".count)
        let effects = editField(deletion)
        guard before.others.isEmpty, let after = typedField else { return effects }
        let killed = before.text(gone: after)
        guard !killed.isEmpty else { return effects }
        let isBack = name == "kill-word-back"
        copiedText = !isKilling ? killed : isBack ? killed + copiedText : copiedText + killed
        isKilling = true
        registers.keep(.text(copiedText))
        return effects + [.setClipboard(copiedText)]
    }

    /// What was copied is not selected any more where a mark selected it.
    mutating func endMark() {
        if typedField?.isMarking == true { moveInField { $0.deselect() } }
    }
}

extension TextField {
    /// Begins a selection at the cursor that every movement extends.
    mutating func setMark() {
        deselect()
        anchor = cursor
        isMarking = true
    }

    /// The one stretch that one deletion took, which left `after`.
    fileprivate func text(gone after: TextField) -> String {
        let count = text.utf8.count - after.text.utf8.count
        let start = min(after.cursor, text.utf8.count)
        guard count > 0, start + count <= text.utf8.count else { return "" }
        return String(text[index(start)..<index(start + count)])
    }
}
