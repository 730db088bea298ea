import SiteHistory
import WireProtocol

/// Whether a store that has nothing of a long log may begin with a snapshot of it.
///
/// `open` → `adopting` when one came, `closed` when there is none that serves; `adopting` → `open` when it is stored,
/// `closed` when it could not be. `closed` lasts until the machine is started again: the log is pulled from its beginning.
enum Beginning: Hashable, Sendable {
    case open, adopting, closed
}

/// Beginning with a snapshot, in an empty store.
extension SyncMachine {
    /// Shorter logs are quicker pulled whole.
    package static let snapshotHeadMin: UInt64 = 10_000

    var wantsSnapshot: Bool {
        beginning == .open && store.cursor == 0 && store.pending.isEmpty
            && knownHead >= snapshotHead
    }

    /// None serves: the log is pulled from its beginning.
    mutating func passOverSnapshot() {
        phase = .idle
        beginning = .closed
    }

    mutating func take(_ answer: SnapshotAnswer, _ turn: inout Turn) {
        note(answer.log)
        guard wantsSnapshot, greeted != nil else { return }
        beginning = .adopting
        write(.adopted(Adopted(state: answer.state, end: answer.end, log: answer.log)), &turn)
    }
}

extension Problem {
    /// Whether a server says so that it has no snapshot to give: an older program may not know the request.
    var meansNoSnapshot: Bool {
        switch kind {
        case .notFound, .malformed, .method, .tooLarge: true
        default: false
        }
    }
}

extension TransportFailure {
    /// Whether an answer came that is no snapshot, or none that is taken.
    var meansNoSnapshot: Bool { kind == .nonsense || kind == .tooLarge }
}
