import PreviewCore

/// The pictures that a terminal with kitty's graphics was handed, and where it shows them.
///
/// A picture is sent once, when it is first seen; then pieces of it are placed, moved and taken away by their numbers.
/// Every sequence asks for no answer.
///
/// Related: kitty's "Terminal graphics protocol".
struct PictureBoard {
    private struct Handed {
        let picture: TerminalPicture
        let number: Int
        var pieces: [PicturePiece] = []
    }

    /// More pictures than these are let go of where they are not seen.
    private static let handedMax = 48
    /// Numbers of other programs in the same window are mostly small.
    static let numberBase = 0x504D_0000
    /// The longest piece of a picture in one sequence.
    private static let chunkByteCount = 4096

    private var handed: [Handed] = []
    private var count = 0

    var isEmpty: Bool { handed.isEmpty }

    /// Takes all away, and the pictures with it.
    mutating func clear(_ out: inout [UInt8]) {
        for one in handed { Self.free(one.number, &out) }
        handed = []
    }

    /// Makes the terminal show these pieces and no others.
    mutating func show(
        _ pieces: [PicturePiece], _ cursor: inout TerminalCursor, _ out: inout [UInt8]
    ) {
        var wanted = Dictionary(grouping: pieces, by: \.picture)
        for place in handed.indices {
            let new = wanted.removeValue(forKey: handed[place].picture) ?? []
            Self.move(handed[place], to: new, &cursor, &out)
            handed[place].pieces = new
        }
        for piece in pieces {
            guard let new = wanted.removeValue(forKey: piece.picture) else { continue }
            hand(piece.picture, new, &cursor, &out)
        }
        letGo(&out)
    }

    private mutating func hand(
        _ picture: TerminalPicture, _ pieces: [PicturePiece], _ cursor: inout TerminalCursor,
        _ out: inout [UInt8]
    ) {
        guard case .kitty(let bytes) = picture.form else { return }
        count += 1
        let one = Handed(picture: picture, number: Self.numberBase + count)
        Self.send(bytes, as: one.number, &out)
        Self.move(one, to: pieces, &cursor, &out)
        handed.append(Handed(picture: picture, number: one.number, pieces: pieces))
    }

    private mutating func letGo(_ out: inout [UInt8]) {
        guard handed.count > Self.handedMax else { return }
        for one in handed where one.pieces.isEmpty { Self.free(one.number, &out) }
        handed.removeAll { $0.pieces.isEmpty }
    }

    // MARK: - Sequences

    private static func command(_ words: String, _ out: inout [UInt8]) {
        out.append(contentsOf: Array("\u{1B}_G\(words)\u{1B}\\".utf8))
    }

    private static func free(_ number: Int, _ out: inout [UInt8]) {
        command("a=d,d=I,q=2,i=\(number)", &out)
    }

    static func send(_ bytes: [UInt8], as number: Int, _ out: inout [UInt8]) {
        for start in stride(from: 0, to: bytes.count, by: chunkByteCount) {
            let end = min(start + chunkByteCount, bytes.count)
            let head = start == 0 ? "a=t,f=100,q=2,i=\(number)," : ""
            out.append(
                contentsOf: Array("\u{1B}_G\(head)m=\(end < bytes.count ? 1 : 0);".utf8))
            out.append(contentsOf: bytes[start..<end])
            out.append(contentsOf: [0x1B, UInt8(ascii: "\\")])
        }
    }

    /// Places a piece where the cursor is, which stays there.
    static func place(
        _ piece: PicturePiece, _ number: Int, _ placement: Int, _ out: inout [UInt8]
    ) {
        let source = piece.source
        command(
            "a=p,q=2,C=1,i=\(number),p=\(placement),x=\(source.x),y=\(source.y),"
                + "w=\(source.width),h=\(source.height),c=\(piece.area.width),r=\(piece.area.height)",
            &out)
    }

    /// Pieces are placements by their order: one that is placed again moves.
    private static func move(
        _ one: Handed, to new: [PicturePiece], _ cursor: inout TerminalCursor, _ out: inout [UInt8]
    ) {
        for (index, piece) in new.enumerated()
        where !one.pieces.indices.contains(index) || one.pieces[index] != piece {
            cursor.move(to: piece.area.row, piece.area.column, &out)
            place(piece, one.number, index + 1, &out)
        }
        for index in new.count..<max(new.count, one.pieces.count) {
            command("a=d,d=i,q=2,i=\(one.number),p=\(index + 1)", &out)
        }
    }
}
