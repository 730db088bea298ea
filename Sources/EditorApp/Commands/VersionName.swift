import SiteHistory
import SiteModel
import SiteStore

/// What people call a version of a site: `12`, a change's id, `now`, `synced`, `-1`, `yesterday`, `2026-11-25T10:00`.
struct VersionName {
    static let help =
        "A position or a change as log prints it, now, synced, -1 (before the newest change), a day (its "
        + "beginning, UTC) or a time: 2026-11-25, 2026-11-25T10:00, today, yesterday."

    let text: String

    init(_ text: String) { self.text = text }

    /// The version that it names on this device.
    ///
    /// - Parameter now: Milliseconds since 1970.
    /// - Throws: ``CommandFailure`` (66) for what names none, and for what this device keeps no more.
    func version(of site: NodeID, in store: SiteStore, now: Int64) throws -> SiteVersion {
        switch text {
        case "now": return .now
        case "synced": return .synced
        default: break
        }
        if let position = UInt64(text) { return .position(position) }
        if let id = OperationID(text) { return .after(id) }
        let history = History(
            moments: try store.moments(of: site), dropped: try store.syncMarks(of: site).dropped)
        if text.hasPrefix("-"), let back = Int(text.dropFirst()) {
            guard let version = try history.version(back: back) else {
                throw CommandFailure.unknownVersion(text)
            }
            return version
        }
        guard let time = Moment.milliseconds(text, now: now) else {
            throw CommandFailure.unknownVersion(text)
        }
        return try history.version(at: time)
    }

    /// The batches of a site, the oldest first, and the position below which there are none here.
    private struct History {
        let moments: [BatchMoment]
        let dropped: UInt64

        /// Before so many of the newest changes; nil where there never were so many.
        func version(back: Int) throws -> SiteVersion? {
            let left = moments.count - back
            if left > 0 { return .after(moments[left - 1].id) }
            if left == 0 { return .position(dropped) }
            guard dropped == 0 else { throw CommandFailure.versionNotKept(below: dropped) }
            return nil
        }

        func version(at time: Int64) throws -> SiteVersion {
            if let last = moments.last(where: { $0.time <= time }) { return .after(last.id) }
            guard dropped == 0 else { throw CommandFailure.versionNotKept(below: dropped) }
            return .position(0)
        }
    }
}

extension SiteVersion {
    /// What a record of it says, whatever day that is read on: `26 Nov 2026, 10:14 UTC`, `position 12`.
    func words(of site: NodeID, in store: SiteStore) throws -> String {
        switch self {
        case .now: return "now"
        case .synced: return "what the server had"
        case .position(let position): return "position \(position)"
        case .after(let id), .before(let id):
            let moment = try store.moments(of: site).first { $0.id == id }
            return moment.map { Moment.words($0.time) } ?? id.description
        }
    }
}

extension Moment {
    private static let day: Int64 = 86_400_000

    /// A day's beginning or a time, in UTC: `2026-11-25`, `2026-11-25T10:00`, `2026-11-25T10:00:23Z` (the whole second),
    /// `today`, `yesterday`; nil for anything else.
    static func milliseconds(_ text: String, now: Int64) -> Int64? {
        let today = now - now % day
        if text == "today" { return today }
        if text == "yesterday" { return today - day }
        let halves = text.split(
            maxSplits: 1, omittingEmptySubsequences: false,
            whereSeparator: { $0 == "T" || $0 == " " })
        let date = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard date.map(\.count) == [4, 2, 2], let days = days(date.map { Int64($0) ?? -1 }) else {
            return nil
        }
        guard halves.count == 2 else { return days * day }
        let clock = halves[1].hasSuffix("Z") ? halves[1].dropLast() : halves[1]
        return timeOfDay(clock).map { days * day + $0 }
    }

    private static func timeOfDay(_ clock: Substring) -> Int64? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.map { $0.count == 2 ? Int64($0) ?? -1 : -1 }
        guard (2...3).contains(parts.count), (0...23).contains(numbers[0]),
            numbers.dropFirst().allSatisfy({ (0...59).contains($0) })
        else { return nil }
        let minutes = (numbers[0] * 60 + numbers[1]) * 60_000
        return numbers.count == 2 ? minutes : minutes + numbers[2] * 1000 + 999
    }

    /// Days since 1970 (Howard Hinnant, "chrono-compatible low-level date algorithms"); nil where there is no such day.
    private static func days(_ date: [Int64]) -> Int64? {
        let (year, month, day) = (date[0], date[1], date[2])
        guard year >= 1970, (1...12).contains(month), (1...31).contains(day) else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        let isThere = Moment.text(days * Moment.day).prefix(10).suffix(2).elementsEqual(
            day < 10 ? "0\(day)" : "\(day)")
        return isThere ? days : nil
    }
}
