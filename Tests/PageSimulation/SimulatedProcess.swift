import PageTestSupport
import SiteHistory
import SiteModel
import SyncCore
import WireProtocol

/// A program on a home: an editor that stays open and syncs, or the command line.
struct SimulatedProcess {
    let home: Int
    let isEditor: Bool
    var isRunning = false
    /// Syncs: always of an editor that runs, of the command line while a `sync` does.
    var machine: SyncMachine?
    /// Counts lives and timers, so that what was meant for a dead one is ignored.
    var incarnation = 0
    var timer = 0
    /// The request that the machine waits for, sent or not.
    var asked: RequestID?
    /// The revision of the store that the machine was told of last, and the one that it asked with.
    var knownRevision: Int64 = 0
    var askedRevision: Int64 = 0
    /// The requests that are on their way.
    var transfers: Set<RequestID> = []
    var stream: EventStreamReader?
    /// What is on the screen; older than the store where another program wrote.
    var view: HomeState?
    /// The field being edited, and its text when typing began.
    var typing: (ref: TextRef, base: String, token: String)?
    /// Bytes of earlier answers to it.
    var oldAnswers: [OldAnswer] = []
    /// How often the command line asked for the right to sync.
    var leaseTries = 0
    var tokenCount = 0
    var random: SplitMix64
    /// Whether its sync stands still until somebody does something.
    var block: SyncBlock?
    /// Whether a person is about to look at it.
    var isAttended = false

    init(home: Int, isEditor: Bool, random: SplitMix64) {
        self.home = home
        self.isEditor = isEditor
        self.random = random
    }
}

/// An answer that was sent, and to what.
struct OldAnswer {
    let kind: String
    let response: WireResponse

    init(_ request: SyncRequest, _ response: WireResponse) {
        kind = OldAnswer.kind(of: request)
        self.response = response
    }

    static func kind(of request: SyncRequest) -> String {
        switch request {
        case .hello: "hello"
        case .snapshot: "snapshot"
        case .push: "push"
        case .pull: "pull"
        case .common: "common"
        case .heal: "heal"
        }
    }
}

/// A device as the run sees it: its disk, and what its person was told is safe.
struct SimulatedHome {
    var home: any Home
    let plan: HomePlan
    var acknowledged: [Acknowledged] = []
    /// What the person knows to be kept of texts in typing; nil where the last word about it is not known.
    var drafts: [TextRef: Set<String>] = [:]
    var cutOffUntil = Duration.zero
    var portalUntil = Duration.zero
    var diskFaultUntil = Duration.zero
    /// The token its programs use.
    var token: String
    var tokenCount = 0
    /// What the server refuses: the batch, what stands on it.
    var refusedChains: [RefusedChain] = []
    /// Whether something struck that may stop sync until a person asks for it.
    var wasForbidden = false
    var wasSignedOut = false
    var hadDamagedRequest = false
    var wasAway = false
    /// Whether a program was killed since the store was last looked at.
    var wasKilled = false
    /// Whether its first program began; asked only of one that came late.
    var hasJoined = false
    /// Whether its batches may bear other names than those they were made with.
    var wasRewritten = false
}

/// What the store said is durable.
struct Acknowledged {
    let hash: Digest
    let tokens: [String]
    /// The server has it, and this home no more: it was set back.
    var isOnServerOnly = false
}

/// What a batch types that is made to be refused, and one that stands on it: told by words, for a batch may be written
/// anew under another name.
struct RefusedChain {
    var refused: String
    var dependent: String?
}
