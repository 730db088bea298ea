import ArgumentParser
import CurlTransport
import EditorApp
import Foundation
import SiteHistory
import SiteModel
import SiteStore
import SyncCore
import WireProtocol

/// Many offline edits pushed to a real server and pulled by a second device; then rounds of one edit each.
///
/// Both devices are stores of their own, and speak with the server through production's transport and session.
struct SyncBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Offline edits through a server to another device.")

    @Option(help: "Offline edits, a batch each.") var ops = 20_000
    @Option(help: "Rounds of one edit each.") var rounds = 100
    @Option(help: "Pages of the site.") var pages = 10
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let ops: Int
        /// The first device's whole session: hello, push, and the pull that shows its own batches in the log.
        let pushMs: Double
        /// The second device's whole session.
        let pullMs: Double
        /// From the edit on the first device to its being durable on the second one.
        let roundMsP50: Double
        let roundMsP99: Double
    }

    func run() throws { try output.print(try measure()) }

    func measure() throws -> Result {
        try Measure.withFolder { folder in
            let server = try ServerProcess(data: folder + "/server")
            defer { server.stop() }
            let endpoint = ServerEndpoint(address: server.address, token: try server.token())
            let editor = try EditingDevice(pages: pages, in: folder + "/a", endpoint)
            try editor.device.sync(editor.site)
            for number in 0..<ops { try editor.edit(number) }
            let push = try Measure.microseconds { try editor.device.sync(editor.site) }

            let reader = try SyncingDevice(in: folder + "/b", endpoint)
            try reader.adopt(editor.site)
            let pull = try Measure.microseconds { try reader.sync(editor.site) }
            let times = try (0..<rounds).map { number in
                try Measure.microseconds {
                    try editor.edit(ops + number)
                    try editor.device.sync(editor.site)
                    try reader.sync(editor.site)
                }
            }
            try editor.expectSame(as: reader)
            return Result(
                ops: ops, pushMs: push / 1000, pullMs: pull / 1000,
                roundMsP50: Measure.percentile(0.5, of: times) / 1000,
                roundMsP99: Measure.percentile(0.99, of: times) / 1000)
        }
    }
}

/// A store and its way to the server: what an open editor's syncing does, without the words. As there the right to sync
/// is kept, and asked for before each request.
private final class SyncingDevice {
    let store: SiteStore
    private let transport = CurlTransport(userAgent: "pagebench")
    private let endpoint: ServerEndpoint
    private let lease: SyncLease

    init(in folder: String, _ endpoint: ServerEndpoint) throws {
        store = try SiteStore(directory: folder)
        self.endpoint = endpoint
        guard let lease = try store.takeSyncLease() else {
            throw ValidationError("somebody else syncs")
        }
        self.lease = lease
    }

    deinit { transport.close() }

    func adopt(_ site: NodeID) throws {
        try store.adopt(site, server: endpoint.address, account: ServerProcess.account)
    }

    func sync(_ site: NodeID) throws {
        let outcome = SyncSession.run(try store.syncState(of: site)) {
            UInt64.random(in: 0...UInt64.max)
        } perform: { request in
            do {
                try lease.check()
            } catch {
                return .failed(TransportFailure(.cancelled, "\(error)"))
            }
            return SyncReply(
                to: request, transport.perform(endpoint.request(request, site: site)))
        } write: { change in
            try store.apply(change, to: site, server: endpoint.address)
        } read: { query in
            try store.page(query, of: site)
        }
        guard outcome.end == .settled else {
            throw ValidationError("sync ended with \(outcome.end)")
        }
        try store.noteSync(of: site, problem: nil)
    }
}

/// The device on which somebody works, as people do: words in many texts, now and then an attribute or a class.
private final class EditingDevice {
    let device: SyncingDevice
    let site: NodeID
    private var texts: [(ref: TextRef, value: String)] = []
    private var elements: [NodeID] = []

    init(pages: Int, in folder: String, _ endpoint: ServerEndpoint) throws {
        device = try SyncingDevice(in: folder, endpoint)
        var bench = BenchSite()
        site = bench.makeID()
        _ = try device.store.createSite(
            site, slug: "bench", fields: [],
            edits: (0..<pages).map { .insert(bench.page($0), under: site, at: .last) })
        let shown = try device.store.state(of: site).site
        for node in shown.subtree(of: site) {
            if node.kind == .element { elements.append(node.id) }
            guard node.kind == .text, let value = node.texts[.text("en")] else { continue }
            texts.append((TextRef(node.id, .text("en")), value))
        }
    }

    func edit(_ number: Int) throws {
        _ = try device.store.commit([next(number)], to: site, origin: .editor)
    }

    private func next(_ number: Int) -> SiteEdit {
        let element = elements[number * 31 % elements.count]
        switch number % 10 {
        case 8: return .setField(element, .attribute("title"), .text("title \(number)"))
        case 9: return .setField(element, .attribute("lang"), .text("l\(number)"))
        default:
            let place = number * 17 % texts.count
            let (ref, old) = texts[place]
            let words = old.split(separator: " ")
            let new = (words.dropFirst() + ["word\(number)"]).joined(separator: " ")
            texts[place].value = new
            return .setText(ref, from: old, to: new)
        }
    }

    /// Both devices show the same document.
    func expectSame(as other: SyncingDevice) throws {
        let mine = try device.store.state(of: site).site.subtree(of: site)
        guard mine == (try other.store.state(of: site).site.subtree(of: site)) else {
            throw ValidationError("the devices show different documents")
        }
    }
}
