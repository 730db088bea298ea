import PageTestSupport
import SiteHistory
import SiteModel
import SyncCore
import WireProtocol

/// A log that grows old: what everybody has seen of it, what the server promises to keep, the state that stands for its
/// beginning.
extension Simulation {
    /// A device that was not heard of for so long holds nobody up.
    private static let forgottenAfter = Duration.seconds(15)
    /// A server that promises by time promises so much.
    private static let keptFor = Duration.seconds(20)

    /// What a request says of its sender, as the server takes note of it.
    mutating func noteFloor(_ request: SyncRequest, token: String) {
        guard let standing = request.standing,
            server.accounts[token] == SimulatedServer.account,
            (try? LogKeeper.check(standing, against: server.log)) != nil
        else { return }
        let floor = min(standing.floor, standing.cursor)
        server.floors[standing.replica] = (floor, now)
        let heard = server.floors.values.filter { now - $0.at < Simulation.forgottenAfter }
        let least = heard.map(\.floor).min() ?? 0
        let dropped = min(standing.dropped, standing.cursor)
        server.log.stable = min(max(server.log.stable, least, dropped), server.head)
        server.noteAge(now)
        letGo()
    }

    /// A server that may be set back promises everything.
    private mutating func letGo() {
        guard !plan.steps.contains(where: \.kind.needsHealing), let promised else { return }
        server.log.kept = max(server.log.kept, min(promised, server.head))
        do {
            try server.keepSnapshot()
        } catch {
            violate(.boundedStore, "the server made no snapshot: \(error)")
        }
        purgeTrash()
    }

    /// In every second run the server purges what nobody can still want back; a promise takes no time in a run.
    private mutating func purgeTrash() {
        guard plan.seed % 2 == 1 else { return }
        do {
            if try server.purgeTrash(as: ReplicaID(rawValue: random.next())) { count(.purge) }
        } catch {
            violate(.boundedStore, "the server's purge was not taken: \(error)")
        }
    }

    /// Where the part of the log begins that the server promises to keep; nil where that is not known now.
    private var promised: UInt64? {
        switch plan.promise {
        case .lowestFloor: leastFloor
        case .half: server.log.stable / 2
        case .recent: server.end(before: now - Simulation.keptFor)
        }
    }

    /// What every home that there is has seen, heard of or not; nil where one cannot be asked.
    private var leastFloor: UInt64? {
        var least = UInt64.max
        for number in homes.indices where hasJoined(number) {
            guard let process = running(on: number).first,
                let state = try? homes[number].home.syncState(for: process)
            else { return nil }
            least = min(least, state.standing.floor)
        }
        return least
    }

    private func hasJoined(_ home: Int) -> Bool {
        !plan.homes[home].isLeftOut && now >= .milliseconds(plan.homes[home].joinsAt)
    }
}

extension SyncRequest {
    fileprivate var standing: Standing? {
        switch self {
        case .hello(let hello): hello.standing
        case .push(let push): push.standing
        case .pull(let standing, _), .snapshot(let standing): standing
        case .common, .heal: nil
        }
    }
}
