import PageSimulation
import Testing

/// The simulation finds a device that does wrong, and makes the run that shows it small.
struct ShrinkingTests {
    /// The first of some seeds that a fault of the simulated devices breaks.
    private func broken(
        _ sabotage: Sabotage, _ seeds: ClosedRange<UInt64>
    ) throws -> Plan {
        let plans = seeds.lazy.map { Plan(seed: $0, healing: false) }
        return try #require(
            plans.first {
                !Simulation.run($0, sabotage: sabotage).violations.isEmpty
            })
    }

    @Test func `a store that forgets is found, and the run that shows it is small`() throws {
        let plan = try broken(.forgetsCommits, 1...50)

        let small = try #require(Shrinking(plan, sabotage: .forgetsCommits))

        #expect(["I1", "I2", "I9", "I10"].contains(small.report.violations.first?.invariant))
        #expect(small.plan.steps.count <= 4)
        #expect(small.plan.strikes?.count ?? 0 <= 2)
        #expect(small.plan.steps.count < plan.steps.count)
    }

    @Test func `a smaller plan is read back from its text and breaks the same`() throws {
        let plan = try broken(.forgetsCommits, 1...50)
        let small = try #require(Shrinking(plan, sabotage: .forgetsCommits, runs: 60))

        let read = try #require(Plan(text: small.plan.text))

        #expect(read == small.plan)
        #expect(Simulation.run(read, sabotage: .forgetsCommits) == small.report)
    }

    @Test func `two syncers on one store are found`() throws {
        let plan = try broken(.syncsWithoutLease, 1...50)

        let report = Simulation.run(plan, sabotage: .syncsWithoutLease)

        #expect(report.violations.contains { $0.invariant == "I18" })
    }

    @Test func `a disk that lies about fsync is found`() {
        let lost = stride(from: UInt64(8), through: 1600, by: 8).contains { seed in
            Simulation.run(Plan(seed: seed, healing: false), sabotage: .ignoresFsync).violations
                .contains {
                    $0.invariant == "I1"
                }
        }

        #expect(lost)
    }

    @Test func `a plan that breaks nothing is not made smaller`() {
        #expect(Shrinking(Plan(seed: 1, healing: false)) == nil)
    }

    @Test(
        arguments: [
            "", "seed 1\n", "home memory 1 0\nstep 1 edit 7 1\n", "home tape 1 0\n",
            "home memory 1 0 joins soon\n",
            "promise nothing\nhome memory 1 0\n",
        ])
    func `what is no plan is refused`(text: String) {
        #expect(Plan(text: text) == nil)
    }
}
