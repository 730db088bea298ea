import ArgumentParser

/// A command of the program.
protocol ProgramCommand: ParsableCommand {
    var output: OutputOptions { get }
    /// Does it, or throws what becomes one sentence and an exit code.
    func perform(in program: Program) throws
}

/// What every command takes.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Answer in JSON.")
    var json = false
}

/// The site that nearly every command names first.
struct SiteArgument: ParsableArguments {
    @Argument(help: "A site: its id or its short name (pagemagic sites).")
    var site: String
}

/// The root: without a command it opens the editor. A word that is no command is an error, never a site to open.
struct PageMagic: ProgramCommand {
    static let version = "pagemagic 0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "pagemagic",
        abstract:
            "Edits websites in the terminal, offline first; several devices merge without loss.",
        usage: "pagemagic [COMMAND]",
        discussion:
            "Without a command the editor opens on the site edited last. Try: pagemagic demo",
        version: version,
        groupedSubcommands: CommandGroups.all)

    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws { try EditorCall().perform(in: program) }
}

/// Every command, by what it is for.
enum CommandGroups {
    static let all: [CommandGroup] = [
        CommandGroup(
            name: "Beginning",
            subcommands: [
                OpenCommand.self, DemoCommand.self, NewCommand.self, ImportCommand.self,
                ExportCommand.self,
            ]),
        CommandGroup(
            name: "Looking",
            subcommands: [
                SitesCommand.self, TreeCommand.self, ShowCommand.self, PreviewCommand.self,
                FindCommand.self, DiffCommand.self,
            ]),
        CommandGroup(
            name: "Changing",
            subcommands: [
                TextCommand.self, SetCommand.self, UnsetCommand.self, HTMLCommand.self,
                AddCommand.self,
                RemoveCommand.self, MoveCommand.self, DuplicateCommand.self, RestoreCommand.self,
                ReplaceCommand.self,
                UndoCommand.self, RedoCommand.self, RewindCommand.self,
                LockCommand.self, UnlockCommand.self, ForgetCommand.self,
            ]),
        CommandGroup(
            name: "Asking",
            subcommands: [
                RewriteCommand.self, ProposalsCommand.self, AcceptCommand.self, RejectCommand.self,
            ]),
        CommandGroup(
            name: "Syncing",
            subcommands: [
                StatusCommand.self, SyncCommand.self, ConflictsCommand.self, ResolveCommand.self,
                OutboxCommand.self,
                LogCommand.self,
            ]),
        CommandGroup(
            name: "The program",
            subcommands: [
                ThemesCommand.self, KeymapsCommand.self, CommandsCommand.self, ConfigCommand.self,
                DoctorCommand.self, CompletionsCommand.self,
            ]),
    ]
}
