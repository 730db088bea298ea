import PreviewCore
import TerminalTestSupport
import Testing

@testable import ScreenCore

struct PrintedPictureTests {
    private func row(_ slices: [PictureSlice]) -> PreviewRow {
        var row = PreviewRow(runs: [])
        row.pictures = slices
        return row
    }

    @Test func `a printed picture is handed over once and drawn a row at a time`() {
        let picture = EmulatedGraphics.picture(.kitty, "bread", columns: 4, rows: 2)
        var printed = PrintedPictures()

        let rows = (0..<2).map { line in
            String(
                decoding: printed.bytes(
                    for: row([PictureSlice(picture, row: line, column: 3)]), width: 20),
                as: UTF8.self)
        }

        #expect(rows[0].hasPrefix("\u{1B}7\u{1B}[A\u{1B}[4G\u{1B}_Ga=t"))
        #expect(rows[0].hasSuffix("\u{1B}8") && rows[0].contains("y=0,w=40,h=20,c=4,r=1"))
        #expect(!rows[1].contains("a=t") && rows[1].contains("p=2,x=0,y=20"))
    }

    @Test func `a printed sixel is its row's string, and what does not fit is left out`() {
        let picture = EmulatedGraphics.picture(.sixel, "bread", columns: 4, rows: 2)
        var printed = PrintedPictures()

        let second = printed.bytes(for: row([PictureSlice(picture, row: 1, column: 0)]), width: 20)
        let outside = printed.bytes(
            for: row([PictureSlice(picture, row: 1, column: 18)]), width: 20)

        #expect(String(decoding: second, as: UTF8.self).contains("bread1"))
        #expect(outside.isEmpty && printed.bytes(for: row([]), width: 20).isEmpty)
    }
}
