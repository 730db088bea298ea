import ArgumentParser
import Foundation
import SiteHistory
import SiteModel
import SiteStore

/// A store with many pages: how long until one of them, or all, can be read.
struct SiteBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site", abstract: "Opens a store with many pages.")

    @Option(help: "Pages of about 110 nodes and 520 attributes each.") var pages = 60
    @Option(help: "How often one page is opened; the best counts.") var tries = 20
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let pages: Int
        let nodes: Int
        let attributes: Int
        /// From a closed store to the nodes, attributes, classes and texts of one page as values.
        let openPageMs: Double
        /// The part of it until the store is open.
        let openStoreMs: Double
        let openAllMs: Double
        let makeMs: Double
        let storeBytes: Int
        let peakRssKb: Int
    }

    func run() throws { try output.print(try measure()) }

    func measure() throws -> Result {
        try Measure.withFolder { folder in
            var made: MadeSite?
            let makeTime = try Measure.microseconds { made = try make(in: folder) }
            guard let made else { throw ValidationError("no site") }
            let storeBytes = SiteBench.size(of: folder)
            let page = try openPage(made, in: folder)
            var opened = 0
            let all = try Measure.microseconds {
                let store = try SiteStore(directory: folder)
                opened = try store.state(of: made.site).site.nodes.count
            }
            guard opened == made.nodes else {
                throw ValidationError("opened \(opened) nodes of \(made.nodes)")
            }
            return Result(
                pages: pages, nodes: made.nodes, attributes: made.attributes,
                openPageMs: page.whole / 1000, openStoreMs: page.store / 1000,
                openAllMs: all / 1000, makeMs: makeTime / 1000, storeBytes: storeBytes,
                peakRssKb: Measure.peakResidentKilobytes)
        }
    }

    // MARK: One page

    /// Opens the store again for each try, and in each another page; every page is compared with what was put in.
    private func openPage(_ made: MadeSite, in folder: String) throws -> (
        whole: Double, store: Double
    ) {
        var best = (whole: Double.infinity, store: Double.infinity)
        for number in 0..<tries {
            let page = made.pages[number * 7919 % made.pages.count]
            var state: PageState?
            var storeTime = 0.0
            let whole = try Measure.microseconds {
                var store: SiteStore?
                storeTime = try Measure.microseconds { store = try SiteStore(directory: folder) }
                state = try store?.page(page.id, of: made.site)
            }
            guard let state, SiteBench.holds(state, page) else {
                throw ValidationError("page \(page.id) came back changed")
            }
            if whole < best.whole { best = (whole, storeTime) }
        }
        return best
    }

    private static func holds(_ state: PageState, _ draft: NodeDraft) -> Bool {
        var left = [draft]
        var count = 0
        while let next = left.popLast() {
            guard let node = state.nodes[next.id], node.content == next.content,
                node.classes == next.classes, node.children == next.children.map(\.id),
                node.fields
                    == Dictionary(next.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
                node.attributeOrder == next.fields.compactMap(\.name.attributeName),
                node.texts.mapValues(InitialText.inline) == next.texts
            else { return false }
            count += 1
            left += next.children
        }
        return count == state.nodes.count
    }

    // MARK: The store

    private struct MadeSite {
        let site: NodeID
        let pages: [NodeDraft]
        let nodes: Int
        let attributes: Int
    }

    private func make(in folder: String) throws -> MadeSite {
        var bench = BenchSite()
        let site = bench.makeID()
        let drafts = (0..<pages).map { bench.page($0) }
        let store = try SiteStore(directory: folder)
        _ = try store.createSite(
            site, slug: "bench", fields: [],
            edits: drafts.map { .insert($0, under: site, at: .last) })
        let nodes = try store.state(of: site).site.subtree(of: site)
        return MadeSite(
            site: site, pages: drafts, nodes: nodes.count,
            attributes: nodes.reduce(0) { $0 + $1.fields.count + $1.classes.count })
    }

    private static func size(of folder: String) -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.reduce(0) { total, name in
            let facts = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            return total + (facts?[.size] as? Int ?? 0)
        }
    }
}
