/// Every identifier and function name that some part of the preview understands.
///
/// Raw values are the names as CSS writes them; `other` is any other name.
enum Keyword: String, CaseIterable, Sendable {
    case other = "?"
    // Everywhere
    case inherit, initial, unset, revert
    case revertLayer = "revert-layer"
    case auto, none, normal
    // Functions
    case `var`, calc, min, max, clamp, rgb, rgba, hsl, hsla, hwb, lab, lch, oklab, oklch, url, attr,
        counter, counters
    case colorMix = "color-mix"
    case `repeat`, minmax
    case fitContent = "fit-content"
    case linearGradient = "linear-gradient"
    case radialGradient = "radial-gradient"
    case conicGradient = "conic-gradient"
    case inset, rect, circle, polygon, env
    case repeatingLinearGradient = "repeating-linear-gradient"
    case image
    case imageSet = "image-set"
    case translate
    case translateX = "translatex"
    case translateY = "translatey"
    case translate3d, scale
    case scaleX = "scalex"
    case scaleY = "scaley"
    case selector
    // Selectors
    case not, `is`, `where`, has, matches
    case any = "-webkit-any"
    case root, scope, host, link
    case anyLink = "any-link"
    case visited
    case nthChild = "nth-child"
    case nthLastChild = "nth-last-child"
    case nthOfType = "nth-of-type"
    case nthLastOfType = "nth-last-of-type"
    case firstChild = "first-child"
    case lastChild = "last-child"
    case onlyChild = "only-child"
    case firstOfType = "first-of-type"
    case lastOfType = "last-of-type"
    case onlyOfType = "only-of-type"
    case empty, checked, disabled, enabled, required, optional, lang
    case hover, active, focus
    case focusVisible = "focus-visible"
    case focusWithin = "focus-within"
    case target, before, after
    case readOnly = "read-only"
    case readWrite = "read-write"
    case placeholderShown = "placeholder-shown"
    case valid, invalid
    case indeterminate, `default`, defined, fullscreen, modal
    case popoverOpen = "popover-open"
    case of, even, odd
    case firstLine = "first-line"
    case firstLetter = "first-letter"
    case placeholder, marker, selection, backdrop, open
    case autofill
    case inRange = "in-range"
    case outOfRange = "out-of-range"
    case userValid = "user-valid"
    case userInvalid = "user-invalid"
    case dir
    case picture = "picture-in-picture"
    case playing, paused
    // At-rules
    case media, supports, layer
    case importRule = "import"
    case fontFace = "font-face"
    case keyframes, charset, page, namespace
    case webkitKeyframes = "-webkit-keyframes"
    case mozKeyframes = "-moz-keyframes"
    case oKeyframes = "-o-keyframes"
    case property, container
    case counterStyle = "counter-style"
    case viewport
    case msViewport = "-ms-viewport"
    case startingStyle = "starting-style"
    case tailwind, apply
    // Media
    case all, screen, print, speech, tty, only, and, or, width, height
    case minWidth = "min-width"
    case maxWidth = "max-width"
    case minHeight = "min-height"
    case maxHeight = "max-height"
    case minDeviceWidth = "min-device-width"
    case maxDeviceWidth = "max-device-width"
    case orientation, portrait, landscape
    case prefersColorScheme = "prefers-color-scheme"
    case dark, light
    case prefersReducedMotion = "prefers-reduced-motion"
    case reduce
    case noPreference = "no-preference"
    case anyHover = "any-hover"
    case pointer
    case anyPointer = "any-pointer"
    case fine, coarse
    case forcedColors = "forced-colors"
    case prefersContrast = "prefers-contrast"
    case more, less, color, monochrome, grid, resolution, update, scripting
    case minResolution = "min-resolution"
    case maxResolution = "max-resolution"
    case aspectRatio = "aspect-ratio"
    case minAspectRatio = "min-aspect-ratio"
    case maxAspectRatio = "max-aspect-ratio"
    case webkitMinDevicePixelRatio = "-webkit-min-device-pixel-ratio"
    // Display and position
    case block, inline
    case inlineBlock = "inline-block"
    case flex
    case inlineFlex = "inline-flex"
    case inlineGrid = "inline-grid"
    case flowRoot = "flow-root"
    case flow
    case listItem = "list-item"
    case table
    case inlineTable = "inline-table"
    case tableRow = "table-row"
    case tableCell = "table-cell"
    case tableRowGroup = "table-row-group"
    case tableHeaderGroup = "table-header-group"
    case tableFooterGroup = "table-footer-group"
    case tableColumn = "table-column"
    case tableColumnGroup = "table-column-group"
    case tableCaption = "table-caption"
    case contents, ruby
    case webkitBox = "-webkit-box"
    case `static`, relative, absolute, fixed, sticky
    case webkitSticky = "-webkit-sticky"
    case visible, hidden, collapse, scroll, clip
    case left, right, center, justify, start, end, both
    case inlineStart = "inline-start"
    case inlineEnd = "inline-end"
    case webkitCenter = "-webkit-center"
    case matchParent = "match-parent"
    // Boxes
    case contentBox = "content-box"
    case borderBox = "border-box"
    case paddingBox = "padding-box"
    case thin, medium, thick
    case solid, dashed, dotted, double, groove, ridge, outset
    case minContent = "min-content"
    case maxContent = "max-content"
    case stretch
    case webkitFillAvailable = "-webkit-fill-available"
    // Flex and grid
    case row
    case rowReverse = "row-reverse"
    case column
    case columnReverse = "column-reverse"
    /// Two words of `grid-auto-flow`.
    case columnDense = "column dense"
    case wrap, nowrap
    case wrapReverse = "wrap-reverse"
    case content
    case flexStart = "flex-start"
    case flexEnd = "flex-end"
    case baseline, first, last
    case spaceBetween = "space-between"
    case spaceAround = "space-around"
    case spaceEvenly = "space-evenly"
    case safe, unsafe
    case selfStart = "self-start"
    case selfEnd = "self-end"
    case dense, span
    case autoFill = "auto-fill"
    case autoFit = "auto-fit"
    case subgrid, masonry
    // Text
    case bold, bolder, lighter, italic, oblique, underline, overline
    case lineThrough = "line-through"
    case blink
    case uppercase, lowercase, capitalize
    case fullWidth = "full-width"
    case pre
    case preWrap = "pre-wrap"
    case preLine = "pre-line"
    case breakSpaces = "break-spaces"
    case breakAll = "break-all"
    case breakWord = "break-word"
    case keepAll = "keep-all"
    case anywhere
    case xxSmall = "xx-small"
    case xSmall = "x-small"
    case small, large
    case xLarge = "x-large"
    case xxLarge = "xx-large"
    case xxxLarge = "xxx-large"
    case smaller, larger, ltr, rtl, text, top, bottom, middle, sub, `super`
    case textTop = "text-top"
    case textBottom = "text-bottom"
    // Lists and content
    case disc
    case square, decimal
    case decimalLeadingZero = "decimal-leading-zero"
    case lowerAlpha = "lower-alpha"
    case upperAlpha = "upper-alpha"
    case lowerLatin = "lower-latin"
    case upperLatin = "upper-latin"
    case lowerRoman = "lower-roman"
    case upperRoman = "upper-roman"
    case lowerGreek = "lower-greek"
    case inside, outside
    case openQuote = "open-quote"
    case closeQuote = "close-quote"
    case noOpenQuote = "no-open-quote"
    case noCloseQuote = "no-close-quote"
    // Colours and backgrounds
    case transparent
    case currentColor = "currentcolor"
    case cover, contain, fill, to, from, at
    case scaleDown = "scale-down"
    case `in`, srgb, hue, longer, shorter, important
    case repeatX = "repeat-x"
    case repeatY = "repeat-y"
    case noRepeat = "no-repeat"
    case round, space, local

    private static let byKey: [NameKey: Keyword] = Dictionary(
        allCases.filter { !$0.rawValue.hasPrefix("?") }.map { (NameHash.exact($0.rawValue), $0) },
        uniquingKeysWith: { first, _ in first })

    /// The keyword of a folded name key.
    init(_ folded: NameKey) { self = Self.byKey[folded] ?? .other }
}
