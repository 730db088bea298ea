import PageTestSupport
import SiteHistory
import SiteModel
import Testing

private let text = LogScene.text
private func node(_ number: UInt64) -> NodeID { LogScene.node(number) }
private func id(_ replica: UInt64, _ seq: UInt64) -> OperationID { LogScene.id(replica, seq) }

/// The scene's log holds six operations.
private let start: UInt64 = 6

struct OracleTextTests {
    @Test func `two forward runs at one place are not interleaved`() {
        var scene = LogScene()

        scene.write(
            by: 1, seen: start, .insert(text, at: 5, text: "a"), .insert(text, at: 6, text: "b"))
        scene.write(
            by: 2, seen: start, .insert(text, at: 5, text: "x"), .insert(text, at: 6, text: "y"))

        #expect(scene.shownText == "helloabxy")
    }

    @Test func `two backward runs at one place are not interleaved`() {
        var scene = LogScene()

        scene.write(
            by: 2, seen: start, .insert(text, at: 0, text: "y"), .insert(text, at: 0, text: "x"))
        scene.write(
            by: 1, seen: start, .insert(text, at: 0, text: "b"), .insert(text, at: 0, text: "a"))

        #expect(scene.shownText == "abxyhello")
    }

    @Test func `a run stays beside its right neighbour where another run came between`() {
        var scene = LogScene()

        // 1 writes "b" after "hello"; 2 sees that and writes "x" between; 3 saw neither.
        scene.write(by: 1, seen: start, .insert(text, at: 5, text: "b"))
        scene.write(by: 2, seen: start + 1, .insert(text, at: 5, text: "x"))
        scene.write(by: 3, seen: start, .insert(text, at: 5, text: "c"))

        #expect(scene.shownText == "helloxbc")
    }

    @Test func `what is typed at a deletion stands where the deleted characters stood`() {
        var scene = LogScene()

        scene.write(by: 1, .remove(text, at: 1, count: 3))
        scene.write(by: 1, .insert(text, at: 1, text: "x"))
        scene.write(by: 1, .cancel(text, delete: id(1, 1)))

        #expect(scene.shownText == "hxello")
    }

    @Test func `of two right siblings the one with the later right origin comes first`() {
        var scene = LogScene()
        let empty = TextRef(text.node, .text("de"))

        // A and C are both right children of the start, A first. X goes between A and C; Y after A without having seen C.
        scene.write(by: 1, seen: start, .insert(empty, at: 0, text: "A"))
        scene.write(by: 2, seen: start, .insert(empty, at: 0, text: "C"))
        scene.write(by: 1, seen: start + 2, .insert(empty, at: 1, text: "X"))
        scene.write(by: 3, seen: start + 1, .insert(empty, at: 1, text: "Y"))

        #expect(scene.oracle.site.nodes[empty.node]?.texts[empty.key] == "AYXC")
    }

    @Test func `replica ids break ties whatever the order of arrival`() {
        var scene = LogScene()

        scene.write(by: 5, seen: start, .insert(text, at: 2, text: "5"))
        scene.write(by: 3, seen: start, .insert(text, at: 2, text: "3"))

        #expect(scene.shownText == "he35llo")
    }

    @Test(arguments: UInt64(0)..<50)
    func `runs typed forwards or backwards at one place are not interleaved`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var scene = LogScene()
        var runs: [(replica: UInt64, letters: [String], backwards: Bool)] = []
        for (replica, letters) in [(UInt64(1), "abc"), (2, "pqr"), (3, "xyz")].shuffled(
            using: &random)
        {
            runs.append((replica, letters.map(String.init), random.chance(50)))
        }

        // In each round one replica types its next letter, having seen nothing of the others.
        var typed: [UInt64: Int] = [:]
        while let run = random.pick(runs.filter { (typed[$0.replica] ?? 0) < 3 }) {
            let count = typed[run.replica] ?? 0
            let letter = run.letters[run.backwards ? 2 - count : count]
            scene.write(
                by: run.replica, seen: start,
                .insert(text, at: run.backwards ? 2 : 2 + count, text: letter))
            typed[run.replica] = count + 1
        }

