import SiteMarkup

/// One thing that the preview did not understand, load or run: what the mark counts, by name.
package struct PreviewGap: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Rules, selectors and values of a sheet that were not understood.
        case rules
        /// A style sheet on another server.
        case remoteSheet = "remote-sheet"
        /// A local style sheet that is not there.
        case missingSheet = "missing-sheet"
        case script
        /// An image that is not loaded.
        case image
        /// A picture of the site's own folder that is not there.
        case missingPicture = "missing-picture"
        /// An `svg` element without a name.
        case drawing
        /// A positioned box that a browser shows over other things, and that stands where it is written.
        case overlay
    }

    package let kind: Kind
    /// The sheet's or the file's address; `<style> 2`, `<script> 1` for what stands in the page.
    package let name: String
    /// How many of them; 1 but for rules.
    package let count: Int
    /// A few of the rules, as written.
    package let examples: [String]
    /// `data-pm-id` of the nearest element that has one.
    package let node: String?
}

extension PreviewGap {
    /// What is left undone of a page, in the order of the page; the counts are those of ``PreviewHonesty``.
    ///
    /// - Parameter builder: What made the page's boxes, which are laid out; nil where it has none.
    static func all(
        in document: HTMLDocument, _ builder: BoxBuilder?, _ media: MediaContext,
        sheet: (String) -> ParsedSheet?
    ) -> [PreviewGap] {
        var reader = Reader(document, media)
        for (index, node) in document.nodes.enumerated() where node.kind == .element {
            reader.place = index
            switch node.tag {
            case "link":
                guard let href = PageSheets.sheetAddress(of: node, media) else { continue }
                if let found = sheet(href) {
                    reader.add(found, at: href, href, given: sheet)
                } else {
                    reader.addMissing(href)
                }
            case "style":
                guard PageSheets.isSheet(node, media) else { continue }
                reader.styleCount += 1
                let own = ParsedSheet(css: document.textContent(of: index))
                reader.add(own, at: "", "<style> \(reader.styleCount)", given: sheet)
            case "script" where PageSheets.isScript(node):
                reader.scriptCount += 1
                reader.add(.script, node.attribute("src") ?? "<script> \(reader.scriptCount)")
            case "img" where PageSheets.isMissingImage(index, document, media):
                reader.add(.image, ImageSource(of: index, in: document, media).address)
            default: continue
            }
        }
        for (node, box) in builder?.positioned ?? [] where !box.standsInPlace {
            reader.place = node
            reader.addOverlay()
        }
        var seen: Set<String> = []
        for (node, address) in builder?.missing ?? [] where seen.insert(address).inserted {
            reader.place = node
            reader.add(.missingPicture, address)
        }
        for node in builder?.drawings ?? [] {
            reader.place = node
            reader.addDrawing()
        }
        return reader.inOrder
    }

    private struct Reader {
        private let document: HTMLDocument
        private let media: MediaContext
        private var gaps: [(place: Int, gap: PreviewGap)] = []
        var place = 0
        var styleCount = 0
        var scriptCount = 0

        mutating func add(_ kind: Kind, _ name: String, _ count: Int = 1, _ examples: [String] = [])
        {
            gaps.append(
                (
                    place,
                    PreviewGap(kind: kind, name: name, count: count, examples: examples, node: node)
                ))
        }

        /// Those of one place as they came.
        var inOrder: [PreviewGap] {
            gaps.enumerated().sorted {
                ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
            }
            .map(\.element.gap)
        }

        mutating func addOverlay() {
            let text = VisibleText.line(document.textContent(of: place))
            add(.overlay, label, 1, text.isEmpty ? [] : [String(text.prefix(40))])
        }

        mutating func addDrawing() { add(.drawing, label) }

        /// `nav#menu`, `div.banner`.
        private var label: String {
            let element = document.nodes[place]
            if let id = element.attribute("id"), !id.isEmpty { return "\(element.tag)#\(id)" }
            let first = element.attribute("class")?.split(whereSeparator: \.isWhitespace).first
            return element.tag + (first.map { ".\($0)" } ?? "")
        }

        mutating func addMissing(_ address: String) {
            add(PageSheets.isRemote(address) ? .remoteSheet : .missingSheet, address)
        }

        /// A sheet, and behind it what it imports.
        mutating func add(
            _ sheet: ParsedSheet, at address: String, _ name: String,
            given: (String) -> ParsedSheet?
        ) {
            let parts = SheetImports(of: sheet, at: address, name: name, media, given: given).parts
            for part in parts.suffix(1) + parts.dropLast() {
                switch part {
                case .missing(let address): addMissing(address)
                case .sheet(_, _, .layers): continue
                case .sheet(let sheet, let name, _):
                    guard sheet.unknownCount > 0 else { continue }
                    add(.rules, name, sheet.unknownCount, sheet.examples)
                }
            }
        }

        init(_ document: HTMLDocument, _ media: MediaContext) {
            self.document = document
            self.media = media
        }

        private var node: String? {
            var next = place
            while next >= 0 {
                if let id = document.nodes[next].attribute("data-pm-id") { return id }
                next = document.nodes[next].parent
            }
            return nil
        }
    }

    /// What it is and how many, for people: `3 rules not understood`.
    package var words: String {
        switch kind {
        case .rules: "\(count) \(count == 1 ? "rule" : "rules") not understood"
        case .remoteSheet: "remote sheet, not loaded"
        case .missingSheet: "sheet, missing"
        case .script: "script, not run"
        case .image: "image, not loaded"
        case .missingPicture: "picture, missing"
        case .drawing: "drawing without a name, not shown"
        case .overlay: "over other things in a browser, here where it is written"
        }
    }
}
