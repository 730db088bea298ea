import SiteModel

/// Resolving conflicts (design §4): an operation, so it travels and can be undone.
extension Transaction {
    mutating func resolve(_ id: ConflictID, take choice: ConflictChoice) throws(HistoryError) {
        guard let conflict = openConflict(id) else { throw .unknownConflict(id) }
        switch id.kind {
        case .value: try resolveValue(conflict, take: choice)
        case .move: try resolveMove(conflict, take: choice)
        case .revived: try resolveRevived(conflict, take: choice)
        }
    }

    /// The open conflict that an id names, as it is asked about.
    func openConflict(_ id: ConflictID) -> Conflict? {
        replay.askedConflicts(in: site, by: replicas).first { $0.isNamed(by: id) }
    }

    private func side(of conflict: Conflict, for choice: ConflictChoice) throws(HistoryError)
        -> ConflictSide
    {
        let sides = conflict.sides(ownedBy: replicas)
        switch choice {
        case .ours: return sides.ours
        case .theirs: return sides.theirs
        case .side(let operation):
            guard let side = conflict.side(of: operation) else {
                throw .choiceNotPossible(conflict.id)
            }
            return side
        case .both, .value: throw .choiceNotPossible(conflict.id)
        }
    }

    private mutating func close(_ conflict: Conflict, choice: String) {
        emit(
            .resolve(conflicts: [conflict.id] + conflict.alike, choice: choice),
            changing: conflict.node)
    }

    private mutating func resolveValue(_ conflict: Conflict, take choice: ConflictChoice)
        throws(HistoryError)
    {
        let name = FieldName(conflict.id.field)
        let live = replay.nodes[conflict.node]?.registers[name]?.live ?? []
        if replay.contested.contains(Replay.FieldRef(node: conflict.node, name: name)) {
            let value = try value(for: choice, of: conflict, among: live)
            emit(
                .set(
                    node: conflict.node, name: name, value: value, over: live.map(\.operation),
                    was: live.last?.value ?? nil))
        } else if replay.wholeConflicts[conflict.id] != nil {
            try resolveWhole(conflict, take: choice)
        } else if replay.notedConflicts[conflict.id] != nil {
            try resolveNoted(conflict, field: name, take: choice)
        } else if replay.closingConflicts[conflict.id] != nil {
            close(conflict, choice: try side(of: conflict, for: choice).operation.description)
        } else {
            try resolveName(conflict, field: name, take: choice)
        }
    }

    private func value(
        for choice: ConflictChoice, of conflict: Conflict, among live: [Register.Value]
    ) throws(HistoryError) -> FieldValue? {
        if case .value(let text) = choice { return .text(text) }
        let side = try side(of: conflict, for: choice)
        return live.first { $0.operation == side.operation }?.value ?? nil
    }

    /// Two whole texts: both stand in it until one is chosen.
    private mutating func resolveWhole(_ conflict: Conflict, take choice: ConflictChoice)
        throws(HistoryError)
    {
        let key = site.nodes[conflict.node]?.texts.keys.first {
            $0.description == conflict.id.field
        }
        guard let ref = key.map({ TextRef(conflict.node, $0) }) else {
            throw .unknownConflict(conflict.id)
        }
        let now = site.nodes[ref.node]?.texts[ref.key] ?? ""
        let wanted: String
        switch choice {
        case .both: wanted = Self.joined(conflict, in: now)
        case .value(let text): wanted = text
        case .ours, .theirs, .side: wanted = try side(of: conflict, for: choice).value ?? now
        }
        emitText(ref, TextDifference.narrowing(now, to: wanted))
        close(
            conflict,
            choice: choice == .both ? "both" : "text:" + Digest.of(Array(wanted.utf8)).description)
    }

