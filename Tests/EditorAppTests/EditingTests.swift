import Testing
import WireProtocol

@testable import EditorApp

struct EditingTests {
    let device = CommandFixture()

    private func tree(_ site: String) -> JSONValue { device.run("tree", site, "--json").json }

    private func sections(_ site: String) -> [String] {
        tree(site).nodes("section").compactMap { $0["name"]?.text }
    }

    @Test func `a new site has the keys of the contract`() {
        let made = device.run("new", "a bar in Porto", "--seed", "3", "--json").json

        #expect(Set(made.names).isSuperset(of: ["id", "slug", "pages", "sections", "generator"]))
        #expect(made["generator"]?.text == "template composer")
        let listed = device.run("sites", "--json").json.items.first
        #expect(
            listed?.names == [
                "id", "slug", "title", "pages", "pending", "conflicts", "server", "updatedAt",
            ])
    }

    @Test func `every key of the tree is what text accepts`() {
        let site = device.makeSite()

        for text in tree(site).nodes("text") {
            let key = text["key"]?.text ?? ""
            #expect(device.run("text", site, key, "--json").json["value"] == text["value"])
        }
    }

    @Test func `a text is set, undone and redone`() {
        let site = device.makeSite()
        let old = device.run("text", site, "hero.title").output

        let set = device.run("text", site, "hero.title", "Zebra <b> & 4711", "--json").json
        #expect(set.names == ["batch", "changed"])
        #expect(device.run("text", site, "hero.title").output == "Zebra <b> & 4711\n")

        #expect(device.run("undo", site).code == 0)
        #expect(device.run("text", site, "hero.title").output == old)
        #expect(device.run("redo", site).code == 0)
        #expect(device.run("text", site, "hero.title").output == "Zebra <b> & 4711\n")
    }

    @Test func `the history says that a site was made, restored from, replaced in and proposed to`()
        throws
    {
        let site = device.makeSite()
        func last() throws -> [String] {
            let log = device.run("log", site).output.split(separator: "\n").map(String.init)
            let store = try device.store()
            let id = try store.site(named: site)
            let step = try #require(try store.steps(of: id, skipping: 0, limit: 1).first)
            let names = SiteNames(try store.state(of: id).site)
            let line = try #require(log.first?.split(separator: "this device  ").last)
            return [String(line), TimelineReader(own: [], names: names).step(step).what]
        }

        #expect(try last() == ["site made: “Vegan bakery”", "site made: “Vegan bakery”"])

        _ = device.run("rm", site, "/#menu")
        _ = device.run("restore", site, "menu")
        #expect(try last() == ["restore /#menu", "menu: section restored"])

        let html = "<section id=\"hero\"><h1>New</h1></section>"
        _ = device.run("html", site, "/#hero", "-", input: html)
        #expect(try last() == ["content /#hero", "hero: content replaced"])

        let undone = device.run("undo", site).output
        #expect(undone == "undone: hero has its former content\n")
        #expect(try last() == ["undo: content of /#hero", "undo: content of /#hero"])

        let proposal = device.run("rewrite", site, "/#hero", "other words", "--json").json
        _ = device.run("accept", site, proposal["id"]?.text ?? "")
        #expect(try last().allSatisfy { $0.hasPrefix("proposal accepted: ") })
    }

    @Test func `a deletion that was taken back is called so in the log and in the timeline`() throws
    {
        let site = device.makeSite()
        #expect(device.run("rm", site, "/#menu").code == 0)
        #expect(device.run("undo", site).code == 0)
        #expect(device.run("redo", site).code == 0)

        let log = device.run("log", site).output.split(separator: "\n").map(String.init)
        let store = try device.store()
        let steps = try store.steps(of: try store.site(named: site), skipping: 0, limit: 2)
        let timeline = steps.map { TimelineReader(own: []).step($0).what }

        #expect(timeline == ["redo: deletion of /#menu", "undo: deletion of /#menu taken back"])
        #expect(zip(log, timeline).allSatisfy { $0.hasSuffix("  " + $1) }, "\(log)")
    }

    @Test func `a step that changed several places names them in the log`() {
        let site = device.makeSite()
        let keys = ["page.title"] + tree(site).nodes("text").compactMap { $0["key"]?.text }
        for key in keys.prefix(5) { _ = device.run("text", site, key, "Quokka") }
        func last() -> String? {
            device.run("log", site).output.split(separator: "\n").first?.components(
                separatedBy: "this device  "
            ).last
        }

        _ = device.run("text", site, "page.title", "Quokka, again")
        #expect(last() == "text page.title")
        _ = device.run("replace", site, "Quokka", "Numbat")
        #expect(last() == "text in 5 places: \(keys[0]), \(keys[1]) and 3 more")
        _ = device.run("text", site, keys[3], "Dingo")
        _ = device.run("text", site, keys[4], "Dingo")
        _ = device.run("replace", site, "Numbat", "Quoll")
        #expect(last() == "text in 3 places: \(keys[0]), \(keys[1]) and \(keys[2])")
        _ = device.run("undo", site)
        #expect(last() == "undo: text in 3 places: \(keys[0]), \(keys[1]) and \(keys[2])")
    }

    @Test func `a value may begin with a dash`() {
        let site = device.makeSite()

        #expect(device.run("text", site, "hero.title", "-20 % today", "--json").code == 0)
        #expect(device.run("text", site, "hero.title").output == "-20 % today\n")
        #expect(device.run("text", site, "hero.title", "--bogus=1").code == 64)
    }

    @Test func `new HTML is taken whole or refused whole`() {
        let site = device.makeSite()
        let before = device.run("export", site, "-", "--format", "json").output

        let refused = device.run(
            "html", site, "/#hero", "-", input: "<section><p>a</p><script>x()</script></section>")
        #expect(refused.code == 4)
        #expect(!refused.errors.isEmpty)
        #expect(device.run("export", site, "-", "--format", "json").output == before)

        let taken = device.run(
            "html", site, "/#hero", "-", input: "<section><h2>Quokka <b>news</b></h2></section>")
        #expect(taken.code == 0)
        #expect(device.run("html", site, "/#hero").output.contains("Quokka <b>news</b>"))
        let added = device.run(
            "add", site, "/", "--html", "-", "--after", "/#hero",
            input: "<section id=numbat><p>x</p></section>")
        #expect(added.code == 0)
        let names = sections(site)
        #expect(names.firstIndex(of: "numbat") == names.firstIndex(of: "hero").map { $0 + 1 })
    }

    @Test func `setting what is there already changes nothing and is no failure`() {
        let site = device.makeSite()
        _ = device.run("text", site, "hero.title", "same")

        let again = device.run("text", site, "hero.title", "same", "--json")

        #expect(again.code == 0)
        #expect(again.json["batch"] == .null)
    }

    @Test func `sections move, are copied, go to the trash and come back`() {
        let site = device.makeSite()
        let was = sections(site)

        #expect(
            device.run("mv", site, "/#" + was[1], "--under", "/", "--after", "/#" + was[2]).code
                == 0)
        #expect(sections(site).prefix(3) == [was[0], was[2], was[1]])
        #expect(device.run("mv", site, "/#" + was[1], "--under", "/", "--after", "-").code == 0)
        #expect(sections(site).first == was[1])
        #expect(device.run("dup", site, "/#" + was[1]).code == 0)
        #expect(sections(site)[1] == was[1] + "-2")
        #expect(device.run("rm", site, "/#" + was[1] + "-2").code == 0)
        #expect(sections(site).count == was.count)
        #expect(device.run("restore", site, was[1] + "-2").code == 0)
        #expect(sections(site)[1] == was[1] + "-2")
    }

    @Test func `attributes are set and taken away, and the policy holds for them`() {
        let site = device.makeSite()

        #expect(device.run("set", site, "/#hero", "title=Hello", "class=a b").code == 0)
        let root = tree(site).nodes("section").first { $0["name"]?.text == "hero" }?["children"]?
            .items.first
        #expect(root?["attrs"]?["title"]?.text == "Hello")
        #expect(root?["attrs"]?["class"]?.text == "a b")
        let mixed = device.run("set", site, "/#hero", "title=Hello", "lang=en", "--json")
        #expect(mixed.json["changed"]?.items.count == 1)
        #expect(device.run("unset", site, "/#hero", "title").code == 0)
        #expect(device.run("set", site, "/#hero", "onclick=x()").code == 4)
        #expect(device.run("set", site, "/#hero", "no-value").code == 64)
    }

    @Test func `find and replace reach texts, attributes and CSS`() {
        let site = device.makeSite()
        _ = device.run("text", site, "hero.title", "Quokka bread")

        let found = device.run("find", site, "quokka", "--json").json.items
        #expect(found.first?["key"]?.text == "hero.title")
        let dry = device.run("replace", site, "Quokka", "Numbat", "--dry-run", "--json").json
        #expect(dry["count"]?.number == 1)
        #expect(device.run("text", site, "hero.title").output == "Quokka bread\n")
        #expect(device.run("replace", site, "Q(u)okka", "N$1mbat", "--regex").code == 0)
        #expect(device.run("text", site, "hero.title").output == "Numbat bread\n")
        #expect(device.run("replace", site, "(", "x", "--regex").code == 64)
    }

    @Test func `status lists what waits, and doctor lists placeholders`() {
        let site = device.makeSite()
        _ = device.run("text", site, "hero.title", "x")

        let status = device.run("status", site, "--json").json
        #expect(status["state"]?.text == "pending")
        #expect(status["pending"]?.items.count == 2)
        #expect(status["pending"]?.items.last?["target"]?.text == "hero.title")
        #expect(status["cursor"]?.number == 0)
        let doctor = device.run("doctor", site, "--json")
        #expect(doctor.code == 0)
        #expect(
            doctor.json["advice"]?.items.contains { $0["placeholder"]?.text == "[[price]]" } == true
        )
    }

    @Test func `the preview shows the page's words and stays free of control characters`() {
        let site = device.makeSite()
        _ = device.run("text", site, "hero.title", "Quokka bread")

        let preview = device.run("preview", site, "--width", "100", "--color", "never")

        #expect(preview.output.contains("Quokka bread"))
        #expect(!preview.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        #expect(preview.errors.contains("approximate"))
    }
}
