extension EditorState {
    /// The letter that a key will put behind the text in hand, and nothing else: it can be shown before it is.
    ///
    /// - Returns: Printable ASCII, which joins no character before it; nil for any other key and any other place.
    package func letter(of stroke: KeyStroke) -> UInt8? {
        guard let editing, overlay == nil, heldPaste == nil, strokes.isEmpty,
            !registers.awaitsName, editing.field.endsAtCursor,
            let letter = stroke.typed?.asciiValue, 0x20..<0x7F ~= letter,
            keymap.meaning(of: [stroke], in: context) == .none
        else { return nil }
        return letter
    }
}
