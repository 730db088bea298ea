import SiteHistory
import SiteModel
import SyncCore

/// Why a store did not do something.
enum HomeFault: Error {
    /// The edits cannot be made at the present state; nothing changed.
    case refused(HistoryError)
    /// The disk, or another program: it may go well later; nothing was acknowledged.
    case failed(String)
    /// What came reaches below what the store keeps of the log; nothing changed.
    case tooShort
    /// What must never be.
    case unsound(String)
}

/// A site as a process reads it.
struct HomeState {
    var engine: HistoryEngine
    var revision: Int64

    var site: Site { engine.site }
}

/// What a commit did, once the store said that it is durable.
struct Committed {
    var batch: Batch
    var state: HomeState
}

/// Every batch that a store holds, by what became of it.
struct KeptBatches {
    var logged: Set<Digest> = []
    var pending: Set<Digest> = []
    /// Every batch that waits or stands in the log.
    var live: [Batch] = []
    /// In the order they were made.
    var quarantined: [Batch] = []
    var dropped: [Batch] = []
    /// A snapshot stands for the log up to there.
    var compacted: UInt64 = 0

    var isEmpty: Bool { logged.isEmpty && pending.isEmpty && quarantined.isEmpty }

    /// Whether every one of the words is typed by one of its batches, or of others.
    func types(_ tokens: [String], or others: [Batch]) -> Bool {
        let all = live + quarantined + dropped + others
        return tokens.allSatisfy { token in all.contains { $0.types(token) } }
    }

    func holds(_ hash: Digest) -> Bool {
        logged.contains(hash) || pending.contains(hash)
            || quarantined.contains { $0.hash == hash } || dropped.contains { $0.hash == hash }
    }
}

extension Batch {
    /// Whether an operation brings a text with the word in it.
    func types(_ token: String) -> Bool {
        operations.contains { operation in
            switch operation {
            case .insert(_, _, let text): text.contains(token)
            case .create(let creation):
                creation.texts.contains {
                    if case .inline(let text) = $0.text { text.contains(token) } else { false }
                }
            default: false
            }
        }
    }
}

/// A device's disk with its store, and the programs on it by their numbers.
protocol Home {
    /// Opens the store for a program that starts.
    mutating func start(_ process: Int) throws(HomeFault)
    /// The program ends in order.
    mutating func stop(_ process: Int)
    /// The program ends, whatever it was doing.
    mutating func kill(_ process: Int)

    func state(for process: Int) throws(HomeFault) -> HomeState
    func syncState(for process: Int) throws(HomeFault) -> StoreState
    func keptBatches(for process: Int) throws(HomeFault) -> KeptBatches
    func drafts(for process: Int) throws(HomeFault) -> [TextRef: String]
    /// What `doctor` says.
    func findings(for process: Int) throws(HomeFault) -> [String]

    mutating func commit(_ edits: [SiteEdit], by process: Int, ending draft: TextRef?)
        throws(HomeFault) -> Committed
    /// nil where nothing of the newest step is left to take back.
    mutating func undo(by process: Int) throws(HomeFault) -> Committed?
    mutating func redo(by process: Int) throws(HomeFault) -> Committed?
    mutating func save(_ value: String, of text: TextRef, base: String, by process: Int)
        throws(HomeFault)
    mutating func removeDraft(of text: TextRef, by process: Int) throws(HomeFault)
    /// What sync asks of the log.
    func page(_ query: LogQuery, for process: Int) throws(HomeFault) -> LogPage
    mutating func apply(_ change: StoreChange, by process: Int) throws(HomeFault) -> StoreState

    /// Makes the store smaller by one piece, and says whether there is more to do.
    mutating func compact(by process: Int) throws(HomeFault) -> Bool
    /// What compaction has left undone, as sentences.
    func surplus(for process: Int) throws(HomeFault) -> [String]

    /// Whether the program has the right to sync now; it is taken where it is free.
    mutating func takeLease(_ process: Int) -> Bool
    /// Whether its fence still holds.
    func holdsLease(_ process: Int) -> Bool
    mutating func releaseLease(_ process: Int)
    /// The lock file goes; whoever held it does not know.
    mutating func loseLockFile()

    /// The n-th write or fsync of the program from now on is its last.
    mutating func killAfter(writes: Int, completes: Bool, _ process: Int)
    func isDead(_ process: Int) -> Bool
    /// The power goes; every program was killed.
    mutating func cutPower(seed: UInt64)
    mutating func setDisk(_ disk: DiskCondition)
    /// How often the disk's condition made a call fail.
    var diskFailureCount: Int { get }
    /// The wall clock's milliseconds since 1970.
    mutating func setClock(_ milliseconds: Int64)
}

/// What a disk does with writes.
package enum DiskCondition: Int32, Sendable {
    case works, full, fails
}
