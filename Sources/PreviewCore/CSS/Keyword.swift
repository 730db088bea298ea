/// Every identifier and function name that some part of the preview understands.
///
/// Raw values are the names as CSS writes them; `other` is any other name.
enum Keyword: String, CaseIterable, Sendable {
    case other = "?"
    // Everywhere
    case inherit, initial, unset, revert, revertLayer = "revert-layer", auto, none, normal
    // Functions
    case `var`, calc, min, max, clamp, rgb, rgba, hsl, hsla, hwb, lab, lch, oklab, oklch, url, attr, counter, counters
    case colorMix = "color-mix", `repeat`, minmax, fitContent = "fit-content", linearGradient = "linear-gradient"
    case radialGradient = "radial-gradient", conicGradient = "conic-gradient", inset, rect, circle, polygon, env
    case repeatingLinearGradient = "repeating-linear-gradient", image, imageSet = "image-set"
    case translate, translateX = "translatex", translateY = "translatey", translate3d, scale, scaleX = "scalex"
    case scaleY = "scaley", selector
    // Selectors
    case not, `is`, `where`, has, matches, any = "-webkit-any", root, scope, host, link, anyLink = "any-link", visited
    case nthChild = "nth-child", nthLastChild = "nth-last-child", nthOfType = "nth-of-type"
    case nthLastOfType = "nth-last-of-type", firstChild = "first-child", lastChild = "last-child"
    case onlyChild = "only-child", firstOfType = "first-of-type", lastOfType = "last-of-type"
    case onlyOfType = "only-of-type", empty, checked, disabled, enabled, required, optional, lang
    case hover, active, focus, focusVisible = "focus-visible", focusWithin = "focus-within", target, before, after
    case readOnly = "read-only", readWrite = "read-write", placeholderShown = "placeholder-shown", valid, invalid
    case indeterminate, `default`, defined, fullscreen, modal, popoverOpen = "popover-open", of, even, odd
    case firstLine = "first-line", firstLetter = "first-letter", placeholder, marker, selection, backdrop, open
    case autofill, inRange = "in-range", outOfRange = "out-of-range", userValid = "user-valid"
    case userInvalid = "user-invalid", dir, picture = "picture-in-picture", playing, paused
    // At-rules
    case media, supports, layer, importRule = "import", fontFace = "font-face", keyframes, charset, page, namespace
    case webkitKeyframes = "-webkit-keyframes", mozKeyframes = "-moz-keyframes", oKeyframes = "-o-keyframes"
    case property, container, counterStyle = "counter-style", viewport, msViewport = "-ms-viewport"
    case startingStyle = "starting-style", tailwind, apply
    // Media
    case all, screen, print, speech, tty, only, and, or, width, height, minWidth = "min-width", maxWidth = "max-width"
    case minHeight = "min-height", maxHeight = "max-height", minDeviceWidth = "min-device-width"
    case maxDeviceWidth = "max-device-width", orientation, portrait, landscape
    case prefersColorScheme = "prefers-color-scheme", dark, light
    case prefersReducedMotion = "prefers-reduced-motion", reduce, noPreference = "no-preference", anyHover = "any-hover"
    case pointer, anyPointer = "any-pointer", fine, coarse, forcedColors = "forced-colors"
    case prefersContrast = "prefers-contrast", more, less, color, monochrome, grid, resolution, update, scripting
    case minResolution = "min-resolution", maxResolution = "max-resolution", aspectRatio = "aspect-ratio"
    case minAspectRatio = "min-aspect-ratio", maxAspectRatio = "max-aspect-ratio"
    case webkitMinDevicePixelRatio = "-webkit-min-device-pixel-ratio"
    // Display and position
    case block, inline, inlineBlock = "inline-block", flex, inlineFlex = "inline-flex", inlineGrid = "inline-grid"
    case flowRoot = "flow-root", flow, listItem = "list-item", table, inlineTable = "inline-table"
    case tableRow = "table-row", tableCell = "table-cell", tableRowGroup = "table-row-group"
    case tableHeaderGroup = "table-header-group", tableFooterGroup = "table-footer-group", tableColumn = "table-column"
    case tableColumnGroup = "table-column-group", tableCaption = "table-caption", contents, ruby
    case webkitBox = "-webkit-box", `static`, relative, absolute, fixed, sticky, webkitSticky = "-webkit-sticky"
    case visible, hidden, collapse, scroll, clip
    case left, right, center, justify, start, end, both, inlineStart = "inline-start", inlineEnd = "inline-end"
    case webkitCenter = "-webkit-center", matchParent = "match-parent"
    // Boxes
    case contentBox = "content-box", borderBox = "border-box", paddingBox = "padding-box", thin, medium, thick
    case solid, dashed, dotted, double, groove, ridge, outset, insetStyle = "?inset"
    case minContent = "min-content", maxContent = "max-content", stretch, webkitFillAvailable = "-webkit-fill-available"
    // Flex and grid
    case row, rowReverse = "row-reverse", column, columnReverse = "column-reverse", wrap, nowrap
    case wrapReverse = "wrap-reverse", content, flexStart = "flex-start", flexEnd = "flex-end", baseline, first, last
    case spaceBetween = "space-between", spaceAround = "space-around", spaceEvenly = "space-evenly", safe, unsafe
    case selfStart = "self-start", selfEnd = "self-end", dense, span, autoFill = "auto-fill", autoFit = "auto-fit"
    case subgrid, masonry
    // Text
    case bold, bolder, lighter, italic, oblique, underline, overline, lineThrough = "line-through", blink
    case uppercase, lowercase, capitalize, fullWidth = "full-width", pre, preWrap = "pre-wrap", preLine = "pre-line"
    case breakSpaces = "break-spaces", breakAll = "break-all", breakWord = "break-word", keepAll = "keep-all", anywhere
    case xxSmall = "xx-small", xSmall = "x-small", small, large, xLarge = "x-large", xxLarge = "xx-large"
    case xxxLarge = "xxx-large", smaller, larger, ltr, rtl, text, top, bottom, middle, sub, `super`
    case textTop = "text-top", textBottom = "text-bottom"
    // Lists and content
    case disc, circleMarker = "?circle", square, decimal, decimalLeadingZero = "decimal-leading-zero"
    case lowerAlpha = "lower-alpha", upperAlpha = "upper-alpha", lowerLatin = "lower-latin", upperLatin = "upper-latin"
    case lowerRoman = "lower-roman", upperRoman = "upper-roman", lowerGreek = "lower-greek", inside, outside
    case openQuote = "open-quote", closeQuote = "close-quote", noOpenQuote = "no-open-quote"
    case noCloseQuote = "no-close-quote"
    // Colours and backgrounds
    case transparent, currentColor = "currentcolor", fixedBackground = "?fixed", cover, contain, to, from, at
    case `in`, srgb, hue, longer, shorter, important, repeatX = "repeat-x", repeatY = "repeat-y"
    case noRepeat = "no-repeat", round, space, local

    private static let byKey: [NameKey: Keyword] = Dictionary(
        allCases.filter { !$0.rawValue.hasPrefix("?") }.map { (NameHash.exact($0.rawValue), $0) },
        uniquingKeysWith: { first, _ in first })

    /// The keyword of a folded name key.
    init(_ folded: NameKey) { self = Self.byKey[folded] ?? .other }
}
