import SiteModel

/// What the walked tree says.
extension TextWalker {
    /// Whether the text needs characters that only the start of the zone had.
    func revivesPlaceholder() -> Bool {
        var found = false
        tree.forEach {
            if $0.isShown && !$0.wasShown && $0.id < tree.placeholderCount { found = true }
        }
        return found
    }

    /// The text after the walk.
    ///
    /// - Parameter old: What the items that were marked as shown say, in document order.
    func merged(
        into old: UnsafeBufferPointer<UInt8>, isASCII: Bool, from content: TextContent
    ) -> (bytes: [UInt8], count: Int) {
        let room = old.count + content.bytes.count + (placeholder?.bytes.count ?? 0)
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: room) { out, written in
            content.bytes.withUnsafeBufferPointer { inserted in
                count = merge(old, isASCII, content, inserted, into: out, written: &written)
            }
        }
        return (bytes, count)
    }

    /// Writes the text after the walk; how many scalars it has.
    private func merge(
        _ old: UnsafeBufferPointer<UInt8>, _ isASCII: Bool, _ content: TextContent,
        _ inserted: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>,
        written: inout Int
    ) -> Int {
        var count = 0
        // Stretches of the old text that stay are copied together.
        var kept = 0
        var place = 0
        var end = 0
        func copy(_ from: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
            guard let source = from.baseAddress, let target = out.baseAddress else { return }
            (target + end).update(from: source + range.lowerBound, count: range.count)
            end += range.count
        }
        tree.forEach { item in
            let length = Int(item.length)
            if item.isShown { count += length }
            if item.wasShown {
                let next = isASCII ? place + length : TextBuffer.skip(length, in: old, from: place)
                if !item.isShown {
                    copy(old, kept..<place)
                    kept = next
                }
                place = next
            } else if item.isShown {
                copy(old, kept..<place)
                kept = place
                if item.id >= tree.placeholderCount {
                    let scalar = Int(item.id) - contentShift
                    copy(inserted, content.byteRange(of: scalar..<scalar + length))
                } else if let placeholder {
                    let range = placeholder.byteRange(of: Int(item.id)..<Int(item.id) + length)
                    placeholder.bytes.withUnsafeBufferPointer { copy($0, range) }
                }
            }
        }
        copy(old, kept..<place)
        written = end
        return count
    }

    /// Appends characters, which were inserted together.
    private func append(
        _ first: UInt32, _ count: Int, to bytes: inout [UInt8], from content: TextContent
    ) {
        if first < tree.placeholderCount {
            guard let placeholder else { return }
            let range = placeholder.byteRange(of: Int(first)..<Int(first) + count)
            bytes.append(contentsOf: placeholder.bytes[range])
        } else {
            let scalar = Int(first) - contentShift
            bytes.append(contentsOf: content.bytes[content.byteRange(of: scalar..<scalar + count)])
        }
    }

    /// What the text says in the prepare version.
    func prepareText(from content: TextContent) -> String {
        var bytes: [UInt8] = []
        tree.forEach { item in
            if item.prepare == 0 { append(item.id, Int(item.length), to: &bytes, from: content) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A stretch of one text and what stands there in another.
    struct Replaced: Equatable {
        var old: Range<Int>
        var new: Range<Int>
    }

    /// What differs between the prepare version and the effect version.
    func replaced() -> [Replaced] {
        var found: [Replaced] = []
        var old = 0
        var new = 0
        var isOpen = false
        tree.forEach { item in
            let length = Int(item.length)
            switch (item.prepare == 0, item.isShown) {
            case (true, true):
                old += length
                new += length
                isOpen = false
            case (false, false): break
            case (let wasThere, _):
                if !isOpen { found.append(Replaced(old: old..<old, new: new..<new)) }
                isOpen = true
                let last = found.count - 1
                if wasThere {
                    old += length
                    found[last].old = found[last].old.lowerBound..<old
                } else {
                    new += length
                    found[last].new = found[last].new.lowerBound..<new
                }
            }
        }
        return found
    }

    /// The edits that undo operations: the characters of `gone` go, those of `back` come back.
    ///
    /// - Returns: Edits of the text after the walk.
    func inverse(gone: [Range<Int>], back: [Range<Int>], from content: TextContent) -> [TextEdit] {
        var fates = [UInt8](
            repeating: 0, count: content.count + contentShift + 1)
        for range in back { for character in range { fates[character] |= 1 } }
        for range in gone { for character in range { fates[character] |= 2 } }
        var edits: [TextEdit] = []
        var place = 0
        var start = 0
        var replacement: [UInt8] = []
        func flush() {
            guard place > start || !replacement.isEmpty else { return }
            edits.append(
                TextEdit(start..<place, String(decoding: replacement, as: UTF8.self)))
        }
        tree.forEach { item in
            for character in Int(item.id)..<Int(item.id + item.length) {
                let isGone = fates[character] & 2 != 0
                if item.isShown {
                    if !isGone {
                        flush()
                        start = place + 1
                        replacement = []
                    }
                    place += 1
                } else if fates[character] == 1 {
                    append(UInt32(character), 1, to: &replacement, from: content)
                }
            }
        }
        flush()
        return edits
    }
}
