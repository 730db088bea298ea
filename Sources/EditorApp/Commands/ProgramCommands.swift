import ArgumentParser
import EditorCore
import ScreenCore
import Settings
import WireProtocol

struct ThemesCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "Lists the themes, or checks a theme's file.")

    @Option(help: ArgumentHelp("A TOML file to check.", valueName: "file"))
    var check: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let folders = try program.settings()
        if let check {
            let theme = try Check.reading(check, in: program, asJSON: output.json) {
                try folders.checkTheme(at: check)
            }
            try Check.report([], of: theme.name, file: check, in: program, asJSON: output.json)
        } else {
            Check.list(folders.themes(), in: program, asJSON: output.json)
        }
    }
}

struct KeymapsCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "keymaps", abstract: "Lists the keymaps, or checks a keymap's file.")

    @Option(help: ArgumentHelp("A TOML file to check.", valueName: "file"))
    var check: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let folders = try program.settings()
        if let check {
            let reading = try Check.reading(check, in: program, asJSON: output.json) {
                try folders.checkKeymap(at: check, intents: Set(Command.all.map(\.name)))
            }
            try Check.report(
                reading.findings, of: reading.keymap.name, file: check, in: program,
                asJSON: output.json)
        } else {
            Check.list(folders.keymaps(), in: program, asJSON: output.json)
        }
    }
}

/// What `themes`, `keymaps` and `config` share.
private enum Check {
    static func list(_ choices: [SettingsFolders.Choice], in program: Program, asJSON: Bool) {
        if asJSON {
            program.console.json(
                .array(
                    choices.map {
                        .members([
                            ("name", .string($0.name)), ("summary", .string($0.summary)),
                            ("path", .optional($0.path)),
                        ])
                    }))
            return
        }
        let width = choices.map(\.name.count).max() ?? 0
        for choice in choices {
            program.console.line(
                choice.name + String(repeating: " ", count: width - choice.name.count + 2)
                    + choice.summary)
        }
    }

    /// What is read; where it cannot be, every fault is reported in a line of its own.
    static func reading<Value>(
        _ file: String, in program: Program, asJSON: Bool, _ read: () throws -> Value
    ) throws -> Value {
        do {
            return try read()
        } catch SettingsError.invalid(let problems) {
            let lines = problems.map(\.description)
            for line in lines { program.console.note(line) }
            let count = lines.count == 1 ? "1 fault" : "\(lines.count) faults"
            throw CommandFailure(
                .badInput,
                asJSON ? lines.joined(separator: "\n") : "\(file) has \(count).",
                hint: "Correct \(lines.count == 1 ? "the line" : "the lines") and try again.")
        }
    }

    /// Findings are no faults: the file works, and something in it hides something else.
    static func report(
        _ findings: [SettingsProblem], of name: String, file: String, in program: Program,
        asJSON: Bool
    ) throws {
        if asJSON {
            program.console.json(
                .members([
                    ("name", .string(name)), ("file", .string(file)),
                    ("findings", .array(findings.map { .string($0.description) })),
                ]))
        }
        for finding in findings { program.console.note(finding.description) }
        if !findings.isEmpty { program.status = .found }
        if findings.isEmpty && !asJSON { program.console.line("\(file): good") }
    }
}

struct CommandsCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "commands", abstract: "Lists the program's commands and the editor's.")

    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let own = CommandGroups.all.flatMap(\.subcommands)
            .map { ($0.configuration.commandName ?? "", $0.configuration.abstract) }
        if output.json {
            let theirs = own.map { name, help in
                JSONValue.members([
                    ("name", .string(name)), ("where", .string("command line")),
                    ("help", .string(help)),
                ])
            }
            program.console.json(.array(theirs + Command.all.map(Self.json)))
            return
        }
        for (name, help) in own { program.console.line("pagemagic \(name)  \(help)") }
        for command in Command.all {
            let keys = command.defaultKeys.map(\.strokes).joined(separator: ", ")
            program.console.line(
                "\(command.name)\(keys.isEmpty ? "" : "  [\(keys)]")  \(command.help)")
        }
    }

    private static func json(_ command: Command) -> JSONValue {
        .members([
            ("name", .string(command.name)),
            ("where", .string("editor: " + command.place.rawValue)),
            ("title", .string(command.title)), ("help", .string(command.help)),
            ("keys", .array(command.defaultKeys.map { .string($0.strokes) })),
            ("undoable", .bool(command.isUndoable)), ("danger", .string(command.danger.rawValue)),
        ])
    }
}

struct ConfigCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Shows the configuration and where it comes from.")

    @Option(help: ArgumentHelp("A config.toml to check.", valueName: "file"))
    var check: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        if let check {
            _ = try Check.reading(check, in: program, asJSON: output.json) {
                let read = try Configuration.read(SettingsFolders.text(of: check), file: check)
                // The editor would not start with a name that nothing has.
                let folders = try program.settings()
                if let name = read.theme { _ = try folders.theme(named: name) }
                if let name = read.keymap {
                    _ = try folders.keymap(named: name, intents: Set(Command.all.map(\.name)))
                }
                return read
            }
            if output.json {
                program.console.json(
                    .members([("file", .string(check)), ("findings", .array([]))]))
            } else {
                program.console.line("\(check): good")
            }
            return
        }
        let home = try program.home()
        let configuration = try home.readConfiguration()
        let account = try program.account()
        let kept = EditorChoices(folder: home.state)
        let theme = ChosenName(
            configuration.theme, kept: kept.theme, otherwise: "default-dark",
            "or default-light, as the terminal's ground is")
        let keymap = ChosenName(
            configuration.keymap, kept: kept.keymap, otherwise: "default", "nothing was chosen")
        let values: [(String, String?)] = [
            ("config", home.configuration + "/config.toml"), ("data", home.data),
            ("state", home.state),
            ("server", account.server), ("token", account.token.map { _ in "(set)" }),
            ("theme", theme.name), ("keymap", keymap.name),
            ("locale", configuration.locale),
            ("editor", configuration.editor),
        ]
        if output.json {
            program.console.json(.members(values.map { ($0.0, .optional($0.1)) }))
        } else {
            let sources = ["theme": theme.source, "keymap": keymap.source]
            for (name, value) in values {
                let source = sources[name].map { "  (\($0))" } ?? ""
                program.console.line("\(name) = \(value ?? "")\(source)")
            }
        }
    }
}

/// A theme's or a keymap's name, and who chose it.
private struct ChosenName {
    let name: String
    let source: String

    init(_ configured: String?, kept: String?, otherwise: String, _ why: String) {
        name = configured ?? kept ?? otherwise
        source =
            configured != nil ? "config.toml" : kept != nil ? "chosen in the editor" : why
    }
}
