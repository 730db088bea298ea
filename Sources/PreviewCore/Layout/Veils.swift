import SiteMarkup

/// Colours that lie over a whole box: a positioned box without words that reaches from edge to edge, as pages tint their
/// pictures and heroes. It has no box of its own; its colour is part of the ground that the words stand on.
extension BoxBuilder {
    /// What such children of a node come to; nil where there are none.
    func veil(over node: Int, _ style: ComputedStyle) -> RGBA? {
        // What is fixed over the window tints the page.
        let isPage = document.nodes[node].tag == "body"
        guard style.position != .static || isPage else { return nil }
        let element = tree.elementOfNode[node]
        var veil: RGBA?
        func lay(_ style: ComputedStyle?) {
            guard let style, style.position == .fixed ? isPage : style.position == .absolute,
                let color = Veil.color(of: style)
            else { return }
            veil = veil.map { color.laid(on: $0) } ?? color
        }
        if let before = cascade.before[element] ?? nil, Veil.isWordless(before) { lay(before) }
        for child in document.nodes[node].children where document.nodes[child].kind == .element {
            let inner = tree.elementOfNode[child]
            guard inner >= 0, let own = cascade.styles[inner], own.isOutOfFlow,
                document.nodes[child].children.isEmpty,
                document.nodes[child].namespace == .html,
                document.nodes[child].tag == "div"
                    || document.nodes[child].tag == "span"
            else { continue }
            lay(own)
        }
        if let after = cascade.after[element] ?? nil, Veil.isWordless(after) { lay(after) }
        return isPage ? veil?.over(pageGround(style)) : veil
    }

    /// What the page's body stands on: its colour is that of the whole page, and painted once more by the body.
    private func pageGround(_ body: ComputedStyle) -> RGBA {
        let own = body.backgroundColor.resolved(body.color)
        guard let root = cascade.styles.first ?? nil else { return own.over(.white) }
        return own.over(root.backgroundColor.resolved(root.color).over(.white))
    }
}

extension RGBA {
    /// A colour on another one that may be seen through as well (Compositing Level 1, source over).
    func laid(on below: RGBA) -> RGBA {
        let whole = alpha + below.alpha * (1 - alpha)
        guard whole > 0 else { return .transparent }
        func mix(_ a: Double, _ b: Double) -> Double {
            (a * alpha + b * below.alpha * (1 - alpha)) / whole
        }
        return RGBA(
            red: mix(red, below.red), green: mix(green, below.green), blue: mix(blue, below.blue),
            alpha: whole)
    }
}

private enum Veil {
    static func isWordless(_ style: ComputedStyle) -> Bool {
        style.content?.allSatisfy {
            if case .text(let text) = $0 { text.utf8.allSatisfy { $0 <= 0x20 } } else { false }
        } ?? false
    }

    /// The colour of a box that covers its containing block; nil where it does not, or has none.
    static func color(of style: ComputedStyle) -> RGBA? {
        guard style.isOutOfFlow, !HiddenBoxes.isHidden(style), style.isVisible,
            covers(style.inset.left, style.inset.right, style.width),
            covers(style.inset.top, style.inset.bottom, style.height)
        else { return nil }
        let color = style.backgroundColor.resolved(style.color)
        let whole: RGBA
        switch style.backgroundImage {
        case .picture: return nil
        case .mean(let tone): whole = tone.laid(on: color)
        case nil: whole = color
        }
        let seen = whole.withAlpha(style.opacity)
        return seen.alpha > 0.01 ? seen : nil
    }

    /// From one edge to the other, or from one edge on for the whole length.
    private static func covers(_ start: Length, _ end: Length, _ size: Length) -> Bool {
        let (first, last) = (start.pixels(of: 1000), end.pixels(of: 1000))
        if let first, let last, size.isAuto { return first <= 0 && last <= 0 }
        guard let size = size.pixels(of: 1000), size >= 1000 else { return false }
        return (first ?? last).map { $0 <= 0 } ?? false
    }
}
