import SiteHistory
import SiteModel
import Synchronization
import WireProtocol

@testable import EditorApp

/// The server of a test, in memory: production's rules about logs (`LogKeeper`), and a judge that can be told to
/// refuse.
final class LoopbackServer: Sendable {
    private struct State {
        var logs: [NodeID: (log: MemoryLog, engine: HistoryEngine)] = [:]
        var time: Int64 = 1_764_000_000_000
        var refusal: @Sendable (Batch) -> String? = { _ in nil }
        var losesAnswers = false
    }

    private let state = Mutex(State())
    static let account = "ana@example.com"
    static let environment = [
        "PAGEMAGIC_SERVER": "http://127.0.0.1:1", "PAGEMAGIC_TOKEN": "t",
    ]

    /// The server's clock, in milliseconds since 1970.
    func wait(days: Int64) { state.withLock { $0.time += days * 86_400_000 } }
    /// What a person at the server says of a batch, before anything else does.
    func refuse(_ judge: @escaping @Sendable (Batch) -> String?) {
        state.withLock { $0.refusal = judge }
    }
    /// Pushes are taken and their answers lost.
    func loseAnswers(_ loses: Bool) { state.withLock { $0.losesAnswers = loses } }

    func transport(_ request: WireRequest) -> Result<WireResponse, TransportFailure> {
        let path = request.url.dropFirst("http://127.0.0.1:1".count)
        do {
            return try state.withLock { state in
                let body = try Self.answer(String(path), request.body, &state)
                if state.losesAnswers, path.hasSuffix("push") {
                    return .failure(TransportFailure(.timedOut, "no answer came"))
                }
                return .success(WireResponse(status: 200, body: body))
            }
        } catch let problem as Problem {
            return .success(WireResponse(status: problem.status, body: problem.bytes))
        } catch {
            return .failure(TransportFailure(.nonsense, "\(error)"))
        }
    }

    private static func answer(_ path: String, _ body: [UInt8], _ state: inout State) throws
        -> [UInt8]
    {
        if path == "/v1/sites" {
            let sites = state.logs.map {
                SiteList.Entry(id: $0.key, head: $0.value.log.head, updatedAt: state.time)
            }
            return SiteList(account: account, sites: sites).bytes
        }
        let parts = path.split(separator: "/")
        guard parts.count == 4, let site = NodeID(parts[2]) else {
            throw Problem(.notFound, status: 404, title: "Not found", detail: path)
        }
        var (log, engine) =
            state.logs[site]
            ?? (MemoryLog(epoch: EpochID(rawValue: 7)), HistoryEngine(site: site, replicas: []))
        defer { state.logs[site] = (log, engine) }
        let name = parts[3].prefix { $0 != "?" }
        switch name {
        case "hello": return try reply(&log, .hello(try HelloRequest(bytes: body)), state.time)
        case "common": return try reply(&log, .common(try CommonRequest(bytes: body)), state.time)
        case "heal": return try reply(&log, .heal(try HealRequest(bytes: body)), state.time)
        case "push":
            return try push(try PushRequest(bytes: body), &log, &engine, state)
        default:
            let query = parts[3].drop { $0 != "?" }.dropFirst().split(separator: "&")
            let standing = try Standing(query: { wanted in
                query.first { $0.hasPrefix(wanted + "=") }.map {
                    String($0.dropFirst(wanted.count + 1))
                }
            })
            let request: SyncRequest =
                name == "snapshot" ? .snapshot(standing) : .pull(standing, limit: 1 << 20)
            return try reply(&log, request, state.time)
        }
    }

    private static func reply(_ log: inout MemoryLog, _ request: SyncRequest, _ time: Int64) throws
        -> [UInt8]
    {
        switch log.answer(request, account: account, time: time) {
        case .hello(let answer): return answer.bytes
        case .pull(let answer): return answer.bytes
        case .snapshot(let answer): return answer.bytes
        case .push(let answer): return answer.bytes
        case .common(let answer): return answer.bytes
        case .heal(let answer): return answer.bytes
        case .problem(let problem, _): throw problem
        case .failed(let failure): throw failure
        }
    }

    private static func push(
        _ request: PushRequest, _ log: inout MemoryLog, _ engine: inout HistoryEngine,
        _ state: State
    ) throws -> [UInt8] {
        try LogKeeper.check(request.standing, against: log)
        let outcomes = try LogKeeper.push(
            request, account: account, time: state.time, to: &log,
            fault: { state.refusal($0) ?? engine.fault(in: $0) },
            taken: { _ = try engine.pull([$0]) })
        return PushAnswer(log: log.state, outcomes: outcomes, to: request).bytes
    }
}

extension CommandFixture {
    /// Runs a command that may talk to the server.
    func run(_ arguments: String..., at server: LoopbackServer, input: String = "") -> Answer {
        run(
            arguments, input: input, environment: LoopbackServer.environment,
            transport: server.transport)
    }
}

/// Two devices of one account, and a site that both have.
struct TwoDevices {
    let server = LoopbackServer()
    let a = CommandFixture()
    let b = CommandFixture()
    let site: String

    /// The first of three pages: `hero` with a title, `menu`, `team`.
    private static let page = """
        <!doctype html><html lang="en"><head><title>Bakery</title></head><body>
        <section id="hero"><h1>Vegan bread</h1></section>
        <section id="menu"><p>Order before ten</p></section>
        <section id="team"><p>Ana bakes</p></section>
        </body></html>
        """

    init() {
        let folder = a.home + "/in"
        let files = [
            "index.html": Self.page, "one.html": "<section id=\"first\"><p>One</p></section>",
            "two.html": "<section id=\"second\"><p>Two</p></section>",
        ]
        for (name, page) in files {
            guard (try? OutputFile.write(Array(page.utf8), to: folder + "/" + name)) != nil else {
                preconditionFailure("\(folder) cannot be written")
            }
        }
        site = a.run("import", folder, "--json").json["id"]?.text ?? ""
        _ = a.run("sync", at: server)
        _ = b.run("sync", at: server)
    }

    /// Everything goes both ways.
    func sync() {
        for device in [a, b, a, b] { _ = device.run("sync", site, at: server) }
    }

    func text(_ key: String, on device: CommandFixture) -> String? {
        device.run("text", site, key, "--json").json["value"]?.text
    }

    func canonical(_ device: CommandFixture) -> String {
        device.run("export", site, "-", "--format", "json").output
    }
}
