/// A colour, 8 bits a channel, sRGB.
package struct RGB: Hashable, Sendable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }
}

/// How a run of text looks. No colour is the terminal's own.
package struct PreviewStyle: Hashable, Sendable {
    package var foreground: RGB?
    package var background: RGB?
    package var bold = false
    package var italic = false
    package var underline = false
    package var strike = false
    package var dim = false
    /// Its characters are dots of a picture: they have no other look than their colours.
    package var isPicture = false

    package init(foreground: RGB? = nil, background: RGB? = nil, bold: Bool = false) {
        self.foreground = foreground
        self.background = background
        self.bold = bold
    }
}

/// A letter that is drawn in several cells.
package struct PreviewLetter: Hashable, Sendable {
    package var character: Character
    package var columns = 1
    package var rows: Int

    package init(character: Character, columns: Int = 1, rows: Int) {
        self.character = character
        self.columns = columns
        self.rows = rows
    }
}

/// Neighbouring characters of a row that look the same and belong to the same node.
package struct PreviewRun: Hashable, Sendable {
    package var text: String
    package var style: PreviewStyle
    /// `data-pm-id` of the nearest element that has one.
    package var node: String?
    /// What its cells say where they are the first row of block letters; empty in the rows below that, nil for text.
    package var letters: [PreviewLetter]?

    package init(text: String, style: PreviewStyle, node: String? = nil) {
        self.text = text
        self.style = style
        self.node = node
    }
}

/// One row of the preview. Its runs are no wider than the asked width.
package struct PreviewRow: Hashable, Sendable {
    package var runs: [PreviewRun]
    /// Pictures that the terminal draws; of two in one place the later is seen. They are seen where a run is one of a picture.
    package var pictures: [PictureSlice] = []

    package init(runs: [PreviewRun]) { self.runs = runs }

    /// The row without style, and without white space at its end.
    package var plainText: String {
        var text = runs.map(\.text).joined()
        while text.utf8.last == 0x20 { text.removeLast() }
        return text
    }
}

/// The rows of a page. They are painted when they are first looked at, some at a time, on whichever thread.
package struct PreviewRows: RandomAccessCollection, Sendable {
    fileprivate enum Source: Sendable {
        case made([PreviewRow])
        case painted(PaintedPage)
    }

    fileprivate let source: Source
    package let endIndex: Int

    fileprivate init(_ source: Source) {
        self.source = source
        switch source {
        case .made(let rows): endIndex = rows.count
        case .painted(let page): endIndex = page.rowCount
        }
    }

    package var startIndex: Int { 0 }

    /// - Complexity: O(1) but for the first of some rows, which paints them.
    package subscript(index: Int) -> PreviewRow {
        precondition(indices.contains(index), "row \(index) of \(count)")
        return switch source {
        case .made(let rows): rows[index]
        case .painted(let page): page.row(index)
        }
    }
}

/// A page in cells.
package struct PreviewPage: Sendable {
    package let rows: PreviewRows
    package var honesty: PreviewHonesty
    private let nodeRows: [String: Range<Int>]

    package init(rows: [PreviewRow], honesty: PreviewHonesty, nodeRows: [String: Range<Int>] = [:])
    {
        self.rows = PreviewRows(.made(rows))
        self.honesty = honesty
        self.nodeRows = nodeRows
    }

    init(_ page: PaintedPage, honesty: PreviewHonesty) {
        rows = PreviewRows(.painted(page))
        self.honesty = honesty
        nodeRows = [:]
    }

    /// The rows that the element with this `data-pm-id` takes; nil where it is not shown.
    ///
    /// - Complexity: O(sections) for the first question about an id, then O(1); ``findPlaces()`` at the first of all.
    package func rowRange(ofNode id: String) -> Range<Int>? {
        switch rows.source {
        case .made: nodeRows[id]
        case .painted(let page): page.rowRange(ofNode: id)
        }
    }

    /// Works out where things stand before somebody asks.
    ///
    /// - Complexity: O(elements of the sections that are new since the last page).
    package func findPlaces() {
        if case .painted(let page) = rows.source { page.findPlaces() }
    }

    /// Whether it is drawn again with pictures that are on their way.
    package var awaitsPictures = false

    /// The pictures in cells that it shows, from the top, whether they are there or not.
    package var wantedPictures: [PictureRequest] {
        switch rows.source {
        case .made: []
        case .painted(let page): page.wantedPictures
        }
    }

    /// All rows as plain text, each ended by a line feed.
    package var plainText: String { rows.reduce(into: "") { $0 += $1.plainText + "\n" } }
}

/// What the preview did not do, so that nobody takes it for the browser's picture.
package struct PreviewHonesty: Hashable, Sendable {
    /// Style rules, selectors and values that were not understood.
    package var unknownRules = 0
    /// Scripts on the page: none is run.
    package var scripts = 0
    /// Style sheets on other servers: none is loaded.
    package var remoteSheets = 0
    /// Local style sheets that the page names and the caller did not give, by href.
    package var missingSheets: [String] = []
    /// Images on other servers.
    package var missingImages = 0
    /// Pictures of the site's own folder that the page shows and that are not there, by address; each once, sorted. Empty
    /// where the caller did not say what is there.
    package var missingPictures: [String] = []
    /// Drawings that stand in the page (`svg`) and have no name: they are not shown.
    package var drawings = 0
    /// Positioned boxes that a browser shows over other things and that stand where they are written.
    package var overlays = 0
    /// Why pictures are not shown that are there, as a sentence's end; nil where they are.
    package var pictureFault: String?
    /// A few of the unknown rules, as written.
    package var examples: [String] = []

    package init() {}

    /// The status line's mark: `≈ approximate; 2 rules not understood; JS not run; 1 remote sheet not loaded`.
    package var sentence: String {
        var parts = ["≈ approximate"]
        if unknownRules > 0 { parts.append(count(unknownRules, "rule") + " not understood") }
        if scripts > 0 { parts.append("JS not run") }
        if remoteSheets > 0 { parts.append(count(remoteSheets, "remote sheet") + " not loaded") }
        if !missingSheets.isEmpty { parts.append(count(missingSheets.count, "sheet") + " missing") }
        if !missingPictures.isEmpty {
            parts.append(count(missingPictures.count, "picture") + " missing")
        }
        if missingImages > 0 { parts.append(count(missingImages, "image") + " not loaded") }
        if drawings > 0 { parts.append(count(drawings, "drawing") + " not shown") }
        if overlays > 0 { parts.append(count(overlays, "overlay") + " in the flow") }
        if let pictureFault { parts.append(pictureFault) }
        return parts.joined(separator: "; ")
    }

    /// Adds what is found out when boxes are made and laid out.
    mutating func add(_ positioned: [Box], missing: [String], drawings: Int) {
        self.drawings += drawings
        overlays += positioned.count { !$0.standsInPlace }
        guard !missing.isEmpty else { return }
        missingPictures = Set(missingPictures).union(missing).sorted()
    }

    mutating func add(_ builder: BoxBuilder) {
        add(
            builder.positioned.map(\.box), missing: builder.missing.map(\.address),
            drawings: builder.drawings.count)
    }

    private func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
