import SiteModel

/// One thing in which two versions of a site differ.
package struct SiteChange: Hashable, Sendable {
    /// The raw values are the words of `diff --json`.
    package enum Kind: String, Sendable, CaseIterable {
        case added, removed, moved
        case text, css
        case attribute, `class`
        /// A field of a page, a section or the site itself: path, name, title …
        case property
    }

    package let kind: Kind
    package let node: NodeID
    package let what: NodeKind
    /// The path of the page it stands on, in the later version where it is there; nil for what is the site's.
    package let page: String?
    /// The name of its section, likewise.
    package let section: String?
    /// What it is called there: `title`, `<p>`; empty for pages, sections and the site.
    package let label: String
    /// The attribute, the property, or which text: `text`, `title`; nil for what came, went or moved.
    package let field: String?
    /// Of texts and translated attributes, where it is not the site's own.
    package let locale: String?
    /// What it said, as a person reads it; where it stood. Nil is "nothing".
    package let before: String?
    package let after: String?
    /// The beginning of what stands in it, where it is an element inside a section with something to read.
    package var words: String?
    /// What is there again came out of the trash.
    package var isRestored = false
}

extension SiteChange {
    /// In words: `hero: title changed in pt-BR`.
    package var headline: String {
        let holder = section ?? page ?? (what == .asset ? nil : "site")
        return (holder.map { $0 + ": " } ?? "") + deed + (locale.map { " in " + $0 } ?? "")
    }

    private var deed: String {
        switch kind {
        case .added, .removed, .moved:
            (label.isEmpty ? what.rawValue : label) + " "
                + (isRestored ? "restored" : kind.rawValue)
        case .text, .css: label + " " + verb("written", "emptied")
        case .attribute, .class:
            (field ?? "class") + (label.isEmpty ? "" : " of " + element) + " "
                + verb("set", "unset")
        case .property:
            (label.isEmpty ? "" : label + " ") + (field ?? "") + " " + verb("set", "unset")
        }
    }

    /// `<a> “Order now”`.
    private var element: String { words.map { "\(label) “\($0)”" } ?? label }

    private func verb(_ appeared: String, _ went: String) -> String {
        before == nil ? appeared : after == nil ? went : "changed"
    }
}

extension SiteChange {
    private static let excerptLength = 40

    /// The headline of a change that stands alone; of what came, went or moved it says the beginning.
    package var title: String {
        switch kind {
        case .added, .removed, .moved: words.map { "\(headline): “\($0)”" } ?? headline
        case .text, .css, .attribute, .class, .property: headline
        }
    }

    /// What is so now, in words: `title of hero: “Vegan bread”`, `section menu is gone`.
    package var outcome: String {
        switch kind {
        case .added: thing + " is there"
        case .removed: thing + " is gone"
        case .moved: thing + " stands " + (after ?? "elsewhere")
        case .css: thing
        case .text: thing + language + value
        case .property where field == FieldName.locked.rawValue:
            thing + (after == nil ? " is not locked" : " is locked")
        case .attribute, .class, .property: "\(field ?? "class") of \(thing)" + language + value
        }
    }

    /// `title of hero`, `paragraph “Fresh every day” of hero`, `section hero`, `page /about`.
    private var thing: String {
        let holder = section ?? page
        if !label.isEmpty {
            let name = ElementWords.spoken(label) + (words.map { " “\($0)”" } ?? "")
            return name + (holder.map { " of " + $0 } ?? "")
        }
        switch kind {
        case .added, .removed, .moved: return what.rawValue + (holder.map { " " + $0 } ?? "")
        default: return holder ?? "the site"
        }
    }

    private var language: String { locale.map { " in " + $0 } ?? "" }

    private var value: String {
        after.map { ": “\(SiteChange.excerpt(of: $0))”" } ?? " is empty"
    }

    /// The beginning of a text, on one line.
    static func excerpt(of text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= excerptLength ? line : line.prefix(excerptLength - 1) + "…"
    }
}
