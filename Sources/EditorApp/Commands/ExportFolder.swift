import Glibc
import SiteModel
import WireProtocol

/// A folder that a person has files written into: what is there and was not written by us is kept beside.
struct ExportFolder {
    /// A file that was there already and has another name now; both as `write` was told, relative to the folder.
    struct Kept: Equatable {
        let file: String
        let name: String

        var sentence: String { "\(file) was there already and is kept as \(name)." }
        var json: JSONValue { .members([("file", .string(file)), ("as", .string(name))]) }
    }

    private let folder: String
    private let record: ExportRecord

    /// - Parameter folder: Made when the first file is written.
    /// - Throws: A usage failure for a folder of the program's own.
    init(_ folder: String, home: Home) throws(CommandFailure) {
        self.folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        let canonical = CanonicalPath.of(folder)
        for own in [home.data, home.state] where CanonicalPath.of(own).contains(canonical) {
            throw CommandFailure(
                .usage, "\(folder) is a folder of pagemagic's own; nothing was written.",
                hint: "Choose another folder.")
        }
        record = ExportRecord(of: canonical, state: home.state)
    }

    /// A file's folder, and its name there.
    static func parts(of path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let folder = path[..<slash]
        return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
    }

    /// Writes files by their paths in the folder.
    ///
    /// - Returns: What was there and is kept beside, in the order it was met.
    func write(_ files: [(path: String, bytes: [UInt8])]) throws -> [Kept] {
        var digests = record.read()
        var kept: [Kept] = []
        defer { record.write(digests) }
        for file in files {
            let path = folder + "/" + file.path
            let digest = Digest.of(file.bytes).description
            if let there = Self.content(of: path), there != digest, there != digests[file.path] {
                let name = try OutputFile.keep(path)
                kept.append(Kept(file: file.path, name: String(name.dropFirst(folder.count + 1))))
            }
            try OutputFile.write(file.bytes, to: path)
            digests[file.path] = digest
        }
        return kept
    }

    /// What names a file's bytes; nil where there is no file. One that cannot be read is like no other.
    private static func content(of path: String) -> String? {
        var facts = stat()
        guard lstat(path, &facts) == 0 else { return nil }
        if stat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFREG { return nil }
        let bytes = try? InputFile.read(path, limit: .max)
        return bytes.map { Digest.of($0).description } ?? "unreadable"
    }
}

/// What was written into one folder last, so that it can be told from a person's own files.
private struct ExportRecord {
    private let path: String

    /// - Parameter state: The folder of what may be lost; without a record all that is there is kept beside.
    init(of folder: CanonicalPath, state: String) {
        path = state + "/exports/" + Digest.of(Array(folder.text.utf8)).description
    }

    func read() -> [String: String] {
        guard let bytes = try? InputFile.read(path) else { return [:] }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        return lines.reduce(into: [:]) { found, line in
            guard let space = line.firstIndex(of: " ") else { return }
            found[String(line[line.index(after: space)...])] = String(line[..<space])
        }
    }

    /// Written whole or not at all; where it cannot be, the next export keeps more than it has to.
    func write(_ digests: [String: String]) {
        let lines = digests.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)\n" }
        try? OutputFile.write(Array(lines.joined().utf8), to: path)
    }
}

/// A folder's own path: absolute, links followed as far as there are folders.
struct CanonicalPath: Equatable {
    let text: String

    static func of(_ path: String) -> CanonicalPath {
        var there = path.isEmpty ? "." : path
        var missing: [Substring] = []
        while true {
            if let found = realpath(there, nil) {
                defer { free(found) }
                let parts = String(cString: found).split(separator: "/") + missing.reversed()
                return CanonicalPath(text: "/" + parts.joined(separator: "/"))
            }
            var parts = there.split(separator: "/")
            guard let last = parts.popLast() else { return CanonicalPath(text: path) }
            missing.append(last)
            there =
                (there.hasPrefix("/") ? "/" : parts.isEmpty ? "." : "")
                + parts.joined(separator: "/")
        }
    }

    /// Whether another folder is this one or lies in it.
    func contains(_ other: CanonicalPath) -> Bool {
        other == self || other.text.hasPrefix(text + "/")
    }
}
