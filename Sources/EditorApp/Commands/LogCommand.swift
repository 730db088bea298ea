import ArgumentParser
import SiteHistory
import SiteModel
import SiteStore
import WireProtocol

struct LogCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Lists what changed a site, the newest first.",
        discussion: "Under a change stands what it was merged with by itself; "
            + "pagemagic undo SITE --merge BATCH takes the other's part back.")

    @OptionGroup var target: SiteArgument
    @Option(parsing: .unconditional, help: "How many changes at most.")
    var limit = 100
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be 1 or more") }
    }

    func perform(in program: Program) throws {
        let store = try program.store()
        let site = try store.site(named: target.site)
        let history = try store.history(of: site, limit: limit)
        let answer = LogAnswer(
            try store.state(of: site, depth: .kept), ownTimes: try store.ownTimes(of: site))
        if output.json {
            program.console.json(.array(history.map(answer.json)))
            return
        }
        for batch in history {
            for line in answer.lines(batch) { program.console.line(line) }
        }
        let dropped = try store.syncMarks(of: site).dropped
        if dropped > 0, history.count < limit {
            program.console.note(
                "Changes up to position \(dropped) are not kept on this device; the server has them."
            )
        } else if history.isEmpty {
            program.console.note("Nothing has changed yet.")
        }
    }
}

/// A site's history as answers.
private struct LogAnswer {
    private let state: SiteState
    private let writers: Writers
    private let names: SiteNames
    private let merges: [OperationID: [AutomaticMerge]]
    private let trash: [TrashEntry]

    init(_ state: SiteState, ownTimes: [OperationID: Int64]) {
        self.state = state
        writers = Writers(of: state, ownTimes: ownTimes)
        names = SiteNames(state.site)
        merges = state.engine.automaticMerges
        trash = state.trash
    }

    private func merged(_ stored: StoredBatch) -> [AutomaticMerge] {
        merges[stored.batch.id(ofOperationAt: 0)] ?? []
    }

    func json(_ stored: StoredBatch) -> JSONValue {
        let merged = merged(stored).map { json($0, in: stored) }
        return .members([
            ("merged", .array(merged)), ("batch", .string(stored.id)),
            ("state", .string(stored.state.rawValue)),
            ("start", stored.start.map { .number($0) } ?? .null),
            ("operations", .number(stored.batch.count)),
            ("kind", .string(stored.kind)), ("target", .string(stored.target)),
            ("author", .string(stored.author)),
            ("origin", .string(stored.origin)), ("time", .time(stored.time)),
        ])
    }

    private func json(_ merge: AutomaticMerge, in stored: StoredBatch) -> JSONValue {
        let other = writers.writer(of: merge.other)
        let texts = state.engine.texts(of: merge, in: stored.batch.id(ofOperationAt: 0))
        return .members([
            ("with", .string(merge.other.description)), ("node", .id(merge.node)),
            ("target", .string(names.label(of: merge.node))), ("field", .string(field(of: merge))),
            ("author", .optional(other.author)), ("time", .time(other.time)),
            ("before", .optional(texts?.before.withoutInlineMarks)),
            ("after", .optional(texts?.after.withoutInlineMarks)),
        ])
    }

    func lines(_ stored: StoredBatch) -> [String] {
        let place = stored.start.map { "\($0)" } ?? "not sent"
        let author = stored.author.isEmpty ? "this device" : Printable.line(stored.author)
        let head =
            "\(Moment.text(stored.time))  \(place)  \(author)  \(Printable.line(stored.words(calling: names, trash: trash)))"
        return [head] + merged(stored).flatMap { lines($0, in: stored) }
    }

    private func lines(_ merge: AutomaticMerge, in stored: StoredBatch) -> [String] {
        let own = stored.batch.id(ofOperationAt: 0)
        let isForeign = !state.replicas.contains(own.replica)
        let label = Printable.line(names.label(of: merge.node))
        let what = merge.text == nil ? "the order of \(label)" : label
        let with = writers.words(for: merge.other)
        var lines = [
            "    merged by itself: \(what), with the change of \(with)"
                + "  (--merge \(isForeign ? own : merge.other))"
        ]
        if let texts = state.engine.texts(of: merge, in: own) {
            lines.append(
                "      “\(Excerpt.of(texts.before.withoutInlineMarks))” became “\(Excerpt.of(texts.after.withoutInlineMarks))”"
            )
        }
        return lines
    }

    private func field(of merge: AutomaticMerge) -> String {
        merge.text?.description ?? "order"
    }
}
