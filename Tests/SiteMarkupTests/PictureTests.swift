import PageTestSupport
import SiteModel
import Testing

@testable import SiteMarkup

struct PictureTests {
    private func imported(_ files: [(String, [UInt8])]) throws -> (Site, ImportedSite) {
        var next: UInt64 = 0
        let result = try SiteImporter.importFiles(
            files.map { SourceFile(path: $0.0, bytes: $0.1) }
        ) {
            next += 1
            return NodeID(high: 7, low: next)
        }
        return (Site(draft: result.draft, blobs: result.blobs), result)
    }

    private let page = ("index.html", Array("<body><section><img src=a.png></section></body>".utf8))

    @Test func `a picture comes back byte for byte, with its size known`() throws {
        let picture = SamplePicture.png(width: 5, height: 3)

        let (site, result) = try imported([page, ("img/a.png", picture)])

        let asset = try #require(site.assets.first)
        #expect(asset.isPicture)
        #expect(asset.fields[.pixels]?.plain == "5x3")
        #expect(asset.media == Digest.of(picture))
        #expect(result.findings.isEmpty)
        let files = SourceWriter.files(of: site)
        #expect(files.first { $0.path == "img/a.png" }?.bytes == picture)
        let published = PublishedWriter.files(of: site)
        #expect(published.first { $0.path == "img/a.png" }?.bytes == picture)
    }

    @Test func `one picture under two names is one blob`() throws {
        let picture = SamplePicture.gif(width: 2, height: 2)

        let (site, result) = try imported([page, ("a.gif", picture), ("b.gif", picture)])

        #expect(site.assets.count == 2)
        #expect(result.blobs.count == 2)
    }

