import PageTestSupport
import SiteModel
import Testing

@testable import SiteHistory

/// What takes a batch's words out of a text again.
struct WithdrawalTests {
    private static let node = NodeID(high: 7, low: 8)
    private static let text = TextRef(node, .text("en"))
    private static let words = "some 日本 words مرحبا"

    /// A site with one text, by replica 9.
    private static func birth() -> Batch {
        let page = NodeID(high: 7, low: 1)
        func create(_ node: NodeID, _ kind: NodeKind, under parent: NodeID, _ text: String? = nil)
            -> Operation
        {
            .create(
                Creation(
                    node: node, place: Place(parent: parent, anchor: nil),
                    content: NodeContent(kind: kind), fields: [], classes: [],
                    texts: text.map { [TextAssignment(.text("en"), .inline($0))] } ?? []))
        }
        return batch(
            9, base: 0,
            [
                create(page, .page, under: HistoryEngineTests.site),
                create(node, .text, under: page, words),
            ])
    }

    private static func batch(
        _ replica: UInt64, base: UInt64, after: ChainEnd? = nil, _ operations: [Operation]
    ) -> Batch {
        Batch(
            replica: ReplicaID(rawValue: replica), first: 1,
            base: base == 0 ? .origin : LogPosition(epoch: EpochID(rawValue: 1), count: base),
            previous: .zero, after: after, body: .operations(operations))
    }

    /// What a log of these batches shows.
    private static func shown(_ batches: [Batch]) throws -> String {
        var engine = HistoryEngine(site: HistoryEngineTests.site, replicas: [])
        for batch in batches {
            _ = try engine.pull([
                LogEntry(batch: batch, start: engine.cursor + 1, author: "", time: 0)
            ])
        }
        return try #require(engine.site[node]?.texts[.text("en")])
    }

    /// Somebody types and deletes; all that he types is upper case.
    private static func edits(_ count: Int, using random: inout SplitMix64) -> [Operation] {
        var length = words.unicodeScalars.count
        return (0..<count).map { _ in
            let at = random.below(length + 1)
            if random.chance(60) || at == length {
                let typed = random.pick(["A", "BC", "👩‍💻", "DEF"]) ?? "A"
                length += typed.unicodeScalars.count
                return .insert(text, at: at, text: typed)
            }
            let gone = 1 + random.below(min(4, length - at))
            length -= gone
            return .remove(text, at: at, count: gone)
        }
    }

    private static func isTyped(_ scalar: Unicode.Scalar) -> Bool {
        ("A"..."F").contains(scalar) || "👩‍💻".unicodeScalars.contains(scalar)
    }

    @Test func `what one typed goes and what others did stays, whatever both did`() throws {
        for seed in 1...400 as ClosedRange<UInt64> {
            var random = SplitMix64(seed: seed)
            let typist = Self.batch(2, base: 2, Self.edits(6, using: &random))
            let before = Self.batch(
                1, base: 2,
                [.insert(Self.text, at: 5, text: "x"), .remove(Self.text, at: 2, count: 3)])
            let behind = Self.batch(
                3, base: 2, after: typist.chainEnd, [.insert(Self.text, at: 0, text: "yz")])
            let log = [Self.birth(), before, typist]
            let taken = try #require(try Self.withdrawals(of: typist))

            let left = try Self.shown(log + taken + [behind])

            let all = try Self.shown(log + [behind]).unicodeScalars
            #expect(left == String(String.UnicodeScalarView(all.filter { !Self.isTyped($0) })))
        }
    }

    /// None where everything that was typed was deleted at once.
    private static func withdrawals(of batch: Batch) throws -> [Batch]? {
        let typed = batch.operations.contains { if case .insert = $0 { true } else { false } }
        if let withdrawal = batch.withdrawal { return [withdrawal] }
        let shown = try shown([birth(), batch])
        return typed && shown.unicodeScalars.contains(where: isTyped) ? nil : []
    }

    @Test func `it is the same whoever makes it, and no other's`() throws {
        let one = Self.batch(2, base: 2, [.insert(Self.text, at: 0, text: "a")])
        let other = Self.batch(3, base: 2, [.insert(Self.text, at: 0, text: "a")])
        let withdrawal = try #require(one.withdrawal)

        #expect(withdrawal == one.withdrawal)
        #expect(withdrawal.isWithdrawal(of: one))
        #expect(!withdrawal.isWithdrawal(of: other))
        #expect(!one.isWithdrawal)
        #expect(other.withdrawal?.replica != withdrawal.replica)
    }

    @Test func `nothing typed, or a text of which no place is sure, has none`() {
        let delete = OperationID(replica: ReplicaID(rawValue: 2), seq: 1)
        let classes = Self.batch(2, base: 2, [.addClass(node: Self.node, name: "a")])
        let cancelling = Self.batch(
            2, base: 2,
            [.insert(Self.text, at: 0, text: "a"), .cancel(Self.text, delete: delete)])

        #expect(classes.withdrawal == nil)
        #expect(cancelling.withdrawal == nil)
    }
}
