import ArgumentParser
import PreviewCore
import WireProtocol

/// A list of what is on a page, as the command line prints it.
enum PageList: String, ExpressibleByArgument, CaseIterable {
    case landmarks, focus, gaps

    func print(_ reading: PageReading, asJSON: Bool, in program: Program) {
        let (lines, items): ([String], [JSONValue]) =
            switch self {
            case .landmarks: (reading.outline.map(Self.line), reading.outline.map(Self.json))
            case .focus: (reading.focusOrder.map(Self.line), reading.focusOrder.map(Self.json))
            case .gaps: (reading.gaps.map(Self.line), reading.gaps.map(Self.json))
            }
        if asJSON { return program.console.json(.array(items)) }
        if lines.isEmpty { program.console.note(emptiness) }
        for line in lines { program.console.line(line) }
    }

    /// What is said where there is nothing to list.
    private var emptiness: String {
        switch self {
        case .landmarks: "The page has no landmarks and no headings."
        case .focus: "Tab comes to nothing on the page."
        case .gaps: "Nothing is left out."
        }
    }

    private static func line(of stop: PageStop) -> String {
        let faults = stop.faults.map(\.words).joined(separator: ", ")
        return String(repeating: "  ", count: stop.depth)
            + [stop.role, stop.name, faults.isEmpty ? "" : "! " + faults]
            .filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private static func json(_ stop: PageStop) -> JSONValue {
        .members([
            ("role", .string(stop.role)), ("name", .string(stop.name)),
            ("depth", .number(stop.depth)), ("node", .optional(stop.node)),
            ("faults", .array(stop.faults.map { .string($0.words) })),
        ])
    }

    /// `style.css: 3 rules not understood: a, b`.
    static func line(of gap: PreviewGap) -> String {
        gap.name + ": " + gap.words
            + (gap.examples.isEmpty ? "" : ": " + gap.examples.joined(separator: " · "))
    }

    static func json(_ gap: PreviewGap) -> JSONValue {
        .members([
            ("kind", .string(gap.kind.rawValue)), ("name", .string(gap.name)),
            ("count", .number(gap.count)), ("node", .optional(gap.node)),
            ("examples", .array(gap.examples.map { .string($0) })),
        ])
    }
}
