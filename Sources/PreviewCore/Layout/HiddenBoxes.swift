/// Ways of hiding a box that leave it in the tree.
enum HiddenBoxes {
    static func isHidden(_ style: ComputedStyle) -> Bool {
        if style.display == .none || style.opacity <= 0.03 { return true }
        if style.isClipped { return true }
        if style.clipsOverflow,
            isTiny(style.width) || isTiny(style.height) || isTiny(style.maxHeight)
        {
            return true
        }
        guard style.position != .static else { return false }
        return isOutside(style)
    }

    private static func isTiny(_ length: Length) -> Bool {
        length.pixels(of: nil).map { $0 <= 1 } ?? false
    }

    private static func isOutside(_ style: ComputedStyle) -> Bool {
        let sides = [style.inset.left, style.inset.right, style.inset.top, style.inset.bottom]
        if sides.contains(where: { ($0.pixels(of: 1200) ?? 0) <= -500 }) { return true }
        guard style.isOutOfFlow else { return false }
        if [style.inset.left, style.inset.right].contains(where: {
            ($0.pixels(of: 1200) ?? 0) >= 1200
        }) {
            return true
        }
        guard case .fixed(let pixels, let percent)? = style.shift else { return false }
        return percent <= -100 || (percent >= 100 && style.position == .fixed) || pixels <= -150
    }
}
