import SiteModel

/// One change of a proposal: taken or left by itself.
package struct ProposalHunk: Hashable, Sendable {
    /// What is changed. A value from before says what the proposer had seen.
    package enum Change: Hashable, Sendable {
        /// Made as a patch of words over the present text.
        case text(TextRef, from: String, to: String)
        case field(NodeID, FieldName, from: FieldValue?, to: FieldValue?)
        case classes(NodeID, added: [String], removed: [String])
        /// Right of the first of these that stands under the parent; first where none does.
        case add(NodeDraft, under: NodeID, after: [NodeID])
        /// `mark`: what the node said, `Site.mark(of:)`.
        case remove(NodeID, mark: Digest)
        case move(NodeID, under: NodeID, after: [NodeID])
        /// Another root element: the section is replaced as a whole.
        case whole(NodeDraft, mark: Digest)
        /// White space between elements that comes and goes with nothing else, all of the section.
        indirect case spacing([Change])
    }

    /// What a person decided.
    package enum Decision: Hashable, Sendable {
        /// Goes along when all that is chosen is accepted.
        case chosen
        /// Waits, and is left out then.
        case waiting
        case rejected
        /// `over`: the text that stood there just before, for a change of a text.
        case applied(over: String?)
    }

    /// From 1; the hunk's name in its proposal.
    package let number: Int
    package let section: NodeID
    /// The section's name and the page's path when it was proposed.
    package let place: Place
    /// What is changed there, as people call it: `title`, `<li>`; empty for the section itself.
    package let label: String
    package internal(set) var change: Change
    /// White space around what comes or goes; made with it, and passed over where it cannot be.
    package internal(set) var spacing: [Change]
    /// What stood there as a person reads it, when it was proposed.
    package internal(set) var was: String
    package internal(set) var decision: Decision
    /// The number of the first of the hunks that belong together: some go, and the others come in their place. nil where it
    /// stands for itself.
    package internal(set) var exchange: Int? = nil

    package struct Place: Hashable, Sendable {
        package let section: String
        package let page: String
    }
}

extension ProposalHunk {
    /// The raw values are the words of `proposals --json`.
    package enum Kind: String, Sendable, CaseIterable {
        case text, attribute, `class`, added, removed, moved, section, space
    }

    package var kind: Kind {
        switch change {
        case .text: .text
        case .field: .attribute
        case .classes: .class
        case .add: .added
        case .remove: .removed
        case .move: .moved
        case .whole: .section
        case .spacing: .space
        }
    }

    /// The node it changes; of what is added the new node.
    package var node: NodeID {
        switch change {
        case .text(let ref, _, _): ref.node
        case .field(let node, _, _, _), .classes(let node, _, _), .remove(let node, _),
            .move(let node, _, _):
            node
        case .add(let draft, _, _): draft.id
        case .whole, .spacing: section
        }
    }

    package var isRejected: Bool { decision == .rejected }

    /// In words: `title changed`.
    package var headline: String {
        let what = label.isEmpty ? "section" : label
        switch change {
        case .text: return what + " changed"
        case .field(_, let name, let from, let to):
            let verb = from == nil ? "set" : to == nil ? "unset" : "changed"
            let attribute = name.attributeName ?? name.rawValue
            return attribute + (label.isEmpty ? "" : " of " + label) + " " + verb
        case .classes: return "class" + (label.isEmpty ? "" : " of " + label) + " changed"
        case .add: return what + " added"
        case .remove: return what + " removed"
        case .move: return what + " moved"
        case .whole: return "section replaced"
        case .spacing: return "white space changed"
        }
    }
}

/// What a proposal is asked for and by whom it is made.
package struct ProposalHead: Hashable, Sendable {
    package let prompt: String
    /// Who made it: `template composer`.
    package let author: String
    /// A sentence on what would change.
    package let summary: String
    /// The language of its texts.
    package let locale: String

    package init(prompt: String, author: String, summary: String, locale: String) {
        self.prompt = prompt
        self.author = author
        self.summary = summary
        self.locale = locale
    }
}

/// Changes that somebody proposes: each is taken or left by itself, against the site as it is then.
///
/// A hunk says what the proposer had seen and what is to become of it. What others typed since stays: texts are patched by
/// words, and what cannot be changed without taking something from them is stale.
package struct Proposal: Hashable, Sendable {
    /// The store's number; 0 before it is stored.
    package var id: Int64
    package let head: ProposalHead
    /// By section, in document order.
    package internal(set) var hunks: [ProposalHunk]

    package init(id: Int64 = 0, head: ProposalHead, hunks: [ProposalHunk]) {
        self.id = id
        self.head = head
        self.hunks = hunks
    }

    package func hunk(_ number: Int) -> ProposalHunk? { hunks.first { $0.number == number } }

    /// Hunks of one section.
    package struct Group: Sendable {
        package let section: NodeID
        package let place: ProposalHunk.Place
        package let hunks: [ProposalHunk]
    }

    /// The hunks by section, in order.
    package var groups: [Group] {
        var groups: [Group] = []
        for hunk in hunks {
            let known = groups.last?.section == hunk.section ? groups.removeLast().hunks : []
            groups.append(
                Group(section: hunk.section, place: hunk.place, hunks: known + [hunk]))
        }
        return groups
    }
}
