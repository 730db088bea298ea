import Foundation
import SiteHistory
import SiteModel
import Synchronization

@testable import SiteStore

/// A folder that goes when the test ends, and a small site in it.
final class StoreFixture {
    let directory: String
    let site = NodeID(high: 1, low: 1)
    let page = NodeID(high: 1, low: 2)
    let section = NodeID(high: 1, low: 3)
    let element = NodeID(high: 1, low: 4)
    let text = NodeID(high: 1, low: 5)
    var ref: TextRef { TextRef(text, .text("en")) }

    init() {
        directory = NSTemporaryDirectory() + "pm-store-\(UUID().uuidString)"
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// A new handle on the folder, as another process has it.
    func open(
        seed: UInt64 = 1, uptime: @escaping @Sendable () -> Duration = { .zero },
        now: @escaping @Sendable () -> Int64 = { 1_000 }
    ) throws -> SiteStore {
        let state = Mutex(seed)
        return try SiteStore(
            directory: directory,
            environment: StoreEnvironment(now: now, uptime: uptime) {
                state.withLock { value in
                    value = value &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return value
                }
            })
    }

    /// Opens the store and makes the site: one page, one section `hero`, one heading.
    func openWithSite() throws -> SiteStore {
        let store = try open()
        _ = try store.createSite(
            site, slug: "bakery", fields: [FieldAssignment(.title, .text("Bakery"))],
            edits: [.insert(pageDraft, under: site, at: .last)])
        return store
    }

    private var pageDraft: NodeDraft {
        let text = NodeDraft(
            id: text, content: NodeContent(kind: .text), fields: [(.label, .text("title"))],
            texts: [.text("en"): .inline("Vegan bread")])
        let heading = NodeDraft(
            id: element, content: NodeContent(kind: .element, tag: "section"), children: [text])
        let section = NodeDraft(
            id: section, content: NodeContent(kind: .section), fields: [(.name, .text("hero"))],
            children: [heading])
        return NodeDraft(
            id: page, content: NodeContent(kind: .page),
            fields: [(.path, .text("/")), (.file, .text("index.html"))],
            children: [section])
    }

    func shownText(_ store: SiteStore) throws -> String? {
        try store.state(of: site).site.text(of: text, locale: "en")
    }

    func write(_ value: String, _ store: SiteStore, origin: StepOrigin = .command) throws
        -> CommitResult
    {
        try store.commit(to: site, origin: origin) { state in
            [.setText(ref, from: state.site.text(of: text, locale: "en") ?? "", to: value)]
        }
    }
}
