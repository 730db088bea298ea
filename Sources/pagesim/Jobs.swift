import ArgumentParser
import Foundation
import PageSimulation

/// Consecutive seeds.
struct SeedRange {
    var first: UInt64
    var count: Int
    /// Steps that people make in each; 0 lets the seed decide.
    var events: Int
    var healing: Bool
    var copying: Bool
    var aging: Bool

    /// One of several parts; the parts follow one another.
    func part(_ number: Int, of parts: Int) -> SeedRange {
        let start = count * number / parts
        let end = count * (number + 1) / parts
        return SeedRange(
            first: first &+ UInt64(start), count: end - start, events: events, healing: healing,
            copying: copying, aging: aging)
    }
}

/// Runs seeds one after another.
struct Share {
    private let seeds: SeedRange

    init(_ seeds: SeedRange) { self.seeds = seeds }

    /// Adds them up, and tells after each.
    func totals(told: (Int) -> Void) -> Totals {
        var totals = Totals()
        for offset in 0..<seeds.count {
            let seed = seeds.first &+ UInt64(offset)
            totals.add(
                Simulation.runChecked(
                    seed: seed, events: seeds.events, healing: seeds.healing,
                    copying: seeds.copying, aging: seeds.aging))
            told(offset + 1)
        }
        return totals
    }

    /// As a child: a line for each run, then the totals.
    func run() throws {
        let out = FileHandle.standardOutput
        let totals = totals { done in out.write(Data("\(done)\n".utf8)) }
        out.write(try JSONEncoder().encode(totals) + Data("\n".utf8))
    }
}

/// Shares seeds among processes; what comes out does not depend on how many there are.
struct Jobs {
    private let seeds: SeedRange
    private let count: Int
    private let progress = Progress()

    init(_ seeds: SeedRange, count: Int) {
        self.seeds = seeds
        self.count = count
    }

    func run() throws -> Totals {
        if count < 2 {
            defer { progress.end() }
            return Share(seeds).totals { progress.show($0, of: seeds.count) }
        }
        let children = try (0..<count).map { try Child(seeds.part($0, of: count)) }
        defer { progress.end() }
        while children.contains(where: { !$0.isAtEnd }) {
            for child in children where !child.isAtEnd { child.readSome() }
            progress.show(children.reduce(0) { $0 + $1.done }, of: seeds.count)
        }
        var totals = Totals()
        for child in children { totals.add(try child.totals()) }
        return totals
    }
}

/// A process of ours that runs a part of the seeds.
private final class Child {
    private let process = Process()
    private let pipe = Pipe()
    private var buffer = Data()
    private var last = Data()
    private(set) var isAtEnd = false
    private(set) var done = 0

    init(_ seeds: SeedRange) throws {
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            [
                "run", "--share", "--seed", "\(seeds.first)", "--runs", "\(seeds.count)",
                "--events",
                "\(seeds.events)",
            ] + [seeds.healing ? "--healing" : "--no-healing"]
            + [seeds.copying ? "--copying" : "--no-copying"]
            + [seeds.aging ? "--aging" : "--no-aging"]
        process.standardOutput = pipe
        try process.run()
    }

    /// Reads what there is, at least something.
    func readSome() {
        let data = pipe.fileHandleForReading.availableData
        if data.isEmpty {
            isAtEnd = true
            return
        }
        buffer += data
        while let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
            last = buffer[..<end]
            buffer = Data(buffer[(end + 1)...])
            if let number = Int(String(decoding: last, as: UTF8.self)) { done = number }
        }
    }

    /// - Throws: `ExitCode.failure` where it ended otherwise than with its totals: the cause stands on stderr.
    func totals() throws -> Totals {
        process.waitUntilExit()
        guard process.terminationStatus == 0,
            let totals = try? JSONDecoder().decode(Totals.self, from: Data(last))
        else { throw ExitCode.failure }
        return totals
    }
}

/// Says how far it is, on a terminal, when it takes longer than a second.
private final class Progress {
    private let began = Date()
    private var shown: Date?

    func show(_ done: Int, of count: Int) {
        let last = shown ?? began
        guard isatty(2) == 1, Date().timeIntervalSince(last) > 1 else { return }
        shown = Date()
        FileHandle.standardError.write(Data("\r\(done) of \(count) runs".utf8))
    }

    func end() {
        if shown != nil { FileHandle.standardError.write(Data("\r\u{1b}[K".utf8)) }
    }
}
