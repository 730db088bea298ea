import Foundation
import PageTestSupport
import PixbufPictures
import PreviewCore
import SiteModel
import Synchronization
import Testing

@testable import EditorApp

struct PictureTests {
    private let device = CommandFixture()
    private let other = CommandFixture()
    private let server = LoopbackServer()
    private let picture = SamplePicture.png(width: 90, height: 60) { x, _ in
        x < 45 ? 0xFF00_00FF : 0x0000_FFFF
    }
    private let drawing = SamplePicture.svg(body: "<rect width='30' height='20' fill='#0a0'/>")

    private static let page = """
        <!doctype html><html><head><title>Bakery</title></head><body>
        <section id="hero"><img src="img/bread.png" alt="Fresh bread"></section></body></html>
        """

    /// A folder with a page and two pictures.
    private func makeFolder() throws -> String {
        let folder = device.home + "/source"
        try FileManager.default.createDirectory(
            atPath: folder + "/img", withIntermediateDirectories: true)
        for (name, bytes) in files {
            try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
        }
        return folder
    }

    private var files: [(String, [UInt8])] {
        [
            ("index.html", Array(Self.page.utf8)), ("img/bread.png", picture),
            ("img/mark.svg", drawing),
        ]
    }

    private func read(_ folder: String) -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for (name, _) in files {
            found[name] = FileManager.default.contents(atPath: folder + "/" + name).map {
                [UInt8]($0)
            }
        }
        return found
    }

    @Test func `pictures are imported, synced and exported byte for byte, and published`() throws {
        let made = device.run("import", try makeFolder(), "--json")
        let site = try #require(made.json["id"]?.text)
        #expect(made.json["findings"]?.items.isEmpty == true)
        #expect(device.run("sync", site, at: server).code == 0)
        #expect(other.run("sync", at: server).code == 0)

        for (number, one) in [device, other].enumerated() {
            let out = one.home + "/out-\(number)"
            #expect(one.run("export", site, out, "--format", "html").code == 0)
            #expect(read(out) == Dictionary(uniqueKeysWithValues: files))
            let public_ = one.home + "/public-\(number)"
            #expect(one.run("export", site, public_, "--format", "site").code == 0)
            #expect(read(public_)["img/bread.png"] == picture)
            #expect(read(public_)["img/mark.svg"] == drawing)
            #expect(one.run("doctor", site).code == 0)
        }
        #expect(
            device.run("export", site, "-", "--format", "json").output
                == other.run("export", site, "-", "--format", "json").output)
    }

    @Test func `a bundle carries pictures`() throws {
        let site = try #require(
            device.run("import", try makeFolder(), "--json").json["id"]?.text)
        let file = device.home + "/site.pmb"

        #expect(device.run("export", site, file, "--format", "bundle").code == 0)
        #expect(other.run("import", file).code == 0)
        #expect(other.run("export", site, other.home + "/out", "--format", "html").code == 0)

        #expect(read(other.home + "/out") == Dictionary(uniqueKeysWithValues: files))
    }

    @Test func `on standard output a picture is its words`() throws {
        let site = try #require(
            device.run("import", try makeFolder(), "--json").json["id"]?.text)

        let plain = device.run("preview", site, "--color", "never")
        let verbose = device.run("preview", site, "--color", "never", "--verbose")

        #expect(plain.output.contains("[img: Fresh bread]"))
        #expect(verbose.output.contains("bread.png"))
    }

    @Test func `a picture that is too large is a finding, and the rest is imported`() throws {
        let folder = try makeFolder()
        let large = Data(SamplePicture.png(width: 1, height: 1)) + Data(count: 8 << 20)
        try large.write(to: URL(fileURLWithPath: folder + "/img/large.png"))

        let made = device.run("import", folder, "--json")

        #expect(
            made.json["findings"]?.items.map { $0["code"]?.text } == ["picture-too-large"])
        #expect(made.json["findings"]?.items.map { $0["page"]?.text } == ["img/large.png"])
    }

    // MARK: The shelf

    private func site(_ names: [String]) -> (Site, [Digest: [UInt8]]) {
        var site = Site(id: NodeID(high: 1, low: 1))
        var bytes: [Digest: [UInt8]] = [:]
        for (number, name) in names.enumerated() {
            let file = SamplePicture.png(width: number + 3, height: 3)
            bytes[Digest.of(file)] = file
            let id = NodeID(high: 2, low: UInt64(number))
            var node = Node(
                id: id,
                content: NodeContent(
                    kind: .asset, source: SourceSpan(blob: Digest.of(file), 0..<file.count)),
                order: number, placed: nil)
            node.fields = [.file: .text(name), FieldName("pixels"): .text("300x300")]
            node.parent = site.id
            site.nodes[id] = node
            site.nodes[site.id]?.children.append(id)
        }
        return (site, bytes)
    }

    /// The program that decodes, where it was built beside the tests.
    private static let program: String? = {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let path = "/" + root + "/.build/debug/pagemagic"
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    @Test func `without colours a shelf names pictures and decodes none`() {
        let (site, bytes) = site(["a.png"])
        let asked = Mutex(0)
        let shelf = PictureShelf { name, _ in
            asked.withLock { $0 += 1 }
            return bytes[name]
        }

        let given = shelf.pictures(for: site.id, in: site)
        shelf.fetchNow([PictureRequest(file: "x", columns: 2, rows: 2)], of: site.id)

        #expect(!given.isShown)
        #expect(asked.withLock { $0 } == 0)
    }

    @Test(.enabled(if: Self.program != nil && PictureLibraries.areThere))
    func `a picture is decoded once, kept, and decoded again when there was no room for it`()
        throws
    {
        let (site, bytes) = site(["a.png", "b.png"])
        let asked = Mutex<[Digest]>([])
        let shelf = PictureShelf(program: try #require(Self.program)) { name, _ in
            asked.withLock { $0.append(name) }
            return bytes[name]
        }
        shelf.show(.all)
        let names = site.assets.compactMap(\.content.source?.blob)
        let small = PictureRequest(file: names[0].description, columns: 10, rows: 10)
        let huge = (0..<2).map {
            PictureRequest(file: names[1].description, columns: 400, rows: 320 + $0)
        }

        shelf.fetchNow([small], of: site.id)
        shelf.fetchNow([small], of: site.id)
        #expect(asked.withLock { $0 } == [names[0]])
        #expect(shelf.pictures(for: site.id, in: site).cells[small] != nil)

        for request in huge { shelf.fetchNow([request], of: site.id) }
        let kept = shelf.pictures(for: site.id, in: site).cells
        #expect(kept.values.reduce(0) { $0 + $1.cells.count } <= PictureShelf.cellCountMax)
        #expect(kept[small] == nil)
        shelf.fetchNow([small], of: site.id)
        #expect(asked.withLock { $0.count } == 4)
    }

    @Test(.enabled(if: Self.program != nil && PictureLibraries.areThere))
    func `what the terminal draws is kept in its form, the rest and mean colours in cells`() throws
    {
        let (site, bytes) = site(["a.png"])
        let shelf = PictureShelf(program: try #require(Self.program)) { name, _ in bytes[name] }
        shelf.show(.all)
        let name = try #require(site.assets.first?.content.source?.blob).description
        let small = PictureRequest(file: name, columns: 10, rows: 10)
        let huge = PictureRequest(file: name, columns: 400, rows: 300)
        let drawing = PictureDrawing(.kitty, cellWidth: 10, cellHeight: 20)
        shelf.fetchNow([small], of: site.id)

        let isNew = shelf.draw(drawing)
        let isNewAgain = shelf.draw(drawing)
        let before = shelf.pictures(for: site.id, in: site).cells
        shelf.fetchNow([small, huge, .tone(of: name)], of: site.id)
        let after = shelf.pictures(for: site.id, in: site).cells

        #expect(isNew && !isNewAgain && before.isEmpty)
        #expect(after[small]?.drawn?.columns == 10)
        #expect(after[huge]?.drawn == nil && after[huge]?.cells.count == 120_000)
        #expect(after[.tone(of: name)]?.cells.count == 1)
    }

    @Test(.enabled(if: Self.program != nil && PictureLibraries.areThere))
    func `a page's pictures are drawn by the terminal whatever pages before it had`() throws {
        let (site, bytes) = site(["a.png"])
        let shelf = PictureShelf(program: try #require(Self.program)) { name, _ in bytes[name] }
        shelf.show(.all)
        _ = shelf.draw(PictureDrawing(.kitty, cellWidth: 2, cellHeight: 4))
        let name = try #require(site.assets.first?.content.source?.blob).description

        for rows in 0..<4 {
            let request = PictureRequest(file: name, columns: 200, rows: 100 + rows)
            shelf.fetchNow([request], of: site.id)

            let kept = shelf.pictures(for: site.id, in: site).cells
            #expect(kept[request]?.drawn != nil)
            #expect(kept.keys.reduce(0) { $0 + $1.columns * $1.rows } <= 30_000)
        }
    }

    @Test func `standard output without colours has no graphics, and neither has a server`() throws
    {
        let site = try #require(
            device.run("import", try makeFolder(), "--json").json["id"]?.text)

        let plain = device.run("preview", site, "--color", "never", "--graphics", "kitty")
        let served = device.run("preview", site, "--serve", "--graphics", "kitty")
        let unknown = device.run("preview", site, "--graphics", "ascii")

        #expect(plain.code == 0 && plain.output.contains("Fresh bread"))
        #expect(!plain.output.contains("_G"))
        #expect(served.code == 64 && unknown.code == 64)
    }

    @Test(.enabled(if: Self.program != nil && PictureLibraries.areThere))
    func `what cannot be decoded is said, and not tried again`() throws {
        let (site, _) = site(["a.png"])
        let asked = Mutex(0)
        let shelf = PictureShelf(program: try #require(Self.program)) { _, _ in
            asked.withLock { $0 += 1 }
            return [1, 2, 3]
        }
        shelf.show(.all)
        let name = try #require(site.assets.first?.content.source?.blob)
        let request = PictureRequest(file: name.description, columns: 4, rows: 4)

        shelf.fetchNow([request], of: site.id)
        shelf.fetchNow([request], of: site.id)

        #expect(asked.withLock { $0 } == 1)
        #expect(shelf.fault(among: [request]) == "1 picture cannot be decoded")
        #expect(shelf.fault(among: []) == nil)
    }
}
