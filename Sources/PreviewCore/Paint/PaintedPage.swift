import Synchronization

/// A page that is laid out, and painted only where it is looked at.
///
/// Rows come in short bands. A section whose layout is kept and that looks as it did on an earlier page brings its rows with
/// it.
///
/// `@unchecked`: the fragments are not changed any more; what is found out later is behind locks.
final class PaintedPage: @unchecked Sendable {
    /// How a page is painted.
    struct Ground {
        let width: Int
        let height: Int
        let background: RGBA
        let glyphs: GlyphTable
        let names: NodeNames
        /// The pictures that are there.
        var pictures = PagePictures.none
        /// The row below the others, where not all are shown.
        let notice: PreviewRow?
    }

    private struct Band {
        let rows: Range<Int>
        typealias Section = (kept: KeptLayout, look: BandLook, top: Int)

        /// The section whose rows these are, what they stand on, and its first row.
        let section: Section?
    }

    private let root: Fragment
    private let ground: Ground
    private let bands: [Band]
    private let sections: [PlacedSection]
    private let painted = Mutex<[Int: [PreviewRow]]>([:])
    private let places = Mutex<Places?>(nil)

    init(_ root: Fragment, _ ground: Ground) {
        self.root = root
        self.ground = ground
        var seen: Set<PictureRequest> = []
        wantedPictures =
            ground.pictures.isShown ? root.pictures().filter { seen.insert($0).inserted } : []
        let survey = PageSurvey(root, ground)
        sections = survey.sections
        bands = Self.bands(survey.sections, height: ground.height)
    }

    private static let bandRowsMax = 24

    private static func bands(_ sections: [PlacedSection], height: Int) -> [Band] {
        var bands: [Band] = []
        var row = 0
        func fill(to end: Int, _ section: Band.Section? = nil) {
            while row < end {
                let next = min(end, row + bandRowsMax)
                bands.append(Band(rows: row..<next, section: section))
                row = next
            }
        }
        for section in sections {
            guard let look = section.look, section.rows.lowerBound >= row,
                section.rows.upperBound <= height, !section.rows.isEmpty
            else { continue }
            fill(to: section.rows.lowerBound)
            fill(to: section.rows.upperBound, (section.kept, look, section.rows.lowerBound))
        }
        fill(to: height)
        return bands
    }

    /// The pictures that it shows, from the top; each once.
    let wantedPictures: [PictureRequest]

    // MARK: Rows

    var rowCount: Int { ground.height + (ground.notice == nil ? 0 : 1) }

    /// - Precondition: `0..<rowCount` contains `index`.
    func row(_ index: Int) -> PreviewRow {
        if index == ground.height, let notice = ground.notice { return notice }
        let number = bandNumber(of: index)
        let band = bands[number]
        return rows(of: band, number)[index - band.rows.lowerBound]
    }

    private func bandNumber(of row: Int) -> Int {
        var low = 0
        var high = bands.count - 1
        while low < high {
            let middle = (low + high) / 2
            if bands[middle].rows.upperBound <= row { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func rows(of band: Band, _ number: Int) -> [PreviewRow] {
        if let section = band.section {
            return section.kept.painted.withLock { painted in
                let first = band.rows.lowerBound - section.top
                if painted?.look != section.look { painted = (section.look, [:]) }
                if let known = painted?.rows[first] { return known }
                let rows = paint(band.rows)
                painted?.rows[first] = rows
                return rows
            }
        }
        if let known = painted.withLock({ $0[number] }) { return known }
        let rows = paint(band.rows)
        painted.withLock { $0[number] = rows }
        return rows
    }

    private func paint(_ rows: Range<Int>) -> [PreviewRow] {
        var painter = Painter(
            ground.glyphs, width: ground.width, height: rows.count, background: ground.background,
            pictures: ground.pictures)
        painter.paint(root, x: 0, y: -rows.lowerBound, isRoot: true)
        var cut = RowCutter(canvas: painter.canvas, glyphs: ground.glyphs, names: ground.names)
            .rows()
        for (row, slices) in painter.slices { cut[row].pictures = slices }
        return cut
    }

    // MARK: Places

    /// The rows of an id; of ids that are there twice those of one of them.
    func rowRange(ofNode id: String) -> Range<Int>? {
        // The ids of texts, sections and pages are asked for as well, and are nothing's.
        let numbers = ground.names.numbers(of: id)
        guard !numbers.isEmpty else { return nil }
        if let found = places.withLock({ $0?.asked[id] }) { return found }
        let outer = findPlaces()
        let found = numbers.lazy.compactMap { outer[$0] ?? self.ownRows(of: $0) }.last
        places.withLock { $0?.asked[id] = .some(found) }
        return found
    }

    private struct Places {
        /// Ids that stand around sections, and those of their roots.
        let outer: [Int32: Range<Int>]
        /// What was asked for.
        var asked: [String: Range<Int>?] = [:]
    }

    /// Works out where things stand, so that no question has to wait for it.
    @discardableResult func findPlaces() -> [Int32: Range<Int>] {
        if let known = places.withLock({ $0 }) { return known.outer }
        let outer = outerPlaces()
        places.withLock { $0 = $0 ?? Places(outer: outer) }
        return outer
    }

    private func ownRows(of node: Int32) -> Range<Int>? {
        for section in sections {
            if let rows = section.places(ground).rows[node] { return section.moved(rows) }
        }
        return nil
    }

    private func outerPlaces() -> [Int32: Range<Int>] {
        var all = NodeRows()
        all.add(
            root, x: 0, y: 0, columns: 0..<ground.width, rows: 0..<ground.height, skipsKept: true)
        all.coverAncestors(ground.names)
        for section in sections {
            for (node, rows) in section.around(ground) { all.cover(node, rows) }
        }
        return all.rows
    }
}
