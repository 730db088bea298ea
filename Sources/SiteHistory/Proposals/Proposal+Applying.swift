import SiteModel

extension Proposal {
    /// Hunks that can be taken now, by number.
    ///
    /// - Parameter chosenOnly: Without those that were left out.
    package func pending(in site: Site, chosenOnly: Bool = false) -> [Int] {
        hunks.filter {
            $0.standing(in: site) == .pending && (!chosenOnly || $0.decision != .waiting)
        }.map(\.number)
    }

    /// Hunks that can be taken now, but are held back when all is accepted: of what goes and what comes in its place
    /// something is stale, and the rest alone would have it on the page twice, or not at all. A new layout brings the words of
    /// what goes into other places as well: where something of a section is to go and is stale, nothing comes or goes there.
    package func heldBack(in site: Site) -> Set<Int> {
        let broken = brokenExchanges(among: Set(hunks.map(\.number)), in: site)
        let sections = Set(
            hunks.filter { $0.change.isRemoval && $0.reasonToAsk(in: site) != nil }.map(\.section))
        return Set(
            hunks.filter { hunk in
                let isInvolved =
                    hunk.exchange.map(broken.contains) == true
                    || sections.contains(hunk.section)
                        && (hunk.change.isRemoval || hunk.change.isAddition)
                return isInvolved && hunk.standing(in: site) == .pending
            }.map(\.number))
    }

    /// Hunks that are taken when all is accepted, by number.
    ///
    /// - Parameter chosenOnly: Without those that were left out.
    package func acceptable(in site: Site, chosenOnly: Bool = false) -> Set<Int> {
        Set(pending(in: site, chosenOnly: chosenOnly)).subtracting(heldBack(in: site))
    }

    /// The exchanges of which one of these hunks is stale.
    private func brokenExchanges(among numbers: Set<Int>, in site: Site) -> Set<Int> {
        Set(
            hunks.filter {
                numbers.contains($0.number) && $0.exchange != nil
                    && $0.standing(in: site).reason != nil
            }.compactMap(\.exchange))
    }

    /// Takes hunks: what is to be changed in the site as it is now, in one transaction, and notes them as applied.
    ///
    /// What is made gets new ids where it was made before and undone, for an id is made once.
    ///
    /// - Parameters:
    ///   - numbers: Those that cannot be taken are passed over, and with them what belongs together with them; one that was
    ///     rejected is taken.
    ///   - makeID: A new id each time.
    /// - Returns: Nothing where none of them can be taken.
    package mutating func apply(
        _ numbers: Set<Int>, to site: Site, makeID: () -> NodeID
    ) -> [SiteEdit] {
        var plan = HunkPlan(site)
        let broken = brokenExchanges(among: numbers, in: site)
        for index in hunks.indices where numbers.contains(hunks[index].number) {
            guard hunks[index].canBeTaken(in: site),
                hunks[index].exchange.map(broken.contains) != true
            else { continue }
            if case .applied = hunks[index].decision { renew(index, makeID) }
            let hunk = hunks[index]
            plan.add(hunk)
            var over: String?
            if case .text(let ref, _, _) = hunk.change { over = site[ref.node]?.texts[ref.key] }
            hunks[index].decision = .applied(over: over)
        }
        return plan.edits
    }

    /// Decides about hunks; what was applied stays so, also where it was replaced since.
    package mutating func decide(
        _ decision: ProposalHunk.Decision, _ numbers: Set<Int>, in site: Site
    ) {
        for index in hunks.indices where numbers.contains(hunks[index].number) {
            if hunks[index].isRejected || hunks[index].isUndecided(in: site) {
                hunks[index].decision = decision
            }
        }
    }

    /// Whether something of it can be taken, or is to be looked at because it cannot.
    package func isOpen(in site: Site) -> Bool {
        hunks.contains { $0.isUndecided(in: site) }
    }

