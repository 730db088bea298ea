import GRDB
import Glibc
import Synchronization

/// The right to sync, held by one process at a time.
///
/// The lock is the kernel's (`flock` on `sync.lock`), so that it ends with its holder however that ends. The *fence* is
/// a number in the database that each new holder raises: a holder that was paused past its time finds it changed.
package final class SyncLease: Sendable {
    private let store: SiteStore
    private let descriptor: Mutex<Int32>
    /// Raised by each holder.
    package let fence: Int64

    fileprivate init(store: SiteStore, descriptor: Int32, fence: Int64) {
        self.store = store
        self.descriptor = Mutex(descriptor)
        self.fence = fence
    }

    deinit { release() }

    /// Whether the fence still is ours: asked before every request.
    ///
    /// - Throws: ``StoreError/leaseLost``.
    package func check() throws(StoreError) {
        let held = descriptor.withLock { $0 >= 0 }
        guard held, try store.fact(SyncLease.fact) == String(fence) else { throw .leaseLost }
    }

    /// Lets another process sync.
    package func release() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
    }

    fileprivate static let fact = "fence"
}

extension SiteStore {
    /// Takes the right to sync; nil while another process has it.
    package func takeSyncLease() throws(StoreError) -> SyncLease? {
        let lock = directory + "/sync.lock"
        let descriptor = Glibc.open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .notWritable(path: lock, detail: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        do {
            let fence = try raiseFence()
            return SyncLease(store: self, descriptor: descriptor, fence: fence)
        } catch {
            close(descriptor)
            throw error
        }
    }

    private func raiseFence() throws(StoreError) -> Int64 {
        try write { db in
            let old = try String.fetchOne(
                db, sql: "SELECT value FROM meta WHERE name = ?", arguments: [SyncLease.fact])
            let fence = (old.flatMap { Int64($0) } ?? 0) &+ 1
            try db.execute(
                sql: "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
                arguments: [SyncLease.fact, String(fence)])
            return fence
        }
    }
}
