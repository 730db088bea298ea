import EditorCore
import Glibc
import ScreenCore

/// Where themes and keymaps are looked for, and the finding of them.
///
/// A person's own folder comes first, then the folders given after it (`PREFIX/share/pagemagic`, the source tree), then
/// what is compiled in. A file's stem is the name it is asked for by.
package struct SettingsFolders: Sendable {
    /// One that can be chosen.
    package struct Choice: Hashable, Sendable {
        package let name: String
        package let summary: String
        /// The file; nil for what is compiled in.
        package let path: String?
    }

    /// Folders that hold `themes/` and `keymaps/`, the first goes before the others.
    package let folders: [String]

    package init(folders: [String]) { self.folders = folders }

    /// The folders for a program: the person's, beside the executable's prefix, and up from it to a source tree.
    ///
    /// - Parameters:
    ///   - configuration: `~/.config/pagemagic` or `$PAGEMAGIC_HOME/config`.
    ///   - executable: The program's own path, links resolved.
    package init(configuration: String, executable: String?) {
        var folders = [configuration]
        if let executable {
            var parts = executable.split(separator: "/").dropLast()
            folders.append("/" + parts.dropLast().joined(separator: "/") + "/share/pagemagic")
            while !parts.isEmpty {  // .build/release/ stands inside the source tree
                let folder = "/" + parts.joined(separator: "/")
                if Self.exists(folder + "/Package.swift"),
                    Self.exists(folder + "/themes/default-dark.toml")
                {
                    folders.append(folder)
                    break
                }
                parts = parts.dropLast()
            }
        }
        self.init(folders: folders)
    }

    /// Every theme by name; of a file that is at fault only the name is known.
    package func themes() -> [Choice] {
        choices("themes", Shipped.themes) { try? theme(named: $0).summary }
    }

    /// Every keymap by name.
    package func keymaps() -> [Choice] {
        choices("keymaps", Shipped.keymaps) { try? keymap(named: $0, intents: nil).summary }
    }

    /// The theme of a name.
    package func theme(named name: String) throws(SettingsError) -> Theme {
        try theme(named: name, depth: 0)
    }

    /// The theme of a name, as far as a terminal can show it.
    ///
    /// Without colours that is ``Theme/uncoloured``; with fewer than 256, where shades of one ground become the same
    /// colour and a selected row is not seen any more, `ansi16` stands in for a theme that needs them.
    package func theme(named name: String, depth: ColourDepth) throws(SettingsError) -> Theme {
        let wanted = try theme(named: name)
        if depth == .none { return .uncoloured }
        guard depth < .indexed256, wanted.needsShades, let plain = try? theme(named: "ansi16")
        else { return wanted }
        return plain
    }

    /// The keymap of a name.
    ///
    /// - Parameter intents: The names that it may call; nil takes any.
    package func keymap(named name: String, intents: Set<String>?) throws(SettingsError) -> Keymap {
        try keymap(named: name, intents: intents, depth: 0)
    }

    /// A theme from a file at a path: what `themes --check` reads.
    package func checkTheme(at path: String) throws(SettingsError) -> Theme {
        try ThemeFile.read(Self.text(of: path), file: path) { try? theme(named: $0) }
    }

    /// A keymap from a file at a path, with what in it hides something else: what `keymaps --check` reads.
    package func checkKeymap(at path: String, intents: Set<String>) throws(SettingsError)
        -> KeymapFile.Reading
    {
        try KeymapFile.read(Self.text(of: path), file: path, intents: intents) {
            try? keymap(named: $0, intents: nil)
        }
    }

    /// A file may extend another; a circle ends here.
    private static let depthMax = 8

    private func theme(named name: String, depth: Int) throws(SettingsError) -> Theme {
        guard depth < Self.depthMax, let (text, file) = try find(name, "themes", Shipped.themes)
        else {
            throw .unknownName(kind: "theme", name: name, known: names("themes", Shipped.themes))
        }
        return try ThemeFile.read(text, file: file) { base in
            base == name ? nil : try? theme(named: base, depth: depth + 1)
        }
    }

    private func keymap(named name: String, intents: Set<String>?, depth: Int) throws(SettingsError)
        -> Keymap
    {
        guard depth < Self.depthMax, let (text, file) = try find(name, "keymaps", Shipped.keymaps)
        else {
            throw .unknownName(kind: "keymap", name: name, known: names("keymaps", Shipped.keymaps))
        }
        return try KeymapFile.read(text, file: file, intents: intents) { base in
            base == name ? nil : try? keymap(named: base, intents: intents, depth: depth + 1)
        }.keymap
    }

    /// The text of a theme or keymap, and the name to say in messages; nil where there is none of that name.
    private func find(
        _ name: String, _ kind: String, _ shipped: [String: String]
    ) throws(SettingsError) -> (text: String, file: String)? {
        guard !name.contains("/"), !name.contains("\0") else { return nil }
        for folder in folders {
            let path = "\(folder)/\(kind)/\(name).toml"
            if Self.exists(path) { return (try Self.text(of: path), path) }
        }
        return shipped[name].map { ($0, "\(kind)/\(name).toml") }
    }

    private func choices(
        _ kind: String, _ shipped: [String: String], summary: (String) -> String?
    ) -> [Choice] {
        names(kind, shipped).map { name in
            let path = folders.map { "\($0)/\(kind)/\(name).toml" }.first(where: Self.exists)
            return Choice(name: name, summary: summary(name) ?? "", path: path)
        }
    }

    private func names(_ kind: String, _ shipped: [String: String]) -> [String] {
        var names = Set(shipped.keys)
        for folder in folders {
            names.formUnion(
                Self.files(in: "\(folder)/\(kind)").filter { $0.hasSuffix(".toml") }.map {
                    String($0.dropLast(5))
                })
        }
        return names.sorted()
    }
}

extension SettingsFolders {
    /// The largest settings file that is read.
    package static let fileBytesMax = 1 << 20

    /// A settings file's text.
    package static func text(of path: String) throws(SettingsError) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw .unreadable(path: path, reason: String(cString: strerror(errno)))
            }
            guard count > 0 else { break }
            bytes.append(contentsOf: buffer[..<count])
            guard bytes.count <= fileBytesMax else {
                throw .unreadable(path: path, reason: "it is larger than 1 MiB")
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw .invalid([
                SettingsProblem(file: path, line: 1, column: 1, message: "it is not text in UTF-8")
            ])
        }
        return text
    }

    private static func exists(_ path: String) -> Bool { access(path, R_OK) == 0 }

    private static func files(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return names
    }
}