    /// New ids for what a hunk makes; other hunks that stand beside it name them.
    private mutating func renew(_ index: Int, _ makeID: () -> NodeID) {
        var names: [NodeID: NodeID] = [:]
        func name(_ draft: NodeDraft) {
            names[draft.id] = makeID()
            for child in draft.children { name(child) }
        }
        func name(_ change: ProposalHunk.Change) {
            switch change {
            case .add(let draft, _, _), .whole(let draft, _): name(draft)
            case .spacing(let changes): for change in changes { name(change) }
            case .text, .field, .classes, .remove, .move: break
            }
        }
        for change in [hunks[index].change] + hunks[index].spacing { name(change) }
        guard !names.isEmpty else { return }
        for index in hunks.indices {
            hunks[index].change.rename(names)
            for at in hunks[index].spacing.indices { hunks[index].spacing[at].rename(names) }
        }
    }
}

extension ProposalHunk.Change {
    fileprivate mutating func rename(_ names: [NodeID: NodeID]) {
        func renamed(_ ids: [NodeID]) -> [NodeID] { ids.map { names[$0] ?? $0 } }
        switch self {
        case .add(let draft, let parent, let after):
            self = .add(draft.renamed(names), under: parent, after: renamed(after))
        case .move(let node, let parent, let after):
            self = .move(node, under: parent, after: renamed(after))
        case .whole(let draft, let mark): self = .whole(draft.renamed(names), mark: mark)
        case .spacing(var changes):
            for index in changes.indices { changes[index].rename(names) }
            self = .spacing(changes)
        case .text, .field, .classes, .remove: break
        }
    }
}

extension NodeDraft {
    fileprivate func renamed(_ names: [NodeID: NodeID]) -> NodeDraft {
        var draft = self
        draft.id = names[id] ?? id
        draft.children = children.map { $0.renamed(names) }
        return draft
    }
}

/// The edits of several hunks, each made possible by those before it.
private struct HunkPlan {
    private let site: Site
    private(set) var edits: [SiteEdit] = []
    /// The children of parents as they stand after the edits.
    private var children: [NodeID: [NodeID]] = [:]

    init(_ site: Site) { self.site = site }

    mutating func add(_ hunk: ProposalHunk) {
        add(hunk.change, in: hunk.section)
        for change in hunk.spacing { add(change, in: hunk.section) }
    }

    private mutating func add(_ change: ProposalHunk.Change, in section: NodeID) {
        switch change {
        case .text(let ref, let from, let to): edits.append(.setText(ref, from: from, to: to))
        case .field(let node, let name, _, let to): edits.append(.setField(node, name, to))
        case .classes(let node, let added, let removed):
            let left = (site[node]?.classes ?? []).filter { !removed.contains($0) }
            edits.append(.setClasses(node, left + added.filter { !left.contains($0) }))
        case .add(let draft, let parent, let after):
            guard site[draft.id] == nil, site[parent] != nil else { return }
            edits.append(.insert(draft, under: parent, at: put(draft.id, under: parent, after)))
        case .remove(let node, let mark):
            guard site[node] != nil, site.mark(of: node) == mark else { return }
            if let parent = site[node]?.parent { take(node, from: parent) }
            edits.append(.delete(node))
        case .move(let node, let parent, let after):
            let old = siblings(of: parent)
            if let from = site[node]?.parent { take(node, from: from) }
            let place = put(node, under: parent, after)
            if siblings(of: parent) != old { edits.append(.move(node, under: parent, at: place)) }
        case .whole(let draft, _): edits.append(.replace(section: section, with: draft))
        case .spacing(let changes): for change in changes { add(change, in: section) }
        }
    }

    private func siblings(of parent: NodeID) -> [NodeID] {
        children[parent] ?? site[parent]?.children ?? []
    }

    private mutating func take(_ node: NodeID, from parent: NodeID) {
        children[parent] = siblings(of: parent).filter { $0 != node }
    }

    private mutating func put(_ node: NodeID, under parent: NodeID, _ after: [NodeID])
        -> SiblingPosition
    {
        var siblings = siblings(of: parent)
        let anchor = after.first { siblings.contains($0) }
        let index = anchor.flatMap { siblings.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        siblings.insert(node, at: index)
        children[parent] = siblings
        return anchor.map { .after($0) } ?? .first
    }
}
extension ProposalHunk.Change {
    var isRemoval: Bool { if case .remove = self { true } else { false } }
    var isAddition: Bool { if case .add = self { true } else { false } }
}
