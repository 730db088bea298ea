import Foundation
import SiteHistory
import Testing
import WireProtocol

@testable import EditorApp

struct OutboxCommandTests {
    let devices = TwoDevices()
    private var a: CommandFixture { devices.a }
    private var site: String { devices.site }

    private func outbox(_ state: String? = nil) -> [JSONValue] {
        a.run("outbox", site, "--json").json.items.filter {
            state == nil || $0["state"]?.text == state
        }
    }

    /// The server refuses what says a word.
    private func refuse(_ word: String) {
        devices.server.refuse { batch in
            let says = batch.operations.contains { operation in
                if case .insert(_, _, let text) = operation { return text.contains(word) }
                return false
            }
            return says ? "that is too rude" : nil
        }
    }

    /// A change that was refused, and its id.
    private func refused(_ text: String = "Hello rude bread") throws -> String {
        refuse("rude")
        #expect(a.run("text", site, "hero.title", text).code == 0)
        _ = a.run("sync", site, at: devices.server)
        return try #require(outbox("quarantined").first?["batch"]?.text)
    }

    @Test func `an empty outbox is said in words and is an empty list`() {
        let words = a.run("outbox", site)

        #expect(words.code == 0)
        #expect(words.errors == "Nothing waits to be sent.\n")
        #expect(a.run("outbox", site, "--json").output == "[]\n")
    }

