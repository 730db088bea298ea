import SiteHistory
import WireProtocol

/// Requests and answers as bytes, through the codecs of both sides.
extension SimulatedServer {
    /// Reads a request as the server's routes do, answers it, and writes the answer as they do.
    mutating func answer(_ wire: WireRequest, as asked: SyncRequest) -> WireResponse {
        do throws(WireError) {
            let request = try SimulatedServer.read(wire, as: asked)
            return answer(request, token: SimulatedServer.token(of: wire)).response
        } catch {
            let problem = Problem(
                .malformed, status: 400, title: "Not understood", detail: "\(error)")
            return SyncReply.problem(problem, retryAfter: nil).response
        }
    }

    /// What the bytes say; `asked` tells only which route they went to.
    static func read(_ wire: WireRequest, as asked: SyncRequest) throws(WireError) -> SyncRequest {
        let header = wire.headers.first { $0.name == ContentDigest.headerName }?.value
        try ContentDigest.check(wire.body, header: header)
        switch asked {
        case .hello: return .hello(try HelloRequest(bytes: wire.body))
        case .push: return .push(try PushRequest(bytes: wire.body))
        case .common: return .common(try CommonRequest(bytes: wire.body))
        case .heal: return .heal(try HealRequest(bytes: wire.body))
        case .snapshot:
            let items = query(of: wire.url)
            return .snapshot(try Standing(query: { items[$0] }))
        case .pull:
            let items = query(of: wire.url)
            let standing = try Standing(query: { items[$0] })
            return .pull(standing, limit: items["limit"].flatMap { Int($0) } ?? 0)
        }
    }

    private static func query(of url: String) -> [String: String] {
        guard let mark = url.firstIndex(of: "?") else { return [:] }
        let pairs = url[url.index(after: mark)...].split(separator: "&").map {
            $0.split(separator: "=", maxSplits: 1).map(String.init)
        }
        return Dictionary(pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { first, _ in
            first
        }
    }

    private static func token(of wire: WireRequest) -> String? {
        let header = wire.headers.first { $0.name == "authorization" }?.value
        guard let header, header.hasPrefix("Bearer ") else { return nil }
        return String(header.dropFirst(7))
    }
}

extension SyncReply {
    /// The answer as it travels.
    var response: WireResponse {
        switch self {
        case .hello(let answer): SyncReply.json(answer.bytes)
        case .push(let answer): SyncReply.json(answer.bytes)
        case .common(let answer): SyncReply.json(answer.bytes)
        case .heal(let answer): SyncReply.json(answer.bytes)
        case .pull(let answer): SyncReply.frame(answer.bytes)
        case .snapshot(let answer): SyncReply.frame(answer.bytes)
        case .problem(let problem, let retryAfter):
            WireResponse(
                status: problem.status,
                headers: retryAfter.map {
                    [WireHeader("retry-after", "\($0.components.seconds)")]
                } ?? [],
                body: problem.bytes)
        case .failed: WireResponse(status: 502)
        }
    }

    private static func frame(_ body: [UInt8]) -> WireResponse {
        WireResponse(
            status: 200, headers: [WireHeader("content-type", MediaType.frame)], body: body)
    }

    private static func json(_ body: [UInt8]) -> WireResponse {
        WireResponse(
            status: 200,
            headers: [
                WireHeader("content-type", MediaType.json),
                WireHeader(ContentDigest.headerName, ContentDigest.header(for: body)),
            ], body: body)
    }
}
