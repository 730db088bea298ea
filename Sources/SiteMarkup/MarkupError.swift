/// Why bytes are not taken as markup.
package enum MarkupError: Error, Equatable, Sendable {
    /// Elements are nested deeper than `limit` levels.
    case tooDeep(limit: Int)
    /// More than `limit` bytes.
    case tooLarge(limit: Int)
    /// The first byte that is no UTF-8, counted from 0.
    case notUTF8(byteOffset: Int)
    /// The first NUL byte, counted from 0: this is no text.
    case binary(byteOffset: Int)
}
