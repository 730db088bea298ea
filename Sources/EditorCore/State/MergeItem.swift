import SiteHistory
import SiteModel

/// What a piece of the merge screen looks like.
package enum MergeInk: Hashable, Sendable {
    case plain, dim, title, key, base, ours, theirs, removed, added
    /// The words that a side is being taken of.
    case current
    /// A line between parts.
    case rule
}

/// Some words in one look.
package struct MergePiece: Hashable, Sendable {
    package let ink: MergeInk
    package let text: String

    init(_ ink: MergeInk, _ text: String) {
        self.ink = ink
        self.text = text
    }
}

/// One side of a conflict, or of an automatic merge, as it is shown.
package struct MergeSide: Hashable, Sendable {
    package enum Role: Hashable, Sendable { case base, ours, theirs, other, result }

    package let role: Role
    /// `theirs · shows now`.
    package let title: String
    /// Who wrote it, and when; may be empty.
    package let signature: String
    /// What it says, with what it changed.
    package let pieces: [MergePiece]
}

/// A conflict, or what was merged by itself, as the merge screen shows it.
package struct MergeItem: Hashable, Sendable {
    package enum Identity: Hashable, Sendable {
        case conflict(ConflictID)
        case merge(OperationID, NodeID, TextKey?)
    }

    /// The sides as a person reads them, where words can be taken of each.
    struct Texts: Hashable, Sendable {
        let base: String?
        let ours: String
        let theirs: String
    }

    package let identity: Identity
    package let node: NodeID
    /// What happened, a sentence.
    package let explanation: String
    package let sides: [MergeSide]
    let texts: Texts?
    let canTakeBoth: Bool
    /// Whether what it is to say can be typed: words, a section's name or a page's path.
    let canType: Bool
    /// Whether there are more sides than two, of which another one can be set beside ours.
    let canTurn: Bool
    /// For a merge: whether something of it can be taken back.
    let isLeft: Bool
}

/// A row of the list of conflicts, or of merges.
struct MergeRow: Hashable, Sendable {
    let kind: String
    let place: String
    let signature: String
    /// `new`, or `settled` where nothing can be taken back any more; mostly empty.
    let mark: String
}
