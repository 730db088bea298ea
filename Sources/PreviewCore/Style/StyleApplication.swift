/// Sets computed values from declared ones.
struct StyleApplication {
    let style: ComputedStyle
    let parent: ComputedStyle
    let rootFontSize: Double
    let viewportWidth: Double
    let viewportHeight: Double

    private var context: LengthContext {
        LengthContext(
            fontSize: style.fontSize, rootFontSize: rootFontSize, viewportWidth: viewportWidth,
            viewportHeight: viewportHeight)
    }

    private static let initial = InitialStyle()

    /// Applies one declaration whose variables are known.
    func apply(_ declaration: Declaration) {
        if case .keyword(let keyword) = declaration.value, applyWide(declaration.property, keyword)
        {
            return
        }
        switch declaration.value {
        case .keyword(let keyword): apply(declaration.property, keyword)
        case .length(let length): apply(declaration.property, length)
        case .number(let number): apply(declaration.property, number)
        case .color(let color): apply(declaration.property, color)
        case .image(let tone): style.backgroundImage = tone
        case .content(let parts): style.content = parts
        case .tracks(let tracks):
            if declaration.property == .gridTemplateRows { style.gridRowCount = tracks.placeCount }
            if declaration.property == .gridTemplateColumns { style.gridColumns = tracks }
            if declaration.property == .gridAutoColumns { style.gridAutoColumns = tracks }
        case .areas(let areas): style.gridAreas = areas
        case .counters(let changes):
            if declaration.property == .counterIncrement {
                style.counterIncrement = changes
            } else {
                style.counterReset = changes
            }
        case .line(let line): apply(declaration.property, line)
        case .horizontalClip(let isEmpty):
            if declaration.property == .transform {
                style.isClipped = style.isClipped || isEmpty
            } else {
                style.isClipped = isEmpty
            }
        case .position(let x, let y):
            if let x = x.computed(context), let y = y.computed(context) {
                style.objectPosition = (x, y)
            }
        case .pending: break
        }
    }

    private func applyWide(_ property: Property, _ keyword: Keyword) -> Bool {
        switch keyword {
        case .inherit: style.copy(property, from: parent)
        case .initial: style.copy(property, from: Self.initial.style)
        case .unset: style.copy(property, from: property.isInherited ? parent : Self.initial.style)
        case .revert, .revertLayer: break
        default: return false
        }
        return true
    }

    // MARK: Lengths

    private func apply(_ property: Property, _ written: CSSLength) {
        guard property != .fontSize else { return applyFontSize(written) }
        guard let length = written.computed(context) else { return }
        switch property {
        case .width: style.width = length
        case .height: style.height = length
        case .minWidth: style.minWidth = length
        case .minHeight: style.minHeight = length
        case .maxWidth: style.maxWidth = length
        case .maxHeight: style.maxHeight = length
        case .marginTop: style.margin.top = length
        case .marginRight: style.margin.right = length
        case .marginBottom: style.margin.bottom = length
        case .marginLeft: style.margin.left = length
        case .paddingTop: style.padding.top = length
        case .paddingRight: style.padding.right = length
        case .paddingBottom: style.padding.bottom = length
        case .paddingLeft: style.padding.left = length
        case .borderTopWidth: style.border.top.width = length.pixels(of: nil) ?? 0
        case .borderRightWidth: style.border.right.width = length.pixels(of: nil) ?? 0
        case .borderBottomWidth: style.border.bottom.width = length.pixels(of: nil) ?? 0
        case .borderLeftWidth: style.border.left.width = length.pixels(of: nil) ?? 0
        case .top: style.inset.top = length
        case .right: style.inset.right = length
        case .bottom: style.inset.bottom = length
        case .left: style.inset.left = length
        case .textIndent: style.textIndent = length
        case .rowGap: style.rowGap = length
        case .columnGap: (style.columnGap, style.hasColumnGap) = (length, true)
        case .flexBasis: style.flexBasis = length
        case .columnWidth: style.columnWidth = length
        case .borderSpacing: style.borderSpacing = length.pixels(of: nil) ?? 0
        case .transform: style.shift = length
        default: break
        }
    }

    private func applyFontSize(_ written: CSSLength) {
        var parents = context
        parents.fontSize = parent.fontSize
        guard let size = written.computed(parents)?.pixels(of: parent.fontSize) else { return }
        style.fontSize = max(0, min(2000, size))
    }

    private func apply(_ property: Property, _ number: Double) {
        switch property {
        case .opacity: style.opacity = parent.opacity * max(0, min(1, number))
        case .aspectRatio: style.aspectRatio = max(0.001, min(1000, number))
        case .flexGrow: style.flexGrow = max(0, number)
        case .flexShrink: style.flexShrink = max(0, number)
        case .order: style.order = Int(max(-100_000, min(100_000, number)))
        case .columnCount: style.columnCount = Int(max(1, min(20, number)))
        default: break
        }
    }

    // MARK: Colours

    private func apply(_ property: Property, _ color: CSSColor) {
        switch property {
        case .color:
            style.color = color.resolved(parent.color)
            style.fillColor = nil
        case .backgroundColor: style.backgroundColor = color
        case .webkitTextFillColor: style.fillColor = color
        case .borderTopColor: style.border.top.color = color
        case .borderRightColor: style.border.right.color = color
        case .borderBottomColor: style.border.bottom.color = color
        case .borderLeftColor: style.border.left.color = color
        default: break
        }
    }

