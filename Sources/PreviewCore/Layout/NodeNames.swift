import Synchronization

/// The `data-pm-id` values of pages by numbers, and for each the one it stands in; -1 is none.
///
/// A number is never given twice. Rows may be cut on one thread while another lays out.
final class NodeNames: Sendable {
    private struct Names {
        var names: [String] = []
        var parents: [Int32] = []
        /// The last number of each name, and by number the one of the same name before it.
        var last: [String: Int32] = [:]
        var before: [Int32] = []
    }

    private let names = Mutex(Names())

    func add(_ name: String, under parent: Int32) -> Int32 {
        names.withLock { all in
            let number = Int32(all.names.count)
            all.names.append(name)
            all.parents.append(parent)
            all.before.append(all.last.updateValue(number, forKey: name) ?? -1)
            return number
        }
    }

    /// Nil for -1.
    func name(of number: Int32) -> String? {
        guard number >= 0 else { return nil }
        return names.withLock {
            $0.names.indices.contains(Int(number)) ? $0.names[Int(number)] : nil
        }
    }

    /// All that were given to a name, the last first: other layouts of the same page have others.
    func numbers(of name: String) -> [Int32] {
        names.withLock { all in
            var found: [Int32] = []
            var next = all.last[name] ?? -1
            while next >= 0 {
                found.append(next)
                next = all.before[Int(next)]
            }
            return found
        }
    }

    func parent(of number: Int32) -> Int32 { names.withLock { $0.parents[Int(number)] } }

    var count: Int { names.withLock { $0.names.count } }
}

/// The rows of ids by number; an id that others stand in covers theirs too.
struct NodeRows {
    private(set) var rows: [Int32: Range<Int>] = [:]

    mutating func cover(_ node: Int32, _ more: Range<Int>) {
        guard let known = rows[node] else {
            rows[node] = more
            return
        }
        rows[node] =
            min(known.lowerBound, more.lowerBound)..<max(known.upperBound, more.upperBound)
    }

    /// Adds the rows of each id to those that it stands in.
    mutating func coverAncestors(_ names: NodeNames) {
        for (node, own) in rows {
            var parent = names.parent(of: node)
            while parent >= 0 {
                cover(parent, own)
                parent = names.parent(of: parent)
            }
        }
    }

    /// What a painter would paint of a fragment, without painting it.
    ///
    /// - Parameters:
    ///   - columns: Words outside of them are not seen.
    ///   - skipsKept: Kept layouts are left out: they have places of their own.
    mutating func add(
        _ fragment: Fragment, x: Int, y: Int, columns: Range<Int>, rows: Range<Int>,
        skipsKept: Bool = false
    ) {
        if skipsKept, fragment.kept != nil { return }
        let left = x + fragment.x
        let top = y + fragment.y
        if let box = fragment.box, !box.isAnonymous, box.node >= 0, fragment.height > 0 {
            cover(box.node, top..<top + fragment.height)
        }
        for child in fragment.children {
            add(child, x: left, y: top, columns: columns, rows: rows, skipsKept: skipsKept)
        }
        for line in fragment.lines where rows.contains(top + line.y) {
            add(line, x: left + line.x, y: top + line.y, columns)
        }
    }

    private mutating func add(_ line: Line, x: Int, y: Int, _ columns: Range<Int>) {
        var x = x
        var last: Int32 = -1
        for atom in line.atoms {
            let isSeen: Bool
            switch atom.kind {
            case .text, .piece: isSeen = true
            case .space, .hardSpace, .stiffSpace: isSeen = atom.ink >= 0 && atom.width > 0
            case .float: continue
            case .newline, .breakOpportunity, .box, .gap: isSeen = false
            }
            if isSeen, columns.contains(x), case let node = line.inks[Int(atom.ink)].node,
                node >= 0,
                node != last
            {
                cover(node, y..<y + 1)
                last = node
            }
            x += Int(atom.width)
        }
    }
}

/// The numbers of the ids that stand around sections: the same from one page to the next.
final class PageNames {
    private struct Key: Hashable {
        let name: String
        let parent: Int32
        /// How many of the same name came before.
        let place: Int
    }

    private let names: NodeNames
    private var numbers: [Key: Int32] = [:]
    private var places: [String: Int] = [:]

    init(_ names: NodeNames) { self.names = names }

    /// Begins a page.
    func begin() { places = [:] }

    func number(of name: String, under parent: Int32) -> Int32 {
        let key = Key(name: name, parent: parent, place: places[name] ?? 0)
        places[name] = key.place + 1
        if let known = numbers[key] { return known }
        let number = names.add(name, under: parent)
        numbers[key] = number
        return number
    }
}
