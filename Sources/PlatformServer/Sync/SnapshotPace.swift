/// When a site's next snapshot is due: a tail that is long, and of which everybody has seen enough.
struct SnapshotPace: Equatable {
    /// How much of a log lies between two snapshots, whichever is reached first.
    struct Limits: Equatable {
        var operationCount: UInt64 = 10_000
        var byteCount = 8 << 20

        func isReached(operationCount: UInt64, byteCount: Int) -> Bool {
            operationCount >= self.operationCount
                || (byteCount >= self.byteCount && operationCount > 0)
        }
    }

    /// After a try that came to nothing, for what reaches back stood in its way, so much more is waited for: this part of
    /// what lies between two.
    private static let patience: UInt64 = 10

    let limits: Limits
    /// The position of the newest.
    let newest: UInt64
    /// Of the log behind it.
    private(set) var byteCount: Int
    private var tryStable: UInt64 = 0
    private var tryByteCount = 0

    init(newest: UInt64, byteCount: Int, limits: Limits) {
        self.newest = newest
        self.byteCount = byteCount
        self.limits = limits
    }

    /// The log grew.
    mutating func add(byteCount: Int) { self.byteCount += byteCount }

    /// Whether one may be possible now.
    func isDue(stable: UInt64) -> Bool {
        guard stable > newest,
            limits.isReached(operationCount: stable - newest, byteCount: byteCount)
        else { return false }
        return stable >= tryStable || byteCount >= tryByteCount
    }

    /// A try came to nothing.
    mutating func failed(stable: UInt64) {
        tryStable = stable + max(1, limits.operationCount / SnapshotPace.patience)
        tryByteCount = byteCount + max(1, limits.byteCount / Int(SnapshotPace.patience))
    }
}
