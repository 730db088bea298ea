import SiteModel

/// The canonical binary form of a batch. Decoding accepts nothing else: `Batch(canonicalBytes: x).canonicalBytes == x`.
extension Batch {
    /// The form that is hashed, stored and sent.
    ///
    /// - Precondition: No media is left out of it.
    package var canonicalBytes: [UInt8] {
        precondition(!lacksMedia, "a batch without its media has no canonical form")
        var out = ByteWriter()
        out.varint(rules)
        out.word(replica.rawValue)
        out.varint(first)
        out.optional(base.epoch) { $0.word($1.rawValue) }
        out.varint(base.count)
        out.digest(previous)
        out.list(whole) { $0.textRef($1) }
        out.byte(bodyTag)
        if let after {
            out.operationID(after.operation)
            out.digest(after.link)
        }
        switch body {
        case .operations(let operations): out.list(operations) { $0.operation($1) }
        case .void(let count, let replaced):
            out.varint(count)
            out.digest(replaced)
        }
        return out.bytes
    }

    /// Bit 0: a void; bit 1: the batch continues another chain.
    private var bodyTag: UInt8 {
        let kind: UInt8 = if case .void = body { 1 } else { 0 }
        return after == nil ? kind : kind | 2
    }

    /// Decodes exactly one batch.
    ///
    /// - Throws: ``DecodingFault`` for anything that is not a canonical batch within the limits.
    package init(canonicalBytes bytes: [UInt8]) throws(DecodingFault) {
        var reader = ByteReader(bytes)
        let rules = try reader.varint()
        let replica = ReplicaID(rawValue: try reader.word())
        let first = try reader.varint()
        let epoch = try reader.optional { (r) throws(DecodingFault) in
            EpochID(rawValue: try r.word())
        }
        let base = LogPosition(epoch: epoch, count: try reader.varint())
        let previous = try reader.digest()
        let whole = try reader.list { (r) throws(DecodingFault) in try r.textRef() }
        let tag = try reader.byte()
        guard tag < 4 else { throw .malformed("batch body", at: reader.position) }
        let after = tag & 2 == 0 ? nil : try Batch.readAfter(&reader)
        let body = try Batch.readBody(&reader, isVoid: tag & 1 == 1)
        guard reader.isAtEnd else { throw .malformed("bytes after the batch", at: reader.position) }
        self.init(
            replica: replica, first: first, base: base, previous: previous, rules: rules,
            whole: whole, after: after, body: body, encoded: bytes)
        guard first >= 1, count >= 1, !first.addingReportingOverflow(count).overflow else {
            throw .malformed("sequence numbers", at: 0)
        }
        guard after == nil || (first == 1 && after?.replica != replica) else {
            throw .malformed("a chain that continues another begins with it", at: 0)
        }
    }

    private static func readAfter(_ reader: inout ByteReader) throws(DecodingFault) -> ChainEnd {
        let last = try reader.operationID()
        return ChainEnd(replica: last.replica, seq: last.seq, link: try reader.digest())
    }

    private static func readBody(
        _ reader: inout ByteReader, isVoid: Bool
    ) throws(DecodingFault) -> Body {
        guard isVoid else {
            return .operations(
                try reader.list(max: operationCountMax) { (r) throws(DecodingFault) in
                    try r.operation()
                })
        }
        let count = try reader.varint()
        return .void(count: count, replaced: try reader.digest())
    }
}

private enum Tag {
    static let create: UInt64 = 1
    static let move: UInt64 = 2
    static let delete: UInt64 = 3
    static let restore: UInt64 = 4
    static let set: UInt64 = 5
    static let addClass: UInt64 = 6
    static let removeClass: UInt64 = 7
    static let insert: UInt64 = 8
    static let remove: UInt64 = 9
    static let cancel: UInt64 = 10
    static let blob: UInt64 = 11
    static let resolve: UInt64 = 12
    static let reopen: UInt64 = 13
    static let conflict: UInt64 = 14
    static let retire: UInt64 = 15
    static let lineage: UInt64 = 16
    /// Kinds from here on name the nodes they touch, so that an older program can freeze them.
    static let firstUnknown: UInt64 = 64
    /// The first that came later: what an older program reads as unknown, for the bytes are the same.
    static let purge: UInt64 = 64
}

extension ByteWriter {
    fileprivate mutating func place(_ place: Place) {
        node(place.parent)
        optional(place.anchor) { $0.operationID($1) }
    }

