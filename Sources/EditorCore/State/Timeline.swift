import SiteHistory
import SiteModel

/// A step of a site's history, as the timeline shows it.
package struct TimelineStep: Hashable, Sendable {
    /// The batch's first operation.
    package let id: OperationID
    /// What it changed: `hero: title changed in pt-BR`.
    package let what: String
    /// Who made it: `this device`, an account and one of its devices.
    package let who: String
    /// When, as people write it, by the clock on their wall: `yesterday 18:40`.
    package let when: String
    /// What differs before and after it.
    package let lines: [DifferenceLine]

    package init(
        id: OperationID, what: String, who: String, when: String, lines: [DifferenceLine]
    ) {
        self.id = id
        self.what = what
        self.who = who
        self.when = when
        self.lines = lines
    }
}

/// The steps that were read so far, the newest first.
struct Timeline: Sendable {
    private(set) var steps: [TimelineStep] = []
    /// Whether there is nothing older.
    private(set) var isComplete = false
    /// Whether more was asked for.
    var isReading = true
    /// The step whose difference is shown.
    var shown: OperationID?
    /// The list, while a step's difference lies over it.
    var list: Overlay?

    /// Takes what was read; from the beginning it takes the place of everything.
    mutating func take(_ new: [TimelineStep], skipping skipped: Int, isEnd: Bool) {
        isReading = false
        guard skipped == 0 || skipped == steps.count else { return }
        steps = skipped == 0 ? new : steps + new
        isComplete = isEnd
    }

    func step(_ id: OperationID) -> TimelineStep? { steps.first { $0.id == id } }
}
