/// A site straight from a draft, without a history: for previews of proposals, for import checks and for tests.
extension Site {
    /// Builds the site that creating the draft would make.
    ///
    /// - Parameter draft: A root of kind `.site`; any other subtree makes a site that has only that.
    /// - Parameter blobs: The bytes its spans and blob texts name.
    package init(draft: NodeDraft, blobs: [[UInt8]] = []) {
        self.init(id: draft.id)
        for blob in blobs { self.blobs[Digest.of(blob)] = blob }
        var order = 0
        var stack: [(draft: NodeDraft, parent: NodeID?)] = [(draft, nil)]
        while let (next, parent) = stack.popLast() {
            nodes[next.id] = Node(draft: next, parent: parent, order: order, blobs: self.blobs)
            order += 1
            for child in next.children.reversed() { stack.append((child, next.id)) }
        }
    }
}

extension Node {
    /// The node that creating the draft makes; its children are named, not made.
    fileprivate init(draft: NodeDraft, parent: NodeID?, order: Int, blobs: [Digest: [UInt8]]) {
        self.init(id: draft.id, content: draft.content, order: order)
        self.parent = parent
        children = draft.children.map(\.id)
        classes = draft.classes
        for (name, value) in draft.fields {
            fields[name] = value
            if let attribute = name.attributeName { attributeOrder.append(attribute) }
        }
        for (key, text) in draft.texts {
            switch text {
            case .inline(let value): texts[key] = value
            case .blob(let digest):
                texts[key] = String(decoding: blobs[digest] ?? [], as: UTF8.self)
            }
        }
    }
}
