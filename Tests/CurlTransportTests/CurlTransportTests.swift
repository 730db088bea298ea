import Foundation
import Synchronization
import Testing
import WireProtocol

@testable import CurlTransport

struct CurlTransportTests {
    private func perform(
        _ answer: [String], limit: Int = 1 << 20, limits: CurlTransport.Limits = .init(),
        holdsOpen: Bool = false
    ) -> Result<WireResponse, TransportFailure> {
        let server = CannedServer(answer, holdsOpen: holdsOpen)
        defer { server.stop() }
        let transport = CurlTransport(limits: limits)
        defer { transport.close() }
        return transport.perform(
            WireRequest(method: "GET", url: server.url + "/x", answerByteCountMax: limit))
    }

    private func failure(_ result: Result<WireResponse, TransportFailure>) -> TransportFailure.Kind?
    {
        if case .failure(let failure) = result { failure.kind } else { nil }
    }

    @Test func `an answer comes back whole`() throws {
        let response = try perform([
            "HTTP/1.1 201 Created\r\nX-Word: a b \r\nContent-Length: 5\r\n\r\nhe", "llo",
        ]).get()

        #expect(response.status == 201)
        #expect(response.header("x-word") == "a b")
        #expect(response.body == Array("hello".utf8))
    }

    @Test func `method, headers and body arrive, and nothing else is added`() throws {
        let server = CannedServer(["HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"])
        defer { server.stop() }
        let transport = CurlTransport(userAgent: "test")
        defer { transport.close() }
        let body = [UInt8](repeating: 0x61, count: 200_000)

        _ = try transport.perform(
            WireRequest(
                method: "POST", url: server.url + "/push",
                headers: [WireHeader("authorization", "Bearer x")], body: body)
        ).get()

        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("POST /push HTTP/1.1\r\n"))
        #expect(request.contains("authorization: Bearer x\r\n"))
        #expect(request.contains("Content-Length: 200000\r\n"))
        #expect(!request.contains("Expect:"))
        #expect(request.hasSuffix(String(decoding: body, as: UTF8.self)))
    }

    @Test(arguments: [
        ([], TransportFailure.Kind.nonsense),
        (["HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"ops\":["], .nonsense),
        ([String(repeating: "\u{1}\u{2}noise", count: 500)], .nonsense),
    ])
    func `nothing, half a body and noise are nonsense`(
        answer: [String], kind: TransportFailure.Kind
    ) {
        #expect(failure(perform(answer)) == kind)
    }

    @Test func `a body above the limit is not taken`() {
        let answer = [
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + String(repeating: "x", count: 100)
        ]

        #expect(failure(perform(answer, limit: 99)) == .tooLarge)
        #expect(failure(perform(answer, limit: 100)) == nil)
    }

    @Test func `a redirect is an answer and is not followed`() throws {
        let response = try perform([
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        ]).get()

        #expect(response.status == 302)
    }

    @Test func `a server that says nothing is given up`() {
        var limits = CurlTransport.Limits()
        limits.standstill = .seconds(1)

        #expect(failure(perform([], limits: limits, holdsOpen: true)) == .timedOut)
    }

    @Test func `nobody there is unreachable`() {
        let server = CannedServer([])
        server.stop()
        let transport = CurlTransport()
        defer { transport.close() }

        #expect(
            failure(transport.perform(WireRequest(method: "GET", url: server.url))) == .unreachable)
    }

    @Test(arguments: [
        ("http://example.com/", TransportFailure.Kind.plainRefused),
        ("http://127.0.0.1.example.com/", .plainRefused),
        ("http://localhost@example.com/", .badAddress), ("ftp://127.0.0.1/", .badAddress),
        ("", .badAddress),
        ("http://[::2]/", .plainRefused), ("https://", .badAddress),
        ("http://127.0.0.1/a b", .badAddress),
        ("http://0x7f.1/", .plainRefused),
    ])
    func `what would leave this machine in plain text is not even tried`(
        url: String, kind: TransportFailure.Kind
    ) {
        let transport = CurlTransport()
        defer { transport.close() }

        #expect(failure(transport.perform(WireRequest(method: "GET", url: url))) == kind)
    }

    @Test func `a server that speaks no TLS is a TLS failure`() {
        let server = CannedServer(["HTTP/1.1 400 Bad Request\r\n\r\n"])
        defer { server.stop() }
        let transport = CurlTransport()
        defer { transport.close() }
        let url = server.url.replacingOccurrences(of: "http://", with: "https://")

        #expect(failure(transport.perform(WireRequest(method: "GET", url: url))) == .tls)
    }

    @Test func `an event stream is delivered as it comes and can be cancelled`() async {
        let hint = "event: head\ndata: {\"epoch\":\"00000000000000ab\",\"head\":3}\n\n"
        let server = CannedServer(
            ["HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n", hint], holdsOpen: true)
        defer { server.stop() }
        let transport = CurlTransport()
        let (events, continuation) = AsyncStream.makeStream(of: StreamEvent.self)

        let id = transport.stream(WireRequest(method: "GET", url: server.url)) {
            continuation.yield($0)
        }
        var seen: [StreamEvent] = []
        for await event in events {
            seen.append(event)
            if seen.count == 2 { transport.cancel(id) }
            if case .closed = event { break }
        }

        #expect(seen.first == .opened)
        #expect(seen.dropFirst().first == .bytes(Array(hint.utf8)))
        #expect(seen.last == .closed(TransportFailure(.cancelled, "cancelled")))
        transport.close()
    }

    @Test func `a stream that is refused hands over the answer`() async {
        let server = CannedServer(["HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno"])
        defer { server.stop() }
        let transport = CurlTransport()
        defer { transport.close() }

        let event = await withCheckedContinuation { continuation in
            _ = transport.stream(WireRequest(method: "GET", url: server.url)) {
                continuation.resume(returning: $0)
            }
        }

        guard case .refused(let response) = event else {
            Issue.record("\(event)")
            return
        }
        #expect(response.status == 401)
        #expect(response.body == Array("no".utf8))
    }

    @Test func `closing ends what is under way, and later requests are refused`() async {
        let server = CannedServer([], holdsOpen: true)
        defer { server.stop() }
        let transport = CurlTransport()
        let (results, continuation) = AsyncStream.makeStream(of: TransportFailure.Kind?.self)
        for _ in 0..<3 {
            transport.send(WireRequest(method: "GET", url: server.url)) {
                continuation.yield(failure($0))
            }
        }

        transport.close()

        var ended: [TransportFailure.Kind?] = []
        for await result in results.prefix(3) { ended.append(result) }
        #expect(ended == [.cancelled, .cancelled, .cancelled])
        #expect(
            failure(transport.perform(WireRequest(method: "GET", url: server.url))) == .cancelled)
        transport.close()
    }
}
