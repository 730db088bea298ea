/// A box where it stands: cells, relative to the fragment it is in.
final class Fragment {
    let box: Box?
    var x: Int
    var y: Int
    var width: Int
    var height: Int
    var lines: [Line] = []
    var children: [Fragment] = []
    /// Rows of white space that its margins ask for, after collapsing with those of its first and last child.
    var marginTop = 0
    var marginBottom = 0
    /// Rows that negative margins take of them.
    var pullTop = 0
    var pullBottom = 0
    /// The sides where a border's line is drawn.
    var frame = FrameSides()
    /// The picture that it shows.
    var picture: PicturePlace?
    /// The lines between its cells.
    var rules: TableRules?
    /// Its lines belong together: each is a row of block letters.
    var isLettered = false
    /// Rows from the first to behind the last that anything in it is painted in, from its own first row; nil until asked.
    private(set) var ink: Range<Int>?
    /// The layout that it shows, where it is one that is kept: what is in it belongs to that.
    private(set) var kept: KeptLayout?

    init(_ box: Box?, width: Int, height: Int = 0) {
        self.box = box
        (x, y) = (0, 0)
        self.width = width
        self.height = height
    }

    /// A copy that shares what is inside.
    convenience init(sharing other: Fragment, of kept: KeptLayout? = nil) {
        self.init(other.box, width: other.width, height: other.height)
        lines = other.lines
        children = other.children
        (marginTop, marginBottom) = (other.marginTop, other.marginBottom)
        (pullTop, pullBottom) = (other.pullTop, other.pullBottom)
        frame = other.frame
        picture = other.picture
        rules = other.rules
        isLettered = other.isLettered
        ink = other.ink
        self.kept = kept
    }

    /// Before anything inside is moved: what is kept stays as it is.
    func makeUnique() {
        guard kept != nil else { return }
        kept = nil
        copyChildren()
    }

    private func copyChildren() {
        ink = nil
        children = children.map { child in
            let copy = Fragment(sharing: child)
            (copy.x, copy.y) = (child.x, child.y)
            copy.copyChildren()
            return copy
        }
    }

    /// The pictures in it, from the top, and the files of its backgrounds; it is asked once.
    func pictures() -> [PictureRequest] {
        if let kept { return kept.fragment.pictures() }
        if let known = wantedPictures { return known }
        var found = picture.map { [$0.request] } ?? []
        if let file = box?.backgroundFile { found.append(.tone(of: file)) }
        for child in children { found += child.pictures() }
        wantedPictures = found
        return found
    }

    private var wantedPictures: [PictureRequest]?

    /// After something in it was moved: its rows are found out again.
    func forgetInk() { ink = nil }

    /// Finds out which rows are painted, here and in everything inside.
    @discardableResult
    func measureInk() -> Range<Int> {
        if let ink { return ink }
        if let box, case .picture(_)? = box.style.backgroundImage {
            box.pictureTone = box.pictureTone ?? BackgroundTone.color(of: box)
        }
        var rows = 0..<max(0, height)
        func add(_ more: Range<Int>) {
            guard !more.isEmpty else { return }
            rows =
                rows.isEmpty
                ? more
                : min(rows.lowerBound, more.lowerBound)..<max(rows.upperBound, more.upperBound)
        }
        for line in lines { add(line.y..<line.y + 1) }
        for child in children {
            let inner = child.measureInk()
            add(child.y + inner.lowerBound..<child.y + inner.upperBound)
        }
        ink = rows
        return rows
    }
}

/// One line of text.
struct Line {
    var x: Int
    /// The row of the text, relative to the fragment.
    var y: Int
    var atoms: ArraySlice<Atom>
    /// What the atoms' `ink` counts in.
    var inks: [Ink]
}

struct FrameSides: Equatable {
    var top = 0
    var right = 0
    var bottom = 0
    var left = 0
    var isWhole: Bool { top + right + bottom + left == 4 }
}

/// One thing on a line.
struct Atom {
    enum Kind: UInt8 {
        case text
        /// A space where the line may be broken, and that vanishes at its ends.
        case space
        /// A space that stays.
        case hardSpace
        /// A space of `nowrap` text: broken only where nothing else helps.
        case stiffSpace
        case newline
        case breakOpportunity
        /// An inline box, by `index` into the boxes of the content.
        case box
        case float
        /// White space of an inline box's margin: not painted.
        case gap
        /// A piece of a block letter.
        case piece
    }

    var kind: Kind
    /// Of a block letter's first cell: the letter, and the rows that it takes.
    var letterRows: UInt8 = 0
    var letter: UInt16 = 0
    var glyph: Glyph = 0x20
    var width: UInt16 = 1
    /// Index into the inks of its content.
    var ink: Int32 = -1
    /// Of boxes and floats.
    var index: Int32 = -1

    init(_ kind: Kind, width: UInt16 = 1) {
        self.kind = kind
        self.width = width
    }
}

/// How text is drawn.
struct Ink {
    var color: RGBA
    var background: RGBA?
    var bold = false
    var italic = false
    var underline = false
    var strike = false
    var dim = false
    var node: Int32 = -1
}

/// The inline content of a box, flat.
final class InlineContent {
    var atoms: [Atom] = []
    var boxes: [Box] = []
    var inks: [Ink] = []

    /// Adds an ink and returns its index.
    func add(_ ink: Ink) -> Int32 {
        inks.append(ink)
        return Int32(inks.count - 1)
    }
}
