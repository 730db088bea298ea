import ArgumentParser
import Glibc
import SiteHistory
import SiteMarkup
import SiteModel
import SiteStore
import WireProtocol

struct ImportCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract:
            "Makes a site from an HTML file, or from a folder of pages, their CSS and pictures.",
        discussion:
            "A file that export --format bundle wrote comes back as the site that it was, with its "
            + "history and what waited to be sent.")

    @Argument(help: "An HTML file, a folder, or a bundle.")
    var path: String
    @Option(help: "What to call the site; without it, the first page's title. Not for a bundle.")
    var title: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        if try BundleFile(path).isBundle() {
            guard title == nil else {
                throw CommandFailure(
                    .usage, "A bundle keeps its title.", hint: "Leave --title out.")
            }
            return try answer(restored(in: program), in: program)
        }
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

extension ImportCommand {
    private func restored(in program: Program) throws -> SiteState {
        let bundle = try BundleFile(path).bundle()
        do {
            return try program.store().restore(bundle)
        } catch StoreError.replay, StoreError.digestMismatch, StoreError.refused,
            StoreError.damaged
        {
            throw CommandFailure(
                .badInput, "\(path) holds a history that breaks the rules; nothing was changed.",
                hint: "Write the bundle again where the site is.")
        }
    }

    private func answer(_ state: SiteState, in program: Program) {
        let site = state.site
        let sections = site.subtree(of: site.id).filter { $0.kind == .section }.count
        let pages = site.pages.count
        if output.json {
            program.console.json(
                .members([
                    ("id", .id(site.id)), ("slug", .string(site.slug)),
                    ("pages", .number(pages)), ("sections", .number(sections)),
                    ("nodes", .number(site.nodes.count)), ("findings", .array([])),
                    ("pending", .number(state.engine.pending.count)),
                ]))
            return
        }
        program.console.line(
            "\(site.slug)  “\(Printable.line(site.title))”, \(pages) page\(pages == 1 ? "" : "s"), "
                + "\(sections) sections, with its history")
    }
}

/// A file that may be a bundle.
struct BundleFile {
    private let path: String

    init(_ path: String) { self.path = path }

    func isBundle() throws -> Bool {
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
            let file = fopen(path, "r")
        else { return false }
        defer { fclose(file) }
        var head = [UInt8](repeating: 0, count: 64)
        let count = fread(&head, 1, head.count, file)
        return SiteBundle.isBundle(head.prefix(count))
    }

    func bundle() throws -> SiteBundle {
        let bytes = try InputFile.read(path, limit: SiteBundle.byteCountMax)
        do {
            return try SiteBundle(bytes: bytes)
        } catch {
            throw CommandFailure(
                .badInput, "\(path) cannot be read as a bundle: \(BundleFile.sentence(error)).",
                hint: "Write it again with pagemagic export SITE FILE --format bundle.")
        }
    }

    private static func sentence(_ error: WireError) -> String {
        switch error {
        case .wrongLength: "it ends too early, or goes on behind its end"
        case .notAFrame: "it is of another version of pagemagic"
        case .damaged: "its bytes were changed"
        case .overLimit(let what): "\(what) is over a limit"
        case .malformed(let what): what
        }
    }
}

/// The files of a site on disk.
struct SourceFolder {
    private let path: String
    private static let filesMax = 10_000
    private static let bytesMax = 64 << 20
    private static let readable = [".html", ".htm", ".xhtml", ".css"]
    /// Pictures behind these are only counted: more would not be imported.
    private static let pictureBytesMax = 2 * SiteImporter.picturesByteCountMax

    init(_ path: String) { self.path = path }

    /// The file, or every file below the folder; only pages, style sheets and pictures are read.
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
        var pictureTotal = 0
        for name in try names() {
            if PictureFormat(path: name) != nil {
                found.append(try picture(name, unless: pictureTotal > Self.pictureBytesMax))
                pictureTotal += found.last?.bytes.count ?? 0
                continue
            }
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

    /// A picture; of one that is too large, or not to be read, the size alone.
    private func picture(_ name: String, unless isPassedOver: Bool) throws -> SourceFile {
        var facts = stat()
        let file = path + "/" + name
        guard stat(file, &facts) == 0 else { throw InputFile.unreadable(file, errno) }
        let count = Int(facts.st_size)
        let isRead = !isPassedOver && count <= SiteImporter.pictureByteCountMax
        return SourceFile(
            path: name, bytes: isRead ? try InputFile.read(file) : [],
            byteCount: isRead
                ? nil : max(count, isPassedOver ? SiteImporter.picturesByteCountMax : 0))
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
                let bytes = withUnsafeBytes(of: &entry.pointee.d_name) {
                    Array($0.prefix { $0 != 0 })
                }
                if bytes.first == 0x2E { continue }
                guard let name = String(validating: bytes, as: UTF8.self) else {
                    throw CommandFailure(
                        .badInput,
                        "The name “\(String(decoding: bytes, as: UTF8.self))” in \(full) is not UTF-8.",
                        hint: "Rename it; pages link to names in UTF-8.")
                }
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
