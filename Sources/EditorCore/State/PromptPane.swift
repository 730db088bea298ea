import SiteHistory
import SiteModel

/// The pane where a person asks for a change.
package struct PromptPane: Sendable {
    package enum Phase: Sendable {
        case idle
        /// A composer works on it; the token names its answer.
        case composing(token: Int)
        /// A proposal is gone through, hunk by hunk.
        case reviewing(ProposalReview)
    }

    package internal(set) var field = TextField()
    /// What was typed in it, to be taken back.
    var steps = TypingSteps()
    package internal(set) var phase = Phase.idle
    /// The hunk that is asked for again; nil where something new is asked.
    package internal(set) var again: HunkName?
    /// The token of what was asked and is still wanted, whatever is shown meanwhile.
    var asked: Int?
    /// What of its text the store has, or was told to keep.
    var kept = ""
    /// What acceptances that are on their way leave, to be said with what they did; by token.
    var remainders: [Int: String] = [:]
    /// What was asked before, newest last.
    var history: [String] = []

    package init() {}

    package var review: ProposalReview? {
        if case .reviewing(let review) = phase { return review }
        return nil
    }

    /// Room for a short list and a text of some lines; no more of the page is taken than this many rows.
    private static let reviewRows = 8...16

    /// The rows it wants below its title.
    func rowsWanted(isFocused: Bool, width: Int) -> Int {
        switch phase {
        case .reviewing(let review):
            min(max(review.listRows + 1, Self.reviewRows.lowerBound), Self.reviewRows.upperBound)
        case .composing: isFocused ? 2 : 1
        case .idle: isFocused ? min(6, max(2, field.layout(width: max(8, width - 3)).count)) : 1
        }
    }
}

/// What a composer is asked for.
package struct ComposeRequest: Sendable, Hashable {
    package enum Purpose: Sendable, Hashable {
        /// Another form of this section.
        case change(section: NodeID)
        /// A new section of a kind, right of a child of the page (first where nil).
        case insert(kind: String, page: NodeID, after: NodeID?)
        /// Something else in place of one hunk of a proposal.
        case again(HunkName, section: NodeID)
    }

    package let purpose: Purpose
    package let prompt: String
    package let locale: String
    package let token: Int
}

/// A kind of section that a composer can make.
package struct SectionKindChoice: Sendable, Hashable {
    package let name: String
    package let title: String

    package init(name: String, title: String) {
        self.name = name
        self.title = title
    }
}
