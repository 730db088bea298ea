import Foundation
import GRDB
import PageTestSupport
import SiteHistory
import SiteMarkup
import SiteModel
import Testing

@testable import SiteStore

/// Pages read from their rows alone, held against what the engine shows.
struct PageTests {
    let home = StoreFixture()

    /// Every page of a site, and what its excerpt writes, is what the replayed site has.
    private func expectPagesAreShown(
        _ store: SiteStore, _ site: NodeID, _ note: String = ""
    ) throws {
        let shown = try store.state(of: site).site
        for page in shown.pages {
            let read = try #require(try store.page(page.id, of: site))
            let expected = shown.subtree(of: page.id)
            #expect(read.nodes.count == expected.count, "\(note)")
            #expect(
                expected.allSatisfy { read.nodes[$0.id]?.isExactly($0) == true }, "\(note)")
            let excerpt = try store.excerpt(of: site) { _ in page.id }.site
            let isSame =
                SourceWriter.annotated(page: page.id, in: excerpt)
                == SourceWriter.annotated(page: page.id, in: shown)
            #expect(isSame, "\(note)")
            #expect(excerpt.root.isExactly(shown.root), "\(note)")
            for nodeMax in [1, 20, .max] {
                try expectGlimpse(store, shown, page, nodeMax: nodeMax, note)
            }
        }
    }

    /// A glimpse says which pages and sections are hollow; of all else nothing is missing and nothing differs.
    private func expectGlimpse(
        _ store: SiteStore, _ shown: Site, _ page: Node, nodeMax: Int, _ note: String
    ) throws {
        let sections = shown.sections(of: page.id)
        let first = sections.last?.id
        let glimpse = try #require(
            try store.glimpse(
                of: shown.id, nodeMax: nodeMax, sectionMax: 3, pages: { _ in [page.id] },
                from: { _ in first }))
        let read = glimpse.site
        #expect(glimpse.topCount == shown.pages.reduce(0) { $0 + $1.children.count }, "\(note)")
        #expect(read.children(of: read.id).map(\.id) == shown.children(of: shown.id).map(\.id))
        #expect(read.sectionNames(of: page.id) == shown.sectionNames(of: page.id), "\(note)")
        for section in sections where !glimpse.hollow.contains(section.id) {
            let isWhole = shown.subtree(of: section.id).allSatisfy {
                read[$0.id]?.isExactly($0) == true
            }
            #expect(isWhole, "\(note)")
        }
        if let first { #expect(!glimpse.hollow.contains(first), "\(note)") }
        let hollow = sections.filter { glimpse.hollow.contains($0.id) }
        #expect(glimpse.hollow.contains(page.id) == (nodeMax != .max && !hollow.isEmpty))
        #expect(hollow.isEmpty || nodeMax < .max, "\(note)")
        for other in shown.pages where other.id != page.id {
            #expect(
                glimpse.hollow.contains(other.id) || other.children.isEmpty
                    || glimpse.topCount <= 3, "\(note)")
        }
    }

    @Test func `a small site is not worth a glimpse`() throws {
        let store = try home.openWithSite()

        #expect(
            try store.glimpse(of: home.site, nodeMin: 100, sectionMax: 0, pages: { _ in [] })
                == nil)
    }

    // MARK: Imported pages

    private static let data: String = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + (parts.dropLast() + ["shared", "data"]).joined(separator: "/")
    }()
    private static let folders: [String] = [data + "/pages", data + "/sites"].flatMap { above in
        let names = try? FileManager.default.contentsOfDirectory(atPath: above)
        return (names ?? []).sorted().map { "\(above)/\($0)" }
    }

    private static func files(in folder: String) throws -> [SourceFile] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        return try (names ?? []).sorted().filter { $0.hasSuffix(".html") || $0.hasSuffix(".css") }
            .map { name in
                let url = URL(fileURLWithPath: folder + "/" + name)
                return SourceFile(path: name, bytes: [UInt8](try Data(contentsOf: url)))
            }
    }

    @Test(.enabled(if: !folders.isEmpty, "no ../shared/data"), arguments: folders)
    func `an imported page is read from its rows as it was imported`(folder: String) throws {
        let files = try Self.files(in: folder)
        guard files.contains(where: { $0.path.hasSuffix(".html") }) else { return }
        let store = try home.open()
        var random = SplitMix64(seed: 7)
        let imported = try SiteImporter.importFiles(files) { NodeID.random(using: &random) }
        let site = imported.draft.id
        let pages = imported.draft.children.map { SiteEdit.insert($0, under: site, at: .last) }

        _ = try store.createSite(
            site, slug: "imported",
            fields: imported.draft.fields.map { FieldAssignment($0.name, $0.value) },
            edits: imported.blobs.map(SiteEdit.blob) + pages)

        try expectPagesAreShown(store, site, folder)
        #expect(try store.examine().isEmpty, "\(folder)")
    }

    // MARK: Random histories

    @Test(arguments: 1...40)
    func `whatever arrives, a page is read from its rows as it is shown`(seed: UInt64) throws {
        let history = HistoryGenerator(seed: seed, steps: 60)
        let store = try home.open()
        try store.adopt(HistoryGenerator.site, server: "s", account: "a")
        var random = SplitMix64(seed: seed)
        var rest = history.log[...]

        while !rest.isEmpty {
            let part = rest.prefix(1 + random.below(9))
            rest = rest.dropFirst(part.count)
            _ = try store.applyPull(
                Array(part), to: HistoryGenerator.site, epoch: EpochID(rawValue: 1), digest: nil)
            try expectPagesAreShown(store, HistoryGenerator.site, "seed \(seed)")
        }

        #expect(try store.examine().isEmpty, "seed \(seed)")
    }

    // MARK: What a row could lose

    private func insert(_ draft: NodeDraft, _ store: SiteStore) throws {
        _ = try store.commit(
            [.insert(draft, under: home.element, at: .last)], to: home.site, origin: .command)
    }

    @Test func `spaces, backslashes and nothing at all in a class or a tag come back`() throws {
        let store = try home.openWithSite()
        let content = NodeContent(
            kind: .text,
            inlines: [
                InlineTag(tag: "b", open: "<b class=\"a b\">", close: ""),
                InlineTag(tag: "", open: "\\e", close: "\\ s"),
            ], literal: "a\0b", reason: "why\0not")
        try insert(
            NodeDraft(
                id: NodeID(high: 5, low: 5), content: content,
                fields: [
                    (.attribute("title"), .raw(source: "on\0click", reason: "")),
                    (.attribute("a\0b"), .text("")), (.attribute("a"), .text("é")),
                ],
                classes: ["a b", "", "\\", "\\s", " "], texts: [.text("en"): .inline("x\0y")]),
            store)

        try expectPagesAreShown(store, home.site)
        #expect(try store.examine().isEmpty)
    }

    @Test func `another spelling of the same character is written`() throws {
        let store = try home.openWithSite()
        _ = try home.write("caf\u{E9}", store)

        _ = try? home.write("cafe\u{301}", store)

        try expectPagesAreShown(store, home.site)
        #expect(try store.examine().isEmpty)
    }

    @Test func `an attribute that went and came back keeps its place`() throws {
        let store = try home.openWithSite()
        let names = ["id", "lang", "title"].map { FieldName.attribute($0) }
        for name in names {
            _ = try store.commit(
                [.setField(home.element, name, .text("x"))], to: home.site, origin: .command)
        }
        _ = try store.commit(
            [.setField(home.element, names[0], nil)], to: home.site, origin: .command)
        try expectPagesAreShown(store, home.site)

        _ = try store.commit(
            [.setField(home.element, names[0], .text("y"))], to: home.site, origin: .command)

        let read = try #require(try store.page(home.page, of: home.site)?.nodes[home.element])
        #expect(read.attributeOrder == ["id", "lang", "title"])
        try expectPagesAreShown(store, home.site)
    }

    @Test func `a node that is no page, and one that is not there, are no page`() throws {
        let store = try home.openWithSite()

        #expect(try store.page(home.section, of: home.site) == nil)
        #expect(try store.page(NodeID(high: 9, low: 9), of: home.site) == nil)
        #expect(throws: StoreError.unknownSite(home.page.description)) {
            try store.page(home.page, of: home.page)
        }
    }

    @Test func `bytes of a batch that is refused are not shown any more`() throws {
        let store = try home.openWithSite()
        _ = try store.commit([.blob(Array("bytes".utf8))], to: home.site, origin: .command)
        let batch = try #require(try store.syncMarks(of: home.site).outbox.last)

        let void = Batch(
            replica: batch.replica, first: batch.first, base: batch.base, previous: batch.previous,
            body: .void(count: batch.count, replaced: batch.hash))

        _ = try store.quarantine(
            [RefusedBatch(batch: batch, void: void, message: "too large")], of: home.site)

        #expect(try store.examine().isEmpty)
    }

    @Test func `each thing a row says is held against the log`() throws {
        let changes = [
            "UPDATE nodes SET tag = 'tampered' WHERE tag <> ''", "UPDATE nodes SET created = 99",
            "UPDATE attributes SET value = 'tampered'", "DELETE FROM attributes",
            "UPDATE nodes SET classes = 'tampered'", "UPDATE nodes SET namespace = 'svg'",
            "UPDATE nodes SET source = 'tampered'", "DELETE FROM texts",
        ]
        for change in changes {
            let home = StoreFixture()
            let store = try home.openWithSite()
            try store.queue.write { try $0.execute(sql: change) }
            #expect(try !store.examine().isEmpty, "\(change)")

            try store.rebuildRows(of: home.site)

            #expect(try store.examine().isEmpty, "\(change)")
        }
    }
}
