import SiteHistory
import SiteModel
import WireProtocol

/// Proposals as answers: what each hunk would do to the site as it is now.
struct ProposalAnswer {
    let site: Site

    func json(_ proposal: Proposal) -> JSONValue {
        let counts = proposal.counts(in: site)
        return .members([
            ("id", .string("\(proposal.id)")), ("prompt", .string(proposal.head.prompt)),
            ("generator", .string(proposal.head.author)),
            ("summary", .string(proposal.head.summary)),
            ("locale", .string(proposal.head.locale)),
            ("state", .string(proposal.isOpen(in: site) ? "open" : "done")),
            ("added", .number(counts.added)), ("removed", .number(counts.removed)),
            ("hunks", .array(proposal.hunks.map(json))),
        ])
    }

    private func json(_ hunk: ProposalHunk) -> JSONValue {
        let counts = hunk.counts(in: site)
        let (before, after) = hunk.reading(in: site)
        let standing = hunk.standing(in: site)
        return .members([
            ("id", .string("\(hunk.number)")), ("page", .string(hunk.place.page)),
            ("section", .string(hunk.place.section)), ("node", .id(hunk.node)),
            ("kind", .string(hunk.kind.rawValue)), ("label", .string(hunk.label)),
            ("headline", .string(hunk.headline)),
            ("before", .optional(before)), ("after", .optional(after)),
            ("added", .number(counts.added)), ("removed", .number(counts.removed)),
            ("state", .string(standing.word)), ("reason", .optional(standing.reason?.sentence)),
            ("chosen", .bool(standing == .pending && hunk.decision != .waiting)),
        ])
    }

    // MARK: For people

    func lines(_ proposal: Proposal) -> [String] {
        var lines = [
            "\(proposal.id)  “\(Excerpt.of(proposal.head.prompt))”  \(counts(proposal.counts(in: site)))"
                + "  (\(proposal.head.author))"
        ]
        for group in proposal.groups {
            let sum = group.hunks.reduce(WordCounts()) { $0 + $1.counts(in: site) }
            lines.append("  \(group.place.page)#\(group.place.section)  \(counts(sum))")
            for hunk in group.hunks { lines += self.lines(hunk) }
        }
        return lines
    }

    private func lines(_ hunk: ProposalHunk) -> [String] {
        let standing = hunk.standing(in: site)
        let state = standing.reason.map { "stale: " + $0.sentence } ?? standing.word
        let shown = hunk.runs(in: site).map { run in
            switch run.kind {
            case .kept: run.text
            case .removed: "[-\(run.text)-]"
            case .added: "{+\(run.text)+}"
            }
        }.joined()
        let said = shown.split(separator: "\n").joined(separator: " / ")
        return [
            "    \(hunk.number)  \(hunk.headline)  \(counts(hunk.counts(in: site)))  \(state)"
        ] + (said.isEmpty ? [] : ["       " + said])
    }

    private func counts(_ counts: WordCounts) -> String { "+\(counts.added) -\(counts.removed)" }
}
