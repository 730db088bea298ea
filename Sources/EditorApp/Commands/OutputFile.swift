import Glibc

/// Writing files a person asked for.
enum OutputFile {
    /// Writes a file whole or not at all; folders are made. What is no file, as `/dev/null`, takes the bytes as they come.
    ///
    /// - Parameter isLasting: It is on the disk, and would survive a loss of power, when this returns.
    static func write(
        _ bytes: [UInt8], to path: String, isLasting: Bool = false
    ) throws(CommandFailure) {
        try makeFolders(of: path)
        let temporary = isStream(path) ? path : path + ".pagemagic-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return try giveUp(descriptor, temporary, path) }
            rest = rest.dropFirst(count)
        }
        guard !isLasting || fsync(descriptor) == 0 else {
            return try giveUp(descriptor, temporary, path)
        }
        guard close(descriptor) == 0, temporary == path || rename(temporary, path) == 0 else {
            return try giveUp(-1, temporary, path)
        }
        if isLasting { syncFolder(of: path) }
    }

    /// A name is lasting when its folder is.
    private static func syncFolder(of path: String) {
        let (folder, _) = ExportFolder.parts(of: path)
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func isStream(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0
            && [S_IFCHR, S_IFIFO, S_IFSOCK].contains(facts.st_mode & S_IFMT)
    }

    /// Gives a file a second name, `NAME~`, `NAME~2` …, which nothing else has: what then takes its place leaves it there.
    ///
    /// - Returns: The second name.
    static func keep(_ path: String) throws(CommandFailure) -> String {
        for number in 1... {
            let kept = path + (number == 1 ? "~" : "~\(number)")
            if link(path, kept) == 0 { return kept }
            if errno == EEXIST { continue }
            // A disk without second names: the file takes the new one, once nobody else can.
            let claim = open(kept, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            guard claim >= 0 else {
                if errno == EEXIST { continue }
                break
            }
            close(claim)
            if rename(path, kept) == 0 { return kept }
            break
        }
        throw failure(path)
    }

    private static func giveUp(_ descriptor: Int32, _ temporary: String, _ path: String)
        throws(CommandFailure)
    {
        let failure = failure(path)
        if descriptor >= 0 { close(descriptor) }
        if temporary != path { unlink(temporary) }
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
