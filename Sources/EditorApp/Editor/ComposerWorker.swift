import EditorCore
import Foundation
import GenerationCore
import SiteMarkup
import SiteModel
import SiteStore

/// Asks the template composer, on a thread of its own.
final class ComposerWorker: EditorComposerPort {
    private let store: SiteStore
    private let post: @Sendable (EditorEvent) -> Void
    private let opened: @Sendable (NodeID) -> Void
    private let queue = DispatchQueue(label: "pagemagic.composer", qos: .userInitiated)

    /// - Parameter opened: Opens a site that was made.
    init(
        store: SiteStore, post: @escaping @Sendable (EditorEvent) -> Void,
        opened: @escaping @Sendable (NodeID) -> Void
    ) {
        self.store = store
        self.post = post
        self.opened = opened
    }

    /// The kinds of section it makes, as a list offers them.
    static var sectionKinds: [SectionKindChoice] {
        SectionKind.allCases.map { kind in
            SectionKindChoice(
                name: kind.rawValue,
                title: kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst())
        }
    }

    func compose(_ request: ComposeRequest, for site: Site) {
        queue.async { [self] in post(.composed(token: request.token, answer(request, site))) }
    }

    private func answer(_ request: ComposeRequest, _ site: Site) -> ComposeResult {
        do {
            switch request.purpose {
            case .change(let section): return try change(section, request, site)
            case .insert(let kind, let page, _): return try insert(kind, page, request, site)
            }
        } catch {
            return .failed(CommandFailure(error).message)
        }
    }

    private func change(_ section: NodeID, _ request: ComposeRequest, _ site: Site) throws
        -> ComposeResult
    {
        guard let page = site.enclosing(.page, of: section) else {
            return .failed("The section is gone.")
        }
        let html = String(
            decoding: SourceWriter.html(ofNode: section, in: site, locale: request.locale),
            as: UTF8.self)
        let composed = TemplateComposer.propose(
            prompt: request.prompt, sectionName: site.name(of: section) ?? "section",
            currentHTML: html,
            pageTitle: site.text(of: page.id, "title", locale: request.locale) ?? site.title,
            locale: request.locale,
            seed: seed)
        guard let new = composed.html else { return .failed(composed.summary) }
        let draft = try FragmentParser.rootDraft(
            fromHTML: new, locale: request.locale, makeID: store.environmentID)
        return .proposal(
            Proposal(
                section: section, draft: draft, author: composed.generator,
                summary: composed.summary))
    }

    private func insert(_ kind: String, _ page: NodeID, _ request: ComposeRequest, _ site: Site)
        throws -> ComposeResult
    {
        let texts = site.keyedTexts(of: page).compactMap {
            site.text(of: $0.node, $0.field, locale: request.locale)?.withoutInlineMarks
        }
        let composed = TemplateComposer.composeSection(
            prompt: kind,
            pageTitle: site.text(of: page, "title", locale: request.locale) ?? site.title,
            takenNames: Set(site.sectionNames(of: page).values), pageText: texts,
            locale: request.locale, seed: seed)
        guard let html = composed.html else { return .failed(composed.summary) }
        return .section(
            try FragmentParser.sectionDraft(
                fromHTML: html, locale: request.locale, makeID: store.environmentID))
    }

    func createSite(prompt: String) {
        queue.async { [self] in
            do {
                let composed = TemplateComposer.compose(prompt: prompt, locale: nil, seed: seed)
                let files = composed.files.map {
                    SourceFile(path: $0.path, bytes: Array($0.content.utf8))
                }
                let site = try SiteImporter.importFiles(
                    files, title: composed.title, locale: composed.locale,
                    makeID: store.environmentID)
                opened(try store.create(site).state.site.id)
            } catch {
                post(.noticed(Notice(.error, CommandFailure(error).message)))
            }
        }
    }

    func source(of section: NodeID, in site: Site, locale: String) {
        queue.async { [self] in
            let html = String(
                decoding: SourceWriter.html(ofNode: section, in: site, locale: locale),
                as: UTF8.self)
            let lines = html.split(omittingEmptySubsequences: false) { $0.isNewline }.map(
                String.init)
            post(.sourceReady(section: section, lines))
        }
    }

    private var seed: UInt64 { UInt64.random(in: 0...UInt64(Int64.max)) }
}

extension SiteStore {
    /// A new id.
    func environmentID() -> NodeID {
        var random = SystemRandomNumberGenerator()
        return NodeID.random(using: &random)
    }
}