        let shown = scene.shownText ?? ""
        #expect(["abc", "pqr", "xyz"].allSatisfy { shown.contains($0) }, "seed \(seed): \(shown)")
    }

    @Test func `a concurrent insert into a deleted range stays`() {
        var scene = LogScene()

        scene.write(by: 1, seen: start, .remove(text, at: 1, count: 3))
        scene.write(by: 2, seen: start, .insert(text, at: 2, text: "漢"))

        #expect(scene.shownText == "h漢o")
    }

    @Test func `two deletes of the same words and one cancel leave them deleted`() {
        var scene = LogScene()

        let mine = scene.write(by: 1, seen: start, .remove(text, at: 0, count: 4))
        scene.write(by: 2, seen: start, .remove(text, at: 0, count: 4))
        scene.write(by: 1, seen: start, .cancel(text, delete: mine[0]))

        #expect(scene.shownText == "o")
    }

    @Test func `two deletes of the same words and both cancelled bring them back once`() {
        var scene = LogScene()

        let mine = scene.write(by: 1, seen: start, .remove(text, at: 0, count: 4))
        let theirs = scene.write(by: 2, seen: start, .remove(text, at: 0, count: 4))
        scene.write(by: 1, seen: start, .cancel(text, delete: mine[0]))
        scene.write(by: 2, seen: start, .cancel(text, delete: theirs[0]))

        #expect(scene.shownText == "hello")
    }

    @Test func `an operation beyond the text its author saw has no effect`() {
        var scene = LogScene()

        scene.write(by: 1, seen: start, .insert(text, at: 5, text: " there"))
        scene.write(
            by: 2, seen: start, .insert(text, at: 6, text: "!"), .remove(text, at: 3, count: 3))

        #expect(scene.shownText == "hello there")
    }

    @Test func `a text nobody made before begins empty`() {
        var scene = LogScene()
        let german = TextRef(text.node, .text("de"))

        scene.write(by: 1, .insert(german, at: 0, text: "hallo"))

        #expect(scene.oracle.site.nodes[text.node]?.texts[german.key] == "hallo")
    }

    @Test func `a text may be born from a blob`() {
        var scene = LogScene()
        let bytes = Array("p{}".utf8)
        let creation = Creation(
            node: node(20), place: Place(parent: node(1), anchor: nil),
            content: NodeContent(kind: .asset),
            texts: [TextAssignment(.css, .blob(.of(bytes)))])

        scene.write(by: 1, .blob(.of(bytes), bytes), .create(creation))

        #expect(scene.oracle.site.nodes[node(20)]?.texts[.css] == "p{}")
        #expect(scene.oracle.site.blobs[.of(bytes)] == bytes)
    }

    @Test func `two whole texts are a conflict, and both stay`() {
        var scene = LogScene()

        scene.write(
            by: 1, seen: start, whole: [text], .remove(text, at: 0, count: 5),
            .insert(text, at: 0, text: "one"))
        scene.write(
            by: 2, seen: start, whole: [text], .remove(text, at: 0, count: 5),
            .insert(text, at: 0, text: "two"))

        let conflict = scene.oracle.conflicts.first
        #expect(scene.shownText == "onetwo")
        #expect(scene.conflictIDs == ["value/text@en/1:1"])
        #expect(conflict?.lost.value == "one")
        #expect(conflict?.shown == ConflictSide(operation: id(2, 1), value: "two"))
    }
}

struct OracleFieldTests {
    private let name = FieldName.attribute("id")

    private func set(_ value: String?, over: [OperationID] = [], was: String? = nil) -> Operation {
        .set(
            node: LogScene.heroRoot, name: name, value: value.map(FieldValue.text), over: over,
            was: was.map(FieldValue.text))
    }

