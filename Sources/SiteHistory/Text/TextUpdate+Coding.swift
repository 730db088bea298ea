import SiteModel

/// The bytes of an update: columns of varints, what is inserted in one piece, each deflated where that is shorter.
///
/// A run is one byte where it stands where the run before it left the cursor and is short, so typing costs a byte for
/// every few keystrokes besides the characters.
extension TextUpdate {
    /// The largest number of operations in an update, and of scalars in a text.
    static let countMax = 1 << 30
    private static let writersMax = 1 << 16
    /// Bits of a run's byte: kind, "at the cursor", length.
    private static let atCursor: UInt8 = 8
    private static let longLength: UInt8 = 15

    // MARK: Writing

    func write(to out: inout ByteWriter) {
        var columns = ByteWriter()
        columns.count(writers.count)
        for writer in writers {
            columns.word(writer.id.rawValue)
            columns.varint(writer.seen)
        }
        writeSpans(to: &columns)
        var shapes = ByteWriter()
        var positions = ByteWriter()
        var lengths = ByteWriter()
        var cursor: UInt32 = 0
        for run in runs { run.write(to: &shapes, &positions, &lengths, cursor: &cursor) }
        columns.count(runs.count)
        TextSection.write(columns.bytes, to: &out)
        TextSection.write(shapes.bytes, to: &out)
        TextSection.write(positions.bytes, to: &out)
        TextSection.write(lengths.bytes, to: &out)
        TextSection.write(content, to: &out)
    }

    private func writeSpans(to out: inout ByteWriter) {
        var reached = writers.map(\.seen)
        out.count(spans.count)
        var change = 0
        var run = 0
        for span in spans {
            out.count(span.writer)
            out.count(span.runCount)
            out.count(span.changeCount)
            for next in changes[change..<change + span.changeCount] {
                out.count(next.writer)
                out.signed(Int64(bitPattern: next.seq &- reached[next.writer]))
                reached[next.writer] = next.seq
            }
            out.varint(span.firstSeq - reached[span.writer] - 1)
            change += span.changeCount
            let count = runs[run..<run + span.runCount].reduce(0) { $0 + UInt64($1.operationCount) }
            reached[span.writer] = span.firstSeq + count - 1
            run += span.runCount
        }
    }

    // MARK: Reading

    /// Reads an update from the start of `bytes`; what is behind it is given back.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(DecodingFault) -> (TextUpdate, rest: UnsafeBufferPointer<UInt8>) {
        let columns = try TextSection.read(bytes)
        let shapes = try TextSection.read(columns.rest)
        let positions = try TextSection.read(shapes.rest)
        let lengths = try TextSection.read(positions.rest)
        let inserted = try TextSection.read(lengths.rest)
        var update = TextUpdate()
        update.content = inserted.content
        guard
            update.readRuns(
                shapes.content, positions: positions.content, lengths: lengths.content),
            update.readSpans(columns.content)
        else { throw .malformed("text update", at: 0) }
        return (update, inserted.rest)
    }

    /// Reads the runs; false where they are malformed.
    private mutating func readRuns(_ shapes: [UInt8], positions: [UInt8], lengths: [UInt8]) -> Bool
    {
        guard let scalars = TextUpdate.scalars(inValid: content) else { return false }
        return positions.withUnsafeBufferPointer { positionBytes in
            lengths.withUnsafeBufferPointer { lengthBytes in
                var positions = ColumnReader(positionBytes)
                var lengths = ColumnReader(lengthBytes)
                var cursor: UInt32 = 0
                var inserted: UInt32 = 0
                var isRight = true
                runs.reserveCapacity(shapes.count)
                for shape in shapes {
                    let run = TextLog.Run.read(
                        shape, &positions, &lengths, cursor: &cursor, content: &inserted)
                    guard let run, Int(inserted) <= scalars else {
                        isRight = false
                        break
                    }
                    runs.append(run)
                }
                return isRight && Int(inserted) == scalars && !positions.hasFailed
                    && !lengths.hasFailed && positions.remaining == 0 && lengths.remaining == 0
            }
        }
    }

    /// The scalars of UTF-8; nil where it is not valid.
    static func scalars(inValid bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            let isASCII = bytes.reduce(UInt8(0)) { $0 | $1 } < 0x80
            if isASCII { return bytes.count }
            guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
            return TextBuffer.scalars(in: bytes)
        }
    }

    private mutating func readSpans(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var reader = ColumnReader(bytes)
            let writerCount = reader.count(max: min(TextUpdate.writersMax, bytes.count / 9))
            for _ in 0..<writerCount {
                let id = (0..<8).reduce(UInt64(0)) { value, _ in value << 8 | UInt64(reader.byte())
                }
                writers.append(Writer(id: ReplicaID(rawValue: id), seen: reader.varint()))
            }
            guard Set(writers.map(\.id)).count == writerCount else { return false }
            var reached = writers.map(\.seen)
            var run = 0
            for _ in 0..<reader.count(max: bytes.count / 4) {
                guard readSpan(&reader, &reached, run: &run) else { return false }
            }
            let count = reader.count(max: runs.count)
            return !reader.hasFailed && reader.remaining == 0 && run == runs.count && count == run
        }
    }

    private mutating func readSpan(
        _ reader: inout ColumnReader, _ reached: inout [UInt64], run: inout Int
    ) -> Bool {
        let writer = reader.count(max: writers.count - 1)
        let runCount = reader.count(max: runs.count - run)
        let changeCount = reader.count(max: writers.count)
        guard runCount > 0, !reader.hasFailed else { return false }
        for _ in 0..<changeCount {
            let changed = reader.count(max: writers.count - 1)
            let step = UInt64(bitPattern: reader.signed())
            let seq = reached[changed] &+ step
            guard !reader.hasFailed, seq < UInt64(Int64.max), step != 0 else { return false }
            reached[changed] = seq
            changes.append(Change(writer: changed, seq: seq))
        }
        let gap = reader.varint()
        guard !reader.hasFailed, gap < UInt64(Int64.max), reached[writer] < UInt64(Int64.max) else {
            return false
        }
        let firstSeq = reached[writer] + gap + 1
        var count: UInt64 = 0
        for index in run..<run + runCount {
            if runs[index].kind == .cancel, UInt64(runs[index].content) >= firstSeq + count {
                return false
            }
            count += UInt64(runs[index].operationCount)
        }
        guard firstSeq + count < UInt64(Int64.max), count <= UInt64(TextUpdate.countMax) else {
            return false
        }
        run += runCount
        reached[writer] = firstSeq + count - 1
        spans.append(
            Span(
                writer: writer, firstSeq: firstSeq, runCount: runCount, changeCount: changeCount))
        return true
    }
}

