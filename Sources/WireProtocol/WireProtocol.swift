// What do client and server say to each other?
//
// Control travels as small JSON documents (hello, push answer, site list, problems), batches travel in binary frames
// (push request, pull answer). Both are values here; who opens sockets is not this module's business.
//
// Unit of position in a log: operations (`sseq` of the last one before it). Unit of size: bytes.
//
// Invariants:
//  - `decode(encode(x)) == x` for every message within `WireLimits`;
//  - no input traps: every count, length and depth is checked before it is used, and what is over a limit is an error;
//  - a frame with one flipped or missing byte is refused (CRC32C over header and payload); a JSON message carries the
//    same check in `Content-Digest` (RFC 9530), which is verified where it is present;
//  - batches keep their canonical bytes: their hash does not depend on how they travelled;
//  - the server's rules (`Log/`) are written once, over a shelf that is SQLite in the server and memory in simulations;
//  - bulk travels in columns (`Coding/Bulk.swift`, frame version 2) only to who said that it reads them.
//
// Left out on purpose: what to do next (SyncCore), where the seal's key lies (PlatformServer).
// Read `Messages/Standing.swift` first, then `Messages/PullAnswer.swift` and `Coding/Frame.swift`.

/// What a decoder of this module found wrong with bytes from the network.
package enum WireError: Error, Equatable, Sendable {
    /// The bytes end too early, or more follow.
    case wrongLength
    /// Not a frame of ours, or of a version this program does not know.
    case notAFrame
    /// The check over the bytes does not hold: they were changed on the way.
    case damaged
    /// Larger, deeper or longer than agreed; says what.
    case overLimit(String)
    /// Well formed, but not the message that was expected; says what was.
    case malformed(String)
}

/// Bounds that both sides hold, so that neither can make the other work without end.
package enum WireLimits {
    /// The largest canonical batch. What is larger cannot be pushed, so it must not be committed.
    package static let batchByteCountMax = 64 << 20
    /// The largest payload of a frame before deflate.
    package static let framePayloadByteCountMax = 72 << 20
    /// The largest JSON message.
    package static let jsonByteCountMax = 4 << 20
    package static let jsonDepthMax = 32
    package static let jsonValueCountMax = 200_000
    /// What the batches of a columnar frame may come to, counted as they are read: strings by their bytes, each thing
    /// besides by `Bulk.unitCost`. Honest bulk stays below, for it is no larger in canonical form.
    package static let bulkByteCountMax = 96 << 20
    /// Operations in a columnar frame.
    package static let bulkOperationCountMax = 400_000
    /// Batches in one push or pull.
    package static let batchCountMax = 8_000
    /// What a push or pull aims at; a single larger batch travels alone.
    package static let pageByteCount = 4 << 20
    package static let pageBatchCount = 4_000
    /// A payload that would shrink by more than this is sent as it is, and refused when it arrives deflated.
    package static let deflateRatioMax = 200
    /// Frames below this are not deflated.
    package static let deflateByteCountMin = 1_024
    package static let authorByteCountMax = 512
    /// One line of an event stream.
    package static let eventLineByteCountMax = 64 << 10
}

/// Media types of the bodies.
package enum MediaType {
    package static let json = "application/json"
    package static let problem = "application/problem+json"
    package static let frame = "application/vnd.pagemagic.frame"
    /// What a client that reads columnar frames accepts: a server that does not know them takes the second.
    package static let acceptedFrames = frame + ";version=2, " + frame
    package static let eventStream = "text/event-stream"

    /// The newest form of frames among what an `Accept` header lists.
    package static func frameForm(accepting header: String?) -> Frame.Form {
        let offers = header?.lowercased().split(separator: ",") ?? []
        let takesColumns = offers.contains { offer in
            let parts = offer.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            return parts.first == frame && parts.contains("version=2")
        }
        return takesColumns ? .columns : .rows
    }
}
