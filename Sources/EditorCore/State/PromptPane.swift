import SiteHistory
import SiteModel

/// A change that somebody proposes for a section, whole: it is taken or left.
package struct Proposal: Sendable, Hashable {
    package let section: NodeID
    /// The section's new root element.
    package let draft: NodeDraft
    /// Who made it: `template composer`.
    package let author: String
    /// A sentence on what would change.
    package let summary: String

    package init(section: NodeID, draft: NodeDraft, author: String, summary: String = "") {
        self.section = section
        self.draft = draft
        self.author = author
        self.summary = summary
    }
}

/// The pane where a person asks for a change.
package struct PromptPane: Sendable {
    package enum Phase: Sendable {
        case idle
        /// A composer works on it; the token names its answer.
        case composing(token: Int)
        /// Shown beside what is there until it is accepted or rejected.
        case proposed(Proposal, before: [String], after: [String])
    }

    package internal(set) var field = TextField()
    package internal(set) var phase = Phase.idle
    /// The first line of a proposal that is shown.
    package internal(set) var top = 0
    /// What was asked before, newest last.
    var history: [String] = []

    package init() {}

    package var proposal: Proposal? {
        if case .proposed(let proposal, _, _) = phase { return proposal }
        return nil
    }

    /// The rows it wants below its title.
    func rowsWanted(isFocused: Bool, width: Int) -> Int {
        switch phase {
        case .proposed(_, let before, let after): min(16, max(before.count, after.count) + 3)
        case .composing: 2
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
