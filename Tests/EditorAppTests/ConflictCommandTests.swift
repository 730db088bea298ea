import Testing
import WireProtocol

@testable import EditorApp

struct ConflictCommandTests {
    let devices = TwoDevices()
    private var a: CommandFixture { devices.a }
    private var b: CommandFixture { devices.b }
    private var site: String { devices.site }

    private func sections() -> [String] {
        a.run("tree", site, "--json").json.nodes("section").compactMap { $0["id"]?.text }
    }

    private func conflicts(_ device: CommandFixture) -> [JSONValue] {
        device.run("conflicts", site, "--json").json.items
    }

    /// Each device sets one attribute.
    private func clash() {
        _ = a.run("set", site, "/#hero", "title=AAA")
        _ = b.run("set", site, "/#hero", "title=BBB")
        devices.sync()
    }

    @Test func `a conflict has both sides with their authors and the server's times`() throws {
        clash()

        let row = try #require(conflicts(a).first)
        let theirs = try #require(conflicts(b).first)

        #expect(
            row.names == [
                "id", "kind", "node", "field", "base", "ours", "theirs", "others", "author",
                "ourAuthor", "theirAuthor", "ourTime", "theirTime",
            ])
        #expect(row["ours"]?.text == "AAA")
        #expect(row["theirs"]?.text == "BBB")
        #expect(row["ourAuthor"]?.text == LoopbackServer.account)
        #expect(row["theirTime"]?.text?.hasPrefix("2025-11-24T") == true)
        #expect(theirs["id"] == row["id"])
        #expect(theirs["ours"]?.text == "BBB")
    }

    @Test func `a value that the policy refuses settles nothing`() throws {
        _ = a.run(
            "html", site, "/#menu", "-",
            input: "<section id=\"menu\"><a href=\"/order\">Order</a></section>")
        devices.sync()
        let link = try #require(
            a.run("tree", site, "--json").json.nodes("element").first { $0["tag"]?.text == "a" }?[
                "id"]?.text)
        _ = a.run("set", site, link, "href=/a")
        _ = b.run("set", site, link, "href=/b")
        devices.sync()
        let id = try #require(conflicts(a).first?["id"]?.text)

        let refused = a.run("resolve", site, id, "--take", "javascript:alert(1)")
        let set = a.run("set", site, link, "href=javascript:alert(1)")

        #expect(refused.code == 4)
        #expect(refused.errors == set.errors)
        #expect(conflicts(a).count == 1)
    }

    @Test func `an own side that was not sent has neither author nor time`() throws {
        _ = a.run("set", site, "/#hero", "title=AAA")
        _ = b.run("set", site, "/#hero", "title=BBB")
        _ = b.run("sync", site, at: devices.server)
        devices.server.refuse { _ in nil }
        devices.server.loseAnswers(true)
        // Pulled, and nothing of this device is in the log that it knows.
        _ = a.run("sync", site, at: devices.server)

        let row = try #require(conflicts(a).first)

        #expect(row["ourAuthor"] == .null)
        #expect(row["ourTime"] == .null)
        #expect(row["theirAuthor"]?.text == LoopbackServer.account)
        #expect(a.run("conflicts", site).output.contains("(this device, not sent yet)"))
    }

    @Test func `in words it says who wrote what, and when: what was made here by this clock`() {
        clash()

        let words = a.run("conflicts", site).output

        #expect(words.contains("two values of the attribute title"))
        #expect(words.contains("ours:   “AAA”  (ana@example.com on this device, "))
        #expect(!words.contains("on this device, 24 Nov 2025, "))
        #expect(words.contains("theirs: “BBB”  (ana@example.com, 24 Nov 2025, "))
    }

    @Test(arguments: ["ours", "theirs"])
    func `a section moved to two pages is said in people's words and resolved`(take: String) throws
    {
        let paths = a.run("tree", site, "--json").json.nodes("page").compactMap {
            $0["path"]?.text
        }
        try #require(paths.count == 3)
        _ = a.run("mv", site, "/#menu", "--under", paths[1])
        _ = b.run("mv", site, "/#menu", "--under", paths[2])
        devices.sync()

        let words = a.run("conflicts", site).output
        let id = try #require(conflicts(a).first?["id"]?.text)
        #expect(a.run("resolve", site, id, "--take", take).code == 0)
        devices.sync()

        #expect(words.contains("menu was moved to two places"))
        #expect(words.contains("ours:   to \(paths[1])  (ana@example.com on this device, "))
        #expect(words.contains("theirs: to \(paths[2])  (ana@example.com, "))
        #expect(conflicts(b).isEmpty)
        let there = take == "ours" ? paths[1] : paths[2]
        #expect(b.run("show", site, there + "#menu").code == 0)
    }

    @Test func `a revived section is said in people's words`() throws {
        let sections = sections()
        try #require(sections.count > 2)
        _ = a.run("rm", site, sections[1])
        let key = try #require(
            b.run("tree", site, "--json").json.nodes("section")[1].nodes("text").first?["key"]?
                .text)
        _ = b.run("text", site, key, "Edited meanwhile")
        devices.sync()

        let words = a.run("conflicts", site).output

        #expect(words.contains("was deleted by one and changed by the other; it is kept"))
        #expect(words.contains("deleted it  (ana@example.com on this device, "))
        #expect(words.contains("kept it: changed the text of \(key)"))
    }

    @Test(arguments: ["ours", "theirs", "neither"])
    func `a resolution travels, is undone and is given back`(take: String) throws {
        clash()
        let id = try #require(conflicts(a).first?["id"]?.text)

        #expect(a.run("resolve", site, id, "--take", take).code == 0)
        devices.sync()
        let resolved = devices.canonical(b)
        #expect(conflicts(b).isEmpty)
        #expect(a.run("undo", site).code == 0)
        devices.sync()
        #expect(conflicts(b).first?["id"]?.text == id)
        #expect(a.run("redo", site).code == 0)
        devices.sync()

        #expect(conflicts(b).isEmpty)
        #expect(devices.canonical(b) == resolved)
    }

    @Test func `the log calls what another device deleted and what was settled by words`() throws {
        func last() -> Substring? { a.run("log", site).output.split(separator: "\n").first }
        _ = b.run("rm", site, "/#menu")
        devices.sync()
        #expect(last()?.hasSuffix("  delete section menu") == true, "\(last() ?? "")")

        _ = a.run("text", site, "team.text", "Ana and Bo bake")
        _ = b.run("rm", site, "/#team")
        devices.sync()
        let id = try #require(conflicts(a).first?["id"]?.text)
        #expect(a.run("resolve", site, id, "--take", "theirs").code == 0)

        #expect(last()?.contains("  resolve") == true, "\(last() ?? "")")
        #expect(last()?.hasSuffix(" ") == false && last()?.contains("delete") == false)
    }

    @Test func `two whole texts are both kept by both`() throws {
        _ = a.run("text", site, "hero.title", "alpha beta")
        _ = b.run("text", site, "hero.title", "gamma delta")
        devices.sync()
        #expect(conflicts(a).first?["base"]?.text == "Vegan bread")
        let id = try #require(conflicts(a).first?["id"]?.text)

        #expect(a.run("conflicts", site).output.contains("two whole texts; it says both"))
        #expect(a.run("resolve", site, id, "--take", "both").code == 0)
        devices.sync()

        let text = try #require(devices.text("hero.title", on: b))
        #expect(text.contains("alpha beta"))
        #expect(text.contains("gamma delta"))
        #expect(conflicts(b).isEmpty)
    }

    @Test func `equal values and equal moves of two devices are no conflict`() throws {
        let sections = sections()
        for device in [a, b] {
            _ = device.run("set", site, "/#hero", "title=same")
            _ = device.run("mv", site, sections[0], "--under", "/", "--after", sections[1])
            _ = device.run("rm", site, sections[2])
        }
        devices.sync()

        #expect(conflicts(a).isEmpty)
        #expect(conflicts(b).isEmpty)
        #expect(devices.canonical(a) == devices.canonical(b))
    }
}
