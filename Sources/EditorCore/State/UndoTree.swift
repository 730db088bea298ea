/// A step of this device, done in the editor, as the undo tree shows it.
package struct UndoTreeStep: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        case done, undone
        /// Taken back, and something else was done in its place.
        case aside
    }

    /// The store's number of it; grows with time.
    package let key: Int64
    /// The step that it was made on.
    package let parent: Int64?
    package let state: State
    /// What it did: `text hero.title`.
    package let label: String

    package init(key: Int64, parent: Int64?, state: State, label: String) {
        self.key = key
        self.parent = parent
        self.state = state
        self.label = label
    }
}

/// The rows of an undo tree: the newest first, what was set aside moved in beside what took its place.
struct UndoTree: Sendable {
    struct Row: Hashable, Sendable {
        let step: UndoTreeStep
        /// How many times the way from the first step leaves the main line.
        let depth: Int
        /// What was done in the place of the first step of a branch.
        let replacement: String?
    }

    let rows: [Row]
    /// The step after which the site stands; nil before the first.
    let here: Int64?

    /// - Parameter steps: In the order in which they were made.
    init(_ steps: [UndoTreeStep]) {
        let children = Dictionary(grouping: steps, by: \.parent)
        var rows: [Int64: Row] = [:]
        for step in steps {
            let siblings = children[step.parent] ?? []
            // What is not set aside goes straight on; where all is, the newest does.
            let main = siblings.last { $0.state != .aside } ?? siblings.last
            let before = step.parent.flatMap { rows[$0]?.depth } ?? 0
            let isMain = main?.key == step.key
            rows[step.key] = Row(
                step: step, depth: before + (isMain ? 0 : 1),
                replacement: isMain ? nil : main?.label)
        }
        self.rows = steps.reversed().compactMap { rows[$0.key] }
        here = Self.tip(of: steps, children)
    }

    /// The end of the done steps, each of which stands on the one before.
    private static func tip(
        of steps: [UndoTreeStep], _ children: [Int64?: [UndoTreeStep]]
    ) -> Int64? {
        let done = steps.filter { $0.state == .done }
        return done.last { step in
            !(children[step.key] ?? []).contains { $0.state == .done }
        }?.key
    }
}
