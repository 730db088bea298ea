import Glibc
import SiteMarkup
import SiteModel
import SiteStore
import Synchronization

/// A site of a device's store in its published form, as often as anybody changes it.
final class PreviewSource: Sendable {
    private struct Seen {
        var known = PublishedPages()
        var revision: Int64 = -1
        var foreignVersion: Int?
    }

    private let store: SiteStore
    private let id: NodeID
    private let locale: String?
    private let files: StoreWatch
    private let seen = Mutex(Seen())

    /// Watches from here on, so that nothing is missed between the first look and the next.
    init(_ store: SiteStore, site: NodeID, locale: String?) {
        self.store = store
        id = site
        self.locale = locale
        files = StoreWatch(directory: store.directory)
    }

    /// The site as it stands, where that is another one than was looked at last; nil else.
    func look() throws(StoreError) -> ServedSite? {
        try seen.withLock { (seen) throws(StoreError) in
            let version = try store.foreignVersion()
            guard seen.foreignVersion != version else { return nil }
            let revision = try store.revision(of: id)
            seen.foreignVersion = version
            guard seen.revision != revision else { return nil }
            let state = try store.state(of: id)
            seen.revision = state.revision
            return ServedSite(state.site, locale: locale, knowing: &seen.known) {
                (try? store.bytes($0, of: id)) ?? nil
            }
        }
    }

    /// Looks whenever the store's files change; never returns.
    func watch(
        _ show: (ServedSite) -> Void, onFailure: (StoreError) -> Void
    ) -> Never {
        while true {
            if files.descriptor < 0 {
                _ = files.wait(milliseconds: 250)
                once(show, onFailure)
                continue
            }
            guard files.wait(milliseconds: -1) else { continue }
            // What one transaction writes comes as several changes, and the last of them, through shared memory, is
            // not told: a commit shows a moment after the write that woke this.
            repeat {
                once(show, onFailure)
                usleep(4_000)
            } while files.drain()
            usleep(40_000)
            once(show, onFailure)
        }
    }

    private func once(_ show: (ServedSite) -> Void, _ onFailure: (StoreError) -> Void) {
        do throws(StoreError) {
            if let site = try look() { show(site) }
        } catch {
            onFailure(error)
        }
    }
}
