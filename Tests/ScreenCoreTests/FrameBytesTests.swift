import Testing

@testable import EditorCore
@testable import ScreenCore

struct FrameBytesTests {
    /// Two rows with wide letters, clusters, links and all kinds of colours.
    private func sample() -> Frame {
        var frame = Frame(
            columns: 24, rows: 3, style: CellStyle(background: .rgb(1, 2, 3)))
        frame.title = "Bäckerei — pagemagic"
        frame.cursor = .init(row: 2, column: 23)
        frame.put(
            "日本 and 👩‍💻 é e\u{301}", row: 0, column: 1,
            style: CellStyle(foreground: .indexed(200), attributes: [.bold, .curl]))
        frame.put(
            "│ link", row: 1, column: 0,
            style: CellStyle(
                foreground: .standard, link: LinkAddress("https://example.com/a")))
        return frame
    }

    @Test func `a frame is read as it was written`() throws {
        let frame = sample()

        let bytes = frame.bytes
        let read = try #require(Frame(bytes: bytes[...]))

        #expect(read == frame)
        #expect(read.cursor == frame.cursor && read.title == frame.title)
        #expect(read.bytes == bytes)
    }

    @Test func `a part of one, or one with something behind it, is none`() {
        let bytes = sample().bytes

        for count in 0..<bytes.count { #expect(Frame(bytes: bytes.prefix(count)) == nil) }
        #expect(Frame(bytes: (bytes + [0])[...]) == nil)
    }

    @Test(arguments: [0x1B, 0x9B, 0x07, 0x202E, 0xD800, 0x10_FFFF + 1, 0x200B, 0x0301] as [UInt32])
    func `what painters do not draw is not read`(glyph: UInt32) {
        var frame = Frame(columns: 2, rows: 1)
        frame.cells[0].glyph = glyph

        let bytes = frame.bytes

        #expect(Frame(bytes: bytes[...]) == nil)
    }

    @Test func `no half of a wide letter is read`() {
        for (index, width) in [(1, 1), (0, 1), (5, 2), (3, 0)] as [(Int, UInt8)] {
            var frame = Frame(columns: 6, rows: 1)
            frame.put("日", row: 0, column: 0, style: .plain)
            frame.cells[index].width = width
            let bytes = frame.bytes

            #expect(Frame(bytes: bytes[...]) == nil, "\(index)")
        }
    }

    @Test func `whatever bytes there are, what is read can be written again`() throws {
        var random = SeededGenerator(state: 38)
        let whole = sample().bytes
        var readCount = 0
        for _ in 0..<4000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[.random(in: bytes.indices, using: &random)] = .random(
                    in: 0...255, using: &random)
            }
            guard let frame = Frame(bytes: bytes[...]) else { continue }
            readCount += 1
            let again = frame.bytes
            #expect(Frame(bytes: again[...]) == frame)
        }
        #expect(readCount > 100)
    }
}
