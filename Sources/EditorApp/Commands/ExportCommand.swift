import ArgumentParser
import Glibc
import SiteMarkup
import SiteModel
import SiteStore
import WireProtocol

struct ExportCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes a site as files.",
        discussion: "html: the source form; bytes that were not edited come back as they came in. "
            + "site: the published form. json: canonical, one file. bundle: one file with the history, "
            + "for import on another machine; what the server refused and undo steps are not in it."
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case html, site, json, bundle }

    @OptionGroup var target: SiteArgument
    @Argument(
        help: "A folder for html and site; a file, or - for standard output, for json and bundle.")
    var destination: String
    @Option(help: "What to write.")
    var format: Format
    @Option(help: "The locale of the texts; without it, the site's own.")
    var locale: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        try PropertyRule.requireLocale(locale)
        let store = try program.store()
        let id = try store.site(named: target.site)
        if format == .bundle { return try writeBundle(of: id, store, in: program) }
        let state = try store.state(of: id, depth: .kept)
        let site = state.site
        let media = { (name: Digest) in try store.bytes(name, of: id) }
        let questions = OpenQuestions(state, called: target.site)
        switch format {
        case .html:
            try write(
                SourceWriter.files(of: site, locale: locale, media: media), questions, in: program)
        case .site:
            try write(
                PublishedWriter.files(of: site, locale: locale, media: media), questions,
                in: program)
        case .json, .bundle:
            try write(CanonicalJSON.document(of: site), questions, in: program)
        }
    }

    private func writeBundle(
        of site: NodeID, _ store: SiteStore, in program: Program
    ) throws {
        let refused = try store.outbox(of: site, states: [.quarantined]).count
        try write(try store.bundle(of: site).bytes, nil, in: program)
        guard refused > 0 else { return }
        program.console.note(
            "\(refused) refused change\(refused == 1 ? " is" : "s are") not in it: pagemagic outbox --export writes "
                + "\(refused == 1 ? "it" : "them").")
    }

    /// One file, or standard output.
    private func write(_ bytes: [UInt8], _ questions: OpenQuestions?, in program: Program) throws {
        if destination == "-" {
            program.console.bytes(bytes)
            questions?.tell(program.console)
            return
        }
        let (folder, name) = ExportFolder.parts(of: destination)
        let kept = try ExportFolder(folder, home: try program.home()).write([(name, bytes)])
        answer([destination], kept, questions, in: program)
    }

    private func write(
        _ files: [(path: String, bytes: [UInt8])], _ questions: OpenQuestions, in program: Program
    ) throws {
        let kept = try ExportFolder(destination, home: try program.home()).write(files)
        answer(files.map(\.path), kept, questions, in: program)
    }

    private func answer(
        _ files: [String], _ kept: [ExportFolder.Kept], _ questions: OpenQuestions?,
        in program: Program
    ) {
        for one in kept { program.console.note(one.sentence) }
        if output.json {
            program.console.json(
                .members(
                    [
                        ("destination", .string(destination)),
                        ("format", .string(format.rawValue)),
                        ("files", .array(files.map(JSONValue.string))),
                        ("kept", .array(kept.map(\.json))),
                    ] + (questions?.members ?? [])))
        } else {
            program.console.note(
                "\(files.count) file\(files.count == 1 ? "" : "s") written to \(destination)")
        }
        questions?.tell(program.console)
    }
}
