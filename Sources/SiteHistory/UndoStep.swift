import SiteModel

/// What undoing a batch needs: the batch, and what its operations do not say of the state before it.
///
/// Durable, and free of references to characters: those are found anew in the text's history when it is undone.
package struct UndoStep: Hashable, Sendable {
    /// Where a node stood before the batch moved it.
    package struct Origin: Hashable, Sendable {
        package let node: NodeID
        package let parent: NodeID
        package let left: NodeID?
        package let right: NodeID?
    }

    /// What an undone `resolve` or `set` was, for its redo.
    package struct Reopened: Hashable, Sendable {
        package let operation: Operation
    }

    /// The classes of an element before the batch changed them, for their order.
    package struct ClassOrder: Hashable, Sendable {
        package let node: NodeID
        package let names: [String]
    }

    package let batch: Batch
    package let origins: [Origin]
    package let reopened: [Reopened]
    package let classOrders: [ClassOrder]

    package init(
        batch: Batch, origins: [Origin], reopened: [Reopened], classOrders: [ClassOrder] = []
    ) {
        self.batch = batch
        self.origins = origins
        self.reopened = reopened
        self.classOrders = classOrders
    }

    /// The form that is stored: a zero, the check, the content. The zero tells it from the form before it, which had
    /// no check and began with the batch's length.
    package var bytes: [UInt8] {
        let content = content
        var out = ByteWriter()
        out.byte(0)
        out.raw(UndoStep.check(content[...]))
        out.raw(content)
        return out.bytes
    }

    /// The first bytes of the content's SHA-256.
    private static func check(_ content: ArraySlice<UInt8>) -> [UInt8] {
        Array(Digest.of(Array(content)).bytes.prefix(checkByteCount))
    }

    private static let checkByteCount = 8

    private var content: [UInt8] {
        var out = ByteWriter()
        out.run(batch.canonicalBytes)
        out.list(origins) {
            $0.node($1.node)
            $0.node($1.parent)
            $0.optional($1.left) { $0.node($1) }
            $0.optional($1.right) { $0.node($1) }
        }
        out.list(reopened) { $0.operation($1.operation) }
        // Steps from before there were orders end here.
        if !classOrders.isEmpty {
            out.list(classOrders) {
                $0.node($1.node)
                $0.list($1.names) { $0.string($1) }
            }
        }
        return out.bytes
    }

    /// Reads `bytes`.
    ///
    /// - Throws: ``DecodingFault`` for what is no step, and for one that changed on the disk.
    package init(bytes: [UInt8]) throws(DecodingFault) {
        var reader = ByteReader(bytes)
        if bytes.first == 0 {
            _ = try reader.byte()
            let check = try reader.raw(UndoStep.checkByteCount)
            guard check == UndoStep.check(bytes[reader.position...]) else {
                throw .malformed("an undo step with a wrong check", at: reader.position)
            }
        }
        batch = try Batch(canonicalBytes: try reader.run())
        origins = try reader.list { (r) throws(DecodingFault) in
            let node = try r.node()
            let parent = try r.node()
            let left = try r.optional { (r) throws(DecodingFault) in try r.node() }
            return Origin(
                node: node, parent: parent, left: left,
                right: try r.optional { (r) throws(DecodingFault) in try r.node() })
        }
        reopened = try reader.list { (r) throws(DecodingFault) in
            Reopened(operation: try r.operation())
        }
        classOrders =
            reader.isAtEnd
            ? []
            : try reader.list { (r) throws(DecodingFault) in
                ClassOrder(
                    node: try r.node(),
                    names: try r.list { (r) throws(DecodingFault) in try r.string() })
            }
        guard reader.isAtEnd else { throw .malformed("bytes after the step", at: reader.position) }
    }
}
