/// The invariants of design §6, as far as a run can judge them.
///
/// | | when |
/// |---|---|
/// | I1 | at each start of a process, at the end |
/// | I2, I5, I8, I9, I10 (rest, closure), I12 | at the end |
/// | I3, I6 | after each commit and each pull, at the end |
/// | I4 | whenever two homes stand at one position with nothing of their own, at the end |
/// | I7 | at the end: words are typed forwards and backwards, an operation each |
/// | I11 | at each repeated push, at the end |
/// | I13 | at each start of a process and at the end, where a store is on files: compaction leaves nothing undone |
/// | I14 | at each damaged message |
/// | I15 | at the end, where a home was away |
/// | I16 | at each pair of undo and redo, a restart between them or not |
/// | I17 | on every 64th seed: it is run twice |
/// | I18 | before each request |
package enum Invariant: String, CaseIterable, Sendable {
    case acknowledgedIsThere = "I1"
    case nothingLost = "I2"
    case tokensOnce = "I3"
    case equalAtOnePosition = "I4"
    case equalToOracle = "I5"
    case treeIsTree = "I6"
    case runsNotInterleaved = "I7"
    case losersHaveRows = "I8"
    case ownWritesAccountedFor = "I9"
    case comesToRest = "I10"
    case repeatsChangeNothing = "I11"
    case positionsNameOne = "I12"
    case boundedStore = "I13"
    case damageIsRefused = "I14"
    case awayMerges = "I15"
    case undoRedoIdentity = "I16"
    case sameSeedSameRun = "I17"
    case oneSyncer = "I18"
}

/// What a run found wrong.
package struct Violation: Hashable, Sendable {
    package let seed: UInt64
    /// `I4`, as in design §6.
    package let invariant: String
    /// Milliseconds since the run began.
    package let at: Int64
    package let detail: String

    package init(seed: UInt64, invariant: Invariant, at: Int64, detail: String) {
        self.seed = seed
        self.invariant = invariant.rawValue
        self.at = at
        self.detail = detail
    }
}
