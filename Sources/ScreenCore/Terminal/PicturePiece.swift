import PreviewCore

/// A rectangle of a picture where it is seen: what lies over a picture cuts it into some.
struct PicturePiece: Hashable {
    let picture: TerminalPicture
    /// The first of its rows and columns that are seen.
    let fromRow: Int
    let fromColumn: Int
    /// Where on the screen.
    var area: CellRect

    /// The rectangles that these runs make, from the top.
    static func pieces(of runs: [[PictureRun]]) -> [PicturePiece] {
        var done: [PicturePiece] = []
        var open: [PicturePiece] = []
        for (row, runs) in runs.enumerated() {
            var next: [PicturePiece] = []
            for run in runs {
                let one = PicturePiece(run, row: row)
                if let place = open.firstIndex(where: { $0.goesOn(with: one) }) {
                    var longer = open.remove(at: place)
                    longer.area.height += 1
                    next.append(longer)
                } else {
                    next.append(one)
                }
            }
            done += open
            open = next
        }
        return done + open
    }

    init(_ run: PictureRun, row: Int) {
        picture = run.mark.picture
        fromRow = Int(run.mark.row)
        fromColumn = run.columns.lowerBound - Int(run.mark.column)
        area = CellRect(
            row: row, column: run.columns.lowerBound, width: run.columns.count, height: 1)
    }

    private func goesOn(with below: PicturePiece) -> Bool {
        picture == below.picture && fromRow + area.height == below.fromRow
            && fromColumn == below.fromColumn && area.column == below.area.column
            && area.width == below.area.width && area.endRow == below.area.row
    }

    /// The same in the picture's own pixels.
    var source: (x: Int, y: Int, width: Int, height: Int) {
        let x = fromColumn * picture.width / picture.columns
        let y = fromRow * picture.height / picture.rows
        let right = (fromColumn + area.width) * picture.width / picture.columns
        let bottom = (fromRow + area.height) * picture.height / picture.rows
        return (x, y, max(1, right - x), max(1, bottom - y))
    }
}
