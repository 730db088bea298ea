import SiteModel

extension Policy {
    /// Attributes whose value is an address.
    private static let addressAttributes: Set<String> = [
        "href", "src", "action", "formaction", "data", "poster", "background", "cite", "longdesc",
        "manifest",
        "profile", "codebase", "classid", "archive", "icon", "dynsrc", "lowsrc", "usemap",
        "xlink:href", "from", "to",
        "filter", "mask", "clip-path", "fill", "stroke",
    ]

    /// Why the attribute is refused; its element may stay.
    func refusal(of attribute: HTMLAttribute, on element: HTMLNode) -> Refusal? {
        let name = attribute.name.asciiLowercased
        guard Policy.isPlainName(name) else { return Policy.oddAttribute }
        if name.hasPrefix("on"), name.utf8.count > 2 {
            return Refusal(
                code: "event-handler", message: "The attribute \(name) runs a script.",
                fix: "Remove it: published pages run no scripts.")
        }
        switch name {
        case "srcdoc":
            return Refusal(
                code: "frame-document", message: "A frame carries a page of its own.",
                fix: "Put the content on the page.")
        case "ping", "nonce", "attributionsrc":
            return Refusal(
                code: "tracking", message: "The attribute \(name) does nothing for the reader.",
                fix: "Remove it.",
                severity: .error)
        case "style": return refusal(ofDeclarations: attribute.value)
        case "srcset", "imagesrcset": return refusal(ofSourceSet: attribute.value)
        default: return refusal(ofAddressIn: attribute, name: name, on: element)
        }
    }

    private static let oddAttribute = Refusal(
        code: "odd-name", message: "An attribute's name has characters that names do not have.",
        fix: "Use an attribute of the HTML standard.")

    private static func isPlainName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
                    || byte == 0x2E
                    || byte == 0x5F || byte == 0x3A || byte >= 0x80
            }
    }

    private func refusal(ofSourceSet value: String) -> Refusal? {
        for case .dangerous(let scheme) in WebAddress.candidates(ofSourceSet: value) {
            guard scheme != "data" else { continue }
            return Policy.dangerousAddress(scheme)
        }
        return nil
    }

    private func refusal(ofAddressIn attribute: HTMLAttribute, name: String, on element: HTMLNode)
        -> Refusal?
    {
        let full = attribute.prefix.isEmpty ? name : attribute.prefix + ":" + name
        guard Policy.addressAttributes.contains(full) || attribute.prefix == "xlink" else {
            guard !Policy.isProse(name), case .dangerous(let scheme) = WebAddress(attribute.value),
                scheme.hasSuffix("script")
            else { return nil }
            return Policy.dangerousAddress(scheme)
        }
        switch WebAddress(attribute.value) {
        case .dangerous(let scheme): return Policy.dangerousAddress(scheme)
        case .imageData where !Policy.showsImages(element, name):
            return Policy.dangerousAddress("data")
        case .local where attribute.value.contains("url("):
            return refusal(ofDeclarations: "x:" + attribute.value)
        default: return nil
        }
    }

    /// Attributes that hold words, which may be about anything.
    private static func isProse(_ name: String) -> Bool {
        let names: Set<String> = [
            "title", "alt", "placeholder", "label", "content", "value", "summary", "id", "class",
            "name", "abbr",
        ]
        return names.contains(name) || name.hasPrefix("aria-") || name.hasPrefix("data-")
    }

    /// Whether the attribute only ever shows a picture.
    private static func showsImages(_ element: HTMLNode, _ name: String) -> Bool {
        switch name {
        case "src": ["img", "input", "source", "image"].contains(element.tag)
        case "poster", "background": true
        case "href": ["image", "feImage", "feimage"].contains(element.tag) || element.tag == "link"
        default: false
        }
    }

    private static func dangerousAddress(_ scheme: String) -> Refusal {
        Refusal(
            code: "dangerous-address", message: "An address with \(scheme): can run a script.",
            fix: "Use an http, https, mailto or tel address.")
    }
}
