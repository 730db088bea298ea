/// A section as it could be, to be shown beside what is there and taken or left whole.
package struct ComposedProposal: Equatable, Sendable {
    /// The whole new section, one root element with the old one's tag, `id` and other attributes; nil when there is
    /// nothing to propose, and then `summary` says why.
    package let html: String?
    /// One sentence: what would change, or why nothing does; in the prompt's language.
    package let summary: String
    /// What was not understood, or could not be done.
    package let notes: [String]
    /// Every placeholder in `html` once.
    package let placeholders: [String]
    /// Always ``TemplateComposer/label``.
    package let generator: String

    init(html: String?, summary: String, notes: [String] = []) {
        self.html = html
        self.summary = summary
        self.notes = notes
        placeholders = html.map { TemplateComposer.placeholders(in: $0) } ?? []
        generator = TemplateComposer.label
    }
}

extension TemplateComposer {
    /// A replacement of one section, from what is there and the user's words.
    ///
    /// Understood, in the three languages: other words, shorter, another layout; a title, button or text that is given;
    /// one quoted text for another; an entry, a quoted sentence, a button or the content of another section added; a part
    /// removed. Prices, hours and other facts that were filled in are never rewritten.
    ///
    /// - Parameters:
    ///   - currentHTML: The section's source, one root element.
    ///   - pageTitle: Tells trade and name; the page's `<title>`.
    ///   - locale: The language of the site.
    /// - Returns: A proposal; its `html` is nil when nothing was understood or nothing would change.
    package static func propose(
        prompt: String, sectionName: String, currentHTML: String, pageTitle: String, locale: String,
        seed: UInt64
    ) -> ComposedProposal {
        let request = SectionRequest(prompt: prompt, locale: locale)
        let said = ProposalWords(language: request.language)
        guard let root = Markup.read(currentHTML) else {
            return ComposedProposal(html: nil, summary: said.unreadable)
        }
        var editor = SectionEditor(
            root: root, kind: kind(named: sectionName, root: root),
            language: Language(tag: locale) ?? .english,
            pageTitle: pageTitle, seed: seed, said: said)
        for edit in request.edits { editor.apply(edit) }
        var notes = editor.failures
        if !request.notUnderstood.isEmpty {
            notes.append(said.notUnderstood(request.notUnderstood))
        }
        guard !editor.done.isEmpty, editor.root != root else {
            let reason =
                request.edits.isEmpty ? said.help : (editor.failures.first ?? said.nothingChanges)
            return ComposedProposal(
                html: nil, summary: reason, notes: notes.filter { $0 != reason })
        }
        return ComposedProposal(
            html: editor.root.exact, summary: said.summary(editor.done), notes: notes)
    }

    /// A new section, for adding to a page: the first kind that the prompt names, or the kind's raw value.
    ///
    /// - Parameters:
    ///   - takenNames: Names of the page's sections; the new one gets another.
    ///   - pageText: Texts of the page, which are not repeated; they also tell the trade.
    /// - Returns: A proposal; its `html` is nil when no kind of section was understood.
    package static func composeSection(
        prompt: String, pageTitle: String, takenNames: Set<String>, pageText: [String] = [],
        locale: String, seed: UInt64
    ) -> ComposedProposal {
        let words = PromptWords.split(PromptText.cleaned(prompt))
        let language = Language.detect(words) ?? Language(tag: locale) ?? .english
        let said = ProposalWords(language: language)
        let bare = words.count == 1 ? SectionKind(rawValue: words[0].folded) : nil
        let named = words.indices.lazy.compactMap {
            Lexicon.sectionPhrases.match(words, at: $0)?.meaning
        }.first
        guard let kind = bare ?? named else {
            return ComposedProposal(html: nil, summary: said.sectionHelp)
        }
        let site = SectionContext(
            language: Language(tag: locale) ?? .english, pageTitle: pageTitle, texts: pageText)
        let kinds = SectionKind.allCases.filter {
            takenNames.contains(SectionWriter.name(of: $0, in: site.brief.vertical))
        }
        var writer = SectionWriter(brief: site.brief, seed: seed, kinds: kinds)
        writer.copy.preferOthers(than: Set(pageText))
        let section = writer.section(kind)
        let name = unused(section.attribute("id") ?? kind.rawValue, takenNames)
        let html = section.with("id", name).indented()
        return ComposedProposal(
            html: html,
            summary: said.newSection(ComposerNotes.name(kind, site.brief(spoken: language))))
    }

    private static func unused(_ name: String, _ taken: Set<String>) -> String {
        guard taken.contains(name) else { return name }
        let number = (2...).first { !taken.contains("\(name)-\($0)") } ?? 2
        return "\(name)-\(number)"
    }

    /// The kind of a section by its name, else by its classes.
    private static func kind(named name: String, root: Markup) -> SectionKind? {
        let candidates = [name] + root.classes
        for candidate in candidates {
            let bare = candidate.split(separator: "-").prefix { Int($0) == nil }.joined(
                separator: "-")
            if let kind = SectionKind(rawValue: bare) { return kind }
            if bare == "menu" { return .prices }
            if bare == "opening-hours" { return .hours }
            if bare == "how-it-works" { return .steps }
        }
        let words = PromptWords.split(
            PromptText.cleaned(name.split(separator: "-").joined(separator: " ")))
        return words.indices.lazy.compactMap {
            Lexicon.sectionPhrases.match(words, at: $0)?.meaning
        }.first
    }
}

/// What a page tells about its business.
struct SectionContext {
    let brief: Brief

    init(language: Language, pageTitle: String, texts: [String]) {
        let title = PromptText.capped(pageTitle, charactersMax: 200)
        let brand = PromptText.capped(
            String(title.split(separator: "·").first ?? "").split(separator: "|").first.map(
                String.init) ?? "")
        var brief = Self.read(title, language)
        if brief.vertical == .general {
            brief = Self.read(texts.prefix(40).joined(separator: ". "), language)
        }
        var found = Brief(language: language, promptLanguage: language)
        found.vertical = brief.vertical
        found.modifiers = brief.modifiers
        if Self.read(brand, language).vertical == .general {
            found.name = brand.isEmpty ? nil : brand
        } else {
            found.phrase = brand
        }
        self.brief = found
    }

    func brief(spoken language: Language) -> Brief {
        var brief = brief
        brief.promptLanguage = language
        return brief
    }

    private static func read(_ text: String, _ language: Language) -> Brief {
        BriefReader.read(prompt: text, locale: language.rawValue)
    }
}
