import ArgumentParser
import SiteHistory
import SiteModel
import SiteStore
import WireProtocol

struct UndoCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Takes back this device's newest step, whoever made it.")

    @OptionGroup var target: SiteArgument
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let result = try store.undo(try store.site(named: target.site), scope: .device)
        Turn.finish(result, "undone:", in: program, asJSON: output.json)
    }
}

struct RedoCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "redo", abstract: "Gives back the step that was undone last.")

    @OptionGroup var target: SiteArgument
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let result = try store.redo(try store.site(named: target.site), scope: .device)
        Turn.finish(result, "redone:", in: program, asJSON: output.json)
    }
}

enum Turn {
    static func finish(_ result: CommitResult, _ word: String, in program: Program, asJSON: Bool) {
        for sentence in result.skipped { program.console.note("pagemagic: " + sentence) }
        program.finish(
            Changed(batch: result.batch, nodes: result.changed), "\(word) \(result.label)",
            asJSON: asJSON,
            more: [("skipped", .array(result.skipped.map(JSONValue.string)))])
    }
}

struct LogCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Lists what changed a site, the newest first.")

    @OptionGroup var target: SiteArgument
    @Option(help: "How many changes at most.")
    var limit = 100
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be 1 or more") }
    }

    func perform(in program: Program) throws {
        let store = try program.store()
        let site = try store.site(named: target.site)
        let history = try store.history(of: site, limit: limit)
        let engine = try store.state(of: site).engine
        let merges = engine.automaticMerges
        func merged(_ stored: StoredBatch) -> [AutomaticMerge] {
            merges[stored.batch.id(ofOperationAt: 0)] ?? []
        }
        if output.json {
            program.console.json(
                .array(history.map { Self.json($0, merged($0), in: engine.site) }))
            return
        }
        for batch in history {
            let place = batch.start.map { "\($0)" } ?? "not sent"
            let author = batch.author.isEmpty ? "this device" : Printable.line(batch.author)
            program.console.line(
                "\(Moment.text(batch.time))  \(place)  \(author)  \(batch.kind) \(Printable.line(batch.target))"
            )
            for merge in merged(batch) {
                let label = Printable.line(HistoryEngine.label(of: merge.node, in: engine.site))
                program.console.line("    merged by itself: \(label), with \(merge.other)")
            }
        }
    }

    private static func json(
        _ stored: StoredBatch, _ merged: [AutomaticMerge], in site: Site
    ) -> JSONValue {
        .members([
            (
                "merged",
                .array(
                    merged.map {
                        .members([
                            ("with", .string($0.other.description)),
                            ("node", .id($0.node)),
                            ("target", .string(HistoryEngine.label(of: $0.node, in: site))),
                        ])
                    })
            ),
            ("batch", .string(stored.id)), ("state", .string(stored.state.rawValue)),
            ("start", stored.start.map { .number($0) } ?? .null),
            ("operations", .number(stored.batch.count)),
            ("kind", .string(stored.kind)), ("target", .string(stored.target)),
            ("author", .string(stored.author)),
            ("origin", .string(stored.origin)), ("time", .time(stored.time)),
        ])
    }
}

struct OutboxCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "Lists what waits to be sent, and what the server refused."
    )

    @Argument(help: "A site; all of them without it.")
    var site: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let ids = try site.map { [try store.site(named: $0)] } ?? store.sites().map(\.id)
        var answers: [JSONValue] = []
        for id in ids {
            for stored in try store.outbox(of: id) {
                answers.append(Self.json(stored, id))
                if !output.json { program.console.line(Self.line(stored)) }
            }
        }
        if output.json {
            program.console.json(.array(answers))
        } else if answers.isEmpty {
            program.console.note("Nothing waits to be sent.")
        }
    }

    private static func json(_ stored: StoredBatch, _ site: NodeID) -> JSONValue {
        .members([
            ("site", .id(site)), ("batch", .string(stored.id)),
            ("state", .string(stored.state.rawValue)),
            ("kind", .string(stored.kind)), ("target", .string(stored.target)),
            ("tries", .number(stored.tries)),
            ("message", stored.message.map(JSONValue.string)), ("time", .time(stored.time)),
        ])
    }

    private static func line(_ stored: StoredBatch) -> String {
        let end =
            stored.message.map { "  refused: " + Printable.line($0) }
            ?? (stored.tries > 0 ? "  tried \(stored.tries)×" : "")
        return "\(Moment.text(stored.time))  \(stored.kind) \(Printable.line(stored.target))\(end)"
    }
}
