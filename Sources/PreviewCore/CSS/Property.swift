/// The properties that the preview understands: longhands first, then shorthands.
enum Property: String, CaseIterable, Sendable {
    case display, visibility, opacity, position, float, clear, width, height, clip, content, color,
        order, left, right
    case top, bottom, direction, transform, hyphens
    case minWidth = "min-width"
    case maxWidth = "max-width"
    case minHeight = "min-height"
    case maxHeight = "max-height"
    case clipPath = "clip-path"
    case boxSizing = "box-sizing"
    case marginTop = "margin-top"
    case marginRight = "margin-right"
    case marginBottom = "margin-bottom"
    case marginLeft = "margin-left"
    case paddingTop = "padding-top"
    case paddingRight = "padding-right"
    case paddingBottom = "padding-bottom"
    case paddingLeft = "padding-left"
    case borderTopWidth = "border-top-width"
    case borderRightWidth = "border-right-width"
    case borderBottomWidth = "border-bottom-width"
    case borderLeftWidth = "border-left-width"
    case borderTopStyle = "border-top-style"
    case borderRightStyle = "border-right-style"
    case borderBottomStyle = "border-bottom-style"
    case borderLeftStyle = "border-left-style"
    case borderTopColor = "border-top-color"
    case borderRightColor = "border-right-color"
    case borderBottomColor = "border-bottom-color"
    case borderLeftColor = "border-left-color"
    case backgroundColor = "background-color"
    case backgroundImage = "background-image"
    case backgroundClip = "background-clip"
    case webkitBackgroundClip = "-webkit-background-clip"
    case webkitTextFillColor = "-webkit-text-fill-color"
    case fontSize = "font-size"
    case fontWeight = "font-weight"
    case fontStyle = "font-style"
    case textDecorationLine = "text-decoration-line"
    case textAlign = "text-align"
    case textTransform = "text-transform"
    case textIndent = "text-indent"
    case whiteSpace = "white-space"
    case verticalAlign = "vertical-align"
    case objectFit = "object-fit"
    case objectPosition = "object-position"
    case aspectRatio = "aspect-ratio"
    case textAlignLast = "text-align-last"
    case listStyleType = "list-style-type"
    case listStylePosition = "list-style-position"
    case overflowX = "overflow-x"
    case overflowY = "overflow-y"
    case flexDirection = "flex-direction"
    case flexWrap = "flex-wrap"
    case flexGrow = "flex-grow"
    case flexShrink = "flex-shrink"
    case flexBasis = "flex-basis"
    case justifyContent = "justify-content"
    case alignItems = "align-items"
    case alignSelf = "align-self"
    case alignContent = "align-content"
    case justifyItems = "justify-items"
    case justifySelf = "justify-self"
    case rowGap = "row-gap"
    case columnGap = "column-gap"
    case gridTemplateColumns = "grid-template-columns"
    case gridTemplateRows = "grid-template-rows"
    case gridTemplateAreas = "grid-template-areas"
    case gridAutoFlow = "grid-auto-flow"
    case gridAutoColumns = "grid-auto-columns"
    case gridColumnStart = "grid-column-start"
    case gridColumnEnd = "grid-column-end"
    case gridRowStart = "grid-row-start"
    case gridRowEnd = "grid-row-end"
    case columnCount = "column-count"
    case columnWidth = "column-width"
    case borderCollapse = "border-collapse"
    case borderSpacing = "border-spacing"
    case captionSide = "caption-side"
    case tableLayout = "table-layout"
    case counterReset = "counter-reset"
    case counterIncrement = "counter-increment"
    case counterSet = "counter-set"

    // Shorthands and other names for the same.
    case margin, padding, border, background, font, flex, overflow, gap, inset, columns
    case marginInline = "margin-inline"
    case marginBlock = "margin-block"
    case paddingInline = "padding-inline"
    case paddingBlock = "padding-block"
    case marginInlineStart = "margin-inline-start"
    case marginInlineEnd = "margin-inline-end"
    case marginBlockStart = "margin-block-start"
    case marginBlockEnd = "margin-block-end"
    case paddingInlineStart = "padding-inline-start"
    case paddingInlineEnd = "padding-inline-end"
    case paddingBlockStart = "padding-block-start"
    case paddingBlockEnd = "padding-block-end"
    case insetInline = "inset-inline"
    case insetBlock = "inset-block"
    case insetInlineStart = "inset-inline-start"
    case insetInlineEnd = "inset-inline-end"
    case insetBlockStart = "inset-block-start"
    case insetBlockEnd = "inset-block-end"
    case inlineSize = "inline-size"
    case blockSize = "block-size"
    case maxInlineSize = "max-inline-size"
    case minInlineSize = "min-inline-size"
    case minBlockSize = "min-block-size"
    case maxBlockSize = "max-block-size"
    case borderTop = "border-top"
    case borderRight = "border-right"
    case borderBottom = "border-bottom"
    case borderLeft = "border-left"
    case borderWidth = "border-width"
    case borderStyle = "border-style"
    case borderColor = "border-color"
    case borderInlineStart = "border-inline-start"
    case borderInlineEnd = "border-inline-end"
    case borderBlockStart = "border-block-start"
    case borderBlockEnd = "border-block-end"
    case textDecoration = "text-decoration"
    case listStyle = "list-style"
    case flexFlow = "flex-flow"
    case placeContent = "place-content"
    case placeItems = "place-items"
    case placeSelf = "place-self"
    case gridGap = "grid-gap"
    case gridRowGap = "grid-row-gap"
    case gridColumnGap = "grid-column-gap"
    case gridColumn = "grid-column"
    case gridRow = "grid-row"
    case gridArea = "grid-area"
    case gridTemplate = "grid-template"
    case grid

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
        appearance backdrop-filter backface-visibility background-attachment background-blend-mode
        background-origin background-position background-position-x background-position-y background-repeat
        background-size border-radius border-top-left-radius border-top-right-radius border-bottom-left-radius
        border-bottom-right-radius border-start-start-radius border-start-end-radius border-end-start-radius
        border-end-end-radius border-image border-image-slice border-image-source border-image-width box-shadow
        box-decoration-break break-after break-before break-inside caret-color color-adjust color-scheme column-gap
        column-rule column-rule-color column-rule-style column-rule-width column-fill contain content-visibility
        cursor
        empty-cells fill fill-opacity fill-rule filter font-display font-family font-feature-settings font-kerning
        font-optical-sizing font-smooth font-stretch font-synthesis font-variant font-variant-caps
        font-variant-ligatures font-variant-numeric font-variation-settings forced-color-adjust grid-auto-rows
        image-rendering isolation letter-spacing line-break line-height list-style-image mask mask-image mask-position
        mask-repeat mask-size mix-blend-mode orphans outline outline-color outline-offset
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
