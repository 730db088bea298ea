/// A key and what it does, for the last row of the screen.
package struct Hint: Hashable, Sendable {
    package let keys: String
    package let words: String
    /// Whether it leaves the place: that is shown before all that is nice to have.
    let leaves: Bool

    init(keys: String, words: String, leaves: Bool = false) {
        self.keys = keys
        self.words = words
        self.leaves = leaves
    }

    /// The cells it takes: its keys, a space, its words.
    package var width: Int { ShownCharacter.width(of: text) }

    /// Its keys and its words; words that had no room are left out.
    package var text: String { words.isEmpty ? keys : keys + " " + words }

    /// Cells between two hints.
    package static let gap = 2

    /// The hints that a line has room for in their order: the first, which is needed most, what leaves the place, these with
    /// their keys alone if need be, and the others as they come.
    package static func fitting(_ hints: [Hint], in width: Int) -> [Hint] {
        var room = width + gap
        var kept: [Int: Hint] = [:]
        let leaving = hints.indices.filter { hints[$0].leaves }
        for index in hints.indices.prefix(1) + leaving + Array(hints.indices)
        where kept[index] == nil {
            let keysAlone = Hint(keys: hints[index].keys, words: "")
            let isNeeded = index == 0 || hints[index].leaves
            let forms = isNeeded ? [hints[index], keysAlone] : [hints[index]]
            guard let form = forms.first(where: { $0.width + gap <= room }) else { continue }
            kept[index] = form
            room -= form.width + gap
        }
        return hints.indices.compactMap { kept[$0] }
    }

    /// The same as one string.
    package static func line(_ hints: [Hint], in width: Int) -> String {
        fitting(hints, in: width).map(\.text).joined(separator: String(repeating: " ", count: gap))
    }
}

/// What the hints depend on: equal situations have equal hints.
package struct HintSituation: Hashable, Sendable {
    private enum Prompt: Hashable { case idle, composing, reviewing }

    private let keymap: String
    private let bindingCount: Int
    private let context: Keymap.Context
    private let strokes: [KeyStroke]
    private let overlay: Overlay.Kind?
    private let isEmptyList: Bool
    private let merge: MergeScreen.Situation?
    private let part: SearchForm.Part?
    private let scope: SearchRequest.Scope?
    private let awaitsKey: Bool
    private let isEditing: Bool
    private let isGone: Bool
    private let isPromptFocused: Bool
    private let prompt: Prompt
    private let review: ReviewChoices?
    private let asksAgain: Bool
    private let hasDocument: Bool
    private let showsProposal: Bool
    private let hasMarks: Bool
    private let hasFound: Bool
    private let hasConflicts: Bool
    private let hasContested: Bool
    private let editWords: EditorState.EditWords
    private let canArrange: Bool

    init(_ state: EditorState) {
        keymap = state.keymap.name
        bindingCount = state.keymap.bindings.count
        context = state.context
        strokes = state.strokes
        overlay = state.overlay?.kind
        isEmptyList = state.hasEmptyList
        merge = state.overlay?.kind == .conflicts ? state.merge.situation : nil
        part = state.overlay?.search?.part
        scope = state.overlay?.search?.scope
        awaitsKey = state.overlay?.awaitsKey ?? false
        isEditing = state.editing != nil
        isGone = state.editing?.isGone == true
        isPromptFocused = state.focus == .prompt
        review = state.prompt.review == nil ? nil : state.reviewChoices
        asksAgain = state.prompt.again != nil
        hasDocument = state.document != nil
        showsProposal = state.prompt.field.isEmpty && !state.openProposals.isEmpty
        hasMarks = !state.tree.marks.isEmpty
        hasFound = state.page.find != nil
        editWords = state.editWords
        canArrange = state.context == .page && state.canArrangePages
        hasContested = state.contestedCount > 0
        hasConflicts = state.document?.conflictCount ?? 0 > 0
        prompt =
            switch state.prompt.phase {
            case .idle: .idle
            case .composing: .composing
            case .reviewing: .reviewing
            }
    }
}

extension EditorState {
    package var hintSituation: HintSituation { HintSituation(self) }

    /// What the keys do now, most needed first; those that no key calls are left out.
    package var hints: [Hint] {
        if !strokes.isEmpty { return continuations }
        return names.filter { canBeDone($0.0) }.compactMap { name, words in
            shownKeys(of: name).map { Hint(keys: $0, words: words, leaves: name == "cancel") }
        }
    }

    private func shownKeys(of name: String) -> String? {
        guard actsAtOnce, let first = keymap.strokes(for: name, in: context).first,
            first.count == 2, first[0] == first[1]
        else { return keymap.shown(name, in: context) }
        return first[0].shown
    }

