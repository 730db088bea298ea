import Foundation
import SiteModel
import SiteStore
import Testing
import WireProtocol

@testable import EditorApp

/// Removing a site from a computer.
struct ForgetCommandTests {
    let device = CommandFixture()

    @Test
    func `what waits to be sent is not removed, and force keeps a bundle that brings it back`()
        throws
    {
        let site = device.makeSite()
        let other = device.makeSite()
        _ = device.run("text", site, "hero.title", "Kept for later")
        let slug = try device.store().summary(of: #require(NodeID(site))).slug

        let refused = device.run("forget", slug)
        #expect(refused.code == 4)
        #expect(refused.errors.contains("2 changes wait to be sent"))
        #expect(device.run("sites", "--json").json.items.count == 2)

        let done = device.run("forget", slug, "--force", "--json")
        let bundle = try #require(done.json["bundle"]?.text)
        #expect(done.code == 0 && bundle == device.home + "/data/trash/\(slug).pmb")
        #expect(device.run("sites", "--json").json.items.compactMap { $0["id"]?.text } == [other])
        #expect(device.run("tree", site).code == 66)
        #expect(device.run("doctor").code == 0)

        #expect(device.run("import", bundle).code == 0)
        #expect(device.run("text", site, "hero.title").output == "Kept for later\n")
        #expect(device.run("doctor").code == 0)
    }

    @Test func `a second bundle takes no place of the first`() throws {
        let site = device.makeSite()
        let first = device.run("forget", site, "--force", "--json").json["bundle"]?.text ?? ""
        _ = device.run("import", first)

        let second = device.run("forget", site, "--force", "--json").json["bundle"]?.text ?? ""

        #expect(second.hasSuffix("-2.pmb"))
        #expect(FileManager.default.fileExists(atPath: first))
    }

    @Test func `a site that the server has comes back when sync names it, and not by itself`()
        throws
    {
        let devices = TwoDevices()
        let (a, site) = (devices.a, devices.site)
        devices.sync()

        let slug = try #require(a.run("sites", "--json").json.items.first?["slug"]?.text)
        #expect(a.run("forget", site).code == 0)
        #expect(a.run("sync", at: devices.server).code == 0)
        #expect(a.run("sites", "--json").json.items.isEmpty)

        let old = devices.text("hero.title", on: devices.b)
        #expect(a.run("sync", slug, at: devices.server).code == 0)
        #expect(devices.text("hero.title", on: a) == old)
    }

    @Test func `rm of the site itself, and of its last page, says what it is`() {
        let site = device.makeSite()

        let whole = device.run("rm", site, site)
        let page = device.run("rm", site, "/")

        #expect(whole.code == 64)
        #expect(whole.errors.contains("pagemagic forget \(site) removes it from this computer."))
        #expect(page.code == 4 && page.errors.contains("A site keeps its last page."))
    }

    @Test func `where the editor was in it and pictures of its screen go too`() throws {
        let site = device.makeSite()
        for name in ["sessions/\(site)", "pictures/abc-80x24"] {
            try OutputFile.write([1], to: device.home + "/state/" + name)
        }

        _ = device.run("forget", site, "--force")

        for folder in ["sessions", "pictures"] {
            let left = try FileManager.default.contentsOfDirectory(
                atPath: device.home + "/state/" + folder)
            #expect(left.isEmpty)
        }
    }
}
