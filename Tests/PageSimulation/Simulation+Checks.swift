import PageTestSupport
import SiteHistory
import SiteModel

/// The invariants of design §6, at the end of a run.
extension Simulation {
    mutating func checkEnd() {
        checkRest()
        checkNothingLost()
        checkEqual()
        checkTokens()
        checkOracle()
    }

    /// I10: the outbox empties within a stated bound.
    private mutating func checkRest() {
        for (number, device) in devices.enumerated()
        where !device.store.engine.pending.isEmpty || device.store.engine.cursor != server.head {
            violate(
                "I10",
                "device \(number) has \(device.store.engine.pending.count) batches waiting, cursor "
                    + "\(device.store.engine.cursor) of \(server.head)")
        }
    }

    /// I1, I2, I11, I12: what was acknowledged is in the log once, and the log names each operation once.
    private mutating func checkNothingLost() {
        var counts: [Digest: Int] = [:]
        for entry in server.entries { counts[entry.batch.hash, default: 0] += 1 }
        for (number, device) in devices.enumerated() {
            for hash in device.store.acknowledged where counts[hash] != 1 {
                violate(
                    "I2", "a batch of device \(number) is in the log \(counts[hash] ?? 0) times")
            }
        }
        var end: UInt64 = 0
        for entry in server.entries {
            if entry.start != end + 1 { violate("I12", "the log has a hole before \(entry.start)") }
            end = entry.end
        }
    }

    /// I4, I6: all devices show the same, and it is a tree.
    private mutating func checkEqual() {
        let first = devices[0].store.engine
        for wrong in first.site.invariantViolations() { violate("I6", wrong) }
        for (number, device) in devices.enumerated().dropFirst() {
            let other = device.store.engine
            if other.site.nodes != first.site.nodes {
                violate("I4", "device \(number) shows another site")
            }
            if other.conflicts != first.conflicts {
                violate("I4", "device \(number) shows other conflicts")
            }
            if other.trash != first.trash { violate("I4", "device \(number) has another trash") }
            if other.digest != first.digest { violate("I4", "device \(number) has another log") }
        }
    }

    /// I3: each token that nobody undid is there once, unless its node is in the trash.
    private mutating func checkTokens() {
        let site = devices[0].store.engine.site
        var counts: [Substring: Int] = [:]
        for node in site.nodes.values {
            for text in node.texts.values {
                for word in text.split(separator: " ") where word.contains("tok") {
                    counts[word, default: 0] += 1
                }
            }
        }
        for (word, count) in counts where count > 1 {
            violate("I3", "\(word) is there \(count) times")
        }
    }

    /// I5: the engine shows what the naive oracle shows.
    private mutating func checkOracle() {
        let oracle = NaiveOracle.replay(site: Simulation.site, log: server.entries, pending: [])
        let engine = devices[0].store.engine
        let expected = SiteListing(
            site: oracle.site, conflicts: oracle.conflicts, trash: oracle.trash)
        let shown = SiteListing(site: engine.site, conflicts: engine.conflicts, trash: engine.trash)
        for difference in shown.differences(from: expected).prefix(3) { violate("I5", difference) }
    }
}
