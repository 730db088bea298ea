import SiteHistory
import SiteModel

/// Replacing what was found, as one step.
extension EditorState {
    mutating func replaceChosen() -> [EditorEffect] {
        guard let form = overlay?.search, let asked = form.asked else {
            return []
        }
        // What was found is of a site that does not show yet what is being kept.
        guard !form.isBusy, ahead.isEmpty, asked.revision == document?.revision else {
            notice = Notice(.info, "It is still being looked for: once more, please.")
            return []
        }
        if overlay?.replacement?.isEmpty == true, !form.isSureOfNothing, !form.chosen.isEmpty {
            overlay?.search?.isSureOfNothing = true
            notice = Notice(
                .warning,
                "Nothing is put in: Enter again takes away "
                    + (form.isCut && !form.leavesOutRest
                        ? "all matches."
                        : SearchForm.count(form.chosen.count, "match", "matches") + "."))
            return []
        }
        if form.isCut, !form.leavesOutRest, !form.chosen.isEmpty { return askForAll(asked) }
        return replace(form)
    }

    /// What is not listed is replaced as well, in the same step: all matches are looked for first.
    private mutating func askForAll(_ asked: SearchRequest) -> [EditorEffect] {
        var whole = asked
        whole.isWhole = true
        isSearching = true
        overlay?.search?.isBusy = true
        return [.search(whole, purpose: .replacement)]
    }

    /// All matches are there: those that were left out of the list stay as they are.
    mutating func replaceAll(
        _ outcome: SearchOutcome, of request: SearchRequest
    ) -> [EditorEffect] {
        var listed = request
        listed.isWhole = false
        guard var form = overlay?.search, form.isBusy, form.asked == listed else { return [] }
        isSearching = false
        form.take(outcome)
        guard form.fault == nil, ahead.isEmpty else {
            show(outcome)
            return []
        }
        overlay?.search?.isBusy = false
        return replace(form)
    }

    private mutating func replace(_ form: SearchForm) -> [EditorEffect] {
        guard let asked = form.asked, let site = document?.site else { return [] }
        let replacement = SiteReplacement(form.chosen, in: site)
        guard !replacement.edits.isEmpty else {
            notice = Notice(.info, nothingReplaced(replacement, form))
            return []
        }
        search = asked
        search?.replacement = nil
        overlay = nil
        let effects =
            (editing != nil ? commitField() : [])
            + commit(replacement.edits, "replace \(asked.pattern)")
        if canEdit { notice = done(replacement, form) }
        return effects
    }

    private func nothingReplaced(_ replacement: SiteReplacement, _ form: SearchForm) -> String {
        if let refused = replacement.refused.first {
            return "Refused: \(refused.label): \(refused.reason)"
        }
        if replacement.staleCount > 0 { return "The site changed meanwhile: look again." }
        return form.chosen.isEmpty
            ? "Every match is left out; nothing is changed."
            : "What is put in is what stands there: nothing is changed."
    }

    private func done(_ replacement: SiteReplacement, _ form: SearchForm) -> Notice {
        var words =
            "Replaced " + SearchForm.count(replacement.matchCount, "match", "matches") + " in "
            + SearchForm.count(replacement.placeCount, "place", "places") + "; undo takes all back."
        if let elsewhere = form.elsewhere.words {
            words += " Left alone: \(elsewhere.replacing(" more", with: ""))."
        }
        if let refused = replacement.refused.first {
            words = "Left as it was, refused: \(refused.label). " + words
        }
        if replacement.staleCount > 0 {
            let count = SearchForm.count(replacement.staleCount, "match", "matches")
            words = "Left alone, the text changed meanwhile: \(count). " + words
        }
        let isWhole = replacement.refused.isEmpty && replacement.staleCount == 0
        return Notice(isWhole ? .done : .warning, words)
    }
}
