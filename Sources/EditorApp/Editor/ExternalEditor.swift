import Glibc

/// The program that `$VISUAL` or `$EDITOR` names, on one text.
struct ExternalEditor: Sendable {
    /// A command line for the shell: `vim`, `code --wait`.
    let command: String
    /// Where the text is put meanwhile.
    let folder: String

    /// - Parameter configured: `editor` of `config.toml`, used where the environment names none.
    init(environment: [String: String], configured: String?) {
        let named = [environment["VISUAL"], environment["EDITOR"], configured].compactMap { $0 }
            .first { !$0.isEmpty }
        command = named ?? "vi"
        folder = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    }

    /// Runs it and waits; the terminal must be free.
    ///
    /// - Returns: The text it left; nil where it failed.
    func edit(_ text: String, suffix: String) -> String? {
        var path = Array("\(folder)/pagemagic-XXXXXX\(suffix)".utf8CString)
        let descriptor = mkstemps(&path, Int32(suffix.utf8.count))
        guard descriptor >= 0 else { return nil }
        let name = String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer { unlink(name) }
        let isWritten = Self.write(text, to: descriptor)
        close(descriptor)
        guard isWritten, run(on: name) == 0 else { return nil }
        return Self.read(name)
    }

    private func run(on path: String) -> Int32 {
        let words = ["/bin/sh", "-c", "exec \(command) \"$1\"", "sh", path]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var child = pid_t()
        guard posix_spawn(&child, "/bin/sh", nil, nil, arguments, environ) == 0 else { return -1 }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            if errno != EINTR { return -1 }
        }
        return status
    }

    private static func write(_ text: String, to descriptor: Int32) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            bytes = bytes.dropFirst(count)
        }
        return true
    }

    private static let bytesMax = 16 << 20

    private static func read(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < bytesMax {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
