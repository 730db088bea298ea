import SiteMarkup
import SiteModel
import Testing

@testable import PlatformServer

struct PreviewAnswerTests {
    private static func site(_ words: String) throws -> ServedSite {
        var last: UInt64 = 0
        let imported = try SiteImporter.importFiles(
            [
                SourceFile(path: "index.html", bytes: Array("<h1>\(words)</h1>".utf8)),
                SourceFile(path: "about.html", bytes: Array("<p>About</p>".utf8)),
                SourceFile(path: "main.css", bytes: Array("h1 { color: red }".utf8)),
            ],
            makeID: {
                last += 1
                return NodeID(high: 1, low: last)
            })
        var known = PublishedPages()
        return ServedSite(
            Site(draft: imported.draft, blobs: imported.blobs), knowing: &known
        ) { _ in nil }
    }

    private func answer(
        _ target: String, method: String = "GET", authority: String? = "127.0.0.1:8788"
    ) throws -> PreviewAnswer {
        PreviewAnswer.to(
            method: method, target: target, authority: authority, of: try Self.site("Bread"))
    }

    @Test func `a page has the script in its policy's place, and the policy in its header`() throws
    {
        let published = PublishedWriter.contentSecurityPolicy.split(separator: "; ")

        let answer = try answer("/")

        guard case .bytes(let bytes) = answer.body else {
            Issue.record("a page is bytes")
            return
        }
        let body = String(decoding: bytes, as: UTF8.self)
        #expect(answer.status == 200)
        #expect(body.contains("<h1>Bread</h1>"))
        #expect(!body.contains("Content-Security-Policy"))
        #expect(body.contains("<script src=\"/.pagemagic/reload.js\" data-seen=\""))
        let sent = answer.policy.split(separator: "; ")
        #expect(
            Set(sent).subtracting(published) == [
                "script-src http://127.0.0.1:8788/.pagemagic/reload.js",
                "connect-src http://127.0.0.1:8788/.pagemagic/events", "frame-ancestors 'self'",
            ])
        #expect(Set(published).subtracting(sent) == ["script-src 'none'", "connect-src 'none'"])
    }

    @Test(arguments: [
        ("/main.css", 200, "text/css; charset=utf-8"),
        ("/gone.css", 404, "text/css; charset=utf-8"),
        ("/favicon.ico", 204, nil), ("/about", 302, "text/plain; charset=utf-8"),
        ("/nothing", 404, "text/html; charset=utf-8"),
        ("/.pagemagic/reload.js", 200, "text/javascript; charset=utf-8"),
        ("/.pagemagic/events?seen=x", 200, "text/event-stream"),
        ("/about.html?x=1", 200, "text/html; charset=utf-8"),
    ])
    func `every answer says what it is, and lets nothing run`(
        target: String, status: Int, type: String?
    ) throws {
        let answer = try answer(target)

        #expect(answer.status == status)
        #expect(answer.type == type)
        #expect(answer.policy.contains("default-src 'none'"))
    }

    @Test func `a preview is only looked at`() throws {
        #expect(try answer("/", method: "HEAD") == answer("/"))
        #expect(try answer("/", method: "POST").status == 405)
        #expect(try answer("/", method: "POST").allow == "GET, HEAD")
    }

    @Test(arguments: [
        "evil.example", "127.0.0.1.evil.example:8788", "localhost.evil.example", "127.0.0.1:x",
        "0.0.0.0:8788", "[::1]:8788", "127.0.0.1:8788; script-src *", "",
    ])
    func `a name that somebody else pointed here is refused`(authority: String) throws {
        #expect(try answer("/", authority: authority).status == 403)
        #expect(try answer("/", authority: nil).status == 403)
    }

    @Test(arguments: [
        ("127.0.0.1:8788", "127.0.0.1:8788"), ("localhost:1", "localhost:1"),
        ("LocalHost", "LocalHost:80"),
    ])
    func `this machine's names are taken`(authority: String, host: String) {
        #expect(PreviewAnswer.loopback(authority) == host)
    }

    @Test func `whoever waits is told of another version, and of the present one at once`()
        async throws
    {
        let (first, second) = (try Self.site("Bread"), try Self.site("Cakes"))
        let stage = PreviewStage(first)
        let stream = try #require(stage.versions())
        var versions = stream.makeAsyncIterator()

        #expect(await versions.next() == first.version.description)
        stage.show(first)
        stage.show(second)
        #expect(await versions.next() == second.version.description)
        stage.close()
        #expect(await versions.next() == nil)
        #expect(stage.versions() == nil)
    }
}
