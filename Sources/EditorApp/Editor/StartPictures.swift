import EditorCore
import Foundation
import Glibc
import ScreenCore
import SiteModel
import UnixTerminal

/// The screen that a start comes to, and what is known of the terminal that it stands in.
struct StartPicture: Equatable, Sendable {
    let frame: Frame
    /// The terminal answered to kitty's keyboard: the next start need not wait for the answer.
    var knowsKeyboard = false
}

/// The screen that a start of the editor came to, kept for the next start that will come to the same one: it is painted
/// while everything is read, and what is really there follows.
///
/// One file for each way of being called and each size of window. It says what the screen depends on (how the program
/// was called, and size and time of all files that were read); where one of that has changed it is as none, and so is a
/// file that cannot be read. It holds words of the site, so nobody else may read it (docs/decisions/0038).
struct StartPictures: Sendable {
    private let folder: String
    let call: EditorCall
    private let home: Home
    private let executable: String
    /// What the screen depends on that is in no file: a line each.
    private let surroundings: [String]

    /// nil where no picture can be shown or kept.
    init?(_ call: EditorCall, in program: Program) {
        guard program.isTerminal, let executable = program.executable,
            let home = try? program.home()
        else { return nil }
        // Of the token, only that there is one: it has no business in a file.
        let environment = program.environment
        let terminal = TerminalEnvironment.current()
        self.init(
            call, home: home, executable: executable,
            surroundings: [
                environment["PAGEMAGIC_TERMINAL"] ?? "", environment["PAGEMAGIC_SERVER"] ?? "",
                environment["PAGEMAGIC_TOKEN"] == nil ? "" : "token",
                terminal.name, terminal.colour, terminal.program, "\(terminal.refusesColour)",
            ])
    }

    init(_ call: EditorCall, home: Home, executable: String, surroundings: [String]) {
        folder = home.state + "/pictures"
        self.call = call
        self.home = home
        self.executable = executable
        self.surroundings = surroundings
    }

    // MARK: - Reading

    private static let heading = "pagemagic picture 2"
    private static let byteCountMax = 4 << 20

    /// What this start will come to; nil where that is not known.
    func picture(columns: Int, rows: Int) -> StartPicture? {
        guard let bytes = try? InputFile.read(path(columns, rows), limit: Self.byteCountMax),
            let head = head(columns, rows), bytes.starts(with: head.utf8)
        else { return nil }
        var rest = bytes.dropFirst(head.utf8.count)
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")), end > rest.startIndex {
            guard isAsItWas(String(decoding: rest[..<end], as: UTF8.self)) else { return nil }
            rest = rest[(end + 1)...]
        }
        rest = rest.dropFirst()
        guard let keyboard = rest.first, keyboard <= 1,
            let frame = Frame(bytes: rest.dropFirst()), frame.columns == columns,
            frame.rows == rows
        else { return nil }
        return StartPicture(frame: frame, knowsKeyboard: keyboard == 1)
    }

    private func isAsItWas(_ line: String) -> Bool {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
        return parts.count == 2 && Self.mark(of: String(parts[0])) == parts[1]
    }

    // MARK: - Writing

    /// Keeps a picture, as well as that goes: without it the next start shows things as they are read.
    ///
    /// - Parameter site: What is open in it.
    func keep(_ picture: StartPicture, of site: NodeID) {
        let frame = picture.frame
        guard let head = head(frame.columns, frame.rows) else { return }
        let files = files(site).map { "\($0)\t\(Self.mark(of: $0))\n" }
        // A folder that others may look into would show them the site's words.
        try? FileManager.default.createDirectory(
            atPath: home.state, withIntermediateDirectories: true)
        mkdir(folder, 0o700)
        let bytes =
            Array((head + files.joined() + "\n").utf8) + [picture.knowsKeyboard ? 1 : 0]
            + frame.bytes
        try? OutputFile.write(bytes, to: path(frame.columns, frame.rows))
        prune()
    }

    /// Pictures beyond these are the oldest ones, of windows that nobody has any more.
    private static let countMax = 16

    private func prune() {
        let old = FolderNames.of(folder).map { name -> (path: String, time: Int) in
            var facts = stat()
            let path = folder + "/" + name
            return (path, stat(path, &facts) == 0 ? facts.st_mtim.tv_sec : 0)
        }
        for file in old.sorted(by: { $0.time > $1.time }).dropFirst(Self.countMax) {
            unlink(file.path)
        }
    }

    /// Removes the pictures of all starts: they hold words of sites.
    static func removeAll(in home: Home) {
        let folder = home.state + "/pictures"
        for name in FolderNames.of(folder) { unlink(folder + "/" + name) }
    }

    // MARK: - What a screen depends on

    /// nil where a line would not be one.
    private func head(_ columns: Int, _ rows: Int) -> String? {
        // In a copy of a home it says what that was copied from.
        let homes = [home.configuration, home.data, home.state]
        let lines = [Self.heading, "\(columns)x\(rows)", call.line] + homes + surroundings
        guard lines.allSatisfy({ !$0.contains("\n") }) else { return nil }
        return lines.joined(separator: "\n") + "\n\n"
    }

    private func path(_ columns: Int, _ rows: Int) -> String {
        // FNV-1a: which of them it is stands in the file.
        let hash = call.line.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return folder + "/\(String(hash, radix: 16))-\(columns)x\(rows)"
    }

    /// All files that a start reads before its screen stands, whether they are there or not.
    private func files(_ site: NodeID) -> [String] {
        let settings = ["themes", "keymaps"].flatMap { kind -> [String] in
            let path = home.configuration + "/" + kind
            return [path] + FolderNames.of(path).map { path + "/" + $0 }
        }
        let data = home.data + "/pagemagic.sqlite"
        let session = call.at == nil ? [home.state + "/sessions/\(site)"] : []
        return [executable, data, data + "-wal", home.configuration + "/config.toml"] + settings
            + [home.state + "/theme", home.state + "/keymap"] + session
    }

    /// Another one when a file was written; that of an empty one and of none are the same.
    private static func mark(of path: String) -> String {
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_size > 0 else { return "-" }
        return "\(facts.st_size) \(facts.st_mtim.tv_sec) \(facts.st_mtim.tv_nsec) \(facts.st_ino)"
    }
}

/// Names in a folder, none where there is none.
private enum FolderNames {
    static func of(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
