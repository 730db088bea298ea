import SiteHistory
import SiteModel

/// A text or an attribute that is being edited in place.
package struct EditSession: Hashable, Sendable {
    package let target: TextRef
    /// The conflict that its text will settle; nil where a text is simply edited.
    let settling: ConflictID?
    /// What to call it: `hero.title`, `a href`.
    package let title: String
    /// What stands in the document, with inline marks; follows what others change.
    package private(set) var base: String
    /// The same as a person reads it.
    package private(set) var original: String
    /// What others made of the words that are typed anew here, as a person reads it: Enter replaces it. nil where nobody did.
    private(set) var contested: String?
    /// Whether its text was deleted meanwhile: what is typed goes on into the field and cannot be kept in the site.
    package internal(set) var isGone = false
    /// The inline tags of the text's node.
    private let inlines: [InlineTag]
    /// The hunk of a proposal whose text it is; nil for a text of the site.
    package let hunk: HunkName?
    package internal(set) var field: TextField
    /// Texts before each run of typing, oldest first.
    private var past: [TextField] = []
    private var future: [TextField] = []
    private var lastChange = Change.other

    /// How the text was changed last: keys of one kind are undone together.
    enum Change: Hashable, Sendable { case typing, deleting, other }

    private static let pastMax = 200

    init(
        target: TextRef, title: String, base: String, inlines: [InlineTag], typed: String? = nil,
        cursor: Int? = nil, hunk: HunkName? = nil, settling: ConflictID? = nil
    ) {
        self.hunk = hunk
        self.target = target
        self.settling = settling
        self.title = title
        self.base = base
        self.inlines = inlines
        original = RichText.plain(base, inlines: inlines)
        field = TextField(typed ?? original)
        if let cursor { field.place(atOffset: cursor) }
    }

    package var isChanged: Bool { field.text != original }

    /// The draft that keeps it over a restart.
    package var draft: FieldDraft {
        FieldDraft(text: target, base: base, typed: field.text, cursor: field.cursor)
    }

    /// Changes the text; the step can be taken back.
    mutating func change(_ kind: Change = .other, _ body: (inout TextField) -> Void) {
        let before = field
        body(&field)
        guard field.text != before.text else { return }
        if kind == .other || kind != lastChange || past.isEmpty {
            past.append(before)
            if past.count > Self.pastMax { past.removeFirst() }
        }
        lastChange = kind
        future = []
    }

    /// Goes on with a run of typing behind the text; false, and nothing is changed, where there is none, or where the text
    /// may come to be what it was.
    mutating func goOn(with letters: [UInt8]) -> Bool {
        guard roomToGoOn(atMost: letters.count) == letters.count else { return false }
        field.append(letters)
        return true
    }

    /// How many letters can go on with a run of typing.
    func roomToGoOn(atMost most: Int) -> Int {
        guard lastChange == .typing, !past.isEmpty, hunk == nil, !isGone, field.endsAtCursor
        else { return 0 }
        let missing = original.utf8.count - field.text.utf8.count
        return missing < 0 ? most : max(0, min(most, missing - 1))
    }

    /// Moves the cursor or the selection; the next key begins a new step.
    mutating func move(_ body: (inout TextField) -> Void) {
        body(&field)
        lastChange = .other
    }

    mutating func undo() {
        guard let before = past.popLast() else { return }
        future.append(field)
        field = before
        lastChange = .other
    }

    mutating func redo() {
        guard let after = future.popLast() else { return }
        past.append(field)
        field = after
        lastChange = .other
    }

    /// What others made of the text, beside what is typed.
    enum Meeting: Hashable, Sendable {
        /// The text reads as before.
        case none
        /// Other words than those typed: both changes are in the field.
        case apart
        /// The same words: the field has what was typed and nothing else.
        case contested
    }

    /// Takes over what others made of the text: what is typed is carried over their changes, but where both are of the same
    /// words; then it stays as it is, to be put in the place of theirs.
    mutating func rebase(onto new: String) -> Meeting {
        guard new != base else { return .none }
        let (before, now) = (original, RichText.plain(new, inlines: inlines))
        (base, original) = (new, now)
        guard now != before else { return .none }
        // Who took all of it away and typed anew has chosen every word.
        let isRetyped =
            field.text != before && (field.isEmpty || past.contains { $0.isEmpty })
        past = []
        future = []
        lastChange = .other
        if !isRetyped,
            let own = TextDifference.separateEdits(from: before, to: field.text, over: now)
        {
            let carried = TextDifference.apply(own, to: now)
            for edit in TextDifference.edits(from: field.text, to: carried).reversed() {
                field.apply(TextEdit(range: edit.range, replacement: edit.replacement))
            }
            // Words that were contested before still are.
            if contested == nil { return .apart }
        }
        contested = isChanged ? now : nil
        return isChanged ? .contested : .apart
    }
}

extension TextField {
    /// Puts the cursor at the border of characters at or after a UTF-8 offset.
    mutating func place(atOffset offset: Int) {
        move(.textStart)
        let count = text.utf8.count
        guard offset > 0 else { return }
        if offset >= count { return move(.textEnd) }
        cursor = border(atOrAfter: offset)
    }
}
