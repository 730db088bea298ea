/// What was typed in a line, step by step, to be taken back and made again.
struct TypingSteps: Hashable, Sendable {
    private var past: [TextField] = []
    private var future: [TextField] = []
    private var lastChange = EditSession.Change.other
    /// The text that the last step left. Where another stands, somebody else put it there, and these steps are not of it.
    private var latest: String?

    private static let pastMax = 200

    /// Whether there is a step either way.
    var canTurn: Bool { !past.isEmpty || !future.isEmpty }

    /// Notes a change; keys of one kind in a row are one step, and a movement ends it.
    mutating func note(_ before: TextField, _ after: TextField, _ kind: EditSession.Change) {
        forget(unlessAt: before)
        guard before.text != after.text else {
            lastChange = .other
            return
        }
        if kind == .other || kind != lastChange || past.isEmpty {
            past.append(before)
            if past.count > Self.pastMax { past.removeFirst() }
        }
        lastChange = kind
        future = []
        latest = after.text
    }

    /// Takes the last step back, or makes the one again that was.
    ///
    /// - Returns: false where there is none.
    mutating func turn(_ field: inout TextField, forward: Bool) -> Bool {
        forget(unlessAt: field)
        guard let next = forward ? future.popLast() : past.popLast() else { return false }
        if forward { past.append(field) } else { future.append(field) }
        field = next
        lastChange = .other
        latest = next.text
        return true
    }

    private mutating func forget(unlessAt field: TextField) {
        guard let latest, latest != field.text else { return }
        (past, future, self.latest) = ([], [], nil)
    }
}
