import CurlTransport
import Foundation
import SiteModel
import Testing
import WireProtocol

@testable import EditorApp

/// The programs beside the tests; absent where only this module was built.
private let programs = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
private let areBuilt = ["pagemagic", "pagemagicd"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: programs.appendingPathComponent($0).path)
}

struct ServedPreviewTests {
    @Test(arguments: [
        ["--width", "80"], ["--platform", "mobile"], ["--color", "never"], ["--verbose"],
    ])
    func `what is of the text preview is no option of the served one`(option: [String]) {
        let device = CommandFixture()
        let site = device.makeSite()

        let answer = device.run(["preview", site, "--serve"] + option)

        #expect(answer.code == 64)
        #expect(answer.errors.contains("not for --serve"))
    }

    @Test(arguments: ["x", "-1", "65536", "8.5"]) func `a port that is none is a usage error`(
        port: String
    ) {
        let device = CommandFixture()

        #expect(device.run("preview", device.makeSite(), "--serve=" + port).code == 64)
    }

    @Test func `without the server's program it says so, and an unknown page or site comes first`()
    {
        let device = CommandFixture()
        let site = device.makeSite()

        #expect(device.run("preview", "nothing", "--serve").code == 66)
        #expect(device.run("preview", site, "/nothing", "--serve").errors.contains("no page"))
        #expect(device.run("preview", site, "--serve").errors.contains("pagemagicd is not beside"))
    }

    @Test func `the server is told what was asked`() {
        let (site, page) = (NodeID(high: 1, low: 2), NodeID(high: 1, low: 3))
        var preview = ServedPreview(
            store: "/s", site: site, page: nil, locale: nil, port: .usual, isJSON: false)

        #expect(preview.arguments == ["preview", "--store", "/s", "--site", "\(site)"])
        preview = ServedPreview(
            store: "/s", site: site, page: page, locale: "pt-BR", port: .asked(0), isJSON: true)
        #expect(
            preview.arguments.dropFirst(5) == [
                "--page", "\(page)", "--locale", "pt-BR", "--port", "0", "--json",
            ])
    }

    @Test(.enabled(if: areBuilt, "pagemagic and pagemagicd are not built"))
    func `an edit by another program is told to the page and is on it, and SIGTERM ends it`()
        async throws
    {
        let device = CommandFixture()
        let site = device.makeSite()
        let server = try Served(device, site)
        let transport = CurlTransport()
        defer { transport.close() }
        let before = try #require(try server.get("/", transport))
        let (events, continuation) = AsyncStream.makeStream(of: StreamEvent.self)
        let request = WireRequest(
            method: "GET", url: server.address + ".pagemagic/events?seen=" + before.version,
            answerByteCountMax: 1 << 16)
        _ = transport.stream(request) { continuation.yield($0) }

        var isEdited = false
        var told = ""
        for await event in events {
            guard case .bytes(let bytes) = event else { continue }
            told += String(decoding: bytes, as: UTF8.self)
            if !isEdited {
                isEdited = true
                _ = device.run("text", site, "hero.title", "Typed & served")
            }
            if told.contains("data: ") { break }
        }
        let after = try #require(try server.get("/", transport))

        #expect(!before.body.contains("Typed &amp; served"))
        #expect(after.body.contains("Typed &amp; served"))
        #expect(told.contains("data: \(after.version)\n"))
        #expect(server.stop() == 0)
    }

    @Test(.enabled(if: areBuilt, "pagemagic and pagemagicd are not built"))
    func `a port in use is said, and without one the next is taken`() throws {
        let device = CommandFixture()
        let site = device.makeSite()
        let first = try Served(device, site, port: nil)
        let second = try Served(device, site, port: nil)

        let third = try Served.started(device, site, port: first.port)

        third.process.waitUntilExit()
        let errors = String(
            decoding: third.errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(first.port != second.port)
        #expect(third.process.terminationStatus == 1)
        #expect(errors.contains("127.0.0.1:\(first.port)") && errors.contains("in use"))
        #expect(first.stop() == 0)
        #expect(second.stop() == 0)
    }
}

/// `pagemagic preview SITE --serve` as a process of its own.
private final class Served {
    struct Page {
        let body: String
        /// As the page's script has seen it.
        let version: String
    }

    let process: Process
    let address: String
    let port: Int

    init(_ device: CommandFixture, _ site: String, port: Int? = 0) throws {
        let (process, output, _) = try Self.started(device, site, port: port)
        self.process = process
        let line = output.fileHandleForReading.availableData
        let answer = try JSONValue(bytes: Array(line))
        address = answer["address"]?.text ?? ""
        self.port = Int(answer["port"]?.number ?? 0)
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    static func started(_ device: CommandFixture, _ site: String, port: Int?) throws -> (
        process: Process, output: Pipe, errors: Pipe
    ) {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = programs.appendingPathComponent("pagemagic")
        process.arguments =
            ["preview", site, "--serve"] + (port.map { ["\($0)"] } ?? []) + ["--json"]
        process.environment = ["PAGEMAGIC_HOME": device.home]
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        return (process, output, errors)
    }

    func get(_ path: String, _ transport: CurlTransport) throws -> Page? {
        let answer = try transport.perform(
            WireRequest(method: "GET", url: address + path.dropFirst(), answerByteCountMax: 1 << 20)
        ).get()
        let body = String(decoding: answer.body, as: UTF8.self)
        let version = body.components(separatedBy: "data-seen=\"").dropFirst().first?.prefix {
            $0 != "\""
        }
        return version.map { Page(body: body, version: String($0)) }
    }

    func stop() -> Int32 {
        kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        return process.terminationStatus
    }
}
