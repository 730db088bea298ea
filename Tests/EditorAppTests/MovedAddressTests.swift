import Foundation
import Testing

/// Links and pictures of what `mv` takes to a page in another folder.
struct MovedAddressTests {
    private let device = CommandFixture()

    /// A site whose page `/` has the sections a and b, and `/docs/guide` has c.
    private func imported() throws -> String {
        let folder = device.home + "/in"
        try FileManager.default.createDirectory(
            atPath: folder + "/docs", withIntermediateDirectories: true)
        let home =
            "<!doctype html><body><section id=a><p>A</section>"
            + "<section id=b style='background:url(b.png)'><a href=\"more.html\">More</a></section>"
        let guide = "<!doctype html><body><section id=c><p>C</section>"
        try home.write(toFile: folder + "/index.html", atomically: true, encoding: .utf8)
        try guide.write(toFile: folder + "/docs/guide.html", atomically: true, encoding: .utf8)
        return device.run("import", folder, "--json").json["id"]?.text ?? ""
    }

    @Test func `they lead where they led, and one undo takes it all back`() throws {
        let site = try imported()
        let before = device.run("tree", site, "--json").output

        let answer = device.run("mv", site, "/#b", "--under", "/docs/guide")

        #expect(answer.output == "moved: /docs/guide#b\n")
        #expect(
            device.run("html", site, "/docs/guide#b").output.hasPrefix(
                "<section id=b style='background:url(../b.png)'><a href=\"../more.html\">More</a>"))

        #expect(device.run("undo", site).code == 0)
        #expect(device.run("tree", site, "--json").output == before)
    }

    @Test func `in the same folder they stay`() throws {
        let site = try imported()

        _ = device.run("mv", site, "/#b", "--under", "/", "--after", "-")

        #expect(device.run("html", site, "/#b").output.contains("href=\"more.html\""))
    }
}
