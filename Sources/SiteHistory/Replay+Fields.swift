import SiteModel

/// Registers, class lists and texts (design §4, Registers; Text).
extension Replay {
    mutating func set(
        _ node: NodeID, _ name: FieldName, to value: FieldValue?, over: [OperationID],
        was: FieldValue?, by author: Author
    ) -> NoEffect? {
        guard nodes[node] != nil, isKnown(node, to: author) else { return .unknownNode }
        var register = nodes[node]?.registers[name] ?? Register()
        register.set(value, over: over, was: was, by: author.id, rank: operationCount)
        store(register, in: FieldRef(node: node, name: name))
        nodes[node]?.noteAttribute(name)
        touch(node, by: author)
        return nil
    }

    private mutating func store(_ register: Register, in field: FieldRef) {
        nodes[field.node]?.registers[field.name] = register
        if register.live.count > 1 { contested.insert(field) } else { contested.remove(field) }
        if register.live.count > 1 || field.name == .name || field.name == .path {
            for value in register.live { losers[value.operation] = field.node }
        }
        dirty.insert(field.node)
    }

    /// Gives back the values that a live `set` (not a create) replaced.
    mutating func reopenSet(_ id: OperationID) -> Bool {
        for (node, record) in nodes where creations[node] != id {
            for (name, register) in record.registers {
                var changed = register
                guard changed.reopen(id) else { continue }
                guard !frozen.contains(node) else { return false }
                store(changed, in: FieldRef(node: node, name: name))
                return true
            }
        }
        return false
    }

    mutating func addClass(_ name: String, to node: NodeID, by author: Author) -> NoEffect? {
        guard nodes[node] != nil, isKnown(node, to: author) else { return .unknownNode }
        if let place = nodes[node]?.classes.firstIndex(where: { $0.name == name }) {
            nodes[node]?.classes[place].adds.append(author.id)
        } else {
            nodes[node]?.classes.append(ClassEntry(name: name, adds: [author.id]))
        }
        dirty.insert(node)
        touch(node, by: author)
        return nil
    }

    mutating func removeClass(_ name: String, from node: NodeID, by author: Author) -> NoEffect? {
        guard nodes[node] != nil, isKnown(node, to: author) else { return .unknownNode }
        if let place = nodes[node]?.classes.firstIndex(where: { $0.name == name }) {
            let kept =
                nodes[node]?.classes[place].adds.filter { !index.isSeen($0, by: author) } ?? []
            nodes[node]?.classes[place].adds = kept
            if kept.isEmpty { nodes[node]?.classes.remove(at: place) }
        }
        dirty.insert(node)
        touch(node, by: author)
        return nil
    }

    mutating func edit(_ ref: TextRef, _ action: TextOperation.Action, by author: Author)
        -> NoEffect?
    {
        guard nodes[ref.node] != nil, isKnown(ref.node, to: author) else { return .unknownNode }
        let old = texts.removeValue(forKey: ref)
        let isNew = old == nil
        var history = old ?? TextHistory()
        let fault = history.append(action, by: author, in: index)
        if fault == nil || !isNew { texts[ref] = history }
        if let fault { return fault }
        if nodes[ref.node]?.textKeys.contains(ref.key) == false {
            nodes[ref.node]?.textKeys.append(ref.key)
        }
        unsettled.insert(ref)
        dirty.insert(ref.node)
        touch(ref.node, by: author)
        return nil
    }

    /// The edits from what a text said when only some operations were known; nil where that is not `old`.
    func edits(of ref: TextRef, from old: String, _ wasKnown: (OperationID) -> Bool) -> [TextEdit]?
    {
        texts[ref]?.edits(from: old, wasKnown)
    }

    /// Brings every edited text up to date.
    ///
    /// - Returns: The texts that were edited since it was last asked.
    mutating func settleTexts() -> Set<TextRef> {
        let edited = unsettled
        for ref in edited { texts[ref]?.settle() }
        unsettled = []
        return edited
    }
}
