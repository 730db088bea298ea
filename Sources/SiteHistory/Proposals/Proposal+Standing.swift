import SiteModel

/// How a hunk stands to the site as it is now.
package enum HunkStanding: Hashable, Sendable {
    /// It can be taken.
    case pending
    case applied
    case rejected
    case stale(Reason)

    /// Why a hunk cannot be taken any more.
    package enum Reason: Hashable, Sendable {
        /// What it would change, or the words it would change, are not there.
        case gone
        /// Somebody changed the same thing since.
        case changed
        /// The section was locked.
        case locked
    }

    /// Of a stale one.
    package var reason: Reason? {
        if case .stale(let reason) = self { return reason }
        return nil
    }

    /// The words of `proposals --json`.
    package var word: String {
        switch self {
        case .pending: "pending"
        case .applied: "applied"
        case .rejected: "rejected"
        case .stale: "stale"
        }
    }
}

extension HunkStanding.Reason {
    /// The end of a sentence: `stale: what it would change is gone`.
    package var sentence: String {
        switch self {
        case .gone: "what it would change is gone"
        case .changed: "it was changed since"
        case .locked: "the section is locked"
        }
    }
}

extension ProposalHunk {
    /// Whether it can be taken now, and why not.
    package func standing(in site: Site) -> HunkStanding {
        switch decision {
        case .rejected: return .rejected
        case .applied(let over) where !isUndone(in: site, over: over): return .applied
        default: break
        }
        guard site[section] != nil else { return .stale(.gone) }
        let standing = standing(of: change, in: site)
        return standing == .pending && site.isLocked(section) ? .stale(.locked) : standing
    }

    /// Why it cannot be taken, where nobody has decided about it; what was taken once and replaced since is decided.
    package func reasonToAsk(in site: Site) -> HunkStanding.Reason? {
        if case .applied = decision { return nil }
        return standing(in: site).reason
    }

    /// Whether nobody has decided about it: it can be taken, or is to be looked at because it cannot.
    package func isUndecided(in site: Site) -> Bool {
        standing(in: site) == .pending || reasonToAsk(in: site) != nil
    }

    /// Whether it can be taken now, rejected or not.
    package func canBeTaken(in site: Site) -> Bool { reopened.standing(in: site) == .pending }

    /// As if it had not been rejected.
    package var reopened: ProposalHunk {
        guard isRejected else { return self }
        var hunk = self
        hunk.decision = .chosen
        return hunk
    }

    private func standing(of change: Change, in site: Site) -> HunkStanding {
        switch change {
        case .text(let ref, let from, let to):
            guard let node = site[ref.node] else { return .stale(.gone) }
            return TextPatching(from: from, to: to, now: node.texts[ref.key] ?? "").standing
        case .field(let id, let name, let from, let to):
            guard let node = site[id] else { return .stale(.gone) }
            let now = node.fields[name]
            return now == to ? .applied : now == from ? .pending : .stale(.changed)
        case .classes(let id, let added, let removed):
            guard let node = site[id] else { return .stale(.gone) }
            let now = Set(node.classes)
            return now.isSuperset(of: added) && now.isDisjoint(with: removed) ? .applied : .pending
        case .add(let draft, let parent, _):
            if site[draft.id] != nil { return .applied }
            return site[parent] == nil ? .stale(.gone) : .pending
        case .remove(let id, let mark):
            guard site[id] != nil else { return .applied }
            return site.mark(of: id) == mark ? .pending : .stale(.changed)
        case .move(let id, let parent, let after):
            guard site[id] != nil, site[parent] != nil, !site.isInside(parent, id) else {
                return .stale(.gone)
            }
            return site.stands(id, under: parent, rightOf: after) ? .applied : .pending
        case .whole(_, let mark):
            return site.mark(of: section) == mark ? .pending : .stale(.changed)
        case .spacing(let changes):
            let standings = changes.map { standing(of: $0, in: site) }
            return standings.contains(.pending)
                ? .pending : standings.contains(.applied) ? .applied : .stale(.gone)
        }
    }

    /// Whether it was taken and the site does not have it any more.
    private func isUndone(in site: Site, over text: String?) -> Bool {
        switch change {
        case .text(let ref, let from, let to):
            let (text, now) = (text ?? "", site[ref.node]?.texts[ref.key] ?? "")
            // Whoever typed on after an undo did so in the text of before: it is the nearer one.
            let taken = TextPatching(from: from, to: to, now: text).patched
            if now.utf8.elementsEqual(taken.utf8) { return false }
            return TextDifference.size(from: text, to: now)
                < TextDifference.size(from: taken, to: now)
                || !TextDifference.keepsNewWord(from: text, to: taken, in: now)
        case .whole: return site[section] != nil
        default: return standing(of: change, in: site) != .applied
        }
    }

    /// What stands there and what would, as a person reads it; where it cannot be taken, as it was proposed.
    package func reading(in site: Site) -> (before: String?, after: String?) {
        let isOpen = standing(in: site) == .pending
        switch change {
        case .text(let ref, let from, let to):
            let inlines = site[ref.node]?.content.inlines ?? []
            guard isOpen, let now = site[ref.node]?.texts[ref.key] else {
                return (was.nilWhereEmpty, RichText.plain(to, inlines: inlines).nilWhereEmpty)
            }
            let then = TextPatching(from: from, to: to, now: now).patched
            return (
                RichText.plain(now, inlines: inlines).nilWhereEmpty,
                RichText.plain(then, inlines: inlines).nilWhereEmpty
            )
        case .field(_, _, let from, let to): return (from?.plain, to?.plain)
        case .classes(let id, let added, let removed):
            let now = isOpen ? site[id]?.classes ?? removed : removed
            let then = now.filter { !removed.contains($0) }
            return (
                now.joined(separator: " ").nilWhereEmpty,
                (then + added.filter { !then.contains($0) }).joined(separator: " ").nilWhereEmpty
            )
        case .add(let draft, _, _): return (nil, draft.words(locale: site.defaultLocale))
        case .remove: return (was, nil)
        case .move: return (was.nilWhereEmpty, was.nilWhereEmpty)
        case .whole(let draft, _): return (was, draft.words(locale: site.defaultLocale))
        case .spacing: return (nil, nil)
        }
    }
}

