import SiteHistory
import SyncCore
import WireProtocol

/// What a person who follows a run reads: a line for each event, commit and quarantine; at the end the log.
extension Simulation {
    mutating func tell(_ line: @autoclosure () -> String) {
        guard let told else { return }
        told("\(milliseconds) \(line())")
    }

    /// The log, and what each home keeps out of it.
    mutating func tellEnd() {
        guard told != nil else { return }
        for entry in server.entries { tell("log \(entry.start): \(entry.batch.line)") }
        for (number, home) in homes.enumerated() {
            guard let process = running(on: number).first,
                let kept = try? home.home.keptBatches(for: process)
            else { continue }
            for batch in kept.quarantined { tell("home \(number) quarantined \(batch.line)") }
            for batch in kept.dropped { tell("home \(number) dropped \(batch.line)") }
        }
    }
}

extension Simulation.Event {
    /// What it is, without what is in it.
    var line: String {
        switch self {
        case .step(let step): "step \(step.kind.rawValue) \(step.target)"
        case .start(let process): "start \(process)"
        case .noticed(let process): "noticed by \(process)"
        case .sync(let process, _, let event): "to \(process): \(event.line)"
        case .replied(let process, _, _, let request, let response):
            "to \(process): \(reply(to: request, response))"
        case .timer(let process, _, _): "timer of \(process)"
        case .send(let process, _, _, let request): "\(process) may send \(request.line)"
        case .arrive(let process, _, _, let request, _): "from \(process): \(request.line)"
        case .hint(let process, _, _): "hint to \(process)"
        case .attend(let process): "attend \(process)"
        case .healDisk(let home): "disk of \(home)"
        case .heartbeat: "heartbeat"
        }
    }

    private func reply(to request: SyncRequest, _ response: WireResponse?) -> String {
        guard let response else { return "no answer to \(request.line)" }
        return SyncReply(to: request, .success(response)).line
    }
}

extension SyncEvent {
    fileprivate var line: String {
        switch self {
        case .started(let state): "started \(state.line)"
        case .storeChanged(let state): "store changed \(state.line)"
        case .stored(let state): "stored \(state.line)"
        case .storeFailed(let why): "store failed: \(why)"
        case .hinted(let hint): "hint \(hint.head)"
        case .read, .replied, .streamOpened, .streamEnded, .streamRefused, .timerFired,
            .networkBack, .logTooShort, .storeRefused,
            .askedNow, .stopped:
            String("\(self)".prefix(60))
        }
    }
}

extension StoreState {
    fileprivate var line: String {
        "\(revision): \(replica) at \(cursor), waiting "
            + pending.map(\.name).joined(separator: " ")
    }
}

extension Batch {
    var name: String { "\(replica):\(first)\(isVoid ? "v" : "")" }

    /// Its name, what its author had seen, and its operations.
    var line: String {
        let epoch = base.epoch.map { String($0.description.prefix(4)) } ?? "-"
        let chain = after.map { " after \($0.replica):\($0.seq)" } ?? ""
        let words = operations.map { String("\($0)".prefix(230)) }.joined(separator: "\n      ")
        return "\(name) base \(epoch)/\(base.count)\(chain) \(hash.description.prefix(6)) "
            + "of \(previous.description.prefix(6))\n      \(words)"
    }
}

extension SyncRequest {
    fileprivate var line: String {
        switch self {
        case .hello(let hello): "hello at \(hello.standing.cursor)"
        case .push(let push):
            "push at \(push.standing.cursor) "
                + push.batches.map(\.name).joined(separator: " ")
        case .pull(let standing, _): "pull from \(standing.cursor)"
        case .snapshot: "snapshot"
        case .common(let common): "common of \(common.ends.map(\.position))"
        case .heal(let heal):
            "heal cut \(heal.cut.position) from \(heal.from.position) of \(heal.numberings.map { "\($0.epoch.description.prefix(4))/\($0.through)" }) "
                + heal.entries.map { "\($0.start)=\($0.batch.name)" }.joined(separator: " ")
        }
    }
}

extension SyncReply {
    fileprivate var line: String {
        switch self {
        case .hello(let answer): "hello: head \(answer.log.head) of \(answer.log.epoch)"
        case .push(let answer): "push: \(answer.outcomes)"
        case .pull(let answer):
            "pull to \(answer.to) "
                + answer.entries.map { "\($0.start)=\($0.batch.name)" }.joined(separator: " ")
        case .snapshot(let answer): "snapshot at \(answer.end.position)"
        case .common(let answer): "common \(answer.position)"
        case .heal(let answer): "heal taken \(answer.taken) refused \(answer.refused)"
        case .problem(let problem, _): "problem \(problem.detail) \(problem.kind)"
        case .failed(let failure): "failed: \(failure.message)"
        }
    }
}

extension StoreChange {
    var line: String {
        switch self {
        case .greeted(_, let log): "greeted \(log.head) of \(log.epoch)"
        case .pulled(let pulled): "pulled to \(pulled.cursor)"
        case .adopted(let adopted): "began with the snapshot at \(adopted.end.position)"
        case .quarantined(let closure):
            "quarantined "
                + closure.map { "\($0.batch.name) (\($0.message))" }.joined(separator: " ")
        case .rewritten(let rewritten):
            "rewritten behind \(rewritten.rewrite.cut) as \(rewritten.rewrite.replica) "
                + rewritten.rewrite.entries.map { "\($0.start)=\($0.batch.name)" }
                .joined(separator: " ")
        }
    }
}
