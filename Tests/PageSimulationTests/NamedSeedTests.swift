import PageSimulation
import Testing

/// Seeds that once broke something; without `aging`, which came later, they mean what they meant.
struct NamedSeedTests {
    /// A write's answer that was older than a commit told of meanwhile hid that commit from sync.
    @Test(arguments: [6028, 7992] as [UInt64])
    func `a commit beside a pull is sent`(seed: UInt64) {
        #expect(Simulation.run(seed: seed, healing: false, aging: false).violations == [])
    }

    /// A request that waited for the right to sync was sent although another program had synced meanwhile: a fork for
    /// nothing, and an undo under the new name that the server refused.
    @Test func `a request of an older state is not sent`() {
        #expect(Simulation.run(seed: 300273, healing: false, aging: false).violations == [])
    }

    /// Two devices set a field to one value, a third to another.
    @Test func `equal values have one row`() {
        #expect(Simulation.run(seed: 304566, healing: false, aging: false).violations == [])
    }

    /// Servers and stores that were set back, some of them twice, in the middle of a repair, or to another life's backup.
    @Test(
        arguments: [
            200684, 202031, 203629, 203980, 204056, 205620, 206165, 206401, 400522, 401620, 402318,
            402444,
        ] as [UInt64])
    func `what is set back comes together again`(seed: UInt64) {
        #expect(Simulation.run(seed: seed, copying: false, aging: false).violations == [])
    }

    /// Stores that were copied while something waited, and servers that forgot: what one copy has written anew, what the
    /// other had added, and what cannot be merged.
    @Test(
        arguments: [
            500006, 500031, 500043, 500077, 500101, 500119, 500126, 500129, 500434, 500795, 700321,
            700531, 700609,
            701132, 701220, 701453, 1560,
        ] as [UInt64])
    func `copies and devices that were away lose nothing`(seed: UInt64) {
        #expect(Simulation.run(seed: seed, aging: false).violations == [])
    }

    /// What was typed at the end of a text was written anew where it had stood in a shorter one, and a word diff that put
    /// that right cut a joined emoji.
    @Test(arguments: [2011, 820101] as [UInt64])
    func `two devices that rewrite one text late cut no character`(seed: UInt64) {
        #expect(Simulation.run(seed: seed, aging: false).violations == [])
    }

    /// A device that was away too long had changed what was purged meanwhile: its change is in its quarantine.
    @Test func `a change of what was purged is held back`() {
        #expect(Simulation.run(seed: 3_027_365).violations == [])
    }

    /// What a rebase had written for a section that it took out of the trash, and that a copy's rebase made it say once more.
    @Test func `what was typed into a section out of the trash is done again with it`() {
        #expect(Simulation.run(seed: 3_044_058).violations == [])
    }

    /// A server was set back in the month in which a device came back that was away too long, with a push unanswered: the log
    /// that was lost brings what the device had written anew.
    @Test(arguments: [3_034_476, 3_038_431] as [UInt64])
    func `what a lost log says again stands once`(seed: UInt64) {
        #expect(Simulation.run(seed: seed).violations == [])
    }

    /// A store was copied and written anew under a name that stands elsewhere among the others': what its later batches had
    /// typed cut a word.
    @Test func `a new name changes no order that was seen`() {
        #expect(Simulation.run(seed: 5_005_487).violations == [])
    }

    /// Two copies deleted one word, one with the space before it and one with that behind: the other space went, too.
    @Test func `what two copies delete and write anew takes nothing beside it`() {
        #expect(Simulation.run(seed: 3_037_477).violations == [])
    }

    /// A commit that the disk did not take kept its store open, and with it SQLite's index of a log that the power then cut.
    @Test func `a store opens after the power went on a failing disk`() {
        #expect(Simulation.run(seed: 6_019_424).violations == [])
    }

    /// A copy that did not know that it is one, and a server that forgot what only the copy had written: what it wrote next
    /// bore a base in the part that was lost.
    @Test func `what stands on own batches that a log lost goes on`() {
        #expect(Simulation.run(seed: 6_058_630).violations == [])
    }

    /// A step was undone and the store copied or set back; both redid it.
    @Test(arguments: [6_031_303, 3_079_542, 2_001_930] as [UInt64])
    func `what one copy has redone the other does not redo again`(seed: UInt64) {
        #expect(Simulation.run(seed: seed).violations == [])
        #expect(Simulation.run(seed: seed, aging: false).violations == [])
    }

    /// Two copies that wrote the same anew at once, after a rebase or a fork; what one of them was refused; and what of it
    /// touched what a newer program had frozen.
    @Test(arguments: [1039, 1620, 1826, 2334, 700071, 700572, 700765, 820202] as [UInt64])
    func `what two copies write anew stands once`(seed: UInt64) {
        #expect(Simulation.run(seed: seed, copying: true, aging: false).violations == [])
    }
}
