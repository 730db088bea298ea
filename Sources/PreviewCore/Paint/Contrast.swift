/// Keeps text readable: no page of ours makes its words vanish.
struct Contrast {
    /// WCAG asks for 4.5; a page's own colours are kept down to this.
    static let kept = 2.2
    /// What is moved is moved at least so far.
    static let least = 3.0

    private var known: [UInt64: UInt32] = [:]
    /// The last question: neighbours ask the same.
    private var last: (text: RGBA, background: UInt32, answer: UInt32)?

    /// The text colour, moved towards black or white until it stands out.
    mutating func readable(_ text: RGBA, on background: UInt32) -> UInt32 {
        if let last, last.background == background, last.text == text { return last.answer }
        let answer = lookUp(text, background)
        last = (text, background, answer)
        return answer
    }

    private mutating func lookUp(_ text: RGBA, _ background: UInt32) -> UInt32 {
        let below = RGBA(hex: background)
        let color = text.alpha >= 1 ? text : text.over(below)
        let key = UInt64(color.hex) << 32 | UInt64(background)
        if let found = known[key] { return found }
        let result = Self.moved(color, below).hex
        known[key] = result
        return result
    }

    private static func moved(_ color: RGBA, _ below: RGBA) -> RGBA {
        guard color.contrast(with: below) < kept else { return color }
        let target: RGBA =
            RGBA.white.contrast(with: below) > RGBA.black.contrast(with: below) ? .white : .black
        for step in 1...8 {
            let share = Double(step) / 8
            let mixed = target.withAlpha(share).over(color)
            if mixed.contrast(with: below) >= least { return mixed }
        }
        return target
    }
}
