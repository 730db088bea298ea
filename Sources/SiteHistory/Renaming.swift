import SiteModel

/// Own batches and what stands for them under another replica id, in order: what a store needs to write them anew.
package struct Renaming: Sendable {
    package struct Pair: Sendable {
        package let old: Batch
        /// Nil where nothing of it is left to write: a void.
        package let new: Batch?
    }

    package internal(set) var pairs: [Pair] = []
    /// The new name of each operation that has one.
    var names: [OperationID: OperationID] = [:]

    /// The batches as they are sent.
    package var batches: [Batch] { pairs.compactMap(\.new) }

    func name(_ id: OperationID) -> OperationID { names[id] ?? id }

    /// An undo step of one of the batches, or one that names their operations.
    package func renaming(_ step: UndoStep) -> UndoStep {
        let pair = pairs.first { $0.old.hash == step.batch.hash }
        return UndoStep(
            batch: pair?.new ?? step.batch, origins: step.origins,
            reopened: step.reopened.map {
                UndoStep.Reopened(operation: $0.operation.renaming(name))
            }, classOrders: step.classOrders)
    }
}
