import EditorCore
import SiteHistory
import SiteModel
import SiteStore

extension MergeReport {
    /// Of more merges than these the texts are not read.
    private static let textsMax = 100

    /// - Parameters:
    ///   - state: As much of the log as is kept.
    ///   - taken: Batches whose part in merges was taken back, or was and stands again.
    ///   - ownTimes: When own batches were made (``SiteStore/ownTimes(of:)``).
    init(
        _ state: SiteState, takenBack taken: MergesTakenBack, ownTimes: [OperationID: Int64]
    ) {
        let writers = Writers(of: state, ownTimes: ownTimes)
        var signatures: [OperationID: String] = [:]
        var details: [ConflictID: ConflictDetail] = [:]
        for conflict in state.conflicts {
            details[conflict.id] = state.engine.detail(of: conflict)
            for side in [conflict.shown, conflict.lost] + conflict.others {
                signatures[side.operation] = writers.words(for: side.operation)
                // Two resolutions name the sides that they took.
                if let taken = side.value.flatMap({ OperationID($0) }) {
                    signatures[taken] = writers.words(for: taken)
                }
            }
        }
        self.init(
            signatures: signatures, details: details,
            merges: state.engine.listedMerges.enumerated().map { number, listed in
                let isRead = number < Self.textsMax
                let texts = isRead ? state.engine.texts(of: listed) : nil
                return Merge(
                    taken: listed.taken, position: listed.position, node: listed.merge.node,
                    text: listed.merge.text, signature: writers.words(for: listed.taken),
                    ownSignature: writers.words(for: listed.staying),
                    texts: texts,
                    isLeft: taken.undone.contains(listed.taken)
                        || (!taken.standing.contains(listed.taken)
                            && (!isRead || state.engine.isLeft(of: listed))),
                    isContested: texts.map { state.engine.isOpen(listed, $0) } ?? false,
                    placed: isRead ? state.engine.placed(by: listed) : [])
            })
    }
}
