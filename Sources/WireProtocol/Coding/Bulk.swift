import SiteHistory
import SiteModel

/// The columnar form of many batches: the payload of frames of version 2, behind the message's own head.
///
/// A count of batches, then the columns in the order of ``Column`` and ``ByteColumn``, each a byte run. What the
/// batches say is spread over the columns value by value, in the order of the operations; names that come again
/// (nodes, replicas, epochs, digests, short strings) are written once and then numbered; positions and sequence
/// numbers are differences from what was to be expected. What a batch's `previous`, `first` or place in the log would
/// only repeat is left out. Kinds of operations that are rare in bulk stand in the column `rows` in canonical form.
///
/// The batches come out as they went in, to the byte: hashes do not depend on the form.
enum Bulk {
    /// Columns of numbers.
    enum Column: Int, CaseIterable {
        case shape, replica, first, epoch, base, rules, count, wholeCount
        case author, time
        case kind, node, parent, anchorReplica, anchorSeq, seenReplica, seenSeq
        case textNode, textField, textLocale, position, removedCount, insertedLength
        case fieldName, fieldKind, fieldValue, oldKind, oldValue, overCount
        case nodeKind, tag, namespace, reason, literal
        case hasSource, blob, sourceStart, startTag, content, endTag
        case inlineCount, inline, fieldCount, classCount, className, textCount, textForm
        case stringLength
    }

    /// Columns of bytes.
    enum ByteColumn: Int, CaseIterable {
        /// Inserted and initial texts, one behind the other.
        case texts
        /// Other strings, where they stand for the first time.
        case strings
        /// Node ids, where they stand for the first time: 16 bytes each.
        case nodes
        /// Replicas and epochs, where they stand for the first time: 8 bytes each.
        case words
        case digests
        /// Batches and operations in canonical form, as runs.
        case rows
    }

    /// What of a batch is written down.
    struct Shape: OptionSet {
        let rawValue: UInt64

        static let void = Shape(rawValue: 1)
        /// `previous` is not the link of the batch before in its chain.
        static let previous = Shape(rawValue: 2)
        /// `first` does not continue that batch.
        static let first = Shape(rawValue: 4)
        static let rules = Shape(rawValue: 8)
        static let whole = Shape(rawValue: 16)
        /// The batch stands in `rows` and nowhere else.
        static let row = Shape(rawValue: 32)
        static let known: Shape = [.void, .previous, .first, .rules, .whole, .row]
    }

    /// Operations that have columns.
    enum Kind: UInt64 {
        case row = 0
        case insert, remove, set, create, move, delete, addClass, removeClass
    }

    /// Where the next batch of a chain is to be expected.
    struct ChainEnd {
        var first: UInt64 = 1
        var link = Digest.zero
        var base: UInt64 = 0
    }

    /// A text by its numbers in the dictionaries.
    struct TextNumber: Hashable {
        let node: Int
        let field: Int
        let locale: Int
    }

    /// Where the next source span is to be expected: inside an element, behind a leaf.
    static func expectedStart(after span: SourceSpan) -> Int {
        span.start == span.contentStart ? span.end : span.contentStart
    }

    /// Strings of more bytes are not remembered.
    static let rememberedByteCountMax = 128
    /// How the columns call a string that is new, and one that is not remembered.
    static let newString: UInt64 = 0
    static let longString: UInt64 = 1
    static let firstKnownString: UInt64 = 2

    /// What a thing without bytes of its own costs of the budget.
    static let unitCost = 64

    /// More operations than this travel in columns where the other side knows them.
    static let operationCountMin = 64

    /// Whether batches of so many operations in all are bulk.
    static func isBulk(_ counts: some Sequence<UInt64>) -> Bool {
        var total: UInt64 = 0
        for count in counts {
            total = total.addingReportingOverflow(count).partialValue
            if total > operationCountMin { return true }
        }
        return false
    }
}

/// A string that equals only the same bytes: Swift's own equality takes composed and decomposed accents for one.
struct ExactString: Hashable {
    let text: String

    static func == (a: ExactString, b: ExactString) -> Bool {
        let same = a.text.utf8.withContiguousStorageIfAvailable { a in
            b.text.utf8.withContiguousStorageIfAvailable { b in
                a.count == b.count && a.elementsEqual(b)
            }
        }
        return (same ?? nil) ?? a.text.utf8.elementsEqual(b.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
