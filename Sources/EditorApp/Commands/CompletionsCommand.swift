import ArgumentParser
import WireProtocol

struct CompletionsCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Writes what a shell needs to complete commands.",
        discussion:
            "bash: pagemagic completions bash > ~/.local/share/bash-completion/completions/pagemagic\n"
            + "zsh: pagemagic completions zsh > FOLDER/_pagemagic, where FOLDER is in fpath\n"
            + "fish: pagemagic completions fish > ~/.config/fish/completions/pagemagic.fish")

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        var parsers: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let script = PageMagic.completionScript(for: shell.parsers)
        if output.json {
            program.console.json(
                .members([
                    ("shell", .string(shell.rawValue)), ("script", .string(script)),
                ]))
        } else {
            program.console.bytes(Array(script.utf8) + (script.hasSuffix("\n") ? [] : [0x0A]))
        }
    }
}