    @Test func `what waits is listed with its kind, target and size`() {
        _ = a.run("text", site, "hero.title", "Fresh bread")

        let row = outbox().first
        let words = a.run("outbox", site).output

        #expect(
            row?.names == [
                "site", "batch", "state", "kind", "target", "tries", "message", "time",
                "operations",
            ])
        #expect(row?["state"]?.text == "pending")
        #expect(row?["target"]?.text == "hero.title")
        #expect(row?["message"] == .null)
        #expect(words.contains("waits  text hero.title"))
    }

    @Test func `a waiting change is dropped with what stands on it, and its content is kept`()
        throws
    {
        let before = devices.canonical(a)
        _ = a.run("text", site, "hero.title", "One")
        _ = a.run("text", site, "hero.title", "One two")
        let first = try #require(outbox().first?["batch"]?.text)

        let answer = a.run("outbox", site, "--drop", first, "--json")

        #expect(answer.code == 0)
        #expect(answer.json["batch"]?.text == first)
        #expect(answer.json["changed"]?.items.count == 1)
        #expect(answer.json["dropped"]?.items.count == 2)
        #expect(outbox().map { $0["state"]?.text } == ["dropped", "dropped"])
        #expect(devices.canonical(a) == before)
        devices.sync()
        #expect(devices.canonical(a) == devices.canonical(devices.b))
        #expect(a.run("status", site, "--json").json["state"]?.text == "synced")
    }

    @Test func `a drop that came too late drops nothing, and nothing is stuck`() throws {
        _ = a.run("text", site, "hero.title", "Taken already")
        devices.server.loseAnswers(true)
        _ = a.run("sync", site, at: devices.server)
        devices.server.loseAnswers(false)
        let id = try #require(outbox("pending").first?["batch"]?.text)
        #expect(outbox("pending").first?["tries"]?.number == 1)

        #expect(a.run("outbox", site, "--drop", id).code == 0)
        #expect(devices.text("hero.title", on: a) != "Taken already")
        #expect(a.run("sync", site, at: devices.server).code == 0)
        devices.sync()

        #expect(devices.text("hero.title", on: a) == "Taken already")
        #expect(devices.canonical(a) == devices.canonical(devices.b))
        #expect(outbox().isEmpty)
        #expect(a.run("doctor", site).code == 0)
    }

    @Test func `a refused change has the server's words and is applied again`() throws {
        let id = try refused()
        #expect(outbox("quarantined").first?["message"]?.text == "that is too rude")
        #expect(devices.text("hero.title", on: a) != "Hello rude bread")
        devices.server.refuse { _ in nil }

        let answer = a.run("outbox", site, "--retry", id, "--json")
        devices.sync()

        #expect(answer.code == 0)
        #expect(answer.json["retried"]?.text == id)
        #expect(answer.json["batch"]?.text != id)
        #expect(devices.text("hero.title", on: devices.b) == "Hello rude bread")
        #expect(
            outbox("dropped").first?["appliedAgainAs"]?.text == answer.json["batch"]?.text)
        #expect(a.run("status", site, "--json").json["state"]?.text == "synced")
    }

    @Test func `it is merged with what another device wrote meanwhile, and undone as one step`()
        throws
    {
        let old = try #require(devices.text("hero.title", on: a))
        let id = try refused(old + " rude")
        _ = devices.b.run("text", site, "hero.title", "Now: " + old)
        devices.server.refuse { _ in nil }
        devices.sync()

        #expect(a.run("outbox", site, "--retry", id).code == 0)
        #expect(devices.text("hero.title", on: a) == "Now: \(old) rude")
        #expect(a.run("undo", site).code == 0)

        #expect(devices.text("hero.title", on: a) == "Now: " + old)
    }

    @Test func `what the server had after all is not said twice by applying it again`() throws {
        let old = try #require(devices.text("hero.title", on: a))
        _ = a.run("text", site, "hero.title", old + " daily")
        devices.server.loseAnswers(true)
        _ = a.run("sync", site, at: devices.server)
        devices.server.loseAnswers(false)
        let id = try #require(outbox("pending").first?["batch"]?.text)
        _ = a.run("outbox", site, "--drop", id)

        #expect(a.run("outbox", site, "--retry", id).code == 0)
        devices.sync()

        #expect(devices.text("hero.title", on: a) == old + " daily")
        #expect(devices.canonical(a) == devices.canonical(devices.b))
        #expect(a.run("status", site, "--json").json["state"]?.text == "synced")
        #expect(a.run("doctor", site).code == 0)
    }

    /// A change that was refused, in this device's outbox and in that of a copy of its home.
    private func refusedTwice(_ text: String) throws -> (id: String, copy: CommandFixture) {
        #expect(a.run("text", site, "hero.title", text).code == 0)
        let copy = CommandFixture()
        try FileManager.default.copyItem(atPath: a.home, toPath: copy.home)
        refuse("rude")
        for device in [a, copy, a, copy] { _ = device.run("sync", site, at: devices.server) }
        let id = try #require(outbox("quarantined").first?["batch"]?.text)
        devices.server.refuse { _ in nil }
        return (id, copy)
    }

    @Test func `what another copy of the store has applied again is not applied here`() throws {
        let old = try #require(devices.text("hero.title", on: a))
        let (id, copy) = try refusedTwice(old + " rude")
        #expect(a.run("outbox", site, "--retry", id).code == 0)
        for device in [a, copy] { _ = device.run("sync", site, at: devices.server) }

        let again = copy.run("outbox", site, "--retry", id)

        #expect(again.code == 4)
        #expect(again.errors.contains("another copy of this store"))
        #expect(devices.text("hero.title", on: copy) == old + " rude")
    }

    @Test func `two copies that apply the same again at once have it once`() throws {
        let old = try #require(devices.text("hero.title", on: a))
        let (id, copy) = try refusedTwice(old + " rude")
        #expect(a.run("outbox", site, "--retry", id).code == 0)
        #expect(copy.run("outbox", site, "--retry", id).code == 0)
        _ = copy.run("text", site, "menu.text", "Order before noon")

        for device in [a, copy, a, copy] { _ = device.run("sync", site, at: devices.server) }

        #expect(devices.text("hero.title", on: copy) == old + " rude")
        #expect(devices.text("menu.text", on: a) == "Order before noon")
        #expect(devices.canonical(a) == devices.canonical(copy))
        for device in [a, copy] {
            #expect(device.run("status", site, "--json").json["state"]?.text == "synced")
            #expect(device.run("doctor", site).code == 0)
        }
    }

    @Test func `a change applied again that is refused again can be applied again`() throws {
        let id = try refused()
        let first = a.run("outbox", site, "--retry", id, "--json").json["batch"]?.text
        _ = a.run("sync", site, at: devices.server)
        devices.server.refuse { _ in nil }

        let second = a.run("outbox", site, "--retry", try #require(first), "--json")
        devices.sync()

        #expect(second.json["skipped"]?.items.isEmpty == true)
        #expect(devices.text("hero.title", on: devices.b) == "Hello rude bread")
        #expect(a.run("status", site, "--json").json["state"]?.text == "synced")
    }

    @Test func `a dropped change can be applied again, once`() throws {
        _ = a.run("text", site, "hero.title", "One")
        let id = try #require(outbox().first?["batch"]?.text)
        _ = a.run("outbox", site, "--drop", id)

        #expect(a.run("outbox", site, "--drop", id).code == 0)
        #expect(a.run("outbox", site, "--retry", id).code == 0)
        let again = a.run("outbox", site, "--retry", id)

        #expect(devices.text("hero.title", on: a) == "One")
        #expect(again.code == 4)
        #expect(again.errors.contains("applied again before"))
    }

    @Test func `where nothing can be done any more it is a sentence and exit 4`() throws {
        let id = try refused()
        _ = a.run("text", site, "hero.title", "Hello rude bread")

        let answer = a.run("outbox", site, "--retry", id)

        #expect(answer.code == 4)
        #expect(answer.errors.contains("it is so already"))
        #expect(outbox("quarantined").count == 1)
    }

    @Test func `a refused change is dropped and the site is blocked no more`() throws {
        let id = try refused()
        #expect(a.run("status", site, "--json").json["state"]?.text == "blocked")

        #expect(a.run("outbox", "--drop", id).code == 0)
        devices.sync()

        #expect(a.run("status", site, "--json").json["state"]?.text == "synced")
        #expect(outbox("dropped").first?["message"]?.text == "that is too rude")
    }

    @Test func `the quarantine is written as lines that hold intents and bytes`() throws {
        let id = try refused()
        let file = a.home + "/out/quarantine.jsonl"

        let toFile = a.run("outbox", site, "--export", file, "--json")
        let lines = a.run("outbox", site, "--export", "-").output

        #expect(toFile.json["batches"]?.number == 1)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == lines)
        let line = try JSONValue(bytes: Array(lines.utf8))
        #expect(line["batch"]?.text == id)
        let edit = try #require(line["edits"]?.items.first)
        #expect(edit["edit"]?.text == "text")
        #expect(edit["target"]?.text == "hero.title")
        #expect(edit["to"]?.text == "Hello rude bread")
        let bytes = try #require(line["bytes"]?.text.flatMap { Data(base64Encoded: $0) })
        #expect(try Batch(canonicalBytes: [UInt8](bytes)).id(ofOperationAt: 0).description == id)
    }

    @Test func `mistakes are sentences with their codes`() throws {
        _ = a.run("text", site, "hero.title", "Sent")
        devices.sync()
        let logged = try #require(
            a.run("log", site, "--json").json.items.first?["batch"]?.text)
        _ = a.run("text", site, "hero.title", "Waits")
        let waiting = try #require(outbox().first?["batch"]?.text)
        let mistakes: [([String], Int32)] = [
            (["--drop", "nonsense"], 66), (["--drop", "00000000000000aa:1"], 66),
            (["--retry", "00000000000000aa:1"], 66), (["--drop", logged], 4),
            (["--retry", logged], 4), (["--retry", waiting], 4),
            (["--drop", waiting, "--retry", waiting], 64), (["--export", "/proc/none/x"], 1),
        ]

        for (arguments, code) in mistakes {
            let answer = a.run(["outbox", site] + arguments)
            #expect(answer.code == code, "\(arguments): \(answer.errors)")
            #expect(answer.errors.hasPrefix("pagemagic: "))
        }
        #expect(outbox().count == 1)
    }

    @Test func `the change that made a site is not dropped`() throws {
        let alone = CommandFixture()
        let site = alone.makeSite()
        let first = try #require(
            alone.run("outbox", site, "--json").json.items.first?["batch"]?.text)

        let answer = alone.run("outbox", site, "--drop", first)

        #expect(answer.code == 4)
        #expect(alone.run("tree", site).code == 0)
    }
}
