import ArgumentParser
import Foundation

/// Damaged inputs for every decoder of what carries a check: none may be taken for something else.
///
/// The inputs are worked off in slices by processes of their own, so that one that traps, or takes more time or memory
/// than it may, ends a slice and not the count: it is counted and named, and the slice goes on behind it.
struct MutateBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mutate",
        abstract: "Truncated, flipped, spliced and extended inputs of every decoder.",
        discussion:
            "rejected: refused with an error (of an event stream: what is not as it was sent is "
            + "passed over). identical: read as what was sent. accepted_changed: read as something "
            + "else, which must not happen.")

    @Option(help: "How many inputs.") var inputs = 200_000
    @Option(help: "The same seed makes the same inputs.") var seed: UInt64 = 1
    @Option(help: "Shows one input by its number and what became of it.") var only: Int?
    @OptionGroup var output: OutputOptions

    @Option(help: .private) var from: Int?
    @Option(help: .private) var to: Int?
    @Option(help: .private) var progress: String?

    struct Result: Encodable {
        var inputs = 0
        var rejected = 0
        var identical = 0
        var acceptedChanged = 0
        var traps = 0
        /// By decoder: how many inputs, and how many were refused.
        var decoders: [String: Counts] = [:]
        /// Numbers of inputs to look at with `--only`, the first few.
        var changedInputs: [Int] = []
        var trappedInputs: [Int] = []

        struct Counts: Codable {
            var inputs = 0
            var rejected = 0
        }
    }

    func run() throws {
        if let only { return try explain(only) }
        if let from, let to, let progress {
            return try output.print(MutationSlice(seed: seed).run(from..<to, progress: progress))
        }
        let result = try Measure.withFolder { try measure(in: $0) }
        try output.print(result)
        if result.acceptedChanged > 0 || result.traps > 0 { throw ExitCode(3) }
    }

    private func explain(_ number: Int) throws {
        let input = MutationSlice(seed: seed).input(number)
        print("\(input.subject.name): \(input.mutation), \(input.bytes.count) bytes")
        print(input.bytes.map { String($0, radix: 16) }.joined(separator: " "))
        print(input.verdict)
    }

    private func measure(in folder: String) throws -> Result {
        let slices = stride(from: 0, to: inputs, by: MutateBench.sliceCount).map {
            $0..<min(inputs, $0 + MutateBench.sliceCount)
        }
        let tally = Tally()
        DispatchQueue.concurrentPerform(iterations: slices.count) { index in
            tally.add(
                SliceProcess(seed: seed, progress: "\(folder)/\(index)").run(slices[index]))
        }
        return tally.result
    }

    private static let sliceCount = 5_000
}

/// The sum of what the processes report.
private final class Tally: @unchecked Sendable {
    private let lock = NSLock()
    private var sum = MutateBench.Result()

    var result: MutateBench.Result { lock.withLock { sum } }

    func add(_ outcome: SliceProcess.Outcome) {
        lock.withLock {
            for report in outcome.reports { sum.add(report) }
            sum.inputs += outcome.trapped.count
            sum.traps += outcome.trapped.count
            sum.trappedInputs = Array((sum.trappedInputs + outcome.trapped).sorted().prefix(20))
        }
    }
}

extension MutateBench.Result {
    fileprivate mutating func add(_ report: MutationSlice.Report) {
        inputs += report.inputs
        rejected += report.rejected
        identical += report.identical
        acceptedChanged += report.changed.count
        changedInputs = Array((changedInputs + report.changed).sorted().prefix(20))
        for (name, counts) in report.decoders {
            decoders[name, default: Counts()].inputs += counts.inputs
            decoders[name, default: Counts()].rejected += counts.rejected
        }
    }
}

/// Runs a slice in another process, again behind each input that ends it.
private struct SliceProcess {
    struct Outcome {
        var reports: [MutationSlice.Report] = []
        var trapped: [Int] = []
    }

    let seed: UInt64
    let progress: String

    func run(_ slice: Range<Int>) -> Outcome {
        var outcome = Outcome()
        var rest = slice
        while !rest.isEmpty {
            if let report = report(on: rest) {
                outcome.reports.append(report)
                break
            }
            let reached = min(
                max(MutationProgress.read(progress), rest.lowerBound), rest.upperBound - 1)
            if reached > rest.lowerBound, let report = report(on: rest.lowerBound..<reached) {
                outcome.reports.append(report)
            }
            outcome.trapped.append(reached)
            rest = reached + 1..<rest.upperBound
        }
        return outcome
    }

    /// Nil where the process did not come to its end.
    private func report(on slice: Range<Int>) -> MutationSlice.Report? {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [
            "mutate", "--json", "--seed", "\(seed)", "--from", "\(slice.lowerBound)", "--to",
            "\(slice.upperBound)", "--progress", progress,
        ]
        process.environment = ProcessInfo.processInfo.environment.merging([
            "SWIFT_BACKTRACE": "enable=no"
        ]) { $1 }
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else { return nil }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try? decoder.decode(MutationSlice.Report.self, from: data)
    }
}
