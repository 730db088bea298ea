import SiteHistory
import SiteModel

extension BulkWriter {
    /// Adds an operation, given the name that it has.
    mutating func operation(_ operation: Operation, as id: OperationID) {
        charge(Bulk.unitCost)
        switch operation {
        case .insert(let ref, let position, let text): insert(ref, position, text)
        case .remove(let ref, let position, let count):
            kind(.remove)
            textPosition(position, ref, next: position)
            put(UInt64(count), .removedCount)
        case .set(let node, let name, let value, let over, let was):
            kind(.set)
            self.node(node, .node)
            string(name.rawValue, .fieldName)
            self.value(value, .fieldKind, .fieldValue)
            put(UInt64(over.count), .overCount)
            for seen in over { self.seen(seen, by: id) }
            self.value(was, .oldKind, .oldValue)
        case .create(let creation) where creation.hasColumns: create(creation, as: id)
        case .move(let node, let to, let from):
            kind(.move)
            self.node(node, .node)
            place(to, by: id)
            seen(from, by: id)
        case .delete(let node):
            kind(.delete)
            self.node(node, .node)
        case .addClass(let node, let name): self.className(.addClass, node, name)
        case .removeClass(let node, let name): self.className(.removeClass, node, name)
        default: row(operation)
        }
    }

    private mutating func kind(_ kind: Bulk.Kind) { put(kind.rawValue, .kind) }

    private mutating func row(_ operation: Operation) {
        kind(.row)
        var out = ByteWriter()
        out.operation(operation)
        row(out.bytes)
    }

    private mutating func className(_ kind: Bulk.Kind, _ node: NodeID, _ name: String) {
        self.kind(kind)
        self.node(node, .node)
        string(name, .className)
    }

    private mutating func insert(_ ref: TextRef, _ position: Int, _ text: String) {
        kind(.insert)
        textPosition(position, ref, next: position + text.unicodeScalars.count)
        content(text)
    }

    /// The position as a difference from where the edit before it in the same text ended.
    private mutating func textPosition(_ position: Int, _ ref: TextRef, next: Int) {
        let number = text(ref)
        let expected = expectedPositions[number] ?? 0
        put(UInt64(zigzag: Int64(position - expected)), .position)
        expectedPositions[number] = next
    }

    private mutating func value(
        _ value: FieldValue?, _ kind: Bulk.Column, _ column: Bulk.Column
    ) {
        switch value {
        case nil: put(0, kind)
        case .text(let text):
            put(1, kind)
            string(text, column)
        case .raw(let source, let reason):
            put(2, kind)
            string(source, column)
            string(reason, column)
        }
    }

    private mutating func place(_ place: Place, by id: OperationID) {
        node(place.parent, .parent)
        guard let anchor = place.anchor else { return put(0, .anchorReplica) }
        reference(anchor, by: id, .anchorReplica, .anchorSeq)
    }

    private mutating func seen(_ seen: OperationID, by id: OperationID) {
        charge(Bulk.unitCost)
        reference(seen, by: id, .seenReplica, .seenSeq)
    }

    /// An operation that another one names: 1 for one of the same replica, by how far it lies back; numbers above for
    /// others', by the difference from the last one named.
    private mutating func reference(
        _ name: OperationID, by id: OperationID, _ replica: Bulk.Column, _ seq: Bulk.Column
    ) {
        if name.replica == id.replica {
            put(1, replica)
            return put(id.seq.difference(from: name.seq), seq)
        }
        self.replica(name.replica, replica, above: 2)
        put(name.seq.difference(from: seenSeqs[name.replica] ?? 0), seq)
        seenSeqs[name.replica] = name.seq
    }
}

// MARK: - Creation

extension Creation {
    /// Whether the columns say everything about it: not so for imported pages' shells, and members that came later.
    fileprivate var hasColumns: Bool {
        let known = NodeContent(
            kind: content.kind, tag: content.tag, namespace: content.namespace,
            source: content.source, inlines: content.inlines, literal: content.literal,
            reason: content.reason)
        return self
            == Creation(
                node: node, place: place, content: known, fields: fields, classes: classes,
                texts: texts)
    }
}

extension BulkWriter {
    fileprivate mutating func create(_ creation: Creation, as id: OperationID) {
        kind(.create)
        node(creation.node, .node)
        place(creation.place, by: id)
        content(creation.content)
        put(UInt64(creation.fields.count), .fieldCount)
        for field in creation.fields {
            charge(Bulk.unitCost)
            string(field.name.rawValue, .fieldName)
            value(field.value, .fieldKind, .fieldValue)
        }
        put(UInt64(creation.classes.count), .classCount)
        for name in creation.classes {
            charge(Bulk.unitCost)
            string(name, .className)
        }
        put(UInt64(creation.texts.count), .textCount)
        for text in creation.texts { initial(text) }
    }

    private mutating func initial(_ text: TextAssignment) {
        charge(Bulk.unitCost)
        string(text.key.field, .textField)
        string(text.key.locale, .textLocale)
        switch text.text {
        case .inline(let text):
            put(0, .textForm)
            content(text)
        case .blob(let digest):
            put(1, .textForm)
            self.digest(digest, .blob)
        }
    }

    private mutating func content(_ content: NodeContent) {
        put(UInt64(NodeKind.allCases.firstIndex(of: content.kind) ?? 0), .nodeKind)
        string(content.tag, .tag)
        put(UInt64(MarkupNamespace.allCases.firstIndex(of: content.namespace) ?? 0), .namespace)
        put(content.source == nil ? 0 : 1, .hasSource)
        if let source = content.source { span(source) }
        put(UInt64(content.inlines.count), .inlineCount)
        for inline in content.inlines {
            charge(Bulk.unitCost)
            for text in [inline.tag, inline.open, inline.close] { string(text, .inline) }
        }
        string(content.literal, .literal)
        string(content.reason, .reason)
    }

    private mutating func span(_ span: SourceSpan) {
        digest(span.blob, .blob)
        put(UInt64(zigzag: Int64(span.start - expectedStart)), .sourceStart)
        put(UInt64(span.contentStart - span.start), .startTag)
        put(UInt64(span.contentEnd - span.contentStart), .content)
        put(UInt64(span.end - span.contentEnd), .endTag)
        expectedStart = Bulk.expectedStart(after: span)
    }
}
