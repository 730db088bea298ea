import SiteMarkup
import WireProtocol

/// Findings of the policy and of the importer, as answers.
enum Findings {
    static func json(_ findings: [Finding]) -> JSONValue {
        .array(
            findings.map { finding in
                .members([
                    ("code", .string(finding.code)),
                    ("severity", .string(finding.severity.rawValue)),
                    ("page", .string(finding.page)), ("section", .string(finding.section)),
                    ("line", .integer(Int64(finding.line))),
                    ("column", .integer(Int64(finding.column))),
                    ("message", .string(finding.message)), ("fix", .string(finding.fix)),
                ])
            })
    }

    /// `page:line:column: message (code)`.
    static func line(_ finding: Finding) -> String {
        let place = [finding.page, "\(finding.line)", "\(finding.column)"].filter { !$0.isEmpty }
            .joined(separator: ":")
        return "\(place): \(finding.severity.rawValue): \(finding.message) (\(finding.code))"
    }

    /// What was refused, in one sentence.
    static func sentence(_ findings: [Finding]) -> String {
        guard let first = findings.first else {
            return "The HTML was refused; nothing was changed."
        }
        let more = findings.count > 1 ? " (and \(findings.count - 1) more)" : ""
        return
            "Refused, nothing was changed: line \(first.line), column \(first.column): \(first.message)\(more)"
    }
}
