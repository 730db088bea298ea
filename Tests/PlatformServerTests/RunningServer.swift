import CurlTransport
import Foundation
import SiteHistory
import SiteModel
import SyncCore
import Testing
import WireProtocol

@testable import PlatformServer

/// A `pagemagicd` of its own, on a free port and a folder of its own.
///
/// A process apart, as it will run: tests wait for answers on threads that a server in here would need.
final class RunningServer: Sendable {
    let folder: String
    let url: String
    private let process: Process

    /// The program beside the tests; absent where only this module was built.
    static let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("pagemagicd").path
    static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: program) }

    struct StartFailure: Error {
        let status: Int32
        let words: String
    }

    /// Starts, and returns once it answers.
    init(folder: String = RunningServer.newFolder()) throws {
        self.folder = folder
        process = Process()
        process.executableURL = URL(fileURLWithPath: RunningServer.program)
        process.arguments = ["serve", "--listen", "127.0.0.1:0", "--data", folder]
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let prefix = "pagemagicd listening on "
        guard line.hasPrefix(prefix), line.hasSuffix("\n") else {
            process.waitUntilExit()
            let words = String(
                decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            throw StartFailure(status: process.terminationStatus, words: words)
        }
        url = String(line.dropFirst(prefix.count).dropLast())
    }

    static func newFolder() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("pagemagicd-\(UUID())").path
    }

    /// Asks it to end with a signal, and waits.
    ///
    /// - Returns: Its exit status, and how long it took.
    @discardableResult
    func stop(_ signal: Int32 = SIGTERM) -> (status: Int32, time: Duration) {
        let start = ContinuousClock.now
        if process.isRunning { kill(process.processIdentifier, signal) }
        process.waitUntilExit()
        return (process.terminationStatus, ContinuousClock.now - start)
    }

    /// Ends it, and leaves nothing behind.
    func remove() {
        stop(SIGKILL)
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            Issue.record("\(folder) stays behind: \(error)")
        }
    }

    /// Written into the folder while the server runs on it.
    func token(_ email: String = "ana@example.com") throws -> String {
        try Accounts(DataFolder(folder)).issueToken(email: email, now: 0)
    }
}

/// A device that talks to a server through libcurl; its store is as in memory.
struct Device {
    let transport: CurlTransport
    let endpoint: ServerEndpoint
    var state: StoreState
    var log: [LogEntry] = []
    /// The state that the log begins with.
    var start: [UInt8]?
    var quarantine: [Quarantined] = []

    static let site = NodeID(high: 0xabc, low: 0xdef)

    init(_ server: RunningServer, token: String, replica: UInt64, transport: CurlTransport) {
        self.transport = transport
        endpoint = ServerEndpoint(address: server.url, token: token)
        state = StoreState(
            replica: ReplicaID(rawValue: replica), epoch: nil, cursor: 0, digest: LogDigest(),
            pending: [])
    }

    /// Commits a batch that sets a field of the site's root.
    @discardableResult
    mutating func commit(_ value: String, node: NodeID = Device.site) -> Batch {
        commit([
            .set(node: node, name: FieldName("note"), value: .text(value), over: [], was: nil)
        ])
    }

    @discardableResult
    mutating func commit(_ operations: [SiteHistory.Operation]) -> Batch {
        let own = log.map(\.batch).filter { $0.replica == state.replica } + state.pending
        let batch = Batch(
            replica: state.replica, first: (own.last?.last ?? 0) + 1,
            base: state.cursor == 0
                ? .origin : LogPosition(epoch: state.standing.epoch, count: state.cursor),
            previous: own.last?.link ?? .zero,
            body: .operations(operations))
        set(pending: state.pending + [batch])
        return batch
    }

    func ask(_ request: SyncRequest, site: NodeID = Device.site) -> SyncReply {
        SyncReply(to: request, transport.perform(endpoint.request(request, site: site)))
    }

    /// Hello, everything both ways.
    mutating func sync() -> SyncOutcome {
        var copy = self
        let outcome = SyncSession.run(state, random: { 0x77 }) {
            ask($0)
        } write: {
            copy.write($0)
        } read: {
            copy.read($0)
        }
        self = copy
        return outcome
    }

    private mutating func write(_ change: StoreChange) -> StoreState {
        switch change {
        case .greeted(_, let log): state.standing.epoch = log.epoch
        case .pulled(let pulled):
            log += pulled.entries
            state.standing.cursor = pulled.cursor
            state.standing.digest = pulled.digest
            set(pending: Array(state.pending.dropFirst(pulled.settled)))
        case .adopted(let adopted):
            start = adopted.state
            state = StoreState(
                replica: state.replica, ownReplicas: state.ownReplicas, epoch: adopted.log.epoch,
                cursor: adopted.end.position, digest: adopted.end.digest,
                dropped: adopted.end.position, pending: [])
        case .quarantined(let batches):
            quarantine += batches
            set(
                pending: state.pending.map { batch in
                    batches.first { $0.batch == batch }?.void ?? batch
                })
        case .rewritten(let rewritten): rewrite(rewritten)
        }
        return state
    }

    var engine: HistoryEngine {
        var engine = HistoryEngine(site: Device.site, replicas: state.ownReplicas)
        do {
            if let start {
                engine = try HistoryEngine(
                    site: Device.site, replicas: state.ownReplicas, snapshot: start)
            }
            _ = try engine.pull(log)
            for batch in state.pending { _ = try engine.commit(batch) }
        } catch {
            Issue.record("the log of a device cannot be replayed: \(error)")
        }
        return engine
    }

    private mutating func rewrite(_ rewritten: Rewritten) {
        do throws(ReplayError) {
            let new = try engine.rewriting(rewritten.rewrite).engine
            log = new.entries
            let renewed = new.pending.contains { $0.replica == rewritten.rewrite.replica }
            let writer =
                renewed || rewritten.renewsReplica ? rewritten.rewrite.replica : state.replica
            state = StoreState(
                replica: writer, ownReplicas: state.ownReplicas, epoch: rewritten.log.epoch,
                cursor: new.cursor, digest: new.digest, dropped: new.firstEnd.position,
                pending: new.pending)
        } catch {
            Issue.record("a log cannot be rewritten: \(error)")
        }
    }

    private func read(_ query: LogQuery) -> LogPage {
        switch query {
        case .ends(let after, let through):
            .ends(engine.ends(after: after, through: through, max: CommonRequest.endCountMax))
        case .entries(let after, let byteCountMax):
            .entries(engine.entries(after: after, byteCountMax: byteCountMax))
        }
    }

    private mutating func set(pending: [Batch]) {
        let standing = state.standing
        state = StoreState(
            replica: standing.replica, epoch: standing.epoch, cursor: standing.cursor,
            digest: standing.digest, dropped: standing.dropped,
            pending: pending)
    }
}

extension SyncReply {
    var outcomes: [PushOutcome]? {
        if case .push(let answer) = self { answer.outcomes } else { nil }
    }
    var problem: Problem? { if case .problem(let problem, _) = self { problem } else { nil } }
    var hello: HelloAnswer? { if case .hello(let answer) = self { answer } else { nil } }
    var pull: PullAnswer? { if case .pull(let answer) = self { answer } else { nil } }
}
