import Foundation
import SiteModel
import SiteStore
import Testing
import WireProtocol

@testable import EditorApp

struct PropertyRuleTests {
    let device = CommandFixture()
    private let site: String

    init() { site = device.makeSite() }

    private var page: String {
        device.run("tree", site, "--json").json.nodes("page").first?["id"]?.text ?? ""
    }

    @Test(arguments: [
        "slug=", "slug=../evil", "slug=--help", "slug=a\nb", "slug=Up", "locales=en, zz zz",
        "locales=en,pt", "defaultLocale=",
    ])
    func `a site takes no name that nobody could type`(assignment: String) {
        let before = device.run("sites", "--json").output

        let answer = device.run("set", site, site, assignment)

        #expect(answer.code == 64)
        #expect(answer.errors.hasPrefix("pagemagic: “"))
        #expect(device.run("sites", "--json").output == before)
    }

    @Test func `two sites have two short names`() {
        let other = device.run("new", "a bar in Porto", "--json").json["slug"]?.text ?? ""

        let answer = device.run("set", site, site, "slug=" + other)

        #expect(answer.code == 64)
        #expect(answer.errors.contains("Another site here is called “\(other)”."))
        #expect(device.run("set", site, site, "slug=bakery-2", "locales=pt-BR de").code == 0)
        #expect(device.run("tree", "bakery-2").code == 0)
        #expect(device.run("unset", "bakery-2", "bakery-2", "slug").code == 64)
    }

    @Test(arguments: [
        "path=nopath", "path=", "path=/a b", "path=/../x", "path=//x", "path=/x#y",
        "file=styles.css", "file=../../x.html", "file=/x.html", "file=about", "file=",
    ])
    func `a page takes no path and no file by which nobody would find it`(assignment: String) {
        let before = device.run("tree", site, "--json").output

        #expect(device.run("set", site, page, assignment).code == 64)
        #expect(device.run("tree", site, "--json").output == before)
    }

    @Test func `a page takes a new path and a free file`() {
        let sheet = device.run("tree", site, "--json").json.nodes("asset").first?["file"]?.text

        #expect(device.run("set", site, page, "path=/über/uns", "file=uns/index.html").code == 0)
        #expect(device.run("preview", site, "/über/uns").code == 0)
        #expect(device.run("set", site, page, "file=" + (sheet ?? "")).code == 64)
    }

    @Test(arguments: [
        ["text", "hero.title"], ["set", "/#hero", "title=x"], ["unset", "/#hero", "x"],
        ["preview"], ["rewrite", "/#hero", "shorter"],
    ])
    func `what is no locale is refused for reading and for writing`(arguments: [String]) {
        let answer = device.run(
            [arguments[0], site] + arguments.dropFirst() + ["--locale", "en US"])

        #expect(answer.code == 64)
        #expect(answer.errors.contains("“en US” is no locale."))
    }

    @Test func `a number below zero is refused as what it is`() {
        #expect(
            device.run("log", site, "--limit", "-1").errors.contains("--limit must be 1 or more"))
        #expect(
            device.run("preview", site, "--width", "-5").errors.contains(
                "--width must be between 1 and 1000"))
        let seed = device.run("new", "a bar", "--seed", "-1")
        #expect(seed.code == 64 && !seed.errors.contains("Missing"))
    }

    @Test func `a node goes behind a sibling, not behind itself or a stranger`() {
        let itself = device.run("mv", site, "/#hero", "--under", "/", "--after", "/#hero")
        let stranger = device.run("mv", site, "/#hero", "--under", "/", "--after", "hero.title")

        #expect(itself.code == 4)
        #expect(itself.errors.contains("/#hero cannot stand behind itself."))
        #expect(stranger.code == 4)
        #expect(stranger.errors.contains("does not stand directly in /."))
    }

    @Test func `a step is called by what people see, not by locks and comments`() throws {
        let html =
            "<!doctype html><body><section id=a><p>A</section><!-- b --><section id=b><p>B</section>"
        let path = device.home + "/index.html"
        try html.write(toFile: path, atomically: true, encoding: .utf8)
        let site = device.run("import", path, "--json").json["id"]?.text ?? ""
        let page = device.run("tree", site, "--json").json.nodes("page").first?["path"]?.text ?? ""

        _ = device.run("lock", site, page + "#b")
        #expect(device.run("undo", site).output == "undone: b is not locked\n")
        _ = device.run("mv", site, page + "#b", "--under", page, "--after", "-")
        #expect(
            device.run("undo", site).output == "undone: section b stands after a on \(page)\n")
    }

    @Test func `doctor names a value that is refused, wherever it came from`() throws {
        let store = try device.store()
        let id = try store.site(named: site)
        let link = try #require(
            try store.state(of: id).site.nodes.values.first { $0.content.tag == "a" })
        _ = try store.commit(
            [.setField(link.id, .attribute("href"), .text("javascript:alert(1)"))], to: id,
            origin: .command)

        let answer = device.run("doctor", site)

        #expect(answer.code == 0)
        #expect(
            answer.output.contains(
                "href of <a> is refused and not published: An address with javascript:"))
    }

    @Test func `a text in another language makes that one of the site's, as one step`() throws {
        let key = "hero.title"
        let answer = device.run("text", site, key, "Olá pão", "--locale", "pt")

        #expect(answer.code == 0)
        #expect(answer.errors.contains("pt is one of the site's languages now."))
        #expect(try languages() == ["en", "pt"])

        #expect(device.run("text", site, key, "Olá", "--locale", "pt").errors.isEmpty)
        #expect(device.run("undo", site).code == 0 && device.run("undo", site).code == 0)
        #expect(try languages() == ["en"])
    }

    private func languages() throws -> [String] {
        let store = try device.store()
        return try store.state(of: store.site(named: site)).site.locales
    }
}
