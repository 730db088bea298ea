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
        let store = try program.store()
        let id = try store.site(named: target.site)
        if format == .bundle { return try writeBundle(of: id, store, in: program) }
        let site = try store.state(of: id).site
        let media = { (name: Digest) in try store.bytes(name, of: id) }
        switch format {
        case .html:
            try write(SourceWriter.files(of: site, locale: locale, media: media), in: program)
        case .site:
            try write(PublishedWriter.files(of: site, locale: locale, media: media), in: program)
        case .json, .bundle: try write(CanonicalJSON.document(of: site), in: program)
        }
    }

    private func writeBundle(
        of site: NodeID, _ store: SiteStore, in program: Program
    ) throws {
        let refused = try store.outbox(of: site, states: [.quarantined]).count
        try write(try store.bundle(of: site).bytes, in: program)
        guard refused > 0 else { return }
        program.console.note(
            "\(refused) refused change\(refused == 1 ? " is" : "s are") not in it: pagemagic outbox --export writes "
                + "\(refused == 1 ? "it" : "them").")
    }

    /// One file, or standard output.
    private func write(_ bytes: [UInt8], in program: Program) throws {
        if destination == "-" { return program.console.bytes(bytes) }
        try OutputFile.write(bytes, to: destination)
        answer([destination], in: program)
    }

    private func write(_ files: [(path: String, bytes: [UInt8])], in program: Program) throws {
        for file in files { try OutputFile.write(file.bytes, to: destination + "/" + file.path) }
        answer(files.map(\.path), in: program)
    }

    private func answer(_ files: [String], in program: Program) {
        if output.json {
            program.console.json(
                .members([
                    ("destination", .string(destination)), ("format", .string(format.rawValue)),
                    ("files", .array(files.map(JSONValue.string))),
                ]))
        } else {
            program.console.note(
                "\(files.count) file\(files.count == 1 ? "" : "s") written to \(destination)")
        }
    }
}

/// Writing files a person asked for.
enum OutputFile {
    /// Writes a file whole or not at all; folders are made.
    static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        try makeFolders(of: path)
        let temporary = path + ".pagemagic-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return try giveUp(descriptor, temporary, path) }
            rest = rest.dropFirst(count)
        }
        guard close(descriptor) == 0, rename(temporary, path) == 0 else {
            return try giveUp(-1, temporary, path)
        }
    }

    private static func giveUp(_ descriptor: Int32, _ temporary: String, _ path: String)
        throws(CommandFailure)
    {
        let failure = failure(path)
        if descriptor >= 0 { close(descriptor) }
        unlink(temporary)
        throw failure
    }

    private static func failure(_ path: String) -> CommandFailure {
        CommandFailure(
            .failed, "\(path) cannot be written: \(String(cString: strerror(errno))).",
            hint: "Choose a folder that you may write in, on a disk with room.")
    }

    private static func makeFolders(of path: String) throws(CommandFailure) {
        var folder = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/").dropLast() {
            folder += part + "/"
            if mkdir(folder, 0o755) != 0, errno != EEXIST { throw failure(folder) }
        }
    }
}
