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

    private var lastName = ""
    private var lastDigest = Digest.zero

    mutating func source(_ text: String) throws -> SourceSpan {
        let words = Self.words(text)
        let numbers = words.dropFirst().compactMap { Int(Substring($0)) }
        guard words.count == 5, numbers.count == 4 else { throw NodeColumns.fault(text) }
        return SourceSpan(
            blob: try digest(words[0]), start: numbers[0], contentStart: numbers[1],
            contentEnd: numbers[2], end: numbers[3])
    }

    mutating func shell(_ text: String) throws -> PageShell {
        let words = Self.words(text)
        guard words.count == 5, let prefix = try range(words[1]), let suffix = try range(words[2])
        else { throw NodeColumns.fault(text) }
        return PageShell(
            blob: try digest(words[0]), prefix: prefix, suffix: suffix, title: try range(words[3]),
            description: try range(words[4]))
    }

    /// By bytes: a large page has many thousand of these, and by characters they take half of the time it is read in.
    private static func words(_ text: String) -> [Word] {
        text.utf8.split(separator: UInt8(ascii: " "))
    }

    private mutating func digest(_ word: Word) throws -> Digest {
        let name = Substring(word)
        if name == lastName { return lastDigest }
        lastDigest = try Stored.parse(String(name), Digest.init)
        lastName = String(name)
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
