import SiteModel

/// Where in a batch the operations on each of its texts stand.
///
/// Made once for whoever asks for several texts, and kept by nobody: a batch that replaces a word everywhere has as many
/// texts as operations, and walking it once for each of them takes the square of that.
///
/// - Complexity: O(operations) to make and in memory.
struct TextPlaces {
    private let offsets: [TextRef: [Int]]

    init(_ batch: Batch) {
        var offsets: [TextRef: [Int]] = [:]
        for (offset, operation) in batch.operations.enumerated() {
            if let text = operation.text { offsets[text, default: []].append(offset) }
        }
        self.offsets = offsets
    }

    /// The texts that the batch changes, in no order.
    var texts: Set<TextRef> { Set(offsets.keys) }

    /// The offsets of the operations on a text, ascending; none for a text that the batch does not change.
    subscript(text: TextRef) -> [Int] { offsets[text] ?? [] }
}
