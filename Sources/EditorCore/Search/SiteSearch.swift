import SiteHistory
import SiteModel

/// What is looked for: equal requests have equal answers.
package struct SearchRequest: Hashable, Sendable {
    /// Which places are looked through; matches in the others are counted.
    package enum Scope: Hashable, Sendable {
        /// What people read.
        case texts
        /// Attributes and style sheets, too.
        case everything
    }

    package var pattern: String
    /// nil where nothing is to be replaced.
    package var replacement: String?
    package var isRegex: Bool
    package var ignoresCase: Bool
    /// Only this language's texts; nil for all.
    package var locale: String?
    package var scope: Scope
    /// The document's revision.
    package var revision: UInt64
    /// Whether all matches are wanted, also more than a list shows.
    package var isWhole = false

    package init(
        pattern: String, replacement: String? = nil, isRegex: Bool = false,
        ignoresCase: Bool = true, locale: String? = nil, scope: Scope = .everything,
        revision: UInt64 = 0
    ) {
        self.scope = scope
        self.pattern = pattern
        self.replacement = replacement
        self.isRegex = isRegex
        self.ignoresCase = ignoresCase
        self.locale = locale
        self.revision = revision
    }
}

/// A match in a site.
package struct FoundMatch: Hashable, Sendable {
    package let place: SearchPlace
    /// Unicode scalars of the place's value.
    package let range: Range<Int>
    /// The words around it and itself, on one line.
    package let before: String
    package let matched: String
    package let after: String
    /// What takes its place; nil where nothing is to be replaced.
    package let replacement: String?
}

/// How many matches a search passed over: where it was not to look, or because they are written otherwise.
package struct ElsewhereCount: Hashable, Sendable {
    package internal(set) var attributes = 0
    package internal(set) var css = 0
    /// Where it looked, but for the case of their letters.
    package internal(set) var otherCase = 0

    package init() {}

    mutating func add(_ count: Int, in part: SearchPlace.Part) {
        if part == .css { css += count } else { attributes += count }
    }

    /// `2 more in another case, 12 more in attributes`; nil where there are none.
    package var words: String? {
        let parts = [
            (otherCase, "another case"), (attributes, "attributes"), (css, "style sheets"),
        ].filter { $0.0 > 0 }
        return parts.isEmpty
            ? nil : parts.map { "\($0.0) more in \($0.1)" }.joined(separator: ", ")
    }
}

/// How a search went.
package enum SearchOutcome: Hashable, Sendable {
    /// In document order; `isCut`: there are more than a list holds, and what is elsewhere was not all counted.
    case found([FoundMatch], isCut: Bool, elsewhere: ElsewhereCount = ElsewhereCount())
    case badPattern(PatternError)
    /// What is to be put in names a group that the expression does not have.
    case badReplacement(PatternError)
    /// The expression needs more steps than a search may take.
    case tooSlow
}

