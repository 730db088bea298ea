import SiteMarkup

/// The styles of all elements of a page (CSS Cascading Level 4).
struct Cascade {
    let tree: ElementTree
    /// By element; nil where the element or an ancestor has no box.
    private(set) var styles: [ComputedStyle?]
    private(set) var before: [Int: ComputedStyle] = [:]
    private(set) var after: [Int: ComputedStyle] = [:]
    /// The rules that select an element, of those that were to be noted.
    private(set) var noted: [Int: [ObjectIdentifier]] = [:]

    private var matcher: SelectorMatcher
    private let sheets: [ActiveSheet]
    private let media: MediaContext
    private let notes: Bool
    private let shared: SharedStyles?
    private let initial = ComputedStyle()
    private let noVariables = VariableScope(parent: nil, tables: [])

    /// The styles of a whole page.
    init(_ tree: ElementTree, sheets: [ParsedSheet], media: MediaContext) {
        self.init(tree, ActiveSheet.all(sheets, media), media)
    }

    /// - Parameters:
    ///   - left: Elements that are left without a style, with all that is in them.
    ///   - notes: Whether the rules that select each element are noted.
    init(
        _ tree: ElementTree, _ sheets: [ActiveSheet], _ media: MediaContext, leaving left: Set<Int>,
        notes: Bool
    ) {
        self.init(tree, sheets, media, SelectorMatcher(tree), notes: notes)
        run(0..<tree.elements.count, leaving: left)
    }

    /// The styles of one element and all in it, given those of its ancestors.
    ///
    /// - Parameter shared: What is made under the same sheets, media and ancestors.
    init(
        _ tree: ElementTree, _ sheets: [ActiveSheet], _ media: MediaContext, of inner: Int,
        under ancestors: [(element: Int, style: ComputedStyle)], _ shared: SharedStyles
    ) {
        self.init(
            tree, sheets, media, SelectorMatcher(tree, inner: inner), notes: false, shared)
        for ancestor in ancestors { styles[ancestor.element] = ancestor.style }
        run(inner..<tree.elements[inner].subtreeEnd)
    }

    private init(
        _ tree: ElementTree, _ sheets: [ActiveSheet], _ media: MediaContext,
        _ matcher: SelectorMatcher, notes: Bool, _ shared: SharedStyles? = nil
    ) {
        self.shared = shared
        self.tree = tree
        self.media = media
        self.sheets = sheets
        self.matcher = matcher
        self.notes = notes
        styles = Array(repeating: nil, count: tree.elements.count)
    }

    private init(_ tree: ElementTree, _ sheets: [ActiveSheet], _ media: MediaContext) {
        self.init(tree, sheets, media, leaving: [], notes: false)
    }

    /// What the styles depended on outside of the section, where only one is styled.
    var reach: SectionReach { matcher.reach }

