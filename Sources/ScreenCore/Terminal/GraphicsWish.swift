import PreviewCore

/// What is to draw pictures: half blocks in cells, or the terminal in a language of its own.
package enum GraphicsWish: String, Hashable, Sendable, CaseIterable {
    case cells
    case sixel
    case kitty
    /// The best that the terminal says it knows.
    case auto
}

/// How the terminal is to be handed pictures.
package struct GraphicsAnswer: Hashable, Sendable {
    /// nil where it knows none that was asked for.
    package let graphics: TerminalGraphics?
    /// Pixels of a cell.
    package let cell: PixelSize

    /// Of a terminal that is not asked.
    package static let none = GraphicsAnswer(graphics: nil, cell: .usualCell)

    init(graphics: TerminalGraphics?, cell: PixelSize) {
        self.graphics = graphics
        self.cell = cell
    }

    /// What comes of a wish and a terminal's answers.
    ///
    /// - Parameter cell: nil where nobody knows it: then no sixel is drawn, for nobody knows how large it would be.
    package init(_ wish: GraphicsWish, knowsKitty: Bool, knowsSixel: Bool, cell: PixelSize?) {
        let kitty = knowsKitty ? TerminalGraphics.kitty : nil
        let sixel = knowsSixel && cell != nil ? TerminalGraphics.sixel : nil
        self.cell = cell ?? .usualCell
        switch wish {
        case .cells: graphics = nil
        case .kitty: graphics = kitty
        case .sixel: graphics = sixel
        case .auto: graphics = kitty ?? sixel
        }
    }

    /// Whether the terminal keeps pictures that are to be taken away.
    package var keepsPictures: Bool { graphics == .kitty }
}

/// Pixels.
package struct PixelSize: Hashable, Sendable {
    package let width: Int
    package let height: Int

    /// What a cell is taken for that nobody knows: kitty's pictures are scaled to their cells.
    package static let usualCell = PixelSize(width: 10, height: 20)
    /// No cell is larger, or smaller.
    private static let sides = 2...128

    private init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// nil for what is no size of a cell.
    package init?(cellWidth: Int, cellHeight: Int) {
        guard Self.sides.contains(cellWidth), Self.sides.contains(cellHeight) else { return nil }
        self.init(width: cellWidth, height: cellHeight)
    }
}
