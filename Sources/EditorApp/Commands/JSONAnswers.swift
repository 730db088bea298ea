import SiteModel
import WireProtocol

/// Short ways to write answers.
extension JSONValue {
    static func id(_ id: NodeID) -> JSONValue { .string(id.description) }
    static func number(_ value: some BinaryInteger) -> JSONValue {
        .integer(Int64(clamping: value))
    }
    static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// Milliseconds since 1970 as RFC 3339 in UTC.
    static func time(_ milliseconds: Int64?) -> JSONValue {
        optional(milliseconds.map(Moment.text))
    }
}

/// Moments for people and programs.
enum Moment {
    /// `2026-11-23T02:18:59Z`.
    static func text(_ milliseconds: Int64) -> String {
        let seconds = Int((milliseconds / 1000) % 86_400)
        var days = Int(milliseconds / 86_400_000)
        // Days since 0000-03-01, in eras of 400 years (Howard Hinnant, "chrono-compatible low-level date algorithms").
        days += 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(pad(year, 4))-\(pad(month))-\(pad(day))T"
            + "\(pad(seconds / 3600)):\(pad(seconds / 60 % 60)):\(pad(seconds % 60))Z"
    }

    private static func pad(_ value: Int, _ width: Int = 2) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
