import Foundation
import PixbufPictures
import PreviewCore
import SiteMarkup
import SiteModel
import Synchronization

/// The pictures in cells that were decoded, as far as there is room for them, and a thread that decodes more.
///
/// A site's bytes are read for one picture at a time, when it is decoded; what is kept is cells.
final class PictureShelf: Sendable {
    /// 12 bytes each.
    static let cellCountMax = 150_000
    /// Of pictures that the terminal draws, some hundred bytes each.
    static let drawnCellCountMax = 30_000
    /// How long pictures that are there wait for others before they are shown.
    private static let patience = Duration.milliseconds(120)

    fileprivate struct State {
        /// nil while no picture is to be shown.
        var colors: PictureColors?
        /// nil while pictures are drawn in cells.
        var drawing: PictureDrawing?
        var cells: [PictureRequest: CellPicture] = [:]
        var cellCount = 0
        var faults: [String: PictureFault] = [:]
        /// What the last page was given, and what it was made of.
        var given: (place: Place, pictures: PagePictures)?
        /// What is to be decoded for each device; what a later page shows on it takes its place.
        var wanted: [PreviewPlatform: Wanted] = [:]
        var isFetching = false
    }

    fileprivate struct Place: Equatable {
        let folders: [[String]]
        let files: [String: PagePictures.File]
        let colors: PictureColors?
        let drawing: PictureDrawing?
    }

    fileprivate struct Wanted {
        /// All that a page shows.
        let requests: [PictureRequest]
        let site: NodeID
        let done: @Sendable () -> Void
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "pagemagic.pictures", qos: .utility)
    private let bytes: @Sendable (Digest, NodeID) -> [UInt8]?
    private let program: String

    /// - Parameter bytes: A file's bytes by their name.
    init(
        program: String = "/proc/self/exe",
        bytes: @escaping @Sendable (Digest, NodeID) -> [UInt8]?
    ) {
        self.program = program
        self.bytes = bytes
    }

    /// From now on pictures have their places, in these colours.
    func show(_ colors: PictureColors) {
        state.withLock { state in
            if state.colors != colors { state.forget() }
            state.colors = colors
        }
    }

    /// From now on the terminal draws pictures, or does not any more.
    ///
    /// - Returns: Whether that is anything new: pages are then to be drawn again.
    func draw(_ drawing: PictureDrawing?) -> Bool {
        state.withLock { state in
            guard state.drawing != drawing else { return false }
            state.drawing = drawing
            state.forget()
            return true
        }
    }

    // MARK: Giving

    /// What a page may show now.
    func pictures(for page: NodeID, in site: Site) -> PagePictures {
        let files = Self.files(of: site)
        let folders = Self.folders(of: page, in: site)
        return state.withLock { state in
            let place = Place(
                folders: folders, files: files, colors: state.colors, drawing: state.drawing)
            if let given = state.given, given.place == place { return given.pictures }
            var pictures = PagePictures(
                files: files, folders: folders, isShown: state.colors != nil,
                areDrawn: state.drawing != nil)
            for (request, picture) in state.cells { pictures.add(picture, for: request) }
            state.given = (place, pictures)
            return pictures
        }
    }

    private static func files(of site: Site) -> [String: PagePictures.File] {
        var files: [String: PagePictures.File] = [:]
        for asset in site.assets where asset.isPicture {
            guard let path = asset.fields[.file]?.plain, let name = asset.media else { continue }
            let size = asset.fields[.pixels].flatMap { PictureSize($0.plain) }
            files[path] = files[path] ?? PagePictures.File(name: name.description, size: size)
        }
        return files
    }

    /// A page's addresses lead from its own folder, those in style sheets from theirs.
    private static func folders(of page: NodeID, in site: Site) -> [[String]] {
        let sheets = site.assets.filter { $0.texts[.css] != nil }.map { asset in
            (asset.fields[.file]?.plain ?? "").split(separator: "/").dropLast().map(String.init)
        }
        return ([PreviewSource.folder(of: page, in: site)] + sheets).reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
    }

    /// Why some of a page's pictures are not shown, for the honesty mark.
    func fault(among wanted: [PictureRequest]) -> String? {
        let faults = state.withLock { state in wanted.compactMap { state.faults[$0.file] } }
        guard let first = faults.first else { return nil }
        switch first {
        case .noLibrary:
            return "pictures not shown: libgdk-pixbuf-2.0-0 and libchafa0 are not installed"
        case .noLoader:
            return "pictures not shown: webp-pixbuf-loader or librsvg2-common is not installed"
        case .unreadable, .tooLarge, .gaveUp:
            return faults.count == 1
                ? "1 picture cannot be decoded" : "\(faults.count) pictures cannot be decoded"
        }
    }

    /// Whether some of a page's pictures are still to be decoded.
    func areMissing(among wanted: [PictureRequest]) -> Bool {
        state.withLock { $0.colors != nil && !$0.missing(wanted).isEmpty }
    }

    // MARK: Fetching

