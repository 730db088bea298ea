import ArgumentParser
import Foundation
import SiteHistory
import SiteModel

/// Two people who wrote offline from one text: the other's branch as one update.
struct BranchBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "branch", abstract: "Merges two branches of one text.")

    @Argument(help: "A trace: gzip JSON, branch form.") var trace: String
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let trace: String
        let ops: Int
        let converged: Bool
        let updateBBytes: Int
        let mergeMs: Double
        let loadMergeTextMs: Double
        let mergedBytes: Int
        let peakRssKb: Int
        /// Reading the stored text and merging, above the process that only holds the bytes.
        let mergePeakKb: Int
    }

    func run() throws { try output.print(try measure()) }

    func measure() throws -> Result {
        let file = try TraceFile(path: trace)
        var a = Typist(TextDocument(replica: ReplicaID(rawValue: 1), base: file.base))
        var b = Typist(TextDocument(replica: ReplicaID(rawValue: 2), base: file.base))
        a.type(file.branchA)
        b.type(file.branchB)
        let updateA = a.document.update(since: [:])
        let updateB = b.document.update(since: [:])
        let stored = a.document.bytes
        let merged = try MergeMeasure(of: 7, stored: stored, update: updateB)
        let peak = Measure.peakResidentKilobytes
        try a.document.merge(updateB)
        try b.document.merge(updateA)
        let isEqual = a.document.text == b.document.text && a.document.text == merged.text
        return Result(
            trace: file.name, ops: TraceFile.operationCount(file.branchA + file.branchB),
            converged: isEqual, updateBBytes: updateB.count, mergeMs: merged.microseconds / 1000,
            loadMergeTextMs: merged.withLoading / 1000,
            mergedBytes: a.document.bytes.count, peakRssKb: peak,
            mergePeakKb: try BranchMemoryBench.peak(stored: stored, update: updateB))
    }
}

/// What `branch` starts anew, so that nothing of the typing before is in its memory.
struct BranchMemoryBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "branch-memory", abstract: "Merges one update.", shouldDisplay: false)

    @Argument var stored: String
    @Argument var update: String

    /// The most that reading and merging take above the idle process, in kilobytes.
    static func peak(stored: [UInt8], update: [UInt8]) throws -> Int {
        try Measure.withFolder { folder in
            let paths = [folder + "/stored", folder + "/update"]
            for (path, bytes) in zip(paths, [stored, update]) {
                try Data(bytes).write(to: URL(fileURLWithPath: path))
            }
            return try JSONDecoder().decode(
                Int.self, from: OwnProcess.output(["branch-memory"] + paths))
        }
    }

    func run() throws {
        let bytes = try [stored, update].map {
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0)))
        }
        let idle = Measure.residentKilobytes
        var document = try TextDocument(replica: ReplicaID(rawValue: 9), bytes: bytes[0])
        try document.merge(bytes[1])
        guard !document.text.isEmpty else { throw ValidationError("an empty text") }
        print(Measure.peakResidentKilobytes - idle)
    }
}
