import SiteMarkup

/// Boxes for what cells can only name: images, media and form controls.
struct ControlBoxes {
    let document: HTMLDocument
    let options: PreviewOptions
    /// What an image shows.
    let source: ImageSource?
    /// Which radio buttons are on; nil where none is marked.
    let radios: RadioGroups?

    /// Nil for an ordinary element; `.some(nil)` for one that shows nothing.
    func box(for node: Int, _ style: ComputedStyle, _ id: Int32) -> Box?? {
        let element = document.nodes[node]
        switch element.tag {
        case "img": return .some(image(element, style, id))
        case "svg":
            let title = element.children.first { document.nodes[$0].tag == "title" }.map {
                document.textContent(of: $0)
            }
            return .some(drawing(node, title ?? element.attribute("aria-label"), style, id))
        case "iframe", "embed", "object":
            return .some(label(named("iframe", element.attribute("title")), style, id))
        case "video": return .some(label(named("video", element.attribute("title")), style, id))
        case "audio": return .some(label("[audio]", style, id))
        case "canvas": return .some(nil)
        case "input": return input(node, style, id)
        case "textarea": return .some(textArea(node, style, id))
        case "select": return .some(select(node, style, id))
        case "progress", "meter": return .some(label(gauge(element), style, id))
        default: return nil
        }
    }

    /// Text that stands for the element and wraps like text.
    private func label(_ text: String, _ style: ComputedStyle, _ id: Int32) -> Box {
        let box = Box(
            .container, style, style.display == .inlineBlock ? .inline : style.display, node: id)
        if style.isFloating { box.display = .block }
        let content = Box(.text, style, .inline, node: id)
        content.text = text
        box.children = [content]
        return box
    }

    private func named(_ what: String, _ title: String?) -> String {
        guard let title, !title.isEmpty else { return "[\(what)]" }
        return "[\(what): \(VisibleText.line(title))]"
    }

    // MARK: Images

    /// A drawing, where pictures are shown and it can be made a file of its own; else its name. A small one without a
    /// name shows nothing.
    private func drawing(
        _ node: Int, _ name: String?, _ style: ComputedStyle, _ id: Int32
    ) -> Box? {
        let element = document.nodes[node]
        guard isDrawn(element, style) else { return nil }
        let words = VisibleText.line(name ?? "")
        if let picture = drawnPicture(node, style) {
            let box = label(words.isEmpty ? "" : "[img: \(words)]", style, id)
            if box.display == .inline { box.display = .inlineBlock }
            box.picture = picture
            return box
        }
        let isImage = element.attribute("role") == "img"
        guard words.isEmpty else { return label("[img: \(words)]", style, id) }
        return isImage && element.attribute("aria-hidden") != "true"
            ? label("[img]", style, id) : nil
    }

    private func drawnPicture(_ node: Int, _ style: ComputedStyle) -> PictureBox? {
        guard options.pictures.isShown else { return nil }
        let drawing = InlineDrawing(
            node, in: document, color: style.color, width: options.viewport.width)
        return drawing.flatMap { PictureBox($0, style) }
    }

    /// Not a store of parts for other drawings, which has no size.
    func isDrawn(_ element: HTMLNode, _ style: ComputedStyle) -> Bool {
        guard style.isVisible, style.opacity > 0.03 else { return false }
        return ![style.width, style.height].contains {
            $0.pixels(of: nil).map { $0 < 1 } ?? false
        }
    }

    /// A small picture is its label; a large one of known size has a place of its own.
    private func image(_ element: HTMLNode, _ style: ComputedStyle, _ id: Int32) -> Box? {
        let address = source?.address ?? ""
        let text = imageLabel(element, address)
        if let picture = PictureBox(address, density: source?.density ?? 1, style, options.pictures)
        {
            let box = label(text ?? "", style, id)
            if box.display == .inline { box.display = .inlineBlock }
            box.picture = picture
            return box
        }
        guard let width = style.width.pixels(of: 600), width >= 120, isTall(style) else {
            return text.map { label($0, style, id) }
        }
        let box = label(text ?? "", style, id)
        if text == nil { box.children = [] }
        if box.display == .inline { box.display = .inlineBlock }
        box.pictureRows = 3
        return box
    }

    private func isTall(_ style: ComputedStyle) -> Bool {
        style.height.pixels(of: nil).map { $0 >= 80 } ?? true
    }

