import SiteMarkup

/// The styles of all elements of a page (CSS Cascading Level 4).
struct Cascade {
    let tree: ElementTree
    /// By element; nil where the element or an ancestor has no box.
    private(set) var styles: [ComputedStyle?]
    private(set) var before: [Int: ComputedStyle] = [:]
    private(set) var after: [Int: ComputedStyle] = [:]
    /// Values with variables that could not be parsed, on elements of this page.
    private(set) var unknownValues = 0

    private var matcher: SelectorMatcher
    private let sheets: [ActiveSheet]
    private let media: MediaContext
    private let initial = ComputedStyle()

    init(_ tree: ElementTree, sheets: [ParsedSheet], media: MediaContext) {
        self.tree = tree
        self.media = media
        self.sheets = ([UserAgentSheet.parsed] + sheets).map { ActiveSheet($0, media) }
        matcher = SelectorMatcher(tree)
        styles = Array(repeating: nil, count: tree.elements.count)
        run()
    }

    private mutating func run() {
        var element = 0
        while element < tree.elements.count {
            let parent = tree.elements[element].parent
            let style = style(of: element, under: parent < 0 ? initial : styles[parent] ?? initial)
            if style.display == .none {
                element = tree.elements[element].subtreeEnd
            } else {
                styles[element] = style
                element += 1
            }
        }
    }

    private var rootFontSize: Double {
        styles.first.flatMap { $0?.fontSize } ?? ComputedStyle.initialFontSize
    }

    private mutating func style(of element: Int, under parent: ComputedStyle) -> ComputedStyle {
        var own: [MatchedRule] = []
        var pseudos: (before: [MatchedRule], after: [MatchedRule]) = ([], [])
        collect(element, into: &own, &pseudos)
        let style = ComputedStyle(inheriting: parent)
        let inline = tree.attribute("style", of: element).map(SheetParser.inlineStyle)
        let hints = PresentationalHints.declarations(for: tree.node(of: element))
        apply(own, hints: hints, inline: inline, to: style, under: parent)
        if style.display != .none {
            before[element] = pseudoStyle(pseudos.before, under: style)
            after[element] = pseudoStyle(pseudos.after, under: style)
        }
        return style
    }

    private mutating func pseudoStyle(_ rules: [MatchedRule], under parent: ComputedStyle)
        -> ComputedStyle?
    {
        guard rules.contains(where: { $0.rule.setsContent }) else { return nil }
        let style = ComputedStyle(inheriting: parent)
        apply(rules, hints: [], inline: nil, to: style, under: parent)
        return style.content == nil || style.display == .none ? nil : style
    }

    // MARK: Matching

    private mutating func collect(
        _ element: Int, into own: inout [MatchedRule],
        _ pseudos: inout (before: [MatchedRule], after: [MatchedRule])
    ) {
        let found = tree.elements[element]
        for (number, active) in sheets.enumerated() {
            let sheet = active.sheet
            func test(_ candidates: [Int32]?, _ matcher: inout SelectorMatcher) {
                guard let candidates else { return }
                for candidate in candidates {
                    let indexed = sheet.selectors[Int(candidate)]
                    guard active.holds(indexed.media), matcher.matches(indexed.selector, element)
                    else { continue }
                    let match = MatchedRule(
                        sheet: number, indexed: indexed, rule: sheet.rules[Int(indexed.rule)])
                    switch indexed.selector.pseudoElement {
                    case .none: own.append(match)
                    case .before: pseudos.before.append(match)
                    case .after: pseudos.after.append(match)
                    case .unseen: break
                    }
                }
            }
            if found.id != 0 { test(sheet.byID[found.id], &matcher) }
            for name in found.classes { test(sheet.byClass[name], &matcher) }
            test(sheet.byTag[found.tag], &matcher)
            test(sheet.universal, &matcher)
        }
        own.sort()
        pseudos.before.sort()
        pseudos.after.sort()
    }

