import PageSimulation
import Testing

struct SimulationTests {
    @Test func `the first hundred seeds break no invariant`() {
        for seed in UInt64(1)...100 {
            let report = Simulation.run(seed: seed)

            #expect(report.violations == [], "seed \(seed)")
        }
    }

    /// A write's answer that was older than a commit told of meanwhile hid that commit from sync.
    @Test(arguments: [6028, 7992] as [UInt64])
    func `a commit beside a pull is sent`(seed: UInt64) {
        #expect(Simulation.run(seed: seed).violations == [])
    }

    @Test func `one seed gives one run`() {
        #expect(Simulation.run(seed: 7).trace == Simulation.run(seed: 7).trace)
        #expect(Simulation.run(seed: 7).trace != Simulation.run(seed: 8).trace)
    }

    @Test func `every fault strikes`() {
        var struck: Set<Fault> = []
        for seed in UInt64(1)...60 { struck.formUnion(Simulation.run(seed: seed).faults.keys) }

        #expect(struck == Set(Fault.allCases))
    }
}