    /// Decodes what is not there yet, from the top; `done` is called now and then while there is something new.
    func fetch(
        _ requests: [PictureRequest], of site: NodeID, for device: PreviewPlatform,
        done: @escaping @Sendable () -> Void
    ) {
        let isNew = state.withLock { state in
            state.wanted[device] = Wanted(requests: requests, site: site, done: done)
            guard !state.isFetching, !state.missing(requests).isEmpty else { return false }
            state.isFetching = true
            return true
        }
        if isNew { queue.async { [self] in fetchAll() } }
    }

    /// The same on this thread, to the end.
    func fetchNow(_ requests: [PictureRequest], of site: NodeID) {
        let process = PictureProcess(program: program)
        defer { process.finish() }
        for request in state.withLock({ $0.missing(requests) }) { decode(request, site, process) }
    }

    private func fetchAll() {
        let process = PictureProcess(program: program)
        defer { process.finish() }
        var unseen = false
        var shown = ContinuousClock.now
        while let next = next() {
            unseen = decode(next.request, next.site, process) || unseen
            if unseen, next.isLast || ContinuousClock.now - shown > Self.patience {
                next.done()
                (unseen, shown) = (false, ContinuousClock.now)
            }
        }
    }

    private func next() -> (
        request: PictureRequest, site: NodeID, isLast: Bool, done: @Sendable () -> Void
    )? {
        state.withLock { state in
            for (_, wanted) in state.wanted.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                let left = state.missing(wanted.requests)
                if let request = left.first {
                    return (request, wanted.site, left.count == 1, wanted.done)
                }
            }
            state.isFetching = false
            return nil
        }
    }

    /// - Returns: Whether there is something new to be shown.
    @discardableResult
    private func decode(_ request: PictureRequest, _ site: NodeID, _ process: PictureProcess)
        -> Bool
    {
        let manner = state.withLock { state in
            (colors: state.colors, drawing: state.drawing, isDrawn: state.isDrawn(request))
        }
        guard let colors = manner.colors else { return false }
        let result: Result<CellPicture, PictureFault>
        do throws(PictureFault) {
            let stored = Digest(request.file).flatMap { bytes($0, site) }
            guard let bytes = request.drawing ?? stored else { throw .unreadable }
            let drawn = manner.isDrawn ? manner.drawing : nil
            // What cannot be drawn by the terminal may still be drawn in cells.
            if let drawn, let picture = try? process.picture(bytes, request, drawing: drawn) {
                result = .success(picture)
            } else {
                result = .success(try process.picture(bytes, request, colors: colors))
            }
        } catch {
            result = .failure(error)
        }
        return state.withLock { state in
            guard state.colors == colors, state.drawing == manner.drawing else { return false }
            state.keep(result, for: request)
            return true
        }
    }
}

extension PictureShelf.State {
    /// Those that are not there and can be had, as many as there is room for.
    fileprivate func missing(_ requests: [PictureRequest]) -> [PictureRequest] {
        guard colors != nil else { return [] }
        var room = PictureShelf.cellCountMax
        return requests.filter { request in
            room -= request.columns * request.rows
            return room >= 0 && cells[request] == nil && faults[request.file] == nil
        }
    }

    /// Whether the terminal draws it: as long as the page at hand has room, and it is more than a mean colour.
    fileprivate func isDrawn(_ request: PictureRequest) -> Bool {
        guard let drawing, request != .tone(of: request.file),
            drawing.draws(columns: request.columns, rows: request.rows)
        else { return false }
        let count = drawnCount { wantedNow.contains($0) }
        return count + request.columns * request.rows <= PictureShelf.drawnCellCountMax
    }

    private var wantedNow: Set<PictureRequest> { Set(wanted.values.flatMap(\.requests)) }

    /// Cells of those that the terminal draws.
    private func drawnCount(where isCounted: (PictureRequest) -> Bool) -> Int {
        cells.reduce(0) { sum, one in
            one.value.drawn != nil && isCounted(one.key) ? sum + one.value.weight : sum
        }
    }

    fileprivate mutating func keep(
        _ result: Result<CellPicture, PictureFault>, for request: PictureRequest
    ) {
        switch result {
        case .failure(let fault): faults[request.file] = fault
        case .success(let picture):
            makeRoom(for: picture)
            cells[request] = picture
            cellCount += picture.weight
            given?.pictures.add(picture, for: request)
        }
    }

    /// What the page at hand does not want goes first: all of it, for it is decoded again soon enough.
    private mutating func makeRoom(for picture: CellPicture) {
        let isTooMuch =
            cellCount + picture.weight > PictureShelf.cellCountMax
            || picture.drawn != nil
                && drawnCount { _ in true } + picture.weight > PictureShelf.drawnCellCountMax
        guard isTooMuch else { return }
        let wanted = wantedNow
        cells = cells.filter { wanted.contains($0.key) }
        cellCount = cells.values.reduce(0) { $0 + $1.weight }
        given = nil
    }

    fileprivate mutating func forget() {
        (cells, cellCount, given) = ([:], 0, nil)
    }
}

extension CellPicture {
    /// How much of the room it takes.
    fileprivate var weight: Int { columns * rows }
}
