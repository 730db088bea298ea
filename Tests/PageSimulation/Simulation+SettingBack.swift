import PageTestSupport
import SiteHistory
import SiteModel
import WireProtocol

/// Servers and stores that are set back to what they were: what must heal.
extension Simulation {
    /// Keeps the server as it is, for later.
    mutating func backUpServer() {
        if serverBackups.count < 40 { serverBackups.append(server) }
    }

    /// Keeps a home as it is, for later.
    mutating func backUp(_ home: Int) {
        guard !homes[home].plan.onFiles, homes[home].acknowledged.count % 4 == 1 else { return }
        homeBackups[home] = homes[home]
    }

    /// The data folder comes from a backup; the accounts are kept elsewhere.
    mutating func restoreServer(_ random: inout SplitMix64) {
        guard let old = random.pick(serverBackups), old.head < server.head else { return }
        let accounts = server.accounts
        let wallClock = server.wallClock
        server = old
        server.accounts = accounts
        server.wallClock = wallClock
        wasSetBack = true
        positions = positions.filter { $0.key <= old.head }
        restartServer(counting: .serverRestore)
    }

    /// A home comes from a backup: what was not sent since is lost with it, and nobody else can know of it.
    mutating func restoreHome(_ home: Int) {
        guard let old = homeBackups[home], var store = old.home as? MemoryHome else { return }
        count(.storeRestore)
        for process in running(on: home) { kill(process) }
        let logged = Set(server.entries.map(\.batch.hash))
        store.wasSetBack(as: ReplicaID(rawValue: random.next()))
        let kept = old.acknowledged.map(\.hash)
        homes[home].acknowledged.removeAll {
            !logged.contains($0.hash) && !kept.contains($0.hash)
        }
        homes[home].refusedChains = []
        homes[home].drafts = old.drafts
        homes[home].home = store
        wasSetBack = true
    }
}
