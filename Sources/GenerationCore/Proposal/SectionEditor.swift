/// Applies the edits of a request to a section's tree.
struct SectionEditor {
    private(set) var root: Markup
    private(set) var done: [ProposalWords.Change] = []
    private(set) var failures: [String] = []
    private let kind: SectionKind?
    private let brief: Brief
    private let seed: UInt64
    private let said: ProposalWords

    init(
        root: Markup, kind: SectionKind?, language: Language, pageTitle: String, seed: UInt64,
        said: ProposalWords
    ) {
        self.root = root
        self.kind = kind
        self.seed = seed
        self.said = said
        brief =
            SectionContext(
                language: language, pageTitle: pageTitle, texts: root.leaves.map(\.plainText)
            ).brief
    }

    mutating func apply(_ edit: SectionEdit) {
        switch edit {
        case .rewrite: rewrite()
        case .relayout: relayout()
        case .shorten: shorten()
        case .set(let part, let text): set(part, text)
        case .replace(let old, let new): replace(old, with: new)
        case .remove(let part): remove(part)
        case .removeText(let text): removeText(text)
        case .addSection(let kind): append(kind)
        case .addEntry: addEntry()
        case .addSentence(let text): appendBlock([.leaf("p", nil, text)])
        case .addButton(let text):
            appendBlock([.tag("p", "actions", [.link(text, to: firstTarget, "button")])])
        case .translate: fail(.cannotTranslate)
        }
    }

    private mutating func succeed(_ change: ProposalWords.Change) {
        if !done.contains(change) { done.append(change) }
    }

    private mutating func fail(_ failure: ProposalWords.Failure) {
        let sentence = said.failure(failure)
        if !failures.contains(sentence) { failures.append(sentence) }
    }

    // MARK: Parts

    private static func isHeading(_ node: Markup) -> Bool {
        ["h1", "h2", "h3", "h4"].contains(node.tagName ?? "")
    }

    private static func isButton(_ node: Markup) -> Bool {
        node.tagName == "button"
            || (node.tagName == "a"
                && node.classes.contains { $0 == "button" || $0.hasPrefix("btn") })
    }

    private static func isText(_ node: Markup) -> Bool {
        node.tagName == "p" && node.isLeaf && !node.classes.contains("eyebrow")
            && !node.classes.contains("price")
    }

    private static func matcher(_ part: SectionEdit.Part) -> (Markup) -> Bool {
        switch part {
        case .title: isHeading
        case .button: isButton
        case .text: isText
        case .list: { ["ul", "ol", "dl", "table"].contains($0.tagName ?? "") }
        case .image: { ["figure", "img", "picture", "svg"].contains($0.tagName ?? "") }
        case .price: { $0.classes.contains("price") }
        }
    }

    private mutating func set(_ part: SectionEdit.Part, _ text: String) {
        let matches = Self.matcher(part)
        guard root.first(matches) != nil else { return fail(.noSuchPart) }
        root = root.replacingFirst(matches) { $0.withChildren([.text(text)]) }
        succeed(part == .title ? .titleSet : part == .button ? .buttonSet : .textSet)
    }

    private mutating func remove(_ part: SectionEdit.Part) {
        let matches = Self.matcher(part)
        guard root.first(matches) != nil else { return fail(.noSuchPart) }
        let isEmptied = { (node: Markup) in
            node.tagName == "p" && !node.childNodes.isEmpty
                && node.childNodes.allSatisfy { matches($0) || $0.plainText.isEmpty }
        }
        root =
            part == .title
            ? root.removingFirst(matches) : root.removing { matches($0) || isEmptied($0) }
        succeed(.removed)
    }

    private mutating func removeText(_ text: String) {
        let wanted = PromptText.folded(text)
        let matches = { (node: Markup) in
            node.isLeaf && PromptText.folded(node.plainText).contains(wanted)
        }
        guard let leaf = root.first(matches) else { return fail(.noSuchText) }
        let entry = root.first {
            ["li", "tr", "figure", "blockquote"].contains($0.tagName ?? "")
                && $0.first { $0 == leaf } != nil
        }
        root = root.removingFirst { $0 == (entry ?? leaf) }
        succeed(.removed)
    }

    private mutating func replace(_ old: String, with new: String) {
        guard !old.isEmpty else { return fail(.noSuchText) }
        var found = false
        let changed = root.mappingTexts { text in
            guard text.contains(old) else { return nil }
            found = true
            return text.split(separator: old, omittingEmptySubsequences: false).joined(
                separator: new)
        }
        guard found else { return fail(.noSuchText) }
        root = changed
        succeed(.replaced)
    }

