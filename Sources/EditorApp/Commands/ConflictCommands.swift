import ArgumentParser
import SiteHistory
import SiteModel
import SiteStore
import WireProtocol

struct ConflictsCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts", abstract: "Lists what two devices changed differently.")

    @OptionGroup var target: SiteArgument
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let site = try store.site(named: target.site)
        let state = try store.state(of: site)
        let answer = ConflictAnswer(
            state: state, authors: try Authors(of: state.conflicts.isEmpty ? nil : site, in: store))
        if output.json {
            program.console.json(.array(state.conflicts.map(answer.json)))
            return
        }
        if state.conflicts.isEmpty { program.console.note("There is no conflict.") }
        for conflict in state.conflicts {
            for line in answer.lines(conflict) { program.console.line(line) }
        }
    }
}

struct ResolveCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Closes a conflict with one side, both, or another value."
    )

    @OptionGroup var target: SiteArgument
    @Argument(help: "A conflict's id (pagemagic conflicts SITE).")
    var conflict: String
    @Option(help: "ours, theirs, both (texts and class lists), or a value.")
    var take: String
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        guard let id = ConflictID(conflict) else {
            throw CommandFailure(
                .notFound, "There is no conflict “\(conflict)”.",
                hint: "pagemagic conflicts SITE lists them.")
        }
        let store = try program.store()
        let site = try store.site(named: target.site)
        let result = try store.commit([.resolve(id, choice)], to: site, origin: .command)
        program.finish(
            Changed(batch: result.batch, nodes: result.changed), "resolved: \(id)",
            asJSON: output.json)
    }

    private var choice: ConflictChoice {
        switch take {
        case "ours": .ours
        case "theirs": .theirs
        case "both": .both
        default: .value(Printable.settable(take).text)
        }
    }
}

/// Who wrote what, for display.
struct Authors {
    private let ranges: [(batch: Batch, author: String)]

    /// - Parameter site: nil where nothing is asked.
    init(of site: NodeID?, in store: SiteStore) throws {
        guard let site else {
            ranges = []
            return
        }
        ranges = try store.history(of: site, limit: 100_000).map { ($0.batch, $0.author) }
    }

    func author(of operation: OperationID) -> String? {
        ranges.first {
            $0.batch.replica == operation.replica && $0.batch.first <= operation.seq
                && operation.seq <= $0.batch.last
        }.flatMap { $0.author.isEmpty ? nil : $0.author }
    }
}

/// Conflicts as answers, as this device sees them.
struct ConflictAnswer {
    let state: SiteState
    let authors: Authors

    func json(_ conflict: Conflict) -> JSONValue {
        let sides = conflict.sides(ownedBy: state.replicas)
        return .members([
            ("id", .string(conflict.id.description)), ("kind", .string(conflict.id.kind.rawValue)),
            ("node", .id(conflict.node)), ("field", .string(fieldName(conflict))),
            ("base", value(conflict.base, of: conflict)),
            ("ours", value(sides.ours.value, of: conflict)),
            ("theirs", value(sides.theirs.value, of: conflict)),
            ("others", .array(conflict.others.map { value($0.value, of: conflict) })),
            ("author", .optional(authors.author(of: sides.theirs.operation))),
        ])
    }

    func lines(_ conflict: Conflict) -> [String] {
        let sides = conflict.sides(ownedBy: state.replicas)
        let place = SiteNames(state.site).label(of: conflict.node)
        let field = fieldName(conflict)
        return [
            "\(conflict.id.kind.rawValue)  \(place)\(field.isEmpty ? "" : " " + field)  \(conflict.id)",
            "  ours:   \(words(sides.ours.value, of: conflict))",
            "  theirs: \(words(sides.theirs.value, of: conflict))",
        ]
    }

    private func fieldName(_ conflict: Conflict) -> String {
        FieldName(conflict.id.field).attributeName ?? conflict.id.field
    }

    private func value(_ text: String?, of conflict: Conflict) -> JSONValue {
        .optional(text.map { conflict.id.kind == .value ? $0.withoutInlineMarks : $0 })
    }

    private func words(_ text: String?, of conflict: Conflict) -> String {
        guard let text else { return "(absent)" }
        if conflict.id.kind == .move, let id = NodeID(text) {
            return SiteNames(state.site).label(of: id)
        }
        return Excerpt.of(text.withoutInlineMarks)
    }
}