    private mutating func run(_ elements: Range<Int>, leaving left: Set<Int> = []) {
        var element = elements.lowerBound
        while element < elements.upperBound {
            if left.contains(element) {
                element = tree.elements[element].subtreeEnd
                continue
            }
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
        if notes { noted[element] = own.map { ObjectIdentifier($0.rule) } }
        let inline =
            media.takesStyles
            ? tree.attribute("style", of: element).map(SheetParser.inlineStyle) : nil
        let hints = PresentationalHints.declarations(for: tree.node(of: element))
        func make() -> SharedStyles.Styles {
            made(own, pseudos, hints: hints, inline: inline, under: parent)
        }
        let styles =
            if inline == nil, hints.isEmpty, let shared {
                shared.styles(Self.rules(own, pseudos), under: parent, else: make)
            } else {
                make()
            }
        before[element] = styles.before
        after[element] = styles.after
        return styles.own
    }

    private static func rules(
        _ own: [MatchedRule], _ pseudos: (before: [MatchedRule], after: [MatchedRule])
    ) -> SharedStyles.Rules {
        SharedStyles.Rules(
            own: own.map { ObjectIdentifier($0.rule) },
            before: pseudos.before.map { ObjectIdentifier($0.rule) },
            after: pseudos.after.map { ObjectIdentifier($0.rule) })
    }

    private func made(
        _ own: [MatchedRule], _ pseudos: (before: [MatchedRule], after: [MatchedRule]),
        hints: [Declaration], inline: StyleRule?, under parent: ComputedStyle
    ) -> SharedStyles.Styles {
        let style = ComputedStyle(inheriting: parent)
        apply(own, hints: hints, inline: inline, to: style, under: parent)
        let isShown = style.display != .none
        return SharedStyles.Styles(
            own: style, before: isShown ? pseudoStyle(pseudos.before, under: style) : nil,
            after: isShown ? pseudoStyle(pseudos.after, under: style) : nil)
    }

    private func pseudoStyle(_ rules: [MatchedRule], under parent: ComputedStyle)
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
                        sheet: number, layer: active.place(ofLayer: indexed.layer),
                        indexed: indexed, rule: sheet.rules[Int(indexed.rule)])
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
            if !sheet.byAttribute.isEmpty {
                for name in found.attributes { test(sheet.byAttribute[name], &matcher) }
            }
            test(sheet.universal, &matcher)
        }
        own.sort()
        pseudos.before.sort()
        pseudos.after.sort()
    }

    // MARK: Applying

    private func apply(
        _ rules: [MatchedRule], hints: [Declaration], inline: StyleRule?, to style: ComputedStyle,
        under parent: ComputedStyle
    ) {
        var tables = rules.compactMap(\.rule.variables)
        if let own = inline?.variables { tables.append(own) }
        if !tables.isEmpty, !Self.same(tables, style.variables?.tables) {
            style.variables = VariableScope(parent: style.variables, tables: tables)
        }
        let application = StyleApplication(
            style: style, parent: parent, rootFontSize: rootFontSize, viewportWidth: media.width,
            viewportHeight: media.height)
        let groups = Self.inOrder(rules, hints: hints, inline: inline)
        // Other lengths may be in `em`: the font's size is settled first.
        if rules.contains(where: \.rule.setsFontSize) || inline?.setsFontSize == true {
            for group in groups { apply(group, application) { $0 == .fontSize } }
        }
        for group in groups { apply(group, application) { $0 != .fontSize } }
    }

    /// Declarations, the weakest first.
    private static func inOrder(
        _ rules: [MatchedRule], hints: [Declaration], inline: StyleRule?
    ) -> [[Declaration]] {
        var groups: [[Declaration]] = []
        groups.reserveCapacity(rules.count + 4)
        let firstAuthor = rules.firstIndex { $0.sheet > 0 } ?? rules.count
        for match in rules[..<firstAuthor] { groups.append(match.rule.declarations) }
        if !hints.isEmpty { groups.append(hints) }
        for match in rules[firstAuthor...] { groups.append(match.rule.declarations) }
        if let inline { groups.append(inline.declarations) }
        for match in rules where !match.rule.importantDeclarations.isEmpty {
            groups.append(match.rule.importantDeclarations)
        }
        if let inline { groups.append(inline.importantDeclarations) }
        return groups
    }

    /// Applies those declarations whose property is wanted.
    private func apply(
        _ group: [Declaration], _ application: StyleApplication, _ wants: (Property) -> Bool
    ) {
        for declaration in group {
            guard case .pending(let pending) = declaration.value else {
                if wants(declaration.property) { application.apply(declaration) }
                continue
            }
            let scope = application.style.variables ?? noVariables
            for longhand in scope.longhands(of: declaration.property, pending)
            where wants(longhand.property) {
                application.apply(longhand)
            }
        }
    }

    private static func same(_ tables: [VariableTable], _ others: [VariableTable]?) -> Bool {
        guard let others, tables.count == others.count else { return false }
        return zip(tables, others).allSatisfy { $0 === $1 }
    }
}

/// A sheet and which of its media conditions hold.
struct ActiveSheet {
    let sheet: ParsedSheet
    private let holding: [Bool]
    /// The place of each of the sheet's layers among those of all the page's.
    private let layers: [Int32]

    /// The browser's own sheet, then a page's.
    static func all(_ sheets: [ParsedSheet], _ media: MediaContext) -> [ActiveSheet] {
        var places: [NameKey: Int32] = [:]
        var count: Int32 = 0
        return ([UserAgentSheet.parsed] + (media.takesStyles ? sheets : [])).map { sheet in
            let layers = sheet.layers.map { name in
                if let known = name.flatMap({ places[$0] }) { return known }
                defer { count = min(count + 1, SheetParser.unlayered - 1) }
                if let name { places[name] = count }
                return count
            }
            return ActiveSheet(sheet, media, layers)
        }
    }

    private init(_ sheet: ParsedSheet, _ media: MediaContext, _ layers: [Int32]) {
        self.sheet = sheet
        self.layers = layers
        holding = sheet.media.map { $0.holds(media) }
    }

    /// A layer's place on the page; that of rules in none is above all.
    func place(ofLayer layer: Int32) -> Int32 {
        layers.indices.contains(Int(layer)) ? layers[Int(layer)] : layer
    }

    func holds(_ media: Int32) -> Bool { media < 0 || holding[Int(media)] }
}

/// A rule that selects an element, and how strongly.
private struct MatchedRule: Comparable {
    let sheet: Int
    let rule: StyleRule
    private let strength: UInt64
    private let order: UInt64

    init(sheet: Int, layer: Int32, indexed: IndexedSelector, rule: StyleRule) {
        self.sheet = sheet
        self.rule = rule
        let origin: UInt64 = sheet == 0 ? 0 : 1
        strength =
            origin << 60 | UInt64(max(0, layer)) << 32
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
