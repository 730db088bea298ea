import CFaultyFiles
import Glibc

/// A folder whose SQLite files fail as they are told to; it goes when this does.
package final class FaultyDisk {
    /// Where the files lie.
    let folder: String
    private let home: OpaquePointer
    private var programs: [Int: Int32] = [:]

    /// Makes a folder in memory where the machine has such a file system, else below `/tmp`.
    ///
    /// - Returns: nil where no folder can be made.
    package init?() {
        guard faulty_register() == 0 else { return nil }
        let root = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
        var template = Array("\(root)/pagesim.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { return nil }
        let folder = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard mkdir(folder + "/home", 0o700) == 0,
            let home = faulty_home_new(folder + "/home")
        else { return nil }
        self.folder = folder
        self.home = home
    }

    deinit {
        faulty_home_free(home)
        for name in Self.names(in: folder + "/home") { unlink(folder + "/home/" + name) }
        rmdir(folder + "/home")
        for name in Self.names(in: folder) { unlink(folder + "/" + name) }
        rmdir(folder)
    }

    private static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// The path under which a program opens the store: its own name for the home's folder.
    package func path(for process: Int) -> String { "\(folder)/p\(process)" }

    /// The program lives.
    package func start(_ process: Int) {
        if programs[process] == nil {
            symlink("home", path(for: process))
            programs[process] = faulty_add_process(home, path(for: process))
        }
        if let number = programs[process] { faulty_start(home, number) }
    }

    /// Every later call of the program fails.
    package func kill(_ process: Int) {
        if let number = programs[process] { faulty_kill_now(home, number) }
    }

    /// The n-th write or fsync from now on is the program's last; it takes effect or not.
    package func kill(_ process: Int, afterWrites writes: Int, completes: Bool) {
        guard let number = programs[process] else { return }
        faulty_kill_after(home, number, Int64(writes), completes ? 1 : 0)
    }

    /// Whether it met its end.
    package func isDead(_ process: Int) -> Bool {
        programs[process].map { faulty_is_dead(home, $0) != 0 } ?? false
    }

    /// What writes come to from now on.
    package func set(_ condition: DiskCondition) { faulty_set_mode(home, condition.rawValue) }
    /// How many calls failed because of the disk's condition.
    package var failureCount: Int { Int(faulty_failures(home)) }
    var writeCount: Int { Int(faulty_writes(home)) }

    /// - Returns: How many sectors were lost or torn.
    @discardableResult package func cutPower(seed: UInt64) -> Int {
        Int(faulty_cut_power(home, seed))
    }

    /// From now on an fsync does nothing: to show that the layer finds a store that relies on less.
    package func ignoreFsync() { faulty_ignore_fsync(home) }

    /// The lock file of the right to sync goes.
    func removeLockFile() { unlink(folder + "/home/sync.lock") }
}
