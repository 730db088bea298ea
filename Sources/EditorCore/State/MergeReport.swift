import SiteHistory
import SiteModel

/// What a site's history says about its conflicts, and what was merged by itself; read when somebody looks at it.
package struct MergeReport: Hashable, Sendable {
    /// What two devices wrote at the same time and nobody had to be asked about.
    package struct Merge: Hashable, Sendable {
        /// The batch, by its first operation, that can be taken back.
        package let taken: OperationID
        /// Where that batch ends in the log: what arrives later has a greater number.
        package let position: UInt64
        /// The text's node, or the parent whose children were arranged.
        package let node: NodeID
        /// nil for the order of the node's children.
        package let text: TextKey?
        /// Who wrote what can be taken back, and when the server got it: `ana, 25 Nov 2026, 18:40 UTC`.
        package let signature: String
        /// The same of what it was merged with, which stays.
        package let ownSignature: String
        /// nil for an order, and where there is too much to be read.
        package let texts: MergedTexts?
        /// For an order: what was put or moved there.
        package let placed: [NodeID]
        /// False where all of it was taken back or written over since.
        package let isLeft: Bool
        /// Both replaced the same words, and nobody has chosen since.
        package let isContested: Bool

        package init(
            taken: OperationID, position: UInt64, node: NodeID, text: TextKey?, signature: String,
            ownSignature: String, texts: MergedTexts?, isLeft: Bool,
            isContested: Bool = false, placed: [NodeID] = []
        ) {
            self.taken = taken
            self.position = position
            self.node = node
            self.text = text
            self.signature = signature
            self.ownSignature = ownSignature
            self.texts = texts
            self.isLeft = isLeft
            self.isContested = isContested
            self.placed = placed
        }
    }

    /// Who wrote each side of a conflict, and when the server got it.
    package let signatures: [OperationID: String]
    package let details: [ConflictID: ConflictDetail]
    /// Those of the last 30 days, the newest first.
    package let merges: [Merge]

    package init(
        signatures: [OperationID: String] = [:], details: [ConflictID: ConflictDetail] = [:],
        merges: [Merge] = []
    ) {
        self.signatures = signatures
        self.details = details
        self.merges = merges
    }
}
