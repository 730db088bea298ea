/// How the styles of frames look on a terminal: styles that look alike there have one number.
struct LookTable {
    /// How one style looks.
    struct Look {
        let pen: TerminalPen
        let number: UInt32
        /// What a blank of it looks like: its ground alone, numbered apart; its own number where it shows more.
        let blank: UInt32
        /// A blank of it is as good as erased.
        var isBlankPlain: Bool { blank & LookTable.plainBlank != 0 }
    }

    static let plainBlank: UInt32 = 1 << 31
    /// A page with very many colours: begin anew rather than grow without end.
    private static let looksMax = 4096

    private let dialect: TerminalDialect
    private var known: [CellStyle: Look] = [:]
    private var numbers: [TerminalPen: UInt32] = [:]
    /// The looks of the rows of the style table in use.
    private(set) var current: [Look] = []
    private var styles: [CellStyle] = []
    /// Addresses by their number, less one.
    private var links: [LinkAddress] = []
    private var linkNumbers: [LinkAddress: UInt16] = [:]

    init(_ dialect: TerminalDialect) { self.dialect = dialect }

    /// Makes `current` the looks of these styles.
    mutating func use(_ new: [CellStyle]) {
        guard styles != new else { return }
        if new.starts(with: styles) {
            current += looks(of: Array(new[styles.count...]))
        } else {
            current = looks(of: new)
        }
        styles = new
    }

    mutating func looks(of styles: [CellStyle]) -> [Look] { styles.map { look(of: $0) } }

    private mutating func look(of style: CellStyle) -> Look {
        if let look = known[style] { return look }
        var pen = TerminalPen(style, on: dialect)
        if dialect.hasLinks, let link = style.link { pen.link = self.number(of: link) }
        let number = self.number(of: pen)
        let blank =
            pen.isBlankPlain
            ? self.number(of: TerminalPen(background: pen.background)) | Self.plainBlank : number
        let look = Look(pen: pen, number: number, blank: blank)
        if known.count >= Self.looksMax { known = [:] }
        known[style] = look
        return look
    }

    private mutating func number(of pen: TerminalPen) -> UInt32 {
        if let number = numbers[pen] { return number }
        let number = UInt32(numbers.count)
        numbers[pen] = number
        return number
    }

    /// 0 where there are more than the numbers reach; that text is no link then.
    private mutating func number(of link: LinkAddress) -> UInt16 {
        if let number = linkNumbers[link] { return number }
        guard let number = UInt16(exactly: links.count + 1) else { return 0 }
        links.append(link)
        linkNumbers[link] = number
        return number
    }

    /// The address of a number; empty for 0.
    func address(_ number: UInt16) -> String {
        number == 0 ? "" : links[Int(number) - 1].text
    }
}
