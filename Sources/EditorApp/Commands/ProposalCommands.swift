import ArgumentParser
import GenerationCore
import SiteHistory
import SiteModel
import SiteStore
import WireProtocol

struct RewriteCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "rewrite",
        abstract: "Asks for another form of a section: a proposal, to be accepted or rejected.",
        discussion: "Nothing is changed. The proposal's id is printed; pagemagic proposals SITE "
            + "shows what it would do. Offline, by the template composer, and labelled so.")

    @OptionGroup var target: SiteArgument
    @Argument(help: "A section (PATH#SECTION or id), or a node or a text's key in one.")
    var node: String
    @Argument(help: "What should change, in your words: shorter; title: “Fresh every day”.")
    var prompt: String
    @Option(help: "The language of the texts; without it, the site's own.")
    var locale: String?
    @Option(parsing: .unconditional, help: "The same number gives the same words.")
    var seed: UInt64?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        try PropertyRule.requireLocale(locale)
        let store = try program.store()
        let id = try store.site(named: target.site)
        let site = try store.state(of: id).site
        let node = try SiteNames(site).node(named: node)
        guard site.enclosing(.section, of: node.id) != nil else {
            throw CommandFailure(
                .usage, "\(SiteNames(site).label(of: node.id)) stands in no section.",
                hint: "Name a section as in /#hero.")
        }
        let rewrite = try TemplateComposer.rewrite(
            node.id, prompt: Printable.settable(prompt).text, in: site,
            locale: locale ?? site.defaultLocale, seed: seed ?? program.ports.random() >> 1,
            makeID: program.newID)
        switch rewrite {
        case .nothing(let sentence):
            throw CommandFailure(.refused, sentence, hint: "Nothing was changed.")
        case .proposal(let proposal): answer(try store.add(proposal, to: id), site, program)
        }
    }

    private func answer(_ proposal: Proposal, _ site: Site, _ program: Program) {
        if output.json { return program.console.json(ProposalAnswer(site: site).json(proposal)) }
        program.console.line("\(proposal.id)")
        program.console.note(
            "\(Printable.line(proposal.head.summary)) \(proposal.hunks.count) "
                + "\(proposal.hunks.count == 1 ? "change" : "changes"), by the "
                + "\(proposal.head.author): pagemagic accept or reject SITE \(proposal.id).")
    }
}

struct ProposalsCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "proposals",
        abstract: "Lists the changes that were proposed and wait, hunk by hunk.")

    @OptionGroup var target: SiteArgument
    @Flag(help: "Those of which everything is decided, too.")
    var all = false
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let id = try store.site(named: target.site)
        let site = try store.state(of: id).site
        let answer = ProposalAnswer(site: site)
        let shown = try store.proposals(of: id).filter { all || $0.isOpen(in: site) }
        if output.json { return program.console.json(.array(shown.map(answer.json))) }
        for line in shown.flatMap(answer.lines) { program.console.line(line) }
        guard !shown.isEmpty else { return program.console.note("No proposal waits.") }
        program.console.note("pagemagic accept or reject SITE PROPOSAL [HUNK…] decides.")
    }
}

/// A proposal, and which of its hunks.
struct ProposalArguments: ParsableArguments {
    @Argument(help: "A proposal's id (pagemagic proposals SITE).")
    var proposal: String?
    @Argument(help: "Hunks by their ids; without them, all that wait.")
    var hunks: [String] = []

    /// - Throws: not found, for a proposal or a hunk that is not there.
    func found(in store: SiteStore, _ site: NodeID) throws -> (Proposal, Set<Int>) {
        guard let proposal else {
            throw CommandFailure(
                .usage, "No proposal is named.", hint: "pagemagic proposals SITE lists them.")
        }
        let found = try store.proposals(of: site).first { "\($0.id)" == proposal }
        guard let found else {
            throw CommandFailure(
                .notFound, "There is no proposal “\(proposal)”.",
                hint: "pagemagic proposals SITE lists them.")
        }
        let numbers = try hunks.map { name in
            guard let number = Int(name), found.hunk(number) != nil else {
                throw CommandFailure(
                    .notFound, "The proposal \(found.id) has no hunk “\(name)”.",
                    hint: "pagemagic proposals SITE lists them.")
            }
            return number
        }
        return (found, Set(numbers))
    }
}

