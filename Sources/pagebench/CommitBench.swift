import ArgumentParser
import Foundation
import GRDB
import SiteHistory
import SiteModel
import SiteStore

/// One keystroke made durable, beside a bare SQLite commit on the same disk.
struct CommitBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit", abstract: "A durable keystroke beside a bare SQLite commit.")

    @Option(help: "Keystrokes measured.") var count = 300
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let durableUsP50: Double
        let durableUsP99: Double
        let bareUsP50: Double
        let bareUsP99: Double
    }

    func run() throws { try output.print(try measure()) }

    /// Alternates the two, so that both meet the same disk.
    func measure() throws -> Result {
        try Measure.withFolder { folder in
            var bench = BenchSite()
            let store = try SiteStore(directory: folder + "/store")
            let site = bench.makeID()
            let page = bench.page(0)
            _ = try store.createSite(
                site, slug: "bench", fields: [], edits: [.insert(page, under: site, at: .last)])
            let text = TextRef(page.children[0].children[0].children[0].children[0].id, .text("en"))
            let bare = try BareDatabase(path: folder + "/bare.sqlite")
            var durableTimes: [Double] = []
            var bareTimes: [Double] = []
            var value = try store.state(of: site).site.text(of: text.node, locale: "en") ?? ""
            for stroke in 0..<count {
                let next = value + String(UnicodeScalar(UInt8(97 + stroke % 26)))
                durableTimes.append(
                    try Measure.microseconds {
                        _ = try store.commit(
                            [.setText(text, from: value, to: next)], to: site, origin: .editor)
                    })
                bareTimes.append(try Measure.microseconds { try bare.commit(next) })
                value = next
            }
            return Result(
                durableUsP50: Measure.percentile(0.5, of: durableTimes),
                durableUsP99: Measure.percentile(0.99, of: durableTimes),
                bareUsP50: Measure.percentile(0.5, of: bareTimes),
                bareUsP99: Measure.percentile(0.99, of: bareTimes))
        }
    }
}

/// One table, one row a commit: the least that SQLite can do durably.
private struct BareDatabase {
    private let queue: DatabaseQueue

    init(path: String) throws {
        var configuration = Configuration()
        configuration.journalMode = .wal
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try queue.write {
            try $0.execute(sql: "CREATE TABLE row (key INTEGER PRIMARY KEY, value TEXT)")
        }
    }

    func commit(_ value: String) throws {
        try queue.write {
            try $0.cachedStatement(sql: "INSERT INTO row (value) VALUES (?)").execute(arguments: [
                value
            ])
        }
    }
}
