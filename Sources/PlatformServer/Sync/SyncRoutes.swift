import HTTPTypes
import Hummingbird
import NIOCore
import SiteHistory
import SiteModel
import WireProtocol

/// `/v1/sites/{id}/…`
struct SyncRoutes: Sendable {
    let accounts: Accounts
    let sync: SyncService
    let hub: EventHub

    func add(to router: Router<BasicRequestContext>) {
        let site = router.group("v1/sites/:id")
        site.post("hello", use: hello)
        site.post("push", use: push)
        site.get("pull", use: pull)
        site.post("common", use: common)
        site.post("heal", use: heal)
        site.get("snapshot", use: snapshot)
        site.get("events", use: events)
    }

    /// Who asks, about which site.
    private func caller(
        _ request: Request, _ context: BasicRequestContext
    ) async throws -> (account: Account, site: NodeID) {
        let account = try await accounts.account(authorization: request.headers[.authorization])
        guard let id = context.parameters.get("id").flatMap({ NodeID($0) }) else {
            throw Problem(
                .notFound, status: 404, title: "No such site",
                detail: "a site id has 32 hexadecimal digits")
        }
        return (account, id)
    }

    @Sendable private func hello(_ request: Request, _ context: BasicRequestContext) async throws
        -> Response
    {
        let (account, site) = try await caller(request, context)
        let body = try await request.wholeBody(upTo: 64 << 10)
        let hello = try request.message(body, HelloRequest.init(bytes:))
        return Answers.json(try await sync.hello(hello, site: site, account: account).bytes)
    }

    @Sendable private func push(_ request: Request, _ context: BasicRequestContext) async throws
        -> Response
    {
        let (account, site) = try await caller(request, context)
        let limit = WireLimits.framePayloadByteCountMax + Frame.headerByteCount
        let body = try await request.wholeBody(upTo: limit)
        let push = try request.message(body, PushRequest.init(bytes:))
        return Answers.json(try await sync.push(push, site: site, account: account).bytes)
    }

    @Sendable private func common(_ request: Request, _ context: BasicRequestContext) async throws
        -> Response
    {
        let (account, site) = try await caller(request, context)
        let body = try await request.wholeBody(upTo: WireLimits.jsonByteCountMax)
        let common = try request.message(body, CommonRequest.init(bytes:))
        return Answers.json(try await sync.common(common, site: site, account: account).bytes)
    }

    @Sendable private func heal(_ request: Request, _ context: BasicRequestContext) async throws
        -> Response
    {
        let (account, site) = try await caller(request, context)
        let limit = WireLimits.framePayloadByteCountMax + Frame.headerByteCount
        let body = try await request.wholeBody(upTo: limit)
        let heal = try request.message(body, HealRequest.init(bytes:))
        return Answers.json(try await sync.heal(heal, site: site, account: account).bytes)
    }

    @Sendable private func pull(_ request: Request, _ context: BasicRequestContext) async throws
        -> Response
    {
        let (account, site) = try await caller(request, context)
        let standing = try standing(of: request)
        let limit =
            request.uri.queryParameters["limit"].flatMap { Int($0) } ?? WireLimits.pageByteCount
        return Answers.frame(
            try await sync.pull(
                standing, limit: min(max(limit, 0), WireLimits.pageByteCount),
                form: MediaType.frameForm(accepting: request.headers[.accept]), site: site,
                account: account))
    }

    /// What the query says of who asks.
    private func standing(of request: Request) throws -> Standing {
        let query = request.uri.queryParameters
        return try request.message([]) { (_) throws(WireError) in
            try Standing { query[Substring($0)].map(String.init) }
        }
    }

    @Sendable private func snapshot(_ request: Request, _ context: BasicRequestContext) async throws
        -> Response
    {
        let (account, site) = try await caller(request, context)
        let standing = try standing(of: request)
        return Answers.frame(try await sync.snapshot(standing, site: site, account: account))
    }

    @Sendable private func events(_ request: Request, _ context: BasicRequestContext) async throws
        -> Response
    {
        let (account, site) = try await caller(request, context)
        let first = try await sync.hint(site: site, account: account)
        guard let hints = await hub.listen(to: site, from: first) else {
            throw Problem(
                .busy, status: 503, title: "Busy", detail: "no event stream can be opened now")
        }
        let headers: HTTPFields = [
            .contentType: MediaType.eventStream, .cacheControl: "no-store", .connection: "close",
        ]
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                for await hint in hints {
                    try await writer.write(ByteBuffer(bytes: hint.eventBytes))
                }
                try await writer.finish(nil)
            })
    }
}