    /// Paragraphs of several sentences keep the first; where there are none, a long list keeps three entries.
    private mutating func shorten() {
        var shortened = false
        let changed = root.mappingLeaves { leaf in
            guard ["p", "dd", "td"].contains(leaf.tagName ?? ""),
                let first = Self.firstSentence(leaf.plainText)
            else { return leaf }
            shortened = true
            return leaf.withChildren([.text(first)])
        }
        guard shortened, let changed else { return fail(.nothingToShorten) }
        root = changed
        succeed(.shortened)
    }

    /// The first of several sentences; nil for one.
    static func firstSentence(_ text: String) -> String? {
        let characters = Array(text)
        for at in characters.indices.dropLast(2)
        where ".!?…".contains(characters[at]) && characters[at + 1] == " " {
            if at > 15, characters[at + 2].isUppercase || "¿¡".contains(characters[at + 2]) {
                return String(characters[...at])
            }
        }
        return nil
    }

    // MARK: Copy

    private var texts: Set<String> { Set(root.leaves.map(\.plainText)) }

    private var oldLinks: [String] {
        root.leaves.filter { $0.tagName == "a" }.compactMap { $0.attribute("href") }
    }

    private var firstTarget: String { oldLinks.first ?? "#footer" }

    private func linked() -> [SectionKind] {
        SectionKind.allCases.filter { kind in
            oldLinks.contains("#" + SectionWriter.name(of: kind, in: brief.vertical))
        }
    }

    private func writer() -> SectionWriter {
        var writer = SectionWriter(brief: brief, seed: seed, kinds: linked())
        writer.copy.preferOthers(than: texts)
        return writer
    }

    /// Sections whose entries are facts that the user filled in, or will.
    private static let factual: Set<SectionKind> = [
        .prices, .hours, .visit, .contact, .team, .testimonials, .events, .gallery,
    ]

    private mutating func rewrite() {
        guard let kind, kind != .header, kind != .footer else { return fail(.noCopy) }
        var writer = writer()
        writer.entriesAsked = entries > 0 ? entries : nil
        let current = currentLayout(kind)
        let fresh = writer.section(kind, layout: current ?? 0, tinted: false)
        if current == nil || Self.factual.contains(kind) { return rewriteHead(from: fresh) }
        let links = oldLinks
        var at = 0
        let relinked = fresh.mappingLeaves { leaf in
            guard leaf.tagName == "a" else { return leaf }
            defer { at += 1 }
            return at < links.count ? leaf.with("href", links[at]) : nil
        }
        guard var new = relinked else { return fail(.noCopy) }
        if let eyebrow = root.first({ $0.classes.contains("eyebrow") }) {
            new = new.replacingFirst({ $0.classes.contains("eyebrow") }, with: { _ in eyebrow })
        }
        root = root.withChildren(keepingOwnWords(in: new).childNodes)
        succeed(.rewritten)
    }

    /// A text that only turns back what a person changed in one of ours stays as the person has it.
    private func keepingOwnWords(in new: Markup) -> Markup {
        let old = root.leaves
        return new.mappingLeaves { leaf in
            let text = leaf.plainText
            let own = old.first { Self.isVariant($0.plainText, of: text) }
            return own.map { leaf.withChildren($0.childNodes) } ?? leaf
        } ?? new
    }

    /// Whether two texts say the same but for a few words: most of their words are in both.
    static func isVariant(_ one: String, of other: String) -> Bool {
        guard one != other else { return false }
        func words(_ text: String) -> Set<Substring> {
            Set(text.lowercased()[...].split { !$0.isLetter && !$0.isNumber })
        }
        let (a, b) = (words(one), words(other))
        guard min(a.count, b.count) > 2 else { return false }
        return 5 * a.intersection(b).count >= 3 * a.union(b).count
    }

    /// Only the heading and the paragraph that belongs to it.
    private mutating func rewriteHead(from fresh: Markup) {
        guard let heading = fresh.first(Self.isHeading), root.first(Self.isHeading) != nil else {
            return fail(.noCopy)
        }
        root = root.replacingFirst(Self.isHeading) { $0.withChildren(heading.childNodes) }
        if let note = fresh.first({ $0.classes.contains("note") }) {
            let isNote = { (node: Markup) in node.classes.contains("note") }
            root = root.replacingFirst(isNote) { $0.withChildren(note.childNodes) }
        }
        succeed(.factsKept)
    }

    /// How many entries the section's list has.
    private var entries: Int {
        var count: [String: Int] = [:]
        root.visit { node in
            guard let tag = node.tagName else { return }
            count[
                ["th", "dt", "h3", "figcaption", "blockquote"].contains(tag) ? tag : "", default: 0] +=
                1
        }
        count[""] = nil
        return count.values.max() ?? 0
    }

    /// Which of our layouts the section has: by its classes.
    private func currentLayout(_ kind: SectionKind) -> Int? {
        (0..<SectionWriter.layoutCount(kind)).first { layout in
            var writer = SectionWriter(brief: brief, seed: seed, kinds: [])
            let wanted = writer.section(kind, layout: layout, tinted: false).classes
            return wanted.count > 1 && root.classes.contains(wanted[1])
        }
    }

