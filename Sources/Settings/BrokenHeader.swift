/// Finds table headers without a name, as in `[,`: the TOML reader takes it for granted that a name follows the bracket,
/// and stops the program where none does (toml++ 3.4, `parse_table_header`).
///
/// A line inside a text over several lines may be found as well; no file of ours has such a text.
enum BrokenHeader {
    /// The place of the first one, from 1; nil where there is none.
    static func place(in text: String) -> SourceMap.Place? {
        for (index, line) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() {
            let scalars = line.unicodeScalars
            var rest = scalars.drop(while: isSpace)
            guard rest.first == "[" else { continue }
            rest = rest.dropFirst()
            if rest.first == "[" { rest = rest.dropFirst() }
            rest = rest.drop(while: isSpace)
            if let first = rest.first, isNameStart(first) { continue }
            return SourceMap.Place(
                line: index + 1,
                column: line.utf8.distance(from: line.startIndex, to: rest.startIndex) + 1)
        }
        return nil
    }

    /// More than TOML calls so: it must find every header that the reader finds.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.value < 0x20 || scalar == "\u{FEFF}"
    }

    private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_", "\"", "'": true
        default: false
        }
    }
}
