import EditorCore
import Foundation
import GenerationCore
import SiteHistory
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
            SectionKindChoice(name: kind.rawValue, title: kind.title)
        }
    }

    func compose(_ request: ComposeRequest, for site: Site) {
        queue.async { [self] in post(.composed(token: request.token, answer(request, site))) }
    }

    private func answer(_ request: ComposeRequest, _ site: Site) -> ComposeResult {
        do {
            switch request.purpose {
            case .change(let section): return try change(section, request, site)
            case .again(let name, let section): return try again(name, section, request, site)
            case .insert(let kind, let page, _): return try insert(kind, page, request, site)
            }
        } catch {
            return .failed(CommandFailure(error).message)
        }
    }

    private func rewrite(_ section: NodeID, _ request: ComposeRequest, _ site: Site) throws
        -> SectionRewrite
    {
        try TemplateComposer.rewrite(
            section, prompt: request.prompt, in: site, locale: request.locale, seed: seed,
            makeID: store.environmentID)
    }

    private func change(_ section: NodeID, _ request: ComposeRequest, _ site: Site) throws
        -> ComposeResult
    {
        switch try rewrite(section, request, site) {
        case .nothing(let sentence): .failed(sentence)
        case .proposal(let proposal): .proposal(try store.add(proposal, to: site.id))
        }
    }

    /// Something else in one hunk's place.
    private func again(
        _ name: HunkName, _ section: NodeID, _ request: ComposeRequest, _ site: Site
    ) throws -> ComposeResult {
        switch try rewrite(section, request, site) {
        case .nothing(let sentence): return .failed(sentence)
        case .proposal(let other):
            var isReplaced = false
            let changed = try store.change(name.proposal, of: site.id) { proposal, _ in
                isReplaced = proposal.replace(name.hunk, from: other)
            }
            guard let changed, isReplaced else {
                return .failed("Nothing else was proposed for this change.")
            }
            return .revised(changed, hunk: name.hunk)
        }
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
                // What the command prints: what was understood, what cannot be made, that the copy is a draft.
                post(.noticed(Notice(.info, composed.notes.joined(separator: " "))))
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
