/// What can go wrong in a run. The raw values are the keys of `pagesim run --json`.
package enum Fault: String, CaseIterable, Sendable {
    /// A message is lost.
    case drop
    /// A request arrives twice.
    case `repeat`
    /// A message takes seconds.
    case delay
    /// Two requests arrive in another order than they were sent.
    case reorder
    /// A device is cut off for a while.
    case partition
    /// An answer is cut or garbled on its way.
    case garble
    /// The server answers 503.
    case busy
    /// The server restarts: a new epoch.
    case restart
    /// A device dies before its store has written.
    case killBeforeWrite
    /// A device dies right after its store has written.
    case killAfterWrite
}

/// What a run found wrong.
package struct Violation: Hashable, Sendable {
    package let seed: UInt64
    /// `I4`, as in design §6.
    package let invariant: String
    /// Milliseconds since the run began.
    package let at: Int64
    package let detail: String
}

/// What one run did.
package struct RunReport: Sendable {
    package let seed: UInt64
    package var events = 0
    package var operations = 0
    package var faults: [Fault: Int] = [:]
    package var violations: [Violation] = []
    /// A digest of everything that happened, in order: equal for equal seeds.
    package var trace: UInt64 = 0xcbf2_9ce4_8422_2325

    /// FNV-1a over a word.
    mutating func note(_ word: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            trace = (trace ^ (word >> shift & 0xff)) &* 0x100_0000_01b3
        }
    }
}
