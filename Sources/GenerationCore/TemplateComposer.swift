/// One file of a composed site.
package struct ComposedFile: Equatable, Sendable {
    /// `index.html` or `styles.css`.
    package let path: String
    package let content: String
}

/// A site from a prompt, as text to be imported.
package struct ComposedSite: Equatable, Sendable {
    /// The name of the business, else what it is; one line, at most 60 characters.
    package let title: String
    /// `en`, `pt-BR` or `es`.
    package let locale: String
    /// The trade whose copy was used: a raw value of ``Vertical``.
    package let vertical: String
    package let files: [ComposedFile]
    /// The names (`id`) of the sections, in page order.
    package let sectionNames: [String]
    /// Every placeholder once, in page order, with its marks: `[[price]]`.
    package let placeholders: [String]
    /// Always ``TemplateComposer/label``.
    package let generator: String
    /// What was understood, refused and not understood: sentences in the prompt's language.
    package let notes: [String]
}

/// Composes sites and sections from hand-written copy, with no network and no model.
package enum TemplateComposer {
    /// What says who wrote it, wherever its work is shown.
    package static let label = "template composer"

    /// A whole site.
    ///
    /// The same arguments give the same bytes. A prompt with nothing in it that is understood gives a general site; that
    /// an empty one is a mistake is for the caller to say.
    ///
    /// - Parameter locale: The site's language; nil takes the prompt's. One without copy gives English and a note.
    package static func compose(prompt: String, locale: String?, seed: UInt64) -> ComposedSite {
        compose(understand(prompt: prompt, locale: locale), seed: seed)
    }

    /// Whether there is copy in a language.
    package static func hasCopy(in locale: String) -> Bool { Language(tag: locale) != nil }

    /// A whole site from a prompt that was read already.
    package static func compose(_ brief: Brief, seed: UInt64) -> ComposedSite {
        let kinds = PagePlan(brief: brief, seed: seed).kinds
        var writer = SectionWriter(brief: brief, seed: seed, kinds: kinds)
        let sections = tinting(kinds, seed: seed).map { writer.section($0.kind, tinted: $0.tinted) }
        let html = page(sections, writer: &writer)
        return ComposedSite(
            title: writer.copy.brand, locale: brief.locale, vertical: brief.vertical.rawValue,
            files: [
                ComposedFile(path: "index.html", content: html),
                ComposedFile(path: "styles.css", content: StyleSheet(brief: brief, seed: seed).css),
            ],
            sectionNames: kinds.map { SectionWriter.name(of: $0, in: brief.vertical) },
            placeholders: placeholders(in: html), generator: label,
            notes: ComposerNotes(brief: brief, kinds: kinds).sentences)
    }

    /// What a prompt asks for, as far as it is understood.
    package static func understand(prompt: String, locale: String?) -> Brief {
        BriefReader.read(prompt: prompt, locale: locale)
    }

    /// Every second band between the hero and the footer has another ground.
    private static func tinting(_ kinds: [SectionKind], seed: UInt64) -> [(
        kind: SectionKind, tinted: Bool
    )] {
        var random = SeededRandom(seed: seed, purpose: "tint")
        var tinted = random.index(below: 2) == 0
        return kinds.map { kind in
            guard kind != .header, kind != .hero, kind != .footer, kind != .cta else {
                return (kind, false)
            }
            tinted.toggle()
            return (kind, tinted)
        }
    }

    private static func page(_ sections: [Markup], writer: inout SectionWriter) -> String {
        let copy = writer.copy
        let title = copy.brand + " · " + writer.copy.one("tagline").title
        let description = writer.copy.one("meta").title
        let head: [Markup] = [
            Markup.tag("meta").with("charset", "utf-8"),
            Markup.tag("meta").with("name", "viewport").with(
                "content", "width=device-width, initial-scale=1"),
            .leaf("title", nil, title),
            Markup.tag("meta").with("name", "description").with("content", description),
            Markup.tag("meta").with("name", "generator").with("content", label),
            Markup.tag("link").with("rel", "stylesheet").with("href", "styles.css"),
        ]
        let html = Markup.tag("html", nil, [.tag("head", nil, head), .tag("body", nil, sections)])
            .with("lang", writer.brief.locale)
        return "<!DOCTYPE html>\n" + html.indented()
    }

    /// Every `[[…]]` of a text once, in order.
    static func placeholders(in text: String) -> [String] {
        var found: [String] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "[") {
            rest = rest[open...]
            guard rest.hasPrefix("[["), let close = rest.firstIndex(of: "]") else {
                rest = rest.dropFirst()
                continue
            }
            let inner = rest[rest.index(open, offsetBy: 2)..<close]
            let mark = "[[" + inner + "]]"
            if !inner.isEmpty, rest[close...].hasPrefix("]]"), !found.contains(mark) {
                found.append(mark)
            }
            rest = rest[close...].dropFirst()
        }
        return found
    }
}

extension Markup {
    fileprivate static func tag(_ tag: String) -> Markup {
        .element(tag: tag, attributes: [], children: [])
    }
}
