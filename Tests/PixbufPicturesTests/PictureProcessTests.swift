import CPicture
import Glibc
import PageTestSupport
import PreviewCore
import Testing

@testable import PixbufPictures

/// The program itself, where it was built beside the tests.
private let program: String? = {
    let root = #filePath.split(separator: "/").dropLast(3).map(String.init)
    let path = "/" + (root + [".build", "debug", "pagemagic"]).joined(separator: "/")
    return access(path, X_OK) == 0 ? path : nil
}()

struct PictureProcessTests {
    private let bytes = SamplePicture.png(width: 8, height: 8)
    private let request = PictureRequest(file: "a", columns: 4, rows: 2)

    /// A program that is no decoder.
    private func script(_ name: String, _ text: String) throws -> String {
        let path = "/tmp/pagemagic-picture-\(getpid())-\(name)"
        try Files.script("#!/bin/sh\n" + text, at: path)
        return path
    }

    @Test func `a question and an answer are read as they were written`() throws {
        let picture = try #require(
            CellPicture(
                columns: 1, rows: 2,
                cells: [
                    .init(
                        character: 0x2580, foreground: RGB(red: 1, green: 2, blue: 3),
                        background: nil),
                    .init(
                        character: 0x20, foreground: nil,
                        background: RGB(red: 255, green: 255, blue: 255)),
                ], tone: RGB(red: 9, green: 8, blue: 7)))
        let question = PictureMessage.Question(request, .sixteen, byteCount: 77)

        let answer = PictureMessage.answer(.success(picture))

        #expect(PictureMessage.picture(Array(answer.dropFirst(4)), columns: 1, rows: 2) == picture)
        #expect(PictureMessage.Question(head: question.head) == question)
        #expect(PictureMessage.Question(head: [UInt8](repeating: 0xFF, count: 32)) == nil)
    }

    @Test(.enabled(if: program != nil && pm_picture_load() & 3 == 3))
    func `another process says what this one would`() throws {
        let process = PictureProcess(program: try #require(program))
        defer { process.finish() }

        let first = try process.picture(bytes, request)
        let second = try process.picture(SamplePicture.gif(width: 4, height: 4), request)

        #expect(first == (try PictureDecoder.picture(bytes, columns: 4, rows: 2)))
        #expect(second.tone == RGB(red: 255, green: 0, blue: 0))
        #expect(throws: PictureFault.unreadable) { try process.picture([1, 2, 3], request) }
        #expect(throws: PictureFault.tooLarge) {
            try process.picture(SamplePicture.pngHead(width: 65_535, height: 65_535), request)
        }
    }

    @Test(.enabled(if: program != nil && pm_picture_load() & 3 == 3))
    func `another process draws what this one would`() throws {
        let process = PictureProcess(program: try #require(program))
        defer { process.finish() }
        for graphics in [TerminalGraphics.sixel, .kitty] {
            let drawing = try #require(PictureDrawing(graphics, cellWidth: 6, cellHeight: 12))

            let found = try process.picture(bytes, request, drawing: drawing)

            let own = try PictureDecoder.drawn(bytes, columns: 4, rows: 2, covers: false, drawing)
            #expect(found.tone == own.tone && found.cells.isEmpty)
            #expect(
                found.drawn?.byteCount
                    == own.picture(drawing, columns: 4, rows: 2)?.drawn?.byteCount)
        }
        #expect(throws: PictureFault.unreadable) {
            try process.picture(
                [1, 2, 3], request,
                drawing: try #require(PictureDrawing(.kitty, cellWidth: 6, cellHeight: 12)))
        }
    }

    @Test func `one that never answers is given up, and so is one that dies`() throws {
        let mute = try script("mute", "exec sleep 60\n")
        let dying = try script("dying", "kill -SEGV $$\n")
        let babbling = try script("babbling", "head -c 100000 /dev/zero\n")
        defer { [mute, dying, babbling].forEach(Files.remove) }

        for path in [mute, dying, "/nonexistent/program"] {
            let process = PictureProcess(program: path, milliseconds: 300)
            #expect(throws: PictureFault.gaveUp) { try process.picture(bytes, request) }
            #expect(throws: PictureFault.gaveUp) { try process.picture(bytes, request) }
        }
        // Zeros are a picture that is black.
        let process = PictureProcess(program: babbling, milliseconds: 2_000)
        #expect(try process.picture(bytes, request).columns == 4)
    }
}
