// What must hold for any bytes at all, decoder by decoder?
//
// Nothing traps, and what is accepted comes back as it was read. The same checks serve two drivers: libFuzzer
// (`make fuzz`, `FuzzEntry.swift`), which looks for inputs that break them, and the ordinary tests, which replay the
// inputs it found (`Tests/Fuzz/Corpus`). Checks over bytes (CRC32C, digests) are made right by the target, so that the
// fuzzer gets behind them; that they notice damage is `pagebench mutate`'s matter.
//
// Read `FuzzTarget.swift` first.

/// What was accepted and should not have been, or did not come back as it was.
package struct FuzzFailure: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
