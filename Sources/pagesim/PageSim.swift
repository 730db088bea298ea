import ArgumentParser
import Foundation
import PageSimulation

/// Deterministic simulation of devices and a server under faults.
@main
struct PageSim: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pagesim",
        abstract:
            "Runs simulated devices and a server under faults, and checks that nothing is lost.",
        subcommands: [Run.self, Replay.self])

    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Runs consecutive seeds; exits 3 when an invariant does not hold.")

        @Option(help: "The first seed.") var seed: UInt64 = 1
        @Option(help: "How many seeds.") var runs: Int = 1000
        @Option(help: "Edits in each run; 0 lets the seed decide.") var events: Int = 0
        @Flag(help: "Prints one JSON object.") var json = false

        func run() throws {
            var total = Totals()
            let began = Date()
            var shown = began
            for offset in 0..<max(0, runs) {
                total.add(Simulation.run(seed: seed &+ UInt64(offset), events: events))
                if Date().timeIntervalSince(shown) > 1, isatty(2) == 1 {
                    shown = Date()
                    FileHandle.standardError.write(Data("\r\(offset + 1) of \(runs) runs".utf8))
                }
            }
            if shown != began { FileHandle.standardError.write(Data("\r".utf8)) }
            try total.finish(asJSON: json)
        }
    }

    struct Replay: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Runs one seed again and prints its violations.")

        @Option(help: "The seed.") var seed: UInt64
        @Option(help: "Edits, as they were given to `run`.") var events: Int = 0
        @Flag(help: "Prints one JSON object.") var json = false

        func run() throws {
            var total = Totals()
            total.add(Simulation.run(seed: seed, events: events))
            try total.finish(asJSON: json)
        }
    }
}

/// What several runs did together.
private struct Totals {
    private struct Row: Encodable {
        let seed: UInt64
        let invariant: String
        let at: Int64
        let detail: String
    }

    private struct Summary: Encodable {
        let runs: Int
        let events: Int
        let operations: Int
        let faults: [String: Int]
        let violations: [Row]
    }

    private var runs = 0
    private var events = 0
    private var operations = 0
    private var faults: [String: Int] = [:]
    private var violations: [Violation] = []

    mutating func add(_ report: RunReport) {
        runs += 1
        events += report.events
        operations += report.operations
        for fault in Fault.allCases {
            faults[fault.rawValue, default: 0] += report.faults[fault] ?? 0
        }
        violations += report.violations
    }

    func finish(asJSON: Bool) throws {
        if asJSON { try printJSON() } else { printText() }
        if !violations.isEmpty { throw ExitCode(3) }
    }

    private func printJSON() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let summary = Summary(
            runs: runs, events: events, operations: operations, faults: faults,
            violations: violations.map {
                Row(seed: $0.seed, invariant: $0.invariant, at: $0.at, detail: $0.detail)
            })
        print(String(decoding: try encoder.encode(summary), as: UTF8.self))
    }

    private func printText() {
        print("\(runs) runs, \(events) events, \(operations) operations")
        for (fault, count) in faults.sorted(by: { $0.key < $1.key }) {
            print("  \(fault): \(count)")
        }
        for violation in violations.prefix(20) {
            print(
                "seed \(violation.seed), \(violation.invariant) at \(violation.at) ms: \(violation.detail)"
            )
        }
        if let first = violations.first {
            print("\(violations.count) violations; again: pagesim replay --seed \(first.seed)")
        } else {
            print("no violation")
        }
    }
}
