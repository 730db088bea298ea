import SiteModel

/// A proposal as bytes: what a store keeps of it, on this device only.
extension Proposal {
    /// The form without exchanges, and the one in which each hunk says which it belongs to; another one is refused.
    private static let (plain, exchanging): (UInt8, UInt8) = (1, 2)

    /// All but its number.
    package var bytes: [UInt8] {
        var writer = ByteWriter()
        let exchanges = hunks.contains { $0.exchange != nil }
        writer.byte(exchanges ? Self.exchanging : Self.plain)
        for text in [head.prompt, head.author, head.summary, head.locale] { writer.string(text) }
        writer.list(hunks) {
            $0.hunk($1)
            if exchanges { $0.optional($1.exchange) { $0.count($1) } }
        }
        return writer.bytes
    }

    /// - Throws: ``DecodingFault`` for what is no proposal; never traps.
    package init(id: Int64, bytes: [UInt8]) throws(DecodingFault) {
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard [Self.plain, Self.exchanging].contains(version) else {
            throw .malformed("form of a proposal", at: 0)
        }
        let head = ProposalHead(
            prompt: try reader.string(), author: try reader.string(),
            summary: try reader.string(), locale: try reader.string())
        let hunks = try reader.list { (r) throws(DecodingFault) in
            var hunk = try r.hunk()
            if version == Self.exchanging { hunk.exchange = try r.exchange() }
            return hunk
        }
        guard version == Self.plain || hunks.contains(where: { $0.exchange != nil }) else {
            throw .malformed("exchanges of a proposal", at: reader.position)
        }
        guard reader.isAtEnd else { throw .malformed("end of a proposal", at: reader.position) }
        self.init(id: id, head: head, hunks: hunks)
    }
}

extension ByteWriter {
    fileprivate mutating func hunk(_ hunk: ProposalHunk) {
        count(hunk.number)
        node(hunk.section)
        for text in [hunk.place.section, hunk.place.page, hunk.label, hunk.was] { string(text) }
        decision(hunk.decision)
        list([hunk.change] + hunk.spacing) { $0.change($1) }
    }

    private mutating func decision(_ decision: ProposalHunk.Decision) {
        switch decision {
        case .chosen: byte(0)
        case .waiting: byte(1)
        case .rejected: byte(2)
        case .applied(let over):
            byte(3)
            optional(over) { $0.string($1) }
        }
    }

    private mutating func change(_ change: ProposalHunk.Change) {
        switch change {
        case .text(let ref, let from, let to):
            byte(0)
            textRef(ref)
            string(from)
            string(to)
        case .field(let id, let name, let from, let to):
            byte(1)
            node(id)
            string(name.rawValue)
            for value in [from, to] { optional(value) { $0.value($1) } }
        case .classes(let id, let added, let removed):
            byte(2)
            node(id)
            for names in [added, removed] { list(names) { $0.string($1) } }
        case .add(let draft, let parent, let after):
            byte(3)
            self.draft(draft)
            node(parent)
            list(after) { $0.node($1) }
        case .remove(let id, let mark):
            byte(4)
            node(id)
            digest(mark)
        case .move(let id, let parent, let after):
            byte(5)
            node(id)
            node(parent)
            list(after) { $0.node($1) }
        case .whole(let draft, let mark):
            byte(6)
            self.draft(draft)
            digest(mark)
        case .spacing(let changes):
            byte(7)
            list(changes) { $0.change($1) }
        }
    }

    /// As the operations write a creation, each followed by its children.
    private mutating func draft(_ draft: NodeDraft) {
        creation(
            Creation(
                node: draft.id, place: Place(parent: draft.id, anchor: nil),
                content: draft.content,
                fields: draft.fields.map { FieldAssignment($0.name, $0.value) },
                classes: draft.classes,
                texts: draft.texts.map { TextAssignment($0.key, $0.value) }.sorted {
                    $0.key < $1.key
                }))
        list(draft.children) { $0.draft($1) }
    }
}

extension ByteReader {
    fileprivate mutating func hunk() throws(DecodingFault) -> ProposalHunk {
        let number = Int(exactly: try varint()) ?? 0
        let section = try node()
        let place = ProposalHunk.Place(section: try string(), page: try string())
        let (label, was) = (try string(), try string())
        let decision = try decision()
        var changes = try list { (r) throws(DecodingFault) in try r.change(depth: 0) }
        guard !changes.isEmpty else { throw .malformed("hunk without a change", at: position) }
        return ProposalHunk(
            number: number, section: section, place: place, label: label,
            change: changes.removeFirst(), spacing: changes, was: was, decision: decision)
    }

    fileprivate mutating func exchange() throws(DecodingFault) -> Int? {
        try optional { (r) throws(DecodingFault) in
            guard let number = Int(exactly: try r.varint()) else {
                throw .overLimit("number of a hunk")
            }
            return number
        }
    }

    private mutating func decision() throws(DecodingFault) -> ProposalHunk.Decision {
        switch try byte() {
        case 0: return .chosen
        case 1: return .waiting
        case 2: return .rejected
        case 3: return .applied(over: try optional { (r) throws(DecodingFault) in try r.string() })
        default: throw .malformed("decision", at: position)
        }
    }

    private mutating func change(depth: Int) throws(DecodingFault) -> ProposalHunk.Change {
        switch try byte() {
        case 0: return .text(try textRef(), from: try string(), to: try string())
        case 1:
            return .field(
                try node(), FieldName(try string()), from: try optionalValue(),
                to: try optionalValue())
        case 2: return .classes(try node(), added: try strings(), removed: try strings())
        case 3: return .add(try draft(depth: 0), under: try node(), after: try nodes())
        case 4: return .remove(try node(), mark: try digest())
        case 5: return .move(try node(), under: try node(), after: try nodes())
        case 6: return .whole(try draft(depth: 0), mark: try digest())
        case 7 where depth == 0:
            return .spacing(try list { (r) throws(DecodingFault) in try r.change(depth: 1) })
        default: throw .malformed("change of a hunk", at: position)
        }
    }

    private mutating func optionalValue() throws(DecodingFault) -> FieldValue? {
        try optional { (r) throws(DecodingFault) in try r.value() }
    }

    private mutating func strings() throws(DecodingFault) -> [String] {
        try list { (r) throws(DecodingFault) in try r.string() }
    }

    private mutating func nodes() throws(DecodingFault) -> [NodeID] {
        try list { (r) throws(DecodingFault) in try r.node() }
    }

    private mutating func draft(depth: Int) throws(DecodingFault) -> NodeDraft {
        guard depth < Replay.depthMax else { throw .overLimit("depth of a draft") }
        let creation = try creation()
        let children = try list { (r) throws(DecodingFault) in try r.draft(depth: depth + 1) }
        return NodeDraft(
            id: creation.node, content: creation.content,
            fields: creation.fields.map { ($0.name, $0.value) }, classes: creation.classes,
            texts: Dictionary(creation.texts.map { ($0.key, $0.text) }) { first, _ in first },
            children: children)
    }
}
