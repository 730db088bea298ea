import SiteModel

extension Policy {
    /// Why the element is refused with all that is in it; nil if it may stay.
    func refusal(ofElement index: Int, in document: HTMLDocument) -> Refusal? {
        let node = document.nodes[index]
        if let refusal = refusalOfForeignContent(index, in: document) { return refusal }
        if node.tag == "script" { return refusalOfScript(node) }
        if let refusal = Policy.refusedTags[node.tag] { return refusal }
        switch node.tag {
        case "iframe", "frame": return refusalOfFrame(node)
        case "meta": return refusalOfMeta(node)
        case "link": return refusalOfLink(node)
        case "style": return refusal(ofStyleSheet: document.textContent(of: index))
        default: return Policy.isName(node.tag) ? nil : Policy.oddName
        }
    }

    private static let oddName = Refusal(
        code: "odd-name", message: "An element's name has characters that names do not have.",
        fix: "Use an element of the HTML standard.")

    private static func isName(_ name: String) -> Bool {
        name.utf8.allSatisfy {
            $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
        }
    }

    private static func plugin(_ tag: String) -> Refusal {
        Refusal(
            code: "plugin", message: "<\(tag)> runs a program of another kind.",
            fix: "Link to the file, or show a picture of it.")
    }

    private static func inert(_ tag: String) -> Refusal {
        Refusal(
            code: "raw-text",
            message: "What stands in <\(tag)> reads differently in different browsers.",
            fix: "Write it as ordinary elements or as text.")
    }

    /// Elements that are never taken.
    private static let refusedTags: [String: Refusal] = [
        "object": plugin("object"), "embed": plugin("embed"), "applet": plugin("applet"),
        "portal": plugin("portal"),
        "fencedframe": plugin("fencedframe"),
        "base": Refusal(
            code: "base", message: "<base> changes where every link of the page leads.",
            fix: "Remove it and write the links in full."),
        "noscript": Refusal(
            code: "noscript",
            message: "<noscript> is read as markup or as text, depending on the browser.",
            fix: "Put its content on the page: published pages run no scripts.", severity: .warning),
        "template": inert("template"), "xmp": inert("xmp"), "plaintext": inert("plaintext"),
        "noembed": inert("noembed"), "noframes": inert("noframes"), "frameset": inert("frameset"),
        "isindex": inert("isindex"), "listing": inert("listing"),
    ]

    private func refusalOfScript(_ node: HTMLNode) -> Refusal {
        guard let source = node.attribute("src") else {
            return Refusal(
                code: "inline-script", message: "A script stands in the page.",
                fix: "Remove it: published pages run no scripts.")
        }
        let remote = isForeign(WebAddress(source))
        return Refusal(
            code: remote ? "remote-script" : "script",
            message: remote
                ? "The page loads a script from another host." : "The page loads a script.",
            fix: "Remove it: published pages run no scripts.")
    }

    private func refusalOfFrame(_ node: HTMLNode) -> Refusal? {
        let address = WebAddress(node.attribute("src") ?? "")
        let fix = "Link to the page instead, or let the site allow its host."
        if node.attribute("srcdoc") != nil {
            return Refusal(
                code: "frame-document", message: "A frame carries a page of its own.", fix: fix)
        }
        if case .remote(let host) = address, allowedHosts.contains(host) { return nil }
        return Refusal(
            code: "remote-frame", message: "A frame shows another page inside this one.", fix: fix)
    }

    private func refusalOfMeta(_ node: HTMLNode) -> Refusal? {
        guard let kind = node.attribute("http-equiv")?.asciiLowercased else { return nil }
        switch MarkupText.trimmed(kind) {
        case "refresh":
            return Refusal(
                code: "meta-refresh", message: "The page sends its reader elsewhere by itself.",
                fix: "Link to the other page.")
        case "content-security-policy"
        where node.attribute("content") == PublishedWriter.contentSecurityPolicy:
            return nil
        case "set-cookie", "content-security-policy":
            return Refusal(
                code: "meta-policy",
                message: "The page sets cookies or a security policy by itself.",
                fix: "Remove it: published pages get their own policy.", severity: .warning)
        default: return nil
        }
    }

