import Foundation
import Testing
import WireProtocol

@testable import EditorApp

struct PreviewCommandTests {
    private let device = CommandFixture()

    private static let page = """
        <!doctype html><title>T</title><link rel=stylesheet href="https://x.example/a.css">
        <style>.off{display:none}.row{display:flex}p{no-such:1}
        @media(max-width:800px){.wide{display:none}}
        @media(prefers-color-scheme:dark){.day{display:none}}</style>
        <body><header><h1>Bakery</h1></header><main><section id=hero><h3>Rye</h3>
        <p class=wide>Wide</p><p class=day>Day</p><p class=off>Hidden</p>
        <p style="margin-bottom:400px">Above</p><p>Below</p><a href=/order></a></section></main></body>
        """

    private func site() throws -> String {
        let path = device.home + "/in/index.html"
        try FileManager.default.createDirectory(
            atPath: device.home + "/in", withIntermediateDirectories: true)
        try Self.page.write(toFile: path, atomically: true, encoding: .utf8)
        return device.run("import", path, "--json").json["id"]?.text ?? ""
    }

    private func shown(_ site: String, _ options: String...) -> String {
        device.run(["preview", site, "--width", "96", "--color", "never"] + options).output
    }

    @Test func `devices, zoom, scheme and styles are chosen on the command line`() throws {
        let site = try site()

        #expect(shown(site).contains("Wide") && shown(site).contains("Day"))
        #expect(!shown(site, "--platform", "tablet").contains("Wide"))
        #expect(!shown(site, "--zoom", "200").contains("Wide"))
        #expect(!shown(site, "--scheme", "dark").contains("Day"))
        #expect(!shown(site).contains("Hidden") && shown(site, "--plain").contains("Hidden"))
        #expect(device.run("preview", site, "--platform", "watch").code == 64)
        #expect(device.run("preview", site, "--zoom", "10").code == 64)
    }

    @Test func `exact spacing gives white space all its rows`() throws {
        let site = try site()

        let compact = shown(site).split(separator: "\n", omittingEmptySubsequences: false).count
        let exact = shown(site, "--spacing", "exact")
            .split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(exact > compact + 10)
    }

    @Test func `big headings are in block letters where that is asked for`() throws {
        let site = try site()

        #expect(!shown(site).contains("█") && shown(site, "--block-letters").contains("█"))
        #expect(device.run("preview", site, "--serve", "0", "--block-letters").code == 64)
    }

    @Test func `what is left out is listed with --verbose and with --json`() throws {
        let site = try site()

        let verbose = device.run("preview", site, "--color", "never", "--verbose")
        #expect(verbose.errors.contains("https://x.example/a.css: remote sheet, not loaded"))
        #expect(verbose.errors.contains("<style> 1: 1 rule not understood: no-such:1"))
        #expect(!device.run("preview", site, "--color", "never").errors.contains("x.example"))

        let gaps = device.run("preview", site, "--json").json["gaps"]?.items ?? []
        #expect(gaps.compactMap { $0["kind"]?.text } == ["remote-sheet", "rules"])
        #expect(gaps.compactMap { $0["count"]?.number } == [1, 1])
    }

    @Test(arguments: [
        ("landmarks", "no landmarks and no headings"), ("focus", "Tab comes to nothing"),
        ("gaps", "Nothing is left out"),
    ])
    func `a list with nothing in it says so, and is empty for programs`(
        list: String, words: String
    ) throws {
        let path = device.home + "/in/index.html"
        try FileManager.default.createDirectory(
            atPath: device.home + "/in", withIntermediateDirectories: true)
        try "<!doctype html><title>T</title><p>Bread".write(
            toFile: path, atomically: true, encoding: .utf8)
        let site = device.run("import", path, "--json").json["id"]?.text ?? ""

        let shown = device.run("preview", site, "--list", list)
        let json = device.run("preview", site, "--list", list, "--json")

        #expect(shown.output.isEmpty && shown.errors.contains(words), "\(shown.errors)")
        #expect(shown.code == 0 && json.json.items.isEmpty && json.output.contains("[]"))
    }

    @Test func `what a sheet of the site imports from the site is loaded`() throws {
        let folder = device.home + "/styled"
        try FileManager.default.createDirectory(
            atPath: folder + "/css", withIntermediateDirectories: true)
        for (name, text) in [
            (
                "index.html",
                "<!doctype html><link rel=stylesheet href=css/a.css><p>Bread<p class=off>Ash"
            ),
            ("css/a.css", "@import 'b.css'; @import 'gone.css';"),
            ("css/b.css", ".off{display:none}"),
        ] {
            try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        }
        let site = device.run("import", folder, "--json").json["id"]?.text ?? ""

        let shown = device.run("preview", site, "--color", "never")

        #expect(shown.output.contains("Bread") && !shown.output.contains("Ash"))
        #expect(shown.errors.contains("1 sheet missing"), "\(shown.errors)")
    }

    @Test func `landmarks and the order of Tab are lists`() throws {
        let site = try site()

        let landmarks = device.run("preview", site, "--list", "landmarks").output
        #expect(landmarks.contains("header\n  h1  Bakery\n"), "\(landmarks)")
        #expect(landmarks.contains("h3  Rye  ! h3 follows h1"), "\(landmarks)")
        let stops = device.run("preview", site, "--list", "focus", "--json").json.items
        #expect(stops.compactMap { $0["role"]?.text } == ["link"])
        #expect(stops.first?["faults"]?.items.compactMap(\.text) == ["no name"])
        #expect(stops.first?["node"]?.text?.isEmpty == false)
    }
}
