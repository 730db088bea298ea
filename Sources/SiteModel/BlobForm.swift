/// What a blob's bytes are good for.
package enum BlobForm {
    /// Whether a page, a style sheet or any other text can lie in the bytes: they are UTF-8 without NUL. Of what is no text,
    /// pictures for the most part, nothing of the document is made; it is *media*, and need not be in memory.
    ///
    /// - Complexity: O(bytes); of the usual picture a few.
    package static func isText(_ bytes: [UInt8]) -> Bool {
        guard !bytes.contains(0) else { return false }
        return bytes.withUnsafeBufferPointer { (try? UTF8Span(validating: $0.span)) != nil }
    }
}
