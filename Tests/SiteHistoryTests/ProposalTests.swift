import PageTestSupport
import SiteModel
import Testing

@testable import SiteHistory

struct ProposalTests {
    private static let head = ProposalHead(
        prompt: "other words", author: "a test", summary: "Other words.", locale: "en")
    private static let section = NodeID(high: 1, low: 50)

    /// A device with one random section, and another form of that section.
    private struct Scene {
        var device: TestDevice
        var draft: NodeDraft
        var proposal: Proposal
        var generator: DraftGenerator

        init(seed: UInt64) throws {
            generator = DraftGenerator(seed: seed)
            device = try HistoryEngineTests.pair().a
            let root = generator.element(depth: 0)
            try device.edit(
                .insert(
                    NodeDraft(
                        id: section, content: NodeContent(kind: .section),
                        fields: [(.name, .text("hero"))], children: [root]),
                    under: HistoryEngineTests.page, at: .last))
            draft = generator.varied(root)
            proposal = Proposal(
                head: head, replacing: [(section, draft)], in: device.engine.site)
        }

        var site: Site { device.engine.site }
        var root: NodeID { site.children(of: section)[0].id }

        /// Takes hunks as one step; false where there was nothing to take.
        @discardableResult
        mutating func apply(_ numbers: [Int]) throws -> Bool {
            let edits = proposal.apply(Set(numbers), to: site) { generator.id() }
            guard !edits.isEmpty else { return false }
            let prepared = try device.engine.prepare(
                edits, replica: device.replica, first: device.nextSeq, previous: device.previous,
                base: device.base)
            try device.take(prepared)
            #expect(device.engine.site.invariantViolations() == [])
            return true
        }
    }

