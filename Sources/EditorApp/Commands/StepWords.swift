import SiteStore

extension StoredBatch {
    /// What a step did, in words: `text hero.title`, `undo: deletion of /#menu taken back`, `brought back to …`.
    ///
    /// - Parameter seen: What is otherwise since, which says more than the kind of a step; empty where that is not known.
    func words(seen: String = "") -> String {
        switch kind {
        case "undo", "redo": turned
        case "rewind":
            // `to 26 Nov 2026, 10:14 UTC: text hero.title`
            "brought back "
                + (seen.isEmpty
                    ? target
                    : (target.range(of: ": ").map { String(target[..<$0.lowerBound]) } ?? "")
                        + ": \(seen)")
        default: seen.isEmpty ? "\(kind) \(target)" : seen
        }
    }

    /// Of a step back or forth: `restore /#menu` is what the step does itself, and nobody restored anything.
    private var turned: String {
        let parts = target.split(separator: " ", maxSplits: 1).map(String.init)
        let isUndo = kind == "undo"
        guard parts.count == 2, parts[0] == "restore" || parts[0] == "delete" else {
            return "\(kind): \(target)"
        }
        let what = (parts[0] == "restore") == isUndo ? "deletion" : "adding"
        return "\(kind): \(what) of \(parts[1])" + (isUndo ? " taken back" : "")
    }
}
