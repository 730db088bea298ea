import PageSimulation
import Testing

/// Seeds that once broke something.
struct NamedSeedTests {
    /// A write's answer that was older than a commit told of meanwhile hid that commit from sync.
    @Test(arguments: [6028, 7992] as [UInt64])
    func `a commit beside a pull is sent`(seed: UInt64) {
        #expect(Simulation.run(seed: seed, healing: false).violations == [])
    }
}
