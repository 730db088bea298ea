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
        @Option(help: "Steps that people make in each run; 0 lets the seed decide.")
        var events: Int = 0
        @Flag(
            inversion: .prefixedNo,
            help: "Servers and stores are set back to older states and copied, too.")
        var healing = true
        @Flag(
            inversion: .prefixedNo,
            help: "With --healing: stores are copied, and what devices stand on is let go of.")
        var copying = true
        @Flag(
            inversion: .prefixedNo,
            help: "Devices join late, and the server merges only what is not too old.")
        var aging = true
        @Flag(help: "Prints one JSON object.") var json = false
        @Option(help: ArgumentHelp("Processes that share the seeds.", visibility: .hidden))
        var jobs: Int = min(2, ProcessInfo.processInfo.activeProcessorCount)
        @Flag(help: ArgumentHelp("Prints what a parent adds up.", visibility: .hidden))
        var share = false

        func validate() throws {
            guard runs >= 0, events >= 0, (1...64).contains(jobs) else {
                throw ValidationError("--runs and --events are counts, --jobs is 1 to 64.")
            }
        }

        func run() throws {
            let work = SeedRange(
                first: seed, count: runs, events: events, healing: healing,
                copying: healing && copying, aging: aging)
            if share { return try Share(work).run() }
            let totals = try Jobs(work, count: min(jobs, max(1, runs / 8))).run()
            try totals.finish(
                asJSON: json,
                planOf: {
                    Plan(
                        seed: $0, events: events, healing: healing,
                        copying: healing && copying, aging: aging)
                })
        }
    }

    struct Replay: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Runs one seed, or a plan made smaller, again and prints its violations.")

        @Option(help: "The seed.") var seed: UInt64?
        @Option(help: "A file with a plan, as a failing `run` wrote it.") var plan: String?
        @Option(help: "Steps, as they were given to `run`.") var events: Int = 0
        @Flag(inversion: .prefixedNo, help: "As it was given to `run`.") var healing = true
        @Flag(inversion: .prefixedNo, help: "As it was given to `run`.") var copying = true
        @Flag(inversion: .prefixedNo, help: "As it was given to `run`.") var aging = true
        @Flag(help: "Prints one JSON object.") var json = false
        @Flag(help: "Prints every event to stderr.") var trace = false

        func validate() throws {
            guard seed != nil || plan != nil else {
                throw ValidationError("Give a --seed or a --plan.")
            }
        }

        func run() throws {
            var totals = Totals()
            let tell: (String) -> Void = { line in
                FileHandle.standardError.write(Data((line + "\n").utf8))
            }
            totals.add(Simulation.run(try chosenPlan(), told: trace ? tell : nil))
            try totals.finish(asJSON: json, planOf: nil)
        }

        private func chosenPlan() throws -> Plan {
            guard let path = plan else {
                return Plan(
                    seed: seed ?? 0, events: events, healing: healing,
                    copying: healing && copying, aging: aging)
            }
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw ValidationError("\(path) cannot be read.")
            }
            guard let plan = Plan(text: text), seed == nil || seed == plan.seed else {
                throw ValidationError("\(path) is no plan of this seed.")
            }
            return plan
        }
    }
}
