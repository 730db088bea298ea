import ArgumentParser
import Foundation
import PageSimulation

/// What several runs did together.
struct Totals: Codable {
    struct Row: Codable {
        let seed: UInt64
        let invariant: String
        let at: Int64
        let detail: String
    }

    /// The first failing seed, made small.
    private struct Shrunk: Encodable {
        let seed: UInt64
        let invariant: String
        let steps: Int
        let faults: Int
        let homes: Int
        let plan: String
        let replay: String
    }

    private struct Summary: Encodable {
        let runs: Int
        let events: Int
        let operations: Int
        let faults: [String: Int]
        let violations: [Row]
        let shrunk: Shrunk?
    }

    private(set) var runs = 0
    private var events = 0
    private var operations = 0
    private var faults: [String: Int] = [:]
    private var violations: [Row] = []

    mutating func add(_ report: RunReport) {
        runs += 1
        events += report.events
        operations += report.operations
        for fault in Fault.allCases where !fault.needsHealing || report.faults[fault] != nil {
            faults[fault.rawValue, default: 0] += report.faults[fault] ?? 0
        }
        violations += report.violations.map {
            Row(seed: $0.seed, invariant: $0.invariant, at: $0.at, detail: $0.detail)
        }
    }

    mutating func add(_ other: Totals) {
        runs += other.runs
        events += other.events
        operations += other.operations
        faults.merge(other.faults, uniquingKeysWith: +)
        violations += other.violations
    }

    /// Prints everything; the first failing seed is made smaller and its plan written to a file.
    ///
    /// - Parameter plan: What a seed stands for; nil where nothing is to be made smaller.
    func finish(asJSON: Bool, planOf plan: ((UInt64) -> Plan)?) throws {
        let failed = plan.flatMap { plan in violations.first.map { plan($0.seed) } }
        let shrunk = try failed.flatMap(shrink)
        if asJSON { try printJSON(shrunk) } else { printText(shrunk) }
        if !violations.isEmpty { throw ExitCode(3) }
    }

    private func shrink(_ plan: Plan) throws -> Shrunk? {
        guard let small = Shrinking(plan) else { return nil }
        let seed = plan.seed
        let path = FileManager.default.temporaryDirectory.path + "/pagesim-\(seed).plan"
        try small.plan.text.write(toFile: path, atomically: true, encoding: .utf8)
        return Shrunk(
            seed: seed, invariant: small.report.violations.first?.invariant ?? "",
            steps: small.plan.steps.count, faults: small.plan.strikes?.count ?? 0,
            homes: small.plan.homes.count { !$0.isLeftOut }, plan: path,
            replay: "pagesim replay --seed \(seed) --plan \(path)")
    }

    private func printJSON(_ shrunk: Shrunk?) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let summary = Summary(
            runs: runs, events: events, operations: operations, faults: faults,
            violations: violations, shrunk: shrunk)
        print(String(decoding: try encoder.encode(summary), as: UTF8.self))
    }

    private func printText(_ shrunk: Shrunk?) {
        print("\(runs) runs, \(events) events, \(operations) operations")
        for (fault, count) in faults.sorted(by: { $0.key < $1.key }) {
            print("  \(fault): \(count)")
        }
        for row in violations.prefix(20) {
            print("seed \(row.seed), \(row.invariant) at \(row.at) ms: \(row.detail)")
        }
        guard let first = violations.first else { return print("no violation") }
        print("\(violations.count) violations; again: pagesim replay --seed \(first.seed)")
        if let shrunk {
            print(
                "smaller: \(shrunk.homes) homes, \(shrunk.steps) steps, \(shrunk.faults) faults of "
                    + "messages and writes: \(shrunk.replay)")
        }
    }
}
