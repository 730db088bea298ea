import EditorCore
import Foundation
import PreviewCore
import SiteModel
import Synchronization

/// Draws pages on a thread of its own; of requests that wait only the last is drawn.
final class PreviewWorker: EditorPreviewPort {
    private let post: @Sendable (EditorEvent) -> Void
    private let queue = DispatchQueue(label: "pagemagic.preview", qos: .userInitiated)
    private let preview = Mutex(PagePreview())
    private let waiting = Mutex<(request: PreviewRequest, site: Site)?>(nil)

    init(post: @escaping @Sendable (EditorEvent) -> Void) { self.post = post }

    func render(_ request: PreviewRequest, of site: Site) {
        let isScheduled = waiting.withLock { waiting in
            defer { waiting = (request, site) }
            return waiting != nil
        }
        if !isScheduled { queue.async { [self] in renderLast() } }
    }

    private func renderLast() {
        let last = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        guard let (request, site) = last else { return }
        let options = PreviewOptions(
            width: request.width, platform: request.platform, imageDetails: true)
        let page = preview.withLock { preview in
            preview.render(
                page: request.page, in: site, locale: request.locale, options: options)
        }
        // Where things stand is worked out here, not when the editor asks.
        _ = page.rowRange(ofNode: request.page.description)
        post(.previewReady(request, page))
    }
}
