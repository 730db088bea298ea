import SiteHistory
import SiteModel

/// Where a server keeps one site's log: SQLite in `pagemagicd`, memory in tests and simulations.
///
/// The rules are in `LogKeeper`, written once for all of them.
package protocol LogShelf {
    /// This server life's name.
    var epoch: EpochID { get }
    /// The log's last sseq.
    var head: UInt64 { get }
    /// Of the log up to its head.
    var digest: LogDigest { get }
    /// The largest position that no client needs any more; never falls.
    var stable: UInt64 { get }
    /// The oldest restore point that the operator promises: nobody lets go of what lies behind it.
    var kept: UInt64 { get }
    /// The digest at a batch end; nil where no batch ends there. At 0 the empty one.
    func digest(at position: UInt64) throws -> LogDigest?
    /// The log's length when the epoch ended, `head` for the present one; nil for an epoch not known here.
    func end(of epoch: EpochID) throws -> UInt64?
    /// The account that a replica belongs to.
    func owner(of replica: ReplicaID) throws -> String?
    /// The last batch of a replica.
    func lastEntry(of replica: ReplicaID) throws -> LogEntry?
    /// The batch of a replica that begins with the sequence number.
    func entry(of replica: ReplicaID, first: UInt64) throws -> LogEntry?
    /// The batch of a replica that ends with the sequence number.
    func entry(of replica: ReplicaID, last: UInt64) throws -> LogEntry?
    /// The sseq of an operation of the log.
    func position(of operation: OperationID) throws -> UInt64?
    /// How a lost log that the epoch had numbered is numbered now; nil where positions are this log's own.
    func lineage(of epoch: EpochID) throws -> Lineage?
    /// Where the log says so last.
    func lineagePosition(of epoch: EpochID) throws -> UInt64?
    /// Whether a batch of the log stands for the one that ends a chain there: it was written anew.
    func isRetired(_ end: ChainEnd) throws -> Bool
    /// Appends a batch that `LogKeeper` took; binds its replica to the account.
    mutating func append(_ entry: LogEntry, digest: LogDigest, account: String) throws
}
