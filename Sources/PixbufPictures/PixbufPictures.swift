// What does a picture's file look like in cells?
//
// gdk-pixbuf decodes, libchafa draws with half blocks; both are loaded when the first picture is decoded. Files come from
// anywhere, so this happens in a process of its own, which has little memory and little time and dies with its fault:
// `PictureProcess` is the side that asks, `PictureServer` the one that decodes.
//
// Unit of position: the cell.
// Invariants:
//  - what is decoded is one of `PictureFormat`, by its first bytes, and no larger than `PictureLimits`;
//  - an answer comes within `PictureLimits.millisecondsMax`, or the process is killed and the picture is at fault.
// Left out on purpose: which pictures a page needs (PreviewCore), where bytes come from and what is kept (EditorApp).
// Read `PictureDecoder.swift` first.
import SiteMarkup

/// How much of a picture is looked at.
enum PictureLimits {
    static let byteCountMax = 16 << 20
    /// 32 million pixels are 128 MiB while a picture is scaled.
    static let pixelCountMax = 32 << 20
    /// Pixels of a picture that a terminal is handed, and bytes of it.
    static let drawnPixelCountMax = 4 << 20
    static let drawnByteCountMax = 24 << 20
    static let columnsMax = 400
    static let rowsMax = 400
    static let millisecondsMax = 4_000
    /// Address space of the process that decodes.
    static let memoryByteCountMax = 1 << 30
}

/// Why a picture is not shown.
package enum PictureFault: UInt8, Error, Equatable, Sendable {
    /// gdk-pixbuf or libchafa is not installed.
    case noLibrary = 1
    /// gdk-pixbuf has no loader for the picture's form.
    case noLoader = 2
    case unreadable = 3
    case tooLarge = 4
    /// It took too long, or its process died.
    case gaveUp = 5
}

/// How many colours a terminal has.
package enum PictureColors: UInt8, Sendable {
    case sixteen = 16
    case indexed = 255
    case all = 0

    /// As libchafa's side counts them.
    var count: Int32 { self == .all ? 0 : self == .sixteen ? 16 : 256 }
}
