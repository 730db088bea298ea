import EditorCore
import Foundation
import SiteModel
import Synchronization

/// Looks through sites on a thread of its own; a new request ends the one that runs.
final class SearchWorker: EditorSearchPort {
    private let post: @Sendable (EditorEvent) -> Void
    private let queue = DispatchQueue(label: "pagemagic.search", qos: .userInitiated)
    /// The number of the request that somebody waits for.
    private let wanted = Atomic<Int>(0)

    init(post: @escaping @Sendable (EditorEvent) -> Void) { self.post = post }

    func search(_ request: SearchRequest, _ purpose: SearchPurpose, in site: Site) {
        let number = wanted.wrappingAdd(1, ordering: .relaxed).newValue
        queue.async { [self] in
            let outcome = SiteSearch.run(request, in: site) { [self] in
                wanted.load(ordering: .relaxed) != number
            }
            if let outcome { post(.searched(request, purpose, outcome)) }
        }
    }

    func stop() { wanted.wrappingAdd(1, ordering: .relaxed) }
}
