import CPicture
import PreviewCore
import SiteMarkup
import Testing

@testable import PixbufPictures

/// Two files that Debian's libwebp 1.2.4 wrote (`WebPEncodeLosslessRGBA` of four pixels, `WebPEncodeRGB` of 64 at quality 75).
private enum WebPSample {
    /// 2 x 2: red, green; blue, transparent.
    static let lossless: [UInt8] = [
        0x52, 0x49, 0x46, 0x46, 0x2A, 0x00, 0x00, 0x00, 0x57, 0x45, 0x42, 0x50, 0x56, 0x50, 0x38,
        0x4C, 0x1E, 0x00, 0x00, 0x00, 0x2F, 0x01, 0x40, 0x00, 0x10, 0x1F, 0x20, 0x10, 0x48, 0xDA,
        0x1F, 0x7A, 0x8D, 0xF9, 0x17, 0x10, 0x14, 0xF9, 0x3F, 0xDA, 0xFC, 0x07, 0xF0, 0xA5, 0x60,
        0x17, 0x22, 0xFA, 0x1F, 0x01,
    ]
    /// 8 x 8 of one colour: 200, 30, 30.
    static let lossy: [UInt8] = [
        82, 73, 70, 70, 56, 0, 0, 0, 87, 69, 66, 80, 86, 80, 56, 32, 44, 0, 0, 0, 144, 1, 0, 157,
        1, 42, 8, 0, 8, 0, 2, 0, 52, 37, 160, 2, 116, 186, 0, 3, 152, 0, 254, 240, 108, 175, 247,
        53, 21, 177, 111, 67, 255, 105, 103, 255, 82, 207, 254, 165, 159, 226, 160, 0,
    ]
}

/// Whether gdk-pixbuf has a loader for WebP here.
private let hasLoader: Bool = {
    do throws(PictureFault) {
        _ = try PictureDecoder.picture(WebPSample.lossy, columns: 1, rows: 1)
        return true
    } catch {
        return error != .noLoader && error != .noLibrary
    }
}()

struct WebPTests {
    @Test func `a file's head says its size`() {
        #expect(PictureFormat(bytes: WebPSample.lossless) == .webp)
        #expect(PictureSize(.webp, WebPSample.lossless) == PictureSize(width: 2, height: 2))
        #expect(PictureSize(.webp, WebPSample.lossy) == PictureSize(width: 8, height: 8))
    }

    @Test(.enabled(if: hasLoader))
    func `a lossless picture shows its pixels, and the ground where it is transparent`() throws {
        var pixels = try PictureDecoder.decode(WebPSample.lossless, width: 2, height: 2, false)
        defer { pm_picture_release(&pixels) }

        let bytes = try #require(pixels.pixels)
        let found = (0..<2).flatMap { y in
            (0..<2).map { x in
                (0..<4).map { bytes[y * Int(pixels.stride) + 4 * x + $0] }
            }
        }

        #expect(pixels.channels == 4)
        #expect(found[0] == [255, 0, 0, 255] && found[1] == [0, 255, 0, 255])
        #expect(found[2] == [0, 0, 255, 255] && found[3][3] == 0)
    }

    @Test(.enabled(if: hasLoader))
    func `a lossy picture has its colour`() throws {
        let picture = try PictureDecoder.picture(WebPSample.lossy, columns: 2, rows: 1)

        let tone = try #require(picture.tone)
        #expect((190...210).contains(tone.red) && (20...40).contains(tone.green))
        #expect(picture.cells.allSatisfy { $0.background != nil })
    }
}
