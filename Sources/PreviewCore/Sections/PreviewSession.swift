import SiteMarkup

/// Renders one page again and again: after an edit only the sections that are others are laid out.
///
/// The rows are those of ``PreviewRenderer``, always: where a section's look may depend on other sections, or on how a
/// parser reads over its edge, the page is laid out whole. What a section's boxes and rows depend on is in
/// `docs/decisions/0030`.
///
/// Not for two threads at once; the pages that come out of it are.
package final class PreviewSession {
    private let names = NodeNames()
    private let glyphs = GlyphTable()
    private let pageNames: PageNames
    private var shell: PreviewShell?
    private var sections: [SectionBoxes] = []
    /// Sections that are not shown by themselves.
    private var inPage: Set<[UInt8]> = []
    /// Sections that were laid out for the last page; nil where it was laid out whole.
    package private(set) var freshSections: Int? = 0

    package init() { pageNames = PageNames(names) }

    /// Renders a page.
    ///
    /// - Parameter sheet: Answers a local style sheet by its href as the page's `<link>` writes it; what is the same
    ///   object is the same sheet.
    package func render(
        _ pieces: PagePieces, options: PreviewOptions, sheet: (String) -> ParsedSheet?
    ) -> PreviewPage {
        if let page = renderSections(pieces, options, sheet) { return page }
        freshSections = nil
        do throws(MarkupError) {
            return PreviewRenderer.render(
                try HTMLDocument(parsing: pieces.html), options: options, sheet: sheet)
        } catch {
            return PreviewRenderer.refusal(of: error, options)
        }
    }

    // MARK: Sections

    /// The rounds in which sections turn out not to be shown by themselves.
    private static let roundsMax = 4

    private func renderSections(
        _ pieces: PagePieces, _ options: PreviewOptions, _ sheet: (String) -> ParsedSheet?
    ) -> PreviewPage? {
        guard pieces.pieces.reduce(0, { $0 + $1.bytes.count }) <= HTMLDocument.bytesMax else {
            return nil
        }
        for _ in 0..<Self.roundsMax {
            let tagged = pieces.pieces.map { (piece: $0, tag: tag(of: $0)) }
            let taken = tagged.filter { $0.tag != nil }.map(\.piece.bytes)
            guard !taken.isEmpty, let shell = shell(StubbedSource(tagged), options, sheet) else {
                return nil
            }
            take(taken, shell, options)
            guard tagCount(shell) <= HTMLDocument.tagsMax, let made = boxes(shell, options) else {
                return nil
            }
            let irregular = sections.filter { $0.irregularity != nil }
            if irregular.isEmpty { return page(made, shell, options) }
            if irregular.contains(where: { $0.irregularity == .needsPage }) { return nil }
            inPage.formUnion(irregular.map(\.bytes))
        }
        return nil
    }

    /// The start tag of a section that is shown by itself.
    private func tag(of piece: PagePieces.Piece) -> SectionTag? {
        guard piece.isSection, inPage.isEmpty || !inPage.contains(piece.bytes) else { return nil }
        return SectionTag(piece.bytes)
    }

    private func tagCount(_ shell: PreviewShell) -> Int {
        sections.reduce(shell.tree.document.nodes.count) { $0 + $1.tagCount }
    }

    private func page(
        _ made: (root: Box, builder: BoxBuilder), _ shell: PreviewShell, _ options: PreviewOptions
    ) -> PreviewPage {
        let engine = LayoutEngine(
            options: options, width: PreviewRenderer.contentWidth(options), glyphs: glyphs)
        let page = PreviewRenderer.laidOut(made.root, loose: made.builder.loose, engine, names)
        var honesty = shell.sheets.honesty
        honesty.add(made.builder)
        for section in sections {
            honesty.scripts += section.scripts
            honesty.missingImages += section.missingImages
            honesty.add(
                section.positioned, missing: section.missing, drawings: section.drawingCount)
        }
        return PreviewPage(page, honesty: honesty)
    }

    private func shell(
        _ source: StubbedSource, _ options: PreviewOptions, _ sheet: (String) -> ParsedSheet?
    ) -> PreviewShell? {
        let media = options.viewport.media
        let isStyled = shell.map { $0.media == media && $0.sheets.isStill(given: sheet) } ?? false
        if isStyled, let shell, shell.html == source.html,
            shell.stubs.map(\.offset) == source.offsets
        {
            return shell
        }
        if !isStyled { inPage = [] }
        shell = PreviewShell(source, sheet, media, last: shell)
        return shell
    }

    /// Finds what is known of each section; what was known of others is let go of.
    private func take(
        _ new: [[UInt8]], _ shell: PreviewShell, _ options: PreviewOptions
    ) {
        var known = KnownSections(sections)
        let found = known.find(new)
        freshSections = found.count { $0 == nil } + known.retaken
        sections = zip(new, found).enumerated().map { index, section in
            guard let known = section.1 else {
                return SectionBoxes(section.0, index, shell, options, names)
            }
            known.move(to: index, shell, options)
            return known
        }
    }

    private func boxes(_ shell: PreviewShell, _ options: PreviewOptions) -> (
        root: Box, builder: BoxBuilder
    )? {
        pageNames.begin()
        let nodes = shell.stubs.map { shell.tree.elements[$0.element].node }
        var builder = BoxBuilder(
            shell.tree, shell.cascade, options, names, pageNames: pageNames,
            sections: Dictionary(uniqueKeysWithValues: zip(nodes, sections)))
        return builder.build().map { ($0, builder) }
    }
}

/// The sections of the last page, each to be had once.
private struct KnownSections {
    private let sections: [SectionBoxes]
    private var isTaken: [Bool]
    /// How many are had with other words.
    private(set) var retaken = 0

    init(_ sections: [SectionBoxes]) {
        self.sections = sections
        isTaken = Array(repeating: false, count: sections.count)
    }

    /// The section of each of these bytes; first where it would stand if others before or after it were edited, then
    /// anywhere.
    mutating func find(_ all: [[UInt8]]) -> [SectionBoxes?] {
        let shift = all.count - sections.count
        var found = all.enumerated().map { index, bytes in
            take(index, if: bytes) ?? take(index - shift, if: bytes)
        }
        let missing = found.indices.filter { found[$0] == nil }
        let left = sections.indices.filter { !isTaken[$0] }
        guard !missing.isEmpty, !left.isEmpty else { return found }
        // One edit leaves one of each: hashing them would cost more than comparing.
        let places = left.count == 1 ? nil : Dictionary(grouping: left) { sections[$0].bytes }
        for index in missing {
            let likely = places.map { $0[all[index]] ?? [] } ?? left
            for place in likely where found[index] == nil {
                found[index] = take(place, if: all[index])
            }
        }
        for index in missing where found[index] == nil {
            found[index] = retake(index, all[index]) ?? retake(index - shift, all[index])
        }
        return found
    }

    /// What stood there, with other words.
    private mutating func retake(_ place: Int, _ bytes: [UInt8]) -> SectionBoxes? {
        guard sections.indices.contains(place), !isTaken[place], sections[place].take(bytes) else {
            return nil
        }
        isTaken[place] = true
        retaken += 1
        return sections[place]
    }

    private mutating func take(_ place: Int, if bytes: [UInt8]) -> SectionBoxes? {
        guard sections.indices.contains(place), !isTaken[place], sections[place].bytes == bytes
        else { return nil }
        isTaken[place] = true
        return sections[place]
    }
}
