import GRDB
import SiteHistory
import SiteModel

/// How the parts of a node that are not plain words stand in its row.
///
/// `source` is `BLOB start contentStart contentEnd end`; `shell` is `BLOB prefix suffix title description`, each range
/// as `start-end` or `-`; `inlines` is a word list, three words a tag.
enum NodeColumns {
    static func source(_ span: SourceSpan) -> String {
        "\(span.blob) \(span.start) \(span.contentStart) \(span.contentEnd) \(span.end)"
    }

    static func shell(_ shell: PageShell) -> String {
        let ranges = [shell.prefix, shell.suffix, shell.title, shell.description].map(range)
        return "\(shell.blob) " + ranges.joined(separator: " ")
    }

    private static func range(_ range: Range<Int>?) -> String {
        range.map { "\($0.lowerBound)-\($0.upperBound)" } ?? "-"
    }

    static func inlines(_ tags: [InlineTag]) -> String {
        WordList.text(tags.flatMap { [$0.tag, $0.open, $0.close] })
    }

    static func inlines(_ text: String) throws -> [InlineTag] {
        let words = WordList.words(text)
        guard words.count.isMultiple(of: 3) else { throw fault(text) }
        return stride(from: 0, to: words.count, by: 3).map {
            InlineTag(tag: words[$0], open: words[$0 + 1], close: words[$0 + 2])
        }
    }

    static func fault(_ text: String) -> DecodingFault {
        .malformed("stored value \(text.prefix(40))", at: 0)
    }
}

/// Reads spans of blobs: the nodes of a page name the same one again and again.
struct SpanReader {
    private typealias Word = Substring.UTF8View

    private var lastName: [UInt8] = []
    private var lastDigest = Digest.zero

    mutating func source(_ text: String) throws -> SourceSpan {
        var text = text
        let found = try text.withUTF8 { bytes -> SourceSpan? in
            guard let end = bytes.firstIndex(of: UInt8(ascii: " ")) else { return nil }
            var place = end
            let blob = try digest(bytes[..<end])
            guard let start = Self.number(bytes, &place),
                let contentStart = Self.number(bytes, &place),
                let contentEnd = Self.number(bytes, &place), let end = Self.number(bytes, &place),
                place == bytes.count
            else { return nil }
            return SourceSpan(
                blob: blob, start: start, contentStart: contentStart, contentEnd: contentEnd,
                end: end)
        }
        guard let found else { throw NodeColumns.fault(text) }
        return found
    }

    /// The number behind a space. By bytes: a large page has a hundred thousand of these, and cutting them out of the text
    /// first took a tenth of the time that it is read in.
    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Int? {
        guard place < bytes.count, bytes[place] == UInt8(ascii: " ") else { return nil }
        place += 1
        let first = place
        var value = 0
        while place < bytes.count, case 48...57 = bytes[place] {
            guard place - first < 18 else { return nil }
            value = value * 10 + Int(bytes[place] - 48)
            place += 1
        }
        return place > first ? value : nil
    }

    mutating func shell(_ text: String) throws -> PageShell {
        let words = Self.words(text)
        guard words.count == 5, let prefix = try range(words[1]), let suffix = try range(words[2])
        else { throw NodeColumns.fault(text) }
        return PageShell(
            blob: try digest(Array(words[0])[...]), prefix: prefix, suffix: suffix,
            title: try range(words[3]),
            description: try range(words[4]))
    }

    private static func words(_ text: String) -> [Word] {
        text.utf8.split(separator: UInt8(ascii: " "))
    }

    private mutating func digest(_ name: some Collection<UInt8>) throws -> Digest {
        if lastName.elementsEqual(name) { return lastDigest }
        lastDigest = try Stored.parse(String(decoding: name, as: UTF8.self), Digest.init)
        lastName = Array(name)
        return lastDigest
    }

    private func range(_ word: Word) throws -> Range<Int>? {
        if Substring(word) == "-" { return nil }
        let ends = word.split(separator: UInt8(ascii: "-")).compactMap { Int(Substring($0)) }
        guard ends.count == 2, ends[0] <= ends[1] else {
            throw NodeColumns.fault(String(Substring(word)))
        }
        return ends[0]..<ends[1]
    }
}
