/// How a cell looks. A colour of nil is that of what lies beneath; at the bottom it is the terminal's own.
package struct CellStyle: Hashable, Sendable {
    package struct Attributes: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let bold = Attributes(rawValue: 1)
        package static let dim = Attributes(rawValue: 2)
        package static let italic = Attributes(rawValue: 4)
        package static let underline = Attributes(rawValue: 8)
        package static let reverse = Attributes(rawValue: 16)
        package static let strike = Attributes(rawValue: 32)
        /// An underline in waves; straight where a terminal has none.
        package static let curl = Attributes(rawValue: 64)
    }

    package var foreground: Colour?
    package var background: Colour?
    package var attributes: Attributes
    /// Where the text leads, on terminals that know links.
    package var link: LinkAddress?
    /// The picture that the terminal draws here.
    package var picture: PictureMark?

    package init(
        foreground: Colour? = nil, background: Colour? = nil, attributes: Attributes = [],
        link: LinkAddress? = nil, picture: PictureMark? = nil
    ) {
        self.picture = picture
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
        self.link = link
    }

    /// The terminal's own look.
    package static let plain = CellStyle()

    /// This style laid over another: its colours where it has some, the attributes of both.
    package func over(_ beneath: CellStyle) -> CellStyle {
        CellStyle(
            foreground: foreground ?? beneath.foreground,
            background: background ?? beneath.background,
            attributes: attributes.union(beneath.attributes), link: link ?? beneath.link)
    }

    /// The same with more attributes.
    package func adding(_ more: Attributes) -> CellStyle {
        CellStyle(
            foreground: foreground, background: background, attributes: attributes.union(more),
            link: link)
    }

    /// The same with colours that a terminal of this depth has.
    package func converted(to depth: ColourDepth) -> CellStyle {
        var style = self
        style.foreground = foreground?.converted(to: depth)
        style.background = background?.converted(to: depth)
        return style
    }
}
