/// Where a linked text leads, as a terminal may be told (OSC 8).
///
/// Only whole addresses for a browser or a mail program, in printable ASCII: nothing else of a site gets into a sequence.
package struct LinkAddress: Hashable, Sendable {
    package let text: String

    /// Longer ones are no links; VTE's bound.
    private static let bytesMax = 2083
    private static let schemes = ["https://", "http://", "mailto:"]

    package init?(_ text: String) {
        guard text.utf8.count <= Self.bytesMax, Self.schemes.contains(where: text.hasPrefix),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        self.text = text
    }
}
