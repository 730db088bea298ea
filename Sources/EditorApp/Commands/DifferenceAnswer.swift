import SiteHistory
import SiteModel
import WireProtocol

/// A difference as an answer.
struct DifferenceAnswer {
    let difference: SiteDifference

    init(_ difference: SiteDifference) { self.difference = difference }

    var json: JSONValue { .array(difference.changes.map(json)) }

    private func json(_ change: SiteChange) -> JSONValue {
        .members([
            ("kind", .string(change.kind.rawValue)), ("page", .optional(change.page)),
            ("section", .optional(change.section)), ("node", .id(change.node)),
            ("field", .optional(change.field)), ("locale", .optional(change.locale)),
            ("before", .optional(change.before)), ("after", .optional(change.after)),
            ("what", .string(change.what.rawValue)), ("words", .string(change.headline)),
        ])
    }

    /// For people; in colour where a terminal shows it.
    func print(in program: Program) {
        let isColoured = program.usesColour
        for line in difference.lines {
            if isColoured {
                program.console.bytes(Array((coloured(line) + "\n").utf8))
            } else {
                program.console.line(Self.lead(line) + Printable.line(line.text))
            }
        }
    }

    private static func lead(_ line: DifferenceLine) -> String {
        switch line.kind {
        case .page: ""
        case .heading: "  "
        case .removed: "    - "
        case .added: "    + "
        case .note: "      "
        }
    }

    private func coloured(_ line: DifferenceLine) -> String {
        let code =
            switch line.kind {
            case .page: "1"
            case .heading: ""
            case .removed: "31"
            case .added: "32"
            case .note: "2"
            }
        let scalars = Array(line.text.unicodeScalars)
        var text = Self.lead(line)
        var written = 0
        func piece(_ range: Range<Int>) -> String {
            Printable.line(String(String.UnicodeScalarView(scalars[range])))
        }
        for word in line.words.map({ $0.clamped(to: 0..<scalars.count) }) where !word.isEmpty {
            text += piece(written..<word.lowerBound) + "\u{1B}[1;7m" + piece(word) + "\u{1B}[22;27m"
            written = word.upperBound
        }
        text += piece(written..<scalars.count)
        return code.isEmpty ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}

extension Program {
    /// Whether words may have colours: on a terminal that has them, unless NO_COLOR says otherwise.
    var usesColour: Bool {
        isTerminal && environment["NO_COLOR", default: ""].isEmpty
            && !["", "dumb"].contains(environment["TERM", default: ""])
    }
}