    private func shown(_ scene: LogScene) -> String? {
        scene.oracle.site.nodes[LogScene.heroRoot]?.fields[name]?.plain
    }

    @Test func `concurrent values conflict, and the last in replay order shows`() {
        var scene = LogScene()

        scene.write(by: 2, seen: start, set("two"))
        scene.write(by: 1, seen: start, set("one"))

        #expect(shown(scene) == "one")
        #expect(scene.conflictIDs == ["value/a:id/2:1"])
    }

    @Test func `equal values collapse`() {
        var scene = LogScene()

        scene.write(by: 2, seen: start, set("same"))
        scene.write(by: 1, seen: start, set("same"))

        #expect(scene.conflictIDs == [])
    }

    @Test func `absent is a value`() {
        var scene = LogScene()
        let first = scene.write(by: 1, set("old"))

        scene.write(by: 1, set("new", over: first, was: "old"))
        scene.write(by: 2, seen: start + 1, set(nil, over: first, was: "old"))

        #expect(shown(scene) == nil)
        #expect(scene.oracle.conflicts.first?.shown.value == nil)
        #expect(scene.oracle.conflicts.first?.lost.value == "new")
        #expect(scene.oracle.conflicts.first?.base == "old")
    }

    @Test func `a later set closes only the conflict it names`() {
        var scene = LogScene()
        let two = scene.write(by: 2, seen: start, set("two"))
        let one = scene.write(by: 1, seen: start, set("one"))

        scene.write(by: 3, set("three", over: one, was: "one"))

        #expect(scene.conflictIDs == ["value/a:id/2:1"])
        scene.write(by: 3, set("four", over: two + [id(3, 1)], was: "three"))
        #expect(scene.conflictIDs == [])
    }

