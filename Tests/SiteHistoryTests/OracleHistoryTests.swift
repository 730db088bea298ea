import PageTestSupport
import SiteHistory
import SiteModel
import Testing

struct OracleHistoryTests {
    @Test(arguments: UInt64(0)..<20)
    func `devices that read the same log show the same`(seed: UInt64) {
        let history = HistoryGenerator(seed: seed, steps: 60)

        let listings = history.devices.map { SiteListing($0.shown) }

        #expect(history.devices.allSatisfy { $0.pending.isEmpty }, "seed \(seed)")
        for listing in listings.dropFirst() {
            #expect(listing.differences(from: listings[0]) == [], "seed \(seed)")
        }
    }

    @Test(arguments: UInt64(0)..<12)
    func `the tree is a tree on every device at every time`(seed: UInt64) {
        var history = HistoryGenerator(seed: seed)

        for _ in 0..<40 {
            history.step()

            for device in history.devices {
                #expect(device.shown.site.invariantViolations() == [], "seed \(seed)")
            }
        }
    }

    @Test func `the same seed makes the same history`() {
        let one = HistoryGenerator(seed: 7, steps: 50)
        let other = HistoryGenerator(seed: 7, steps: 50)

        #expect(one.log == other.log)
    }

    @Test(arguments: UInt64(0)..<20)
    func `replaying a log at once shows what replaying it in steps shows`(seed: UInt64) {
        let history = HistoryGenerator(seed: seed, steps: 40)

        let (site, conflicts, trash) = NaiveOracle.replay(
            site: HistoryGenerator.site, log: history.log, pending: [])

        let listing = SiteListing(site: site, conflicts: conflicts, trash: trash)
        #expect(
            listing.differences(from: SiteListing(history.devices[0].shown)) == [], "seed \(seed)")
    }
}