    /// The same texts in another layout, if there is one that holds them all.
    private mutating func relayout() {
        guard let kind, let current = currentLayout(kind) else { return fail(.noLayout) }
        let old = root.leaves
        let count = SectionWriter.layoutCount(kind)
        var random = SeededRandom(seed: seed, purpose: "relayout")
        for layout in random.shuffled(Array(0..<count)) where layout != current {
            var writer = writer()
            writer.entriesAsked = entries > 0 ? entries : nil
            let fresh = writer.section(
                kind, layout: layout, tinted: root.classes.contains("tinted"))
            guard let filled = Self.filled(fresh, with: old) else { continue }
            root = root.with("class", fresh.attribute("class") ?? "").withChildren(
                filled.childNodes)
            return succeed(.relaidOut)
        }
        fail(.noLayout)
    }

    /// The template with the old leaves' content, in order; nil if one would be lost or become another kind of thing.
    static func filled(_ fresh: Markup, with old: [Markup]) -> Markup? {
        let new = fresh.leaves
        guard new.count >= old.count else { return nil }
        for (one, other) in zip(old, new) where (one.tagName == "a") != (other.tagName == "a") {
            return nil
        }
        var at = 0
        return fresh.mappingLeaves { leaf in
            defer { at += 1 }
            guard at < old.count else { return leaf }
            let kept = leaf.withChildren(old[at].childNodes)
            return old[at].attribute("href").map { kept.with("href", $0) } ?? kept
        }
    }

    // MARK: Additions

    /// The innermost block that holds the section's content.
    private static func isHolder(_ node: Markup) -> Bool { node.classes.contains("wrap") }

    private mutating func appendBlock(_ blocks: [Markup]) {
        if root.first(Self.isHolder) != nil {
            root = root.replacingFirst(Self.isHolder) { $0.withChildren($0.childNodes + blocks) }
        } else {
            root = root.withChildren(root.childNodes + blocks)
        }
        succeed(.added)
    }

    private mutating func append(_ added: SectionKind) {
        if added == kind { return addEntry() }
        guard ![.header, .footer, .hero].contains(added) else { return fail(.cannotAdd) }
        var writer = writer()
        let wrap = writer.section(added, layout: 0, tinted: false).childNodes
        appendBlock(wrap.flatMap(\.childNodes))
    }

    /// One entry more of what the section lists.
    private mutating func addEntry() {
        let isList = { (node: Markup) in
            ["ul", "ol", "dl", "tbody"].contains(node.tagName ?? "")
                || node.classes.contains("grid") || node.classes.contains("mosaic")
        }
        guard let kind, let layout = currentLayout(kind), root.first(isList) != nil else {
            return fail(.cannotAdd)
        }
        var writer = writer()
        writer.entriesAsked = 1
        let fresh = writer.section(kind, layout: layout, tinted: false)
        guard let list = fresh.first(isList), let entry = blank(list, where: texts) else {
            return fail(.cannotAdd)
        }
        root = root.replacingFirst(isList) { $0.withChildren($0.childNodes + entry.childNodes) }
        succeed(.entryAdded)
    }

    /// The entry with a placeholder for each text that the section has already: the deck had no other.
    private func blank(_ entry: Markup, where texts: Set<String>) -> Markup? {
        let copy = CopyWriter(brief: brief, seed: seed)
        return entry.mappingLeaves { leaf in
            guard texts.contains(leaf.plainText), !leaf.plainText.hasPrefix("[[") else {
                return leaf
            }
            let isTitle = ["h3", "dt", "th", "figcaption"].contains(leaf.tagName ?? "")
            return leaf.withChildren([.text(copy.placeholder(isTitle ? "title" : "text"))])
        }
    }
}

extension Markup {
    /// The tree without the first match.
    fileprivate func removingFirst(_ matches: (Markup) -> Bool) -> Markup {
        var children = childNodes
        for (at, child) in children.enumerated() {
            if case .element = child, matches(child) {
                children.remove(at: at)
                return withChildren(children)
            }
            if child.first(matches) != nil {
                children[at] = child.removingFirst(matches)
                return withChildren(children)
            }
        }
        return self
    }

    /// The tree with texts changed; nil leaves one as it was written.
    fileprivate func mappingTexts(_ change: (String) -> String?) -> Markup {
        switch self {
        case .text(let text): return change(text).map { .text($0) } ?? self
        case .source(let source):
            return source.hasPrefix("<!")
                ? self : change(Self.decoded(source)).map { .text($0) } ?? self
        case .element: return withChildren(childNodes.map { $0.mappingTexts(change) })
        }
    }

    fileprivate func visit(_ see: (Markup) -> Void) {
        see(self)
        for child in childNodes { child.visit(see) }
    }
}