    // MARK: Applying

    private mutating func apply(
        _ rules: [MatchedRule], hints: [Declaration], inline: StyleRule?, to style: ComputedStyle,
        under parent: ComputedStyle
    ) {
        let tables = (rules.map(\.rule) + [inline].compactMap { $0 }).compactMap(\.variables)
        if !tables.isEmpty, !Self.same(tables, style.variables?.tables) {
            style.variables = VariableScope(parent: style.variables, tables: tables)
        }
        var declarations: [Declaration] = []
        let firstAuthor = rules.firstIndex { $0.sheet > 0 } ?? rules.count
        for match in rules[..<firstAuthor] { declarations += match.rule.declarations }
        declarations += hints
        for match in rules[firstAuthor...] { declarations += match.rule.declarations }
        if let inline { declarations += inline.declarations }
        for match in rules { declarations += match.rule.importantDeclarations }
        if let inline { declarations += inline.importantDeclarations }
        declarations = resolveVariables(declarations, style.variables)

        let application = StyleApplication(
            style: style, parent: parent, rootFontSize: rootFontSize, viewportWidth: media.width,
            viewportHeight: media.height)
        // Other lengths may be in `em`: the font's size is settled first.
        for declaration in declarations where declaration.property == .fontSize {
            application.apply(declaration)
        }
        for declaration in declarations where declaration.property != .fontSize {
            application.apply(declaration)
        }
    }

    private static func same(_ tables: [VariableTable], _ others: [VariableTable]?) -> Bool {
        guard let others, tables.count == others.count else { return false }
        return zip(tables, others).allSatisfy { $0 === $1 }
    }

    private mutating func resolveVariables(_ declarations: [Declaration], _ scope: VariableScope?)
        -> [Declaration]
    {
        guard declarations.contains(where: { $0.isPending }) else { return declarations }
        var resolved: [Declaration] = []
        resolved.reserveCapacity(declarations.count + 8)
        for declaration in declarations {
            guard case .pending(let pending) = declaration.value else {
                resolved.append(declaration)
                continue
            }
            let tokens = (scope ?? VariableScope(parent: nil, tables: [])).substitute(
                pending.tokens)
            if let tokens,
                let longhands = DeclarationReader.longhands(of: declaration.property, tokens)
            {
                resolved += longhands
            } else {
                // Invalid at computed-value time: the property is as if unset.
                resolved += declaration.property.longhands.map {
                    Declaration(property: $0, value: .keyword(.unset))
                }
            }
        }
        return resolved
    }
}

extension Declaration {
    fileprivate var isPending: Bool { if case .pending = value { true } else { false } }
}

/// A sheet and which of its media conditions hold.
private struct ActiveSheet {
    let sheet: ParsedSheet
    private let holding: [Bool]

    init(_ sheet: ParsedSheet, _ media: MediaContext) {
        self.sheet = sheet
        holding = sheet.media.map { $0.holds(media) }
    }

    func holds(_ media: Int32) -> Bool { media < 0 || holding[Int(media)] }
}

/// A rule that selects an element, and how strongly.
private struct MatchedRule: Comparable {
    let sheet: Int
    let rule: StyleRule
    private let strength: UInt64
    private let order: UInt64

    init(sheet: Int, indexed: IndexedSelector, rule: StyleRule) {
        self.sheet = sheet
        self.rule = rule
        let origin: UInt64 = sheet == 0 ? 0 : 1
        strength =
            origin << 60 | UInt64(max(0, indexed.layer)) << 32
            | UInt64(indexed.selector.specificity)
        order = UInt64(sheet) << 32 | UInt64(max(0, indexed.rule))
    }

    static func == (a: MatchedRule, b: MatchedRule) -> Bool {
        a.strength == b.strength && a.order == b.order
    }
    static func < (a: MatchedRule, b: MatchedRule) -> Bool {
        a.strength != b.strength ? a.strength < b.strength : a.order < b.order
    }
}
