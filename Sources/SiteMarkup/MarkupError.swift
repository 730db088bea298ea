/// Why bytes are not taken as markup.
package indirect enum MarkupError: Error, Equatable, Sendable {
    /// Elements are nested deeper than `limit` levels.
    case tooDeep(limit: Int)
    /// More than `limit` bytes.
    case tooLarge(limit: Int)
    /// More than `limit` tags.
    case tooManyTags(limit: Int)
    /// The first byte that is no UTF-8, counted from 0.
    case notUTF8(byteOffset: Int)
    /// The first NUL byte, counted from 0: this is no text.
    case binary(byteOffset: Int)
    /// No HTML file is among those to import.
    case noPages
    /// New HTML that the policy does not take; nothing of it was taken.
    case refused([Finding])
    /// A fault in one of several files; `line` and `column` from 1, both 1 where the fault has no place.
    case inFile(path: String, line: Int, column: Int, MarkupError)

    /// The fault itself, whatever file it is in.
    package var cause: MarkupError {
        if case .inFile(_, _, _, let cause) = self { return cause.cause }
        return self
    }
}
