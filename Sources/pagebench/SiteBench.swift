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
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let pages: Int
        let nodes: Int
        let attributes: Int
        let openPageMs: Double
        let openAllMs: Double
        let storeBytes: Int
        let peakRssKb: Int
    }

    func run() throws { try output.print(try measure()) }

    func measure() throws -> Result {
        try Measure.withFolder { folder in
            let (site, nodes, attributes) = try make(in: folder)
            var opened = 0
            let all = try Measure.microseconds {
                let store = try SiteStore(directory: folder)
                opened = try store.state(of: site).site.nodes.count
            }
            guard opened == nodes else {
                throw ValidationError("opened \(opened) nodes of \(nodes)")
            }
            let one = try Measure.microseconds {
                let store = try SiteStore(directory: folder)
                let state = try store.state(of: site)
                opened = state.site.pages.first.map { state.site.subtree(of: $0.id).count } ?? 0
            }
            return Result(
                pages: pages, nodes: nodes, attributes: attributes, openPageMs: one / 1000,
                openAllMs: all / 1000, storeBytes: SiteBench.size(of: folder),
                peakRssKb: Measure.peakResidentKilobytes)
        }
    }

    private func make(in folder: String) throws -> (site: NodeID, nodes: Int, attributes: Int) {
        var bench = BenchSite()
        let store = try SiteStore(directory: folder)
        let site = bench.makeID()
        var edits: [SiteEdit] = []
        for number in 0..<pages {
            edits.append(.insert(bench.page(number), under: site, at: .last))
        }
        _ = try store.createSite(site, slug: "bench", fields: [], edits: edits)
        let nodes = try store.state(of: site).site.nodes
        return (
            site, nodes.count, nodes.values.reduce(0) { $0 + $1.fields.count + $1.classes.count }
        )
    }

    private static func size(of folder: String) -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.reduce(0) { total, name in
            let facts = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            return total + (facts?[.size] as? Int ?? 0)
        }
    }
}
