import SiteModel

/// Where among its new siblings a node goes.
package enum SiblingPosition: Hashable, Sendable {
    case first
    case last
    /// Right of this living child of the same parent.
    case after(NodeID)
}

/// Which side a person takes.
package enum ConflictChoice: Hashable, Sendable {
    case ours
    case theirs
    /// Where more than two devices disagree: what this operation wanted, one of the conflict's own.
    case side(OperationID)
    /// Texts and class lists only.
    case both
    case value(String)
}

/// What a person wants to change, before it becomes operations: the currency of commands and of the editor.
package enum SiteEdit: Hashable, Sendable {
    /// Sets a text. `from` is the text the author started from: what others changed since is kept.
    case setText(TextRef, from: String, to: String)
    case setField(NodeID, FieldName, FieldValue?)
    case setClasses(NodeID, [String])
    /// Creates a subtree; ids are the draft's.
    case insert(NodeDraft, under: NodeID, at: SiblingPosition)
    case move(NodeID, under: NodeID, at: SiblingPosition)
    case delete(NodeID)
    /// Takes a node out of the trash, to where it was.
    case restore(NodeID)
    /// Copies a subtree beside itself; the ids are for its nodes in document order.
    case duplicate(NodeID, ids: [NodeID])
    /// Makes the content of a section what the draft (a section's root element) says, keeping ids where it can.
    case replace(section: NodeID, with: NodeDraft)
    case blob([UInt8])
    case resolve(ConflictID, ConflictChoice)
}

/// Why an edit cannot be made; nothing changed.
package enum HistoryError: Error, Equatable, Sendable {
    case unknownNode(NodeID)
    case unknownText(TextRef)
    case unknownConflict(ConflictID)
    /// A page under a section, a child under a text, a section's root alone …
    case misplaced(NodeID, under: NodeID)
    case wouldNestInsideItself(NodeID)
    /// A browser would drop it there, or read it elsewhere: why, as a sentence.
    case notHTML(String)
    /// What it stood in, by this name, is in the trash as well.
    case holderInTrash(NodeID, name: String)
    case notInTrash(NodeID)
    /// `both` where there is no such thing, or a value a conflict cannot take.
    case choiceNotPossible(ConflictID)
    case nothingToChange
    case nothingToUndo
    /// What the step of this name changed is in the trash.
    case inTrash(String)
    /// No batch begins with this operation.
    case unknownBatch(OperationID)
    /// The batch was combined with no other one.
    case notMerged(OperationID)
    /// The merge is older than ``HistoryEngine/mergeUndoDays`` of server time.
    case mergeTooOld(OperationID)
    /// Nothing of what is asked for can be done any more, and why, as sentences' ends.
    case nothingLeft([String])
    /// A newer program changed it in a way that this one does not know: it can only be read here.
    case frozen(NodeID)
    case tooDeep(limit: Int)
    case tooLarge(limit: Int)
}

/// One replacement in a text. Offsets are Unicode scalars in the text *before* the edit.
package struct TextEdit: Hashable, Sendable {
    package var range: Range<Int>
    package var replacement: String

    package init(_ range: Range<Int>, _ replacement: String) {
        self.range = range
        self.replacement = replacement
    }
}

/// What a commit or a pull changed in one shown text.
///
/// - `edits`: ascending and disjoint, offsets in the text before the patch.
package struct TextPatch: Hashable, Sendable {
    package let text: TextRef
    package let edits: [TextEdit]

    package init(text: TextRef, edits: [TextEdit]) {
        self.text = text
        self.edits = edits
    }
}

/// What a commit or a pull changed in the shown document.
package struct SitePatch: Sendable {
    /// Every node that is new, gone or different.
    package var nodes: Set<NodeID>
    package var texts: [TextPatch]

    package init(nodes: Set<NodeID> = [], texts: [TextPatch] = []) {
        self.nodes = nodes
        self.texts = texts
    }
}
