import PreviewCore

/// Pictures that a terminal draws into rows that were printed one after the other.
///
/// Each row's pieces are drawn when the row and its line feed are: from the line below, so that no terminal scrolls for them,
/// with the cursor kept.
package struct PrintedPictures {
    private var numbers: [TerminalPicture: Int] = [:]

    package init() {}

    /// What draws the pieces of the row above the cursor.
    ///
    /// - Parameter width: Columns of the page; a piece that does not fit is left out.
    package mutating func bytes(for row: PreviewRow, width: Int) -> [UInt8] {
        var out: [UInt8] = []
        for slice in row.pictures where slice.column >= 0 && slice.columns.upperBound <= width {
            out.append(contentsOf: Array("\u{1B}7\u{1B}[A\u{1B}[\(slice.column + 1)G".utf8))
            switch slice.picture.form {
            case .sixel(let strips): out.append(contentsOf: strips[slice.row])
            case .kitty(let bytes): place(slice, bytes, &out)
            }
            out.append(contentsOf: Array("\u{1B}8".utf8))
        }
        return out
    }

    private mutating func place(_ slice: PictureSlice, _ bytes: [UInt8], _ out: inout [UInt8]) {
        let number =
            numbers[slice.picture] ?? PictureBoard.numberBase + 0x8000 + numbers.count
        if numbers.updateValue(number, forKey: slice.picture) == nil {
            PictureBoard.send(bytes, as: number, &out)
        }
        guard let mark = PictureMark(slice.picture, row: slice.row, column: slice.column) else {
            return
        }
        let piece = PicturePiece(PictureRun(mark: mark, columns: slice.columns), row: 0)
        PictureBoard.place(piece, number, slice.row + 1, &out)
    }
}
