import ArgumentParser
import SiteHistory
import SiteModel
import SiteStore
import WireProtocol

struct UndoCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Takes back this device's newest step, whoever made it.",
        discussion: "With --merge it takes back what another device's change brought into a field "
            + "in which it was merged by itself with yours; for 30 days of the server's time. "
            + "That is a step like any other: undo takes it back.")

    @OptionGroup var target: SiteArgument
    @Option(
        help: ArgumentHelp(
            "The other device's change, or yours that it was merged with (pagemagic log SITE).",
            valueName: "batch"))
    var merge: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let site = try store.site(named: target.site)
        guard let merge else {
            let result = try store.undo(site, scope: .device)
            return Turn.finish(result, "undone:", in: program, asJSON: output.json)
        }
        guard let id = OperationID(merge) else { throw CommandFailure.unknownBatch(merge) }
        let result = try store.undoMerge(id, of: site)
        Turn.finish(result, "merge taken back:", in: program, asJSON: output.json)
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
        let isDone = result.batch != nil || result.skipped.isEmpty
        program.finish(
            Changed(batch: result.batch, nodes: result.changed),
            isDone ? "\(word) \(result.label)" : "nothing was changed",
            asJSON: asJSON,
            more: [("skipped", .array(result.skipped.map(JSONValue.string)))])
    }
}
