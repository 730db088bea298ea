import ArgumentParser
import SiteHistory
import SiteModel
import WireProtocol

/// The columnar form of bulk beside the rows: bytes on the wire, and the time to make and read them.
struct WireBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wire", abstract: "Columns beside rows: bytes and times of bulk.")

    @Option(help: "One-keystroke batches in the log.") var ops = 20_000
    @Option(help: "Pages in the batch that creates a site.") var pages = 20
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let ops: Int
        let typing: Pair
        let creation: Pair
    }

    struct Pair: Encodable {
        let operations: Int
        let canonicalBytes: Int
        let rows: Figures
        let columns: Figures
    }

    struct Figures: Encodable {
        let bytes: Int
        let encodeMs: Double
        let decodeMs: Double
    }

    func run() throws {
        try output.print(
            Result(
                ops: ops, typing: try compare(MutationSamples.typing(ops)),
                creation: try compare([try creation()])))
    }

    private func creation() throws -> Batch {
        var bench = BenchSite()
        let site = bench.makeID()
        let edits = (0..<pages).map { number in
            SiteEdit.insert(bench.page(number), under: site, at: .last)
        }
        return try HistoryEngine(site: site, replicas: []).prepare(
            edits, replica: MutationSamples.replica, first: 1, previous: .zero, base: .origin
        ).batch
    }

    /// Pull answers in pages of `WireLimits.pageBatchCount` batches, as a server cuts them.
    private func compare(_ batches: [Batch]) throws -> Pair {
        let pages = stride(from: 0, to: batches.count, by: WireLimits.pageBatchCount).map {
            MutationSamples.pull(
                Array(batches[$0..<min(batches.count, $0 + WireLimits.pageBatchCount)]))
        }
        return Pair(
            operations: batches.reduce(0) { $0 + $1.operations.count },
            canonicalBytes: batches.reduce(0) { $0 + $1.byteCount },
            rows: try figures(pages, .rows), columns: try figures(pages, .columns))
    }

    private func figures(_ pages: [PullAnswer], _ form: Frame.Form) throws -> Figures {
        var encoded: [[UInt8]] = []
        var encodeTimes: [Double] = []
        var decodeTimes: [Double] = []
        for _ in 0..<5 {
            encodeTimes.append(Measure.microseconds { encoded = pages.map { $0.bytes(in: form) } })
            decodeTimes.append(
                try Measure.microseconds {
                    for (bytes, page) in zip(encoded, pages) {
                        let read = try PullAnswer(bytes: bytes)
                        guard read.entries.count == page.entries.count else {
                            throw WireError.wrongLength
                        }
                    }
                })
        }
        return Figures(
            bytes: encoded.reduce(0) { $0 + $1.count },
            encodeMs: (encodeTimes.min() ?? 0) / 1_000, decodeMs: (decodeTimes.min() ?? 0) / 1_000)
    }
}
