import SiteHistory
import SiteModel
import Testing

@testable import WireProtocol

/// A lost log that is given back beside what was written anew meanwhile (decision 25).
struct SaidTwiceTests {
    private static let site = NodeID(high: 9, low: 9)
    private static let page = NodeID(high: 1, low: 1)
    private static let text = TextRef(page, TextKey("text", "en"))
    private static let lost = EpochID(rawValue: 0xe1)

    /// Position 1: a page, whose text all these edit.
    private let birth = SaidTwiceTests.batch(
        9, base: .origin,
        [
            .create(
                Creation(
                    node: page, place: Place(parent: site, anchor: nil),
                    content: NodeContent(kind: .page), fields: [], classes: [],
                    texts: [TextAssignment(TextKey("text", "en"), .inline("<>"))]))
        ])
    /// What was pushed and lost, or waits; as it was, and anew.
    private let old = SaidTwiceTests.batch(2, [.insert(text, at: 1, text: "words")])
    private var new: Batch {
        Self.batch(3, [.insert(Self.text, at: 1, text: "words"), .retire(old.chainEnd)])
    }
    /// Who had seen the old one goes on in it, and who had seen the new one in that.
    private let reader = SaidTwiceTests.batch(
        4, base: LogPosition(epoch: lost, count: 2), [.insert(text, at: 6, text: "!")])

    private static func batch(
        _ replica: UInt64, base: LogPosition = LogPosition(epoch: lost, count: 1),
        whole: [TextRef] = [], _ operations: [Operation]
    ) -> Batch {
        Batch(
            replica: ReplicaID(rawValue: replica), first: 1, base: base, previous: .zero,
            whole: whole, body: .operations(operations))
    }

    /// A log of another life of the server, that holds these.
    private func log(_ batches: [Batch], epoch: UInt64 = 0xe2) throws -> MemoryLog {
        var log = MemoryLog(epoch: Self.lost)
        try push(birth, to: &log)
        log.restart(as: EpochID(rawValue: epoch))
        for batch in batches { try push(batch, to: &log) }
        return log
    }

    private func push(_ batch: Batch, to log: inout MemoryLog) throws {
        let standing = Standing(
            replica: batch.replica, epoch: log.epoch, cursor: log.head, digest: log.digest,
            floor: 0)
        let answer = log.answer(
            .push(PushRequest(standing: standing, batches: [batch])), account: "ana")
        guard case .push(let taken) = answer, taken.outcomes.allSatisfy(\.isTaken) else {
            throw Problem(.failed, status: 500, title: "Not taken", detail: "\(answer)")
        }
    }

    /// Gives back what a log had behind the first position, in pages of so many bytes, as a store makes them.
    @discardableResult
    private func heal(
        _ log: inout MemoryLog, with entries: [LogEntry], of epoch: EpochID = lost,
        byteCountMax: Int = 1_000_000
    ) throws -> (taken: UInt64, refused: UInt64) {
        let cut = LogEnd.origin.adding(log.entries[0])
        let end = entries.reduce(cut) { $0.adding($1) }
        var (from, taken, refused) = (cut, UInt64(0), UInt64(0))
        var offering = HistoryEngine(site: Self.site, replicas: [])
        _ = try offering.pull([log.entries[0]] + entries)
        while from != end {
            let page = offering.entries(after: from.position, byteCountMax: byteCountMax)
            let request = HealRequest(
                standing: Standing(
                    replica: ReplicaID(rawValue: 1), epoch: epoch, cursor: end.position,
                    digest: end.digest, floor: 0),
                numberings: [Numbering(epoch: epoch, through: end.position)], cut: cut,
                from: from, entries: page, seal: nil)
            guard case .heal(let answer) = log.answer(.heal(request), account: "ana") else {
                throw Problem(.failed, status: 500, title: "Not given back", detail: "")
            }
            taken += answer.taken
            refused += answer.refused
            from = request.through
        }
        return (taken, refused)
    }

    private func entries(_ batches: [Batch]) -> [LogEntry] {
        var start: UInt64 = 2
        return batches.map { batch in
            defer { start += batch.count }
            return LogEntry(batch: batch, start: start, author: "ana", time: 0)
        }
    }

    private func engine(_ log: MemoryLog) throws -> HistoryEngine {
        var engine = HistoryEngine(site: Self.site, replicas: [])
        _ = try engine.pull(log.entries)
        return engine
    }

    private func shown(_ log: MemoryLog) throws -> String {
        try engine(log).site[Self.page]?.texts[Self.text.key] ?? ""
    }

    @Test func `words that come back beside the same words anew stand once`() throws {
        var log = try log([new])

        let answer = try heal(&log, with: entries([old, reader]))

        let withdrawal = try #require(old.withdrawal)
        #expect(log.entries.suffix(3).map(\.batch) == [old, withdrawal, reader])
        #expect(try ["<words!>", "<!words>"].contains(shown(log)))
        #expect(answer == (2, 0))
    }

