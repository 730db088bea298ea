import SiteMarkup
import Testing

@testable import PreviewCore

/// A page of sections, and what a session makes of it held against what a render from nothing makes.
struct SessionSample {
    var before: String
    var sections: [String]
    var after: String
    /// What stands between two sections.
    var between = "\n"
    var options = PreviewOptions(width: 60)

    var pieces: PagePieces {
        func piece(_ text: String, isSection: Bool = false) -> PagePieces.Piece {
            PagePieces.Piece(Array(text.utf8), isSection: isSection)
        }
        return PagePieces(
            [piece(before)]
                + sections.flatMap { [piece($0, isSection: true), piece(between)] }
                + [piece(after)])
    }

    /// Renders with the session and expects what a render from nothing gives.
    func check(_ session: PreviewSession, _ note: String = "") throws {
        try SessionSample.check(session, pieces, sheets: [], options, note)
    }

    static func check(
        _ session: PreviewSession, _ pieces: PagePieces,
        sheets: [(href: String, sheet: ParsedSheet)], _ options: PreviewOptions, _ note: String
    ) throws {
        let document = try HTMLDocument(parsing: pieces.html)
        let wanted = PreviewRenderer.render(document, sheets: sheets, options: options)
        let shown = session.render(pieces, options: options) { href in
            sheets.first { $0.href == href }?.sheet
        }

        let isSame = shown.rows.elementsEqual(wanted.rows)
        #expect(isSame, "\(note)\n\(difference(shown, wanted))")
        #expect(shown.honesty == wanted.honesty, "\(note)")
        for id in Set(document.nodes.compactMap { $0.attribute("data-pm-id") }) {
            #expect(shown.rowRange(ofNode: id) == wanted.rowRange(ofNode: id), "\(note) \(id)")
        }
    }

    private static func difference(_ shown: PreviewPage, _ wanted: PreviewPage) -> String {
        guard shown.rows.count == wanted.rows.count else {
            return "\(shown.rows.count) rows, not \(wanted.rows.count)\n" + shown.plainText
                + "---\n"
                + wanted.plainText
        }
        return zip(shown.rows, wanted.rows).enumerated().filter { $1.0 != $1.1 }.prefix(3).map {
            "row \($0): \($1.0)\n     not \($1.1)"
        }.joined(separator: "\n")
    }
}
