/// The columns of a grid before their sizes are known.
struct GridColumns {
    var tracks: [GridTrack]
    /// Line numbers, from 1, by name.
    var lines: [NameKey: Int] = [:]
}

/// Sizes of grid columns (CSS Grid Level 1, section 11), in cells.
extension LayoutEngine {
    /// Expands `repeat(auto-fill)` and takes names out.
    func gridColumns(_ box: Box, width: Int, gap: Double, itemCount: Int) -> GridColumns {
        var columns = GridColumns(tracks: [])
        for track in box.style.gridColumns {
            switch track {
            case .name(let name): columns.lines[name] = columns.tracks.count + 1
            case .autoRepeat(let repeated, let fits):
                let times = repetitions(of: repeated, width: width, gap: gap)
                let used = fits ? min(times, max(1, itemCount)) : times
                for _ in 0..<used { columns.tracks += repeated.filter { !$0.isName } }
            default: columns.tracks.append(track)
            }
        }
        let areaColumns = box.style.gridAreas.map(\.count).max() ?? 0
        while columns.tracks.count < min(areaColumns, ValueReader.tracksMax) {
            columns.tracks.append(.size(.auto))
        }
        if columns.tracks.isEmpty {
            columns.tracks = [box.style.gridAutoColumns.first ?? .size(.auto)]
        }
        return columns
    }

    private func repetitions(of tracks: [GridTrack], width: Int, gap: Double) -> Int {
        let sizes = tracks.filter { !$0.isName }.map { max(1, definite($0, Double(width)) ?? 1) }
        let total = sizes.reduce(0, +) + gap * Double(sizes.count)
        return max(1, min(60, Int((Double(width) + gap + 0.01) / max(1, total))))
    }

    /// The size of a track that does not depend on its content.
    private func definite(_ track: GridTrack, _ width: Double) -> Double? {
        switch track {
        case .size(let length): return trackLength(length, width)
        case .minmax(let low, let high): return definite(low, width) ?? definite(high, width)
        default: return nil
        }
    }

    private func trackLength(_ length: CSSLength, _ width: Double?) -> Double? {
        let context = LengthContext(
            fontSize: 16, rootFontSize: 16, viewportWidth: options.viewport.width,
            viewportHeight: options.viewport.height)
        return length.computed(context).flatMap { columns($0, of: width) }
    }

    private struct Sizing {
        var size: Double
        var most: Double
        var fraction = 0.0
        var takesContent = false
    }

    /// The width of each track; together with the gaps no wider than the grid.
    func trackSizes(
        _ tracks: [GridTrack], wanted: [IntrinsicWidth], width: Int, gap: Double, stretches: Bool
    ) -> [Double] {
        let room = max(Double(tracks.count), Double(width) - gap * Double(tracks.count - 1))
        var sizings = zip(tracks, wanted).map { sizing($0, $1, Double(width)) }
        growContent(&sizings, room)
        spreadFractions(&sizings, room)
        if stretches, !sizings.contains(where: { $0.fraction > 0 }) {
            stretchAutos(&sizings, tracks, room)
        }
        let total = sizings.reduce(0) { $0 + $1.size }
        let scale = total > room + 0.01 ? room / total : 1
        return sizings.map { $0.size * scale }
    }

    private func sizing(_ track: GridTrack, _ wanted: IntrinsicWidth, _ width: Double) -> Sizing {
        let least = Double(wanted.least)
        let most = Double(wanted.most)
        switch track {
        case .fraction(let fraction): return Sizing(size: least, most: least, fraction: fraction)
        case .fitContent(let limit):
            return Sizing(
                size: least, most: min(most, trackLength(limit, width) ?? most), takesContent: true)
        case .minmax(let low, let high):
            let floor = definite(low, width) ?? (low.isFraction ? 0 : least)
            if case .fraction(let fraction) = high {
                return Sizing(size: floor, most: floor, fraction: fraction)
            }
            return Sizing(
                size: floor, most: max(floor, definite(high, width) ?? most), takesContent: true)
        case .size(.minContent): return Sizing(size: least, most: least)
        case .size(let length):
            if let fixed = trackLength(length, width) { return Sizing(size: fixed, most: fixed) }
            return Sizing(size: least, most: most, takesContent: true)
        case .autoRepeat, .name: return Sizing(size: least, most: most, takesContent: true)
        }
    }

    /// Content-sized tracks grow towards what they want, evenly.
    private func growContent(_ sizings: inout [Sizing], _ room: Double) {
        var free = room - sizings.reduce(0) { $0 + $1.size }
        for _ in 0..<sizings.count {
            let open = sizings.indices.filter {
                sizings[$0].takesContent && sizings[$0].most > sizings[$0].size + 0.01
            }
            guard free > 0.01, !open.isEmpty else { return }
            let share = free / Double(open.count)
            for i in open {
                let added = min(share, sizings[i].most - sizings[i].size)
                sizings[i].size += added
                free -= added
            }
        }
    }

    private func spreadFractions(_ sizings: inout [Sizing], _ room: Double) {
        var flexible = sizings.indices.filter { sizings[$0].fraction > 0 }
        while !flexible.isEmpty {
            let fixed = sizings.indices.filter { !flexible.contains($0) }.reduce(0) {
                $0 + sizings[$1].size
            }
            let total = max(1, flexible.reduce(0) { $0 + sizings[$1].fraction })
            let unit = max(0, room - fixed) / total
            let stuck = flexible.filter { sizings[$0].size > sizings[$0].fraction * unit + 0.01 }
            guard stuck.isEmpty else {
                flexible.removeAll { stuck.contains($0) }
                continue
            }
            for i in flexible { sizings[i].size = sizings[i].fraction * unit }
            return
        }
    }

    private func stretchAutos(_ sizings: inout [Sizing], _ tracks: [GridTrack], _ room: Double) {
        let autos = tracks.indices.filter {
            if case .size(.auto) = tracks[$0] { true } else { false }
        }
        let free = room - sizings.reduce(0) { $0 + $1.size }
        guard free > 0, !autos.isEmpty else { return }
        for i in autos { sizings[i].size += free / Double(autos.count) }
    }
}

extension [GridTrack] {
    /// How many tracks these are; what is repeated to fill its room is there once.
    var placeCount: Int {
        reduce(0) { count, track in
            switch track {
            case .name: count
            case .autoRepeat(let repeated, _): count + repeated.placeCount
            default: count + 1
            }
        }
    }
}

extension GridTrack {
    var isName: Bool { if case .name = self { true } else { false } }
    var isFraction: Bool { if case .fraction = self { true } else { false } }
}