    @Test func `three live values are two conflicts that know of each other`() {
        var scene = LogScene()

        for replica: UInt64 in [1, 2, 3] {
            scene.write(by: replica, seen: start, set("\(replica)"))
        }

        #expect(scene.conflictIDs == ["value/a:id/1:1", "value/a:id/2:1"])
        #expect(
            scene.oracle.conflicts.first?.others == [ConflictSide(operation: id(2, 1), value: "2")])
    }

    @Test func `reopening a set brings back what it replaced`() {
        var scene = LogScene()
        let two = scene.write(by: 2, seen: start, set("two"))
        let one = scene.write(by: 1, seen: start, set("one"))
        let chosen = scene.write(by: 3, set("two", over: two + one, was: "one"))

        scene.write(by: 3, .reopen(chosen[0]))

        #expect(shown(scene) == "one")
        #expect(scene.conflictIDs == ["value/a:id/2:1"])
    }

    @Test func `a resolve closes a row for good, and reopen takes that back`() {
        var scene = LogScene()
        scene.write(by: 2, seen: start, set("two"))
        scene.write(by: 1, seen: start, set("one"))
        let row = ConflictID(kind: .value, field: "a:id", loser: id(2, 1))

        let resolve = scene.write(by: 3, .resolve(conflicts: [row], choice: "ours"))

        #expect(scene.conflictIDs == [])
        scene.write(by: 3, .reopen(resolve[0]))
        #expect(scene.conflictIDs == ["value/a:id/2:1"])
    }

    @Test func `different choices for one row conflict, equal ones do not`() {
        var scene = LogScene()
        scene.write(by: 2, seen: start, set("two"))
        scene.write(by: 1, seen: start, set("one"))
        let seen = scene.head
        let row = ConflictID(kind: .value, field: "a:id", loser: id(2, 1))

        scene.write(by: 3, seen: seen, .resolve(conflicts: [row], choice: "ours"))
        scene.write(by: 4, seen: seen, .resolve(conflicts: [row], choice: "ours"))
        #expect(scene.conflictIDs == [])

        scene.write(by: 5, seen: seen, .resolve(conflicts: [row], choice: "theirs"))
        #expect(scene.conflictIDs == ["value/a:id/4:1"])
        #expect(scene.oracle.conflicts.first?.node == LogScene.heroRoot)
    }

    @Test func `a class that somebody adds stays when another removes it`() {
        var scene = LogScene()
        let root = LogScene.heroRoot
        scene.write(by: 1, .addClass(node: root, name: "x"))
        let seen = scene.head

        scene.write(by: 2, seen: seen, .addClass(node: root, name: "x"))
        scene.write(
            by: 1, seen: seen, .removeClass(node: root, name: "x"), .addClass(node: root, name: "y")
        )

        #expect(scene.oracle.site.nodes[root]?.classes == ["x", "y"])
        scene.write(by: 1, .removeClass(node: root, name: "x"))
        #expect(scene.oracle.site.nodes[root]?.classes == ["y"])
    }

    @Test func `a remove before a concurrent add in replay order takes nothing from it`() {
        var scene = LogScene()
        let root = LogScene.heroRoot
        scene.write(by: 1, .addClass(node: root, name: "x"), .addClass(node: root, name: "y"))
        let seen = scene.head

        scene.write(by: 1, seen: seen, .removeClass(node: root, name: "x"))
        scene.write(by: 2, seen: seen, .addClass(node: root, name: "x"))

        #expect(scene.oracle.site.nodes[root]?.classes == ["y", "x"])
    }

    @Test func `attributes keep the order in which they first came`() {
        var scene = LogScene()
        let root = LogScene.heroRoot

        scene.write(
            by: 1, .set(node: root, name: .attribute("b"), value: nil, over: [], was: nil),
            .set(node: root, name: .hidden, value: .text("1"), over: [], was: nil),
            .set(node: root, name: .attribute("a"), value: .text("1"), over: [], was: nil),
            .set(node: root, name: .attribute("b"), value: .text("1"), over: [], was: nil))

        #expect(scene.oracle.site.nodes[root]?.attributeOrder == ["b", "a"])
    }

    @Test func `the second of two pages of one path has a conflict`() {
        var scene = LogScene()

        scene.write(by: 1, LogScene.create(20, .page, under: node(1), fields: [(.path, "/")]))

        #expect(scene.conflictIDs == ["value/path/1:1"])
        #expect(scene.oracle.conflicts.first?.node == node(20))
        #expect(scene.oracle.conflicts.first?.shown.operation == id(9, 1))
        scene.write(by: 1, .delete(node: LogScene.page))
        #expect(scene.conflictIDs == [])
    }

    @Test func `what an unknown operation names is frozen`() {
        var scene = LogScene()

        scene.write(by: 1, .unknown(kind: 77, nodes: [LogScene.heroRoot], payload: []), set("new"))

        #expect(shown(scene) == nil)
    }
}

struct OracleTreeTests {
    private let hero = LogScene.heroRoot
    private let body = LogScene.bodyRoot

    /// Two elements, 20 and 21, in the first section after its text.
    private func scene() -> LogScene {
        var scene = LogScene()
        scene.write(
            by: 9, LogScene.create(20, under: hero, after: id(9, 6)),
            LogScene.create(21, under: hero, after: id(9, 7)))
        return scene
    }

    private func move(
        _ number: UInt64, under parent: NodeID, after anchor: OperationID? = nil, from: OperationID
    )
        -> Operation
    { .move(node: node(number), to: Place(parent: parent, anchor: anchor), from: from) }

    @Test func `concurrent children at one anchor are ordered as text is`() {
        var scene = scene()

        scene.write(
            by: 2, seen: 8, LogScene.create(31, under: body),
            LogScene.create(32, under: body, after: id(2, 1)))
        scene.write(
            by: 1, seen: 8, LogScene.create(41, under: body),
            LogScene.create(42, under: body, after: id(1, 1)))

        #expect(scene.children(of: body) == [41, 42, 31, 32].map(node))
    }

