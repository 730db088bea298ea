import GRDB
import SiteHistory
import SiteModel

/// A step of this device as the tree of its steps shows it.
package struct StepEntry: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// Part of how the site stands.
        case done
        /// Taken back; redo gives it back.
        case undone
        /// Taken back, and something else was done in its place.
        case aside
    }

    package let key: Int64
    /// What had been done last when it was made; nil for the first, and where that is not known any more.
    package let parent: Int64?
    package let state: State
    /// What it made so: `title of hero: “Vegan bread”`.
    package let label: String
    /// The revision at which it was last done or undone.
    let turn: Int64

    init(key: Int64, parent: Int64?, state: State, label: String, turn: Int64) {
        self.key = key
        self.parent = parent
        self.state = state
        self.label = label
        self.turn = turn
    }
}

/// The steps of one site and origin, with those that were set aside, and the ways between them.
struct StepTree {
    /// In the order in which they were made; each stands on one of them, or on none.
    let entries: [StepEntry]
    private let places: [Int64: Int]

    /// - Parameter entries: By key, each with the parent that it was made on. Where that is gone (it could not be turned, or is too
    ///   old), the newest before it that is done takes its place.
    init(_ entries: [StepEntry]) {
        let places = Dictionary(
            entries.enumerated().map { ($0.element.key, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        self.places = places
        self.entries = entries.map { entry in
            guard let parent = entry.parent, places[parent] == nil else { return entry }
            let before = entries.last { $0.key < parent && $0.state == .done }
            return StepEntry(
                key: entry.key, parent: before?.key, state: entry.state, label: entry.label,
                turn: entry.turn)
        }
    }

    init(_ db: Database, site: Int64, origin: StepOrigin) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT key, parent, state, aside, label, turn FROM steps
                WHERE site = ? AND origin = ? AND state <> 'spent' ORDER BY key
                """, arguments: [site, origin.rawValue])
        self.init(
            rows.map { row in
                let isDone = row["state"] as String == "done"
                let isAside = row["aside"] as Bool
                return StepEntry(
                    key: row["key"], parent: row["parent"],
                    state: isDone ? .done : isAside ? .aside : .undone,
                    label: Step.shown(row["label"]), turn: row["turn"])
            })
    }

    /// A step and what it was made on, up to the first.
    func line(to key: Int64?) -> [Int64] {
        var line: [Int64] = []
        var next = key
        while let key = next, let place = places[key], line.last ?? .max > key {
            line.append(key)
            next = entries[place].parent
        }
        return line
    }

    /// What is taken back, and then given back, until the site stands as after a step.
    ///
    /// - Parameter key: nil for before the first step.
    /// - Returns: Both in the order in which that is done; nil where there is no such step.
    func way(to key: Int64?) -> (back: [Int64], forth: [Int64])? {
        if let key, places[key] == nil { return nil }
        let line = line(to: key)
        let kept = Set(line)
        let done = entries.filter { $0.state == .done }
        let back = done.filter { !kept.contains($0.key) }.sorted {
            ($0.turn, $0.key) > ($1.turn, $1.key)
        }
        let standing = Set(done.map(\.key))
        return (back.map(\.key), line.reversed().filter { !standing.contains($0) })
    }

    /// What redo gives back once the site stands as after a step: the newest line that goes on from it.
    func goingOn(from key: Int64?, undone: Set<Int64>) -> Set<Int64> {
        var line: Set<Int64> = []
        var last = key
        // Of two that were made on one step, the later one is what was undone last.
        while let next = entries.last(where: { $0.parent == last && undone.contains($0.key) }) {
            line.insert(next.key)
            last = next.key
        }
        return line
    }
}

extension SiteStore {
    /// The editor's steps in the order in which they were made, those that were set aside among them.
    package func stepTree(of site: NodeID) throws(StoreError) -> [StepEntry] {
        try read { db in
            try StepTree(db, site: try SiteRow.require(db, site).key, origin: .editor).entries
        }
    }

    /// Brings the site to where it stood after one of the editor's steps, also one that was set aside: takes back what was
    /// done since and gives back what leads there, in one transaction. What others changed meanwhile stays.
    ///
    /// - Parameter key: nil for before the first step.
    /// - Throws: ``StoreError/refused(_:)`` with `nothingToUndo` where there is no such step, or the site stands there.
    package func turn(_ site: NodeID, to key: Int64?) throws(StoreError) -> CommitResult {
        try write { db in
            var work = try Commit(self, db, site)
            let tree = try StepTree(db, site: work.loaded.row.key, origin: .editor)
            guard let way = tree.way(to: key), !way.back.isEmpty || !way.forth.isEmpty else {
                throw HistoryError.nothingToUndo
            }
            var last: Prepared?
            var skipped: [String] = []
            for (keys, state) in [(way.back, "undone"), (way.forth, "done")] {
                for key in keys {
                    let turned = try work.turn(try Step.require(db, key), to: state)
                    last = turned.prepared ?? last
                    skipped += [turned.skipped].compactMap { $0 }
                }
            }
            let now = try StepTree(db, site: work.loaded.row.key, origin: .editor)
            let undone = Set(now.entries.filter { $0.state != .done }.map(\.key))
            let next = now.goingOn(from: key, undone: undone)
            for key in undone { try Step.setAside(db, key, !next.contains(key)) }
            let label = tree.entries.first { $0.key == key }?.label ?? ""
            return try work.finish(last, label: label, skipped: skipped)
        }
    }
}