    /// What changes a site, apart from `edit`, which also unfolds and explains.
    private static let changing: Set<String> = [
        "edit-first", "ask", "undo", "redo", "insert", "delete", "cut", "duplicate", "move-to",
        "move-up", "move-down", "take-ours", "take-theirs", "take-both", "merge-words",
        "merge-edit", "merge-reverse", "accept-hunk", "reject-hunk", "review-toggle", "accept-all",
        "ask-again", "send-prompt", "rewind-site", "rewind-section", "rewind-field",
    ]

    /// Whether a command is not refused where the site is only read.
    private func canBeDone(_ name: String) -> Bool {
        guard setup.isReadOnly else { return true }
        if name == "edit" { return context == .tree && editWords != .edit }
        return !Self.changing.contains(name)
    }

    /// A count and strokes that wait for more.
    package var pendingKeys: String? {
        guard count != nil || !strokes.isEmpty else { return nil }
        return (count.map { "\($0) " } ?? "") + strokes.map(\.shown).joined(separator: " ")
    }

    /// After the first stroke of a sequence: the ways on.
    private var continuations: [Hint] {
        keymap.continuations(of: strokes, in: context).map { binding in
            Hint(
                keys: binding.strokes.dropFirst(strokes.count).map(\.shown).joined(separator: " "),
                words: Command.named(binding.intent)?.title ?? binding.intent)
        }
    }

    private var names: [(String, String)] {
        if let overlay { return overlayNames(overlay.kind) }
        if editing?.isGone == true {
            return [
                ("cancel", "leave"), ("undo", "undo"), ("palette", "commands"), ("quit", "quit"),
            ]
        }
        if editing != nil {
            return [
                ("commit-edit", "keep"), ("cancel", "cancel"), ("break-line", "new line"),
                ("undo", "undo"),
                ("palette", "commands"), ("quit", "quit"),
            ]
        }
        if focus == .prompt { return promptNames }
        if !tree.marks.isEmpty {
            return [
                ("delete", "delete"), ("cut", "cut"), ("copy", "copy"), ("duplicate", "duplicate"),
                ("move-to", "move to"), ("move-up", "up"), ("cancel", "unmark"), ("quit", "quit"),
            ]
        }
        if focus == .page { return pageHints }
        return editNames + [("palette", "commands"), ("help", "help"), ("quit", "quit")]
            + disputed + [
                ("go-to", "go to"),
                ("ask", "ask"), ("undo", "undo"), ("insert", "new"), ("next-pane", "pane"),
            ]
    }

    /// The way to what the header counts: conflicts, or words to check.
    private var disputed: [(String, String)] {
        if document?.conflictCount ?? 0 > 0 { return [("conflicts", "conflicts")] }
        return contestedCount > 0 ? [("conflicts", "check")] : []
    }

    /// The keys that edit, said as what they do on the row under the cursor.
    private var editNames: [(String, String)] {
        switch editWords {
        case .nothing: []
        case .edit, .explain, .describe: [("edit", editWords.rawValue)]
        case .fold, .unfold: [("edit", editWords.rawValue), ("edit-first", "edit its text")]
        }
    }

    private var pageHints: [(String, String)] {
        let found = [
            ("find-in-page-next", "next"), ("find-in-page-previous", "previous"),
            ("cancel", "unmark"),
        ]
        return [("edit", "edit"), ("palette", "commands"), ("help", "help"), ("quit", "quit")]
            + disputed
            + (page.find == nil ? [("find-in-page", "find")] : found)
            + [
                ("platform", "device")
            ] + (canArrangePages ? [("side-by-side", "side by side")] : [])
            + [
                ("page-larger", "larger"), ("landmarks", "headings"), ("next-pane", "pane"),
            ]
    }

    private var promptNames: [(String, String)] {
        switch prompt.phase {
        case .reviewing: reviewNames(reviewChoices)
        case .composing: [("cancel", "stop"), ("quit", "quit")]
        case .idle:
            [
                (
                    "send-prompt",
                    prompt.field.isEmpty && !openProposals.isEmpty ? "show proposal" : "send"
                ), ("cancel", prompt.again == nil ? "leave" : "go back"), ("palette", "commands"),
                ("help", "help"), ("quit", "quit"),
            ]
        }
    }