    @Test func `a placement beside a node that moved away stays where it was meant`() {
        var scene = scene()

        scene.write(by: 1, seen: 8, move(20, under: body, from: id(9, 7)))
        scene.write(by: 2, seen: 8, LogScene.create(30, under: hero, after: id(9, 7)))

        #expect(scene.children(of: hero) == [text.node, node(30), node(21)])
        #expect(scene.children(of: body) == [node(20)])
    }

    @Test func `the second of two moves that close a cycle has no effect and a conflict`() {
        var scene = scene()

        scene.write(by: 1, seen: 8, move(20, under: node(21), from: id(9, 7)))
        scene.write(by: 2, seen: 8, move(21, under: node(20), from: id(9, 8)))

        #expect(scene.children(of: hero) == [text.node, node(21)])
        #expect(scene.children(of: node(21)) == [node(20)])
        #expect(scene.conflictIDs == ["move//2:1"])
        #expect(
            scene.oracle.conflicts.first?.shown
                == ConflictSide(operation: id(9, 8), value: hero.description))
    }

    @Test
    func
        `a move that replaces a concurrent one elsewhere is a conflict named after the replaced one`()
    {
        var scene = scene()

        scene.write(by: 1, seen: 8, move(20, under: body, from: id(9, 7)))
        scene.write(by: 2, seen: 8, move(20, under: node(21), from: id(9, 7)))

        #expect(scene.children(of: node(21)) == [node(20)])
        #expect(scene.conflictIDs == ["move//1:1"])
        #expect(scene.oracle.conflicts.first?.lost.value == body.description)
    }

    @Test func `concurrent moves inside one parent are no conflict`() {
        var scene = scene()

        scene.write(by: 1, seen: 8, move(20, under: hero, from: id(9, 7)))
        scene.write(by: 2, seen: 8, move(20, under: hero, after: id(9, 8), from: id(9, 7)))

        #expect(scene.children(of: hero) == [text.node, node(21), node(20)])
        #expect(scene.conflictIDs == [])
    }

    @Test func `an edit in a grandchild makes a concurrent delete void, whichever comes first`() {
        let edit = Operation.insert(text, at: 0, text: "x")
        let delete = Operation.delete(node: LogScene.hero)
        var editFirst = scene()
        var deleteFirst = scene()

        editFirst.write(by: 1, seen: 8, edit)
        editFirst.write(by: 2, seen: 8, delete)
        deleteFirst.write(by: 2, seen: 8, delete)
        deleteFirst.write(by: 1, seen: 8, edit)

        for scene in [editFirst, deleteFirst] {
            #expect(scene.shownText == "xhello")
            #expect(scene.conflictIDs == ["revived//2:1"])
            #expect(scene.oracle.trash == [])
        }
    }

    @Test func `a delete that saw the edit stands`() {
        var scene = scene()

        scene.write(by: 1, .insert(text, at: 0, text: "x"))
        scene.write(by: 2, .delete(node: LogScene.hero))

        #expect(scene.shownText == nil)
        #expect(scene.oracle.trash.map(\.name) == ["hero"])
        #expect(scene.oracle.trash.map(\.deletes) == [[id(2, 1)]])
    }

    @Test func `a void delete stays void, and deleting again is a new delete`() {
        var scene = scene()
        scene.write(by: 1, seen: 8, .insert(text, at: 0, text: "x"))
        scene.write(by: 2, seen: 8, .delete(node: LogScene.hero))

        scene.write(by: 2, .delete(node: LogScene.hero))

        #expect(scene.oracle.trash.map(\.deletes) == [[id(2, 2)]])
        #expect(scene.conflictIDs == [])
    }

    @Test func `deletes of parent and child are independent`() {
        var scene = scene()
        scene.write(by: 1, seen: 8, .delete(node: node(20)))
        scene.write(by: 2, seen: 8, .delete(node: LogScene.hero))

        scene.write(
            by: 2,
            .restore(
                node: LogScene.hero, to: Place(parent: LogScene.page, anchor: nil), of: [id(2, 1)]))

        #expect(scene.oracle.trash.map(\.node) == [node(20)])
        #expect(scene.children(of: hero) == [text.node, node(21)])
        #expect(scene.conflictIDs == [])
    }

    @Test func `a move out of a deleted subtree saves what moved, not what it left`() {
        var scene = scene()

        scene.write(by: 1, seen: 8, .delete(node: LogScene.hero))
        scene.write(by: 2, seen: 8, move(20, under: body, from: id(9, 7)))

        #expect(scene.children(of: body) == [node(20)])
        #expect(scene.oracle.trash.map(\.node) == [LogScene.hero])
        #expect(scene.conflictIDs == [])
    }

    @Test func `a move into a subtree revives it`() {
        var scene = scene()

        scene.write(by: 1, seen: 8, .delete(node: LogScene.body))
        scene.write(by: 2, seen: 8, move(20, under: body, from: id(9, 7)))

        #expect(scene.oracle.trash == [])
        #expect(scene.conflictIDs == ["revived//1:1"])
    }

    @Test func `a restore that would close a cycle still voids the delete`() {
        var scene = scene()
        let delete = scene.write(by: 1, .delete(node: node(20)))
        let seen = scene.head

        scene.write(by: 2, seen: seen, move(21, under: node(20), from: id(9, 8)))
        scene.write(
            by: 1, seen: seen,
            .restore(node: node(20), to: Place(parent: node(21), anchor: nil), of: delete))

        #expect(scene.oracle.trash == [])
        #expect(scene.children(of: hero) == [text.node, node(20)])
        #expect(scene.conflictIDs == ["move//1:2"])
    }

    @Test func `a section takes one root, which does not go alone`() {
        var scene = scene()

        scene.write(
            by: 1, LogScene.create(30, under: LogScene.hero), .delete(node: hero),
            .move(node: hero, to: Place(parent: body, anchor: nil), from: id(9, 3)),
            move(20, under: LogScene.body, from: id(9, 7)))

        #expect(scene.children(of: LogScene.hero) == [hero])
        #expect(scene.oracle.site.nodes[node(30)] == nil)
        #expect(scene.oracle.trash == [])
        #expect(scene.children(of: hero) == [text.node, node(20), node(21)])
    }

    @Test func `texts have no children and pages stand under the site alone`() {
        var scene = scene()

        scene.write(
            by: 1, LogScene.create(30, under: text.node), LogScene.create(31, .page, under: hero),
            LogScene.create(32, .section, under: node(1)), LogScene.create(33, under: node(1)))

        #expect([30, 31, 32, 33].allSatisfy { scene.oracle.site.nodes[node($0)] == nil })
    }

    @Test func `a create of an id that exists makes nothing, and who had seen it knows the node`() {
        var scene = scene()

        scene.write(by: 1, seen: 8, LogScene.create(30, .text, under: body, text: "first"))
        scene.write(
            by: 2, seen: 8, LogScene.create(30, .text, under: body, text: "first"),
            .insert(TextRef(node(30), .text("en")), at: 5, text: "!"),
            LogScene.create(31, under: body, after: id(2, 1)))

        #expect(scene.oracle.site.nodes[node(30)]?.placed == id(1, 1))
        #expect(scene.oracle.site.nodes[node(30)]?.texts[.text("en")] == "first!")
        #expect(scene.children(of: body).prefix(2) == [node(30), node(31)])
    }

    @Test func `too deep is a limit of the merge`() {
        var scene = scene()
        scene.write(by: 1, LogScene.create(1000, under: body))
        // The site is 0, the page 1, the section 2, its root 3, node 1000 is 4 deep.
        for depth: UInt64 in 5...513 {
            scene.write(by: 1, LogScene.create(996 + depth, under: node(995 + depth)))
        }

        #expect(scene.oracle.site.nodes[node(996 + 512)] != nil)
        #expect(scene.oracle.site.nodes[node(996 + 513)] == nil)

        let from = id(9, 7)
        scene.write(by: 2, move(20, under: node(996 + 512), from: from))
        #expect(scene.conflictIDs == ["move//2:1"])
    }
}