    mutating func textRef(_ ref: TextRef) {
        node(ref.node)
        string(ref.key.field)
        string(ref.key.locale)
    }

    mutating func value(_ value: FieldValue) {
        switch value {
        case .text(let text):
            byte(0)
            string(text)
        case .raw(let source, let reason):
            byte(1)
            string(source)
            string(reason)
        }
    }

    /// One operation in canonical form.
    package mutating func operation(_ operation: Operation) {
        switch operation {
        case .create(let creation):
            varint(Tag.create)
            self.creation(creation)
        case .move(let node, let place, let from):
            varint(Tag.move)
            self.node(node)
            self.place(place)
            operationID(from)
        case .delete(let node):
            varint(Tag.delete)
            self.node(node)
        case .restore(let node, let place, let of):
            varint(Tag.restore)
            self.node(node)
            self.place(place)
            list(of) { $0.operationID($1) }
        case .set(let node, let name, let value, let over, let was):
            varint(Tag.set)
            self.node(node)
            string(name.rawValue)
            optional(value) { $0.value($1) }
            list(over) { $0.operationID($1) }
            optional(was) { $0.value($1) }
        case .addClass(let node, let name):
            varint(Tag.addClass)
            self.node(node)
            string(name)
        case .removeClass(let node, let name):
            varint(Tag.removeClass)
            self.node(node)
            string(name)
        case .insert(let ref, let position, let text):
            varint(Tag.insert)
            textRef(ref)
            count(position)
            string(text)
        case .remove(let ref, let position, let length):
            varint(Tag.remove)
            textRef(ref)
            count(position)
            count(length)
        case .cancel(let ref, let delete):
            varint(Tag.cancel)
            textRef(ref)
            operationID(delete)
        case .blob(let digest, let bytes):
            varint(Tag.blob)
            self.digest(digest)
            run(bytes)
        case .resolve(let conflicts, let choice):
            varint(Tag.resolve)
            list(conflicts) { $0.string($1.description) }
            string(choice)
        case .reopen(let id):
            varint(Tag.reopen)
            operationID(id)
        case .conflict(let conflict):
            varint(Tag.conflict)
            self.conflict(conflict)
        case .retire(let end):
            varint(Tag.retire)
            operationID(end.operation)
            digest(end.link)
        case .lineage(let lineage):
            varint(Tag.lineage)
            self.lineage(lineage)
        case .purge(let node, let of):
            varint(Tag.purge)
            list([node]) { $0.node($1) }
            var payload = ByteWriter()
            payload.list(of) { $0.operationID($1) }
            run(payload.bytes)
        case .unknown(let kind, let nodes, let payload):
            varint(kind)
            list(nodes) { $0.node($1) }
            run(payload)
        }
    }

    mutating func conflict(_ conflict: Conflict) {
        string(conflict.id.description)
        node(conflict.node)
        optional(conflict.base) { $0.string($1) }
        list([conflict.shown, conflict.lost] + conflict.others) {
            $0.operationID($1.operation)
            $0.optional($1.value) { $0.string($1) }
        }
    }

    private mutating func lineage(_ lineage: Lineage) {
        list(lineage.epochs) { $0.word($1.rawValue) }
        varint(lineage.cut)
        list(lineage.stretches) {
            $0.varint($1.from)
            $0.varint($1.count)
            $0.varint($1.at)
        }
    }

    mutating func creation(_ creation: Creation) {
        node(creation.node)
        place(creation.place)
        content(creation.content)
        list(creation.fields) {
            $0.string($1.name.rawValue)
            $0.value($1.value)
        }
        list(creation.classes) { $0.string($1) }
        list(creation.texts) {
            $0.string($1.key.field)
            $0.string($1.key.locale)
            switch $1.text {
            case .inline(let text):
                $0.byte(0)
                $0.string(text)
            case .blob(let digest):
                $0.byte(1)
                $0.digest(digest)
            }
        }
    }