    private func reviewNames(_ choices: ReviewChoices) -> [(String, String)] {
        (choices.canTake ? [("accept-hunk", "accept")] : [])
            + (choices.canReject ? [("reject-hunk", "reject")] : [])
            + (choices.canTake ? [("review-toggle", "choose")] : [])
            + (choices.canTakeAll ? [("accept-all", "all chosen")] : [])
            + [("cancel", "later")] + (choices.canReject ? [("edit", "edit")] : [])
            + [("ask-again", "ask again"), ("review-source", "source"), ("undo", "undo")]
    }

    /// Where it is looked comes first: a replacement changes what is there.
    private var searchNames: [(String, String)] {
        let isNarrow = overlay?.search?.scope == .texts
        return [
            ("search-scope", isNarrow ? "attributes, CSS too" : "texts only"),
            ("search-regex", "regex"), ("search-case", "case"), ("search-locales", "languages"),
        ]
    }

    private func mergeNames(_ situation: MergeScreen.Situation) -> [(String, String)] {
        let sides = [("take-ours", "ours"), ("take-theirs", "theirs")]
        let leave = [("cancel", "leave")]
        guard situation.hasItem else {
            let other = situation.part == .conflicts ? "merges" : "conflicts"
            return [("merge-part", other)] + leave
                + (situation.hasSettled ? [("undo", "undo")] : [])
        }
        let reverse = situation.canReverse ? [("merge-reverse", "take theirs back")] : []
        if situation.part == .merges, !situation.canPick {
            return reverse + [
                ("merge-accept", "go there"),
                ("merge-part", "conflicts"), ("merge-next", "next"),
            ] + leave
        }
        if situation.isPicking {
            return [("merge-accept", "done")] + sides
                + [
                    ("take-both", "both"), ("merge-next", "next words"), ("merge-edit", "by hand"),
                    ("cancel", "back"),
                ].filter { situation.part == .conflicts || $0.0 != "merge-edit" }
        }
        if situation.part == .merges {
            return sides + [
                ("take-both", "both"), ("merge-words", "by word"), ("merge-accept", "go there"),
            ] + reverse + [("merge-part", "conflicts"), ("merge-next", "next")] + leave
        }
        return sides + (situation.canTurn ? [("merge-side", "next side")] : [])
            + (situation.canTakeBoth ? [("take-both", "both")] : [])
            + (situation.canPick ? [("merge-words", "by word")] : [])
            + (situation.canType ? [("merge-edit", "by hand")] : [])
            + [("merge-accept", "go there"), ("merge-part", "merges")] + leave
            + [("undo", "undo")]
    }

    private func overlayNames(_ kind: Overlay.Kind) -> [(String, String)] {
        switch kind {
        case .conflicts: mergeNames(merge.situation)
        case .sites where document == nil:
            [("list-choose", "open"), ("ask", "new site"), ("help", "help"), ("quit", "quit")]
        case .timeline, .difference:
            (kind == .timeline ? [("list-choose", "show")] : [])
                + [
                    ("rewind-site", "site back to it"), ("rewind-section", "section"),
                    ("rewind-field", "field"), ("cancel", "leave"),
                ]
        case .undoTree:
            [("list-choose", "go there"), ("undo", "undo"), ("redo", "redo"), ("cancel", "leave")]
        case .pageFind:
            [
                ("list-choose", "go there"), ("list-down", "next"), ("list-up", "previous"),
                ("cancel", "back"),
            ]
        case .tasks where hasEmptyList: [("cancel", "leave")]
        case .tasks: [("list-choose", "review"), ("cancel", "leave"), ("list-down", "scroll")]
        case .newSite, .newPage: [("list-choose", "make it"), ("cancel", "leave")]
        case .pagePath: [("list-choose", "take it"), ("cancel", "leave")]
        case .source: [("cancel", "leave"), ("list-down", "scroll")]
        case .find: [("list-choose", "go there")] + searchNames + [("cancel", "leave")]
        case .replace:
            overlay?.search?.part == .matches
                ? [
                    ("list-choose", "replace"), ("list-toggle", "leave out"),
                    ("list-toggle-all", "all or none"), ("list-next-part", "back to the words"),
                    ("cancel", "leave"),
                ]
                : [
                    (
                        "list-choose",
                        overlay?.search?.part == .needle ? "to the new words" : "to the matches"
                    )
                ] + searchNames + [("list-next-part", "next field")]
                    + [("cancel", "leave")]
        case .help where overlay?.awaitsKey == true: [("cancel", "leave")]
        case .help:
            [("list-choose", "run it"), ("help", "press a key"), ("cancel", "leave")]
        default:
            [
                ("list-choose", "take"), ("cancel", "leave"), ("list-up", "up"),
                ("list-down", "down"),
            ]
        }
    }
}