    @Test func `what is too large, or no picture, is a finding that says so`() throws {
        let (_, result) = try imported([
            page, ("big.svg", SamplePicture.svg(body: String(repeating: " ", count: 1 << 20))),
            ("text.png", Array("hello".utf8)), ("notes.txt", Array("x".utf8)),
        ])

        #expect(
            result.findings.map(\.code)
                == ["picture-too-large", "asset-not-imported", "asset-not-imported"])
        #expect(result.draft.children.count == 1)
    }

    @Test func `a site's pictures stop at the limit of them all`() throws {
        let each = SamplePicture.png(width: 1, height: 1)
        let large = (0..<7).map { number in
            ("p\(number).png", each + [UInt8](repeating: UInt8(number), count: (8 << 20) - 200))
        }

        let (site, result) = try imported([page] + large)

        #expect(site.assets.count == 6)
        #expect(result.findings.map(\.code) == ["pictures-too-large"])
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "<rect onload='x()'/>", "<g ONCLICK =\"x()\"/>",
        "<a href=\"javascript:x\"/>", "<foreignObject/>", "<svg:script/>",
        "<image href=\"https://elsewhere.example/a.png\"/>",
        "<style>@import url(x.css)</style>", "<rect style='fill:url(https://a.example/b#c)'/>",
    ])
    func `an SVG that is more than a picture is kept and not published`(body: String) throws {
        let picture = SamplePicture.svg(body: body)

        let (site, result) = try imported([page, ("a.svg", picture)])

        #expect(result.findings.map(\.code) == ["active-picture"])
        #expect(SourceWriter.files(of: site).first { $0.path == "a.svg" }?.bytes == picture)
        #expect(PublishedWriter.files(of: site).contains { $0.path == "a.svg" } == false)
    }

    @Test func `a document type with entities of its own is no plain SVG`() throws {
        let text = "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns='http://www.w3.org/2000/svg'/>"

        #expect(Policy.activeContent(ofSVG: Array(text.utf8)) != nil)
    }

    @Test func `a plain SVG is published`() throws {
        let picture = SamplePicture.svg(body: "<rect width='3' height='3' fill='#fa0'/>")

        let (site, result) = try imported([page, ("a.svg", picture)])

        #expect(result.findings.isEmpty)
        #expect(PublishedWriter.files(of: site).first { $0.path == "a.svg" }?.bytes == picture)
    }

    @Test func `a page that is made anew links style sheets and no pictures`() throws {
        let files = [page, ("a.png", SamplePicture.png(width: 1, height: 1)), ("b.css", [])]
        var draft = try imported(files).1.draft
        draft.children[0] = NodeDraft(id: draft.children[0].id, content: NodeContent(kind: .page))
        let site = Site(draft: draft, blobs: [])

        let html = SourceWriter.html(of: draft.children[0].id, in: site)

        let links = String(decoding: html, as: UTF8.self).split(separator: "\n").filter {
            $0.hasPrefix("<link")
        }
        #expect(links == ["<link rel=\"stylesheet\" href=\"b.css\">"])
    }

    @Test func `sizes are read from each form`() {
        let jpeg: [UInt8] =
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC2, 0, 17, 8, 1, 0x2C, 2, 0x80]
            + [UInt8](repeating: 0, count: 20)
        let lossless: [UInt8] =
            Array("RIFF".utf8) + [40, 0, 0, 0] + Array("WEBPVP8L".utf8) + [20, 0, 0, 0, 0x2F]
            + [0x03, 0x80, 0x00, 0x00] + [UInt8](repeating: 0, count: 20)
        let extended: [UInt8] =
            Array("RIFF".utf8) + [40, 0, 0, 0] + Array("WEBPVP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0]
            + [0x7F, 0x02, 0x00, 0xDF, 0x01, 0x00] + [UInt8](repeating: 0, count: 20)

        #expect(PictureSize(.jpeg, jpeg) == PictureSize(width: 640, height: 300))
        #expect(PictureSize(.webp, lossless) == PictureSize(width: 4, height: 3))
        #expect(PictureSize(.webp, extended) == PictureSize(width: 640, height: 480))
        #expect(
            PictureSize(.gif, SamplePicture.gif(width: 9, height: 4))
                == PictureSize(width: 9, height: 4))
        #expect(
            PictureSize(
                .svg, Array("<?xml version='1.0'?><!-- x --><svg viewBox='0 0 20 10'>".utf8))
                == PictureSize(width: 20, height: 10))
        #expect(
            PictureSize(.svg, Array("<svg width='2in' viewBox=\"0 0 20 10\">".utf8))
                == PictureSize(width: 192, height: 96))
    }

    @Test func `a photograph that was stored on its side has the size of one that stands`() {
        for isLittle in [false, true] {
            for orientation in UInt8(0)...9 {
                let bytes = SamplePicture.jpeg(
                    columns: 3, rows: 1, orientation: orientation, isLittle: isLittle)

                let head = JPEGHead(bytes)

                let isOnItsSide = (5...8).contains(orientation)
                #expect(
                    head?.size
                        == PictureSize(
                            width: isOnItsSide ? 8 : 24, height: isOnItsSide ? 24 : 8))
                #expect(
                    head?.orientation == ((1...8).contains(orientation) ? Int(orientation) : 1))
            }
        }
        #expect(JPEGHead(SamplePicture.jpeg(columns: 3, rows: 1))?.orientation == 1)
    }

    @Test func `cut heads have no size and do not trap`() {
        let samples: [(PictureFormat, [UInt8])] = [
            (.png, SamplePicture.png(width: 5, height: 3)),
            (.gif, SamplePicture.gif(width: 5, height: 3)),
            (.jpeg, [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xFF, 0xFF, 0xC0, 0, 17, 8, 1, 1, 1, 1]),
            (.jpeg, SamplePicture.jpeg(columns: 2, rows: 1, orientation: 6)),
            (.webp, Array("RIFF....WEBPVP8X".utf8) + [UInt8](repeating: 0xFF, count: 14)),
            (.svg, Array("<svg width='1e999' height='-3' viewBox='0 0 1 0'>".utf8)),
        ]
        for (format, bytes) in samples {
            for count in 0...bytes.count { _ = PictureSize(format, bytes.prefix(count)) }
        }
        #expect(PictureSize("0x5") == nil)
        #expect(PictureSize("5x70000") == nil)
        #expect(PictureSize("5x6x7") == nil)
    }
}
