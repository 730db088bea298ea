/// What a section's rows stand on: equal looks under equal layouts are equal rows.
struct BandLook: Equatable {
    /// How a picture is seen.
    enum Seen: Equatable {
        case asItsName
        case inCells
        case drawn(TerminalPicture)

        init(_ picture: CellPicture?) {
            self = picture.map { $0.drawn.map(Seen.drawn) ?? .inCells } ?? .asItsName
        }
    }

    /// A box around the section, as far as it is seen in the section's rows.
    struct Layer: Equatable {
        let left: Int
        let width: Int
        let node: Int32
        let isVisible: Bool
        let background: RGBA
        let frame: FrameSides
        let leftLine: RGBA
        let rightLine: RGBA
    }

    let left: Int
    let width: Int
    let background: UInt32
    /// What is seen of the pictures in its rows; nil where it has none.
    let pictures: [Seen]?
    var layers: [Layer]
}

/// A kept layout where it stands on a page.
struct PlacedSection {
    let kept: KeptLayout
    let left: Int
    /// From its first row to behind its last.
    let rows: Range<Int>
    /// Nil where other things are painted in its rows, too, or it is painted in others'.
    var look: BandLook?

    /// The rows of its ids, from its own first row; they are worked out once.
    func places(_ ground: PaintedPage.Ground) -> SectionPlaces {
        let ink = kept.fragment.measureInk()
        let isWhole =
            rows.lowerBound + ink.lowerBound >= 0
            && rows.lowerBound + ink.upperBound <= ground.height
        guard isWhole else {
            return found(ground, in: -rows.lowerBound..<ground.height - rows.lowerBound)
        }
        return kept.places.withLock { known in
            if let known, known.left == left, known.width == ground.width { return known }
            let places = found(ground, in: ink)
            known = places
            return places
        }
    }

    private func found(_ ground: PaintedPage.Ground, in rows: Range<Int>) -> SectionPlaces {
        var places = NodeRows()
        let fragment = kept.fragment
        places.add(
            fragment, x: left - fragment.x, y: -fragment.y, columns: 0..<ground.width, rows: rows)
        places.coverAncestors(ground.names)
        return SectionPlaces(left: left, width: ground.width, rows: places.rows)
    }

    /// The rows on the page of the ids that the section stands in, as far as it takes them; that of its root may be one.
    func around(_ ground: PaintedPage.Ground) -> [(node: Int32, rows: Range<Int>)] {
        var node = kept.fragment.box?.node ?? -1
        guard node >= 0 else { return [] }
        let own = places(ground).rows
        var found: [(node: Int32, rows: Range<Int>)] = []
        while node >= 0 {
            if let rows = own[node] { found.append((node, moved(rows))) }
            node = ground.names.parent(of: node)
        }
        return found
    }

    func moved(_ own: Range<Int>) -> Range<Int> {
        own.lowerBound + rows.lowerBound..<own.upperBound + rows.lowerBound
    }
}

/// Where the ids of a section stand, from its first row.
struct SectionPlaces {
    let left: Int
    let width: Int
    let rows: [Int32: Range<Int>]
}

/// Finds the kept layouts of a page, and which of them nothing else is painted over.
struct PageSurvey {
    private(set) var sections: [PlacedSection] = []
    private let ground: PaintedPage.Ground
    /// Where anything is painted that holds no section.
    private var inks: [Range<Int>] = []
    private var layers: [(layer: BandLook.Layer, inside: Range<Int>)] = []

    init(_ root: Fragment, _ ground: PaintedPage.Ground) {
        self.ground = ground
        _ = visit(root, x: 0, y: 0)
        markCovered()
    }

    /// - Returns: Whether a kept layout is in it.
    private mutating func visit(_ fragment: Fragment, x: Int, y: Int) -> Bool {
        let left = x + fragment.x
        let top = y + fragment.y
        if let kept = fragment.kept {
            place(fragment, kept, left, top)
            return true
        }
        let known = (sections.count, inks.count)
        layers.append(layer(fragment, left, top))
        var holds = false
        for child in fragment.children where visit(child, x: left, y: top) { holds = true }
        layers.removeLast()
        if holds {
            for line in fragment.lines { inks.append(top + line.y..<top + line.y + 1) }
        } else {
            inks.removeLast(inks.count - known.1)
            let ink = fragment.measureInk()
            if !ink.isEmpty { inks.append(top + ink.lowerBound..<top + ink.upperBound) }
        }
        return holds
    }

    private mutating func place(_ fragment: Fragment, _ kept: KeptLayout, _ left: Int, _ top: Int) {
        let rows = top..<top + max(0, fragment.height)
        let ink = fragment.measureInk()
        if !ink.isEmpty { inks.append(top + ink.lowerBound..<top + ink.upperBound) }
        let stays = ink.lowerBound >= 0 && ink.upperBound <= fragment.height
        let isInside = layers.allSatisfy {
            $0.inside.lowerBound <= rows.lowerBound && rows.upperBound <= $0.inside.upperBound
        }
        let look = BandLook(
            left: left, width: ground.width, background: ground.background.hex,
            pictures: pictures(of: fragment),
            layers: layers.map(\.layer))
        sections.append(
            PlacedSection(kept: kept, left: left, rows: rows, look: stays && isInside ? look : nil))
    }

    private func pictures(of fragment: Fragment) -> [BandLook.Seen]? {
        guard ground.pictures.isShown else { return nil }
        let wanted = fragment.pictures()
        return wanted.isEmpty ? nil : wanted.map { BandLook.Seen(ground.pictures.cells[$0]) }
    }

    private func layer(_ fragment: Fragment, _ left: Int, _ top: Int) -> (
        layer: BandLook.Layer, inside: Range<Int>
    ) {
        let first = top + fragment.frame.top
        let inside = first..<max(first, top + fragment.height - fragment.frame.bottom)
        let box = fragment.box.flatMap { $0.isAnonymous ? nil : $0 }
        let color =
            layers.isEmpty ? .transparent : box.map { BackgroundTone.color(of: $0) } ?? .transparent
        func line(_ side: BorderSide?) -> RGBA {
            guard let side, let box else { return .transparent }
            return side.color.resolved(box.style.color)
        }
        let layer = BandLook.Layer(
            left: left, width: fragment.width, node: layers.isEmpty ? -1 : box?.node ?? -1,
            isVisible: box?.style.isVisible ?? false, background: color, frame: fragment.frame,
            leftLine: line(box?.style.border.left),
            rightLine: line(box?.style.border.right))
        return (layer, inside)
    }

    /// A section has its rows for itself where what is painted before it ends above and what is painted after it begins
    /// below, in the order of rows.
    private mutating func markCovered() {
        let order = inks.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        var ends: [Int] = [Int.min]
        for ink in order { ends.append(max(ends[ends.count - 1], ink.upperBound)) }
        for index in sections.indices where sections[index].look != nil {
            let rows = sections[index].rows
            guard !rows.isEmpty else { continue }
            var low = 0
            var high = order.count
            while low < high {
                let middle = (low + high) / 2
                if order[middle].lowerBound < rows.lowerBound {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            let isBelow = low + 1 >= order.count || order[low + 1].lowerBound >= rows.upperBound
            if ends[low] > rows.lowerBound || !isBelow { sections[index].look = nil }
        }
    }
}
