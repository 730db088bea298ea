/// The properties that the preview understands: longhands first, then shorthands.
enum Property: String, CaseIterable, Sendable {
    case display, visibility, opacity, position, float, clear, width, height, clip, content, color, order, left, right
    case top, bottom, direction, transform, hyphens
    case minWidth = "min-width", maxWidth = "max-width", minHeight = "min-height", maxHeight = "max-height"
    case clipPath = "clip-path", boxSizing = "box-sizing"
    case marginTop = "margin-top", marginRight = "margin-right", marginBottom = "margin-bottom"
    case marginLeft = "margin-left"
    case paddingTop = "padding-top", paddingRight = "padding-right", paddingBottom = "padding-bottom"
    case paddingLeft = "padding-left"
    case borderTopWidth = "border-top-width", borderRightWidth = "border-right-width"
    case borderBottomWidth = "border-bottom-width", borderLeftWidth = "border-left-width"
    case borderTopStyle = "border-top-style", borderRightStyle = "border-right-style"
    case borderBottomStyle = "border-bottom-style", borderLeftStyle = "border-left-style"
    case borderTopColor = "border-top-color", borderRightColor = "border-right-color"
    case borderBottomColor = "border-bottom-color", borderLeftColor = "border-left-color"
    case backgroundColor = "background-color", backgroundImage = "background-image", backgroundClip = "background-clip"
    case webkitBackgroundClip = "-webkit-background-clip", webkitTextFillColor = "-webkit-text-fill-color"
    case fontSize = "font-size", fontWeight = "font-weight", fontStyle = "font-style"
    case textDecorationLine = "text-decoration-line", textAlign = "text-align", textTransform = "text-transform"
    case textIndent = "text-indent", whiteSpace = "white-space", verticalAlign = "vertical-align"
    case textAlignLast = "text-align-last"
    case listStyleType = "list-style-type", listStylePosition = "list-style-position"
    case overflowX = "overflow-x", overflowY = "overflow-y"
    case flexDirection = "flex-direction", flexWrap = "flex-wrap", flexGrow = "flex-grow", flexShrink = "flex-shrink"
    case flexBasis = "flex-basis", justifyContent = "justify-content", alignItems = "align-items"
    case alignSelf = "align-self", alignContent = "align-content", justifyItems = "justify-items"
    case justifySelf = "justify-self", rowGap = "row-gap", columnGap = "column-gap"
    case gridTemplateColumns = "grid-template-columns", gridTemplateRows = "grid-template-rows"
    case gridTemplateAreas = "grid-template-areas", gridAutoFlow = "grid-auto-flow"
    case gridAutoColumns = "grid-auto-columns", gridColumnStart = "grid-column-start", gridColumnEnd = "grid-column-end"
    case gridRowStart = "grid-row-start", gridRowEnd = "grid-row-end"
    case columnCount = "column-count", columnWidth = "column-width"
    case borderCollapse = "border-collapse", borderSpacing = "border-spacing", captionSide = "caption-side"
    case tableLayout = "table-layout"

