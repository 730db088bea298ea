import PageTestSupport
import SiteHistory
import SiteModel
import Testing

@testable import SiteStore

/// Steps as a tree: what was undone and then something else done can be had back.
struct StepTreeTests {
    private let home = StoreFixture()

    private func entry(
        _ key: Int64, on parent: Int64?, _ state: StepEntry.State, turn: Int64 = 0
    ) -> StepEntry {
        StepEntry(key: key, parent: parent, state: state, label: "", turn: turn)
    }

    private func write(_ words: String, _ store: SiteStore) throws -> Int64 {
        _ = try home.write(words, store, origin: .editor)
        return try #require(try store.stepTree(of: home.site).last).key
    }

    /// bread → A → B, both taken back, then C in their place.
    private func branched(_ store: SiteStore) throws -> (a: Int64, b: Int64, c: Int64) {
        let a = try write("A", store)
        let b = try write("A B", store)
        _ = try store.undo(home.site, scope: .editor)
        _ = try store.undo(home.site, scope: .editor)
        let c = try write("C", store)
        return (a, b, c)
    }

    @Test func `the way to another branch goes back to where they part`() throws {
        let tree = StepTree([
            entry(1, on: nil, .done, turn: 1), entry(2, on: 1, .aside), entry(3, on: 2, .aside),
            entry(4, on: 1, .done, turn: 8), entry(5, on: 4, .undone, turn: 9),
        ])

        let way = try #require(tree.way(to: 3))

        #expect(way.back == [4])
        #expect(way.forth == [2, 3])
        #expect(try #require(tree.way(to: nil)).back == [4, 1])
        #expect(try #require(tree.way(to: 5)).forth == [5])
        #expect(tree.way(to: 9) == nil)
    }

    @Test func `a step whose parent is gone stands on what was done before it`() {
        let tree = StepTree([entry(1, on: nil, .done), entry(4, on: 3, .done)])

        #expect(tree.line(to: 4) == [4, 1])
    }

    @Test func `what was set aside is there and redo does not see it`() throws {
        let store = try home.openWithSite()
        let steps = try branched(store)

        let states = try store.stepTree(of: home.site).map(\.state)

        #expect(states == [.aside, .aside, .done])
        #expect(throws: StoreError.refused(.nothingToUndo)) {
            try store.redo(home.site, scope: .editor)
        }
        #expect(try store.stepTree(of: home.site).map(\.parent) == [nil, steps.a, nil])
    }

    @Test func `the site goes to a branch and back`() throws {
        let store = try home.openWithSite()
        let steps = try branched(store)

        _ = try store.turn(home.site, to: steps.b)
        #expect(try home.shownText(store) == "A B")
        #expect(try store.stepTree(of: home.site).map(\.state) == [.done, .done, .aside])

        _ = try store.turn(home.site, to: steps.a)
        #expect(try home.shownText(store) == "A")
        _ = try store.redo(home.site, scope: .editor)
        #expect(try home.shownText(store) == "A B")

        _ = try store.turn(home.site, to: steps.c)
        #expect(try home.shownText(store) == "C")
        _ = try store.turn(home.site, to: nil)
        #expect(try home.shownText(store) == "Vegan bread")
        #expect(try store.examine() == [])
    }

    @Test func `the tree is there after the store is opened again`() throws {
        let steps: (a: Int64, b: Int64, c: Int64)
        do {
            let store = try home.openWithSite()
            steps = try branched(store)
        }
        let store = try home.open(seed: 3)

        _ = try store.turn(home.site, to: steps.b)

        #expect(try home.shownText(store) == "A B")
    }

    @Test func `steps of an older store stand on each other`() throws {
        let keys: [Int64]
        do {
            let store = try home.openWithSite()
            keys = [try write("A", store), try write("A B", store), try write("A B C", store)]
            try store.queue.write { db in
                try db.execute(sql: "ALTER TABLE steps DROP COLUMN parent")
                try db.execute(sql: "ALTER TABLE steps DROP COLUMN aside")
                try db.execute(sql: "ALTER TABLE batches DROP COLUMN loggedAt")
                try db.execute(sql: "PRAGMA user_version = 5")
            }
        }
        let store = try home.open(seed: 3)

        #expect(try store.stepTree(of: home.site).map(\.parent) == [nil, keys[0], keys[1]])
        _ = try store.turn(home.site, to: keys[0])

        #expect(try home.shownText(store) == "A")
        #expect(try store.examine() == [])
    }

    @Test func `going where the site stands is refused`() throws {
        let store = try home.openWithSite()
        let steps = try branched(store)

        #expect(throws: StoreError.refused(.nothingToUndo)) {
            try store.turn(home.site, to: steps.c)
        }
    }

    @Test func `what others changed stays when the site goes to a branch`() throws {
        let store = try home.openWithSite()
        let steps = try branched(store)
        _ = try store.commit(
            [.setField(home.section, .name, .text("top"))], to: home.site, origin: .command)

        _ = try store.turn(home.site, to: steps.b)

        #expect(try store.state(of: home.site).site[home.section]?.fields[.name] == .text("top"))
        #expect(try home.shownText(store) == "A B")
    }

    @Test func `a site stands after any of its steps, in any order`() throws {
        let store = try home.openWithSite()
        var random = SplitMix64(seed: 7)
        var shown: [Int64: String] = [:]
        for round in 0..<60 {
            let keys = shown.keys.sorted()
            if let key = keys.randomElement(using: &random), random.chance(60) {
                _ = try? store.turn(home.site, to: key)
                #expect(try home.shownText(store) == shown[key], "round \(round)")
            } else {
                let words = "w\(round)"
                shown[try write(words, store)] = words
            }
        }
        #expect(try store.examine() == [])
    }
}
