import SiteModel

/// Registers, class lists and texts (design §4, Registers; Text).
extension Replay {
    mutating func set(
        _ node: NodeID, _ name: FieldName, to value: FieldValue?, over: [OperationID],
        was: FieldValue?, by author: Author
    ) -> NoEffect? {
        guard nodes[node] != nil, isKnown(node, to: author) else { return .unknownNode }
        var register = nodes[node]?.registers[name] ?? Register()
        let replaced = register.live.filter { over.contains($0.operation) }
        register.live.removeAll { over.contains($0.operation) || $0.value == value }
        register.live.append(
            Register.Value(
                operation: author.id, value: value, was: was,
                replaced: replaced.map {
                    Register.Replaced(operation: $0.operation, value: $0.value, was: $0.was)
                }))
        store(register, in: FieldRef(node: node, name: name))
        nodes[node]?.noteAttribute(name)
        touch(node, by: author)
        return nil
    }

    private mutating func store(_ register: Register, in field: FieldRef) {
        nodes[field.node]?.registers[field.name] = register
        if register.live.count > 1 { contested.insert(field) } else { contested.remove(field) }
        dirty.insert(field.node)
    }

    /// Gives back the values that a live `set` replaced.
    mutating func reopenSet(_ id: OperationID) -> Bool {
        for (node, record) in nodes {
            for (name, register) in record.registers {
                guard let place = register.live.firstIndex(where: { $0.operation == id }) else {
                    continue
                }
                var changed = register
                let back = register.live[place].replaced.map {
                    Register.Value(
                        operation: $0.operation, value: $0.value, was: $0.was, replaced: [])
                }
                changed.live.replaceSubrange(place...place, with: back)
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
        var history = texts.removeValue(forKey: ref) ?? TextHistory()
        let fault = history.fault(of: action, from: author, in: index)
        history.append(TextOperation(author: author, action: action), in: index)
        texts[ref] = history
        if nodes[ref.node]?.textKeys.contains(ref.key) == false {
            nodes[ref.node]?.textKeys.append(ref.key)
        }
        unsettled.insert(ref)
        dirty.insert(ref.node)
        touch(ref.node, by: author)
        return fault
    }

    /// Brings every edited text up to date.
    ///
    /// - Returns: The texts that were edited since it was last asked.
    mutating func settleTexts() -> Set<TextRef> {
        let edited = unsettled
        for ref in edited { texts[ref]?.settle(in: index) }
        unsettled = []
        return edited
    }
}
