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

    /// The data folder comes from a backup; the accounts are kept elsewhere. Where stores let go of what lies below the
    /// oldest restore point that was promised, none from before it is used.
    mutating func restoreServer(_ random: inout SplitMix64) {
        guard let old = random.pick(serverBackups), old.head < server.head,
            old.head >= server.log.kept || !homes.contains(where: \.plan.onFiles)
        else { return }
        let accounts = server.accounts
        let wallClock = server.wallClock
        let logged = Set(old.entries.map(\.batch.hash))
        for home in homes.indices {
            homes[home].acknowledged.removeAll { $0.isOnServerOnly && !logged.contains($0.hash) }
        }
        server = old
        server.accounts = accounts
        server.wallClock = wallClock
        wasSetBack = true
        restartServer(counting: .serverRestore)
    }

    /// A home comes from a backup: what was not sent since is lost with it, and nobody else can know of it.
    mutating func restoreHome(_ home: Int) {
        guard let old = homeBackups[home], var store = old.home as? MemoryHome else { return }
        count(.storeRestore)
        for process in running(on: home) { kill(process) }
        let logged = Set(server.entries.map(\.batch.hash))
        store.wasSetBack(as: random.next())
        let kept = old.acknowledged.map(\.hash)
        homes[home].acknowledged.removeAll {
            !logged.contains($0.hash) && !kept.contains($0.hash)
        }
        for one in homes[home].acknowledged.indices
        where !kept.contains(homes[home].acknowledged[one].hash) {
            homes[home].acknowledged[one].isOnServerOnly = true
        }
        homes[home].refusedChains = []
        homes[home].drafts = old.drafts
        homes[home].home = store
        wasSetBack = true
    }

    /// A home's store is put in the place of another's: what was not sent from there is lost. The copy may see that it
    /// is one, or write on under the same name.
    mutating func copyHome(to home: Int, _ random: inout SplitMix64) {
        let others = homes.indices.filter { $0 != home && !homes[$0].plan.isLeftOut }
        guard let source = random.pick(others), var store = homes[source].home as? MemoryHome,
            homes[home].home is MemoryHome, !store.isEmpty
        else { return }
        count(.storeCopy)
        for process in running(on: home) { kill(process) }
        store.wasCopied(as: random.chance(70) ? random.next() : nil)
        let logged = Set(server.entries.map(\.batch.hash))
        homes[home].acknowledged.removeAll { !logged.contains($0.hash) }
        for one in homes[home].acknowledged.indices {
            homes[home].acknowledged[one].isOnServerOnly = true
        }
        homes[home].acknowledged += homes[source].acknowledged
        homes[home].refusedChains = []
        homes[home].drafts = homes[source].drafts
        homes[home].home = store
        homeBackups[home] = nil
        wasSetBack = true
    }

    /// The server still has everything, and promises only what is behind a position.
    mutating func forget(_ random: inout SplitMix64) {
        guard let entry = random.pick(server.entries) else { return }
        count(.forgetting)
        server.forget(through: entry.end)
        wasSetBack = true
    }
}
