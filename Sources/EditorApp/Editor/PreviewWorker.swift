import EditorCore
import Foundation
import PreviewCore
import SiteModel
import Synchronization

/// Draws pages on a thread of its own, looks through their words and reads them out; of requests of one kind that wait only
/// the last is answered.
final class PreviewWorker: EditorPreviewPort {
    private typealias Drawing = (request: PreviewRequest, site: Site)

    private let post: @Sendable (EditorEvent) -> Void
    private let queue = DispatchQueue(label: "pagemagic.preview", qos: .userInitiated)
    private let drawings = Mutex<[PreviewPlatform: DevicePreview]>([:])
    private let waiting = Mutex<[Drawing]>([])
    private let wanted = Mutex<(request: PageFindRequest, site: Site)?>(nil)
    /// What was asked for last.
    private let latest = Mutex<[PreviewPlatform: Drawing]>([:])

    /// nil where nobody has bytes of pictures.
    private let pictures: PictureShelf?

    init(pictures: PictureShelf? = nil, post: @escaping @Sendable (EditorEvent) -> Void) {
        self.pictures = pictures
        self.post = post
    }

    // MARK: - Drawing

    func render(_ request: PreviewRequest, of site: Site) {
        latest.withLock { $0[request.platform] = (request, site) }
        let isScheduled = waiting.withLock { waiting in
            if let place = waiting.firstIndex(where: { $0.request.platform == request.platform }) {
                waiting[place] = (request, site)
                return true
            }
            waiting.append((request, site))
            return false
        }
        if !isScheduled { queue.async { [self] in renderNext() } }
    }

    /// Draws what was asked for last once more, for pictures are to be shown otherwise.
    func renderAgain() {
        for drawing in latest.withLock({ Array($0.values) }) {
            render(drawing.request, of: drawing.site)
        }
    }

    private func renderNext() {
        let next = waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        guard let (request, site) = next else { return }
        let options = options(request.width, request.viewport, of: request.page, in: site)
        var page = drawings.withLock { drawings in
            drawings = drawings.filter {
                $0.key == request.platform || request.together.contains($0.key)
            }
            let drawing = drawings[request.platform] ?? DevicePreview()
            drawings[request.platform] = drawing
            return drawing.render(request, options, of: site)
        }
        // Where things stand is worked out here, not when the editor asks.
        page.findPlaces()
        page.honesty.pictureFault = pictures?.fault(among: page.wantedPictures)
        page.awaitsPictures = pictures?.areMissing(among: page.wantedPictures) ?? false
        post(.previewReady(request, page, PageSections(of: request.page, in: site, page)))
        // Shown with names in their places first, and again with each picture that is there.
        pictures?.fetch(page.wantedPictures, of: site.id, for: request.platform) { [self] in
            let isLatest = latest.withLock { $0[request.platform]?.request == request }
            if isLatest { render(request, of: site) }
        }
    }

    private func options(
        _ width: Int, _ viewport: PreviewViewport, of page: NodeID, in site: Site
    ) -> PreviewOptions {
        var options = PreviewOptions(width: width, viewport: viewport, imageDetails: true)
        // A text browser shows none.
        if viewport.takesStyles {
            options.pictures = pictures?.pictures(for: page, in: site) ?? .none
        }
        return options
    }

    // MARK: - Looking through

    func find(_ request: PageFindRequest, in site: Site) {
        let isScheduled = wanted.withLock { wanted in
            defer { wanted = (request, site) }
            return wanted != nil
        }
        if !isScheduled { queue.async { [self] in findLast() } }
    }

    private func findLast() {
        let last = wanted.withLock { wanted in
            defer { wanted = nil }
            return wanted
        }
        guard let (request, site) = last else { return }
        let drawn = drawings.withLock { drawings in
            drawings.values.lazy.compactMap(\.last).first { $0.page == request.page }?.preview
        }
        let matches = PageFinder.matches(of: request, in: site, preview: drawn)
        post(.foundInPage(request, matches))
    }

    func read(_ request: PageReadRequest, of site: Site) {
        queue.async { [self] in
            let width = latest.withLock { $0[request.viewport.platform]?.request.width } ?? 100
            let reading = PagePreview().read(
                page: request.page, in: site, locale: request.locale,
                options: options(width, request.viewport, of: request.page, in: site))
            post(.pageRead(request, reading))
        }
    }
}

/// One device's drawing of pages, and the page that was drawn last. For one thread at a time.
private final class DevicePreview {
    private let preview = PagePreview()
    private(set) var last: (page: NodeID, preview: PreviewPage)?

    func render(
        _ request: PreviewRequest, _ options: PreviewOptions, of site: Site
    ) -> PreviewPage {
        let page = preview.render(
            page: request.page, in: site, locale: request.locale, options: options)
        last = (request.page, page)
        return page
    }
}
