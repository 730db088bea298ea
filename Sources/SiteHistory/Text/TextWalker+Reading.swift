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
    func merged(into old: [UInt8], from content: TextContent) -> (bytes: [UInt8], count: Int) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(old.count + content.bytes.count)
        var count = 0
        // Stretches of the old text that stay are copied together.
        var kept = 0
        var place = 0
        old.withUnsafeBufferPointer { old in
            let isPlain = TextBuffer.scalars(in: old) == old.count
            func flush() {
                if place > kept { bytes.append(contentsOf: old[kept..<place]) }
            }
            tree.forEach { item in
                let length = Int(item.length)
                if item.isShown { count += length }
                if item.wasShown {
                    let end =
                        isPlain ? place + length : TextBuffer.skip(length, in: old, from: place)
                    if !item.isShown {
                        flush()
                        kept = end
                    }
                    place = end
                } else if item.isShown {
                    flush()
                    kept = place
                    append(item.id, length, to: &bytes, from: content)
                }
            }
            flush()
        }
        return (bytes, count)
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
