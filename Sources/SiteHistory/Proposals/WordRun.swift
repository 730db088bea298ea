import SiteModel

/// A stretch of two texts laid over each other: what stays, what goes and what comes, in reading order.
package struct WordRun: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case kept, removed, added }

    package let kind: Kind
    package let text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    /// The runs between two texts; nil is "nothing".
    package static func runs(from old: String?, to new: String?) -> [WordRun] {
        guard let old else { return new.map { [WordRun(.added, $0)] } ?? [] }
        guard let new else { return [WordRun(.removed, old)] }
        let scalars = Array(old.unicodeScalars)
        var runs: [WordRun] = []
        var at = 0
        for edit in TextDifference.edits(from: old, to: new) {
            runs.append(WordRun(.kept, String(scalars[at..<edit.range.lowerBound])))
            runs.append(WordRun(.removed, String(scalars[edit.range])))
            runs.append(WordRun(.added, edit.replacement))
            at = edit.range.upperBound
        }
        runs.append(WordRun(.kept, String(scalars[at...])))
        return runs.filter { !$0.text.isEmpty }
    }

    /// The same, easier to read: changes with no word between them are one, and where few words stay the old text stands
    /// whole before the new one.
    package static func readable(_ runs: [WordRun]) -> [WordRun] {
        let counts = WordCounts(runs)
        let kept = runs.filter { $0.kind == .kept }.reduce(0) { $0 + $1.wordCount }
        let isRewritten = kept * 2 < max(counts.added, counts.removed)
        var readable: [WordRun] = []
        var (old, new) = ("", "")
        func close() -> [WordRun] {
            defer { (old, new) = ("", "") }
            return [WordRun(.removed, old), WordRun(.added, new)]
        }
        for (index, run) in runs.enumerated() {
            switch run.kind {
            case .removed: old += run.text
            case .added: new += run.text
            case .kept:
                let isBetween = index > 0 && index + 1 < runs.count && run.wordCount == 0
                guard isRewritten || isBetween else {
                    readable += close() + [run]
                    continue
                }
                old += run.text
                new += run.text
            }
        }
        return (readable + close()).filter { !$0.text.isEmpty }
    }

    /// How many words it has.
    package var wordCount: Int {
        TextDifference.words(text).count {
            $0.first?.isLetter == true || $0.first?.isNumber == true
        }
    }
}

/// How many words a change brings and takes.
package struct WordCounts: Hashable, Sendable {
    package var added = 0
    package var removed = 0

    package init(_ runs: [WordRun] = []) {
        for run in runs where run.kind == .added { added += run.wordCount }
        for run in runs where run.kind == .removed { removed += run.wordCount }
    }

    package static func + (a: WordCounts, b: WordCounts) -> WordCounts {
        var sum = a
        sum.added += b.added
        sum.removed += b.removed
        return sum
    }
}

extension ProposalHunk {
    /// What stays, goes and comes if it is taken now, to be read.
    package func runs(in site: Site) -> [WordRun] { WordRun.readable(exactRuns(in: site)) }

    package func counts(in site: Site) -> WordCounts { WordCounts(exactRuns(in: site)) }

    private func exactRuns(in site: Site) -> [WordRun] {
        let (before, after) = reading(in: site)
        return before == nil && after == nil ? [] : WordRun.runs(from: before, to: after)
    }
}

extension Proposal {
    package func counts(in site: Site) -> WordCounts {
        hunks.reduce(WordCounts()) { $0 + $1.counts(in: site) }
    }
}

extension String {
    fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
