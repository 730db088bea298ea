import Synchronization

/// The layout of one box that is kept from page to page: nothing in it is changed once it is made.
///
/// `@unchecked`: fragments are classes, and these stay as they are; what is painted of them is behind locks.
final class KeptLayout: @unchecked Sendable {
    /// What a layout depends on besides its box and the page's options.
    struct Room: Equatable {
        var width: Int
        var marksInside: Bool
        /// Whether it has a formatting context of its own, whatever its style says.
        var standsAlone: Bool
        /// The boxes in it that stand over the page.
        var leftOut: [ObjectIdentifier] = []
    }

    let room: Room
    let fragment: Fragment
    /// The floats that it leaves to what comes after it, from its own place.
    let floats: [FloatContext.Placed]
    /// The rows of its ids, from its own first row, by where it stands across.
    let places = Mutex<SectionPlaces?>(nil)
    /// Its rows as they were painted last, some at a time: by the first of them.
    let painted = Mutex<(look: BandLook, rows: [Int: [PreviewRow]])?>(nil)

    init(_ fragment: Fragment, in room: Room, leaving floats: [FloatContext.Placed]) {
        self.room = room
        self.fragment = fragment
        self.floats = floats
        fragment.measureInk()
    }
}

/// Where a section's box keeps its layout; two of them where some of it may stand over the page.
final class LayoutKeeper {
    private var kept: [KeptLayout] = []

    fileprivate func layout(in room: KeptLayout.Room) -> KeptLayout? {
        kept.first { $0.room == room }
    }

    fileprivate func keep(_ layout: KeptLayout) {
        kept.removeAll { $0.room.leftOut == layout.room.leftOut }
        kept = [layout] + kept.prefix(1)
    }

    func forget() { kept = [] }
}

extension LayoutEngine {
    /// Lays out a box as it was laid out before, where nothing that it depends on is another.
    func keptLayout(_ box: Box, _ keeper: LayoutKeeper, width: Int, area: FloatArea?) -> Fragment {
        let takesPart = area != nil && !startsContext(box)
        // Floats that reach down to it belong to its look.
        if takesPart, let area, area.context.bottom(clearing: .both) > area.y {
            return layoutAnew(box, width: width, area: area)
        }
        let room = KeptLayout.Room(
            width: width, marksInside: box.marksInside, standsAlone: area == nil,
            leftOut: box.leftOut)
        if let last = keeper.layout(in: room) {
            if let area {
                for float in last.floats { area.context.add(float.moved(area.x, area.y)) }
            }
            return Fragment(sharing: last.fragment, of: last)
        }
        let known = area?.context.floats.count ?? 0
        let fragment = layoutAnew(box, width: width, area: area)
        let left = area.map { $0.context.added(since: known, from: $0.x, $0.y) } ?? []
        let kept = KeptLayout(fragment, in: room, leaving: left)
        keeper.keep(kept)
        return Fragment(sharing: fragment, of: kept)
    }
}

extension Box {
    /// Forgets what was worked out for a width of the page, here and in all that is inside.
    func forgetWidths() {
        cachedIntrinsic = nil
        cachedInline = nil
        overlaysRefused = nil
        keeper?.forget()
        for child in children { child.forgetWidths() }
    }
}
