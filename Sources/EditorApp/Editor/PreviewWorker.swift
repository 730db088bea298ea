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
    /// What was asked for last.
    private let latest = Mutex<[PreviewPlatform: PreviewRequest]>([:])

    /// nil where nobody has bytes of pictures.
    private let pictures: PictureShelf?

    init(pictures: PictureShelf? = nil, post: @escaping @Sendable (EditorEvent) -> Void) {
        self.pictures = pictures
        self.post = post
    }

    func render(_ request: PreviewRequest, of site: Site) {
        latest.withLock { $0[request.platform] = request }
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
        var options = PreviewOptions(
            width: request.width, platform: request.platform, imageDetails: true)
        options.pictures = pictures?.pictures(for: request.page, in: site) ?? .none
        var page = preview.withLock { preview in
            preview.render(
                page: request.page, in: site, locale: request.locale, options: options)
        }
        // Where things stand is worked out here, not when the editor asks.
        _ = page.rowRange(ofNode: request.page.description)
        page.honesty.pictureFault = pictures?.fault(among: page.wantedPictures)
        post(.previewReady(request, page))
        // Shown with names in their places first, and again with each picture that is there.
        pictures?.fetch(page.wantedPictures, of: site.id, for: request.platform) { [self] in
            let isLatest = latest.withLock { $0[request.platform] == request }
            if isLatest { render(request, of: site) }
        }
    }
}
