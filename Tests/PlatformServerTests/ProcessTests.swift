import CurlTransport
import Foundation
import Testing
import WireProtocol

@testable import PlatformServer

@Suite(.enabled(if: RunningServer.isBuilt, "pagemagicd is not built"))
struct ProcessTests {
    @Test func `errors are problems, and the rest says what it is`() throws {
        let server = try RunningServer()
        let transport = CurlTransport()
        defer {
            transport.close()
            server.remove()
        }
        let token = try server.token()
        func get(
            _ path: String, method: String = "GET", body: [UInt8] = [], isSignedIn: Bool = true
        ) throws -> WireResponse {
            try transport.perform(
                WireRequest(
                    method: method, url: server.url + path,
                    headers: isSignedIn ? [WireHeader("authorization", "Bearer \(token)")] : [],
                    body: body,
                    answerByteCountMax: 1 << 22)
            ).get()
        }
        let site = "/v1/sites/\(Device.site)"

        for (path, method, body, isSignedIn, status) in [
            ("/nothing", "GET", "", true, 404), ("/v1/sites", "GET", "", false, 401),
            (site + "/hello", "POST", "{", true, 400), (site + "/hello", "POST", "{}", true, 400),
            (site + "/push", "POST", "junk", true, 400),
            (site + "/pull?replica=x", "GET", "", true, 400),
            (site + "/pull?replica=0000000000000001", "GET", "", true, 404),
            (site + "/events", "GET", "", true, 404),
            ("/v1/sites/short/events", "GET", "", true, 404),
            (site + "/hello", "POST", String(repeating: "x", count: 100_000), true, 413),
        ] {
            let response = try get(
                path, method: method, body: Array(body.utf8), isSignedIn: isSignedIn)
            #expect(response.status == status, "\(method) \(path)")
            #expect(response.header("content-type") == MediaType.problem, "\(method) \(path)")
            let problem = try Problem(bytes: response.body)
            #expect(problem.status == status && !problem.detail.isEmpty, "\(method) \(path)")
        }
        for path in ["/healthz", "/readyz", "/metrics", "/v1/openapi.json"] {
            let response = try get(path, isSignedIn: false)
            #expect(response.status == 200 && !response.body.isEmpty, "\(path)")
        }
    }

    @Test func `one server runs on a folder at a time, and the other says so`() throws {
        let server = try RunningServer()
        defer { server.remove() }

        let error = #expect(throws: RunningServer.StartFailure.self) {
            _ = try RunningServer(folder: server.folder)
        }

        #expect(error?.status == 1)
        #expect(error?.words.contains("another pagemagicd runs on") == true)
    }

    @Test func `it drains and ends well, with streams and idle connections open`() async throws {
        let server = try RunningServer()
        let transport = CurlTransport()
        defer {
            transport.close()
            server.remove()
        }
        var device = Device(server, token: try server.token(), replica: 1, transport: transport)
        #expect(device.sync().end == .settled)
        let (events, continuation) = AsyncStream.makeStream(of: StreamEvent.self)
        _ = transport.stream(device.endpoint.events(site: Device.site)) { continuation.yield($0) }
        for await event in events {
            if case .bytes = event { break }
        }

        let end = server.stop()

        #expect(end.status == 0)
        #expect(end.time < .seconds(5))
        for await event in events {
            guard case .closed = event else { continue }
            break
        }
        #expect(device.sync().end.exitCode == 9)
    }

    @Test func `a folder that cannot be used is said in a sentence`() {
        let error = #expect(throws: RunningServer.StartFailure.self) {
            _ = try RunningServer(folder: "/proc/nothing/here")
        }

        #expect(error?.status == 1)
        #expect(error?.words.contains("cannot use the data folder /proc/nothing/here") == true)
    }
}
