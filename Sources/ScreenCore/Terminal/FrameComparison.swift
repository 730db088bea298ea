import Glibc

/// Which cells of two frames of one size look different on a terminal.
struct FrameComparison {
    private let old: Frame
    private let new: Frame
    private let oldLooks: [LookTable.Look]
    private let newLooks: [LookTable.Look]
    /// The old tables begin the new ones, so that cells are equal where their bytes are.
    private let hasSameTables: Bool

    /// - Parameter looks: In use for the new frame's styles.
    init(_ old: Frame, _ new: Frame, _ looks: inout LookTable) {
        self.old = old
        self.new = new
        newLooks = looks.current
        // Mostly they are the very same, which is quick to see.
        hasSameTables =
            (new.styles == old.styles || new.styles.starts(with: old.styles))
            && (new.clusters == old.clusters || new.clusters.starts(with: old.clusters))
        oldLooks = hasSameTables ? newLooks : looks.looks(of: old.styles)
    }

    /// Whether a row may have changed; cheap.
    func mayDiffer(_ row: Int) -> Bool {
        guard hasSameTables else { return true }
        let length = new.columns * MemoryLayout<Cell>.stride
        return old.cells.withUnsafeBytes { old in
            new.cells.withUnsafeBytes { new in
                guard let old = old.baseAddress, let new = new.baseAddress else { return false }
                return memcmp(old + row * length, new + row * length, length) != 0
            }
        }
    }

    /// The columns that differ, as ranges that never halve a wide character.
    func runs(of row: Int, into runs: inout [Range<Int>]) {
        runs.removeAll(keepingCapacity: true)
        let base = row * new.columns
        var open: Range<Int>?
        for column in 0..<new.columns where !isSame(base + column) {
            if let range = open, column <= range.upperBound {
                open = range.lowerBound..<(column + 1)
            } else {
                if let range = open { runs.append(whole(range, base)) }
                open = column..<(column + 1)
            }
        }
        if let range = open { runs.append(whole(range, base)) }
    }

    private func isSame(_ index: Int) -> Bool {
        let (a, b) = (old.cells[index], new.cells[index])
        if hasSameTables, a == b { return true }
        guard a.width == b.width else { return false }
        let (lookA, lookB) = (oldLooks[Int(a.style)], newLooks[Int(b.style)])
        if a.glyph == 0x20, b.glyph == 0x20, a.width == 1 { return lookA.blank == lookB.blank }
        guard lookA.number == lookB.number else { return false }
        guard a.glyph >= Frame.clusterBase, b.glyph >= Frame.clusterBase else {
            return a.glyph == b.glyph
        }
        return old.clusters[Int(a.glyph - Frame.clusterBase)]
            == new.clusters[Int(b.glyph - Frame.clusterBase)]
    }

    private func whole(_ range: Range<Int>, _ base: Int) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start > 0, new.cells[base + start].width == 0 { start -= 1 }
        while end < new.columns, new.cells[base + end].width == 0 { end += 1 }
        return start..<end
    }
}
