/// A style sheet, parsed once: independent of page, width and platform, so a caller may keep it.
package final class ParsedSheet: Sendable {
    let rules: [StyleRule]
    let selectors: [IndexedSelector]
    /// Selectors by the most telling name of their rightmost compound.
    let byID: [NameKey: [Int32]]
    let byClass: [NameKey: [Int32]]
    let byTag: [NameKey: [Int32]]
    let byAttribute: [NameKey: [Int32]]
    let universal: [Int32]
    let media: [MediaCondition]
    /// Its layers in their order; nil for one without a name, which is no other sheet's.
    let layers: [NameKey?]
    /// What it brings in.
    let imports: [SheetImport]
    let unknownCount: Int
    let examples: [String]

    /// Parses a sheet; any text is one.
    package convenience init(css: String) { self.init(bytes: Array(css.utf8)) }

    /// Parses a sheet of UTF-8 bytes.
    package init(bytes: [UInt8]) {
        var parser = SheetParser(bytes)
        parser.run()
        rules = parser.rules
        selectors = parser.selectors
        byID = parser.byID
        byClass = parser.byClass
        byTag = parser.byTag
        byAttribute = parser.byAttribute
        universal = parser.universal
        media = parser.media
        layers = parser.layers.map { parser.unnamedLayers.contains($0) ? nil : $0 }
        imports = parser.imports
        unknownCount = parser.unknownCount
        examples = parser.examples
    }

    /// The same sheet in another form.
    init(_ other: ParsedSheet, as form: SheetForms.Form) {
        rules = other.rules
        media = other.media
        imports = []
        switch form {
        case .inLayer(let layer):
            // Layers in it come before what is in none of them.
            layers = other.layers + [layer]
            let own = Int32(other.layers.count)
            selectors = other.selectors.map { selector in
                var selector = selector
                if selector.layer == SheetParser.unlayered { selector.layer = own }
                return selector
            }
            (byID, byClass, byTag) = (other.byID, other.byClass, other.byTag)
            (byAttribute, universal) = (other.byAttribute, other.universal)
            (unknownCount, examples) = (other.unknownCount, other.examples)
        case .layers(let count):
            layers = Array(other.layers.prefix(count))
            (selectors, byID, byClass, byTag, byAttribute) = ([], [:], [:], [:], [:])
            (universal, unknownCount, examples) = ([], 0, [])
        }
    }
}

/// The declarations of one rule.
final class StyleRule: Sendable {
    let declarations: [Declaration]
    let importantDeclarations: [Declaration]
    let variables: VariableTable?
    /// Whether it says what a pseudo-element contains.
    let setsContent: Bool
    /// Whether it says how large the font is, or may say so when its variables are known.
    let setsFontSize: Bool
    /// Declarations that were not understood.
    let unknown: Int

    init(_ draft: StyleRuleDraft) {
        declarations = draft.declarations
        importantDeclarations = draft.importantDeclarations
        variables = draft.variables.isEmpty ? nil : VariableTable(draft.variables)
        let all = draft.declarations + draft.importantDeclarations
        setsContent = all.contains { $0.property == .content }
        setsFontSize = all.contains { $0.property == .fontSize || $0.property == .font }
        unknown = draft.unknown
    }
}

/// A rule while it is read.
struct StyleRuleDraft {
    var declarations: [Declaration] = []
    var importantDeclarations: [Declaration] = []
    var variables: [NameKey: PendingTokens] = [:]
    var unknown = 0
}

/// A selector and the rule it selects for.
struct IndexedSelector: Sendable {
    var selector: Selector
    var rule: Int32
    /// Index into the sheet's media conditions; -1 for none.
    var media: Int32
    /// Its layer's place; unlayered rules have the highest.
    var layer: Int32
}