    private mutating func content(_ content: NodeContent) {
        byte(UInt8(NodeKind.allCases.firstIndex(of: content.kind) ?? 0))
        string(content.tag)
        byte(UInt8(MarkupNamespace.allCases.firstIndex(of: content.namespace) ?? 0))
        optional(content.source) {
            $0.digest($1.blob)
            $0.count($1.start)
            $0.count($1.contentStart - $1.start)
            $0.count($1.contentEnd - $1.contentStart)
            $0.count($1.end - $1.contentEnd)
        }
        optional(content.shell) {
            $0.digest($1.blob)
            $0.range($1.prefix)
            $0.range($1.suffix)
            $0.optional($1.title) { $0.range($1) }
            $0.optional($1.description) { $0.range($1) }
        }
        list(content.inlines) {
            $0.string($1.tag)
            $0.string($1.open)
            $0.string($1.close)
        }
        string(content.literal)
        string(content.reason)
    }

    private mutating func range(_ range: Range<Int>) {
        count(range.lowerBound)
        count(range.count)
    }
}

extension ByteReader {
    fileprivate mutating func place() throws(DecodingFault) -> Place {
        let parent = try node()
        return Place(
            parent: parent,
            anchor: try optional { (r) throws(DecodingFault) in try r.operationID() })
    }

    mutating func textRef() throws(DecodingFault) -> TextRef {
        let node = try node()
        let field = try string()
        return TextRef(node, TextKey(field, try string()))
    }

    mutating func value() throws(DecodingFault) -> FieldValue {
        switch try byte() {
        case 0: return .text(try string())
        case 1:
            let source = try string()
            return .raw(source: source, reason: try string())
        default: throw .malformed("value", at: position)
        }
    }

    private mutating func length() throws(DecodingFault) -> Int {
        let value = try varint()
        guard value <= UInt64(Int32.max) else { throw .overLimit("length \(value)") }
        return Int(value)
    }

    /// One operation in canonical form.
    package mutating func operation() throws(DecodingFault) -> Operation {
        let kind = try varint()
        switch kind {
        case Tag.create: return .create(try creation())
        case Tag.move:
            let node = try node()
            let place = try place()
            return .move(node: node, to: place, from: try operationID())
        case Tag.delete: return .delete(node: try node())
        case Tag.restore:
            let node = try node()
            let place = try place()
            return .restore(
                node: node, to: place,
                of: try list { (r) throws(DecodingFault) in try r.operationID() })
        case Tag.set:
            let node = try node()
            let name = FieldName(try string())
            let value = try optional { (r) throws(DecodingFault) in try r.value() }
            let over = try list { (r) throws(DecodingFault) in try r.operationID() }
            let was = try optional { (r) throws(DecodingFault) in try r.value() }
            return .set(node: node, name: name, value: value, over: over, was: was)
        case Tag.addClass:
            let node = try node()
            return .addClass(node: node, name: try string())
        case Tag.removeClass:
            let node = try node()
            return .removeClass(node: node, name: try string())
        default: return try textOperation(kind)
        }
    }

    private mutating func textOperation(_ kind: UInt64) throws(DecodingFault) -> Operation {
        switch kind {
        case Tag.insert:
            let ref = try textRef()
            let position = try length()
            return .insert(ref, at: position, text: try string())
        case Tag.remove:
            let ref = try textRef()
            let position = try length()
            return .remove(ref, at: position, count: try length())
        case Tag.cancel:
            let ref = try textRef()
            return .cancel(ref, delete: try operationID())
        case Tag.blob:
            let digest = try digest()
            return .blob(digest, try run())
        case Tag.resolve:
            let ids = try list { (r) throws(DecodingFault) in
                guard let id = ConflictID(try r.string()) else {
                    throw DecodingFault.malformed("conflict", at: r.position)
                }
                return id
            }
            return .resolve(conflicts: ids, choice: try string())
        case Tag.reopen: return .reopen(try operationID())
        case Tag.conflict: return .conflict(try conflict())
        case Tag.retire:
            let last = try operationID()
            return .retire(ChainEnd(replica: last.replica, seq: last.seq, link: try digest()))
        case Tag.lineage: return .lineage(try lineage())
        case Tag.purge: return try purge()
        case Tag.firstUnknown...:
            let nodes = try list(unit: 16) { (r) throws(DecodingFault) in try r.node() }
            return .unknown(kind: kind, nodes: nodes, payload: try run())
        default: throw .malformed("operation kind \(kind)", at: position)
        }
    }

    private mutating func purge() throws(DecodingFault) -> Operation {
        let nodes = try list(unit: 16) { (r) throws(DecodingFault) in try r.node() }
        var payload = ByteReader(try run())
        let deletes = try payload.list { (r) throws(DecodingFault) in try r.operationID() }
        guard nodes.count == 1, payload.isAtEnd else { throw .malformed("purge", at: position) }
        return .purge(node: nodes[0], of: deletes)
    }