    // Shorthands and other names for the same.
    case margin, padding, border, background, font, flex, overflow, gap, inset, columns
    case marginInline = "margin-inline", marginBlock = "margin-block", paddingInline = "padding-inline"
    case paddingBlock = "padding-block", marginInlineStart = "margin-inline-start"
    case marginInlineEnd = "margin-inline-end", marginBlockStart = "margin-block-start"
    case marginBlockEnd = "margin-block-end", paddingInlineStart = "padding-inline-start"
    case paddingInlineEnd = "padding-inline-end", paddingBlockStart = "padding-block-start"
    case paddingBlockEnd = "padding-block-end", insetInline = "inset-inline", insetBlock = "inset-block"
    case insetInlineStart = "inset-inline-start", insetInlineEnd = "inset-inline-end"
    case insetBlockStart = "inset-block-start", insetBlockEnd = "inset-block-end"
    case inlineSize = "inline-size", blockSize = "block-size", maxInlineSize = "max-inline-size"
    case minInlineSize = "min-inline-size", minBlockSize = "min-block-size", maxBlockSize = "max-block-size"
    case borderTop = "border-top", borderRight = "border-right", borderBottom = "border-bottom"
    case borderLeft = "border-left", borderWidth = "border-width", borderStyle = "border-style"
    case borderColor = "border-color", borderInlineStart = "border-inline-start", borderInlineEnd = "border-inline-end"
    case borderBlockStart = "border-block-start", borderBlockEnd = "border-block-end"
    case textDecoration = "text-decoration", listStyle = "list-style", flexFlow = "flex-flow"
    case placeContent = "place-content", placeItems = "place-items", placeSelf = "place-self", gridGap = "grid-gap"
    case gridRowGap = "grid-row-gap", gridColumnGap = "grid-column-gap", gridColumn = "grid-column"
    case gridRow = "grid-row", gridArea = "grid-area", gridTemplate = "grid-template", grid

    private static let byKey: [NameKey: Property] = Dictionary(
        uniqueKeysWithValues: allCases.map { (NameHash.exact($0.rawValue), $0) })

    init?(_ folded: NameKey) {
        guard let property = Self.byKey[folded] else { return nil }
        self = property
    }
}

/// Properties that change nothing that cells can show: they are understood by leaving them out.
enum HarmlessProperties {
    private static let names = """
        -moz-osx-font-smoothing accent-color align-tracks animation animation-delay animation-direction animation-duration
        animation-fill-mode animation-iteration-count animation-name animation-play-state animation-timing-function
        appearance aspect-ratio backdrop-filter backface-visibility background-attachment background-blend-mode
        background-origin background-position background-position-x background-position-y background-repeat
        background-size border-radius border-top-left-radius border-top-right-radius border-bottom-left-radius
        border-bottom-right-radius border-start-start-radius border-start-end-radius border-end-start-radius
        border-end-end-radius border-image border-image-slice border-image-source border-image-width box-shadow
        box-decoration-break break-after break-before break-inside caret-color color-adjust color-scheme column-gap
        column-rule column-rule-color column-rule-style column-rule-width column-fill contain content-visibility
        counter-increment counter-reset counter-set cursor
        empty-cells fill fill-opacity fill-rule filter font-display font-family font-feature-settings font-kerning
        font-optical-sizing font-smooth font-stretch font-synthesis font-variant font-variant-caps
        font-variant-ligatures font-variant-numeric font-variation-settings forced-color-adjust grid-auto-rows
        image-rendering isolation letter-spacing line-break line-height list-style-image mask mask-image mask-position
        mask-repeat mask-size mix-blend-mode object-fit object-position orphans outline outline-color outline-offset
        outline-style outline-width overflow-anchor overflow-wrap overscroll-behavior overscroll-behavior-x
        overscroll-behavior-y page-break-after page-break-before page-break-inside perspective perspective-origin
        pointer-events print-color-adjust quotes resize rotate scale scroll-behavior scroll-margin scroll-margin-top
        scroll-padding scroll-padding-top scroll-snap-align scroll-snap-type scrollbar-color scrollbar-gutter
        scrollbar-width shape-outside size speak src stroke stroke-dasharray stroke-dashoffset stroke-linecap
        stroke-linejoin stroke-width tab-size table-layout text-decoration-color text-decoration-skip
        text-decoration-skip-ink text-decoration-style text-decoration-thickness text-emphasis text-overflow
        text-rendering text-shadow text-size-adjust text-underline-offset text-underline-position text-wrap
        touch-action transform-box transform-origin transform-style transition transition-behavior transition-delay
        transition-duration transition-property transition-timing-function unicode-bidi unicode-range user-select
        widows will-change word-break word-spacing word-wrap writing-mode z-index zoom -ms-overflow-style
        """
    static let keys: Set<NameKey> = Set(
        names.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { NameHash.exact(String($0)) })
}
