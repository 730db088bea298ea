/// The value of one longhand, parsed.
enum StyleValue: Sendable {
    case keyword(Keyword)
    case length(CSSLength)
    case number(Double)
    case color(CSSColor)
    case image(ImageTone)
    case content([ContentPart])
    case tracks([GridTrack])
    case areas([[NameKey]])
    case line(GridLine)
    case counters([CounterChange])
    case horizontalClip(isEmpty: Bool)
    case position(x: CSSLength, y: CSSLength)
    /// It holds `var()`: to be parsed when the variables are known. Also of a shorthand.
    case pending(PendingTokens)
}

/// Tokens that wait for their variables.
final class PendingTokens: Sendable {
    let tokens: [Token]
    init(_ tokens: [Token]) { self.tokens = tokens }
}

/// A counter and the number it is set to or raised by.
struct CounterChange: Sendable {
    var name: NameKey
    var number: Int
}

/// One piece of the `content` of a pseudo-element.
enum ContentPart: Sendable {
    case text(String)
    case attribute(NameKey)
    /// One number, or those of all levels with the text between them.
    case counter(NameKey, separator: String?)
    case openQuote, closeQuote
}

/// One track of a grid.
indirect enum GridTrack: Sendable {
    case size(CSSLength)
    case fraction(Double)
    case minmax(GridTrack, GridTrack)
    case fitContent(CSSLength)
    /// `repeat(auto-fill | auto-fit, …)`: as many times as there is room.
    case autoRepeat([GridTrack], fits: Bool)
    /// `[name]` before the next track.
    case name(NameKey)
}

/// Where a grid item begins or ends.
enum GridLine: Sendable, Equatable {
    case auto
    case line(Int)
    case span(Int)
    case named(NameKey)
}

/// One property set by a rule.
struct Declaration: Sendable {
    var property: Property
    var value: StyleValue
}
