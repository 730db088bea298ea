import Glibc

/// Tells that a file in one of some folders was written, moved there or taken away.
///
/// A folder that is made while it watches is watched from then on, where the folder above it is watched as well.
final class SettingsWatch: Sendable {
    private let descriptor: Int32
    private let folders: [String]

    /// How long a change is let settle: editors write a file in several steps.
    private static let settleMicroseconds: UInt32 = 50_000

    /// - Parameter folders: Those that do not exist are left out until they do.
    /// - Returns: nil where the kernel has no watch left, or no folder exists.
    init?(_ folders: [String]) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        self.folders = folders
        guard descriptor >= 0, watchFolders() else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Sleeps until something changed; false when there is nothing to wait for any more.
    func wait() -> Bool {
        repeat {
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            while poll(&request, 1, -1) < 0 { guard errno == EINTR else { return false } }
            usleep(Self.settleMicroseconds)
        } while !takeEvents()
        // Before anybody reads: what is written into a new folder later is an event again.
        _ = watchFolders()
        return true
    }

    /// A folder that is watched already stays so; one that was made anew under its name is another one.
    private func watchFolders() -> Bool {
        let mask = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE)
        return folders.map { inotify_add_watch(descriptor, $0, mask) >= 0 }.contains(true)
    }

    /// Whether something was among the events but files that are only begun: those are heard of again.
    private func takeEvents() -> Bool {
        var isChange = false
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
            buffer.withUnsafeBytes { bytes in
                var at = 0
                while at + MemoryLayout<inotify_event>.size <= count {
                    let event = bytes.loadUnaligned(fromByteOffset: at, as: inotify_event.self)
                    let isFolder = event.mask & UInt32(IN_ISDIR) != 0
                    if event.mask & UInt32(IN_CREATE) == 0 || isFolder { isChange = true }
                    at += MemoryLayout<inotify_event>.size + Int(event.len)
                }
            }
        }
        return isChange
    }
}