/// Looks through a whole site; pure, and the same for the editor and the command line.
package enum SiteSearch {
    /// More matches than this are not shown in a list.
    package static let listedMax = 10_000
    /// Scalars shown on either side of a match.
    private static let contextMax = 120
    private static let matchedMax = 200

    /// - Parameters:
    ///   - matchesMax: The most matches that are answered, unless all are wanted.
    ///   - steps: The most steps the search may take.
    ///   - isCancelled: Asked now and then.
    /// - Returns: nil where it was cancelled.
    package static func run(
        _ request: SearchRequest, in site: Site, matchesMax: Int = listedMax,
        steps: Int = SearchPattern.stepsMax, isCancelled: @escaping () -> Bool = { false }
    ) -> SearchOutcome? {
        let matchesMax = request.isWhole ? .max - 1 : matchesMax
        let pattern: SearchPattern
        let anyCase: SearchPattern?
        do {
            pattern = try SearchPattern(
                request.pattern, isRegex: request.isRegex, ignoresCase: request.ignoresCase)
            anyCase =
                request.ignoresCase
                ? nil
                : try SearchPattern(request.pattern, isRegex: request.isRegex, ignoresCase: true)
        } catch {
            return .badPattern(error)
        }
        var template: SearchTemplate?
        do {
            if let words = request.replacement {
                template = try SearchTemplate(words, for: pattern)
            }
        } catch {
            return .badReplacement(error)
        }
        let keepsCase = request.ignoresCase && !request.isRegex
        var budget = StepBudget(steps, isCancelled: isCancelled)
        var found: [FoundMatch] = []
        var elsewhere = ElsewhereCount()
        do throws(SearchStop) {
            for place in SearchPlace.all(in: site, locale: request.locale) {
                if isCancelled() { return nil }
                let text = place.value.scalarValues
                guard request.scope == .everything || place.part == .text else {
                    elsewhere.add(
                        try pattern.matches(in: text, limit: matchesMax, &budget).count,
                        in: place.part)
                    continue
                }
                let limit = matchesMax + 1 - found.count
                let matches = try pattern.matches(in: text, limit: limit, &budget)
                for match in matches {
                    let new = template?.replacement(for: match, in: text)
                    let old = String(scalarValues: text[match.range])
                    found.append(
                        Self.found(
                            match, in: place, text,
                            replacedBy: keepsCase ? new?.inCase(of: old) : new))
                }
                if let anyCase {
                    let all = try anyCase.matches(in: text, limit: limit, &budget).count
                    elsewhere.otherCase += max(0, all - matches.count)
                }
                if found.count > matchesMax {
                    return .found(
                        Array(found.prefix(matchesMax)), isCut: true, elsewhere: elsewhere)
                }
            }
        } catch {
            return error == .cancelled ? nil : .tooSlow
        }
        return .found(found, isCut: false, elsewhere: elsewhere)
    }

    private static func found(
        _ match: SearchPattern.Match, in place: SearchPlace, _ text: [UInt32],
        replacedBy new: String?
    ) -> FoundMatch {
        let range = match.range
        let start = max(0, range.lowerBound - contextMax)
        let end = min(text.count, range.upperBound + contextMax)
        return FoundMatch(
            place: place, range: range,
            before: (start > 0 ? "…" : "") + line(text[start..<range.lowerBound]),
            matched: line(text[range].prefix(matchedMax)),
            after: line(text[range.upperBound..<end]) + (end < text.count ? "…" : ""),
            replacement: new)
    }

    /// On one line: line feeds and tabs as spaces.
    private static func line(_ scalars: some Sequence<UInt32>) -> String {
        String(scalarValues: scalars.lazy.map { $0 == 10 || $0 == 13 || $0 == 9 ? 32 : $0 })
    }
}

/// The edits that put replacements in.
package struct SiteReplacement: Sendable {
    package private(set) var edits: [SiteEdit] = []
    /// How many matches are replaced, and in how many places.
    package private(set) var matchCount = 0
    package private(set) var placeCount = 0
    /// How many stood in places that changed since they were found.
    package private(set) var staleCount = 0
    /// Attributes whose new value the policy refuses.
    package private(set) var refused: [Refusal] = []

    package struct Refusal: Hashable, Sendable {
        /// The place, as it is called.
        package let label: String
        /// A sentence.
        package let reason: String
        /// What to do about it.
        package let fix: String
    }

    /// - Parameter matches: In the order they were found.
    package init(_ matches: [FoundMatch], in site: Site) {
        var rest = matches[...]
        while let first = rest.first {
            let here = rest.prefix { $0.place == first.place }
            rest = rest.dropFirst(here.count)
            replace(Array(here), in: site)
        }
    }

    private mutating func replace(_ matches: [FoundMatch], in site: Site) {
        guard let place = matches.first?.place else { return }
        let new = Self.value(place.value, with: matches)
        guard !new.unicodeScalars.elementsEqual(place.value.unicodeScalars) else { return }
        guard Self.value(of: place, in: site) == place.value else {
            staleCount += matches.count
            return
        }
        switch place.kind {
        case .text(let ref):
            let old = site[ref.node]?.texts[ref.key] ?? ""
            edits.append(.setText(ref, from: old, to: site.marked(new, from: old, of: ref.node)))
        case .attribute(let node, let field):
            if let refusal = AttributeRule.refusal(of: field, new, on: site[node]) {
                refused.append(
                    Refusal(label: place.label, reason: refusal.reason, fix: refusal.fix))
                return
            }
            edits.append(.setField(node, field, .text(new)))
        }
        matchCount += matches.count
        placeCount += 1
    }

    /// - Parameter matches: In order, none over another.
    /// - Complexity: O(text), whatever the number of matches.
    private static func value(_ old: String, with matches: [FoundMatch]) -> String {
        let text = old.scalarValues
        var new: [UInt32] = []
        new.reserveCapacity(text.count)
        var place = 0
        for match in matches {
            new += text[place..<match.range.lowerBound]
            new += (match.replacement ?? "").cleanedForText.scalarValues
            place = match.range.upperBound
        }
        return String(scalarValues: new + text[place...])
    }

    private static func value(of place: SearchPlace, in site: Site) -> String? {
        switch place.kind {
        case .text(let ref): site[ref.node]?.texts[ref.key].map { site.plain($0, of: ref.node) }
        case .attribute(let node, let field): site[node]?.fields[field]?.plain
        }
    }
}