    mutating func conflict() throws(DecodingFault) -> Conflict {
        guard let id = ConflictID(try string()) else { throw .malformed("conflict", at: position) }
        let node = try node()
        let base = try optional { (r) throws(DecodingFault) in try r.string() }
        let sides = try list { (r) throws(DecodingFault) in
            let operation = try r.operationID()
            return ConflictSide(
                operation: operation,
                value: try r.optional { (r) throws(DecodingFault) in try r.string() })
        }
        guard sides.count >= 2 else { throw .malformed("sides of a conflict", at: position) }
        return Conflict(
            id: id, node: node, base: base, shown: sides[0], lost: sides[1],
            others: Array(sides.dropFirst(2)))
    }

    private mutating func lineage() throws(DecodingFault) -> Lineage {
        let epochs = try list(unit: 8) { (r) throws(DecodingFault) in
            EpochID(rawValue: try r.word())
        }
        let cut = try varint()
        let stretches = try list(unit: 3) { (r) throws(DecodingFault) in
            let from = try r.varint()
            let count = try r.varint()
            return Lineage.Stretch(from: from, count: count, at: try r.varint())
        }
        guard
            stretches.allSatisfy({
                $0.count > 0 && !$0.from.addingReportingOverflow($0.count).overflow
                    && !$0.at.addingReportingOverflow($0.count).overflow
            })
        else { throw .malformed("stretch of a lost log", at: position) }
        return Lineage(epochs: epochs, cut: cut, stretches: stretches)
    }

    mutating func creation() throws(DecodingFault) -> Creation {
        let node = try node()
        let place = try place()
        let content = try content()
        let fields = try list { (r) throws(DecodingFault) in
            let name = FieldName(try r.string())
            return FieldAssignment(name, try r.value())
        }
        let classes = try list { (r) throws(DecodingFault) in try r.string() }
        let texts = try list { (r) throws(DecodingFault) in try r.textAssignment() }
        return Creation(
            node: node, place: place, content: content, fields: fields, classes: classes,
            texts: texts)
    }

    private mutating func textAssignment() throws(DecodingFault) -> TextAssignment {
        let field = try string()
        let key = TextKey(field, try string())
        switch try byte() {
        case 0: return TextAssignment(key, .inline(try string()))
        case 1: return TextAssignment(key, .blob(try digest()))
        default: throw .malformed("initial text", at: position)
        }
    }

    private mutating func choice<Choice>(of cases: [Choice]) throws(DecodingFault) -> Choice {
        let index = Int(try byte())
        guard index < cases.count else { throw .malformed("choice \(index)", at: position) }
        return cases[index]
    }

    private mutating func content() throws(DecodingFault) -> NodeContent {
        let kind = try choice(of: NodeKind.allCases)
        let tag = try string()
        let namespace = try choice(of: MarkupNamespace.allCases)
        let source = try optional { (r) throws(DecodingFault) in
            let blob = try r.digest()
            let start = try r.length()
            let contentStart = start + (try r.length())
            let contentEnd = contentStart + (try r.length())
            let end = contentEnd + (try r.length())
            return SourceSpan(
                blob: blob, start: start, contentStart: contentStart, contentEnd: contentEnd,
                end: end)
        }
        let shell = try optional { (r) throws(DecodingFault) in try r.shell() }
        let inlines = try list(max: InlineTag.countMax) { (r) throws(DecodingFault) in
            let tag = try r.string()
            let open = try r.string()
            return InlineTag(tag: tag, open: open, close: try r.string())
        }
        let literal = try string()
        return NodeContent(
            kind: kind, tag: tag, namespace: namespace, source: source, shell: shell,
            inlines: inlines, literal: literal, reason: try string())
    }

    private mutating func shell() throws(DecodingFault) -> PageShell {
        let blob = try digest()
        let prefix = try range()
        let suffix = try range()
        let title = try optional { (r) throws(DecodingFault) in try r.range() }
        let description = try optional { (r) throws(DecodingFault) in try r.range() }
        return PageShell(
            blob: blob, prefix: prefix, suffix: suffix, title: title, description: description)
    }

    private mutating func range() throws(DecodingFault) -> Range<Int> {
        let start = try length()
        return start..<start + (try length())
    }
}
