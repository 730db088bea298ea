import SiteHistory
import SiteModel

/// The merge screen: conflicts are settled there, and automatic merges looked through and taken back.
extension EditorState {
    mutating func showMerges() -> [EditorEffect] {
        guard document != nil else { return [] }
        merge.part =
            contestedCount > 0 && document?.conflictCount == 0 ? .merges : .conflicts
        merge.picking = nil
        merge.hasSettled = false
        openMergeScreen()
        return [.readMerges]
    }

    mutating func openMergeScreen() {
        overlay = Overlay(.conflicts, "Conflicts", [], searches: false)
    }

    mutating func take(_ report: MergeReport) {
        merge.report = report
        mergePositions = report.merges.map(\.position)
        contestedCount = report.merges.count(where: \.isContested)
        guard let document else { return }
        _ = merge.follow(document)
        // The screen was opened before anybody knew of them.
        if isOpen(.conflicts), document.conflictCount == 0, contestedCount > 0, merge.item == nil,
            !merge.hasSettled
        {
            merge.part = .merges
        }
    }

    /// After every event: what is at hand is as the document has it, and what is shown counts as seen.
    mutating func settleMerges() {
        guard overlay?.kind == .conflicts, let document else { return }
        merge.refresh(document)
        let newest = mergePositions.max() ?? 0
        // The list was painted with its marks; they go when it is left.
        if merge.part == .merges, merge.report != nil { mergesToSee = max(mergesToSee, newest) }
    }

    /// When the list of merges is left, nothing in it is new any more.
    mutating func seeMerges() { mergesSeen = max(mergesSeen, mergesToSee) }

    // MARK: - Keys

    mutating func useMerges(_ name: String) -> [EditorEffect] {
        guard overlay?.kind == .conflicts, let document else { return [] }
        if merge.hasChangedHands {
            merge.hasChangedHands = false
            guard !Self.decisions.contains(name) else {
                notice = Notice(
                    .warning, "This is another conflict than a moment ago: once more takes it.")
                return []
            }
        }
        switch name {
        case "merge-previous": move(by: -1, in: document)
        case "merge-next": move(by: 1, in: document)
        case "merge-first": move(by: -Int(Int32.max), in: document)
        case "merge-last": move(by: Int(Int32.max), in: document)
        case "merge-scroll-up": scrollMerge(by: -1)
        case "merge-scroll-down": scrollMerge(by: 1)
        case "merge-part":
            seeMerges()
            merge.turn()
        case "merge-side": turnSides()
        case "merge-words": pickWords()
        case "merge-flip": flipWords()
        case "take-ours": return take(.ours, .ours)
        case "take-theirs": return take(.theirs, .theirs)
        case "take-both": return take(.both, .both)
        case "merge-accept": return merge.picking == nil ? goToMerge() : settlePicks()
        case "merge-go": return goToMerge()
        case "merge-edit": return editResult()
        case "merge-reverse": return reverseMerge()
        default: break
        }
        return []
    }

    /// What chooses something for the conflict at hand.
    private static let decisions: Set<String> = [
        "take-ours", "take-theirs", "take-both", "merge-accept", "merge-edit", "merge-flip",
    ]

    private mutating func move(by count: Int, in document: SiteDocument) {
        if merge.picking != nil {
            merge.picking?.move(by: count)
        } else {
            merge.move(by: count, in: document)
        }
    }

    private mutating func scrollMerge(by pages: Int) {
        scrollMerge(lines: pages * max(1, (mergePicture(isColoured: true)?.area.height ?? 0) / 3))
    }

    mutating func scrollMerge(lines: Int) {
        guard let picture = mergePicture(isColoured: true) else { return }
        merge.scroll = min(max(0, merge.scroll + lines), picture.scrollMax)
    }

    /// A click puts the cursor on a row of the list.
    mutating func clickMerge(row: Int) {
        guard let document, merge.picking == nil,
            let index = mergePicture(isColoured: true)?.row(atScreenRow: row)
        else { return }
        merge.move(by: index - merge.cursor, in: document)
    }

    /// Esc: from the words to the sides, from there out.
    mutating func leavePicking() -> Bool {
        guard overlay?.kind == .conflicts, merge.picking != nil else { return false }
        merge.picking = nil
        return true
    }

    private mutating func turnSides() {
        guard merge.picking == nil else {
            return say("Words are being taken: finish with them first, or leave them.")
        }
        guard let document, let conflict = conflictAtHand, merge.item?.canTurn == true else {
            return say("There are no further sides here.")
        }
        merge.turnSides(of: conflict, ownedBy: document.ownReplicas)
    }

    private mutating func pickWords() {
        guard merge.picking == nil else {
            merge.picking = nil
            return
        }
        guard let texts = merge.item?.texts else {
            return say("There are no words to choose from here.")
        }
        merge.picking = WordPicking(base: texts.base, ours: texts.ours, theirs: texts.theirs)
        if merge.picking == nil { say("Both sides say the same.") }
    }

    private mutating func flipWords() {
        if merge.picking == nil { return pickWords() }
        merge.picking?.flip()
    }

    mutating func say(_ words: String) { notice = Notice(.info, words) }

    // MARK: - Settling

    var conflictAtHand: Conflict? {
        guard case .conflict(let id)? = merge.item?.identity else { return nil }
        return document?.conflicts.first { $0.id == id }
    }

