import EditorCore
import Foundation
import SiteHistory
import SiteModel
import SiteStore

/// Steps of a site's history in words.
struct TimelineReader {
    /// What this store wrote under.
    let own: Set<ReplicaID>
    /// What nodes are called now.
    var names: SiteNames?
    /// Milliseconds since 1970.
    var now = Int64(Date().timeIntervalSince1970 * 1000)
    var zone = TimeZone.current

    func step(_ step: HistoryStep) -> TimelineStep {
        let batch = step.batch
        return TimelineStep(
            id: batch.batch.id(ofOperationAt: 0),
            what: batch.words(seen: step.difference.summary, calling: names),
            who: who(batch) + (batch.state == .pending ? ", not sent" : ""),
            when: LocalMoment(batch.time, in: zone).words(now: LocalMoment(now, in: zone)),
            lines: step.difference.lines)
    }

    /// Devices of one account are told apart by the beginning of their names.
    private func who(_ stored: StoredBatch) -> String {
        let replica = stored.batch.replica
        if own.contains(replica) { return "this device" }
        let device = "device \(replica.description.prefix(4))"
        return stored.author.isEmpty ? device : "\(stored.author), \(device)"
    }
}

/// A time as the clock on the wall shows it.
struct LocalMoment {
    private static let day: Int64 = 86_400_000

    /// Milliseconds since 1970 of a clock that shows this in UTC.
    private let milliseconds: Int64

    init(_ milliseconds: Int64, in zone: TimeZone) {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        self.milliseconds = milliseconds + Int64(zone.secondsFromGMT(for: date)) * 1000
    }

    /// `today 10:14`, `yesterday 18:40`, `25 Nov 2026 18:40`.
    func words(now: LocalMoment) -> String {
        let days = now.milliseconds / Self.day - milliseconds / Self.day
        let parts = Moment.words(milliseconds).split(separator: ",").map(String.init)
        let clock = (parts.last ?? "").replacing(" UTC", with: "")
        return (days == 0 ? "today" : days == 1 ? "yesterday" : parts[0]) + clock
    }
}
