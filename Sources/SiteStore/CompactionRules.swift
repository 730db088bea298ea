/// When a log is compacted, and in which portions.
///
/// A snapshot costs about what the site weighs, so it pays once the log behind the last one weighs a part of that; then
/// opening costs the site and that part, and each byte of log was written a few times at most.
package struct CompactionRules: Sendable {
    /// Less log than this is never worth a snapshot or a drop.
    package var operationsMin: UInt64 = 500
    package var bytesMin = 64 << 10
    /// The log behind a snapshot pays once it weighs this part of the snapshot.
    package var share = 0.25
    /// How much further the log and its marks must have come until it is weighed again: that costs a look at each row.
    package var operationsBetweenLooks: UInt64 = 500
    /// Of dropped batches so much goes in one transaction, and of old steps as many; and no more once so much time has
    /// gone by, so that whoever waits for the transaction waits 5 ms at most.
    package var sliceRowsMax = 100
    package var sliceBytesMax = 128 << 10
    package var sliceDurationMax: Duration = .milliseconds(3)
    /// After so many slices SQLite's log is brought into the database.
    package var slicesPerCheckpoint = 16
    /// So many steps undo still sees, the newest, when their batches are dropped.
    package var oldStepsMax = 1000

    package init() {}

    func isWorthwhile(operations: UInt64, bytes: Int, snapshot: Int) -> Bool {
        (operations >= operationsMin || bytes >= bytesMin)
            && Double(bytes) >= share * Double(snapshot)
    }
}
