import SiteModel
import Testing

@testable import PageTestSupport
@testable import SiteHistory

struct TextHistoryTests {
    @Test(arguments: oracleSeeds(upTo: 16))
    func `a text says what the oracle says, whenever it is settled`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let graph = TextGraph(seed: seed, steps: 120)

        var history = TextHistory(base: graph.base)
        for step in graph.steps {
            history.append(step.action, id: step.id, seen: step.seen)
            if random.chance(10) { history.settle() }
        }
        history.settle()
        let late = {
            var late = graph.history(through: graph.steps.count)
            late.settle()
            return late
        }()

        #expect(history.text == graph.text, "seed \(seed)")
        #expect(late.text == graph.text, "seed \(seed)")
    }

    @Test(arguments: oracleSeeds(upTo: 16))
    func `walking all from the base says what walking from critical versions says`(seed: UInt64) {
        let graph = TextGraph(seed: seed, steps: 150)
        let history = graph.history(through: graph.steps.count)
        let base = graph.base.unicodeScalars.count

        var walker = TextWalker(
            history.log, from: TextZone.Start(number: 0, run: 0, length: base), width: 4)
        walker.tree.markShown()
        walker.placeholder = TextContent()
        walker.placeholder?.append(utf8: graph.base.utf8, count: base)
        walker.walk(history.log, through: history.log.count)
        let old = Array(graph.base.utf8)
        let merged = old.withUnsafeBufferPointer {
            walker.merged(into: $0, isASCII: $0.count == base, from: history.log.content)
        }

        #expect(String(decoding: merged.bytes, as: UTF8.self) == graph.text, "seed \(seed)")
    }

    @Test(arguments: oracleSeeds(upTo: 16))
    func `what somebody saw is found again`(seed: UInt64) {
        let graph = TextGraph(seed: seed, steps: 100)
        let history = graph.history(through: graph.steps.count)

        for version in graph.known {
            let text = history.text { TextGraph.isKnown($0, in: version) }
            #expect(text == graph.text(at: version), "seed \(seed)")
        }
    }

    @Test(arguments: oracleSeeds(upTo: 16))
    func `a patch leads from what was shown to what is`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let graph = TextGraph(seed: seed, steps: 100)
        let settled = random.below(100)
        var before = graph.history(through: settled)
        before.settle()
        let known = Set(graph.steps[..<settled].map(\.id))
        var history = graph.history(through: graph.steps.count, settledAt: settled)
        history.settle()

        let edits = try #require(history.edits(from: before.text) { known.contains($0) })

        #expect(TextDifference.apply(edits, to: before.text) == graph.text, "seed \(seed)")
        let other = before.text + "x"
        #expect(history.edits(from: other) { known.contains($0) } == nil, "seed \(seed)")
    }

    @Test(arguments: oracleSeeds(upTo: 16))
    func `an inverse takes away what was inserted and brings back what was deleted`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let graph = TextGraph(seed: seed, steps: 80)
        var history = graph.history(through: graph.steps.count)
        history.settle()
        let author = graph.replicas[random.below(graph.replicas.count)]
        let batch = graph.steps.filter { $0.id.replica == author && random.chance(30) }
        var inserts: Set<OperationID> = []
        var deletes: Set<OperationID> = []
        var cancels: Set<OperationID> = []
        for step in batch {
            switch step.action {
            case .insert: inserts.insert(step.id)
            case .remove: deletes.insert(step.id)
            case .cancel(let delete):
                if graph.oracle.removes.contains(delete) { cancels.insert(delete) }
            }
        }

        let edits = history.inverse(inserts: inserts, deletes: deletes, cancels: cancels)

        let wanted = graph.text(without: inserts, undeleting: deletes, deletingAgain: cancels)
        #expect(TextDifference.apply(edits, to: history.text) == wanted, "seed \(seed)")
    }

    @Test(arguments: [false, true])
    func `runs typed at one place by two people are not interleaved`(isBackwards: Bool) {
        var history = TextHistory(base: "()")
        for (number, word) in ["aaaa", "漢漢漢漢"].enumerated() {
            let replica = ReplicaID(rawValue: UInt64(number) + 1)
            for (offset, scalar) in word.unicodeScalars.enumerated() {
                let id = OperationID(replica: replica, seq: UInt64(offset) + 1)
                history.append(
                    .insert(at: isBackwards ? 1 : 1 + offset, [scalar]), id: id,
                    seen: [replica: UInt64(offset)])
            }
        }

        history.settle()

        #expect(history.text == "(aaaa漢漢漢漢)")
    }

    @Test func `typing makes one run, and so does erasing either way`() {
        var history = TextHistory(base: "abcdefgh")
        let replica = ReplicaID(rawValue: 1)
        var seq: UInt64 = 0
        func edit(_ action: TextOperation.Action) {
            seq += 1
            let fault = history.append(action, id: OperationID(replica: replica, seq: seq))
            #expect(fault == nil)
        }
        for offset in 0..<5 { edit(.insert(at: 4 + offset, ["x"])) }
        for offset in 0..<7 { edit(.remove(at: 8 - offset, count: 1)) }
        for _ in 0..<3 { edit(.remove(at: 1, count: 1)) }

        history.settle()

        #expect(history.text == "agh")
        #expect(history.log.runs.map(\.kind) == [.typed, .backspaced, .deleted])
        #expect(history.log.spans.count == 1)
    }

    @Test
    func
        `an edit beyond what its author had seen has no effect, and is refused when nothing is newer`()
    {
        var history = TextHistory(base: "abc")
        let id = OperationID(replica: ReplicaID(rawValue: 1), seq: 1)

        let actions: [TextOperation.Action] = [
            .insert(at: 4, ["x"]), .insert(at: -1, ["x"]), .remove(at: 2, count: 2), .cancel(id),
        ]
        let faults = actions.map { history.append($0, id: id) }

        #expect(
            faults == [
                .positionBeyondText, .positionBeyondText, .positionBeyondText, .nothingToCancel,
            ])
        #expect(history.isEmpty)
    }
}

extension TextGraph {
    /// What the text would say if a batch's inserts and cancels went and its deletes came back; of these only what no
    /// standing delete before them had deleted.
    func text(
        without inserts: Set<OperationID>, undeleting deletes: Set<OperationID>,
        deletingAgain cancels: Set<OperationID>
    ) -> String {
        let order = Dictionary(
            uniqueKeysWithValues: steps.enumerated().map { ($0.element.id, $0.offset) })
        let shown = Set(oracle.visible { _ in true })
        var view = String.UnicodeScalarView()
        for character in oracle.tree.order {
            let marks = (oracle.marks[character] ?? []).sorted { order[$0] ?? 0 < order[$1] ?? 0 }
            let isGone =
                inserts.contains(character.operation) || marks.contains(where: cancels.contains)
            let firstStanding = marks.first { oracle.cancels[$0] == nil }
            let isBack = marks.contains { mark in
                guard deletes.contains(mark) else { return false }
                guard let first = firstStanding, let firstPlace = order[first],
                    let place = order[mark]
                else { return true }
                return place <= firstPlace
            }
            guard let scalar = oracle.scalars[character] else { continue }
            if !isGone && (shown.contains(character) || isBack) { view.append(scalar) }
        }
        return String(view)
    }
}