extension TextLog.Run {
    /// Where an operation of this kind stands when nobody moved the cursor.
    private static func expected(_ kind: Kind, at cursor: UInt32) -> UInt32 {
        kind == .backspaced && cursor > 0 ? cursor - 1 : cursor
    }

    /// Where the cursor is after it.
    private var cursor: UInt32 {
        switch kind {
        case .typed, .pasted: position &+ length
        case .backspaced: position + 1 - length
        case .deleted, .removed, .cancel, .nothing, .folded: position
        }
    }

    fileprivate func write(
        to shapes: inout ByteWriter, _ positions: inout ByteWriter, _ lengths: inout ByteWriter,
        cursor: inout UInt32
    ) {
        let size = kind == .cancel ? content : length
        let isLong = size >= 15
        var shape = kind.rawValue | (isLong ? 0xF0 : UInt8(size) << 4)
        if isLong { lengths.varint(UInt64(size) - 15) }
        if kind == .cancel || kind == .nothing {
            shapes.byte(shape)
            return
        }
        let step = Int64(position) - Int64(TextLog.Run.expected(kind, at: cursor))
        if step == 0 { shape |= 8 } else { positions.signed(step) }
        shapes.byte(shape)
        cursor = self.cursor
    }

    /// Reads one; nil where it is malformed.
    @inline(__always)
    fileprivate static func read(
        _ shape: UInt8, _ positions: inout ColumnReader, _ lengths: inout ColumnReader,
        cursor: inout UInt32, content: inout UInt32
    ) -> TextLog.Run? {
        guard let kind = Kind(rawValue: shape & 7) else { return nil }
        var size = UInt32(shape >> 4)
        if size == 15 { size += UInt32(lengths.count(max: TextUpdate.countMax - 15)) }
        if kind == .cancel || kind == .nothing {
            guard size > 0, shape & 8 == 0 else { return nil }
            let isCancel = kind == .cancel
            return TextLog.Run(
                kind: kind, position: 0, length: isCancel ? 0 : size, first: 0,
                content: isCancel ? size : 0)
        }
        var position = Int64(expected(kind, at: cursor))
        if shape & 8 == 0 {
            let step = positions.signed()
            guard step != 0 else { return nil }
            position &+= step
        }
        guard position >= 0, position <= Int64(TextUpdate.countMax) else { return nil }
        var run = TextLog.Run(
            kind: kind, position: UInt32(position), length: size, first: 0, content: 0)
        guard run.isWellFormed else { return nil }
        if run.inserts {
            run.content = content
            content += size
        }
        cursor = run.cursor
        return run
    }

    private var isWellFormed: Bool {
        switch kind {
        case .typed, .deleted: length > 0
        case .pasted, .removed: length != 1
        case .backspaced: length > 1 && length <= position + 1
        case .cancel, .nothing: true
        // It does not travel.
        case .folded: false
        }
    }
}
