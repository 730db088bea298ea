import PageTestSupport
import SiteHistory
import SiteModel
import SyncCore
import WireProtocol

/// What happens to messages on their way. Every one goes through the codecs of both sides.
extension Simulation {
    mutating func transmit(_ request: SyncRequest, _ id: RequestID, from process: Int) {
        let home = processes[process].home
        let incarnation = processes[process].incarnation
        let endpoint = ServerEndpoint(address: FileHome.server, token: homes[home].token)
        var wire = endpoint.request(request, site: Scene.site)
        if now < homes[home].cutOffUntil || strike(.drop, process, percent: 5) != nil {
            return answer(nil, to: request, id, process, incarnation, after: .seconds(5))
        }
        if now < homes[home].portalUntil {
            return answer(
                Damage.portalPage, to: request, id, process, incarnation, after: delay(process))
        }
        damage(&wire, request, from: process)
        let arrival = now + delay(process)
        if arrival < lastArrival, areFaultsOn { count(.reorder) }
        lastArrival = arrival
        queue.add(
            .arrive(process: process, incarnation: incarnation, id, request, wire), at: arrival)
        if strike(.repeat, process, percent: 5) != nil {
            let again = arrival + delay(process)
            queue.add(
                .arrive(process: process, incarnation: incarnation, id, request, wire), at: again)
        }
    }

    /// Bodies only: the line of a GET has no check of its own but TLS's.
    private mutating func damage(
        _ wire: inout WireRequest, _ request: SyncRequest, from process: Int
    ) {
        guard !wire.body.isEmpty else { return }
        if var details = strike(.garbleRequest, process, percent: 3) {
            let sound = wire.body
            wire.body = Damage.garble(wire.body, &details)
            if wire.body != sound { checkRefused(wire, as: request) }
            homes[processes[process].home].hadDamagedRequest = true
        } else if case .push = request, var details = strike(.bomb, process, percent: 1) {
            wire.body = Damage.bomb(.push, &details)
            checkRefused(wire, as: request)
            homes[processes[process].home].hadDamagedRequest = true
        }
    }

    private mutating func delay(_ process: Int) -> Duration {
        if var details = strike(.delay, process, percent: 8) {
            return .milliseconds(500 + details.below(8000))
        }
        return .milliseconds(1 + processes[process].random.below(40))
    }

    /// nil is no answer at all.
    private mutating func answer(
        _ response: WireResponse?, to request: SyncRequest, _ id: RequestID, _ process: Int,
        _ incarnation: Int, after delay: Duration
    ) {
        queue.add(
            .replied(process: process, incarnation: incarnation, id, request, response),
            at: now + delay)
    }

    /// A request reaches the server; the answer goes back the same way.
    mutating func arrive(
        _ wire: WireRequest, _ request: SyncRequest, _ id: RequestID, from process: Int,
        _ incarnation: Int
    ) {
        let home = processes[process].home
        if let refusal = refusal(of: process) {
            return answer(
                refusal.response, to: request, id, process, incarnation, after: delay(process))
        }
        let head = server.head
        backUpServer()
        noteFloor(request, token: homes[home].token)
        let response = server.answer(wire, as: request)
        notePositions()
        if server.head > head {
            hintAll()
            if strike(.crashBeforeAnswer, process, percent: 3) != nil {
                restartServer(counting: .restart)
                return answer(nil, to: request, id, process, incarnation, after: .seconds(2))
            }
        }
        checkRepeat(wire, request, response)
        if now < homes[home].cutOffUntil || strike(.drop, process, percent: 5) != nil {
            return answer(nil, to: request, id, process, incarnation, after: .seconds(5))
        }
        answer(
            changed(response, to: request, process), to: request, id, process, incarnation,
            after: delay(process))
    }

    /// What the server says instead of an answer: it is busy, or does not permit it.
    private mutating func refusal(of process: Int) -> SyncReply? {
        func problem(_ kind: Problem.Kind, _ status: Int) -> Problem {
            Problem(kind, status: status, title: "refused", detail: "simulated")
        }
        if now < forbiddenUntil { return .problem(problem(.forbidden, 403), retryAfter: nil) }
        if now < stormUntil {
            let seconds = Duration.seconds(1 + processes[process].random.below(9))
            return processes[process].random.chance(50)
                ? .problem(problem(.tooMany, 429), retryAfter: seconds)
                : .problem(problem(.busy, 503), retryAfter: seconds)
        }
        if strike(.busy, process, percent: 3) != nil {
            return .problem(problem(.busy, 503), retryAfter: .seconds(2))
        }
        return nil
    }

    /// The answer as it comes out of the network.
    ///
    /// An old answer to a hello or to a push, taken for that to another of its kind, is believed by the machine: a head
    /// that fell in one epoch, an outcome that does not say whose it is. These two lies are left out here.
    private mutating func changed(
        _ response: WireResponse, to request: SyncRequest, _ process: Int
    ) -> WireResponse {
        let old = processes[process].oldAnswers
        processes[process].oldAnswers = old.suffix(5) + [OldAnswer(request, response)]
        if var details = strike(.garble, process, percent: 3) {
            var damaged = response
            damaged.body = Damage.garble(response.body, &details)
            checkDamage(damaged, response, to: request)
            return damaged
        }
        if var details = strike(.bomb, process, percent: 1) {
            var bomb = response
            bomb.body = Damage.bomb(.pull, &details)
            checkDamage(bomb, response, to: request)
            return bomb
        }
        if var details = strike(.wrongAnswer, process, percent: 2) {
            let lies = old.filter { $0.kind != OldAnswer.kind(of: request) || $0.kind == "pull" }
            return details.pick(lies)?.response ?? response
        }
        return response
    }

    /// An answer reaches the program that asked.
    mutating func take(
        _ response: WireResponse?, to request: SyncRequest, _ id: RequestID, on process: Int
    ) {
        guard processes[process].transfers.remove(id) != nil else { return }
        // Whoever took the right meanwhile may have synced: the answer is to a question of an older state.
        if sabotage != .syncsWithoutLease, processes[process].isEditor,
            !homes[processes[process].home].home.holdsLease(process),
            let state = try? homes[processes[process].home].home.syncState(for: process)
        {
            return handle(.started(state), on: process)
        }
        let result: Result<WireResponse, TransportFailure> =
            response.map { .success($0) }
            ?? .failure(TransportFailure(.unreachable, "simulated"))
        handle(.replied(id, SyncReply(to: request, result)), on: process)
    }

    /// Tells every open stream where the log ends: when it grew, and as a heartbeat.
    mutating func hintAll() {
        let hint = EventHint(epoch: server.epoch, head: server.head)
        for process in processes.indices where processes[process].stream != nil {
            let home = homes[processes[process].home]
            guard now >= max(home.cutOffUntil, home.portalUntil),
                strike(.drop, process, percent: 8) == nil
            else { continue }
            var bytes = hint.eventBytes
            if var details = strike(.garble, process, percent: 3) {
                bytes = Damage.garble(bytes, &details)
            }
            let incarnation = processes[process].incarnation
            queue.add(
                .hint(process: process, incarnation: incarnation, bytes), at: now + delay(process))
        }
    }
}
