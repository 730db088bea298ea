import Testing
import WireProtocol

@testable import EditorApp

struct MergeCommandTests {
    let devices = TwoDevices()
    private var a: CommandFixture { devices.a }
    private var b: CommandFixture { devices.b }
    private var site: String { devices.site }

    /// Both change the title at its ends; what it said before.
    private func merge() throws -> String {
        let old = try #require(devices.text("hero.title", on: a))
        _ = a.run("text", site, "hero.title", "AAA " + old)
        _ = b.run("text", site, "hero.title", old + " BBB")
        devices.sync()
        return old
    }

    private func merged(_ device: CommandFixture) throws -> (batch: String, row: JSONValue) {
        let log = device.run("log", site, "--json").json.items
        let entry = try #require(log.first { $0["merged"]?.items.isEmpty == false })
        return (
            try #require(entry["batch"]?.text), try #require(entry["merged"]?.items.first)
        )
    }

    @Test func `the log says with whom, when, which field, and the text before and after`() throws {
        let old = try merge()

        let (_, row) = try merged(a)
        let words = a.run("log", site).output

        #expect(
            row.names == [
                "with", "node", "target", "field", "author", "time", "before", "after",
            ])
        #expect(row["target"]?.text == "hero.title")
        #expect(row["field"]?.text == "text@en")
        #expect(row["author"]?.text == LoopbackServer.account)
        #expect(row["before"]?.text == old + " BBB")
        #expect(row["after"]?.text == "AAA \(old) BBB")
        #expect(words.contains("merged by itself: hero.title, with the change of ana@example.com"))
        #expect(words.contains("“\(old) BBB” became “AAA \(old) BBB”"))
    }

    @Test func `two changes of the same words are told by sync and listed until one is chosen`()
        throws
    {
        let old = try #require(devices.text("hero.title", on: a))
        let word = String(try #require(old.split(separator: " ").last { $0.count > 3 }))
        _ = a.run("text", site, "hero.title", old.replacing(word, with: "harbour"))
        _ = b.run("text", site, "hero.title", old.replacing(word, with: "mountain"))
        devices.sync()

        for device in [a, b] {
            let listed = device.run("conflicts", site)
            #expect(listed.code == 0)
            #expect(listed.output.contains("hero.title: both changed the same words; it has both"))
            #expect(listed.output.contains("before: “\(old)”"))
            #expect(device.run("conflicts", site, "--json").json.items.isEmpty)
        }
        _ = b.run("text", site, "hero.title", old)
        devices.sync()
        #expect(a.run("conflicts", site).errors == "There is no conflict.\n")
    }

    @Test func `the other's part is taken back on both devices, undone and given back`() throws {
        let old = try merge()
        let (batch, _) = try merged(a)

        let answer = a.run("undo", site, "--merge", batch, "--json")
        devices.sync()
        #expect(answer.code == 0)
        #expect(answer.json.names.starts(with: ["batch", "changed"]))
        #expect(devices.text("hero.title", on: b) == "AAA " + old)
        #expect(a.run("undo", site).code == 0)
        devices.sync()
        #expect(devices.text("hero.title", on: b) == "AAA \(old) BBB")
        #expect(a.run("redo", site).code == 0)
        devices.sync()

        #expect(devices.text("hero.title", on: b) == "AAA " + old)
    }

    @Test func `the device that came second takes back what it was merged with`() throws {
        let old = try merge()
        let (batch, row) = try merged(b)
        let other = try #require(row["with"]?.text)

        #expect(b.run("undo", site, "--merge", batch).code == 0)
        #expect(devices.text("hero.title", on: b) == old + " BBB")
        let again = b.run("undo", site, "--merge", other)

        #expect(again.code == 4)
        #expect(again.errors.contains("Nothing of it can be done any more"))
    }

    @Test func `a word that was deleted comes back once, however often it is asked for`() throws {
        let old = try #require(devices.text("menu.text", on: a))
        _ = a.run("text", site, "menu.text", "Please " + old)
        _ = b.run("text", site, "menu.text", old.replacing("ten", with: "noon"))
        devices.sync()
        let (batch, row) = try merged(a)
        let other = try #require(row["with"]?.text)
        let named = [batch, other]

        #expect(a.run("undo", site, "--merge", named[0]).code == 0)
        devices.sync()
        #expect(devices.text("menu.text", on: a) == "Please " + old)
        for name in named {
            let again = a.run("undo", site, "--merge", name)
            #expect(again.code == 4)
            #expect(again.errors.contains("it was taken back already"))
        }
        devices.sync()
        #expect(devices.text("menu.text", on: b) == "Please " + old)
        #expect(a.run("undo", site).output.hasPrefix("undone: text of menu: “"))
        let given = devices.text("menu.text", on: a)
        #expect(given == "Please " + old.replacing("ten", with: "noon"))
        // It stands again, and can be taken back again.
        #expect(a.run("undo", site, "--merge", batch).code == 0)
        #expect(devices.text("menu.text", on: a) == "Please " + old)
        #expect(a.run("undo", site).code == 0)
        #expect(devices.text("menu.text", on: a) == given)
        #expect(a.run("redo", site).code == 0)

        #expect(devices.text("menu.text", on: a) == "Please " + old)
        devices.sync()
        #expect(devices.text("menu.text", on: b) == "Please " + old)
    }

    @Test func `an unknown change is exit 66 and an old merge exit 4`() throws {
        _ = try merge()
        let (batch, _) = try merged(a)
        devices.server.wait(days: 31)
        _ = b.run("set", site, "/#hero", "title=later")
        devices.sync()

        let old = a.run("undo", site, "--merge", batch)

        #expect(old.code == 4)
        #expect(old.errors.contains("more than 30 days old"))
        #expect(a.run("undo", site, "--merge", "00000000000000aa:1").code == 66)
        #expect(a.run("undo", site, "--merge", "what").code == 66)
        let alone = try #require(a.run("log", site, "--json").json.items.first?["batch"]?.text)
        #expect(a.run("undo", site, "--merge", alone).code == 66)
    }
}
