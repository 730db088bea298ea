import CPicture
import PageTestSupport
import PreviewCore
import Testing

@testable import PixbufPictures

/// Whether this machine has the libraries; without them there is a test of just that.
private let hasLibraries = pm_picture_load() & 3 == 3

struct PictureDecoderTests {
    private let red: UInt32 = 0xFF00_00FF
    private let blue: UInt32 = 0x0000_FFFF

    @Test(.enabled(if: hasLibraries))
    func `the upper and the lower half of a cell have their own colours`() throws {
        let bytes = SamplePicture.png(width: 8, height: 8) { _, y in y < 4 ? red : blue }

        let picture = try PictureDecoder.picture(bytes, columns: 2, rows: 1)

        #expect(picture.cells.count == 2)
        for cell in picture.cells {
            let upper = cell.character == 0x2580 ? cell.foreground : cell.background
            let lower = cell.character == 0x2580 ? cell.background : cell.foreground
            #expect(upper == RGB(red: 255, green: 0, blue: 0))
            #expect(lower == RGB(red: 0, green: 0, blue: 255))
        }
        let tone = try #require(picture.tone)
        #expect((120...136).contains(tone.red) && tone.green == 0)
    }

    @Test(.enabled(if: hasLibraries))
    func `what is transparent lets through what is below`() throws {
        let bytes = SamplePicture.png(width: 4, height: 4) { x, _ in x < 2 ? 0 : red }

        let picture = try PictureDecoder.picture(bytes, columns: 2, rows: 1)

        #expect(picture.cells[0].background == nil && picture.cells[0].foreground == nil)
        #expect(try #require(picture.cells[1].background).red > 250)
        #expect(try #require(picture.tone).red > 250)
    }

    @Test(.enabled(if: hasLibraries))
    func `what covers its place is seen in the middle`() throws {
        let bytes = SamplePicture.png(width: 30, height: 10) { x, _ in
            (10..<20).contains(x) ? red : blue
        }

        let whole = try PictureDecoder.picture(bytes, columns: 6, rows: 3)
        let middle = try PictureDecoder.picture(bytes, columns: 6, rows: 3, covers: true)

        #expect(whole.cells[0].background == RGB(red: 0, green: 0, blue: 255))
        #expect(middle.cells[1].background == RGB(red: 255, green: 0, blue: 0))
    }

    @Test(.enabled(if: hasLibraries))
    func `GIF and SVG are pictures, too`() throws {
        let gif = try PictureDecoder.picture(
            SamplePicture.gif(width: 6, height: 6), columns: 3, rows: 2)
        let svg = try PictureDecoder.picture(
            SamplePicture.svg(body: "<rect width='30' height='20' fill='#00ff00'/>"), columns: 3,
            rows: 2)

        #expect(gif.tone == RGB(red: 255, green: 0, blue: 0))
        #expect(svg.tone == RGB(red: 0, green: 255, blue: 0))
    }

    /// How four tones stand that are shown as `12` above `34`, by the number of their orientation.
    @Test(
        .enabled(if: hasLibraries),
        arguments: [
            (1, "12/34"), (2, "21/43"), (3, "43/21"), (4, "34/12"), (5, "13/24"), (6, "24/13"),
            (7, "42/31"), (8, "31/42"),
        ])
    func `a photograph is shown upright, however it is stored`(
        orientation: UInt8, stored: String
    ) throws {
        let rows = stored.split(separator: "/").map { $0.compactMap { $0.wholeNumberValue } }
        let tones: [UInt8] = [0, 40, 110, 180, 250]
        let bytes = SamplePicture.jpeg(columns: 6, rows: 2, orientation: orientation) {
            tones[rows[$1][$0 / 3]]
        }
        let tall = SamplePicture.jpeg(columns: 2, rows: 6, orientation: orientation) {
            tones[rows[$1 / 3][$0]]
        }

        for bytes in [bytes, tall] {
            let picture = try PictureDecoder.picture(bytes, columns: 2, rows: 2)
            let shown = picture.cells.map { Int(($0.background ?? $0.foreground)?.red ?? 0) }
            for (one, other) in zip(shown, tones.dropFirst()) {
                #expect(abs(one - Int(other)) < 30, "\(orientation): \(shown)")
            }
        }
    }

    @Test(.enabled(if: hasLibraries))
    func `a photograph on its side covers its place as it is shown`() throws {
        // Shown it is 8 wide and 24 high: black, grey, white from the top.
        let bytes = SamplePicture.jpeg(columns: 3, rows: 1, orientation: 6) { x, _ in
            [0, 128, 255][x]
        }

        let middle = try PictureDecoder.picture(bytes, columns: 4, rows: 2, covers: true)

        #expect(middle.cells.count == 8)
        for cell in middle.cells {
            #expect(abs(Int((cell.background ?? cell.foreground)?.red ?? 0) - 128) < 40)
        }
    }

