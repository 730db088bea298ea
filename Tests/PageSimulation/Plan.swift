import PageTestSupport

/// A device: a folder with a store, and the programs that use it.
package struct HomePlan: Hashable, Sendable {
    /// SQLite behind a faulty file layer; else a store in memory.
    package var onFiles: Bool
    /// Editors that stay open and sync.
    package var editorCount: Int
    /// Whether somebody also uses the command line on it.
    package var hasCommand: Bool
    /// When its first program begins, milliseconds since the run began: from then on it is a device of the site.
    package var joinsAt: Int64 = 0
    /// A smaller plan does without it.
    package var isLeftOut = false

    var processCount: Int { editorCount + (hasCommand ? 1 : 0) }
}

/// Something that a run does, whatever else happens.
package struct PlannedStep: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        // What people do; the target is a process.
        case edit, typedRun, undo, redo, undoRedo, draft, enter, escape, refusal, sync
        // What happens to a home; the target is a home.
        case kill, powerCut, diskFull, diskFailing, partition, away, portal, unauthorized
        case deviceClock, lockLost
        // What happens to the server.
        case storm, forbidden, restart, serverClock, newerClient
        // What must heal: a server or a store that is set back, a store that is copied to another device, and a server
        // that promises less of its past, so that who is further back writes anew.
        case serverRestore, storeRestore, storeCopy, forgetting

        /// Whether it is part of a plan only where that is asked for.
        var needsHealing: Bool { self == .serverRestore || self == .storeRestore || isLate }
        /// Came later: the seeds from before mean what they meant, with these beside it.
        var isLate: Bool { self == .storeCopy || self == .forgetting }

        var isForProcess: Bool {
            switch self {
            case .edit, .typedRun, .undo, .redo, .undoRedo, .draft, .enter, .escape, .refusal,
                .sync:
                true
            default: false
            }
        }
        var isForHome: Bool {
            switch self {
            case .kill, .powerCut, .diskFull, .diskFailing, .partition, .away, .portal,
                .unauthorized, .deviceClock, .lockLost, .storeRestore, .storeCopy:
                true
            default: false
            }
        }
    }

    package var kind: Kind
    /// Milliseconds since the run began.
    package var at: Int64
    /// A process or a home, by its number.
    package var target: Int
    /// Decides the details.
    package var seed: UInt64
}

/// Everything that a run depends on.
package struct Plan: Hashable, Sendable {
    /// How much of its past a server promises to keep for merging, where it is not set back.
    package enum Promise: String, CaseIterable, Sendable {
        /// What any device may need.
        case lowestFloor
        /// What lies above half of what everybody who was heard of lately has seen.
        case half
        /// What is not older than some seconds.
        case recent
    }

    package var seed: UInt64
    package var homes: [HomePlan]
    package var steps: [PlannedStep]
    /// The faults of messages and writes that may strike; nil leaves it to the seed.
    package var strikes: Set<Strike>?
    /// When the faults end; milliseconds since the run began.
    package var faultsEnd: Int64
    package var promise = Promise.lowestFloor

    /// Which home each process is on, and whether it is an editor.
    var processes: [(home: Int, isEditor: Bool)] {
        homes.enumerated().flatMap { number, home in
            (0..<home.processCount).map { (number, $0 < home.editorCount) }
        }
    }
}
