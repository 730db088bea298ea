import SiteMarkup

/// What a box shows instead of text: a picture of known size.
struct PictureBox {
    /// The name of the file's bytes.
    let file: String
    let size: PictureSize
    /// Width by height, where the page says another than the file.
    let ratio: Double
    let fit: Keyword
    /// Where it is held where it and its place have other sides (CSS Images Level 3, 5.6).
    let position: (x: Length, y: Length)

    /// A picture of which nobody would see more than a dot is named instead.
    private static let dotPixels = 40.0

    /// nil where the picture is not known, or is not to be shown.
    ///
    /// - Parameter density: Dots of the file for a CSS pixel.
    init?(
        _ address: String, density: Double = 1, _ style: ComputedStyle, _ pictures: PagePictures
    ) {
        guard pictures.isShown, let found = pictures.file(at: address), let dots = found.size,
            let size = PictureSize(
                width: Self.pixels(dots.width, density), height: Self.pixels(dots.height, density))
        else { return nil }
        self.init(file: found.name, size, style)
    }

    /// nil for one of which nobody would see more than a dot.
    init?(_ drawing: InlineDrawing, _ style: ComputedStyle) {
        self.init(file: PictureRequest.file(of: drawing.source), drawing.size, style)
    }

    private init?(file: String, _ size: PictureSize, _ style: ComputedStyle) {
        self.file = file
        self.size = size
        fit = style.objectFit
        position = style.objectPosition
        ratio = style.aspectRatio ?? Double(size.width) / Double(size.height)
        let width = style.width.pixels(of: 600) ?? Double(size.width)
        let height = style.height.pixels(of: nil) ?? Double(size.height)
        guard max(width, height) > Self.dotPixels, width > 4, height > 4 else { return nil }
    }

    private static func pixels(_ dots: Int, _ density: Double) -> Int {
        let pixels = Double(dots) / max(0.000_1, density)
        return max(1, min(PictureSize.sideMax, Int(pixels.rounded())))
    }
}

/// Where a picture stands in its fragment, in cells, and which part of it is seen.
struct PicturePlace {
    var x: Int
    var y: Int
    var request: PictureRequest
    var columns: Int
    var rows: Int
    /// The cell of the picture that is seen first.
    var left = 0
    var top = 0

    init(x: Int, y: Int, request: PictureRequest) {
        (self.x, self.y, self.request) = (x, y, request)
        (columns, rows) = (request.columns, request.rows)
    }
}

/// How much room a picture takes (CSS 2.1, 10.3.2 and 10.6.2). A cell is half as wide as it is high, so that a picture keeps
/// its shape.
extension LayoutEngine {
    /// CSS pixels of a row of a picture.
    private var pictureRowPixels: Double { 2 * columnPixels }
    private var pictureRowsMax: Int { options.isCompact ? 30 : 120 }
    private static let pictureColumnsMax = 400

    /// Columns of the content box, where nothing says how wide it is.
    func naturalColumns(_ box: Box, _ picture: PictureBox) -> Int {
        let style = box.style
        var width = Double(picture.size.width)
        if let height = style.height.pixels(of: nil) {
            width = height * picture.ratio
        } else if let most = style.maxHeight.pixels(of: nil), most < width / picture.ratio {
            width = most * picture.ratio
        }
        return max(1, Int((min(width, 8000) / columnPixels).rounded()))
    }

    /// Rows of the content box of so many columns.
    func pictureRows(_ box: Box, _ picture: PictureBox, columns: Int) -> Int {
        let style = box.style
        var height = style.height.pixels(of: nil) ?? Double(columns) * columnPixels / picture.ratio
        if let most = style.maxHeight.pixels(of: nil) { height = min(height, most) }
        if let least = style.minHeight.pixels(of: nil) { height = max(height, least) }
        guard height.isFinite else { return 1 }
        let rows = Int((min(height, 40_000) / pictureRowPixels).rounded())
        return max(1, min(pictureRowsMax, rows))
    }

    /// Where in so many columns and rows the picture is seen.
    func picturePlace(
        _ picture: PictureBox, columns: Int, rows: Int, x: Int, y: Int
    ) -> PicturePlace {
        let columns = min(columns, Self.pictureColumnsMax)
        func whole(covers: Bool = false) -> PicturePlace {
            PicturePlace(
                x: x, y: y,
                request: PictureRequest(
                    file: picture.file, columns: columns, rows: rows, covers: covers))
        }
        switch picture.fit {
        case .cover:
            return part(of: picture, columns: columns, rows: rows, x: x, y: y)
                ?? whole(covers: true)
        case .contain, .scaleDown, .none: break
        // What is held back by the most rows keeps its shape.
        default: if rows < pictureRowsMax { return whole() }
        }
        let natural = Double(picture.size.width) / Double(picture.size.height)
        let wide = Int((Double(rows) * pictureRowPixels * natural / columnPixels).rounded())
        let tall = Int((Double(columns) * columnPixels / natural / pictureRowPixels).rounded())
        let (inner, high) =
            wide <= columns ? (max(1, wide), rows) : (columns, max(1, min(rows, tall)))
        let shift = held(picture, columns - inner, rows - high)
        return PicturePlace(
            x: x + shift.x, y: y + shift.y,
            request: PictureRequest(file: picture.file, columns: inner, rows: high))
    }

    private static let partCellsMax = 40_000

    /// A picture that covers its place and is held elsewhere than in its middle: all of it is asked for, and a part is
    /// seen. Nil where its middle is, or it would be too large.
    private func part(
        of picture: PictureBox, columns: Int, rows: Int, x: Int, y: Int
    ) -> PicturePlace? {
        let middle = Length.fixed(pixels: 0, percent: 50)
        guard !options.pictures.areDrawn else { return nil }
        guard picture.position.x != middle || picture.position.y != middle else { return nil }
        let natural = Double(picture.size.width) / Double(picture.size.height)
        let wide = Double(rows) * pictureRowPixels * natural / columnPixels
        let tall = Double(columns) * columnPixels / natural / pictureRowPixels
        let isWide = wide >= Double(columns)
        guard max(wide, tall) < Double(Self.partCellsMax) else { return nil }
        let size = (
            columns: isWide ? max(columns, Int(wide.rounded())) : columns,
            rows: isWide ? rows : max(rows, Int(tall.rounded()))
        )
        guard size.columns * size.rows <= Self.partCellsMax else { return nil }
        var place = PicturePlace(
            x: x, y: y,
            request: PictureRequest(
                file: picture.file, columns: size.columns, rows: size.rows))
        let shift = held(picture, columns - size.columns, rows - size.rows)
        (place.columns, place.rows) = (columns, rows)
        (place.left, place.top) = (-shift.x, -shift.y)
        return place
    }

    /// How far from its place's corner a picture stands that is so much smaller, or larger, than that.
    private func held(_ picture: PictureBox, _ columns: Int, _ rows: Int) -> (x: Int, y: Int) {
        func cells(_ length: Length, _ free: Int, _ pixels: Double) -> Int {
            let shift = length.pixels(of: Double(free) * pixels) ?? 0
            let cells = Int((max(-100_000, min(100_000, shift)) / pixels).rounded(.towardZero))
            return max(min(0, free), min(max(0, free), cells))
        }
        return (
            cells(picture.position.x, columns, columnPixels),
            cells(picture.position.y, rows, pictureRowPixels)
        )
    }
}
