import Testing
import WireProtocol

@testable import EditorApp

struct SyncCommandTests {
    let device = CommandFixture()
    private let account = ["PAGEMAGIC_SERVER": "http://127.0.0.1:1", "PAGEMAGIC_TOKEN": "t"]

    private func answering(_ status: Int, _ body: String) -> CommandFixture.Transport {
        { _ in .success(WireResponse(status: status, body: Array(body.utf8))) }
    }

    @Test func `a server that is not there is exit 9, and status says offline`() {
        let site = device.makeSite()

        let answer = device.run(
            ["sync", site], environment: account,
            transport: { _ in .failure(TransportFailure(.unreachable, "nobody is there")) })

        #expect(answer.code == 9)
        #expect(answer.errors.contains("nobody is there"))
        #expect(device.run("status", site, "--json").json["state"]?.text == "offline")
        #expect(device.run("text", site, "hero.title", "still works").code == 0)
    }

    @Test func `a token the server does not know is exit 6`() {
        let site = device.makeSite()

        let answer = device.run(
            ["sync", site], environment: account, transport: answering(401, ""))

        #expect(answer.code == 6)
        #expect(device.run("status", site, "--json").json["state"]?.text == "blocked")
    }

    @Test(arguments: ["<html>hello</html>", "{\"account\":", ""])
    func `a server that answers nonsense is exit 9`(body: String) {
        let site = device.makeSite()

        let all = device.run(["sync"], environment: account, transport: answering(200, body))
        let one = device.run(["sync", site], environment: account, transport: answering(200, body))

        #expect(all.code == 9)
        #expect(one.code == 9)
    }

    @Test func `a site of another account sends nothing and is exit 6`() throws {
        let site = device.makeSite()
        let store = try device.store()
        try store.bind(try store.site(named: site), server: "https://other.example", account: "bob")

        let answer = device.run(
            ["sync", site], environment: account,
            transport: { request in
                Issue.record("sent \(request.url)")
                return .failure(TransportFailure(.unreachable, ""))
            })

        #expect(answer.code == 6)
    }

    @Test func `where every site is another account's, sync says so and is exit 6`() throws {
        let site = device.makeSite()
        let store = try device.store()
        try store.bind(try store.site(named: site), server: "https://other.example", account: "bob")
        let list = SiteList(account: "carol", sites: []).bytes

        let answer = device.run(
            ["sync"], environment: account,
            transport: { _ in .success(WireResponse(status: 200, body: list)) })

        #expect(answer.code == 6)
        #expect(answer.errors.contains("Every site here belongs to another account"))
    }
}
