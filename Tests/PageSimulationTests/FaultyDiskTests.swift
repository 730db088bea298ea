import PageSimulation
import SiteHistory
import SiteModel
import SiteStore
import Testing

/// Production's store on a disk that fails.
struct FaultyDiskTests {
    private let site = NodeID(high: 0, low: 1)
    private let text = TextRef(NodeID(high: 0, low: 2), TextKey("title", "en"))

    private func store(on disk: FaultyDisk) throws -> SiteStore {
        disk.start(0)
        return try SiteStore(directory: disk.path(for: 0))
    }

    private func fill(_ store: SiteStore) throws {
        let page = NodeDraft(
            id: text.node, content: NodeContent(kind: .page), fields: [(.path, .text("/"))],
            texts: [text.key: .inline("old")])
        _ = try store.createSite(
            site, slug: "s", fields: [], edits: [.insert(page, under: site, at: .last)])
    }

    private func type(_ words: String, _ store: SiteStore) throws {
        _ = try store.commit(
            [.setText(text, from: "old", to: words)], to: site, origin: .editor)
    }

    @Test(arguments: [DiskCondition.full, .fails])
    func `what the disk did not take is not shown later`(condition: DiskCondition) throws {
        let disk = try #require(FaultyDisk())
        let store = try store(on: disk)
        try fill(store)

        disk.set(condition)
        #expect(throws: StoreError.self) { try type("new", store) }
        disk.set(.works)
        try store.setFact("a", "b")

        #expect(disk.failureCount > 0)
        #expect(try store.state(of: site).site[text.node]?.texts[text.key] == "old")
        try type("newer", store)
        #expect(try store.examine() == [])
    }

    @Test(arguments: [DiskCondition.full, .fails])
    func `a store whose disk failed goes when nobody holds it`(condition: DiskCondition) throws {
        let disk = try #require(FaultyDisk())
        weak var left: SiteStore?
        do {
            let store = try store(on: disk)
            try fill(store)
            disk.set(condition)
            #expect(throws: StoreError.self) { try type("new", store) }
            left = store
        }

        #expect(left == nil)
    }

    @Test func `what was told to be kept outlives a power cut`() throws {
        let disk = try #require(FaultyDisk())
        do {
            let store = try store(on: disk)
            try fill(store)
            try type("new", store)
            disk.kill(0)
        }

        disk.cutPower(seed: 3)

        let store = try store(on: disk)
        #expect(try store.state(of: site).site[text.node]?.texts[text.key] == "new")
        #expect(try store.examine() == [])
    }

    @Test(arguments: 1...30)
    func `a store killed at any write opens again`(write: Int) throws {
        let disk = try #require(FaultyDisk())
        var isKept = false
        do {
            let store = try store(on: disk)
            try fill(store)
            disk.kill(0, afterWrites: write, completes: write % 2 == 0)
            isKept = (try? type("new", store)) != nil
        }

        let store = try store(on: disk)
        let found = try store.state(of: site).site[text.node]?.texts[text.key]
        #expect(found == "new" || (!isKept && found == "old"))
        #expect(try store.examine() == [])
    }
}
