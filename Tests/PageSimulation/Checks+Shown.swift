import PageTestSupport
import SiteHistory
import SiteModel

/// What must hold of every state that a person sees.
extension Simulation {
    mutating func checkShown(_ state: HomeState, on process: Int) {
        checkTree(state.site, on: process)
        checkTokensOnce(state.site, on: process)
    }

    /// I6: one parent, no cycle, siblings a permutation.
    private mutating func checkTree(_ site: Site, on process: Int) {
        for wrong in site.invariantViolations().prefix(2) {
            violate(.treeIsTree, "process \(process): \(wrong)")
        }
    }

    /// I3: each token once.
    private mutating func checkTokensOnce(_ site: Site, on process: Int) {
        var counts: [String: Int] = [:]
        for node in site.nodes.values {
            for text in node.texts.values {
                for found in Scene.tokens(in: text) { counts[found.token, default: 0] += 1 }
            }
        }
        for (token, count) in counts where count > 1 {
            violate(.tokensOnce, "process \(process) shows \(token) \(count) times")
        }
    }

    /// I9, right after a commit: an own write is visible, unless a newer program froze what it wrote to.
    mutating func checkOwnTokens(_ tokens: [String], _ committed: Committed, by process: Int) {
        guard newerClientCount == 0 else { return }
        let texts = committed.state.site.nodes.values.flatMap { $0.texts.values }
        for token in tokens where !texts.contains(where: { $0.contains(token) }) {
            violate(.ownWritesAccountedFor, "process \(process) does not see its own \(token)")
        }
    }

    /// I4: homes that stand at one position with nothing of their own show the same.
    mutating func checkEqualPosition(of process: Int) {
        guard let state = processes[process].view, state.engine.pending.isEmpty else { return }
        let engine = state.engine
        let listing = SiteListing(
            site: engine.site, conflicts: engine.conflicts, trash: engine.trash)
        guard let known = listings[engine.digest] else {
            listings[engine.digest] = listing
            return
        }
        if known != listing {
            let difference = listing.differences(from: known).prefix(2).joined(separator: "; ")
            violate(
                .equalAtOnePosition,
                "process \(process) shows something else at \(engine.cursor): \(difference)")
        }
    }

    /// I16: the content before an undo and after its redo.
    mutating func checkIdentity(
        _ before: HomeState, _ after: HomeState, undone: Batch, redone: Batch
    ) {
        let old = Simulation.content(of: before.site)
        let new = Simulation.content(of: after.site)
        guard old != new else { return }
        let missing = Set(old).subtracting(new).sorted().prefix(2).joined(separator: "; ")
        let added = Set(new).subtracting(old).sorted().prefix(2).joined(separator: "; ")
        violate(.undoRedoIdentity, "undo and redo changed {\(missing)} to {\(added)}")
    }

    /// What a person sees: without the operations that it came from.
    private static func content(of site: Site) -> [String] {
        site.nodes.values.sorted { $0.id < $1.id }.map { node in
            let fields = node.fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            let texts = node.texts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return
                "\(node.id) \(node.kind) \(node.content.tag) \(node.children) \(fields) "
                + "\(node.classes.sorted()) \(texts)"
        }
    }
}
