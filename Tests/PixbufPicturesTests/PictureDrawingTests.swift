import CPicture
import PageTestSupport
import PreviewCore
import SiteMarkup
import Testing

@testable import PixbufPictures

private let canDraw = pm_picture_load() & Int32(PM_PICTURE_CAN_DRAW) != 0

/// Reads sixels as a terminal does: the colour of each dot, nil where none is drawn.
private struct SixelReader {
    var dots: [[UInt32?]] = []
    private var palette: [Int: UInt32] = [:]

    init?(_ text: [UInt8]) {
        let text = String(decoding: text, as: UTF8.self)
        guard text.hasPrefix("\u{1B}P"), text.hasSuffix("\u{1B}\\"),
            let start = text.firstIndex(of: "q")
        else { return nil }
        var rest = text[text.index(after: start)...].dropLast(2)[...]
        var (x, band, color) = (0, 0, 0)
        func numbers() -> [Int] {
            let words = rest.prefix { $0.isNumber || $0 == ";" }
            rest = rest.dropFirst(words.count)
            return words.split(separator: ";").compactMap { Int($0) }
        }
        func draw(_ bits: UInt8, _ count: Int, _ reader: inout SixelReader) {
            for place in x..<x + count {
                for bit in 0..<6 where bits >> UInt8(bit) & 1 == 1 {
                    reader.set(6 * band + bit, place, reader.palette[color])
                }
            }
            x += count
        }
        while let sign = rest.popFirst() {
            switch sign {
            case "\"": _ = numbers()
            case "#":
                let values = numbers()
                color = values[0]
                if values.count == 5 {
                    let parts = values[2...].map { UInt32($0) * 255 / 100 }
                    palette[color] = parts[0] << 16 | parts[1] << 8 | parts[2]
                }
            case "$": x = 0
            case "-": (x, band) = (0, band + 1)
            case "!":
                let count = numbers()[0]
                guard let next = rest.popFirst()?.asciiValue else { return nil }
                draw(next - 63, count, &self)
            default:
                guard let value = sign.asciiValue, value >= 63 else { return nil }
                draw(value - 63, 1, &self)
            }
        }
    }

    private mutating func set(_ y: Int, _ x: Int, _ color: UInt32?) {
        while dots.count <= y { dots.append([]) }
        while dots[y].count <= x { dots[y].append(nil) }
        dots[y][x] = color
    }
}

struct PictureDrawingTests {
    private let red: UInt32 = 0xFF00_00FF
    private let blue: UInt32 = 0x0000_FFFF

    @Test(.enabled(if: canDraw))
    func `a sixel has a string for each row of cells, with its dots and no more`() throws {
        let bytes = SamplePicture.png(width: 40, height: 60) { x, y in
            x >= 20 ? 0 : y < 20 ? red : blue
        }
        let drawing = try #require(PictureDrawing(.sixel, cellWidth: 10, cellHeight: 20))

        let drawn = try PictureDecoder.drawn(
            bytes, columns: 4, rows: 3, covers: false, drawing)

        #expect(drawn.parts.count == 3)
        for (row, color) in [(0, UInt32(0xFF0000)), (1, 0x0000FF), (2, 0x0000FF)] {
            let dots = try #require(SixelReader(drawn.parts[row])).dots
            // The end of the last six is transparent, and so is the right half.
            #expect(dots.count == 20)
            #expect(dots.allSatisfy { $0.count == 20 })
            #expect(dots.joined().allSatisfy { $0.map { Self.isNear($0, color) } ?? false })
        }
    }

    private static func isNear(_ a: UInt32, _ b: UInt32) -> Bool {
        [16, 8, 0].allSatisfy { abs(Int(a >> $0 & 255) - Int(b >> $0 & 255)) < 20 }
    }

    @Test(.enabled(if: canDraw))
    func `kitty gets a PNG of the place's pixels in base64`() throws {
        let bytes = SamplePicture.png(width: 4, height: 4) { x, _ in x < 2 ? red : 0 }
        let drawing = try #require(PictureDrawing(.kitty, cellWidth: 8, cellHeight: 16))

        let drawn = try PictureDecoder.drawn(bytes, columns: 6, rows: 2, covers: false, drawing)
        let picture = try #require(drawn.picture(drawing, columns: 6, rows: 2)?.drawn)

        #expect(PictureFormat(bytes: drawn.parts[0]) == .png)
        #expect(PictureSize(.png, drawn.parts[0]) == PictureSize(width: 48, height: 32))
        #expect((picture.width, picture.height) == (48, 32))
        guard case .kitty(let text) = picture.form else {
            Issue.record("no picture for kitty")
            return
        }
        #expect(text.starts(with: Array("iVBORw0KGgo".utf8)))
        // What it shows is read by the decoder again.
        let again = try PictureDecoder.picture(drawn.parts[0], columns: 2, rows: 1)
        let left = try #require(again.cells[0].background)
        #expect(left.red > 240 && left.green < 40)
        #expect(again.cells[1].background == nil)
    }

    @Test func `a picture of too many pixels is not drawn`() throws {
        let drawing = try #require(PictureDrawing(.sixel, cellWidth: 40, cellHeight: 80))

        #expect(!drawing.draws(columns: 300, rows: 100))
        #expect(drawing.draws(columns: 40, rows: 10))
        #expect(PictureDrawing(.sixel, cellWidth: 0, cellHeight: 20) == nil)
        #expect(throws: PictureFault.tooLarge) {
            try PictureDecoder.drawn([], columns: 300, rows: 100, covers: false, drawing)
        }
    }

    @Test func `questions and answers are read as they were written`() throws {
        let drawing = try #require(PictureDrawing(.kitty, cellWidth: 9, cellHeight: 18))
        let request = PictureRequest(file: "a", columns: 4, rows: 2)
        let question = PictureMessage.Question(request, .all, byteCount: 7, drawing)
        let drawn = DrawnPicture(parts: [[1, 2, 3], []], tone: RGB(red: 1, green: 2, blue: 3))

        let answer = Array(PictureMessage.answer(.success(drawn)).dropFirst(4))
        var reader = try #require(PictureMessage.DrawnReader(head: Array(answer[..<8])))
        let rest = 8 + reader.lengthsByteCount
        let count = reader.partsByteCount(Array(answer[8..<rest]))

        #expect(PictureMessage.Question(head: question.head) == question)
        #expect(count == 3)
        #expect(reader.picture(Array(answer[rest...])) == drawn)
        #expect(PictureMessage.DrawnReader(head: [UInt8](repeating: 0xFF, count: 8)) == nil)
        var other = try #require(PictureMessage.DrawnReader(head: [0, 0, 0, 0, 1, 0, 0, 0]))
        #expect(other.partsByteCount([0, 0, 0, 0xFF]) == nil)
    }

    @Test(arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar"])
    func `base64 is that of RFC 4648`(text: String) {
        let expected = [
            "": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==",
            "fooba": "Zm9vYmE=", "foobar": "Zm9vYmFy",
        ]

        #expect(
            String(decoding: Base64.encoded(Array(text.utf8)), as: UTF8.self) == expected[text])
    }
}
