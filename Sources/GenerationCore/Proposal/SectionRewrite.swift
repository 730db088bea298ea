import SiteHistory
import SiteMarkup
import SiteModel

/// What became of a prompt for one section.
package enum SectionRewrite: Sendable {
    case proposal(Proposal)
    /// Why nothing is proposed: a sentence.
    case nothing(String)
}

extension TemplateComposer {
    /// Asks for another form of a section, as changes to review one by one.
    ///
    /// - Parameters:
    ///   - node: A section, or something in one: then only what is in it is changed.
    ///   - makeID: A new id for each node that is drafted.
    /// - Throws: `MarkupError` where the composer's HTML cannot be read.
    package static func rewrite(
        _ node: NodeID, prompt: String, in site: Site, locale: String, seed: UInt64,
        makeID: @escaping () -> NodeID
    ) throws -> SectionRewrite {
        guard let section = site.enclosing(.section, of: node),
            let page = site.enclosing(.page, of: node)
        else { return .nothing("The section is gone.") }
        let name = site.name(of: section.id) ?? "section"
        guard !site.isLocked(section.id) else {
            return .nothing("“\(name)” is locked: no proposal changes it.")
        }
        let composed = propose(
            prompt: prompt, sectionName: name,
            currentHTML: String(
                decoding: SourceWriter.html(ofNode: section.id, in: site, locale: locale),
                as: UTF8.self),
            pageTitle: site.text(of: page.id, "title", locale: locale) ?? site.title,
            locale: locale, seed: seed)
        guard let html = composed.html else { return .nothing(composed.summary) }
        let root = try FragmentParser.rootDraft(fromHTML: html, locale: locale, makeID: makeID)
        let head = ProposalHead(
            prompt: prompt, author: composed.generator,
            summary: ([composed.summary] + composed.notes).joined(separator: " "),
            locale: locale)
        let proposal = Proposal(head: head, replacing: [(section.id, root)], in: site)
            .within(node, of: site).withoutSpacing
        return proposal.hunks.isEmpty
            ? .nothing("Nothing would change there.") : .proposal(proposal)
    }
}