    /// A row that came as an operation: a text's, or a field's whose losing value is no live value here.
    private mutating func resolveNoted(
        _ conflict: Conflict, field: FieldName, take choice: ConflictChoice
    ) throws(HistoryError) {
        let texts = site.nodes[conflict.node]?.texts.keys.map(\.description) ?? []
        if texts.contains(conflict.id.field) {
            return try resolveWhole(conflict, take: choice)
        }
        let value: String?
        switch choice {
        case .value(let text): value = text
        case .ours, .theirs, .side: value = try side(of: conflict, for: choice).value
        case .both: throw .choiceNotPossible(conflict.id)
        }
        if site.nodes[conflict.node]?.fields[field]?.plain != value {
            try setField(conflict.node, field, to: value.map { .text($0) })
        }
        close(conflict, choice: value.map { "value:" + $0 } ?? "absent")
    }

    /// Both texts, with a space where they touch.
    private static func joined(_ conflict: Conflict, in now: String) -> String {
        let sides = [conflict.shown.value ?? "", conflict.lost.value ?? ""]
        for (first, second) in [(sides[0], sides[1]), (sides[1], sides[0])] {
            guard now == first + second, first.last?.isWhitespace == false,
                second.first?.isWhitespace == false
            else { continue }
            return first + " " + second
        }
        return now
    }

    /// Two nodes of one name: the later one takes the name it is shown under, or the given one. The `id` of a section's root
    /// that says its name says the new one, or a page would be written with one `id` twice.
    private mutating func resolveName(
        _ conflict: Conflict, field: FieldName, take choice: ConflictChoice
    ) throws(HistoryError) {
        guard let node = site.nodes[conflict.node], let parent = node.parent else {
            throw .unknownNode(conflict.node)
        }
        let old = node.fields[field]?.plain ?? ""
        var name = old
        if choice == .both { throw .choiceNotPossible(conflict.id) }
        if case .value(let text) = choice { name = text }
        // A section's name is its root's `id`, which has no spaces.
        if field == .name {
            name = name.split(whereSeparator: \.isWhitespace).joined(separator: "-")
        }
        if name.allSatisfy(\.isWhitespace) { throw .choiceNotPossible(conflict.id) }
        let free = freeName(name, field: field, under: parent, except: node.id)
        try setField(node.id, field, to: .text(free))
        let id = FieldName.attribute("id")
        if field == .name, let root = site.children(of: node.id).first,
            root.fields[id]?.plain == old
        {
            try setField(root.id, id, to: .text(free))
        }
    }

    private mutating func resolveMove(_ conflict: Conflict, take choice: ConflictChoice)
        throws(HistoryError)
    {
        let side = try side(of: conflict, for: choice)
        if side != conflict.shown, replay.closingConflicts[conflict.id] == nil,
            let parent = side.value.flatMap({ NodeID($0) }), site.nodes[parent] != nil,
            site.nodes[conflict.node]?.parent != parent
        {
            try unnest(parent, from: conflict.node, of: conflict)
            try move(conflict.node, under: parent, at: .last)
        }
        close(conflict, choice: side.operation.description)
    }

    /// Takes what leads to a new parent out of the node that is to go there, to where that node stood: of two moves
    /// into each other the one that was skipped is taken.
    private mutating func unnest(_ parent: NodeID, from node: NodeID, of conflict: Conflict)
        throws(HistoryError)
    {
        guard replay.isInside(parent, node), let place = site.nodes[node]?.parent else { return }
        var child = parent
        while let above = site.nodes[child]?.parent, above != node { child = above }
        do {
            try move(child, under: place, at: .after(node))
        } catch .misplaced {
            throw .choiceNotPossible(conflict.id)
        }
    }

    private mutating func resolveRevived(_ conflict: Conflict, take choice: ConflictChoice)
        throws(HistoryError)
    {
        let side = try side(of: conflict, for: choice)
        close(conflict, choice: side.value ?? "kept")
        if side.value == "deleted" { try delete(conflict.node) }
    }
}
