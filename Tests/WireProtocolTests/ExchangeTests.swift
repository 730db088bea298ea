import SiteHistory
import SiteModel
import Testing

@testable import WireProtocol

struct ExchangeTests {
    private let endpoint = ServerEndpoint(address: "http://127.0.0.1:1//", token: "secret")
    private let hello = SyncRequest.hello(HelloRequest(standing: Samples.standing))

    @Test func `a request names site, token and type`() {
        let request = endpoint.request(hello, site: Samples.node)

        #expect(request.url == "http://127.0.0.1:1/v1/sites/\(Samples.node)/hello")
        #expect(request.headers.contains(WireHeader("authorization", "Bearer secret")))
        #expect(request.method == "POST")
    }

    @Test(arguments: [
        (
            WireResponse(status: 200, body: Array("<html>sign in</html>".utf8)),
            TransportFailure.Kind.nonsense
        ),
        (WireResponse(status: 200, body: []), .nonsense),
        (WireResponse(status: 302, body: []), .nonsense),
        (WireResponse(status: 200, body: Array("{\"ops\":[".utf8)), .nonsense),
    ])
    func `an answer that is none of ours is a failure with a sentence`(
        response: WireResponse, kind: TransportFailure.Kind
    ) {
        let reply = SyncReply(to: hello, .success(response))

        guard case .failed(let failure) = reply else {
            Issue.record("\(reply)")
            return
        }
        #expect(failure.kind == kind)
        #expect(!failure.message.isEmpty)
    }

    @Test func `a 503 of anybody's is a problem with its time to wait`() {
        let response = WireResponse(status: 503, headers: [WireHeader("Retry-After", "7")])

        let reply = SyncReply(to: hello, .success(response))

        guard case .problem(let problem, let retryAfter) = reply else {
            Issue.record("\(reply)")
            return
        }
        #expect(problem.kind == .busy)
        #expect(retryAfter == .seconds(7))
    }

    @Test func `hints are read from a stream cut anywhere`() throws {
        let hints = [
            EventHint(epoch: Samples.epoch, head: 3), EventHint(epoch: Samples.epoch, head: 9),
        ]
        let bytes =
            EventHint.heartbeatBytes + hints[0].eventBytes
            + Array("event: other\r\ndata: x\r\n\r\n".utf8)
            + hints[1].eventBytes
        for cut in bytes.indices {
            var reader = EventStreamReader()

            #expect(try reader.read(bytes[..<cut]) + reader.read(bytes[cut...]) == hints)
        }
    }

    @Test func `a line without an end is refused`() {
        var reader = EventStreamReader()

        #expect(throws: WireError.overLimit("event")) {
            try reader.read([UInt8](repeating: 0x61, count: WireLimits.eventLineByteCountMax + 1))
        }
    }
}
