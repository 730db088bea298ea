import SiteModel

/// Registers, class lists and texts (design §4, Registers; Text).
extension Replay {
    mutating func set(
        _ node: NodeID, _ name: FieldName, to value: FieldValue?, over: [OperationID],
        was: FieldValue?, by author: Author
    ) -> NoEffect? {
        guard let number = known(node, to: author) else { return .unknownNode }
        let old = nodes[number].registers[name] ?? Register()
        var register = old
        register.set(
            value, over: naming(over), was: was, by: author.id, rank: operationCount)
        store(register, in: FieldRef(node: node, name: name), of: number, after: old)
        nodes[number].noteAttribute(name)
        touch(number, by: author)
        return nil
    }

    private mutating func store(
        _ register: Register, in field: FieldRef, of node: NodeNumber, after old: Register
    ) {
        nodes[node].registers.put(register, at: field.name)
        if register.isContested {
            contested[field] = true
        } else {
            contested.removeValue(forKey: field)
        }
        for value in old.live { liveSets.removeValue(forKey: value.operation) }
        for value in register.live {
            if value.operation != nodes[node].created { liveSets[value.operation] = field.node }
            if register.isContested || field.name == .name || field.name == .path {
                losers[value.operation] = field.node
            }
        }
        dirty.insert(field.node)
    }

    /// Gives back the values that a live `set` (not a create) replaced.
    mutating func reopenSet(_ id: OperationID, by author: Author) -> Bool {
        guard let node = liveSets[id], let number = nodes.number(of: node),
            !frozen.contains(node), !isPurged(number, for: author)
        else { return false }
        for (name, old) in nodes[number].registers {
            var register = old
            guard register.reopen(id) else { continue }
            store(register, in: FieldRef(node: node, name: name), of: number, after: old)
            return true
        }
        return false
    }

    mutating func addClass(_ name: String, to node: NodeID, by author: Author) -> NoEffect? {
        guard let number = known(node, to: author) else { return .unknownNode }
        if let place = nodes[number].classes.firstIndex(where: { $0.name == name }) {
            nodes[number].classes[place].add(author.id)
        } else {
            nodes[number].classes.append(ClassEntry(name: name, addedBy: author.id))
        }
        dirty.insert(node)
        touch(number, by: author)
        return nil
    }

    mutating func removeClass(_ name: String, from node: NodeID, by author: Author) -> NoEffect? {
        guard let number = known(node, to: author) else { return .unknownNode }
        if let place = nodes[number].classes.firstIndex(where: { $0.name == name }) {
            let unseen = nodes[number].classes[place].adds.filter {
                !isSeen($0, on: number, by: author)
            }
            if let kept = ClassEntry(name: name, adds: unseen) {
                nodes[number].classes[place] = kept
            } else {
                nodes[number].classes.remove(at: place)
            }
        }
        dirty.insert(node)
        touch(number, by: author)
        return nil
    }

    mutating func edit(_ ref: TextRef, _ action: TextOperation.Action, by author: Author)
        -> NoEffect?
    {
        guard let node = known(ref.node, to: author) else { return .unknownNode }
        let old = texts.removeValue(forKey: ref)
        let isNew = old == nil
        var history = old ?? TextHistory()
        let fault = history.append(action, by: author, in: index)
        if fault == nil || !isNew { texts[ref] = history }
        if let fault { return fault }
        if !nodes[node].textKeys.contains(ref.key) { nodes[node].textKeys.append(ref.key) }
        unsettled.insert(ref)
        dirty.insert(ref.node)
        touch(node, by: author)
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