struct AcceptCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Makes what a proposal says, or some hunks of it.",
        discussion: "That is one step, which undo takes back. What was typed since stays: texts "
            + "are patched by words; a hunk whose words or node are gone is stale and is refused.")

    @OptionGroup var target: SiteArgument
    @OptionGroup var which: ProposalArguments
    @Flag(help: "Those that were left out in the editor, too.")
    var all = false
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let id = try store.site(named: target.site)
        let (proposal, named) = try which.found(in: store, id)
        let site = try store.state(of: id).site
        let taken =
            named.isEmpty
            ? proposal.acceptable(in: site, chosenOnly: !all) : try named.takable(proposal, site)
        let stale = named.isEmpty ? proposal.stale(in: site) : []
        for sentence in stale { program.console.note("pagemagic: " + Printable.line(sentence)) }
        if taken.isEmpty, let first = stale.first {
            throw CommandFailure(.refused, first, hint: proposal.wayOn(in: site))
        }
        guard !taken.isEmpty,
            let result = try store.apply(taken, of: proposal.id, to: id, origin: .command)
        else { throw HistoryError.nothingToChange }
        program.finish(
            Changed(batch: result.commit.batch, nodes: result.commit.changed),
            "accepted: \(taken.count) of \(proposal.hunks.count)", asJSON: output.json,
            more: [
                ("hunks", .array(taken.sorted().map { .string("\($0)") })),
                ("skipped", .array(stale.map(JSONValue.string))),
            ])
    }
}

struct RejectCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Decides against a proposal, or some hunks of it.",
        discussion: "What was accepted stays; undo takes it back.")

    @OptionGroup var target: SiteArgument
    @OptionGroup var which: ProposalArguments
    @Flag(help: "Every proposal of the site that waits.")
    var all = false
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let id = try store.site(named: target.site)
        let named: [(Proposal, Set<Int>)]
        if all, which.proposal == nil {
            named = try store.proposals(of: id).map { ($0, []) }
        } else {
            named = [try which.found(in: store, id)]
        }
        var rejected: [(proposal: Proposal, hunks: Set<Int>)] = []
        for (proposal, numbers) in named {
            let wanted = numbers.isEmpty ? Set(proposal.hunks.map(\.number)) : numbers
            var open: Set<Int> = []
            try store.change(proposal.id, of: id) { proposal, site in
                open = wanted.intersection(proposal.openHunks(in: site))
                proposal.decide(.rejected, open, in: site)
            }
            if !open.isEmpty { rejected.append((proposal, open)) }
        }
        guard !rejected.isEmpty else { throw HistoryError.nothingToChange }
        program.finish(
            Changed(batch: nil, nodes: []),
            rejected.map {
                "rejected: \($0.hunks.count) of \($0.proposal.hunks.count) of proposal \($0.proposal.id)"
            }.joined(separator: "\n"),
            asJSON: output.json,
            more: [
                ("proposals", .array(rejected.map { .string("\($0.proposal.id)") })),
                (
                    "hunks",
                    .array(rejected.flatMap(\.hunks).sorted().map { .string("\($0)") })
                ),
            ])
    }
}

extension Set<Int> {
    /// The same, if each of these hunks can be taken or was.
    fileprivate func takable(_ proposal: Proposal, _ site: Site) throws -> Set<Int> {
        for number in sorted() {
            guard let hunk = proposal.hunk(number),
                let reason = hunk.reopened.standing(in: site).reason
            else { continue }
            throw CommandFailure(
                .refused, "Hunk \(number) (\(hunk.headline)) is stale: \(reason.sentence).",
                hint: proposal.wayOn(in: site))
        }
        return filter { proposal.hunk($0)?.canBeTaken(in: site) == true }
    }
}

extension Proposal {
    /// Hunks that were neither taken nor rejected.
    fileprivate func openHunks(in site: Site) -> Set<Int> {
        Set(
            hunks.filter { $0.isUndecided(in: site) }.map(\.number))
    }

    /// What helps where nothing of it was taken.
    fileprivate func wayOn(in site: Site) -> String {
        let isLocked = hunks.contains { $0.reopened.standing(in: site).reason == .locked }
        return "Nothing was changed; "
            + (isLocked ? "pagemagic unlock SITE SECTION lets proposals in." : "ask again.")
    }

    /// A sentence for each hunk that cannot be taken any more, and for each that is held back for one of those.
    fileprivate func stale(in site: Site) -> [String] {
        let held = heldBack(in: site)
        return hunks.compactMap { hunk in
            let name = "Hunk \(hunk.number) (\(hunk.headline))"
            if held.contains(hunk.number) {
                return "\(name) is held back: what belongs together with it is stale."
            }
            return hunk.reasonToAsk(in: site).map { "\(name) is stale: \($0.sentence)." }
        }
    }
}
