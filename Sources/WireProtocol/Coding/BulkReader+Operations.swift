import SiteHistory
import SiteModel

extension BulkReader {
    /// Reads an operation, given the name that it has.
    mutating func operation(as id: OperationID) throws(DecodingFault) -> Operation {
        try charge(Bulk.unitCost)
        guard let kind = Bulk.Kind(rawValue: try next(.kind)) else {
            throw .malformed("operation kind", at: 0)
        }
        switch kind {
        case .row: return try rowOperation()
        case .insert: return try insert()
        case .remove:
            let (ref, position, number) = try textPosition()
            expectedPositions[number] = position
            return .remove(ref, at: position, count: try length(.removedCount))
        case .set: return try set(as: id)
        case .create: return try create(as: id)
        case .move:
            let node = try node(.node)
            let place = try place(by: id)
            return .move(node: node, to: place, from: try seen(by: id))
        case .delete: return .delete(node: try node(.node))
        case .addClass:
            let node = try node(.node)
            return .addClass(node: node, name: try string(.className).text)
        case .removeClass:
            let node = try node(.node)
            return .removeClass(node: node, name: try string(.className).text)
        }
    }

    private mutating func rowOperation() throws(DecodingFault) -> Operation {
        var reader = ByteReader(try row())
        let operation = try reader.operation()
        guard reader.isAtEnd else {
            throw .malformed("bytes after an operation", at: reader.position)
        }
        return operation
    }

    private mutating func insert() throws(DecodingFault) -> Operation {
        let (ref, position, number) = try textPosition()
        let text = try content()
        expectedPositions[number] = position + text.unicodeScalars.count
        return .insert(ref, at: position, text: text)
    }

    private mutating func textPosition() throws(DecodingFault)
        -> (ref: TextRef, position: Int, number: Bulk.TextNumber)
    {
        let (ref, number) = try text()
        let position = try offset(from: expectedPositions[number] ?? 0, .position)
        return (ref, position, number)
    }

    /// A length or offset given as a difference from what was to be expected.
    private mutating func offset(
        from expected: Int, _ column: Bulk.Column
    ) throws(DecodingFault) -> Int {
        let (offset, overflow) = expected.addingReportingOverflow(
            Int(try next(column).unzigzagged))
        guard !overflow, offset >= 0, offset <= Int(Int32.max) else {
            throw .overLimit("an offset")
        }
        return offset
    }

    private mutating func set(as id: OperationID) throws(DecodingFault) -> Operation {
        let node = try node(.node)
        let name = FieldName(try string(.fieldName).text)
        let value = try self.value(.fieldKind, .fieldValue)
        var over: [OperationID] = []
        for _ in 0..<(try length(.overCount)) { over.append(try seen(by: id)) }
        let was = try self.value(.oldKind, .oldValue)
        return .set(node: node, name: name, value: value, over: over, was: was)
    }

    private mutating func value(
        _ kind: Bulk.Column, _ column: Bulk.Column
    ) throws(DecodingFault) -> FieldValue? {
        switch try next(kind) {
        case 0: return nil
        case 1: return .text(try string(column).text)
        case 2:
            let source = try string(column).text
            return .raw(source: source, reason: try string(column).text)
        default: throw .malformed("value", at: 0)
        }
    }

    private mutating func place(by id: OperationID) throws(DecodingFault) -> Place {
        let parent = try node(.parent)
        let replica = try next(.anchorReplica)
        return Place(
            parent: parent,
            anchor: replica == 0 ? nil : try reference(replica, by: id, .anchorSeq))
    }

    private mutating func seen(by id: OperationID) throws(DecodingFault) -> OperationID {
        try charge(Bulk.unitCost)
        return try reference(next(.seenReplica), by: id, .seenSeq)
    }

    private mutating func reference(
        _ replica: UInt64, by id: OperationID, _ column: Bulk.Column
    ) throws(DecodingFault) -> OperationID {
        let name: OperationID
        if replica == 1 {
            let back = UInt64(bitPattern: try next(column).unzigzagged)
            name = OperationID(replica: id.replica, seq: id.seq &- back)
        } else {
            let replica = try self.replica(replica, above: 2)
            let seq = UInt64(difference: try next(column), from: seenSeqs[replica] ?? 0)
            seenSeqs[replica] = seq
            name = OperationID(replica: replica, seq: seq)
        }
        guard name.seq > 0 else { throw .malformed("sequence number 0", at: 0) }
        return name
    }
}

// MARK: - Creation

extension BulkReader {
    private mutating func create(as id: OperationID) throws(DecodingFault) -> Operation {
        let node = try node(.node)
        let place = try place(by: id)
        let content = try nodeContent()
        var creation = Creation(node: node, place: place, content: content)
        for _ in 0..<(try length(.fieldCount)) {
            try charge(Bulk.unitCost)
            let name = FieldName(try string(.fieldName).text)
            guard let value = try self.value(.fieldKind, .fieldValue) else {
                throw .malformed("a field without a value", at: 0)
            }
            creation.fields.append(FieldAssignment(name, value))
        }
        for _ in 0..<(try length(.classCount)) {
            try charge(Bulk.unitCost)
            creation.classes.append(try string(.className).text)
        }
        for _ in 0..<(try length(.textCount)) { creation.texts.append(try initial()) }
        return .create(creation)
    }

    private mutating func initial() throws(DecodingFault) -> TextAssignment {
        try charge(Bulk.unitCost)
        let field = try string(.textField).text
        let key = TextKey(field, try string(.textLocale).text)
        switch try next(.textForm) {
        case 0: return TextAssignment(key, .inline(try content()))
        case 1: return TextAssignment(key, .blob(try digest(.blob)))
        default: throw .malformed("initial text", at: 0)
        }
    }

    private mutating func choice<Choice>(
        of cases: [Choice], _ column: Bulk.Column
    ) throws(DecodingFault) -> Choice {
        let index = try length(column)
        guard index < cases.count else { throw .malformed("choice \(index)", at: 0) }
        return cases[index]
    }

    private mutating func nodeContent() throws(DecodingFault) -> NodeContent {
        let kind = try choice(of: NodeKind.allCases, .nodeKind)
        let tag = try string(.tag).text
        let namespace = try choice(of: MarkupNamespace.allCases, .namespace)
        var source: SourceSpan?
        switch try next(.hasSource) {
        case 0: break
        case 1: source = try span()
        default: throw .malformed("presence", at: 0)
        }
        let inlineCount = try length(.inlineCount)
        guard inlineCount <= InlineTag.countMax else { throw .overLimit("inline tags") }
        var inlines: [InlineTag] = []
        for _ in 0..<inlineCount {
            try charge(Bulk.unitCost)
            let tag = try string(.inline).text
            let open = try string(.inline).text
            inlines.append(InlineTag(tag: tag, open: open, close: try string(.inline).text))
        }
        let literal = try string(.literal).text
        return NodeContent(
            kind: kind, tag: tag, namespace: namespace, source: source, inlines: inlines,
            literal: literal, reason: try string(.reason).text)
    }

    private mutating func span() throws(DecodingFault) -> SourceSpan {
        let blob = try digest(.blob)
        let start = try offset(from: expectedStart, .sourceStart)
        let contentStart = start + (try length(.startTag))
        let contentEnd = contentStart + (try length(.content))
        let end = contentEnd + (try length(.endTag))
        let span = SourceSpan(
            blob: blob, start: start, contentStart: contentStart, contentEnd: contentEnd, end: end)
        expectedStart = Bulk.expectedStart(after: span)
        return span
    }
}
