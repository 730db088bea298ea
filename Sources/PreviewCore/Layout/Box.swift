/// A box of the page: what layout works on.
final class Box {
    enum Kind {
        /// Holds boxes or lines; how is said by `display`.
        case container
        case text
        case lineBreak
        /// A place where a line may be broken.
        case breakOpportunity
        case replaced(Replaced)
        /// `hr`.
        case rule
    }

    let style: ComputedStyle
    var kind: Kind
    var display: Display
    var children: [Box] = []
    var text = ""
    /// Index into the page's ids; -1 for none.
    var node: Int32 = -1
    /// The bullet or number of a list item.
    var marker: String?
    /// Drawn between brackets.
    var isButton = false
    /// An absolutely positioned box takes no more than its content asks for.
    var shrinksToFit = false
    var columnSpan = 1
    var rowSpan = 1
    /// Of a table's cell: a line is drawn above or below it, and sets apart as well as a row of padding does.
    var isRuledAbove = false
    var isRuledBelow = false
    /// Its marker stands in the line: there is no room beside it.
    var marksInside = false
    /// Rows of a picture's place; 0 for what is no picture.
    var pictureRows = 0
    /// What positioned boxes without text, which cover all of it, come to.
    var veil: RGBA?
    /// The picture that stands in it, in place of its text.
    var picture: PictureBox?
    /// The file of the picture behind it.
    var backgroundFile: String?
    /// `html` or `body`: as tall as the window, whatever is in it.
    var isPage = false

    /// Keeps its layout from one page to the next, where it is a section's. The section owns it, for the layout owns the
    /// box.
    weak var keeper: LayoutKeeper?

    /// What a picture behind it comes to, once it is laid out: its text may be another when it is painted.
    var pictureTone: RGBA?

    /// Its words stand for something that is no text: a picture, a control.
    var isStandIn = false
    /// A heading, or all that a heading holds: where it is big it is drawn in block letters.
    var isHeading = false
    /// Set when first asked for.
    var cachedIntrinsic: IntrinsicWidth?
    var cachedInline: InlineContent?
    /// The positioned boxes that it is the containing block of, where a side of theirs is said.
    var loose: [Box] = []
    /// Those of them that could not stand where their sides say, at a width.
    var overlaysRefused: (width: Int, boxes: [Box])?
    /// It is positioned, and stands where a browser shows it.
    var standsInPlace = false
    /// Of a section: the positioned boxes in it whose containing block is outside, and those of them that are left out.
    var escaping: [Box] = []
    var leftOut: [ObjectIdentifier] = []

    init(_ kind: Kind, _ style: ComputedStyle, _ display: Display, node: Int32 = -1) {
        self.kind = kind
        self.style = style
        self.display = display
        self.node = node
    }

    /// It is a heading, and so are the blocks in it.
    func markHeading() {
        isHeading = true
        for child in children where !child.isInlineLevel && !child.isStandIn { child.markHeading() }
    }

    var isFloating: Bool { style.isFloating && !isAnonymous }
    /// Made by layout: it has its parent's inherited style and nothing of its own.
    var isAnonymous = false

    /// Positioned, with a side that says where; else it stands where it is written.
    var hasPlace: Bool {
        guard style.isOutOfFlow, !isAnonymous else { return false }
        let sides = style.inset
        return ![sides.left, sides.right, sides.top, sides.bottom].allSatisfy(\.isAuto)
    }

    /// Whether it stands in lines: inline content and floats.
    var isInlineLevel: Bool { isFloating || display.isInlineLevel }
    var isInlineBox: Bool { if case .container = kind { display == .inline } else { false } }

    /// Whether it holds lines rather than blocks.
    var holdsLines: Bool { children.allSatisfy(\.isInlineLevel) }

    /// Whether anything below could be seen as text.
    var hasText: Bool {
        switch kind {
        case .text: text.utf8.contains { $0 > 0x20 }
        case .replaced: true
        case .rule: true
        default:
            marker != nil || pictureRows > 0 || picture != nil || children.contains { $0.hasText }
        }
    }
}

/// Widths in cells that a box asks for.
struct IntrinsicWidth {
    /// Without breaking a word.
    var least: Int
    /// Without breaking a line.
    var most: Int
}

/// A field to fill in: its text, then underscores up to its width.
struct Replaced {
    var text: String
    var rows = 1
    /// Cells, where nothing else says how wide it is.
    var naturalWidth: Int
}
