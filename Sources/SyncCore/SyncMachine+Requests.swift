import SiteHistory
import SiteModel
import WireProtocol

/// What to ask next.
extension SyncMachine {
    /// From rest: the first of hello, pull and push that is due, else the event stream, else the end.
    mutating func decide(_ turn: inout Turn) {
        let standing = store.standing
        if let repair {
            advance(repair, &turn)
            if phase == .idle { decide(&turn) }
        } else if greeted == nil {
            ask(.hello(HelloRequest(standing: standing)), &turn)
        } else if wantsSnapshot {
            ask(.snapshot(standing), &turn)
        } else if store.cursor < knownHead {
            ask(.pull(standing, limit: WireLimits.pageByteCount), &turn)
        } else if let batches = nextPush {
            ask(.push(PushRequest(standing: standing, batches: batches, form: frames)), &turn)
        } else if !store.pending.isEmpty {
            block(.disagreement("it took changes that its log does not show"), &turn)
        } else if mode == .once {
            finish(.settled, &turn)
        } else if stream == .closed {
            stream = .opening
            turn.actions.append(.openStream)
        }
    }

    mutating func ask(_ request: SyncRequest, _ turn: inout Turn) {
        lastRequest += 1
        let id = RequestID(rawValue: lastRequest)
        phase = .asking(id, request)
        turn.actions.append(.send(id, request))
    }

    /// Pending batches that the server has not taken yet, up to a page of them, at least one; nil where there is none.
    private var nextPush: [Batch]? {
        var batches: [Batch] = []
        var byteCount = 0
        for batch in store.pending where batch.last > acknowledged[batch.replica] ?? 0 {
            byteCount += batch.byteCount
            if !batches.isEmpty && byteCount > WireLimits.pageByteCount { break }
            batches.append(batch)
            if batches.count == WireLimits.pageBatchCount { break }
        }
        return batches.isEmpty ? nil : batches
    }
}

/// What an answer means.
extension SyncMachine {
    mutating func take(_ reply: SyncReply, to id: RequestID, _ turn: inout Turn) {
        guard case .asking(id, let request) = phase else { return }
        phase = .idle
        switch (request, reply) {
        case (.hello, .hello(let answer)): take(answer, &turn)
        case (.push(let push), .push(let answer)): take(answer, to: push, &turn)
        case (.snapshot, .snapshot(let answer)): take(answer, &turn)
        case (.snapshot, .problem(let problem, _)) where problem.meansNoSnapshot:
            passOverSnapshot()
        case (.snapshot, .failed(let failure)) where failure.meansNoSnapshot: passOverSnapshot()
        case (.pull, .pull(let answer)) where repair != nil: takeRepairing(answer, &turn)
        case (.pull(let standing, _), .pull(let answer)): take(answer, from: standing, &turn)
        case (.common, .common(let answer)): take(answer, &turn)
        case (.heal(let request), .heal(let answer)): take(answer, to: request, &turn)
        case (.push(let push), .problem(let problem, _))
        where problem.kind == .malformed && push.form == .columns:
            // An older program serves the data folder now: it reads rows.
            frames = .rows
        case (_, .problem(let problem, let retryAfter)):
            refuse(problem, retryAfter: retryAfter, &turn)
        case (_, .failed(let failure)): wait(failure, &turn)
        default: wait(TransportFailure(.nonsense, "the server answered something else"), &turn)
        }
    }

    private mutating func take(_ answer: HelloAnswer, _ turn: inout Turn) {
        guard answer.log.head >= store.cursor else {
            // Within an epoch a log only grows: this is an old answer, or another's.
            guard answer.log.epoch != store.standing.epoch else {
                return wait(
                    TransportFailure(.nonsense, "the server's answer is older than what is known"),
                    &turn)
            }
            return begin(.lostHistory, &turn)
        }
        greeted = answer.log.epoch
        frames = answer.frames
        knownHead = answer.log.head
        acknowledged = [:]
        if let chain = answer.chain,
            store.pending.contains(where: {
                $0.replica == store.replica && $0.last == chain.last && $0.link == chain.link
            })
        {
            acknowledged[store.replica] = chain.last
        }
        backoff.reset()
        malformedCount = 0
        write(.greeted(account: answer.account, log: answer.log), &turn)
    }

