extension EditorState {
    private static let treeSteps = ["cursor-down": 1, "cursor-up": -1]

    /// The letter that a key will put behind the text in hand, and nothing else: it can be shown before it is.
    ///
    /// - Returns: Printable ASCII, which joins no character before it; nil for any other key and any other place.
    package func letter(of stroke: KeyStroke) -> UInt8? {
        guard editing?.field.endsAtCursor == true, overlay == nil, heldPaste == nil,
            strokes.isEmpty, !registers.awaitsName,
            let letter = stroke.typed?.asciiValue, 0x20..<0x7F ~= letter,
            keymap.meaning(of: [stroke], in: context) == .none
        else { return nil }
        return letter
    }

    /// Takes in a letter of `letter(of:)` that goes on with a run of typing, as `update` does, in a fraction of the work.
    ///
    /// - Returns: What the shell is to do; nil where more than the field may hang on the key: nothing is changed then.
    package mutating func goOn(with letter: UInt8) -> EditorEffect? {
        guard notice == nil, count == nil, !awaitsRest, editing?.goOn(with: letter) == true
        else { return nil }
        return editing.map { .saveDraft($0.draft) }
    }

    /// The step that a key will have the tree's cursor make: it can be shown before all that hangs on it.
    ///
    /// - Returns: 1 down, -1 up; nil for any other key and any other place.
    package func step(of stroke: KeyStroke) -> Int? {
        guard focus == .tree, document != nil, editing == nil, overlay == nil, heldPaste == nil,
            strokes.isEmpty, count == nil, !registers.awaitsName, tree.marks.isEmpty,
            !tree.marks.isDragging,
            case .intent(let intent) = keymap.meaning(of: [stroke], in: context),
            let step = Self.treeSteps[intent]
        else { return nil }
        return tree.rows.indices.contains(tree.cursor + step) ? step : nil
    }

    /// Where a cursor that walks on is; nil where more than the tree's bar may be drawn for the state.
    package var walkingPlace: (cursor: Int, top: Int)? {
        walk == .walks && notice == nil ? (tree.cursor, tree.top) : nil
    }
}
