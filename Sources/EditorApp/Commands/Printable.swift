import SiteModel

/// Untrusted text made safe for a terminal: the choke point of everything a command prints for people.
package enum Printable {
    /// Control characters and bidi controls as visible marks; tab and newline stay.
    package static func filtered(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { mark(for: $0) != nil }) else { return text }
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { shown.append(mark(for: scalar) ?? scalar) }
        return String(shown)
    }

    /// The same on one line.
    package static func line(_ text: String) -> String {
        filtered(String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }))
    }

    /// A text a person sets: without C0 (tab and newline stay), C1, DEL and the scalars that stand
    /// for inline tags; and how many were left out.
    package static func settable(_ text: String) -> (text: String, dropped: Int) {
        var kept = String.UnicodeScalarView()
        kept.append(
            contentsOf: text.unicodeScalars.filter { !isControl($0) && !InlineTag.isMark($0) })
        return (String(kept), text.unicodeScalars.count - kept.count)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0: true
        default: false
        }
    }

    /// What stands for a scalar that must not reach a terminal; nil for the others.
    private static func mark(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x09, 0x0A: nil
        case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value)
        case 0x7F: "\u{2421}"
        case 0x80..<0xA0, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
        default: nil
        }
    }
}
