import Glibc
import Synchronization

/// Tells that the database's files changed, by this process or another: a descriptor to poll.
///
/// A change is a hint only: ask the store for the revision. Where the kernel has no watch left, `descriptor` is -1 and
/// the caller asks the store from time to time.
package final class StoreWatch: Sendable {
    /// Readable when something changed; -1 where there is no watch.
    package let descriptor: Int32

    private static let settleMicroseconds: UInt32 = 1_000

    /// A pipe that wakes `waitOrRing`: what is read, and what is written to.
    private let bell: (rings: Int32, rope: Int32)

    package init(directory: String) {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
        }
        bell = (ends[0], ends[1])
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        if descriptor >= 0 {
            inotify_add_watch(descriptor, directory, UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_TO))
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        for end in [bell.rings, bell.rope] where end >= 0 { close(end) }
    }

    /// Reads away what was reported; true if there was anything.
    @discardableResult package func drain() -> Bool {
        guard descriptor >= 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 4096)
        var any = false
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 { any = true }
            // Less than half a buffer: that was all.
            guard count > buffer.count / 2 else { return any }
        }
    }

    /// Waits until something changed or the time is over; true for a change.
    package func wait(milliseconds: Int32) -> Bool {
        guard descriptor >= 0 else {
            usleep(UInt32(max(0, milliseconds)) * 1000)
            return true
        }
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, milliseconds) > 0 else { return false }
        return drainSettled()
    }

    /// Waits until something changed, somebody rang or the time is over; true for a change.
    ///
    /// Where there is no watch, only the bell and the time end it.
    package func waitOrRing(milliseconds: Int32) -> Bool {
        var requests = [bell.rings, descriptor].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        guard poll(&requests, UInt(requests.count), milliseconds) > 0 else { return false }
        if requests[0].revents != 0 {
            var rings = [UInt8](repeating: 0, count: 64)
            _ = read(bell.rings, &rings, rings.count)
            return false
        }
        return drainSettled()
    }

    /// Ends `waitOrRing`, or the next one; may be called from any thread.
    package func ring() {
        var ring: UInt8 = 1
        _ = write(bell.rope, &ring, 1)
    }

    private func drainSettled() -> Bool {
        // One transaction is a dozen changes, and each would wake this.
        usleep(Self.settleMicroseconds)
        return drain()
    }
}
