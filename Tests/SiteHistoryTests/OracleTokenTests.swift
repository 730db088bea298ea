import PageTestSupport
import SiteHistory
import SiteModel
import Testing

/// Every character typed is unique in the history: what comes twice or is lost is seen (design §6, I2 and I3).
struct OracleTokenTests {
    /// Mathematical operators: each is a word of its own, so that no edit rewrites its neighbours.
    private static let first = 0x2200
    private static let ref = TextRef(LogScene.text.node, .text("de"))

    /// Three devices on one empty text.
    private struct Session {
        var devices: [SessionDevice] = []
        var log: [LogEntry] = LogScene().log
        var server = HistoryEngine(site: HistoryGenerator.site, replicas: [])
        var random: SplitMix64
        var typed = 0
        /// Characters that somebody deleted, or typed and took back.
        var doomed: Set<Unicode.Scalar> = []

        init(seed: UInt64) throws {
            random = SplitMix64(seed: seed)
            _ = try server.pull(log)
            for number in UInt64(1)...3 {
                devices.append(SessionDevice(number))
                try devices[devices.count - 1].pull(log)
            }
        }

        func scalars(_ index: Int) -> [Unicode.Scalar] {
            Array((devices[index].engine.site.nodes[ref.node]?.texts[ref.key] ?? "").unicodeScalars)
        }

        mutating func edit(_ index: Int) throws {
            let old = scalars(index)
            var new = old
            let start = random.below(old.count + 1)
            let end = random.chance(50) ? start : start + random.below(old.count - start + 1)
            doomed.formUnion(old[start..<end])
            let tokens = (0..<random.below(4)).compactMap {
                Unicode.Scalar(UInt32(OracleTokenTests.first + typed + $0))
            }
            typed += tokens.count
            new.replaceSubrange(start..<end, with: tokens)
            _ = try devices[index].edit([.setText(ref, from: string(old), to: string(new))])
        }

        mutating func undo(_ index: Int) throws {
            let before = scalars(index)
            _ = try devices[index].undo()
            let after = Set(scalars(index))
            doomed.formUnion(before.filter { !after.contains($0) })
        }

        mutating func redo(_ index: Int) throws {
            let before = scalars(index)
            _ = try devices[index].redo()
            let after = Set(scalars(index))
            doomed.formUnion(before.filter { !after.contains($0) })
        }

        mutating func push(_ index: Int) throws {
            for batch in devices[index].engine.pending.dropFirst(pushed(index)) {
                let entry = LogEntry(batch: batch, start: server.cursor + 1, author: "", time: 0)
                log.append(entry)
                _ = try server.pull([entry])
            }
        }

        private func pushed(_ index: Int) -> Int {
            let last = log.last { $0.batch.replica == devices[index].replica }?.batch.last ?? 0
            return devices[index].engine.pending.prefix { $0.last <= last }.count
        }

        mutating func pull(_ index: Int) throws {
            try devices[index].pull(log.filter { $0.start > devices[index].engine.cursor })
        }

        private func string(_ scalars: [Unicode.Scalar]) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view)
        }
    }

    @Test(arguments: oracleSeeds(upTo: 20))
    func `no character comes twice, and none is lost that nobody took away`(seed: UInt64) throws {
        var session = try Session(seed: seed)

        for _ in 0..<80 {
            let index = session.random.below(3)
            switch session.random.below(12) {
            case 0...3: try session.edit(index)
            case 4, 5: try session.undo(index)
            case 6: try session.redo(index)
            case 7, 8: try session.push(index)
            default: try session.pull(index)
            }
            let shown = session.scalars(index)
            try #require(Set(shown).count == shown.count, "seed \(seed): \(shown)")
            try #require(session.devices[index].differences == [], "seed \(seed)")
        }
        for index in 0..<3 { try session.push(index) }
        for index in 0..<3 { try session.pull(index) }

        let shown = session.scalars(0)
        let typed = Set(
            (0..<session.typed).compactMap { Unicode.Scalar(UInt32(OracleTokenTests.first + $0)) })
        #expect(session.scalars(1) == shown && session.scalars(2) == shown, "seed \(seed)")
        #expect(typed.subtracting(session.doomed).subtracting(shown) == [], "seed \(seed)")
    }
}
