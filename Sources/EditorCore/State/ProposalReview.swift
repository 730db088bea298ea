import SiteHistory
import SiteModel

/// A hunk by its names.
package struct HunkName: Hashable, Sendable {
    /// The store's number of the proposal.
    package let proposal: Int64
    package let hunk: Int

    package init(_ proposal: Int64, _ hunk: Int) {
        self.proposal = proposal
        self.hunk = hunk
    }
}

/// Where a person is in a proposal.
package struct ProposalReview: Hashable, Sendable {
    package let proposal: Int64
    /// The number of the hunk that is shown.
    package internal(set) var hunk: Int
    /// Rows of the list when it was opened: the pane keeps its height from one hunk to the next.
    let listRows: Int
    /// Its HTML instead of its words.
    package internal(set) var showsSource = false
    /// The first line of it that is shown.
    package internal(set) var top = 0

    init(_ proposal: Proposal, at hunk: Int) {
        self.proposal = proposal.id
        self.hunk = hunk
        listRows = proposal.hunks.count + proposal.groups.count
    }

    var name: HunkName { HunkName(proposal, hunk) }
}

/// A row of the list of hunks, with the words that come and go.
package enum ReviewRow: Hashable, Sendable {
    /// `/#hero`.
    case section(String, added: Int, removed: Int)
    case hunk(ReviewedHunk)

    package var hunk: ReviewedHunk? {
        if case .hunk(let hunk) = self { return hunk }
        return nil
    }
}

/// A hunk as the list shows it.
package struct ReviewedHunk: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        case chosen, leftOut, applied, rejected
        /// It could be taken, but not with all: what belongs together with it is stale.
        case heldBack
        /// And why: the end of a sentence.
        case stale(String)
    }

    package let number: Int
    package let headline: String
    package let state: State
    package let added: Int
    package let removed: Int

    package var isPending: Bool { [.chosen, .leftOut, .heldBack].contains(state) }
}

/// Which keys of a review do something.
struct ReviewChoices: Hashable, Sendable {
    var canTake = false
    var canTakeAll = false
    var canReject = false
}

/// A stretch of the shown hunk: what stays, goes or comes.
package struct ReviewRun: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case kept, removed, added }

    package let kind: Kind
    package let text: String
}

extension EditorState {
    /// The proposal that is gone through.
    package var reviewed: Proposal? {
        prompt.review.flatMap { review in proposals.first { $0.id == review.proposal } }
    }

    /// The hunk that is shown.
    package var reviewedHunk: ProposalHunk? {
        prompt.review.flatMap { reviewed?.hunk($0.hunk) }
    }

    /// The list of hunks, by section.
    package var reviewRows: [ReviewRow] {
        guard let proposal = reviewed, let site = document?.site else { return [] }
        let held = proposal.heldBack(in: site)
        return proposal.groups.flatMap { group -> [ReviewRow] in
            let hunks = group.hunks.map {
                ReviewedHunk($0, in: site, isHeldBack: held.contains($0.number))
            }
            return [
                .section(
                    group.place.page + "#" + group.place.section,
                    added: hunks.reduce(0) { $0 + $1.added },
                    removed: hunks.reduce(0) { $0 + $1.removed })
            ] + hunks.map(ReviewRow.hunk)
        }
    }

    /// What can be done with the shown hunk, and with all that is chosen.
    var reviewChoices: ReviewChoices {
        guard let proposal = reviewed, let hunk = reviewedHunk, let site = document?.site else {
            return ReviewChoices()
        }
        return ReviewChoices(
            canTake: hunk.canBeTaken(in: site),
            canTakeAll: !proposal.acceptable(in: site, chosenOnly: true).isEmpty,
            canReject: hunk.isUndecided(in: site))
    }

    /// What the shown hunk would do now, as words.
    package var reviewRuns: [ReviewRun] {
        guard let hunk = reviewedHunk, let site = document?.site else { return [] }
        return hunk.runs(in: site).map { run in
            switch run.kind {
            case .kept: ReviewRun(kind: .kept, text: run.text)
            case .removed: ReviewRun(kind: .removed, text: run.text)
            case .added: ReviewRun(kind: .added, text: run.text)
            }
        }
    }

    /// Who made the proposal, and how much is to be decided: `template composer · 3 of 5 to decide`.
    package var reviewNote: String {
        guard let proposal = reviewed, let site = document?.site else { return "" }
        let others = openProposals.count - 1
        return proposal.head.author
            + " · \(proposal.pending(in: site).count) of \(proposal.hunks.count) to decide"
            + (others > 0 ? " · \(others) more" : "")
    }
}

extension ReviewedHunk {
    fileprivate init(_ hunk: ProposalHunk, in site: Site, isHeldBack: Bool) {
        let counts = hunk.counts(in: site)
        let state: State =
            switch hunk.standing(in: site) {
            case .pending where isHeldBack: .heldBack
            case .pending: hunk.decision == .waiting ? .leftOut : .chosen
            case .applied: .applied
            case .rejected: .rejected
            case .stale(let reason): .stale(reason.sentence)
            }
        self.init(
            number: hunk.number, headline: hunk.headline, state: state, added: counts.added,
            removed: counts.removed)
    }
}