    private func apply(_ property: Property, _ line: GridLine) {
        switch property {
        case .gridColumnStart: style.gridColumnStart = line
        case .gridColumnEnd: style.gridColumnEnd = line
        case .gridRowStart: style.gridRowStart = line
        case .gridRowEnd: style.gridRowEnd = line
        default: break
        }
    }

    // MARK: Keywords

    private func apply(_ property: Property, _ keyword: Keyword) {
        switch property {
        case .display: if let display = Display(keyword) { style.display = display }
        case .visibility: style.isVisible = keyword == .visible
        case .position: style.position = keyword == .webkitSticky ? .sticky : keyword
        case .float:
            style.float = keyword == .inlineStart ? .left : keyword == .inlineEnd ? .right : keyword
        case .clear: style.clear = keyword
        case .boxSizing: style.isBorderBox = keyword == .borderBox
        case .fontSize: applyFontSize(keyword)
        case .fontWeight: style.bold = keyword == .bold
        case .fontStyle: style.italic = keyword == .italic || keyword == .oblique
        case .textDecorationLine:
            // An ancestor's line stays: only an own one can be taken away.
            style.underline = keyword == .underline || (keyword != .none && parent.underline)
            style.strike = keyword == .lineThrough || parent.strike
        case .textAlign: style.textAlign = keyword == .matchParent ? parent.textAlign : keyword
        case .textTransform: style.textTransform = keyword
        case .whiteSpace: style.whiteSpace = keyword
        case .verticalAlign: style.verticalAlign = keyword
        case .objectFit: style.objectFit = keyword
        case .aspectRatio: style.aspectRatio = nil
        case .listStyleType: style.listStyleType = keyword
        case .listStylePosition: style.listIsInside = keyword == .inside
        case .overflowX: style.overflowX = keyword
        case .overflowY: style.overflowY = keyword
        case .direction: style.isRightToLeft = keyword == .rtl
        case .captionSide: style.captionAtBottom = keyword == .bottom
        case .backgroundImage: style.backgroundImage = nil
        case .backgroundClip: style.clipsBackgroundToText = keyword == .text
        case .content: (style.content, style.hasNoContent) = (nil, true)
        case .borderCollapse: style.collapsesBorders = keyword == .collapse
        default: applyBorderOrSize(property, keyword)
        }
    }

    private func applyFontSize(_ keyword: Keyword) {
        switch keyword {
        case .smaller: style.fontSize = parent.fontSize / 1.2
        case .larger: style.fontSize = parent.fontSize * 1.2
        default: if let size = FontSizes.pixels(of: keyword) { style.fontSize = size }
        }
    }

    private func applyBorderOrSize(_ property: Property, _ keyword: Keyword) {
        switch property {
        case .borderTopStyle: style.border.top.style = keyword
        case .borderRightStyle: style.border.right.style = keyword
        case .borderBottomStyle: style.border.bottom.style = keyword
        case .borderLeftStyle: style.border.left.style = keyword
        case .maxWidth: style.maxWidth = .auto
        case .maxHeight: style.maxHeight = .auto
        case .rowGap: style.rowGap = .zero
        case .columnGap: (style.columnGap, style.hasColumnGap) = (.zero, false)
        case .flexBasis: style.flexBasis = .maxContent
        case .transform: (style.shift, style.isClipped) = (nil, false)
        case .gridTemplateColumns: style.gridColumns = []
        case .gridTemplateRows: style.gridRowCount = 0
        default: applyFlex(property, keyword)
        }
    }

    private func applyFlex(_ property: Property, _ keyword: Keyword) {
        switch property {
        case .flexDirection: style.flexDirection = keyword
        case .flexWrap: style.flexWrap = keyword
        case .justifyContent: style.justifyContent = keyword
        case .alignItems: style.alignItems = keyword
        case .alignSelf: style.alignSelf = keyword
        case .alignContent: style.alignContent = keyword
        case .justifyItems: style.justifyItems = keyword
        case .justifySelf: style.justifySelf = keyword
        case .gridAutoFlow:
            style.gridFlowsInColumns = keyword == .column || keyword == .columnDense
            style.gridFillsHoles = keyword == .dense || keyword == .columnDense
        default: break
        }
    }
}

/// The initial style, which is never changed.
private struct InitialStyle: @unchecked Sendable {
    let style = ComputedStyle()
}

extension Display {
    init?(_ keyword: Keyword) {
        switch keyword {
        case .none, .tableColumn, .tableColumnGroup: self = .none
        case .contents: self = .contents
        case .block: self = .block
        case .flow, .inline, .ruby: self = .inline
        case .inlineBlock: self = .inlineBlock
        case .listItem: self = .listItem
        case .flex, .webkitBox: self = .flex
        case .inlineFlex: self = .inlineFlex
        case .grid: self = .grid
        case .inlineGrid: self = .inlineGrid
        case .table: self = .table
        case .inlineTable: self = .inlineTable
        case .tableRow: self = .tableRow
        case .tableRowGroup: self = .tableRowGroup
        case .tableHeaderGroup: self = .tableHeaderGroup
        case .tableFooterGroup: self = .tableFooterGroup
        case .tableCell: self = .tableCell
        case .tableCaption: self = .tableCaption
        case .flowRoot: self = .flowRoot
        default: return nil
        }
    }
}
