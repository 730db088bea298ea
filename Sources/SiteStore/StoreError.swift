import GRDB
import SiteHistory
import SiteModel

/// What went wrong with a store. The wording for people is the caller's.
package enum StoreError: Error, Equatable, Sendable {
    /// The database was written by a newer program.
    case newerVersion(path: String, version: Int, known: Int)
    /// A database, or another file, that is not ours.
    case foreign(path: String)
    /// Truncated or otherwise broken.
    case damaged(path: String, detail: String)
    /// A read-only folder or file.
    case notWritable(path: String, detail: String)
    /// The disk is full.
    case full(path: String)
    /// Any other failure of the file system.
    case unavailable(path: String, detail: String)
    /// Another process kept the write lock for too long.
    case busy(path: String)
    case unknownSite(String)
    /// A slug that several sites have.
    case ambiguousSite(String, [NodeID])
    /// The edits cannot be made; nothing changed.
    case refused(HistoryError)
    /// Log entries do not fit the log that is here; nothing changed.
    case replay(ReplayError)
    /// The log that arrived is not the log the server says it is.
    case digestMismatch(site: NodeID)
    /// An own batch arrived that this store never made: the store is old or a copy.
    case ownBatchUnknown(site: NodeID, first: UInt64)
    /// The site belongs to another account.
    case otherAccount(site: NodeID, server: String, account: String)
    case unknownBatch(String)
    /// No batch of the site is called that, or its log does not go so far.
    case unknownVersion(SiteVersion)
    /// The version lies below the position up to which this device has dropped the log; the server has it.
    case versionNotKept(dropped: UInt64)
    /// What stands for the part of the log that was dropped cannot be read; the server has it.
    case compactedLogDamaged(site: NodeID)
    /// What arrived was written by somebody who had not seen what this device keeps no more: only the server's whole log
    /// tells what it means.
    case reachesBelowDropped(site: NodeID, dropped: UInt64)
    /// The server's log does not hold what this device dropped: it was set back further than it promises.
    case notCovered(site: NodeID, dropped: UInt64)
    /// A snapshot is taken over only where nothing is yet.
    case notEmpty(site: NodeID)
    /// A site is taken in from a file only where it is not yet.
    case alreadyHere(slug: String)
    /// Another process has taken over syncing.
    case leaseLost

    init(wrapping error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as HistoryError: self = .refused(error)
        case let error as ReplayError: self = .replay(error)
        case VersionFault.unknown(let version): self = .unknownVersion(version)
        case VersionFault.notKept(let position): self = .versionNotKept(dropped: position)
        case let error as DecodingFault: self = .damaged(path: path, detail: "\(error)")
        case let error as DatabaseError: self = StoreError(database: error, path: path)
        default: self = .unavailable(path: path, detail: "\(error)")
        }
    }

    private init(database error: DatabaseError, path: String) {
        let detail = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .damaged(path: path, detail: detail)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self = .notWritable(path: path, detail: detail)
        case .SQLITE_FULL: self = .full(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        default:
            let code = error.extendedResultCode.rawValue
            self = .unavailable(path: path, detail: "\(detail) (SQLite \(code))")
        }
    }
}
