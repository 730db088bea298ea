import SiteHistory
import SiteStore
import Synchronization
import Testing
import WireProtocol

@testable import EditorApp

struct VersionCommandTests {
    let device = CommandFixture()
    private let site: String

    init() { site = device.makeSite() }

    private func text(_ key: String, _ device: CommandFixture? = nil) -> String? {
        (device ?? self.device).run("text", site, key, "--json").json["value"]?.text
    }

    private func log() -> [JSONValue] { device.run("log", site, "--json").json.items }

    @Test func `the newest change is shown by words, and as a list`() throws {
        let old = try #require(text("hero.title"))
        _ = device.run("text", site, "hero.title", "Hello " + old)

        let words = device.run("diff", site, "-1")
        let list = device.run("diff", site, "-1", "now", "--json").json.items

        #expect(words.code == 0)
        #expect(
            words.output == "/\n  hero: title changed\n    - \(old)\n    + Hello \(old)\n")
        #expect(
            list.first?.names.starts(with: [
                "kind", "page", "section", "node", "field", "locale", "before", "after",
            ]) == true)
        #expect(list.map { $0["kind"]?.text } == ["text"])
        #expect(list.first?["before"]?.text == old)
    }

    @Test func `equal versions differ in nothing`() {
        let answer = device.run("diff", site, "now", "now")

        #expect(answer.code == 0)
        #expect(answer.output == "")
        #expect(answer.errors == "Nothing differs.\n")
        #expect(device.run("diff", site, "now", "now", "--json").json.items.isEmpty)
    }

    @Test(arguments: ["nonsense", "99999", "-99", "00000000000000aa:1", "2026-13-01", "2026-02-30"])
    func `a version that is not there is exit 66, by its name`(name: String) {
        let answer = device.run("diff", site, name)

        #expect(answer.code == 66)
        #expect(answer.errors.contains("no version “\(name)”"))
        #expect(device.run("rewind", site, "--to", name).code == 66)
    }

    @Test func `a change, a position of the log and times name versions`() throws {
        let old = try #require(text("hero.title"))
        let before = try #require(log().first?["batch"]?.text)
        _ = device.run("text", site, "hero.title", "New")

        func was(_ version: String) -> String? {
            device.run("diff", site, version, "--json").json.items.first {
                $0["field"]?.text == "text"
            }?["before"]?.text
        }

        #expect(was(before) == old)
        #expect(was("-1") == old)
        #expect(device.run("diff", site, "0", "--json").json.items.first?["kind"]?.text != nil)
        let time = try #require(log().first?["time"]?.text)
        #expect(device.run("diff", site, time).errors == "Nothing differs.\n")
        #expect(device.run("diff", site, "yesterday").output.contains("page added"))
        #expect(device.run("diff", site).output.contains("page added"))
    }

    @Test func `offline work is found by the time it was made, when it is synced later`() throws {
        _ = device.run("text", site, "hero.title", "New")
        let made = try #require(log().first?["time"]?.text)
        let store = try device.store()
        let id = try store.site(named: site)
        var next: UInt64 = 1
        let entries = try store.syncMarks(of: id).outbox.map { batch in
            defer { next += batch.count }
            return LogEntry(batch: batch, start: next, author: "ana", time: 4_000_000_000_000)
        }
        _ = try store.applyPull(entries, to: id, epoch: nil, digest: nil)

        #expect(log().first?["time"]?.text == made)
        #expect(device.run("log", site).output.hasPrefix(made))
        #expect(device.run("diff", site, made).errors == "Nothing differs.\n")
        #expect(device.run("rewind", site, "--to", made).output.contains("Nothing to change"))
    }

    @Test func `days begin at midnight, minutes at their beginning, seconds end with them`() {
        let now: Int64 = 1_795_657_140_123

        #expect(Moment.milliseconds("1970-01-01", now: now) == 0)
        #expect(
            Moment.milliseconds("2024-02-29", now: now).map(Moment.text) == "2024-02-29T00:00:00Z")
        #expect(Moment.milliseconds("2026-11-25T10:00", now: now) == 1_795_600_800_000)
        #expect(Moment.milliseconds("2026-11-25 10:00:23", now: now) == 1_795_600_823_999)
        #expect(Moment.milliseconds("2026-11-25T10:00:23Z", now: now) == 1_795_600_823_999)
        #expect(Moment.milliseconds("today", now: now).map(Moment.text) == "2026-11-26T00:00:00Z")
        #expect(
            Moment.milliseconds("yesterday", now: now).map(Moment.text) == "2026-11-25T00:00:00Z")
        for bad in ["2023-02-29", "25.11.2026", "2026-11-25T24:00", "2026-11-25T1:00", "", "T"] {
            #expect(Moment.milliseconds(bad, now: now) == nil, "\(bad)")
        }
    }

    @Test func `the site goes back as one step, and undo takes that back`() throws {
        let old = try #require(text("hero.title"))
        let tree = device.run("tree", site).output
        _ = device.run("text", site, "hero.title", "New")
        _ = device.run("dup", site, "/#hero")
        _ = device.run("rm", site, "/#footer")
        let changed = device.run("tree", site).output

        let trial = device.run("rewind", site, "--to", "-3", "--dry-run", "--json").json
        #expect(device.run("tree", site).output == changed)
        let answer = device.run("rewind", site, "--to", "-3", "--json").json

        #expect(trial["batch"] == .null)
        #expect(trial["changes"] == answer["changes"])
        #expect(answer["skipped"]?.items.isEmpty == true)
        #expect(device.run("tree", site).output == tree)
        #expect(text("hero.title") == old)
        #expect(device.run("rewind", site, "--to", "-4").output.contains("Nothing to change"))
        #expect(device.run("undo", site).code == 0)
        #expect(device.run("tree", site).output == changed)
        #expect(text("hero.title") == "New")
    }

    @Test func `a section, even a deleted one, and a page's title go back alone`() throws {
        let old = try #require(text("hero.title"))
        _ = device.run("text", site, "hero.title", "New")
        _ = device.run("text", site, "page.title", "Other")
        _ = device.run("rm", site, "/#hero")

        #expect(device.run("rewind", site, "/#hero", "--to", "-3").code == 0)
        #expect(text("hero.title") == old)
        #expect(text("page.title") == "Other")
        #expect(device.run("rewind", site, "page.title", "--to", "-4").code == 0)
        #expect(text("page.title") != "Other")
    }

    @Test func `what was not there then is exit 66`() throws {
        _ = device.run("dup", site, "/#hero")

        let answer = device.run("rewind", site, "/#hero-2", "--to", "-1")

        #expect(answer.code == 66)
        #expect(answer.errors.contains("was not there"))
    }

    @Test func `imported bytes come back to the byte`() throws {
        let folder = device.home + "/in"
        let html =
            "<!doctype html>\n<body><section id=a  class='x'><p>One &amp; two</p></section>\n"
        try FileSystem.write(html, to: folder + "/index.html")
        let site = try #require(device.run("import", folder, "--json").json["id"]?.text)
        _ = device.run("text", site, "a.text", "changed")
        _ = device.run("set", site, "/#a", "class=y", "title=t")
        _ = device.run("rm", site, "/#a")

        #expect(device.run("rewind", site, "--to", "-3").code == 0)
        #expect(device.run("export", site, device.home + "/out", "--format", "html").code == 0)

        #expect(FileSystem.read(device.home + "/out/index.html") == html)
    }

    @Test func `control characters of a site reach no terminal`() throws {
        let folder = device.home + "/in"
        try FileSystem.write("<section id=a><p title=x>A</p></section>", to: folder + "/index.html")
        let site = try #require(device.run("import", folder, "--json").json["id"]?.text)
        try FileSystem.write(
            "<section id=a><p title='\u{1B}[31m'>A</p></section>", to: folder + "/n")
        let answer = device.run("html", site, "/#a", folder + "/n")

        let shown = device.run("diff", site, "-1").output

        #expect(answer.code == 0)
        #expect(shown.contains("title of <p> “A” changed"))
        #expect(!shown.contains("\u{1B}"))
    }

    @Test func `what is not sent yet is the difference from what is synced`() throws {
        let devices = TwoDevices()
        #expect(devices.a.run("diff", devices.site).errors == "Nothing differs.\n")
        _ = devices.a.run("text", devices.site, "hero.title", "Unsent")

        #expect(devices.a.run("diff", devices.site).output.contains("+ Unsent"))
        devices.sync()

        #expect(devices.a.run("diff", devices.site).errors == "Nothing differs.\n")
        #expect(devices.b.run("rewind", devices.site, "--to", "-1").code == 0)
        devices.sync()
        #expect(devices.text("hero.title", on: devices.a) != "Unsent")
    }

    @Test func `a terminal shows the words that differ, unless NO_COLOR is set`() {
        _ = device.run("text", site, "hero.title", "\u{1B}[2J Plain")

        let coloured = onTerminal(["TERM": "xterm"])
        let plain = onTerminal(["TERM": "xterm", "NO_COLOR": "1"])

        #expect(coloured.contains("\u{1B}[32m    + "))
        #expect(coloured.contains("\u{1B}[1;7m"))
        #expect(!coloured.contains("\u{1B}[2J"))
        #expect(!plain.contains("\u{1B}"))
        #expect(!onTerminal(["TERM": "dumb"]).contains("\u{1B}"))
    }

    /// What `diff SITE -1` writes on a terminal.
    private func onTerminal(_ environment: [String: String]) -> String {
        let output = Mutex<[UInt8]>([])
        let console = Console { stream, bytes in
            if stream == .output { output.withLock { $0 += bytes } }
        }
        let program = Program(
            environment: environment.merging(["PAGEMAGIC_HOME": device.home]) { $1 },
            console: console, isTerminal: true)
        _ = program.run(["diff", site, "-1"])
        return output.withLock { String(decoding: $0, as: UTF8.self) }
    }
}
