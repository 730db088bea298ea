/// How a box stands among others.
enum Display: UInt8, Sendable {
    case none, contents, block, inline, inlineBlock, listItem, flex, inlineFlex, grid, inlineGrid,
        table, inlineTable
    case tableRow, tableRowGroup, tableHeaderGroup, tableFooterGroup, tableCell, tableCaption,
        flowRoot

    /// Whether the box takes part in lines of text.
    var isInlineLevel: Bool {
        switch self {
        case .inline, .inlineBlock, .inlineFlex, .inlineGrid, .inlineTable: true
        default: false
        }
    }

    /// The same box where only blocks stand: floated, positioned, or an item of a flex or grid container.
    var blockified: Display {
        switch self {
        case .inline, .inlineBlock: .block
        case .inlineFlex: .flex
        case .inlineGrid: .grid
        case .inlineTable: .table
        case .tableRow, .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableCell,
            .tableCaption:
            .block
        default: self
        }
    }
}

/// Four values, one a side.
struct Sides<Value: Sendable>: Sendable {
    var top: Value
    var right: Value
    var bottom: Value
    var left: Value

    init(_ all: Value) { (top, right, bottom, left) = (all, all, all, all) }
}

/// One side of a border.
struct BorderSide: Sendable, Equatable {
    /// CSS pixels; counts only where the style draws.
    var width = 3.0
    var style = Keyword.none
    var color = CSSColor.current

    var isDrawn: Bool { width > 0.4 && style != .none && style != .hidden }
    /// CSS pixels that it takes.
    var usedWidth: Double { isDrawn ? width : 0 }
}

/// The computed values of one element or pseudo-element.
final class ComputedStyle {
    // Inherited
    var color = RGBA.black
    var fontSize = 16.0
    var bold = false
    var italic = false
    var textAlign = Keyword.start
    var textTransform = Keyword.none
    var whiteSpace = Keyword.normal
    var listStyleType = Keyword.disc
    var listIsInside = false
    var isVisible = true
    var textIndent = Length.zero
    var isRightToLeft = false
    var borderSpacing = 0.0
    /// The borders of a table's cells are one with their neighbours'.
    var collapsesBorders = false
    var captionAtBottom = false
    /// The colour that text is filled with, where it is not `color`.
    var fillColor: CSSColor?
    var variables: VariableScope?
    // Handed down by painting rather than by inheritance
    var underline = false
    var strike = false
    var opacity = 1.0

    // Own
    var display = Display.inline
    var position = Keyword.static
    var float = Keyword.none
    var clear = Keyword.none
    var isBorderBox = false
    var width = Length.auto
    var height = Length.auto
    var minWidth = Length.auto
    var minHeight = Length.auto
    /// `auto` is none.
    var maxWidth = Length.auto
    var maxHeight = Length.auto
    var margin = Sides(Length.zero)
    var padding = Sides(Length.zero)
    var border = Sides(BorderSide())
    var inset = Sides(Length.auto)
    var backgroundColor = CSSColor.value(.transparent)
    var backgroundImage: ImageTone?
    var clipsBackgroundToText = false
    var overflowX = Keyword.visible
    var overflowY = Keyword.visible
    var verticalAlign = Keyword.baseline
    var objectFit = Keyword.fill
    var objectPosition = (
        x: Length.fixed(pixels: 0, percent: 50), y: Length.fixed(pixels: 0, percent: 50)
    )
    /// Width by height.
    var aspectRatio: Double?
    var isClipped = false
    /// A `translate()` along the first axis.
    var shift: Length?
    var content: [ContentPart]?
    var hasNoContent = false
    var counterReset: [CounterChange] = []
    var counterIncrement: [CounterChange] = []

    // Flex and grid
    var flexDirection = Keyword.row
    var flexWrap = Keyword.nowrap
    var flexGrow = 0.0
    var flexShrink = 1.0
    var flexBasis = Length.auto
    var order = 0
    var justifyContent = Keyword.normal
    var alignItems = Keyword.normal
    var alignSelf = Keyword.auto
    var alignContent = Keyword.normal
    var justifyItems = Keyword.normal
    var justifySelf = Keyword.auto
    var rowGap = Length.zero
    var columnGap = Length.zero
    var hasColumnGap = false
    var gridColumns: [GridTrack] = []
    var gridAutoColumns: [GridTrack] = []
    var gridAreas: [[NameKey]] = []
    var gridFlowsInColumns = false
    /// `grid-auto-flow: dense`.
    var gridFillsHoles = false
    /// Rows that `grid-template-rows` names; their sizes are those of what is in them.
    var gridRowCount = 0
    var gridColumnStart = GridLine.auto
    var gridColumnEnd = GridLine.auto
    var gridRowStart = GridLine.auto
    var gridRowEnd = GridLine.auto
    var columnCount = 0
    var columnWidth = Length.auto

    /// Initial values.
    init() {}

    /// Initial values, and the inherited ones of a parent.
    init(inheriting parent: ComputedStyle) {
        color = parent.color
        fontSize = parent.fontSize
        bold = parent.bold
        italic = parent.italic
        textAlign = parent.textAlign
        textTransform = parent.textTransform
        whiteSpace = parent.whiteSpace
        listStyleType = parent.listStyleType
        listIsInside = parent.listIsInside
        isVisible = parent.isVisible
        textIndent = parent.textIndent
        isRightToLeft = parent.isRightToLeft
        borderSpacing = parent.borderSpacing
        collapsesBorders = parent.collapsesBorders
        captionAtBottom = parent.captionAtBottom
        fillColor = parent.fillColor
        variables = parent.variables
        underline = parent.underline
        strike = parent.strike
        opacity = parent.opacity
    }

    static let initialFontSize = 16.0

    var isFloating: Bool { float == .left || float == .right }
    var isOutOfFlow: Bool { position == .absolute || position == .fixed }
    var clipsOverflow: Bool { overflowX != .visible || overflowY != .visible }
    var textColor: RGBA { (fillColor ?? .current).resolved(color) }
    var preservesSpace: Bool {
        whiteSpace == .pre || whiteSpace == .preWrap || whiteSpace == .breakSpaces
    }
    var preservesLines: Bool { preservesSpace || whiteSpace == .preLine }
    var wraps: Bool { whiteSpace != .nowrap && whiteSpace != .pre }
}