    private mutating func take(_ choice: ConflictChoice, _ pick: WordMerge.Pick) -> [EditorEffect] {
        if merge.picking != nil {
            merge.picking?.pick(pick)
            return []
        }
        if let contested = contestedAtHand {
            return choose(
                contested.words.stretches.map { $0.isContested ? pick : $0.suggestion },
                for: contested)
        }
        guard let conflict = conflictAtHand else {
            if merge.item != nil { say("Nothing is left to choose here.") }
            return []
        }
        if choice == .both, merge.item?.canTakeBoth != true {
            say("Both can be taken of texts only; here it is one or the other.")
            return []
        }
        return settle(conflict, choice == .theirs ? merge.theirs(of: conflict) : choice)
    }

    mutating func settle(_ conflict: Conflict, _ choice: ConflictChoice) -> [EditorEffect] {
        let effects = commit([.resolve(conflict.id, choice)], "resolve conflict")
        guard !effects.isEmpty else { return [] }
        let what =
            switch choice {
            case .ours: "Ours is taken"
            case .theirs, .side: "Theirs is taken"
            case .both: "Both are taken"
            case .value: "The result is taken"
            }
        let undo = keymap.shown("undo", in: .merge).map { "; \($0) opens the conflict again." }
        merge.hasSettled = true
        merge.settled = .conflict(conflict.id)
        notice = Notice(.done, what + (undo ?? "."))
        return effects
    }

    /// A text that two devices changed in the same words, while it is at hand.
    private struct ContestedText {
        let text: TextRef
        /// As a person reads them.
        let texts: MergedTexts
        /// What it says now.
        let now: String
        var words: WordMerge { texts.words }
    }

    private var contestedAtHand: ContestedText? {
        guard let document, case .merge(let taken, let node, let key?)? = merge.item?.identity,
            let merge = merge.report?.merges.first(where: {
                $0.taken == taken && $0.node == node && $0.text == key
            }), merge.isContested, let texts = merge.texts,
            let now = document.site[node]?.texts[key]
        else { return nil }
        return ContestedText(
            text: TextRef(node, key), texts: texts.map { document.site.plain($0, of: node) },
            now: now)
    }

    /// What others changed in the text since stays.
    private mutating func choose(_ picks: [WordMerge.Pick], for contested: ContestedText)
        -> [EditorEffect]
    {
        guard let site = document?.site else { return [] }
        let (node, now) = (contested.text.node, contested.now)
        let words = contested.texts.choosing(picks, in: site.plain(now, of: node))
        let effects = commit(
            [.setText(contested.text, from: now, to: site.marked(words, from: now, of: node))],
            "words chosen")
        guard !effects.isEmpty else { return [] }
        let undo = keymap.shown("undo", in: .merge).map { "; \($0) gives back what was." }
        notice = Notice(.done, "The words are chosen" + (undo ?? "."))
        return effects
    }

    private mutating func settlePicks() -> [EditorEffect] {
        if let picking = merge.picking, let contested = contestedAtHand {
            merge.picking = nil
            return choose(picking.picks, for: contested)
        }
        guard let picking = merge.picking, let conflict = conflictAtHand else { return [] }
        merge.picking = nil
        return settle(conflict, choice(for: picking.result, of: conflict))
    }

    /// The side that reads so, else the text itself, with inline tags around the words that stay.
    func choice(for plain: String, of conflict: Conflict) -> ConflictChoice {
        guard let document else { return .value(plain) }
        let sides = conflict.sides(ownedBy: document.ownReplicas)
        func reads(_ side: ConflictSide) -> String? {
            side.value.map { document.site.plain($0, of: conflict.node) }
        }
        if plain == reads(sides.ours) { return .ours }
        if plain == reads(sides.theirs) { return .theirs }
        if let other = conflict.others.first(where: { plain == reads($0) }) {
            return .side(other.operation)
        }
        return .value(document.site.marked(plain, from: sides.ours.value ?? "", of: conflict.node))
    }

    // MARK: - Going there, taking back

    private mutating func goToMerge() -> [EditorEffect] {
        guard let item = merge.item, let node = document?.site[item.node],
            let place = placeInTree(of: item, node)
        else { return [] }
        seeMerges()
        let effects = editing != nil ? commitField() : []
        overlay = nil
        if focus == .prompt { focus = .tree }
        reveal(place)
        return effects
    }

    private func placeInTree(of item: MergeItem, _ node: Node) -> TreeItem? {
        let target: TextRef? =
            switch item.identity {
            case .conflict: conflictAtHand.flatMap { fieldTarget(of: $0) }
            case .merge(_, let node, let key): key.map { TextRef(node, $0) }
            }
        return target.map { Self.item(of: $0) } ?? Self.item(of: node)
    }

    private mutating func reverseMerge() -> [EditorEffect] {
        guard case .merge(let taken, _, _)? = merge.item?.identity else {
            say("Take ours or theirs; only what was merged by itself can be taken back.")
            return []
        }
        if refusesChanges() { return [] }
        guard merge.item?.isLeft == true else {
            say("It was taken back before, or nothing of it is left.")
            return []
        }
        // Whoever takes something back has seen the list.
        seeMerges()
        return [.reverseMerge(taken, token: token())]
    }
}
