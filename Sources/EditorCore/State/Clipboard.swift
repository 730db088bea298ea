import PreviewCore
import SiteMarkup
import SiteModel

/// Sections or elements that were cut or copied, to be pasted here or into another site.
struct Clipboard: Sendable {
    /// As they stand in their own site, with spans into the bytes they were imported from.
    private let own: [NodeDraft]
    /// The same by themselves: no span, so that they can stand in any site.
    private let free: [NodeDraft]
    private let site: NodeID
    private let defaultLocale: String
    /// The file of the page that they stood on.
    private let pageFile: String
    /// The pictures and other files that they show, as they stand in their own site.
    private let shown: [Node]

    /// - Parameter nodes: In document order; all of them sections, or none.
    init(_ nodes: [Node], of site: Site) {
        own = nodes.map { NodeDraft(copying: $0, of: site) }
        free = own.map { $0.detached(from: site.blobs) }
        self.site = site.id
        defaultLocale = site.defaultLocale
        let page = nodes.first.flatMap { site.enclosing(.page, of: $0.id) }
        pageFile = page.map { RelativeLinks.file(of: $0, in: site) } ?? ""
        let folder = pageFile.split(separator: "/").dropLast().map(String.init)
        let named = free.reduce(into: Set<String>()) { $0.formUnion($1.filesShown(in: folder)) }
        shown = site.assets.filter { named.contains($0.fields[.file]?.plain ?? "") }
    }

    var areSections: Bool { own.first?.content.kind == .section }

    /// Drafts with new ids for a page of a site, whose addresses lead where they led; names are not made free.
    ///
    /// - Parameter names: What files are called in that site, by what they are called in their own.
    func drafts(
        for target: Site, on page: NodeID, calling names: [String: String],
        using random: inout some RandomNumberGenerator
    ) -> [NodeDraft] {
        let file = target[page].map { RelativeLinks.file(of: $0, in: target) } ?? ""
        let links = RelativeLinks(from: pageFile, to: file)
        let taken =
            target.id == site
            ? own
            : free.map { $0.speaking(target.defaultLocale, insteadOf: defaultLocale) }
        let folder = pageFile.split(separator: "/").dropLast().map(String.init)
        return taken.map {
            let called = names.isEmpty ? $0 : $0.calling(names, in: folder)
            return links.moved(called, blobs: [:]).draft.renewed(using: &random)
        }
    }

    /// The files that another site has not, to be put into it.
    ///
    /// - Returns: Their drafts, which name bytes that the store knows; and what they are called where that name is taken by another file.
    func files(
        for target: Site, using random: inout some RandomNumberGenerator
    ) -> (drafts: [NodeDraft], names: [String: String]) {
        guard target.id != site else { return ([], [:]) }
        var there: [String: Node] = [:]
        for asset in target.assets { there[asset.fields[.file]?.plain ?? ""] = asset }
        var names: [String: String] = [:]
        var drafts: [NodeDraft] = []
        for asset in shown {
            guard let name = asset.fields[.file]?.plain else { continue }
            var free = name
            var number = 2
            while let other = there[free], other.content.source?.blob != asset.content.source?.blob
            {
                free = SiteFilePath.numbered(name, number)
                number += 1
            }
            if free != name { names[name] = free }
            guard there[free] == nil else { continue }
            there[free] = asset
            drafts.append(
                NodeDraft(
                    id: .random(using: &random), content: asset.content,
                    fields: asset.fields.sorted { $0.key < $1.key }.map {
                        (name: $0.key, value: $0.key == .file ? .text(free) : $0.value)
                    }))
        }
        return (drafts, names)
    }
}

extension NodeDraft {
    /// The files of the site that addresses in it mean on a page in a folder.
    fileprivate func filesShown(in folder: [String]) -> Set<String> {
        var files: Set<String> = []
        for case (let name, .text(let value)) in fields {
            for address in AttributeAddresses.all(in: value, of: name.attributeName ?? "") {
                if let path = RelativePath(address) { files.insert(path.resolved(in: folder)) }
            }
        }
        return children.reduce(into: files) { $0.formUnion($1.filesShown(in: folder)) }
    }

    /// With other names for some files.
    fileprivate func calling(_ names: [String: String], in folder: [String]) -> NodeDraft {
        func called(_ address: String) -> String {
            guard let path = RelativePath(address),
                let new = names[path.resolved(in: folder)]
            else { return address }
            return String(repeating: "../", count: folder.count) + new
        }
        var copy = self
        copy.fields = fields.map { field in
            guard let attribute = field.name.attributeName, case .text(let value) = field.value
            else { return field }
            return (
                field.name, .text(AttributeAddresses.mapped(value, of: attribute, called))
            )
        }
        copy.children = children.map { $0.calling(names, in: folder) }
        return copy
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
