/// What the terminal pastes.
extension EditorState {
    /// A paste of more bytes than this is asked about first.
    private static let pasteAskedMin = 1_000_000

    /// Takes a paste in, or asks first where it is large.
    mutating func paste(_ text: String) -> [EditorEffect] {
        notice = nil
        strokes = []
        heldPaste = nil
        let size = overlay == nil ? text.utf8.count : Self.lines(text).first?.utf8.count ?? 0
        guard size > Self.pasteAskedMin, pasteRefusal == nil else { return put(text) }
        heldPaste = text
        let tenths = (size + 50_000) / 100_000
        let lines = overlay == nil ? text.utf8.count { $0 == UInt8(ascii: "\n") } + 1 : 1
        notice = Notice(
            .warning,
            "Paste \(tenths / 10).\(tenths % 10) MB, \(lines) line\(lines == 1 ? "" : "s")? Enter pastes, any other key leaves it."
        )
        return []
    }

    /// What a key says to a paste that is asked about; nil where none is. It is an answer and nothing else.
    mutating func answerPaste(_ stroke: KeyStroke) -> [EditorEffect]? {
        guard let text = heldPaste else { return nil }
        heldPaste = nil
        if stroke.key == .enter, stroke.modifiers.isEmpty { return put(text) }
        notice = Notice(.info, "Nothing was pasted.")
        return []
    }

    /// Puts pasted words where words are typed; elsewhere says that they are not taken.
    mutating func put(_ text: String) -> [EditorEffect] {
        if let refusal = pasteRefusal {
            notice = Notice(.info, refusal)
            return []
        }
        if overlay != nil {
            let lines = Self.lines(text)
            let effects = insert(lines.first.map { String($0).cleanedForText } ?? "", as: .other)
            if lines.count > 1 {
                notice = Notice(.info, "Only the first of \(lines.count) lines was pasted.")
            }
            return effects
        }
        return insert(text.cleanedForText, as: .other)
    }

    /// The lines of a text that have words; a query takes the first.
    private static func lines(_ text: String) -> [Substring] {
        text.split(whereSeparator: \.isNewline)
    }

    /// Why nothing can be pasted here; nil where letters are written somewhere. A list without a line to type in hides the field
    /// below it: nothing goes there unseen.
    private var pasteRefusal: String? {
        if let overlay {
            if overlay.typed != nil, !overlay.awaitsKey { return nil }
            let leave = keymap.shown("cancel", in: context) ?? "Esc"
            let way = editing == nil ? "" : "; \(leave) leads back to the text"
            return "Nothing was pasted: no words are typed here\(way)."
        }
        if editing != nil { return nil }
        guard focus == .prompt else {
            return "Enter opens a text first; then what is pasted goes into it."
        }
        return prompt.review == nil ? nil : "Nothing was pasted: no words are typed in a review."
    }
}
