import Foundation
import Testing
import WireProtocol

@testable import EditorApp

/// What an export leaves of what is there, and what it says of texts that are not settled.
struct ExportCommandTests {
    let device = CommandFixture()
    private var folder: String { device.home + "/out" }

    private func export(_ site: String, _ more: String...) -> CommandFixture.Answer {
        device.run(["export", site, folder, "--format", "site"] + more)
    }

    private func write(_ text: String, to name: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }

    private func read(_ name: String) -> String? {
        try? String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test func `a person's file is kept beside, and the command says so`() throws {
        let site = device.makeSite()
        try write("MINE", to: "index.html")
        try write("OLDER", to: "index.html~")

        let answer = export(site)

        #expect(answer.code == 0)
        #expect(answer.errors.contains("index.html was there already and is kept as index.html~2."))
        #expect(read("index.html~2") == "MINE" && read("index.html~") == "OLDER")
        #expect(read("index.html")?.hasPrefix("<!doctype html>") == true)
    }

    @Test func `an export over an earlier one keeps nothing, but what was changed since by hand`()
        throws
    {
        let site = device.makeSite()
        _ = export(site)
        let before = try names()
        _ = device.run("text", site, "hero.title", "Another title")

        #expect(export(site, "--json").json["kept"]?.items.isEmpty == true)
        #expect(try names() == before)

        try write("EDITED", to: "index.html")
        let kept = export(site, "--json").json["kept"]?.items.first
        #expect(kept?["file"]?.text == "index.html" && kept?["as"]?.text == "index.html~")
        #expect(read("index.html~") == "EDITED")
    }

    @Test func `a copy of the start page has a file by its address`() throws {
        let site = device.makeSite()
        #expect(device.run("dup", site, "/").output == "copied: /index-2\n")

        _ = export(site)

        #expect(try names().filter { $0.hasSuffix(".html") } == ["index-2.html", "index.html"])
    }

    @Test func `one file is kept as well, and no file may go among the program's own`() throws {
        let site = device.makeSite()
        try write("MINE", to: "a.json")

        let answer = device.run("export", site, folder + "/a.json", "--format", "json")
        #expect(answer.errors.contains("a.json was there already and is kept as a.json~."))
        #expect(read("a.json~") == "MINE")

        for path in ["data", "data/x", "out/../data/x"] {
            let refused = device.run("export", site, device.home + "/" + path, "--format", "html")
            #expect(refused.code == 64)
            #expect(refused.errors.contains("a folder of pagemagic's own"))
        }
    }

    @Test func `texts that both devices changed are told when a site is published`() throws {
        let devices = TwoDevices()
        let (a, b, site) = (devices.a, devices.b, devices.site)
        _ = a.run("text", site, "hero.title", "Alpha")
        _ = b.run("text", site, "hero.title", "Beta")
        devices.sync()
        let folder = a.home + "/out"

        let told = a.run("export", site, folder, "--format", "site")
        let answer = a.run("export", site, folder, "--format", "html", "--json").json
        let advice = a.run("doctor", site)

        #expect(told.code == 0 && advice.code == 0)
        for text in [told.errors, advice.output] {
            #expect(text.contains("hero.title") && text.contains("pagemagic conflicts "))
        }
        let open = (answer["conflicts"]?.items ?? []) + (answer["unchecked"]?.items ?? [])
        #expect(open.count == 1)
        #expect(device.run("doctor", device.makeSite()).output.contains("conflict") == false)
    }
}
