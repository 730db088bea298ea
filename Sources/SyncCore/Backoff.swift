/// Waits that grow, with full jitter, so that clients of a server that comes back do not arrive together.
package struct Backoff: Hashable, Sendable {
    package static let delayMin = Duration.milliseconds(500)
    package static let delayMax = Duration.seconds(120)

    /// Failures in a row.
    package private(set) var failureCount = 0

    package init() {}

    package mutating func reset() { failureCount = 0 }

    /// The next wait: anything between half a second and a bound that doubles from 1 s to 120 s.
    ///
    /// Where a server says how long, everybody waits so long first, and as long again is spread over: it says the same to
    /// all who come at once, and they would come back at once.
    /// - Parameter random: All 64 bits are used.
    package mutating func next(random: UInt64, atLeast least: Duration? = nil) -> Duration {
        failureCount += 1
        let bound = min(Backoff.delayMax, .seconds(1 << min(failureCount - 1, 7)))
        let least = least ?? .zero
        let spread = min(Backoff.delayMax, max(bound - Backoff.delayMin, least))
        let share = Double(random >> 11) / Double(UInt64(1) << 53)
        return max(Backoff.delayMin, least) + spread * share
    }
}
