import SiteMarkup

/// What a box shows instead of text: a picture of known size.
struct PictureBox {
    /// The name of the file's bytes.
    let file: String
    let size: PictureSize
    /// Width by height, where the page says another than the file.
    let ratio: Double
    let fit: Keyword

    /// A picture of which nobody would see more than a dot is named instead.
    private static let dotPixels = 40.0

    /// nil where the picture is not known, or is not to be shown.
    init?(_ address: String, _ style: ComputedStyle, _ pictures: PagePictures) {
        guard pictures.isShown, let found = pictures.file(at: address), let size = found.size else {
            return nil
        }
        file = found.name
        self.size = size
        fit = style.objectFit
        ratio = style.aspectRatio ?? Double(size.width) / Double(size.height)
        let width = style.width.pixels(of: 600) ?? Double(size.width)
        let height = style.height.pixels(of: nil) ?? Double(size.height)
        guard max(width, height) > Self.dotPixels, width > 4, height > 4 else { return nil }
    }
}

/// Where a picture stands in its fragment, in cells.
struct PicturePlace {
    var x: Int
    var y: Int
    var request: PictureRequest
    var columns: Int { request.columns }
    var rows: Int { request.rows }
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
        case .cover: return whole(covers: true)
        case .contain, .scaleDown, .none: break
        // What is held back by the most rows keeps its shape.
        default: if rows < pictureRowsMax { return whole() }
        }
        let natural = Double(picture.size.width) / Double(picture.size.height)
        let wide = Int((Double(rows) * pictureRowPixels * natural / columnPixels).rounded())
        let tall = Int((Double(columns) * columnPixels / natural / pictureRowPixels).rounded())
        let (inner, high) =
            wide <= columns ? (max(1, wide), rows) : (columns, max(1, min(rows, tall)))
        return PicturePlace(
            x: x + (columns - inner) / 2, y: y + (rows - high) / 2,
            request: PictureRequest(file: picture.file, columns: inner, rows: high))
    }
}