    private static let refusedRelations: Set<String> = [
        "import", "preload", "modulepreload", "prefetch", "prerender", "manifest", "serviceworker",
        "dns-prefetch",
        "preconnect",
    ]

    private func refusalOfLink(_ node: HTMLNode) -> Refusal? {
        let relations = (node.attribute("rel") ?? "").asciiLowercased.split {
            $0 == " " || $0 == "\n" || $0 == "\t"
        }
        let address = WebAddress(node.attribute("href") ?? "")
        if case .dangerous = address { return nil }
        if relations.contains("stylesheet"), isForeign(address) {
            return Refusal(
                code: "remote-style", message: "The page loads a style sheet from another host.",
                fix: "Keep a copy of the sheet in the site, or let the site allow its host.")
        }
        if relations.contains(where: { Policy.refusedRelations.contains(String($0)) }) {
            return Refusal(
                code: "remote-load",
                message: "The page asks the browser to load or connect to something ahead.",
                fix: "Remove the link.", severity: .warning)
        }
        return nil
    }

    // MARK: SVG and MathML

    private static let refusedForeignTags: Set<String> = [
        "foreignobject", "handler", "listener", "style", "annotation-xml", "mglyph", "malignmark",
        "maction",
        "semantics", "annotation", "title", "desc",
    ]

    /// Where foreign content can hold HTML again, parsers disagree: nothing of that is taken.
    private func refusalOfForeignContent(_ index: Int, in document: HTMLDocument) -> Refusal? {
        let node = document.nodes[index]
        let parent = node.parent >= 0 ? document.nodes[node.parent] : nil
        let inForeign = parent.map { $0.namespace != .html && $0.kind == .element } ?? false
        let tag = node.tag.asciiLowercased
        if node.namespace == .html {
            return inForeign ? Policy.mixed(tag) : nil
        }
        if tag == "script" { return nil }
        if tag == "title" || tag == "desc" {
            let hasElements = node.children.contains { document.nodes[$0].kind == .element }
            return hasElements ? Policy.mixed(tag) : nil
        }
        if Policy.refusedForeignTags.contains(tag) { return Policy.mixed(tag) }
        if tag == "use" || tag == "feimage" { return refusalOfUse(node) }
        return refusalOfAnimation(node, tag)
    }

    private static func mixed(_ tag: String) -> Refusal {
        Refusal(
            code: "foreign-content",
            message: "<\(tag)> inside a drawing or formula is read differently by browsers.",
            fix: "Keep HTML outside of <svg> and <math>.")
    }

    private func refusalOfUse(_ node: HTMLNode) -> Refusal? {
        let targets = node.attributes.filter { $0.name == "href" }
        guard targets.contains(where: { !MarkupText.trimmed($0.value).hasPrefix("#") }) else {
            return nil
        }
        return Refusal(
            code: "svg-external", message: "A drawing takes a part from another file.",
            fix: "Put the part into the page and refer to it as #id.")
    }

    private static let animations: Set<String> = [
        "animate", "set", "animatetransform", "animatemotion", "animatecolor",
    ]

    private func refusalOfAnimation(_ node: HTMLNode, _ tag: String) -> Refusal? {
        guard Policy.animations.contains(tag) else { return nil }
        let target = (node.attribute("attributeName") ?? node.attribute("attributename") ?? "")
            .asciiLowercased
        let values = node.attributes.filter { ["to", "from", "by", "values"].contains($0.name) }
        let dangerous = values.contains { attribute in
            attribute.value.split(separator: ";").contains {
                if case .dangerous = WebAddress(String($0)) { true } else { false }
            }
        }
        guard dangerous || target.contains("href") || target.hasPrefix("on") || target.contains(":")
        else { return nil }
        return Refusal(
            code: "svg-animation", message: "An animation changes where a link leads.",
            fix: "Remove the animation.")
    }
}
