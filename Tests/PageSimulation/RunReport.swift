/// What one run did.
package struct RunReport: Hashable, Sendable {
    package let seed: UInt64
    package var events = 0
    package var operations = 0
    package var faults: [Fault: Int] = [:]
    package var violations: [Violation] = []
    /// A digest of everything that happened, in order: equal for equal seeds.
    package var trace: UInt64 = 0xcbf2_9ce4_8422_2325
    /// Every fault of a message or a write that struck, in order: what a smaller plan chooses from.
    package var strikes: [Strike] = []

    package init(seed: UInt64) { self.seed = seed }

    /// FNV-1a over a word.
    mutating func note(_ word: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            trace = (trace ^ (word >> shift & 0xff)) &* 0x100_0000_01b3
        }
    }
}