    mutating func write(_ change: StoreChange, _ turn: inout Turn) {
        phase = .storing
        turn.actions.append(.store(change))
    }

    /// Remembers the head; a new epoch needs a new hello.
    mutating func note(_ log: LogState) {
        if greeted == log.epoch { knownHead = max(knownHead, log.head) } else { greeted = nil }
    }

    private mutating func take(_ answer: PushAnswer, to push: PushRequest, _ turn: inout Turn) {
        guard answer.fits(push)
        else {
            return wait(
                TransportFailure(.nonsense, "the server's answer does not fit what was sent"), &turn
            )
        }
        note(answer.log)
        for (batch, outcome) in zip(push.batches, answer.outcomes) {
            take(outcome, of: batch, &turn)
        }
    }

    private mutating func take(_ outcome: PushOutcome, of batch: Batch, _ turn: inout Turn) {
        switch outcome {
        case .accepted, .same:
            acknowledged[batch.replica] = batch.last
            pushedCount += 1
            repairCount = 0
        case .refused(let message): quarantine(batch, message, &turn)
        case .gap(let expected): resume(at: expected, refused: batch, &turn)
        case .fork: begin(.fork, &turn)
        case .rebase: begin(.away, &turn)
        case .forbidden(let message): block(.notPermitted(message), &turn)
        }
    }

    private mutating func quarantine(_ batch: Batch, _ message: String, _ turn: inout Turn) {
        guard !batch.isVoid else {
            return block(.disagreement("it refused to leave out a change: \(message)"), &turn)
        }
        let closure = RefusalClosure.of(batch, message: message, in: store.pending)
        guard !closure.isEmpty else { return }
        quarantinedCount += closure.count
        write(.quarantined(closure), &turn)
    }

    /// The server's chain ends earlier than was thought: go on from there, if that is still here and something new.
    private mutating func resume(at expected: UInt64, refused batch: Batch, _ turn: inout Turn) {
        guard expected < batch.first,
            store.pending.contains(where: { $0.replica == batch.replica && $0.first == expected })
        else { return begin(.lostHistory, &turn) }
        acknowledged[batch.replica] = expected - 1
    }

    private mutating func take(_ answer: PullAnswer, from standing: Standing, _ turn: inout Turn) {
        note(answer.log)
        guard standing == store.standing || standing.cursor == store.cursor else { return }
        switch verify(answer) {
        case .failure(.nonsense(let message)): wait(TransportFailure(.nonsense, message), &turn)
        case .failure(.fork): begin(.fork, &turn)
        case .success(let pulled) where pulled.entries.isEmpty:
            // Within an epoch a log only grows: this is an old answer.
            guard greeted == answer.log.epoch, knownHead > store.cursor else { return }
            wait(
                TransportFailure(.nonsense, "the server's answer is older than what is known"),
                &turn)
        case .success(let pulled):
            pulledCount += pulled.entries.count { !store.ownReplicas.contains($0.batch.replica) }
            write(.pulled(pulled), &turn)
        }
    }

    /// How often in a row a request may be called malformed before that is taken for a disagreement.
    private static let malformedCountMax = 5

    /// A refusal of a request as a whole.
    mutating func refuse(_ problem: Problem, retryAfter: Duration?, _ turn: inout Turn) {
        switch problem.kind {
        case .unauthorized: block(.signedOut, &turn)
        case .forbidden: block(.notPermitted(problem.detail), &turn)
        case .history: begin(.lostHistory, &turn)
        case .malformed where mode == .continuous && malformedCount < Self.malformedCountMax:
            // Most likely the request was damaged on its way.
            malformedCount += 1
            wait(TransportFailure(.nonsense, problem.detail), atLeast: retryAfter, &turn)
        case .malformed, .tooLarge, .method: block(.disagreement(problem.detail), &turn)
        case .notFound, .tooMany, .failed, .busy, .other:
            wait(TransportFailure(.unreachable, problem.detail), atLeast: retryAfter, &turn)
        }
    }
}
