import ScreenCore

/// Reads theme files.
///
/// ```toml
/// name = "night"
/// kind = "dark"                       # or "light"
/// extends = "default-dark"            # optional: what is not named here is as there
/// [palette]
/// ink = "#dfe4ee"
/// [tokens]
/// "ui.text" = { fg = "ink", bg = "#101418" }
/// "error" = "bright-red"              # a string or a number is the foreground
/// "tree.cursor" = { bg = 24, bold = true }
/// ```
package enum ThemeFile {
    /// A theme from a file's text.
    ///
    /// - Parameters:
    ///   - file: The file's name as messages show it.
    ///   - base: Gives the theme that `extends` names; nil where there is none.
    /// - Throws: ``SettingsError/invalid(_:)`` with every fault.
    package static func read(
        _ text: String, file: String, base: (String) -> Theme? = { _ in nil }
    ) throws(SettingsError) -> Theme {
        let document = try SettingsDocument(text, file: file)
        var faults = FaultList()
        faults.attempt { () throws(SettingsError) in
            try document.refuseOthers(
                than: ["name", "summary", "kind", "extends", "palette", "tokens"],
                in: document.root)
        }
        let name = faults.attempt { () throws(SettingsError) in try document.name(of: "a theme") }
        let summary = faults.attempt { () throws(SettingsError) in try document.string("summary") }
        let isDark = faults.attempt { () throws(SettingsError) in try Self.isDark(document) }
        let under = faults.attempt { () throws(SettingsError) in
            try Self.extended(document, base)
        }
        var reader = ThemeReader(document: document)
        reader.readPalette(&faults)
        let roles = reader.roles(&faults)
        try faults.check()
        let extending = under ?? nil
        return Theme(
            name: name ?? "", summary: (summary ?? nil) ?? "",
            isDark: (isDark ?? nil) ?? extending?.isDark ?? true,
            roles: (extending?.named ?? [:]).merging(roles) { _, new in new })
    }

    private static func extended(
        _ document: SettingsDocument, _ base: (String) -> Theme?
    ) throws(SettingsError) -> Theme? {
        guard let name = try document.string("extends") else { return nil }
        guard let theme = base(name) else {
            throw document.problem(["extends"], "there is no theme \"\(name)\"")
        }
        return theme
    }

    private static func isDark(_ document: SettingsDocument) throws(SettingsError) -> Bool? {
        switch try document.string("kind") {
        case nil: return nil
        case "dark": return true
        case "light": return false
        case .some(let other):
            throw document.problem(["kind"], "kind is dark or light, not \"\(other)\"")
        }
    }
}

/// The names of the terminal's own sixteen colours, in the order of its table.
private let ansiNames = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black",
    "bright-red", "bright-green",
    "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
]

private let attributeNames: [String: CellStyle.Attributes] = [
    "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "undercurl": .curl,
    "reverse": .reverse,
    "strike": .strike,
]

private struct ThemeReader {
    let document: SettingsDocument
    private var palette: [String: Colour] = [:]

    init(document: SettingsDocument) { self.document = document }

    mutating func readPalette(_ faults: inout FaultList) {
        let items =
            faults.attempt { () throws(SettingsError) in try document.table("palette") } ?? [:]
        for key in items.keys.sorted(by: {
            document.line(of: ["palette", $0]) < document.line(of: ["palette", $1])
        }) {
            guard let item = items[key] else { continue }
            let read = faults.attempt { () throws(SettingsError) in
                try colour(item, ["palette", key])
            }
            // A name that is at fault itself is no fault where it is used.
            palette[key] = read ?? .standard
        }
    }

    func roles(_ faults: inout FaultList) -> [Role: CellStyle] {
        let items =
            faults.attempt { () throws(SettingsError) in try document.table("tokens") } ?? [:]
        var roles: [Role: CellStyle] = [:]
        for (key, item) in items {
            faults.attempt { () throws(SettingsError) in
                guard let role = Role(rawValue: key) else {
                    throw document.problem(
                        ["tokens", key],
                        unknown("role", key, among: Role.allCases.map(\.rawValue)))
                }
                roles[role] = try style(item, ["tokens", key])
            }
        }
        return roles
    }

    private func style(_ item: SettingsDocument.Item, _ path: [String]) throws(SettingsError)
        -> CellStyle
    {
        guard case .table(let parts) = item else {
            return CellStyle(foreground: try colour(item, path))
        }
        try document.refuseOthers(
            than: ["fg", "bg"] + attributeNames.keys.sorted(), in: parts, under: path)
        var style = CellStyle()
        if let foreground = parts["fg"] { style.foreground = try colour(foreground, path + ["fg"]) }
        if let background = parts["bg"] { style.background = try colour(background, path + ["bg"]) }
        for (name, attribute) in attributeNames.sorted(by: { $0.key < $1.key }) {
            switch parts[name] {
            case nil, .boolean(false): continue
            case .boolean(true): style.attributes.insert(attribute)
            case .some(let other):
                throw document.problem(
                    path + [name], "\(name) is to be true or false, not \(other.kind)")
            }
        }
        return style
    }

    private func colour(_ item: SettingsDocument.Item, _ path: [String]) throws(SettingsError)
        -> Colour
    {
        switch item {
        case .integer(let number):
            guard let index = UInt8(exactly: number) else {
                throw document.problem(path, "a colour's number is 0 to 255, not \(number)")
            }
            return .indexed(index)
        case .string(let name):
            if let known = palette[name] ?? Colour(hex: name) { return known }
            if name == "default" { return .standard }
            if let index = ansiNames.firstIndex(of: name) { return .indexed(UInt8(index)) }
            if name.hasPrefix("#") {
                throw document.problem(path, "a colour is #rrggbb, not \"\(name)\"")
            }
            throw document.problem(
                path, unknown("colour", name, among: ansiNames + palette.keys.sorted()))
        default:
            throw document.problem(path, "a colour is a string or a number, not \(item.kind)")
        }
    }
}
