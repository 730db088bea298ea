import EditorCore
import Foundation
import SiteModel
import Synchronization

/// One small file for each site that was open: where the editor was on it. Written on a thread of its own, a moment
/// after the last change; one that cannot be read is as none.
final class SessionFiles: Sendable {
    private static let delay = DispatchTimeInterval.milliseconds(800)
    private static let byteCountMax = 1 << 20

    private struct Waiting {
        var sessions: [NodeID: EditorSession] = [:]
        var isTimerSet = false
        /// What stands in the files: a cursor that only went there and back is not written.
        var written: [NodeID: EditorSession] = [:]
    }

    private let folder: String
    private let queue = DispatchQueue(label: "pagemagic.session", qos: .utility)
    private let waiting = Mutex(Waiting())

    /// - Parameter state: The folder of what may be lost; made when the first session is written.
    init(state: String) { folder = state + "/sessions" }

    private func path(_ site: NodeID) -> String { folder + "/\(site)" }

    /// The session of a site; nil where there is none that can be read.
    func session(of site: NodeID) -> EditorSession? {
        if let waiting = waiting.withLock({ $0.sessions[site] }) { return waiting }
        guard let bytes = try? InputFile.read(path(site), limit: Self.byteCountMax),
            let session = EditorSession(text: String(decoding: bytes, as: UTF8.self))
        else { return nil }
        waiting.withLock { $0.written[site] = session }
        return session
    }

    /// To be written soon; a later one of the same site takes its place.
    func save(_ session: EditorSession, of site: NodeID) {
        let isTimerSet = waiting.withLock { waiting in
            waiting.sessions[site] = session
            defer { waiting.isTimerSet = true }
            return waiting.isTimerSet
        }
        if !isTimerSet { queue.asyncAfter(deadline: .now() + Self.delay) { [self] in write() } }
    }

    /// Removes what is kept of a site that goes, and what waits to be written of it.
    func remove(_ site: NodeID) {
        waiting.withLock { $0.sessions[site] = nil }
        unlink(path(site))
    }

    /// Waits until all is written.
    func finish() { queue.sync { write() } }

    private func write() {
        let sessions = waiting.withLock { waiting in
            defer { (waiting.sessions, waiting.isTimerSet) = ([:], false) }
            return waiting.sessions.filter { waiting.written[$0.key] != $0.value }
        }
        for (site, session) in sessions {
            do {
                try OutputFile.write(Array(session.text.utf8), to: path(site))
                waiting.withLock { $0.written[site] = session }
            } catch {
                // Nothing but a place on the screen is lost: the next start begins at the top.
                continue
            }
        }
    }
}
