import PageSimulation
import Testing

struct SimulationTests {
    @Test func `the first two hundred seeds break no invariant`() {
        for seed in UInt64(1)...200 {
            let report = Simulation.run(seed: seed, healing: false)

            #expect(report.violations == [], "seed \(seed)")
        }
    }

    @Test func `servers and stores that are set back or copied lose nothing`() {
        for seed in UInt64(1)...150 {
            let report = Simulation.run(seed: seed)

            #expect(report.violations == [], "seed \(seed)")
        }
    }

    @Test func `a device that joins late begins with a snapshot and ends equal`() {
        var begun = 0
        var rebased = 0
        for seed in UInt64(201)...260 {
            let report = Simulation.run(seed: seed, healing: false)
            begun += report.faults[.snapshotStart] ?? 0
            rebased += report.faults[.rebase] ?? 0

            #expect(report.violations == [], "seed \(seed)")
        }

        #expect(begun > 0)
        #expect(rebased > 0)
    }

    /// Seeds in which something lay in the trash for long enough.
    @Test(arguments: [473, 483, 485] as [UInt64])
    func `what the server purges is gone on every device`(seed: UInt64) {
        let report = Simulation.run(seed: seed, healing: false)

        #expect(report.violations == [])
        #expect(report.faults[.purge] ?? 0 > 0)
    }

    @Test func `a plan that ages is read back from its text`() {
        for seed in UInt64(1)...30 {
            let plan = Plan(seed: seed, healing: false)

            #expect(Plan(text: plan.text) == plan, "seed \(seed)")
        }
    }

    @Test func `one seed gives one run`() {
        #expect(Simulation.run(seed: 7) == Simulation.run(seed: 7))
        #expect(Simulation.run(seed: 7).trace != Simulation.run(seed: 8).trace)
    }

    @Test func `one seed gives one run on files`() {
        #expect(Simulation.run(seed: 16) == Simulation.run(seed: 16))
    }

    @Test func `every fault strikes`() {
        var struck: Set<Fault> = []
        for seed in UInt64(1)...120 { struck.formUnion(Simulation.run(seed: seed).faults.keys) }

        #expect(Set(Fault.allCases).subtracting(struck) == [])
    }
}
