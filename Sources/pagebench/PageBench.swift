import ArgumentParser
import Foundation

/// Benchmarks: each subcommand answers one question with one JSON object.
@main
struct PageBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pagebench", abstract: "Measures merging, sync, the store and the preview.",
        subcommands: [
            ReplayBench.self, ConcurrentBench.self, BranchBench.self, TreeBench.self,
            SiteBench.self, CommitBench.self, SyncBench.self, MutateBench.self, PreviewBench.self,
            WireBench.self, StormBench.self, CompactBench.self, OpenBench.self,
            BranchMemoryBench.self,
        ])
}

/// `--json`, which every benchmark has.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Prints one JSON object.") var json = false

    func print(_ result: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting =
            json ? [.sortedKeys, .withoutEscapingSlashes] : [.sortedKeys, .prettyPrinted]
        Swift.print(String(decoding: try encoder.encode(result), as: UTF8.self))
    }
}

/// Times and sizes of this process.
enum Measure {
    /// Microseconds that a body took.
    static func microseconds(_ body: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let began = clock.now
        try body()
        let spent = (clock.now - began).components
        return Double(spent.seconds) * 1e6 + Double(spent.attoseconds) / 1e12
    }

    /// Microseconds that a body took at best.
    static func best(of count: Int, _ body: () throws -> Void) rethrows -> Double {
        var best = Double.infinity
        for _ in 0..<count { best = min(best, try microseconds(body)) }
        return best
    }

    /// The value below which the given share of the samples lies.
    static func percentile(_ share: Double, of samples: [Double]) -> Double {
        guard !samples.isEmpty else { return 0 }
        let sorted = samples.sorted()
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    /// The largest resident size so far, in kilobytes (`VmHWM` of proc(5)).
    static var peakResidentKilobytes: Int { status("VmHWM:") }

    /// The resident size now, in kilobytes.
    static var residentKilobytes: Int { status("VmRSS:") }

    /// A figure of a process: its number, or `self`.
    static func status(_ name: String, of process: String = "self") -> Int {
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
        return line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0
    }

    /// A folder that is removed when the body ends; beside the temporary files of this machine.
    static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "pagebench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder.path)
    }
}
