import ArgumentParser
import SiteHistory
import SiteModel
import SiteStore

struct LockCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock", abstract: "Keeps a section from being changed by proposals.",
        discussion: "People still may. It is the site's, and holds on every device.")

    @OptionGroup var target: SiteArgument
    @Argument(help: "A section: PATH#SECTION or id.")
    var section: String
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        try Structure(target.site, program, output).commit("locked:") { names in
            [.setField(try names.lockable(section).id, .locked, .text("true"))]
        }
    }
}

struct UnlockCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock", abstract: "Lets proposals change a section again.")

    @OptionGroup var target: SiteArgument
    @Argument(help: "A section: PATH#SECTION or id.")
    var section: String
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        try Structure(target.site, program, output).commit("unlocked:") { names in
            [.setField(try names.lockable(section).id, .locked, nil)]
        }
    }
}

extension SiteNames {
    fileprivate func lockable(_ name: String) throws -> Node {
        let node = try node(named: name)
        guard node.kind == .section else {
            throw CommandFailure(
                .usage, "\(label(of: node.id)) is no section.", hint: "Name one as in /#hero.")
        }
        return node
    }
}
