import ArgumentParser
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
        let merged = try MergeMeasure(of: 7, stored: a.document.bytes, update: updateB)
        let peak = Measure.peakResidentKilobytes
        try a.document.merge(updateB)
        try b.document.merge(updateA)
        let isEqual = a.document.text == b.document.text && a.document.text == merged.text
        return Result(
            trace: file.name, ops: TraceFile.operationCount(file.branchA + file.branchB),
            converged: isEqual, updateBBytes: updateB.count, mergeMs: merged.microseconds / 1000,
            loadMergeTextMs: merged.withLoading / 1000,
            mergedBytes: a.document.bytes.count, peakRssKb: peak)
    }
}