    @Test(arguments: oracleSeeds(upTo: 120))
    func `every hunk accepted equals the replacement`(seed: UInt64) throws {
        var scene = try Scene(seed: seed)
        var twin = scene.device

        try scene.apply(scene.proposal.pending(in: scene.site))

        #expect(
            contents(of: scene.root, in: scene.site) == contents(of: scene.draft), "seed \(seed)")
        if !scene.proposal.hunks.isEmpty {
            try twin.edit(.replace(section: Self.section, with: scene.draft))
            #expect(
                contents(of: scene.root, in: scene.site)
                    == contents(
                        of: twin.engine.site.children(of: Self.section)[0].id, in: twin.engine.site),
                "seed \(seed)")
        }
        #expect(scene.proposal.pending(in: scene.site) == [], "seed \(seed)")
    }

    @Test func `the random sections have every kind of change`() throws {
        var kinds: Set<ProposalHunk.Kind> = []
        for seed in 0..<60 {
            kinds.formUnion(try Scene(seed: UInt64(seed)).proposal.hunks.map(\.kind))
        }

        #expect(kinds == Set(ProposalHunk.Kind.allCases).subtracting([.section]))
    }

    @Test func `few words that stay are no reason to cut a sentence up`() {
        let few = WordRun.runs(from: "Everything you love, made a vegan", to: "Plants and a oven")
        let many = WordRun.runs(from: "Fresh bread every day", to: "Warm bread every day")

        #expect(
            WordRun.readable(few) == [
                WordRun(.removed, "Everything you love, made a vegan"),
                WordRun(.added, "Plants and a oven"),
            ])
        #expect(
            WordRun.readable(many) == [
                WordRun(.removed, "Fresh"), WordRun(.added, "Warm"),
                WordRun(.kept, " bread every day"),
            ])
    }

    @Test func `no hunk accepted changes nothing`() throws {
        var scene = try Scene(seed: 1)
        let before = scene.site.nodes

        #expect(scene.proposal.hunks.count > 1)
        #expect(try !scene.apply([]))

        #expect(scene.site.nodes == before)
    }

    @Test(arguments: oracleSeeds(upTo: 120))
    func `any subset is valid, its undo brings all back, and the rest makes it whole`(
        seed: UInt64
    ) throws {
        var scene = try Scene(seed: seed)
        let before = contents(of: scene.root, in: scene.site)
        let all = scene.proposal.pending(in: scene.site)
        let some = all.filter { _ in scene.generator.random.chance(50) }

        guard try scene.apply(some) else { return }
        #expect(
            scene.proposal.hunks.filter { some.contains($0.number) }.allSatisfy {
                $0.standing(in: scene.site) == .applied
            }, "seed \(seed)")
        try scene.device.undo()

        #expect(contents(of: scene.root, in: scene.site) == before, "seed \(seed)")
        #expect(scene.proposal.pending(in: scene.site) == all, "seed \(seed): open again")

        try scene.apply(some)
        try scene.apply(scene.proposal.pending(in: scene.site))
        #expect(
            contents(of: scene.root, in: scene.site) == contents(of: scene.draft), "seed \(seed)")
    }

    @Test(arguments: oracleSeeds(upTo: 60))
    func `hunks taken one by one in any order make the same`(seed: UInt64) throws {
        var scene = try Scene(seed: seed)

        for number in scene.proposal.pending(in: scene.site).shuffled(
            using: &scene.generator.random)
        {
            try scene.apply([number])
        }

        #expect(
            contents(of: scene.root, in: scene.site) == contents(of: scene.draft), "seed \(seed)")
    }

    @Test(arguments: oracleSeeds(upTo: 30))
    func `a stored proposal is the same one, and damaged bytes are refused or another`(
        seed: UInt64
    ) throws {
        let scene = try Scene(seed: seed)
        var bytes = scene.proposal.bytes

        #expect(try Proposal(id: 0, bytes: bytes) == scene.proposal)

        for cut in stride(from: 0, to: bytes.count, by: 7) {
            #expect(throws: DecodingFault.self) {
                try Proposal(id: 0, bytes: Array(bytes[..<cut]))
            }
        }
        var random = SplitMix64(seed: seed)
        for _ in 0..<50 {
            bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
            _ = try? Proposal(id: 0, bytes: bytes)
        }
    }

    @Test func `a text without a translation is none to be changed`() throws {
        let site = try HistoryEngineTests.pair().a.engine.site
        var draft = HistoryEngineTests.sectionDraft(8, "").children[0]
        let head = ProposalHead(prompt: "", author: "", summary: "", locale: "pt-BR")
        func hunks(_ text: String) -> [ProposalHunk] {
            draft.children[0].texts = [.text("pt-BR"): .inline(text)]
            return Proposal(
                head: head, replacing: [(HistoryEngineTests.section(2), draft)], in: site
            ).hunks
        }

        #expect(hunks("two words").isEmpty)
        let other = hunks("duas palavras")
        #expect(other.map { $0.reading(in: site).after } == ["duas palavras"])
        #expect(other.map { $0.reading(in: site).before } == ["two words"])
    }

    @Test func `hunks stand by section, with what they are called`() throws {
        let site = try HistoryEngineTests.pair().a.engine.site
        func draft(_ text: String, _ number: UInt64) -> NodeDraft {
            var root = HistoryEngineTests.sectionDraft(number, text).children[0]
            root.id = NodeID(high: 7, low: number)
            return root
        }

        let proposal = Proposal(
            head: Self.head,
            replacing: [
                (HistoryEngineTests.section(1), draft("first", 1)),
                (HistoryEngineTests.section(2), draft("two long words", 2)),
            ], in: site)

        #expect(proposal.groups.map(\.place.section) == ["s1", "s2"])
        #expect(proposal.hunks.map(\.headline) == ["text changed", "text changed"])
        #expect(proposal.hunks.map { $0.counts(in: site).added } == [1, 1])
        #expect(proposal.hunks.map { $0.counts(in: site).removed } == [1, 0])
    }
}
