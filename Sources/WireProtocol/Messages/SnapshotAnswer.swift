import SiteHistory
import SiteModel

/// The state of a site's log at a position that everybody has seen: where a new client starts, in place of the log before
/// it. Binary; also the form in which servers keep it.
package struct SnapshotAnswer: Hashable, Sendable {
    package var log: LogState
    /// The position and the log's digest there; at or below the log's `stable`.
    package var end: LogEnd
    /// `HistoryEngine.snapshot(at:)`. Its form is not looked at here.
    package var state: [UInt8]

    /// The largest state that travels.
    package static let stateByteCountMax = WireLimits.framePayloadByteCountMax - (4 << 10)

    package init(log: LogState, end: LogEnd, state: [UInt8]) {
        self.log = log
        self.end = end
        self.state = state
    }
}

extension Problem {
    /// The answer where there is no snapshot that serves: pull from the beginning.
    package static let noSnapshot = Problem(
        .notFound, status: 404, title: "No snapshot",
        detail: "there is no snapshot of this site yet: pull from the beginning")
}

extension SnapshotAnswer {
    package var bytes: [UInt8] {
        var out = ByteWriter()
        log.write(to: &out)
        out.logEnd(end)
        out.run(state)
        return Frame(kind: .snapshot, payload: out.bytes).bytes
    }

    package init(bytes: [UInt8]) throws(WireError) {
        let frame = try Frame(bytes: bytes, kind: .snapshot)
        guard frame.form == .rows else { throw .malformed("a snapshot of another form") }
        self = try decoding(frame.payload) { (reader) throws(DecodingFault) in
            SnapshotAnswer(
                log: try LogState(from: &reader), end: try reader.logEnd(),
                state: try reader.run())
        }
        guard end.position > 0, end.position <= log.stable, log.stable <= log.head else {
            throw .malformed("a snapshot of what not everybody has seen")
        }
    }
}
