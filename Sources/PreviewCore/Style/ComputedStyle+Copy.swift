extension Property {
    /// Whether an element has its parent's value where nothing is declared.
    var isInherited: Bool {
        switch self {
        case .color, .fontSize, .fontWeight, .fontStyle, .textAlign, .textTransform, .textIndent,
            .whiteSpace, .visibility,
            .listStyleType, .listStylePosition, .direction, .borderSpacing, .captionSide,
            .webkitTextFillColor,
            .borderCollapse:
            true
        default: false
        }
    }
}

extension ComputedStyle {
    /// Takes one property's value from another style.
    func copy(_ property: Property, from other: ComputedStyle) {
        switch property {
        case .color: color = other.color
        case .fontSize: fontSize = other.fontSize
        case .fontWeight: bold = other.bold
        case .fontStyle: italic = other.italic
        case .textAlign: textAlign = other.textAlign
        case .textTransform: textTransform = other.textTransform
        case .textIndent: textIndent = other.textIndent
        case .whiteSpace: whiteSpace = other.whiteSpace
        case .visibility: isVisible = other.isVisible
        case .listStyleType: listStyleType = other.listStyleType
        case .listStylePosition: listIsInside = other.listIsInside
        case .direction: isRightToLeft = other.isRightToLeft
        case .borderSpacing: borderSpacing = other.borderSpacing
        case .borderCollapse: collapsesBorders = other.collapsesBorders
        case .captionSide: captionAtBottom = other.captionAtBottom
        case .webkitTextFillColor: fillColor = other.fillColor
        case .textDecorationLine: (underline, strike) = (other.underline, other.strike)
        case .opacity: opacity = other.opacity
        default: copyBox(property, from: other)
        }
    }

    private func copyBox(_ property: Property, from other: ComputedStyle) {
        switch property {
        case .display: display = other.display
        case .position: position = other.position
        case .float: float = other.float
        case .clear: clear = other.clear
        case .boxSizing: isBorderBox = other.isBorderBox
        case .width: width = other.width
        case .height: height = other.height
        case .minWidth: minWidth = other.minWidth
        case .minHeight: minHeight = other.minHeight
        case .maxWidth: maxWidth = other.maxWidth
        case .maxHeight: maxHeight = other.maxHeight
        case .marginTop: margin.top = other.margin.top
        case .marginRight: margin.right = other.margin.right
        case .marginBottom: margin.bottom = other.margin.bottom
        case .marginLeft: margin.left = other.margin.left
        case .paddingTop: padding.top = other.padding.top
        case .paddingRight: padding.right = other.padding.right
        case .paddingBottom: padding.bottom = other.padding.bottom
        case .paddingLeft: padding.left = other.padding.left
        case .top: inset.top = other.inset.top
        case .right: inset.right = other.inset.right
        case .bottom: inset.bottom = other.inset.bottom
        case .left: inset.left = other.inset.left
        case .backgroundColor: backgroundColor = other.backgroundColor
        case .backgroundImage: backgroundImage = other.backgroundImage
        case .backgroundClip: clipsBackgroundToText = other.clipsBackgroundToText
        case .overflowX: overflowX = other.overflowX
        case .overflowY: overflowY = other.overflowY
        case .verticalAlign: verticalAlign = other.verticalAlign
        case .objectFit: objectFit = other.objectFit
        case .objectPosition: objectPosition = other.objectPosition
        case .aspectRatio: aspectRatio = other.aspectRatio
        case .clip, .clipPath: isClipped = other.isClipped
        case .transform: shift = other.shift
        case .content: content = other.content
        default: copyBorder(property, from: other)
        }
    }

    private func copyBorder(_ property: Property, from other: ComputedStyle) {
        switch property {
        case .borderTopWidth: border.top.width = other.border.top.width
        case .borderRightWidth: border.right.width = other.border.right.width
        case .borderBottomWidth: border.bottom.width = other.border.bottom.width
        case .borderLeftWidth: border.left.width = other.border.left.width
        case .borderTopStyle: border.top.style = other.border.top.style
        case .borderRightStyle: border.right.style = other.border.right.style
        case .borderBottomStyle: border.bottom.style = other.border.bottom.style
        case .borderLeftStyle: border.left.style = other.border.left.style
        case .borderTopColor: border.top.color = other.border.top.color
        case .borderRightColor: border.right.color = other.border.right.color
        case .borderBottomColor: border.bottom.color = other.border.bottom.color
        case .borderLeftColor: border.left.color = other.border.left.color
        default: copyFlex(property, from: other)
        }
    }

    private func copyFlex(_ property: Property, from other: ComputedStyle) {
        switch property {
        case .flexDirection: flexDirection = other.flexDirection
        case .flexWrap: flexWrap = other.flexWrap
        case .flexGrow: flexGrow = other.flexGrow
        case .flexShrink: flexShrink = other.flexShrink
        case .flexBasis: flexBasis = other.flexBasis
        case .order: order = other.order
        case .justifyContent: justifyContent = other.justifyContent
        case .alignItems: alignItems = other.alignItems
        case .alignSelf: alignSelf = other.alignSelf
        case .alignContent: alignContent = other.alignContent
        case .justifyItems: justifyItems = other.justifyItems
        case .justifySelf: justifySelf = other.justifySelf
        case .rowGap: rowGap = other.rowGap
        case .columnGap: (columnGap, hasColumnGap) = (other.columnGap, other.hasColumnGap)
        case .gridTemplateColumns: gridColumns = other.gridColumns
        case .gridTemplateAreas: gridAreas = other.gridAreas
        case .gridColumnStart: gridColumnStart = other.gridColumnStart
        case .gridColumnEnd: gridColumnEnd = other.gridColumnEnd
        case .gridRowStart: gridRowStart = other.gridRowStart
        case .gridRowEnd: gridRowEnd = other.gridRowEnd
        case .columnCount: columnCount = other.columnCount
        case .columnWidth: columnWidth = other.columnWidth
        default: break
        }
    }
}