extension ProposalHunk {
    /// Of a change of a text: what stands there and what would, with inline tags as they are written.
    package func writing(in site: Site) -> (before: String, after: String)? {
        guard case .text(let ref, let from, let to) = change else { return nil }
        let inlines = site[ref.node]?.content.inlines ?? []
        let now = site[ref.node]?.texts[ref.key] ?? from
        let isOpen = standing(in: site) == .pending
        let then = isOpen ? TextPatching(from: from, to: to, now: now).patched : to
        return (now.withTags(inlines), then.withTags(inlines))
    }
}

/// A change of a text carried over what others changed in it since.
struct TextPatching {
    /// The text with the change in it.
    let patched: String
    let standing: HunkStanding

    init(from base: String, to wanted: String, now: String) {
        guard !now.utf8.elementsEqual(base.utf8) else {
            patched = wanted
            standing = wanted.utf8.elementsEqual(base.utf8) ? .applied : .pending
            return
        }
        if now.utf8.elementsEqual(wanted.utf8) {
            (patched, standing) = (now, .applied)
            return
        }
        let edits = TextDifference.edits(from: base, to: wanted)
        let since = TextDifference.edits(from: base, to: now)
        patched = TextDifference.apply(
            TextDifference.carry(edits, over: since, of: base), to: now)
        let replaced = edits.map(\.range).filter { !$0.isEmpty }
        let scalars = Array(base.unicodeScalars)
        let isGone =
            replaced.isEmpty
            ? !base.isEmpty
                && TextDifference.leavesNoWord(of: 0..<scalars.count, in: scalars, since)
            : replaced.allSatisfy { TextDifference.leavesNoWord(of: $0, in: scalars, since) }
        if isGone {
            standing = .stale(.gone)
        } else if patched.utf8.elementsEqual(now.utf8) {
            standing = .applied
        } else {
            // Words that both took away, each for others of its own, would be mixed (docs/decisions/0042).
            let isContested = replaced.contains { own in
                since.contains {
                    $0.range.isEmpty
                        ? own.dropFirst().contains($0.range.lowerBound)
                        : own.overlaps($0.range)
                }
            }
            standing = isContested ? .stale(.changed) : .pending
        }
    }
}

extension Site {
    /// Whether proposals may not change the section.
    package func isLocked(_ section: NodeID) -> Bool { self[section]?.fields[.locked] != nil }

    /// A value that is equal while a node and all below it say the same.
    package func mark(of node: NodeID) -> Digest {
        var writer = ByteWriter()
        for node in subtree(of: node) {
            writer.node(node.id)
            writer.list(node.fields.sorted { $0.key < $1.key }) {
                $0.string($1.key.rawValue)
                $0.value($1.value)
            }
            writer.list(node.classes) { $0.string($1) }
            writer.list(node.texts.sorted { $0.key < $1.key }) {
                $0.string($1.key.description)
                $0.string($1.value)
            }
            writer.list(node.children) { $0.node($1) }
        }
        return Digest.of(writer.bytes)
    }

    /// Whether a node is the other one or below it.
    func isInside(_ node: NodeID, _ other: NodeID) -> Bool {
        var next: NodeID? = node
        while let here = next {
            if here == other { return true }
            next = self[here]?.parent
        }
        return false
    }

    /// The first of these that stands under the parent.
    func anchor(_ after: [NodeID], under parent: NodeID) -> NodeID? {
        after.first { self[$0]?.parent == parent }
    }

    func stands(_ node: NodeID, under parent: NodeID, rightOf after: [NodeID]) -> Bool {
        guard self[node]?.parent == parent, let siblings = self[parent]?.children,
            let index = siblings.firstIndex(of: node)
        else { return false }
        return anchor(after, under: parent) == (index > 0 ? siblings[index - 1] : nil)
    }
}

extension NodeDraft {
    /// What a person reads in it and below it, one line for each text; nil where there is nothing to read.
    package func words(locale: String) -> String? {
        var lines: [String] = []
        if content.kind == .text,
            case .inline(let text)? = texts[.text(locale)] ?? texts.values.first
        {
            lines.append(RichText.plain(text, inlines: content.inlines))
        }
        lines += children.compactMap { $0.words(locale: locale) }
        return lines.filter { !$0.isEmpty }.joined(separator: "\n").nilWhereEmpty
    }
}

extension String {
    fileprivate var nilWhereEmpty: String? { isEmpty ? nil : self }
}

extension TextDifference {
    /// Whether a later text still has one of the words that a change brought; true where the change brought none.
    fileprivate static func keepsNewWord(from old: String, to new: String, in now: String) -> Bool {
        let scalars = Array(new.unicodeScalars)
        let since = edits(from: new, to: now)
        var shift = 0
        var brought: [Range<Int>] = []
        for edit in edits(from: old, to: new) {
            let start = edit.range.lowerBound + shift
            let count = edit.replacement.unicodeScalars.count
            brought.append(start..<start + count)
            shift += count - edit.range.count
        }
        let words = brought.filter { !$0.isEmpty }
        return words.isEmpty || words.contains { !leavesNoWord(of: $0, in: scalars, since) }
    }
}