    private func imageLabel(_ element: HTMLNode, _ address: String) -> String? {
        let alt = VisibleText.line(element.attribute("alt") ?? "")
        let file = fileName(address)
        if options.imageDetails {
            var parts = ["img:", file.isEmpty ? "?" : file]
            if let width = element.attribute("width"), let height = element.attribute("height") {
                parts.append("\(VisibleText.line(width))x\(VisibleText.line(height))")
            } else if let size = options.pictures.file(at: address)?.size {
                parts.append(size.description)
            }
            if !alt.isEmpty { parts.append("\"\(alt)\"") }
            return "[" + parts.joined(separator: " ") + "]"
        }
        if !alt.isEmpty { return "[img: \(alt)]" }
        return element.attribute("alt") == nil ? "[img]" : nil
    }

    private func fileName(_ address: String) -> String {
        guard !address.hasPrefix("data:") else { return "data" }
        let path = address.split(separator: "?", omittingEmptySubsequences: false)[0]
        return VisibleText.line(String(path.split(separator: "/").last ?? ""))
    }

    // MARK: Form controls

    private func input(_ node: Int, _ style: ComputedStyle, _ id: Int32) -> Box?? {
        let element = document.nodes[node]
        let value = VisibleText.line(element.attribute("value") ?? "")
        let isChecked = element.attribute("checked") != nil
        switch element.attribute("type")?.lowercased() ?? "text" {
        case "hidden": return .some(nil)
        case "checkbox": return .some(label(isChecked ? "[x]" : "[ ]", style, id))
        case "radio":
            return .some(label(isChecked && radios?.isOn(node) ?? true ? "(•)" : "( )", style, id))
        case "submit": return .some(button(value.isEmpty ? "Submit" : value, style, id))
        case "reset": return .some(button(value.isEmpty ? "Reset" : value, style, id))
        case "button": return .some(value.isEmpty ? nil : button(value, style, id))
        case "image":
            return .some(button(VisibleText.line(element.attribute("alt") ?? "Submit"), style, id))
        case "file": return .some(label("[ Choose file ]", style, id))
        case "range": return .some(label("──●──", style, id))
        case "color": return .some(label("[■]", style, id))
        default:
            let text =
                value.isEmpty ? VisibleText.line(element.attribute("placeholder") ?? "") : value
            let size = Int(element.attribute("size") ?? "") ?? 20
            return .some(field(text, width: max(4, min(60, size)), style, id))
        }
    }

    private func button(_ text: String, _ style: ComputedStyle, _ id: Int32) -> Box {
        let box = label(text, style, id)
        box.display = style.display == .inline ? .inlineBlock : style.display
        box.isButton = true
        return box
    }

    private func field(
        _ text: String, width: Int, rows: Int = 1, _ style: ComputedStyle, _ id: Int32
    ) -> Box {
        let text =
            switch style.textTransform {
            case .uppercase: text.uppercased()
            case .lowercase: text.lowercased()
            default: text
            }
        let replaced = Replaced(
            text: text, rows: rows, naturalWidth: max(width, min(40, cellWidth(of: text))) + 4)
        let display = style.display == .inline ? .inlineBlock : style.display
        return Box(.replaced(replaced), style, display, node: id)
    }

    private func textArea(_ node: Int, _ style: ComputedStyle, _ id: Int32) -> Box {
        let element = document.nodes[node]
        let content = VisibleText.line(document.textContent(of: node))
        let text =
            content.isEmpty ? VisibleText.line(element.attribute("placeholder") ?? "") : content
        let rows = Int(element.attribute("rows") ?? "") ?? 2
        return field(text, width: 30, rows: max(1, min(4, rows)), style, id)
    }

    private func select(_ node: Int, _ style: ComputedStyle, _ id: Int32) -> Box {
        var options: [Int] = []
        var stack = [node]
        while let next = stack.popLast(), options.count < 1000 {
            if document.nodes[next].tag == "option" { options.append(next) }
            stack.append(contentsOf: document.nodes[next].children.reversed())
        }
        let chosen =
            options.first { document.nodes[$0].attribute("selected") != nil } ?? options.first
        let text = chosen.map { VisibleText.line(document.textContent(of: $0)) } ?? ""
        return label("[ \(text) ▾ ]", style, id)
    }

    private func gauge(_ element: HTMLNode) -> String {
        let most = Double(element.attribute("max") ?? "") ?? 1
        let value = Double(element.attribute("value") ?? "") ?? 0
        let filled =
            most > 0 && value.isFinite ? Int((max(0, min(1, value / most)) * 10).rounded()) : 0
        return String(repeating: "█", count: filled) + String(repeating: "░", count: 10 - filled)
    }
}
