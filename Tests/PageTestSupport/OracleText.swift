import SiteHistory
import SiteModel

/// One character for ever: the operation that inserted it, and which of that operation's characters it is.
struct CharacterID: Hashable, Comparable, Sendable {
    let operation: OperationID
    let offset: Int

    static func < (a: CharacterID, b: CharacterID) -> Bool {
        a.operation != b.operation ? a.operation < b.operation : a.offset < b.offset
    }
}

/// Every character a text ever had, and who deleted it.
struct OracleText: Sendable {
    var tree = FugueTree<CharacterID>()
    var scalars: [CharacterID: Unicode.Scalar] = [:]
    /// The removes that mark a character.
    var marks: [CharacterID: [OperationID]] = [:]
    /// The cancels of a remove.
    var cancels: [OperationID: [OperationID]] = [:]
    /// The removes that took effect.
    var removes: Set<OperationID> = []
    /// Characters that somebody else had written, too, and the ends of both batches.
    var folds: [CharacterID: [OperationID]] = [:]
    /// What took effect: who wrote it, and what it says.
    var operations: [(id: OperationID, operation: Operation)] = []

    /// The characters visible to whoever had seen `isKnown`.
    func visible(_ isKnown: (OperationID) -> Bool) -> [CharacterID] {
        tree.order.filter { character in
            guard isKnown(character.operation) else { return false }
            if let ends = folds[character], ends.allSatisfy(isKnown) { return false }
            return (marks[character] ?? []).allSatisfy { remove in
                !isKnown(remove) || (cancels[remove] ?? []).contains(where: isKnown)
            }
        }
    }

    func string(_ isKnown: (OperationID) -> Bool) -> String {
        var string = String.UnicodeScalarView()
        string.append(contentsOf: visible(isKnown).compactMap { scalars[$0] })
        return String(string)
    }

    mutating func insert(
        _ text: String, rightOf left: CharacterID?, by id: OperationID,
        _ isKnown: (OperationID) -> Bool
    ) {
        let run = text.unicodeScalars.enumerated().map {
            (CharacterID(operation: id, offset: $0), $1)
        }
        for (character, scalar) in run { scalars[character] = scalar }
        tree.insert(run.map(\.0), rightOf: left) { isKnown($0.operation) }
    }
}

/// A batch that replaced most of a text.
struct OracleWhole: Sendable {
    /// Its first operation on the text.
    let operation: OperationID
    /// V(batch) and the batch itself.
    let after: Version
    /// The earlier one that wrote the same.
    var same: OperationID?
}

extension NaiveOracle {
    mutating func insert(
        _ text: String, at position: Int, in ref: TextRef, _ id: OperationID, _ version: Version
    ) {
        var state = texts[ref] ?? OracleText()
        let visible = state.visible { saw(version, $0, on: ref.node) }
        guard position >= 0, position <= visible.count else { return }
        state.insert(text, rightOf: position == 0 ? nil : visible[position - 1], by: id) {
            saw(version, $0, on: ref.node)
        }
        state.operations.append((id, .insert(ref, at: position, text: text)))
        texts[ref] = state
        touch(ref.node, id, version)
    }

    mutating func remove(
        _ count: Int, at position: Int, in ref: TextRef, _ id: OperationID, _ version: Version
    ) {
        var state = texts[ref] ?? OracleText()
        let visible = state.visible { saw(version, $0, on: ref.node) }
        guard position >= 0, count >= 0, position <= visible.count,
            count <= visible.count - position
        else { return }
        for character in visible[position..<position + count] {
            state.marks[character, default: []].append(id)
        }
        state.removes.insert(id)
        state.operations.append((id, .remove(ref, at: position, count: count)))
        texts[ref] = state
        touch(ref.node, id, version)
    }

    /// A cancel of what is no own remove of this text has no effect.
    mutating func cancel(
        _ remove: OperationID, in ref: TextRef, _ id: OperationID, _ version: Version
    ) {
        guard remove.replica == id.replica || isContinued(remove, by: id.replica),
            saw(version, remove),
            texts[ref]?.removes.contains(remove) == true
        else {
            return
        }
        texts[ref]?.cancels[remove, default: []].append(id)
        texts[ref]?.operations.append((id, .cancel(ref, delete: remove)))
        touch(ref.node, id, version)
    }

    /// Texts a node is born with: one run, inserted by the create.
    mutating func insertInitialTexts(of creation: Creation, _ id: OperationID) {
        for assignment in creation.texts {
            let text =
                switch assignment.text {
                case .inline(let text): text
                case .blob(let digest): String(decoding: blobs[digest] ?? [], as: UTF8.self)
                }
            let ref = TextRef(creation.node, assignment.key)
            guard texts[ref] == nil else { continue }
            var state = OracleText()
            state.insert(text, rightOf: nil, by: id) { _ in true }
            texts[ref] = state
        }
    }

    func shownText(_ ref: TextRef) -> String? { texts[ref]?.string { _ in true } }

    mutating func noteWholes(of batch: Batch) {
        for ref in batch.whole {
            let own = batch.operations.indices.filter { batch.operations[$0].text == ref }
                .map(batch.id(ofOperationAt:))
            guard let first = own.first, let version = versions[first],
                mayChange(ref.node, at: version)
            else {
                continue
            }
            let after = Version(base: batch.base, replica: batch.replica, seq: batch.last + 1)
            var whole = OracleWhole(operation: first, after: after)
            whole.same = wholes[ref]?.first { fold(whole, into: $0, in: ref) }?.operation
            wholes[ref, default: []].append(whole)
        }
    }

    /// Lets what two concurrent batches wrote alike stand once, where both are known: the same operations, by authors who
    /// knew the same of this text.
    private mutating func fold(_ whole: OracleWhole, into earlier: OracleWhole, in ref: TextRef)
        -> Bool
    {
        guard let text = texts[ref], let mine = versions[whole.operation],
            let other = versions[earlier.operation], !saw(mine, earlier.operation)
        else { return false }
        let own = operations(of: whole, in: text)
        let theirs = operations(of: earlier, in: text)
        let knownToMe = text.operations.filter { saw(mine, $0.id) }.map(\.id)
        let knownToThem = text.operations.filter { saw(other, $0.id) }.map(\.id)
        guard let last = own.last, let theirLast = theirs.last, knownToMe == knownToThem,
            own.map(\.operation.bytes) == theirs.map(\.operation.bytes),
            own.allSatisfy({ $0.operation.word != "cancel" }),
            last.id.seq - whole.operation.seq == UInt64(own.count - 1),
            theirLast.id.seq - earlier.operation.seq == UInt64(own.count - 1)
        else { return false }
        for character in text.scalars.keys
        where own.contains(where: { $0.id == character.operation }) {
            texts[ref]?.folds[character] = [theirLast.id, last.id]
        }
        return true
    }

    /// What a batch did to a text.
    private func operations(of whole: OracleWhole, in text: OracleText) -> [(
        id: OperationID, operation: Operation
    )] {
        text.operations.filter {
            $0.id.replica == whole.after.replica && $0.id.seq >= whole.operation.seq
                && $0.id.seq < whole.after.seq
        }
    }
}

extension Operation {
    /// Two strings are equal to `==` where their scalars are not.
    fileprivate var bytes: [UInt8] {
        Batch(
            replica: ReplicaID(rawValue: 0), first: 1, base: .origin, previous: .zero,
            body: .operations([self])
        ).canonicalBytes
    }
}
