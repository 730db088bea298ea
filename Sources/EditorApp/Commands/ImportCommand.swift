import ArgumentParser
import Glibc
import SiteMarkup
import SiteModel
import SiteStore
import WireProtocol

struct ImportCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Makes a site from an HTML file, or from a folder of pages and their CSS.")

    @Argument(help: "An HTML file or a folder.")
    var path: String
    @Option(help: "What to call the site; without it, the first page's title.")
    var title: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let files = try SourceFolder(path).files()
        let imported: ImportedSite
        do {
            imported = try SiteImporter.importFiles(
                files, title: title.map { Printable.settable($0).text }, makeID: program.newID)
        } catch {
            throw CommandFailure(markup: error, file: path)
        }
        let made: CommitResult
        do {
            made = try program.store().create(imported)
        } catch StoreError.refused(.tooLarge) {
            throw CommandFailure(
                .badInput, "A page of \(path) has too many elements.", hint: "Import it in parts.")
        }
        let slug = made.state.site.slug
        if output.json {
            program.console.json(
                .members([
                    ("id", .id(imported.draft.id)), ("slug", .string(slug)),
                    ("pages", .number(imported.pageCount)),
                    ("sections", .number(imported.sectionCount)),
                    ("nodes", .number(imported.nodeCount)),
                    ("findings", Findings.json(imported.findings)),
                ]))
            return
        }
        for finding in imported.findings { program.console.note(Findings.line(finding)) }
        program.console.line(
            "\(slug)  “\(Printable.line(imported.title))”, \(imported.pageCount) page\(imported.pageCount == 1 ? "" : "s"), "
                + "\(imported.sectionCount) sections")
    }
}

/// The files of a site on disk.
struct SourceFolder {
    private let path: String
    private static let filesMax = 10_000
    private static let bytesMax = 64 << 20
    private static let readable = [".html", ".htm", ".xhtml", ".css"]

    init(_ path: String) { self.path = path }

    /// The file, or every file below the folder; only pages and style sheets are read.
    func files() throws -> [SourceFile] {
        var facts = stat()
        guard stat(path, &facts) == 0 else { throw InputFile.unreadable(path, errno) }
        guard facts.st_mode & S_IFMT == S_IFDIR else {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let isPage = Self.readable.dropLast().contains { name.lowercased().hasSuffix($0) }
            return [
                SourceFile(path: isPage ? name : name + ".html", bytes: try InputFile.read(path))
            ]
        }
        var found: [SourceFile] = []
        var total = 0
        for name in try names() {
            let wanted = Self.readable.contains { name.lowercased().hasSuffix($0) }
            let bytes = wanted ? try InputFile.read(path + "/" + name) : []
            total += bytes.count
            guard total <= Self.bytesMax else {
                throw CommandFailure(
                    .badInput, "\(path) holds more than \(Self.bytesMax >> 20) MiB of pages.",
                    hint: "Import it in parts.")
            }
            found.append(SourceFile(path: name, bytes: bytes))
        }
        return found
    }

    /// Paths below the folder, sorted; hidden ones and links are left out.
    private func names() throws -> [String] {
        var names: [String] = []
        var folders = [""]
        while let folder = folders.popLast() {
            let full = folder.isEmpty ? path : path + "/" + folder
            guard let directory = opendir(full) else { throw InputFile.unreadable(full, errno) }
            defer { closedir(directory) }
            while let entry = readdir(directory) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name.hasPrefix(".") { continue }
                let below = folder.isEmpty ? name : folder + "/" + name
                var facts = stat()
                guard lstat(path + "/" + below, &facts) == 0 else { continue }
                if facts.st_mode & S_IFMT == S_IFDIR { folders.append(below) }
                if facts.st_mode & S_IFMT == S_IFREG { names.append(below) }
                guard names.count + folders.count <= Self.filesMax else {
                    throw CommandFailure(
                        .badInput, "\(path) holds more than \(Self.filesMax) files.",
                        hint: "Import a folder of pages.")
                }
            }
        }
        return names.sorted()
    }
}