    @Test(.enabled(if: hasLibraries))
    func `of sixteen colours only such are used`() throws {
        let bytes = SamplePicture.png(width: 8, height: 8) { x, y in
            UInt32(x * 30) << 24 | UInt32(y * 30) << 16 | 0xFF
        }

        let picture = try PictureDecoder.picture(bytes, columns: 4, rows: 2, colors: .sixteen)

        let used = Set(picture.cells.flatMap { [$0.foreground, $0.background] }.compactMap { $0 })
        #expect(used.count <= 16)
    }

    // MARK: Hostile files

    @Test func `a file that is cut anywhere is unreadable`() {
        let bytes = SamplePicture.png(width: 20, height: 20)

        for count in stride(from: 0, to: bytes.count - 8, by: 7) {
            #expect(throws: PictureFault.unreadable) {
                try PictureDecoder.picture(Array(bytes.prefix(count)), columns: 2, rows: 1)
            }
        }
    }

    @Test(.enabled(if: hasLibraries))
    func `flipped bits do no harm`() {
        let samples = [
            SamplePicture.png(width: 9, height: 9), SamplePicture.gif(width: 9, height: 9),
            SamplePicture.svg(body: "<rect width='9' height='9'/>"),
        ]
        var generator = SplitMix64(seed: 5034)
        for sample in samples {
            for _ in 0..<200 {
                var bytes = sample
                for _ in 0..<3 {
                    bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^=
                        1 << UInt8.random(in: 0..<8, using: &generator)
                }
                _ = try? PictureDecoder.picture(bytes, columns: 3, rows: 2)
            }
        }
    }

    @Test func `a head that says 65535 times 65535 is refused before there is room made for it`() {
        let png = SamplePicture.pngHead(width: 65_535, height: 65_535)
        var gif = SamplePicture.gif(width: 2, height: 2)
        gif.replaceSubrange(6..<10, with: [0xFF, 0xFF, 0xFF, 0xFF])

        #expect(throws: PictureFault.tooLarge) {
            try PictureDecoder.picture(png, columns: 4, rows: 2)
        }
        #expect(throws: PictureFault.tooLarge) {
            try PictureDecoder.picture(gif, columns: 4, rows: 2)
        }
    }

    @Test(.enabled(if: hasLibraries))
    func `an SVG loads nothing and runs nothing`() throws {
        let secret = "/tmp/pagemagic-picture-secret.svg"
        try SamplePicture.svg(body: "<rect width='30' height='20' fill='#ff0000'/>")
            .withUnsafeBytes { try Files.write($0, to: secret) }
        defer { Files.remove(secret) }
        let bytes = SamplePicture.svg(
            body: """
                <script>document.documentElement.remove()</script>
                <rect width="30" height="20" fill="#0000ff"/>
                <image href="file://\(secret)" width="30" height="20"/>
                <use href="\(secret)#a"/><image href="http://127.0.0.1:9/x.png" width="9" height="9"/>
                """)

        let picture = try PictureDecoder.picture(bytes, columns: 3, rows: 2)

        #expect(picture.tone == RGB(red: 0, green: 0, blue: 255))
    }

    @Test(.enabled(if: hasLibraries))
    func `entities that grow without end are given up`() {
        var text = "<!DOCTYPE svg [<!ENTITY a0 \"ha\">"
        for level in 1...12 {
            let word = String(repeating: "&a\(level - 1);", count: 10)
            text += "<!ENTITY a\(level) \"\(word)\">"
        }
        text +=
            "]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>&a12;</text></svg>"

        _ = try? PictureDecoder.picture(Array(text.utf8), columns: 2, rows: 1)
    }

    @Test func `what begins as no picture does is not handed to a library`() {
        for text in ["", "P6 9 9 255 ", "/* XPM */", "<html><svg/></html>", "BM......"] {
            #expect(throws: PictureFault.unreadable) {
                try PictureDecoder.picture(Array(text.utf8), columns: 2, rows: 1)
            }
        }
    }

    @Test(arguments: [(0, 1), (1, 0), (401, 1), (1, 401), (-1, 5)])
    func `a place that is none is refused`(columns: Int, rows: Int) {
        #expect(throws: PictureFault.tooLarge) {
            try PictureDecoder.picture(
                SamplePicture.png(width: 2, height: 2), columns: columns, rows: rows)
        }
    }
}
