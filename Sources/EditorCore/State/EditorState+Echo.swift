extension EditorState {
    private static let treeSteps = ["cursor-down": 1, "cursor-up": -1]

    /// The text in hand, where a letter will go behind it and nothing else: it can be shown before it is.
    ///
    /// Mutating, though it changes nothing: a value of this size Swift copies, with its hundred references, for a call that only reads.
    /// - Parameter letter: Printable ASCII, which joins no character before it.
    package mutating func textToTake(_ letter: UInt8) -> String? {
        guard takesLetters, keymap.fieldLetters.contains(letter) else { return nil }
        return editing?.field.text
    }

    private var takesLetters: Bool {
        mutating get {
            editing?.field.endsAtCursor == true && overlay == nil && heldPaste == nil
                && strokes.isEmpty && !registers.awaitsName
        }
    }

    /// Nothing but the field hangs on the next letter.
    private var lettersChangeNothingElse: Bool {
        mutating get { notice == nil && count == nil && !awaitsRest }
    }

    /// The letters that `goOn(with:)` would take, however many of `room` they are; nil where there are none.
    package mutating func run(room: Int) -> TypingRun? {
        guard takesLetters, lettersChangeNothingElse else { return nil }
        return TypingRun(
            keymap.fieldLetters, room: min(room, editing?.roomToGoOn(atMost: room) ?? 0))
    }

    /// Takes in letters of `textToTake(_:)` that go on with a run of typing, as `update` does one by one, in a fraction of the work.
    ///
    /// - Returns: What the store is to keep, another draft of the same text before it; nil where more than the field may hang on one of
    ///   them: nothing is changed then.
    package mutating func goOn(with letters: [UInt8]) -> FieldDraft? {
        guard lettersChangeNothingElse, editing?.goOn(with: letters) == true else { return nil }
        return editing?.draft
    }

    /// The step that a key will have the tree's cursor make: it can be shown before all that hangs on it.
    ///
    /// - Returns: 1 down, -1 up; nil for any other key and any other place.
    package mutating func step(of stroke: KeyStroke) -> Int? {
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