    @Test func `words anew that come back beside those they stand for stand once`() throws {
        var log = try log([old])
        let behind = Self.batch(
            4, base: LogPosition(epoch: Self.lost, count: 3), [.insert(Self.text, at: 6, text: "!")]
        )

        try heal(&log, with: entries([new, behind]))

        #expect(try ["<words!>", "<!words>"].contains(shown(log)))
    }

    @Test func `two that stand for one that is nowhere are said once`() throws {
        var log = try log([new])
        let other = Self.batch(
            5, [.insert(Self.text, at: 1, text: "words"), .retire(old.chainEnd)])

        try heal(&log, with: entries([other]))

        #expect(try shown(log) == "<words>")
    }

    @Test func `a text that both replace as a whole stands once`() throws {
        let edits: [Operation] = [
            .insert(Self.text, at: 1, text: "words"), .remove(Self.text, at: 0, count: 1),
        ]
        let old = Self.batch(2, whole: [Self.text], edits)
        let new = Self.batch(3, whole: [Self.text], edits + [.retire(old.chainEnd)])
        var log = try log([new])

        try heal(&log, with: entries([old]))

        #expect(try shown(log) == "words>")
    }

    @Test func `who built on a node that comes back beside the same node anew keeps it`() throws {
        let node = NodeID(high: 1, low: 2)
        let ref = TextRef(node, .text("en"))
        func create(_ node: NodeID, _ text: String, after anchor: OperationID?) -> Operation {
            .create(
                Creation(
                    node: node, place: Place(parent: Self.page, anchor: anchor),
                    content: NodeContent(kind: .text), fields: [], classes: [],
                    texts: [TextAssignment(.text("en"), .inline(text))]))
        }
        let old = Self.batch(2, [create(node, "born", after: nil)])
        let new = Self.batch(3, [create(node, "born", after: nil), .retire(old.chainEnd)])
        let beside = NodeID(high: 1, low: 3)
        let reader = Self.batch(
            4, base: LogPosition(epoch: Self.lost, count: 2),
            [
                .insert(ref, at: 4, text: " again"),
                create(beside, "beside", after: old.id(ofOperationAt: 0)),
            ])
        var log = try log([new])

        try heal(&log, with: entries([old, reader]))

        let engine = try engine(log)
        #expect(engine.site[Self.page]?.children == [node, beside])
        #expect(engine.site[node]?.texts[.text("en")] == "born again")
        #expect(engine.conflicts == [])
    }

    @Test(arguments: [1, 200, 300, 400, 500, 1000])
    func `a log that says twice is lost and given back in pages`(byteCountMax: Int) throws {
        var log = try log([new])
        try heal(&log, with: entries([old, reader]))
        let healed = Array(log.entries.dropFirst())
        let before = try shown(log)
        var later = try self.log(
            [Self.batch(6, [.insert(Self.text, at: 0, text: "new ")])], epoch: 0xe3)

        let answer = try heal(
            &later, with: healed, of: EpochID(rawValue: 0xe2), byteCountMax: byteCountMax)
        let again = try heal(
            &later, with: healed, of: EpochID(rawValue: 0xe2), byteCountMax: byteCountMax)

        #expect(answer.refused == 0)
        #expect(again == (0, 0))
        let after = try shown(later)
        #expect(after == "new " + before)
        #expect(later.entries.filter { $0.batch.isWithdrawal }.count == 1)
    }

    @Test func `a withdrawal of words that nobody else says does not come back`() throws {
        var log = try log([Self.batch(6, [.insert(Self.text, at: 0, text: "new ")])])
        let withdrawal = try #require(old.withdrawal)

        let answer = try heal(&log, with: entries([old, withdrawal]))

        #expect(try shown(log) == "new <words>")
        #expect(answer == (1, 1))
    }

    @Test func `where both come back the other way round the words stand`() throws {
        var log = try log([old])
        let withdrawal = try #require(old.withdrawal)

        try heal(&log, with: entries([new, old, withdrawal]))

        #expect(try shown(log) == "<words>")
    }

    @Test func `nobody pulls the words without what takes them out`() throws {
        var log = try log([new])
        try heal(&log, with: entries([old, reader]))
        var cursor = LogEnd.origin
        var engine = HistoryEngine(site: Self.site, replicas: [])

        while cursor.position < log.head {
            let standing = Standing(
                replica: ReplicaID(rawValue: 1), epoch: log.epoch, cursor: cursor.position,
                digest: cursor.digest, floor: 0)
            guard case .pull(let page) = log.answer(.pull(standing, limit: 1), account: "ana")
            else { throw Problem(.failed, status: 500, title: "No page", detail: "") }
            _ = try engine.pull(page.entries)
            cursor = page.entries.reduce(cursor) { $0.adding($1) }
            let text = engine.site[Self.page]?.texts[Self.text.key] ?? ""
            #expect(text.components(of: "words") <= 1)
        }
    }
}

extension String {
    /// How often a word stands in it.
    fileprivate func components(of word: String) -> Int {
        split(separator: word, omittingEmptySubsequences: false).count - 1
    }
}
