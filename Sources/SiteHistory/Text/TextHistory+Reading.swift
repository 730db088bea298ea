import SiteModel

/// What readers of a history ask for: patches, earlier versions, inverses, by the identity of characters.
extension TextHistory {
    /// The edits from what the text said when only some operations were known to what it says, settled; nil where that
    /// is not `old`.
    ///
    /// - Parameter wasKnown: Of each replica's operations it must hold for the first and then for none.
    func edits(from old: String, _ wasKnown: (OperationID) -> Bool) -> [TextEdit]? {
        let known = version(where: wasKnown)
        let start = critical(before: log.firstMissing(in: known))
        var walker = TextWalker(log, from: start)
        walker.walk(log, through: log.count)
        walker.moveVersion(to: known, of: log)
        return TextHistory.edits(walker.replaced(), from: Array(old.utf8), to: Array(text.utf8))
    }

    /// The edits that put in what the new text says; nil where the texts differ elsewhere, too.
    private static func edits(
        _ replaced: [TextWalker.Replaced], from old: [UInt8], to new: [UInt8]
    ) -> [TextEdit]? {
        old.withUnsafeBufferPointer { old in
            new.withUnsafeBufferPointer { new in
                var edits: [TextEdit] = []
                var oldPlace = TextPlace(in: old)
                var newPlace = TextPlace(in: new)
                for part in replaced {
                    let keptOld = oldPlace.advance(to: part.old.lowerBound)
                    let keptNew = newPlace.advance(to: part.new.lowerBound)
                    guard old[keptOld].elementsEqual(new[keptNew]) else { return nil }
                    _ = oldPlace.advance(to: part.old.upperBound)
                    let added = newPlace.advance(to: part.new.upperBound)
                    edits.append(
                        TextEdit(part.old, String(decoding: new[added], as: UTF8.self)))
                }
                return old[oldPlace.byte...].elementsEqual(new[newPlace.byte...]) ? edits : nil
            }
        }
    }

    /// What the text said when only some operations were known.
    ///
    /// - Parameter wasKnown: Of each replica's operations it must hold for the first and then for none.
    func text(_ wasKnown: (OperationID) -> Bool) -> String {
        let known = version(where: wasKnown)
        var walker = walked(fromBefore: log.firstMissing(in: known))
        walker.moveVersion(to: known, of: log)
        return walker.prepareText(from: log.content)
    }

    /// Everything walked from a critical version on, with the characters that it had.
    private func walked(fromBefore number: UInt32) -> TextWalker {
        var start = critical(before: number)
        let placeholder = text(at: start)
        start.length = placeholder.count
        var walker = TextWalker(log, from: start)
        walker.placeholder = placeholder
        walker.walk(log, through: log.count)
        return walker
    }

    private func version(where isKnown: (OperationID) -> Bool) -> [UInt32] {
        log.writers.indices.map { writer in
            if let parents = log.writers[writer].parents {
                let isKnown = isKnown(parents.first) && isKnown(parents.second)
                return isKnown ? log.writers[writer].count : 0
            }
            var low: UInt32 = 0
            var high = log.writers[writer].count
            while low < high {
                let middle = (low + high) / 2
                let id = OperationID(
                    replica: log.writers[writer].id, seq: log.seq(ofWriter: writer, at: middle))
                if isKnown(id) { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    /// The edits that undo what a batch did here: its characters go, what it was the first to delete comes back, and
    /// what its cancels brought back goes.
    ///
    /// - Parameters:
    ///   - inserts: The batch's inserts.
    ///   - deletes: Its deletes that cannot be cancelled any more.
    ///   - cancels: The deletes that it had cancelled.
    /// - Returns: Edits of the text as it is now.
    func inverse(
        inserts: Set<OperationID>, deletes: Set<OperationID>, cancels: Set<OperationID>
    ) -> [TextEdit] {
        let numbers = { (ids: Set<OperationID>) in Set(ids.compactMap { log.number(of: $0) }) }
        let (inserts, deletes, cancels) = (numbers(inserts), numbers(deletes), numbers(cancels))
        let all = inserts.union(deletes).union(cancels)
        guard let first = all.min() else { return [] }
        let walker = walked(fromBefore: first)
        let gone = inserts.union(cancels).flatMap { walker.characters(of: $0, in: log) }
        return walker.inverse(
            gone: gone, back: walker.firstDeleted(by: deletes, in: log),
            from: log.content)
    }
}

/// A place in UTF-8 that only goes forwards, by scalar and by byte.
private struct TextPlace {
    let bytes: UnsafeBufferPointer<UInt8>
    var scalar = 0
    var byte = 0

    init(in bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The bytes from here to a scalar, or to the end.
    mutating func advance(to target: Int) -> Range<Int> {
        let start = byte
        byte = min(bytes.count, TextBuffer.skip(target - scalar, in: bytes, from: byte))
        scalar = target
        return start..<byte
    }
}

extension TextWalker {
    /// The characters that an operation inserted or deleted; none where it had no effect.
    func characters(of number: UInt32, in log: borrowing TextLog) -> [Range<Int>] {
        let index = log.run(of: number)
        let run = log.runs[index]
        let operation = number - run.first
        switch run.kind {
        case .typed, .pasted:
            guard marks[index - start.run] & TextWalker.effective != 0 else { return [] }
            let first = Int(character(run.content)) + Int(operation)
            return [first..<first + (run.kind == .typed ? 1 : Int(run.length))]
        case .removed:
            return targets(ofRun: index).map {
                Int(targets[$0].first)..<Int(targets[$0].first + targets[$0].count)
            }
        case .backspaced, .deleted:
            for place in targets(ofRun: index) {
                let target = targets[place]
                guard operation >= target.operation,
                    operation - target.operation < target.count
                else { continue }
                let offset = operation - target.operation
                let first = Int(
                    target.first + (run.kind == .deleted ? offset : target.count - 1 - offset))
                return [first..<first + 1]
            }
            return []
        case .cancel, .nothing, .folded: return []
        }
    }

    /// The characters that some deletes were the first to delete, of the deletes that stand.
    func firstDeleted(by deletes: Set<UInt32>, in log: borrowing TextLog) -> [Range<Int>] {
        guard !deletes.isEmpty else { return [] }
        var found: [Range<Int>] = []
        var isDeleted = [Bool](repeating: false, count: log.content.count + contentShift + 1)
        for index in start.run..<log.runs.count where log.runs[index].removes {
            for place in targets(ofRun: index) {
                for (character, number) in deleted(by: place, ofRun: log.runs[index]) {
                    if deletes.contains(number), !isDeleted[character] {
                        found.append(character..<character + 1)
                    }
                    if !cancelled.contains(number) { isDeleted[character] = true }
                }
            }
        }
        return found
    }

    /// The characters of one target, and the operations that deleted them.
    private func deleted(by place: Int, ofRun run: TextLog.Run) -> [(
        character: Int, number: UInt32
    )] {
        let target = targets[place]
        return (0..<target.count).map { offset in
            let operation =
                switch run.kind {
                case .deleted: target.operation + offset
                case .backspaced: target.operation + target.count - 1 - offset
                default: UInt32(0)
                }
            return (Int(target.first + offset), run.first + operation)
        }
    }
}
