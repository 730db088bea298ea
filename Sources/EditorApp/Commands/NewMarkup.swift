import SiteMarkup
import SiteModel

/// New HTML on its way into a site: taken whole or refused whole.
struct NewMarkup {
    let program: Program
    let site: Site
    /// What to call the source in messages.
    let file: String?

    /// The drafts to insert under a parent: a section under a page, nodes under an element.
    ///
    /// - Parameter bytes: nil for something to begin with.
    func drafts(_ bytes: [UInt8]?, under parent: Node) throws -> [NodeDraft] {
        let locale = site.defaultLocale
        return try reading {
            if parent.kind == .page {
                let html = try text(bytes) ?? "<section><h2>New section</h2><p>Text</p></section>"
                return [
                    try FragmentParser.sectionDraft(
                        fromHTML: html, locale: locale, makeID: program.newID)
                ]
            }
            return try FragmentParser.parse(
                html: try text(bytes) ?? "<p>New text</p>", under: parent.content.tag,
                locale: locale,
                makeID: program.newID)
        }
    }

    /// The root element that takes the place of a section's.
    func root(_ bytes: [UInt8]) throws -> NodeDraft {
        try reading {
            try FragmentParser.rootDraft(
                fromHTML: try text(bytes) ?? "", locale: site.defaultLocale, makeID: program.newID)
        }
    }

    private func reading<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as MarkupError {
            if case .refused(let findings) = error.cause {
                for finding in findings.dropFirst() {
                    program.console.note("pagemagic: " + Findings.line(finding))
                }
            }
            throw CommandFailure(markup: error, file: name)
        }
    }

    private var name: String { file.map { $0 == "-" ? "Standard input" : $0 } ?? "The HTML" }

    private func text(_ bytes: [UInt8]?) throws -> String? {
        guard let bytes else { return nil }
        try HTMLDocument.requireText(bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
