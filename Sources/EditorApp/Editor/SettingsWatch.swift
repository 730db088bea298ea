import Glibc

/// Tells that a file in one of some folders was written, moved there or taken away.
final class SettingsWatch: Sendable {
    private let descriptor: Int32

    /// How long a change is let settle: editors write a file in several steps.
    private static let settleMicroseconds: UInt32 = 50_000

    /// - Parameter folders: Those that do not exist are left out.
    /// - Returns: nil where the kernel has no watch left, or no folder exists.
    init?(_ folders: [String]) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard descriptor >= 0 else { return nil }
        let mask = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
        let watched = Set(folders).filter { inotify_add_watch(descriptor, $0, mask) >= 0 }
        if watched.isEmpty { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Sleeps until something changed; false when there is nothing to wait for any more.
    func wait() -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&request, 1, -1) < 0 { guard errno == EINTR else { return false } }
        usleep(Self.settleMicroseconds)
        var buffer = [UInt8](repeating: 0, count: 4096)
        while read(descriptor, &buffer, buffer.count) > 0 {}
        return true
    }
}
