/// How each role looks.
package struct Theme: Hashable, Sendable {
    package let name: String
    /// One sentence for the list of themes.
    package let summary: String
    /// Whether the ground is dark; what a page's own colours are laid on.
    package let isDark: Bool
    /// The roles the theme names itself.
    package let named: [Role: CellStyle]
    private let styles: [Role: CellStyle]

    package init(
        name: String, summary: String = "", isDark: Bool = true, roles named: [Role: CellStyle]
    ) {
        self.name = name
        self.summary = summary
        self.isDark = isDark
        self.named = named
        let byName = Dictionary(uniqueKeysWithValues: named.map { ($0.rawValue, $1) })
        var styles: [Role: CellStyle] = [:]
        for role in Role.allCases { styles[role] = Self.resolve(role.rawValue, byName) }
        self.styles = styles
    }

    /// The look of a role, found by dropping dots where the theme does not name it.
    package func style(_ role: Role) -> CellStyle { styles[role] ?? .plain }

    /// The look of a role with the ground's colours filled in: for what is drawn on no ground yet.
    package func groundedStyle(_ role: Role) -> CellStyle {
        let own = style(role)
        let ground = style(role.ground)
        let base = style(.text)
        return CellStyle(
            foreground: own.foreground ?? ground.foreground ?? base.foreground,
            background: own.background ?? ground.background ?? base.background,
            attributes: own.attributes)
    }

    /// Whether it uses colours beyond the sixteen of the terminal's own.
    package var needsShades: Bool {
        named.values.contains {
            [$0.foreground, $0.background].contains { $0.map(\.isShade) ?? false }
        }
    }

    private static func resolve(_ name: String, _ roles: [String: CellStyle]) -> CellStyle {
        var name = name[...]
        while true {
            if let style = roles[String(name)] { return style }
            guard let dot = name.lastIndex(of: ".") else { break }
            name = name[..<dot]
        }
        // The ground's own colours shine through: a role that nobody names has no colours of its own.
        return .plain
    }

    /// Reverse and bold only: for terminals without colour, and where no theme could be read.
    package static let uncoloured = Theme(
        name: "uncoloured", summary: "Bold, reverse and underline; no colours.",
        roles: [
            .dim: CellStyle(), .selection: .reversed, .listCursor: .reversed, .match: .underlined,
            .key: .bold,
            .fieldSelection: .reversed, .field: .underlined, .panelTitle: .bold,
            .panelCursor: .reversed,
            .panelMatch: .underlined, .panelKey: .bold, .treePage: .bold, .treeCursor: .reversed,
            .treeCursorUnfocused: .underlined, .statusBar: .reversed, .statusTitle: .reversedBold,
            .promptTitle: .bold, .previewHeading: .bold, .previewLink: .underlined,
            .previewButton: .reversed, .previewMatch: .underlinedBold,
            .previewMatchCurrent: .reversed,
            .conflict: .bold, .error: .bold, .warning: .bold, .diffAdded: .bold,
        ])
}

extension CellStyle {
    fileprivate static let bold = CellStyle(attributes: .bold)
    fileprivate static let reversed = CellStyle(attributes: .reverse)
    fileprivate static let reversedBold = CellStyle(attributes: [.reverse, .bold])
    fileprivate static let underlinedBold = CellStyle(attributes: [.underline, .bold])
    fileprivate static let underlined = CellStyle(attributes: .underline)
}
