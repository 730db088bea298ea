import SiteModel

/// Sections or elements that were cut or copied, to be pasted here or into another site.
struct Clipboard: Sendable {
    /// As they stand in their own site, with spans into the bytes they were imported from.
    private let own: [NodeDraft]
    /// The same by themselves: no span, so that they can stand in any site.
    private let free: [NodeDraft]
    private let site: NodeID
    private let defaultLocale: String

    /// - Parameter nodes: In document order; all of them sections, or none.
    init(_ nodes: [Node], of site: Site) {
        own = nodes.map { NodeDraft(copying: $0, of: site) }
        free = own.map { $0.detached(from: site.blobs) }
        self.site = site.id
        defaultLocale = site.defaultLocale
    }

    var areSections: Bool { own.first?.content.kind == .section }

    /// Drafts with new ids for a site; names are not made free.
    func drafts(for target: Site, using random: inout some RandomNumberGenerator) -> [NodeDraft] {
        if target.id == site { return own.map { $0.renewed(using: &random) } }
        return free.map {
            $0.speaking(target.defaultLocale, insteadOf: defaultLocale).renewed(using: &random)
        }
    }
}

extension NodeDraft {
    /// Without spans into imported bytes: what they name stands in it as text.
    fileprivate func detached(from blobs: [Digest: [UInt8]]) -> NodeDraft {
        var copy = self
        copy.children = children.map { $0.detached(from: blobs) }
        guard let source = content.source else { return copy }
        copy.content.source = nil
        if [.literal, .comment, .raw].contains(content.kind), let bytes = blobs[source.blob],
            source.range.upperBound <= bytes.count
        {
            copy.content.literal = String(decoding: bytes[source.range], as: UTF8.self)
        }
        return copy
    }

    /// Texts that have nothing in the new site's own language have there what they said in the old one's.
    fileprivate func speaking(_ locale: String, insteadOf old: String) -> NodeDraft {
        var copy = self
        for (key, text) in texts where key.locale == old {
            let new = TextKey(key.field, locale)
            if texts[new] == nil { copy.texts[new] = text }
        }
        copy.children = children.map { $0.speaking(locale, insteadOf: old) }
        return copy
    }
}
