#if FUZZING
    import Glibc

    /// The target that the environment names.
    private let target: FuzzTarget = {
        guard let name = getenv("FUZZ_TARGET"),
            let target = FuzzTarget(rawValue: String(cString: name))
        else { fatalError("FUZZ_TARGET names no target") }
        return target
    }()

    /// libFuzzer's door: called once for each input.
    @_cdecl("LLVMFuzzerTestOneInput")
    public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        do {
            try target.check(Array(UnsafeBufferPointer(start: start, count: count)))
        } catch {
            fatalError("\(error)")
        }
        return 0
    }

    /// Called once at the start. Writes the seeds into the folder that `FUZZ_SEEDS` names, one file each.
    @_cdecl("LLVMFuzzerInitialize")
    public func fuzzInitialize(
        _ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?
    ) -> CInt {
        guard let folder = getenv("FUZZ_SEEDS") else { return 0 }
        for (number, seed) in target.seeds.enumerated() {
            guard let file = fopen("\(String(cString: folder))/seed-\(number)", "w") else {
                fatalError("the seeds cannot be written")
            }
            fwrite(seed, 1, seed.count, file)
            fclose(file)
        }
        return 0
    }
#endif
