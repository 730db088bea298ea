/// What a terminal draws the next character with (ECMA-48 SGR).
struct TerminalPen: Hashable {
    var foreground = PenColour.standard
    var background = PenColour.standard
    var attributes: CellStyle.Attributes = []
    /// The number of an address in the table of looks; 0 for none.
    var link: UInt16 = 0
    /// A blank of it lies under a picture: nothing wipes it out but what changes there.
    var isUnderPicture = false

    /// What a blank shows of it; with one of them its other colours and attributes may matter, too.
    static let marks: CellStyle.Attributes = [.underline, .curl, .strike, .reverse]

    /// Whether a blank drawn with it is its background and nothing else, as what is erased is.
    var isBlankPlain: Bool {
        link == 0 && !isUnderPicture && attributes.isDisjoint(with: Self.marks)
    }

    /// The pen for a style on a terminal.
    init(_ style: CellStyle, on dialect: TerminalDialect) {
        attributes = style.attributes
        isUnderPicture = style.picture != nil
        if attributes.contains(.curl) {
            attributes.remove(dialect.hasCurl ? .underline : .curl)
            if !dialect.hasCurl { attributes.insert(.underline) }
        }
        if attributes.contains(.strike), !dialect.isXterm {
            attributes.remove(.strike)
            attributes.insert(.dim)
        }
        guard dialect.depth != .none else { return }
        foreground = PenColour(style.foreground, depth: dialect.depth)
        background = PenColour(style.background, depth: dialect.depth)
    }

    init() {}

    /// The pen that draws blanks of a ground, and otherwise is the least change.
    func grounded(on background: PenColour) -> TerminalPen {
        var pen = self
        pen.background = background
        pen.link = 0
        pen.isUnderPicture = false
        pen.attributes.subtract(Self.marks)
        return pen
    }

    /// A blank's pen: nothing of the foreground.
    init(background: PenColour) { self.background = background }
}

/// A colour as a terminal is asked for it: none of its own, an entry of its table, or red, green and blue.
struct PenColour: Hashable {
    private let value: UInt32
    private static let isIndexed: UInt32 = 1 << 24
    private static let isDirect: UInt32 = 2 << 24

    static let standard = PenColour(value: 0)

    private init(value: UInt32) { self.value = value }

    init(_ colour: Colour?, depth: ColourDepth) {
        switch colour?.converted(to: depth) {
        case nil, .standard: value = 0
        case .indexed(let index): value = Self.isIndexed | UInt32(index)
        case .rgb(let red, let green, let blue):
            if let index = Self.exactIndex(red, green, blue) {
                value = Self.isIndexed | UInt32(index)
            } else {
                value = Self.isDirect | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
            }
        }
    }

    /// The entry of the table that is this very colour, which is shorter to ask for.
    ///
    /// Entries below 22 are left alone: the first sixteen are the terminal's own, and schemes use the next six.
    private static func exactIndex(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8? {
        if let red = level(red), let green = level(green), let blue = level(blue) {
            let index = 16 + 36 * red + 6 * green + blue
            return index >= 22 ? UInt8(index) : nil
        }
        guard red == green, green == blue, red >= 8, red <= 238, (red - 8) % 10 == 0 else {
            return nil
        }
        return 232 + (red - 8) / 10
    }

    private static func level(_ value: UInt8) -> Int? {
        value == 0 ? 0 : value >= 95 && (value - 55) % 40 == 0 ? Int(value - 55) / 40 : nil
    }

    /// Appends the parameters that ask for it.
    ///
    /// - Parameter base: 30 for the foreground, 40 for the background.
    func write(base: Int, to list: inout some ParameterSink) {
        let number = Int(value & 0xFF)
        switch value >> 24 {
        case 0: list.append(base + 9)
        case 1 where number < 8: list.append(base + number)
        case 1 where number < 16: list.append(base + 60 + number - 8)
        case 1:
            list.append(base + 8)
            list.append(5)
            list.append(number)
        default:
            list.append(base + 8)
            list.append(2)
            list.append(Int(value >> 16 & 0xFF))
            list.append(Int(value >> 8 & 0xFF))
            list.append(number)
        }
    }
}

extension TerminalPen {
    /// Appends the shortest sequence that turns one pen into another, links apart.
    static func change(
        from old: TerminalPen, to new: TerminalPen, _ scratch: inout PenScratch,
        to out: inout [UInt8]
    ) {
        var old = old
        old.link = new.link
        old.isUnderPicture = new.isUnderPicture
        guard old != new else { return }
        scratch.step.removeAll()
        new.writeDifference(from: old, to: &scratch.step)
        scratch.anew.removeAll()
        if new != TerminalPen() {
            scratch.anew.append(0)
            new.writeDifference(from: TerminalPen(), to: &scratch.anew)
        }
        let isShorterAnew = scratch.anew.bytes.count < scratch.step.bytes.count
        out.append(contentsOf: ANSI.control)
        out.append(contentsOf: isShorterAnew ? scratch.anew.bytes : scratch.step.bytes)
        out.append(UInt8(ascii: "m"))
    }

    /// The bytes of that sequence; an address is taken for a short one.
    static func changeLength(from old: TerminalPen, to new: TerminalPen) -> Int {
        var old = old
        let address = old.link == new.link ? 0 : addressLength
        old.link = new.link
        old.isUnderPicture = new.isUnderPicture
        guard old != new else { return address }
        var step = ParameterCount()
        new.writeDifference(from: old, to: &step)
        var anew = ParameterCount()
        if new != TerminalPen() {
            anew.append(0)
            new.writeDifference(from: TerminalPen(), to: &anew)
        }
        return address + ANSI.control.count + min(step.length, anew.length) + 1
    }

    private static let addressLength = 30

    private func writeDifference(from old: TerminalPen, to list: inout some ParameterSink) {
        writeWeight(from: old.attributes, to: &list)
        for (attribute, on, off) in Self.switches {
            let (was, isOn) = (old.attributes.contains(attribute), attributes.contains(attribute))
            if was != isOn { list.append(isOn ? on : off) }
        }
        writeUnderline(from: old.attributes, to: &list)
        if foreground != old.foreground { foreground.write(base: 30, to: &list) }
        if background != old.background { background.write(base: 40, to: &list) }
    }

    private static let switches: [(CellStyle.Attributes, on: Int, off: Int)] = [
        (.italic, 3, 23), (.reverse, 7, 27), (.strike, 9, 29),
    ]

    /// Bold and dim have one code that ends both.
    private func writeWeight(from old: CellStyle.Attributes, to list: inout some ParameterSink) {
        let weights: CellStyle.Attributes = [.bold, .dim]
        var have = old.intersection(weights)
        if !have.isSubset(of: attributes) {
            list.append(22)
            have = []
        }
        if attributes.contains(.bold), !have.contains(.bold) { list.append(1) }
        if attributes.contains(.dim), !have.contains(.dim) { list.append(2) }
    }

    /// One underline takes the place of another.
    private func writeUnderline(from old: CellStyle.Attributes, to list: inout some ParameterSink) {
        let lines: CellStyle.Attributes = [.underline, .curl]
        let (was, wanted) = (old.intersection(lines), attributes.intersection(lines))
        guard was != wanted else { return }
        if wanted.contains(.curl) {
            list.append(4, part: 3)
        } else {
            list.append(wanted.isEmpty ? 24 : 4)
        }
    }
}

/// The two ways to a pen, kept so that no frame allocates them.
struct PenScratch {
    fileprivate var step = ParameterList()
    fileprivate var anew = ParameterList()
}
