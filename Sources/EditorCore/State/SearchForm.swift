import SiteModel

/// What an overlay that looks through the site asks, and what was found.
package struct SearchForm: Hashable, Sendable {
    /// Which part of the overlay letters go to.
    package enum Part: Hashable, Sendable { case needle, replacement, matches }

    package internal(set) var part = Part.needle
    package internal(set) var isRegex = false
    package internal(set) var ignoresCase = true
    /// Texts of all languages, or only those of the one that is shown.
    package internal(set) var takesAllLocales = true
    package internal(set) var scope: SearchRequest.Scope
    /// What was asked for last; nil where nothing is to be looked for.
    package internal(set) var asked: SearchRequest?
    package internal(set) var isBusy = false
    /// Enter came before the answer: the first match is gone to as soon as it is there.
    var goesToFirst = false
    package internal(set) var matches: [FoundMatch] = []
    /// In how many texts, attributes and style sheets they stand.
    package private(set) var placeCount = 0
    /// Whether there are more than are listed.
    package internal(set) var isCut = false
    /// Indices of matches that are left as they are.
    package internal(set) var leftOut: Set<Int> = []
    /// Matches beyond those that are listed are left out as well: all were left out once, and some were taken again.
    var leavesOutRest = false
    /// Whether Enter was pressed once with nothing to put in: once more takes the matches away.
    var isSureOfNothing = false
    /// Why there is no answer: a sentence.
    package internal(set) var fault: String?

    /// Matches that stand where it was not looked.
    private(set) var elsewhere = ElsewhereCount()

    /// - Parameter replaces: A word that is replaced is meant in what people read.
    init(replaces: Bool) { scope = replaces ? .texts : .everything }

    /// Words that were looked for before, and how.
    init(_ words: SearchWords) {
        isRegex = words.isRegex
        ignoresCase = words.ignoresCase
        takesAllLocales = words.takesAllLocales
        scope = words.scope
    }

    /// Takes an answer in; what was left out before stays so where the same is found.
    mutating func take(_ outcome: SearchOutcome) {
        isBusy = false
        isSureOfNothing = false
        fault = nil
        let before = matches
        matches = []
        isCut = false
        elsewhere = ElsewhereCount()
        switch outcome {
        case .found(let found, let cut, let others):
            matches = found
            isCut = cut
            elsewhere = others
        case .badPattern(let error):
            fault = "Column \(error.column): \(error.message)."
        case .badReplacement(let error):
            fault = "What is put in, column \(error.column): \(error.message)."
        case .tooSlow:
            fault =
                "This expression takes more than \(SearchPattern.stepsMax / 1_000_000) million steps; nothing was looked for."
        }
        placeCount = zip(matches, matches.dropFirst()).reduce(matches.isEmpty ? 0 : 1) {
            $0 + ($1.0.place == $1.1.place ? 0 : 1)
        }
        keepChoices(from: before)
    }

    private mutating func keepChoices(from before: [FoundMatch]) {
        guard !leftOut.isEmpty else { return }
        let kept = Set(leftOut.compactMap { before.indices.contains($0) ? before[$0].spot : nil })
        leftOut = Set(matches.indices.filter { kept.contains(matches[$0].spot) })
    }

    package var chosen: [FoundMatch] {
        leftOut.isEmpty
            ? matches : matches.indices.filter { !leftOut.contains($0) }.map { matches[$0] }
    }

    /// One line on what was found, or why nothing was.
    package var summary: String {
        if let fault { return fault }
        guard let asked else { return isBusy ? "Looking…" : "Type what to look for." }
        if matches.isEmpty {
            let manner = ignoresCase || isRegex ? "" : " in exactly this case"
            let holder = scope == .texts ? "No text" : "Nothing"
            return isBusy
                ? "Looking…"
                : "\(holder) holds “\(asked.pattern)”\(manner)"
                    + (elsewhere.words.map { ": " + $0.replacing(" more", with: "") } ?? "") + "."
        }
        return (isCut ? "The first " : "") + Self.count(matches.count, "match", "matches") + " in "
            + Self.count(placeCount, "place", "places") + attributeNote
            + (elsewhere.words.map { ", " + $0 } ?? "")
            + (isCut && asked.replacement != nil
                ? (leavesOutRest ? ", the rest stays" : ", more are replaced, too") : "")
            + (leftOut.isEmpty ? "" : ", \(leftOut.count) left out")
    }

    /// Names and addresses among the matches: who replaces a word may not mean them.
    private var attributeNote: String {
        let count = matches.count { $0.place.part == .attribute }
        return count == 0 ? "" : ", \(count) in attributes"
    }

    /// How it is looked for, in words.
    package var manner: String {
        [
            isRegex ? "regex" : "plain", caseWords,
            takesAllLocales ? "all languages" : "this language",
            scope == .texts ? "texts" : "texts, attributes, CSS",
        ].joined(separator: " · ")
    }

    private var caseWords: String {
        guard ignoresCase else { return "exact case" }
        return asked?.replacement != nil && !isRegex ? "any case, kept" : "any case"
    }

    static func count(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }
}

