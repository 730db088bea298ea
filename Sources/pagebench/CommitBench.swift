import ArgumentParser
import Foundation
import GRDB
import SiteHistory
import SiteModel
import SiteStore

/// One keystroke made durable, beside a bare SQLite commit on the same disk.
///
/// While a text is being typed its draft is what is made durable (design §5, Durable first); Enter then makes one batch
/// of it, which is measured apart.
struct CommitBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit", abstract: "A durable keystroke beside a bare SQLite commit.")

    @Option(help: "Keystrokes measured.") var count = 1000
    @Option(help: "Before them: until both logs have been through their first checkpoint.")
    var warmUp = 1050
    @Option(help: "Of how many of them one ends the field: a batch is committed.") var wordLength =
        6
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let durableUsP50: Double
        let durableUsP99: Double
        let bareUsP50: Double
        let bareUsP99: Double
        /// The batch that Enter makes.
        let batchUsP50: Double
        let batchUsP99: Double
    }

    func run() throws { try output.print(try measure()) }

    /// Takes turns in being first, so that both meet the same disk.
    func measure() throws -> Result {
        try Measure.withFolder { folder in
            let typing = try Typing(in: folder + "/store")
            let bare = try BareDatabase(path: folder + "/bare.sqlite")
            var durable: [Double] = []
            var plain: [Double] = []
            var batches: [Double] = []
            for stroke in 0..<warmUp {
                try bare.commit(typing.type(stroke))
                try typing.save()
            }
            for stroke in 0..<count {
                let value = typing.type(stroke)
                let measured = [
                    { durable.append(try Measure.microseconds { try typing.save() }) },
                    { plain.append(try Measure.microseconds { try bare.commit(value) }) },
                ]
                for body in stroke.isMultiple(of: 2) ? measured : measured.reversed() { try body() }
                if stroke % wordLength == wordLength - 1 {
                    batches.append(try Measure.microseconds { try typing.end() })
                }
            }
            return Result(
                durableUsP50: Measure.percentile(0.5, of: durable),
                durableUsP99: Measure.percentile(0.99, of: durable),
                bareUsP50: Measure.percentile(0.5, of: plain),
                bareUsP99: Measure.percentile(0.99, of: plain),
                batchUsP50: Measure.percentile(0.5, of: batches),
                batchUsP99: Measure.percentile(0.99, of: batches))
        }
    }
}

/// Somebody types in a text of a site with one page.
private final class Typing {
    private let store: SiteStore
    private let site: NodeID
    private let text: TextRef
    /// What the field showed when it was opened, and what stands in it.
    private var base: String
    private var value: String

    init(in folder: String) throws {
        var bench = BenchSite()
        store = try SiteStore(directory: folder)
        site = bench.makeID()
        let page = bench.page(0)
        _ = try store.createSite(
            site, slug: "bench", fields: [], edits: [.insert(page, under: site, at: .last)])
        text = TextRef(page.children[0].children[0].children[0].children[0].id, .text("en"))
        base = try store.state(of: site).site.text(of: text.node, locale: "en") ?? ""
        value = base
    }

    /// Another letter; the text stays about as long as a paragraph is.
    func type(_ stroke: Int) -> String {
        let letter = Character(UnicodeScalar(UInt8(97 + stroke % 26)))
        value = String(value.suffix(300)) + String(letter)
        return value
    }

    func save() throws {
        try store.save(
            Draft(text: text, base: base, value: value, caret: value.unicodeScalars.count), of: site
        )
    }

    /// Enter.
    func end() throws {
        _ = try store.commit(
            [.setText(text, from: base, to: value)], to: site, origin: .editor, ending: text)
        base = value
    }
}

/// One table, one row that is updated: the least that SQLite can do durably. One statement without a transaction around
/// it, prepared once.
private struct BareDatabase {
    private let queue: DatabaseQueue
    private let statement: Statement

    init(path: String) throws {
        queue = try DatabaseQueue(path: path)
        statement = try queue.inDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
            try db.execute(sql: "CREATE TABLE row (key INTEGER PRIMARY KEY, value TEXT)")
            try db.execute(sql: "INSERT INTO row VALUES (1, '')")
            return try db.makeStatement(sql: "UPDATE row SET value = ? WHERE key = 1")
        }
    }

    func commit(_ value: String) throws {
        try queue.writeWithoutTransaction { _ in try statement.execute(arguments: [value]) }
    }
}
