/// When a site's next snapshot is due: a tail that is long, and of which everybody has seen enough.
struct SnapshotPace: Equatable {
    /// How much of the log lies between two snapshots, whichever is reached first.
    static let operationCount: UInt64 = 10_000
    static let byteCount = 8 << 20
    /// How much more is waited for after a try that came to nothing, for what reaches back stood in its way.
    private static let patienceOperationCount: UInt64 = 1_000
    private static let patienceByteCount = 1 << 20

    /// The position of the newest.
    private(set) var newest: UInt64
    /// Of the log behind it.
    private(set) var byteCount: Int
    private var tryStable: UInt64 = 0
    private var tryByteCount = 0

    init(newest: UInt64, byteCount: Int) {
        self.newest = newest
        self.byteCount = byteCount
    }

    /// The log grew.
    mutating func add(byteCount: Int) { self.byteCount += byteCount }

    /// Whether so much of the log is worth a snapshot.
    static func isEnough(operationCount: UInt64, byteCount: Int) -> Bool {
        operationCount >= Self.operationCount || (byteCount >= Self.byteCount && operationCount > 0)
    }

    /// Whether one may be possible now.
    func isDue(stable: UInt64) -> Bool {
        guard stable > newest,
            SnapshotPace.isEnough(operationCount: stable - newest, byteCount: byteCount)
        else { return false }
        return stable >= tryStable || byteCount >= tryByteCount
    }

    /// A try came to nothing.
    mutating func failed(stable: UInt64) {
        tryStable = stable + SnapshotPace.patienceOperationCount
        tryByteCount = byteCount + SnapshotPace.patienceByteCount
    }
}
