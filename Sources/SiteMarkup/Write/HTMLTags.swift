import SiteModel

/// What the HTML standard says about tag names, as far as writing needs it.
enum HTMLTags {
    /// Elements without content and end tag.
    static let void = Nesting.void
    /// Elements whose content is text that knows no references.
    static let rawText = Nesting.rawText
    /// Elements whose content is text with references and no tags.
    static let referenceText = Nesting.referenceText
    /// Elements that drop a newline right after their start tag.
    static let dropsFirstNewline: Set<String> = ["pre", "textarea", "listing"]
    /// Elements inside which white space is kept as it is.
    static let keepsSpace: Set<String> = ["pre", "textarea", "listing", "xmp", "plaintext"]
    /// Elements that a parser supplies where their tags are left out.
    static let implied: Set<String> = ["tbody", "tr", "colgroup"]
}
