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
        let state = try store.state(of: site, depth: .kept)
        let answer = ConflictAnswer(state, ownTimes: try store.ownTimes(of: site))
        if output.json {
            program.console.json(.array(state.conflicts.map(answer.json)))
            return
        }
        let contested = state.engine.contestedMerges(among: state.engine.listedMerges)
        if state.conflicts.isEmpty, contested.isEmpty {
            program.console.note("There is no conflict.")
        }
        for (index, conflict) in state.conflicts.enumerated() {
            if index > 0 { program.console.line("") }
            for line in answer.lines(conflict) { program.console.line(line) }
        }
        if !state.conflicts.isEmpty {
            program.console.note(
                "pagemagic resolve SITE ID --take ours|theirs|both|VALUE settles one.")
        }
        for (index, merge) in contested.enumerated() {
            if index > 0 || !state.conflicts.isEmpty { program.console.line("") }
            for line in answer.lines(merge.merge, merge.texts) { program.console.line(line) }
        }
        if !contested.isEmpty {
            program.console.note(
                "These were joined, for no change may be lost; pagemagic text SITE KEY TEXT says what it is to be."
            )
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
        let slugs = try PropertyRule.slugs(besides: site, in: store)
        let result = try store.commit(to: site, origin: .command) { state in
            // What is settled with another is named by that one, as the rules know it.
            let id = state.conflicts.first { $0.isNamed(by: id) }?.id ?? id
            try PropertyRule(state, otherSlugs: slugs).require([.resolve(id, choice)])
            try AttributePolicy.require([.resolve(id, choice)], in: state)
            return [.resolve(id, choice)]
        }
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
