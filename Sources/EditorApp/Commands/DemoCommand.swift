import ArgumentParser
import Foundation
import Glibc
import SiteMarkup
import SiteModel
import SiteStore
import WireProtocol

struct DemoCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Tries everything out in a home that goes away again.",
        discussion:
            "In a terminal it opens the editor; else it plays the offline-first workflow in text.")

    @OptionGroup var output: OutputOptions

    static let prompt = "A landing page for a vegan bakery"

    func perform(in program: Program) throws {
        let folder = try TemporaryFolder(environment: program.environment)
        defer { folder.remove() }
        let server = try DemoServer(program: program, data: folder.path + "/server")
        defer { server.stop() }
        if program.isTerminal && !output.json {
            try edit(folder, server, program)
        } else {
            let watch = EndSignals(folder: folder, server: server)
            defer { watch.end() }
            try DemoPlay(folder: folder, server: server, program: program, asJSON: output.json)
                .run()
        }
    }

    private func edit(_ folder: TemporaryFolder, _ server: DemoServer, _ program: Program) throws {
        try server.start()
        var environment = program.environment
        environment["PAGEMAGIC_HOME"] = folder.path + "/home"
        environment["PAGEMAGIC_SERVER"] = server.address
        environment["PAGEMAGIC_TOKEN"] = try server.token()
        let inside = program.moved(to: environment)
        let made = try NewSite.make(prompt: Self.prompt, locale: "en", seed: 1, in: inside)
        try inside.edit(EditorOptions(site: made.id), EditorSettings.later(in: inside))
        program.status = inside.status
        program.console.note(
            "That was the demo; its site and its server are gone. Make your own: pagemagic new \"a bar in Porto\""
        )
    }
}

/// The offline-first workflow, step by step.
private struct DemoPlay {
    let folder: TemporaryFolder
    let server: DemoServer
    let program: Program
    let asJSON: Bool

    func run() throws {
        try server.start()
        let token = try server.token()
        let a = DemoDevice("a", folder, server, token, program)
        let b = DemoDevice("b", folder, server, token, program)
        say("A server runs on \(server.address); two devices, a and b, share an account.")

        let made = try NewSite.make(
            prompt: DemoCommand.prompt, locale: "en", seed: 1, in: a.program)
        let site = made.id.description
        say(
            "create: device a makes a site from “\(DemoCommand.prompt)”: \(made.imported.sectionCount) sections, by the \(made.composed.generator)."
        )
        try a.run("sync")
        try b.run("sync")
        say(
            "sync: device a sent it, device b fetched it; equal: \(try equal(a, b, made.id) ? "yes" : "no")."
        )

        server.stop()
        say("offline: the server is gone; both devices go on.")
        let key = "hero.title"
        let old = try a.run("text", site, key)
        try a.run("text", site, key, "Good morning. " + old)
        say("  device a, offline, puts “Good morning.” before the title.")
        try b.run("text", site, key, old + " Every day")
        say("  device b, offline, puts “Every day” behind it.")
        try a.run("mv", site, "/#hero", "--under", "/", "--after", "-")
        say("  device a, offline, moves the section “hero” to the top.")
        try b.run("set", site, "/#hero", "title=Welcome")
        say("  device b, offline, gives that section a title of its own.")
        say(
            "  waiting to be sent: \(try waiting(a, made.id)) changes on a, \(try waiting(b, made.id)) on b."
        )

        try server.start()
        for device in [a, b, a, b] { try device.run("sync") }
        say("sync: the server is back; both devices synced.")
        let merged = try b.run("text", site, key)
        say("merge: the title is now “\(merged)” on both.")
        let conflicts = try a.store().state(of: made.id).conflicts.count
        say("merge: \(conflicts) conflicts; what was changed on one side only is simply there.")

        let preview = try a.run("preview", site, "--width", "72", "--color", "never")
        say("preview: the page's first lines:")
        for line in preview.split(separator: "\n").prefix(14) { say("  | " + line) }
        try end(a, b, made.id, merged == "Good morning. " + old + " Every day")
    }

    private func end(_ a: DemoDevice, _ b: DemoDevice, _ site: NodeID, _ isMerged: Bool) throws {
        let isEqual = try equal(a, b, site)
        if asJSON {
            program.console.json(
                .members([("equal", .bool(isEqual)), ("merged", .bool(isMerged))]))
        }
        guard isEqual && isMerged else {
            throw CommandFailure(
                .failed, "The devices did not end equal.", hint: "Report this: it must not happen.")
        }
        say(
            "Both devices ended equal, byte for byte. In a terminal, pagemagic demo opens the editor."
        )
    }

    private func say(_ line: String) {
        if !asJSON { program.console.line(line) }
    }

    private func equal(_ a: DemoDevice, _ b: DemoDevice, _ site: NodeID) throws -> Bool {
        let first = CanonicalJSON.document(of: try a.store().state(of: site).site)
        return first == CanonicalJSON.document(of: try b.store().state(of: site).site)
    }

    private func waiting(_ device: DemoDevice, _ site: NodeID) throws -> Int {
        try device.store().summary(of: site).pending
    }
}

/// One device of the demo: a home of its own.
private struct DemoDevice {
    let program: Program
    private let lines = Lines()

    init(
        _ name: String, _ folder: TemporaryFolder, _ server: DemoServer, _ token: String,
        _ outer: Program
    ) {
        var environment = outer.environment
        environment["PAGEMAGIC_HOME"] = folder.path + "/" + name
        environment["PAGEMAGIC_SERVER"] = server.address
        environment["PAGEMAGIC_TOKEN"] = token
        let lines = lines
        program = outer.moved(to: environment, console: Console { lines.take($0, $1) })
    }

    func store() throws -> SiteStore { try program.store() }

    /// Runs a command; its data without the last newline.
    @discardableResult func run(_ arguments: String...) throws -> String {
        lines.clear()
        let code = program.run(arguments)
        guard code == 0 else {
            throw CommandFailure(
                .failed,
                "pagemagic \(arguments.joined(separator: " ")) ended with \(code): \(lines.errors)")
        }
        let text = lines.output
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
