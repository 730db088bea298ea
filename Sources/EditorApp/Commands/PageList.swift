import ArgumentParser
import PreviewCore
import WireProtocol

/// A list of what is on a page, as the command line prints it.
enum PageList: String, ExpressibleByArgument, CaseIterable {
    case landmarks, focus, gaps

    func print(_ reading: PageReading, asJSON: Bool, in program: Program) {
        switch self {
        case .landmarks: Self.print(reading.outline, asJSON: asJSON, in: program)
        case .focus: Self.print(reading.focusOrder, asJSON: asJSON, in: program)
        case .gaps:
            if asJSON { return program.console.json(.array(reading.gaps.map(Self.json))) }
            for gap in reading.gaps { program.console.line(Self.line(of: gap)) }
        }
    }

    private static func print(_ stops: [PageStop], asJSON: Bool, in program: Program) {
        if asJSON { return program.console.json(.array(stops.map(json))) }
        for stop in stops {
            let faults = stop.faults.map(\.words).joined(separator: ", ")
            program.console.line(
                String(repeating: "  ", count: stop.depth)
                    + [stop.role, stop.name, faults.isEmpty ? "" : "! " + faults]
                    .filter { !$0.isEmpty }.joined(separator: "  "))
        }
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
