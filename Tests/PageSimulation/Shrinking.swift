/// Makes a failing plan smaller: fewer homes, steps and faults that still break the same invariant.
///
/// Delta debugging (Zeller, Hildebrandt 2002): halves are left out, then quarters, down to single ones.
package struct Shrinking {
    private let invariant: String
    private let sabotage: Sabotage?
    private var runsLeft: Int
    /// The smallest plan so far that fails.
    package private(set) var plan: Plan
    package private(set) var report: RunReport

    /// nil where the plan breaks nothing.
    ///
    /// - Parameter runs: How many runs it may take.
    package init?(_ plan: Plan, sabotage: Sabotage? = nil, runs: Int = 400) {
        let report = Simulation.run(plan, sabotage: sabotage)
        guard let first = report.violations.first else { return nil }
        invariant = first.invariant
        self.sabotage = sabotage
        runsLeft = runs
        self.plan = plan
        self.report = report
        self.plan.strikes = self.plan.strikes ?? Set(report.strikes)
        guard tries(self.plan) else { return }
        shrink()
    }

    private mutating func shrink() {
        var size = Int.max
        while self.size < size, runsLeft > 0 {
            size = self.size
            leaveOutHomes()
            reduce(plan.steps) { plan, steps in plan.steps = steps }
            reduce(strikesInOrder) { plan, strikes in plan.strikes = Set(strikes) }
        }
    }

    private var size: Int {
        plan.steps.count + (plan.strikes?.count ?? 0) + plan.homes.count { !$0.isLeftOut }
    }

    private var strikesInOrder: [Strike] {
        report.strikes.filter { plan.strikes?.contains($0) ?? true }
    }

    /// Whether a plan breaks the same invariant; then it is the smallest so far.
    private mutating func tries(_ smaller: Plan) -> Bool {
        guard runsLeft > 0 else { return false }
        runsLeft -= 1
        let found = Simulation.run(smaller, sabotage: sabotage)
        guard found.violations.contains(where: { $0.invariant == invariant }) else { return false }
        plan = smaller
        report = found
        return true
    }

    private mutating func leaveOutHomes() {
        for home in plan.homes.indices.dropFirst() where !plan.homes[home].isLeftOut {
            var smaller = plan
            smaller.homes[home].isLeftOut = true
            let processes = smaller.processes
            smaller.steps.removeAll {
                $0.kind.isForHome
                    ? $0.target == home
                    : $0.kind.isForProcess && processes[$0.target].home == home
            }
            _ = tries(smaller)
        }
    }

    private mutating func reduce<Element>(
        _ elements: [Element], _ put: (inout Plan, [Element]) -> Void
    ) {
        var left = elements
        var size = left.count
        while size > 0, runsLeft > 0 {
            var start = 0
            while start < left.count {
                let fewer = Array(left[..<start] + left[min(left.count, start + size)...])
                var smaller = plan
                put(&smaller, fewer)
                if tries(smaller) { left = fewer } else { start += size }
            }
            size /= 2
        }
    }
}
