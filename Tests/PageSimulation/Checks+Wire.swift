import PageTestSupport
import SiteHistory
import SyncCore
import WireProtocol

/// What must hold of messages.
extension Simulation {
    /// I14: a damaged answer is an error, or the answer as it was.
    mutating func checkDamage(
        _ damaged: WireResponse, _ sent: WireResponse, to request: SyncRequest
    ) {
        guard sent.status == 200 else { return }
        let reply = SyncReply(to: request, .success(damaged))
        switch reply {
        case .failed: break
        case SyncReply(to: request, .success(sent)): break
        default: violate(.damageIsRefused, "a damaged answer was accepted")
        }
    }

    /// I14: a damaged request is an error, or the request as it was.
    mutating func checkRefused(_ wire: WireRequest, as request: SyncRequest) {
        if let read = try? SimulatedServer.read(wire, as: request), read != request {
            violate(.damageIsRefused, "a damaged request was accepted")
        }
    }

    /// I11: a push that was answered is answered the same when it comes again, and changes nothing.
    mutating func checkRepeat(
        _ wire: WireRequest, _ request: SyncRequest, _ response: WireResponse
    ) {
        guard case .push = request, response.status == 200,
            case .push(let first) = SyncReply(to: request, .success(response))
        else { return }
        let digest = server.log.digest
        let again = SyncReply(to: request, .success(server.answer(wire, as: request)))
        if server.log.digest != digest {
            violate(.repeatsChangeNothing, "a repeated push changed the log")
        }
        guard case .push(let second) = again,
            first.outcomes.map(\.isTaken) == second.outcomes.map(\.isTaken)
        else {
            return violate(.repeatsChangeNothing, "a repeated push is answered with \(again)")
        }
    }

    /// I12: no position of an epoch ever names two batches.
    mutating func notePositions() {
        let epoch = server.epoch
        let name = { (entry: LogEntry) in LogPosition(epoch: epoch, count: entry.end) }
        for entry in server.entries.suffix(
            while: { positions[name($0)] != $0.batch.hash })
        {
            if positions.updateValue(entry.batch.hash, forKey: name(entry)) != nil {
                violate(.positionsNameOne, "position \(entry.end) names two batches")
            }
        }
    }
}

extension Array {
    /// The longest end whose elements all fulfil a condition.
    fileprivate func suffix(while condition: (Element) -> Bool) -> ArraySlice<Element> {
        let end = reversed().prefix(while: condition).count
        return suffix(end)
    }
}
