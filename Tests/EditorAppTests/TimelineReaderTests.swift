import EditorCore
import Foundation
import SiteHistory
import SiteModel
import Testing

@testable import EditorApp

struct TimelineReaderTests {
    /// 26 Nov 2026, 10:14 UTC.
    private static let now: Int64 = 1_795_688_040_000

    @Test(arguments: [
        (0, "today 12:14"), (-10, "today 02:14"), (-13, "yesterday 23:14"),
        (-36, "yesterday 00:14"), (-37, "24 Nov 2026 23:14"),
    ])
    func `times are those of the clock on the wall, and near days have names`(
        hours: Int64, words: String
    ) throws {
        let zone = try #require(TimeZone(secondsFromGMT: 2 * 3600))
        let moment = LocalMoment(Self.now + hours * 3_600_000, in: zone)

        #expect(moment.words(now: LocalMoment(Self.now, in: zone)) == words)
    }
}
