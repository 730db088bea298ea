import GRDB

/// The one writer of the database: what arrives while a transaction runs shares the next one, and so its fsync.
///
/// A piece of work that throws leaves no trace, and does not disturb the others of its group. Nobody is answered before
/// the transaction is on the disk.
actor GroupCommit {
    private struct Work: Sendable {
        /// Runs inside the transaction; the result is what `finish` is to report.
        let run: @Sendable (Database) -> Void
        /// After the commit, or with why there was none.
        let finish: @Sendable ((any Error)?) -> Void
    }

    private let pool: DatabasePool
    private let onFailure: @Sendable () -> Void
    private let metrics: Metrics
    private var queue: [Work] = []
    private var isRunning = false

    /// - Parameter onFailure: Called when a group did not come through.
    init(pool: DatabasePool, metrics: Metrics, onFailure: @escaping @Sendable () -> Void) {
        self.pool = pool
        self.metrics = metrics
        self.onFailure = onFailure
    }

    /// Does the work in the next transaction.
    ///
    /// - Throws: What the work throws, or why the transaction failed.
    func perform<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let outcome = Box<Result<Value, any Error>>()
            queue.append(
                Work { db in
                    outcome.value = Result { try db.inSavepointReturning { try body(db) } }
                } finish: { failure in
                    if let failure { return continuation.resume(throwing: failure) }
                    continuation.resume(with: outcome.value ?? .failure(CancellationError()))
                })
            guard !isRunning else { return }
            isRunning = true
            Task { await self.drain() }
        }
    }

    private func drain() async {
        while !queue.isEmpty {
            let group = queue
            queue = []
            var failure: (any Error)?
            do {
                try await pool.write { db in
                    for work in group { work.run(db) }
                }
                metrics.count(.commits)
            } catch {
                failure = error
                onFailure()
            }
            for work in group { work.finish(failure) }
        }
        isRunning = false
    }
}

/// Carries a value out of a transaction. Written inside it and read after it, never at once: the writer is one.
private final class Box<Value>: @unchecked Sendable {
    var value: Value?
}

extension Database {
    /// Runs the work in a savepoint of its own; an error rolls it back and is thrown.
    fileprivate func inSavepointReturning<Value>(_ work: () throws -> Value) throws -> Value {
        var value: Value?
        try inSavepoint {
            value = try work()
            return .commit
        }
        guard let value else { throw DatabaseError(message: "a savepoint without a result") }
        return value
    }
}
