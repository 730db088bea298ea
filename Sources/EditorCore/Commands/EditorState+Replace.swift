import SiteHistory
import SiteModel

/// Replacing what was found, as one step.
extension EditorState {
    mutating func replaceChosen() -> [EditorEffect] {
        guard let form = overlay?.search, let asked = form.asked, let site = document?.site else {
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
                    + SearchForm.count(form.chosen.count, "match", "matches") + ".")
            return []
        }
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
        if form.isCut {
            words += " There are more: replace again."
        } else if let elsewhere = form.elsewhere.words {
            words += " Left alone: \(elsewhere.replacing(" more", with: ""))."
        }
        if let refused = replacement.refused.first {
            words = "Left as it was, refused: \(refused.label). " + words
        }
        if replacement.staleCount > 0 {
            let count = SearchForm.count(replacement.staleCount, "match", "matches")
            words = "Left alone, the text changed meanwhile: \(count). " + words
        }
        let isWhole =
            replacement.refused.isEmpty && replacement.staleCount == 0 && !form.isCut
        return Notice(isWhole ? .done : .warning, words)
    }
}
