import SiteModel

/// Changing what a hunk proposes, before it is taken.
extension Proposal {
    /// Writes another text into a hunk that brings one: a text, an attribute's value, the only or first text of what is
    /// added. Inline tags stay around words that stay.
    ///
    /// - Returns: False where the hunk brings no text.
    package mutating func revise(_ number: Int, to text: String, in site: Site) -> Bool {
        guard let index = hunks.firstIndex(where: { $0.number == number }) else { return false }
        switch hunks[index].change {
        case .text(let ref, let from, let to):
            let inlines = site[ref.node]?.content.inlines ?? []
            let new = RichText.setting(to, toPlain: text, inlines: inlines)
            hunks[index].change = .text(ref, from: from, to: new)
        case .field(let node, let name, let from, .text):
            hunks[index].change = .field(node, name, from: from, to: .text(text))
        case .add(var draft, let parent, let after):
            guard draft.setFirstText(text) else { return false }
            hunks[index].change = .add(draft, under: parent, after: after)
        default: return false
        }
        hunks[index].decision = .chosen
        return true
    }

    /// The text that `revise(_:to:in:)` changes, as a person reads it; nil where there is none.
    package func revisableText(of number: Int, in site: Site) -> String? {
        switch hunk(number)?.change {
        case .text(let ref, _, let to):
            RichText.plain(to, inlines: site[ref.node]?.content.inlines ?? [])
        case .field(_, _, _, .text(let value)): value
        case .add(let draft, _, _): draft.firstText
        default: nil
        }
    }

    /// Takes what another proposal says about the same thing in a hunk's place.
    ///
    /// - Returns: False where it says nothing about it; nothing changed then.
    package mutating func replace(_ number: Int, from other: Proposal) -> Bool {
        guard let index = hunks.firstIndex(where: { $0.number == number }),
            let new = other.hunks.first(where: { $0.isAbout(hunks[index]) })
        else { return false }
        hunks[index].change = new.change
        hunks[index].spacing = new.spacing
        hunks[index].was = new.was
        hunks[index].decision = .chosen
        return true
    }
}

extension ProposalHunk {
    /// Whether both change the same field of the same node, or the children of the same parent alike.
    fileprivate func isAbout(_ other: ProposalHunk) -> Bool {
        switch (change, other.change) {
        case (.text(let a, _, _), .text(let b, _, _)): a == b
        case (.field(let a, let x, _, _), .field(let b, let y, _, _)): a == b && x == y
        case (.classes(let a, _, _), .classes(let b, _, _)): a == b
        case (.add(let a, let x, _), .add(let b, let y, _)):
            x == y && a.content.kind == b.content.kind && a.content.tag == b.content.tag
        case (.remove(let a, _), .remove(let b, _)): a == b
        case (.move(let a, _, _), .move(let b, _, _)): a == b
        case (.whole, .whole), (.spacing, .spacing): section == other.section
        default: false
        }
    }
}

extension NodeDraft {
    fileprivate var firstText: String? {
        if content.kind == .text, case .inline(let text)? = texts.values.first {
            return RichText.plain(text, inlines: content.inlines)
        }
        return children.lazy.compactMap(\.firstText).first
    }

    fileprivate mutating func setFirstText(_ text: String) -> Bool {
        if content.kind == .text, case (let key, .inline(let old))? = texts.first {
            texts[key] = .inline(RichText.setting(old, toPlain: text, inlines: content.inlines))
            return true
        }
        for index in children.indices where children[index].setFirstText(text) { return true }
        return false
    }
}

extension Proposal {
    /// Without hunks of white space alone: there is nothing to see in them, so nobody can decide about them.
    package var withoutSpacing: Proposal {
        Proposal(id: id, head: head, hunks: hunks.filter { $0.kind != .space })
    }

    /// Without the hunks that change something else than a node and what is in it; a section has them all.
    package func within(_ node: NodeID, of site: Site) -> Proposal {
        guard site[node]?.kind != .section else { return self }
        return Proposal(
            id: id, head: head, hunks: hunks.filter { site.isInside($0.holder, node) })
    }
}

extension ProposalHunk {
    /// The node that is there already in which it changes something.
    fileprivate var holder: NodeID {
        switch change {
        case .add(_, let parent, _): parent
        default: node
        }
    }
}
