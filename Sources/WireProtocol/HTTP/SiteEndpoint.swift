import SiteHistory
import SiteModel

/// What a client asks of a server about one site.
package enum SyncRequest: Hashable, Sendable {
    case hello(HelloRequest)
    case push(PushRequest)
    /// At most `limit` bytes of batches, at least one batch.
    case pull(Standing, limit: Int)
    /// The newest snapshot, for a client that has nothing of the log.
    case snapshot(Standing)
    case common(CommonRequest)
    case heal(HealRequest)
}

/// What came back.
package enum SyncReply: Hashable, Sendable {
    case hello(HelloAnswer)
    case push(PushAnswer)
    case pull(PullAnswer)
    case snapshot(SnapshotAnswer)
    case common(CommonAnswer)
    case heal(HealAnswer)
    /// The server refused the request as a whole.
    case problem(Problem, retryAfter: Duration?)
    case failed(TransportFailure)
}

/// A server and the token for it: builds requests and reads answers, without sending any.
package struct ServerEndpoint: Hashable, Sendable {
    /// Without a slash at its end.
    package let address: String
    package let token: String

    /// Trims slashes at the end of the address.
    package init(address: String, token: String) {
        var address = address[...]
        while address.last == "/" { address.removeLast() }
        self.address = String(address)
        self.token = token
    }

    package func request(_ request: SyncRequest, site: NodeID) -> WireRequest {
        switch request {
        case .hello(let hello):
            posting(site, "hello", hello.bytes, MediaType.json, answer: WireLimits.jsonByteCountMax)
        case .push(let push):
            posting(
                site, "push", push.bytes, MediaType.frame, answer: 4 * WireLimits.jsonByteCountMax)
        case .common(let common):
            posting(
                site, "common", common.bytes, MediaType.json, answer: WireLimits.jsonByteCountMax)
        case .heal(let heal):
            posting(
                site, "heal", heal.bytes, MediaType.frame, answer: WireLimits.jsonByteCountMax)
        case .pull(let standing, let limit):
            fetching(
                path(site, "pull?\(standing.query)&limit=\(limit)"),
                accept: MediaType.acceptedFrames,
                answer: WireLimits.framePayloadByteCountMax + Frame.headerByteCount)
        case .snapshot(let standing):
            fetching(
                path(site, "snapshot?\(standing.query)"), accept: MediaType.frame,
                answer: WireLimits.framePayloadByteCountMax + Frame.headerByteCount)
        }
    }

    /// The event stream of a site.
    package func events(site: NodeID) -> WireRequest {
        fetching(
            path(site, "events"), accept: MediaType.eventStream, answer: WireLimits.jsonByteCountMax
        )
    }

    package var siteList: WireRequest {
        fetching("/v1/sites", accept: MediaType.json, answer: 16 * WireLimits.jsonByteCountMax)
    }

    private func path(_ site: NodeID, _ rest: String) -> String { "/v1/sites/\(site)/\(rest)" }

    private var credentials: [WireHeader] { [WireHeader("authorization", "Bearer \(token)")] }

    private func fetching(_ path: String, accept: String, answer: Int) -> WireRequest {
        WireRequest(
            method: "GET", url: address + path,
            headers: credentials + [WireHeader("accept", accept)],
            answerByteCountMax: answer)
    }

    private func posting(
        _ site: NodeID, _ rest: String, _ body: [UInt8], _ type: String, answer: Int
    ) -> WireRequest {
        var headers = credentials
        headers.append(WireHeader("content-type", type))
        headers.append(WireHeader("accept", MediaType.json))
        if type == MediaType.json {
            headers.append(WireHeader(ContentDigest.headerName, ContentDigest.header(for: body)))
        }
        return WireRequest(
            method: "POST", url: address + path(site, rest), headers: headers, body: body,
            answerByteCountMax: answer)
    }
}

extension SyncReply {
    /// Reads the answer to a request; whatever is not one becomes `failed` with a sentence.
    package init(to request: SyncRequest, _ result: Result<WireResponse, TransportFailure>) {
        let reply = result.message { (body) throws(WireError) -> SyncReply in
            switch request {
            case .hello: .hello(try HelloAnswer(bytes: body))
            case .push: .push(try PushAnswer(bytes: body))
            case .pull: .pull(try PullAnswer(bytes: body))
            case .snapshot: .snapshot(try SnapshotAnswer(bytes: body))
            case .common: .common(try CommonAnswer(bytes: body))
            case .heal: .heal(try HealAnswer(bytes: body))
            }
        }
        switch reply {
        case .success(let reply): self = reply
        case .failure(.problem(let problem, let retryAfter)):
            self = .problem(problem, retryAfter: retryAfter)
        case .failure(.failed(let failure)): self = .failed(failure)
        }
    }
}

/// Why an answer is no message.
package enum AnswerFault: Error, Hashable, Sendable {
    /// The server refused the request.
    case problem(Problem, retryAfter: Duration?)
    /// No answer, or one that is not this protocol's.
    case failed(TransportFailure)
}

extension Result<WireResponse, TransportFailure> {
    /// The message of an answer with status 200; any other status is a problem.
    package func message<Message>(
        _ decode: ([UInt8]) throws(WireError) -> Message
    ) -> Result<Message, AnswerFault> {
        switch self {
        case .failure(let failure): return .failure(.failed(failure))
        case .success(let response):
            guard response.status == 200 else { return .failure(response.fault) }
            do throws(WireError) {
                try ContentDigest.check(
                    response.body, header: response.header(ContentDigest.headerName))
                return .success(try decode(response.body))
            } catch {
                return .failure(.failed(TransportFailure(.nonsense, error.sentence)))
            }
        }
    }
}

extension WireResponse {
    private var isUndamaged: Bool {
        (try? ContentDigest.check(body, header: header(ContentDigest.headerName))) != nil
    }

    /// The answer as a refusal. A server's own problem is believed only where its status is the answer's.
    package var fault: AnswerFault {
        guard status >= 400 else {
            return .failed(TransportFailure(.nonsense, "the server answered with status \(status)"))
        }
        if isUndamaged, let problem = try? Problem(bytes: body), problem.status == status {
            return .problem(problem, retryAfter: retryAfter)
        }
        let kind: Problem.Kind =
            switch status {
            case 401: .unauthorized
            case 403: .forbidden
            case 429: .tooMany
            case 503: .busy
            default: .other
            }
        return .problem(
            Problem(
                kind, status: status, title: "status \(status)",
                detail: "the server answered with status \(status)"),
            retryAfter: retryAfter)
    }
}

extension WireError {
    /// For people.
    package var sentence: String {
        switch self {
        case .wrongLength: "the server's answer is cut short"
        case .notAFrame: "the server's answer is not pagemagic's"
        case .damaged: "the server's answer was changed on the way"
        case .overLimit(let what): "the server's answer is over a limit: \(what)"
        case .malformed(let what): "the server's answer is not pagemagic's: \(what)"
        }
    }
}
