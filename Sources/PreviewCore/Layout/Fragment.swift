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
    /// The sides where a border's line is drawn.
    var frame = FrameSides()

    init(_ box: Box?, width: Int, height: Int = 0) {
        self.box = box
        (x, y) = (0, 0)
        self.width = width
        self.height = height
    }
}

/// One line of text.
struct Line {
    var x: Int
    /// The row of the text, relative to the fragment.
    var y: Int
    var atoms: ArraySlice<Atom>
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
    }

    var kind: Kind
    var glyph: Glyph = 0x20
    var width: UInt16 = 1
    /// Index into the engine's inks.
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
}
