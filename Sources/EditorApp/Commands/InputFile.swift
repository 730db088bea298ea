import Glibc

/// Reading what a person names, without ever taking in more than the limit.
enum InputFile {
    /// Beyond this nothing is read: a page is never so large.
    static let bytesMax = 16 << 20

    /// A whole file, or standard input for `-`.
    static func read(_ path: String, in program: Program, limit: Int = bytesMax) throws -> [UInt8] {
        if path == "-" { return try program.readStandardInput() }
        if path.drop(while: \.isWhitespace).hasPrefix("<"), access(path, F_OK) != 0 {
            throw CommandFailure(
                .usage, "“\(Excerpt.of(path))” is HTML, and the name of a file is wanted.",
                hint: "Name a file that holds it, or give - and send it on standard input.")
        }
        return try read(path, limit: limit)
    }

    static func read(_ path: String, limit: Int = bytesMax) throws(CommandFailure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw unreadable(path, errno) }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw CommandFailure(
                .badInput, "\(path) is not a file.", hint: "Give a file, or a folder to import.")
        }
        guard facts.st_size <= limit else { throw tooLarge(path, limit) }
        return try read(descriptor: descriptor, name: path, limit: limit)
    }

    static func read(descriptor: Int32, name: String, limit: Int = bytesMax) throws(CommandFailure)
        -> [UInt8]
    {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(name, errno) }
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: buffer[..<count])
            guard bytes.count <= limit else { throw tooLarge(name, limit) }
        }
    }

    private static func tooLarge(_ path: String, _ limit: Int) -> CommandFailure {
        CommandFailure(
            .badInput, "\(path) is larger than \(limit >> 20) MiB.", hint: "Import it in parts.")
    }

    static func unreadable(_ path: String, _ code: Int32) -> CommandFailure {
        let reason = String(cString: strerror(code))
        return code == ENOENT || code == ENOTDIR
            ? CommandFailure(
                .notFound, "There is no file \(path).", hint: "See that its name is right.")
            : CommandFailure(
                .failed, "\(path) cannot be read: \(reason).", hint: "See that you may read it.")
    }
}
