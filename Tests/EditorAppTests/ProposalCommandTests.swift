import Testing
import WireProtocol

@testable import EditorApp

struct ProposalCommandTests {
    private let device = CommandFixture()

    private func exported(_ site: String) -> String {
        device.run("export", site, "-", "--format", "json").output
    }

    private func asked(_ site: String) -> JSONValue {
        device.run("rewrite", site, "/#hero", "other words", "--seed", "3", "--json").json
    }

    @Test func `a script asks, looks, accepts one change and undoes it`() throws {
        let site = device.makeSite()
        let before = exported(site)

        let proposal = asked(site)
        let id = try #require(proposal["id"]?.text)
        #expect(exported(site) == before)
        let hunks = try #require(device.run("proposals", site, "--json").json.items.first)["hunks"]
        let first = try #require(hunks?.items.first { $0["kind"]?.text == "text" })
        #expect(first["section"]?.text == "hero" && first["state"]?.text == "pending")
        #expect((first["added"]?.number ?? 0) > 0)

        let number = try #require(first["id"]?.text)
        let accepted = device.run("accept", site, id, number, "--json")
        #expect(accepted.code == 0 && accepted.json["changed"]?.items.count == 1)
        let key = try #require(first["label"]?.text)
        #expect(
            device.run("text", site, "hero." + key).output
                == (first["after"]?.text ?? "") + "\n")

        #expect(device.run("undo", site).code == 0)
        #expect(exported(site) == before)
        let again = device.run("proposals", site, "--json").json.items.first
        #expect(again?["hunks"] == hunks)
    }

    @Test func `all of it is one step, to the byte`() throws {
        let site = device.makeSite()
        let before = exported(site)
        let id = try #require(asked(site)["id"]?.text)

        #expect(device.run("accept", site, id).code == 0)
        let after = exported(site)
        #expect(after != before)
        #expect(device.run("proposals", site, "--json").json == .array([]))
        #expect(device.run("proposals", site, "--all", "--json").json.items.count == 1)
        #expect(device.run("accept", site, id).code == 0)
        #expect(exported(site) == after)

        #expect(device.run("undo", site).code == 0)
        #expect(exported(site) == before)
        #expect(device.run("doctor", site).code == 0)
    }

    @Test func `what is rejected waits no more, and can be taken by its name`() throws {
        let site = device.makeSite()
        let before = exported(site)
        let id = try #require(asked(site)["id"]?.text)

        #expect(device.run("reject", site, id).code == 0)
        #expect(device.run("proposals", site, "--json").json == .array([]))
        #expect(exported(site) == before)
        #expect(device.run("accept", site, id, "1").code == 0)
        #expect(exported(site) != before)

        _ = asked(site)
        _ = asked(site)
        #expect(device.run("reject", site, "--all").code == 0)
        #expect(device.run("proposals", site, "--json").json == .array([]))
    }

    @Test func `a stale change is refused and takes nothing`() throws {
        let site = device.makeSite()
        let proposal = asked(site)
        let id = try #require(proposal["id"]?.text)
        let first = try #require(
            proposal["hunks"]?.items.first { $0["label"]?.text == "title" })
        let number = try #require(first["id"]?.text)
        _ = device.run("text", site, "hero.title", "Quite another one")
        let before = exported(site)

        let answer = device.run("accept", site, id, number, "--json")

        #expect(answer.code == 4 && answer.errors.contains("stale"))
        #expect(exported(site) == before)
        let shown = device.run("proposals", site, "--json").json.items.first?["hunks"]?.items
        #expect(shown?.first { $0["id"]?.text == number }?["state"]?.text == "stale")
        #expect(device.run("accept", site, id).code == 0)
        #expect(device.run("text", site, "hero.title").output == "Quite another one\n")
    }

    @Test func `a locked section is not proposed for and not changed by a proposal`() throws {
        let site = device.makeSite()
        let id = try #require(asked(site)["id"]?.text)
        let before = exported(site)

        #expect(device.run("lock", site, "/#hero").code == 0)
        let published = device.home + "/out"
        #expect(device.run("export", site, published, "--format", "html").code == 0)
        #expect(device.run("rewrite", site, "/#hero", "other words").code == 4)
        let answer = device.run("accept", site, id)
        #expect(answer.code == 4 && answer.errors.contains("locked"))
        #expect(device.run("text", site, "hero.title", "By hand").code == 0)
        #expect(device.run("undo", site).code == 0)

        #expect(device.run("unlock", site, "/#hero").code == 0)
        #expect(exported(site) == before)
        #expect(device.run("accept", site, id).code == 0)
    }

    @Test func `what is not there is not found, and what is not understood changes nothing`() {
        let site = device.makeSite()

        #expect(device.run("accept", site, "9").code == 66)
        #expect(device.run("reject", site, "9").code == 66)
        #expect(device.run("reject", site).code == 64)
        _ = asked(site)
        #expect(device.run("accept", site, "1", "999").code == 66)
        #expect(device.run("rewrite", site, "/#nowhere", "shorter").code == 66)
        #expect(device.run("rewrite", site, "/", "shorter").code == 64)
        #expect(device.run("rewrite", site, "/#hero", "xyzzy").code == 4)
    }

    @Test func `a text's key asks for that text alone`() throws {
        let site = device.makeSite()

        let proposal = device.run(
            "rewrite", site, "hero.title", "other words", "--seed", "3", "--json"
        ).json

        #expect(proposal["hunks"]?.items.compactMap { $0["label"]?.text } == ["title"])
    }

    @Test func `a layout whose old form was typed in is not put beside it`() throws {
        let prompt = "a landing page for a vegan bakery in Berlin"
        let site = try #require(
            device.run("new", prompt, "--seed", "5", "--json").json["id"]?.text)
        let id = try #require(
            device.run("rewrite", site, "/#faq", "another layout", "--json").json["id"]?.text)
        let old = device.run("text", site, "faq.detail").output.dropLast()
        #expect(device.run("text", site, "faq.detail", old + " Always.").code == 0)

        let answer = device.run("accept", site, id, "--json")

        #expect(answer.json["skipped"]?.items.count == 2)
        #expect(answer.errors.contains("is held back: what belongs together with it is stale."))
        let html = device.run("html", site, "/#faq").output
        #expect(html.ranges(of: old).count == 1)
    }
}
