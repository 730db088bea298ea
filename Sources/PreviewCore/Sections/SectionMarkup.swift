import SiteMarkup

/// Whether a parser takes a section by itself as it takes it in its page.
///
/// It does where nothing is left open before it and nothing is left open behind it. That is asked of the parser itself: a
/// form with an italic letter in it, put where the next thing would stand, must become just that. It would not where an element is
/// open, where formatting is to be opened again, in a form, or in a table or a list of options.
enum SectionMarkup {
    /// Left open at the end of a section.
    static let probe = Array("<form><i>x".utf8)
    /// Put in the place of sections.
    static let closedProbe = Array("<form><i>x</i></form>".utf8)

    /// Whether a node is what a probe becomes where nothing is open.
    static func isProbe(_ node: Int, in document: HTMLDocument) -> Bool {
        let form = document.nodes[node]
        guard form.tag == "form", form.children.count == 1 else { return false }
        let inner = document.nodes[form.children[0]]
        guard inner.tag == "i", inner.children.count == 1 else { return false }
        return document.nodes[inner.children[0]].text == "x"
    }

    /// Whether a section begins and ends where it should, and leaves nothing open.
    ///
    /// - Parameters:
    ///   - document: A page that ends with the section and a probe.
    ///   - isAlone: Nothing stands before it in its parent.
    static func isClosed(
        _ document: HTMLDocument, root: Int, _ range: Range<Int>, isAlone: Bool
    ) -> Bool {
        let node = document.nodes[root]
        let siblings = document.nodes[node.parent].children
        guard node.kind == .element, node.startTag?.lowerBound == range.lowerBound,
            node.endTag?.upperBound == range.upperBound, siblings.count >= 2,
            siblings[siblings.count - 2] == root, !isAlone || siblings.count == 2
        else { return false }
        return isProbe(siblings[siblings.count - 1], in: document)
    }

    /// Whether it says something about the page rather than about itself: its style, or an attribute of `html` or `body`.
    static func concernsPage(_ bytes: [UInt8]) -> Bool {
        var at = 0
        while let start = bytes[at...].firstIndex(of: 0x3C) {
            at = start + 1
            guard at < bytes.count else { return false }
            let first = bytes[at] == 0x2F ? at + 1 : at
            var end = first
            while end < bytes.count, end - first < 9, (bytes[end] | 0x20) &- 0x61 < 26 { end += 1 }
            guard let letter = bytes[safely: first], initials.contains(letter | 0x20) else {
                continue
            }
            if tags.contains(String(decoding: bytes[first..<end], as: UTF8.self).lowercased()) {
                return true
            }
        }
        return false
    }

    private static let tags: Set<String> = [
        "html", "head", "body", "frameset", "base", "link", "style",
    ]
    private static let initials = Set(tags.compactMap(\.utf8.first))
}

extension Array {
    fileprivate subscript(safely index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}

/// A page's source with stubs for its sections: of each only its start tag and its end tag.
struct StubbedSource {
    private(set) var html: [UInt8] = []
    /// Where each stub begins, and of how many bytes it is.
    private(set) var offsets: [Int] = []
    private var stubCounts: [Int] = []
    /// The source with probes for its sections.
    private var probed: [UInt8] = []

    /// - Parameter pieces: Each with its start tag, where it is a section that gets a stub.
    init(_ pieces: [(piece: PagePieces.Piece, tag: SectionTag?)]) {
        for (piece, tag) in pieces {
            guard let tag else {
                html += piece.bytes
                probed += piece.bytes
                continue
            }
            let start = html.count
            html += piece.bytes[..<tag.end]
            html += "</\(tag.name)>".utf8
            offsets.append(start)
            stubCounts.append(html.count - start)
            probed += SectionMarkup.closedProbe
        }
    }

    /// Whether nothing is left open where sections stand.
    var isOpen: Bool {
        guard let document = try? HTMLDocument(parsing: probed) else { return false }
        var starts: [Int: Int] = [:]
        for (index, node) in document.nodes.enumerated() where node.tag == "form" {
            if let start = node.startTag?.lowerBound { starts[start] = index }
        }
        var shift = 0
        return zip(offsets, stubCounts).allSatisfy { offset, count in
            defer { shift += SectionMarkup.closedProbe.count - count }
            return starts[offset + shift].map { SectionMarkup.isProbe($0, in: document) } ?? false
        }
    }

}