/// What was typed in a list that looks through the site, to be there when it is opened again.
struct SearchWords: Hashable, Sendable {
    let needle: String
    let replacement: String?
    let isRegex: Bool
    let ignoresCase: Bool
    let takesAllLocales: Bool
    let scope: SearchRequest.Scope

    /// - Returns: nil where nothing is typed.
    init?(_ overlay: Overlay) {
        guard let form = overlay.search, let needle = overlay.query?.text, !needle.isEmpty else {
            return nil
        }
        self.needle = needle
        replacement = overlay.replacement?.text
        isRegex = form.isRegex
        ignoresCase = form.ignoresCase
        takesAllLocales = form.takesAllLocales
        scope = form.scope
    }
}

extension FoundMatch {
    /// Where it stands, whatever is put there.
    struct Spot: Hashable {
        let kind: SearchPlace.Kind
        let start: Int
        let matched: String
    }

    var spot: Spot { Spot(kind: place.kind, start: range.lowerBound, matched: matched) }

    /// The row of the tree that stands for it.
    var item: TreeItem {
        switch place.kind {
        case .text(let ref) where ref.key == .css: .asset(ref.node)
        case .text(let ref): .text(ref.node, field: ref.key.field)
        case .attribute(let node, let field):
            .attribute(node, name: field.attributeName ?? field.rawValue)
        }
    }

    /// The language of its text; nil where it has none.
    var locale: String? {
        guard case .text(let ref) = place.kind, !ref.key.locale.isEmpty else { return nil }
        return ref.key.locale
    }

    /// The row of a list: what stands there, what comes there, where.
    func row(_ index: Int, isChosen: Bool?) -> OverlayItem {
        var pieces: [OverlayItem.Piece] = [.init(kind: .plain, text: before)]
        if let replacement, isChosen == true {
            // Read without colours, too: the cursor's row has its own.
            pieces.append(.init(kind: .removed, text: matched))
            pieces.append(.init(kind: .plain, text: "→"))
            pieces.append(.init(kind: .added, text: replacement.onOneLine))
        } else {
            pieces.append(.init(kind: .match, text: matched))
        }
        pieces.append(.init(kind: .plain, text: after))
        return OverlayItem(
            pieces.map(\.text).joined(), detail: place.label, action: .match(index),
            notes: notes, pieces: pieces, isChosen: isChosen)
    }

    private var notes: [OverlayItem.Note] {
        guard let replacement else { return [] }
        return [
            .init(kind: .plain, text: place.label),
            note(.removed, "before  ", matched), note(.added, "after   ", replacement.onOneLine),
        ]
    }

    /// What stands there, or will, in its words.
    private func note(
        _ kind: OverlayItem.Note.Kind, _ lead: String, _ word: String
    ) -> OverlayItem.Note {
        let start = lead.count + before.count
        return OverlayItem.Note(
            kind: kind, text: lead + before + word + after,
            match: .init(lead: lead.count, range: start..<start + word.count))
    }
}

extension String {
    /// Line feeds and tabs as spaces.
    var onOneLine: String { String(map { $0.isNewline || $0 == "\t" ? " " : $0 }) }
}
