import SiteModel

@testable import PageTestSupport
@testable import SiteHistory

/// A random history of one text: replicas that edit what they know, and now and then learn what another knows. Kept
/// besides in the naive oracle.
struct TextGraph {
    struct Step {
        let id: OperationID
        let action: TextOperation.Action
        /// What its author had seen of each replica.
        let seen: [ReplicaID: UInt64]
    }

    /// The replica that wrote what was there before: everybody knows it.
    private static let origin = OperationID(replica: ReplicaID(rawValue: 0), seq: 1)

    let base: String
    private(set) var steps: [Step] = []
    private(set) var oracle = OracleText()
    private(set) var known: [[ReplicaID: UInt64]]
    let replicas: [ReplicaID]
    private var cursors: [Int]
    private var random: SplitMix64
    private let mergesPercent: Int

    init(seed: UInt64, steps count: Int) {
        random = SplitMix64(seed: seed)
        var ids = (1...9).map { ReplicaID(rawValue: $0) }
        ids.shuffle(using: &random)
        replicas = Array(ids.prefix(2 + random.below(4)))
        known = replicas.map { _ in [:] }
        cursors = replicas.map { _ in 0 }
        mergesPercent = [2, 10, 40][random.below(3)]
        base = random.pick(["", "Good bread", "漢字שלום👩‍👩‍👧e\u{301}"]) ?? ""
        oracle.insert(base, rightOf: nil, by: TextGraph.origin) { _ in true }
        for _ in 0..<count { step() }
    }

    static func isKnown(_ id: OperationID, in version: [ReplicaID: UInt64]) -> Bool {
        id == origin || id.seq <= version[id.replica] ?? 0
    }

    /// What everybody together shows.
    var text: String { oracle.string { _ in true } }

    func text(at version: [ReplicaID: UInt64]) -> String {
        oracle.string { TextGraph.isKnown($0, in: version) }
    }

    private mutating func step() {
        let index = random.below(replicas.count)
        if random.chance(mergesPercent) { learn(index) }
        let version = known[index]
        let id = OperationID(
            replica: replicas[index], seq: (version[replicas[index]] ?? 0) + (gap() ? 2 : 1))
        let visible = oracle.visible { TextGraph.isKnown($0, in: version) }
        let action = action(of: index, on: visible, version)
        apply(action, id, on: visible, version)
        steps.append(Step(id: id, action: action, seen: version))
        known[index][replicas[index]] = id.seq
    }

    /// Sequence numbers are missing where the author edited another text.
    private mutating func gap() -> Bool { random.chance(5) }

    private mutating func learn(_ index: Int) {
        let other = random.below(replicas.count)
        known[index].merge(known[other]) { max($0, $1) }
    }

    private mutating func action(
        of index: Int, on visible: [CharacterID], _ version: [ReplicaID: UInt64]
    ) -> TextOperation.Action {
        if random.chance(25) { cursors[index] = random.below(visible.count + 1) }
        let cursor = min(cursors[index], visible.count)
        switch random.below(100) {
        case ..<50:
            cursors[index] = cursor + 1
            return .insert(at: cursor, Array(word(1).unicodeScalars.prefix(1)))
        case ..<58: return .insert(at: cursor, Array(word(3).unicodeScalars))
        case ..<62: return .insert(at: cursor, Array(word(1).unicodeScalars.prefix(1)))
        case ..<77 where cursor > 0:
            cursors[index] = cursor - 1
            return .remove(at: cursor - 1, count: 1)
        case ..<82 where cursor < visible.count: return .remove(at: cursor, count: 1)
        case ..<90:
            let count = random.below(min(6, visible.count - cursor + 1))
            return .remove(at: cursor, count: count)
        case ..<97:
            let own = steps.filter { $0.id.replica == replicas[index] }.map(\.id)
            return .cancel(random.pick(own) ?? TextGraph.origin)
        default: return .insert(at: visible.count + 1 + random.below(3), ["!"])
        }
    }

    private mutating func word(_ count: Int) -> String {
        (0..<count).map { _ in Samples.phrase(using: &random) }.joined()
    }

    /// The rules, said as naively as they can be.
    private mutating func apply(
        _ action: TextOperation.Action, _ id: OperationID, on visible: [CharacterID],
        _ version: [ReplicaID: UInt64]
    ) {
        switch action {
        case .insert(let at, let scalars):
            guard at <= visible.count else { return }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            oracle.insert(String(view), rightOf: at == 0 ? nil : visible[at - 1], by: id) {
                TextGraph.isKnown($0, in: version)
            }
        case .remove(let at, let count):
            guard at + count <= visible.count else { return }
            for character in visible[at..<at + count] {
                oracle.marks[character, default: []].append(id)
            }
            oracle.removes.insert(id)
        case .cancel(let delete):
            guard oracle.removes.contains(delete), delete.replica == id.replica else { return }
            oracle.cancels[delete, default: []].append(id)
        }
    }

    // MARK: The engine

    /// The first so many steps, not settled since the given one.
    func history(through end: Int, settledAt settled: Int? = nil) -> TextHistory {
        var history = TextHistory(base: base)
        for (index, step) in steps[..<end].enumerated() {
            if index == settled { history.settle() }
            history.append(step.action, id: step.id, seen: step.seen)
        }
        return history
    }

    /// A document with what a replica knows.
    func document(_ replica: ReplicaID, knowing version: [ReplicaID: UInt64]) -> TextDocument {
        var document = TextDocument(replica: replica, base: base)
        for step in steps where TextGraph.isKnown(step.id, in: version) {
            switch step.action {
            case .insert(let at, let scalars):
                var view = String.UnicodeScalarView()
                view.append(contentsOf: scalars)
                document.record(
                    step.id, at: at, inserting: String(view), deleting: 0, seen: step.seen)
            case .remove(let at, let count):
                document.record(
                    step.id, at: at, inserting: nil, deleting: count, seen: step.seen)
            case .cancel(let delete): document.cancel(delete, by: step.id, seen: step.seen)
            }
        }
        document.settle()
        return document
    }
}
