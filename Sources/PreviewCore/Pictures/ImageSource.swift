import SiteMarkup

/// The picture that an `img` shows: its own, or one of those that it or its `picture` offers for windows of other widths
/// (HTML standard, 4.8.4.3), on a screen of one dot a CSS pixel.
struct ImageSource {
    let address: String
    /// Dots of the file for a CSS pixel.
    let density: Double

    init(of node: Int, in document: HTMLDocument, _ media: MediaContext) {
        let image = document.nodes[node]
        let own = image.attribute("src") ?? ""
        let offers =
            Self.sources(before: node, in: document)
            + (image.attribute("srcset") == nil ? [] : [image])
        for offer in offers where offer.tag == "img" || Self.isFit(offer, media) {
            let candidates = SourceSet(offer, media).candidates
            let all =
                offer.tag == "img" && !own.isEmpty
                    && !candidates.contains { $0.isByWidth || $0.density == 1 }
                ? candidates + [SourceSet.Candidate(address: own, density: 1)] : candidates
            if let chosen = Self.choice(among: all) {
                (address, density) = (chosen.address, chosen.density)
                return
            }
        }
        (address, density) = (own, 1)
    }

    /// The elements of its `picture` that stand before it.
    private static func sources(before node: Int, in document: HTMLDocument) -> [HTMLNode] {
        let parent = document.nodes[node].parent
        guard parent >= 0, document.nodes[parent].tag == "picture" else { return [] }
        return document.nodes[parent].children.prefix { $0 != node }.map { document.nodes[$0] }
            .filter { $0.tag == "source" && $0.attribute("srcset") != nil }
    }

    /// Whether it is for this window, and of a form that can be shown.
    private static func isFit(_ source: HTMLNode, _ media: MediaContext) -> Bool {
        if let query = source.attribute("media"), !query.isEmpty,
            !MediaReader.condition(of: query).holds(media)
        {
            return false
        }
        guard let type = source.attribute("type")?.lowercased() else { return true }
        return type.isEmpty || types.contains(String(type.prefix { $0 != ";" && $0 != " " }))
    }

    private static let types: Set<String> = [
        "image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml",
    ]

    /// The one of least density that is enough; else the densest.
    private static func choice(among all: [SourceSet.Candidate]) -> SourceSet.Candidate? {
        let enough = all.filter { $0.density >= 1 }
        return enough.min { $0.density < $1.density } ?? all.max { $0.density < $1.density }
    }
}

/// What a `srcset` offers.
private struct SourceSet {
    struct Candidate {
        let address: String
        var density: Double
        var isByWidth = false
    }

    private(set) var candidates: [Candidate] = []
    private static let candidatesMax = 100

    init(_ element: HTMLNode, _ media: MediaContext) {
        var rest = (element.attribute("srcset") ?? "")[...]
        var width: Double?
        while candidates.count < Self.candidatesMax {
            rest = rest.drop { $0.isWhitespace || $0 == "," }
            var address = rest.prefix { !$0.isWhitespace }
            guard !address.isEmpty else { return }
            rest = rest[address.endIndex...]
            var descriptors = Substring()
            if address.last == "," {
                while address.last == "," { address.removeLast() }
            } else {
                descriptors = rest.prefix { $0 != "," }
                rest = rest[descriptors.endIndex...]
            }
            guard let size = Self.size(descriptors) else { continue }
            switch size {
            case .density(let density):
                candidates.append(Candidate(address: String(address), density: density))
            case .width(let dots):
                let place = width ?? Self.placeWidth(element.attribute("sizes") ?? "", media)
                width = place
                candidates.append(
                    Candidate(
                        address: String(address), density: dots / place, isByWidth: true))
            }
        }
    }

    private enum Size {
        case density(Double)
        case width(Double)
    }

    /// `2x`, `640w`, `640w 480h`, or nothing; nil for what is none of these.
    private static func size(_ descriptors: Substring) -> Size? {
        var found: Size?
        for word in descriptors.split(whereSeparator: \.isWhitespace) {
            guard let number = Double(word.dropLast()), number > 0, number.isFinite else {
                return nil
            }
            switch (word.last, found) {
            case ("x", nil): found = .density(number)
            case ("w", nil): found = .width(number)
            case ("h", _): continue
            default: return nil
            }
        }
        return found ?? .density(1)
    }

    /// How wide the picture is shown, in CSS pixels: the first of the `sizes` whose condition holds.
    private static func placeWidth(_ sizes: String, _ media: MediaContext) -> Double {
        let context = LengthContext(
            fontSize: 16, rootFontSize: 16, viewportWidth: media.width,
            viewportHeight: media.height)
        for part in ValueReader(Tokenizer.tokens(of: sizes)).splitAtCommas() {
            var condition: [Token] = []
            var rest = part
            while rest.peekSolid() != nil {
                var length = rest
                if let size = length.length()?.computed(context)?.pixels(of: nil),
                    length.peekSolid() == nil
                {
                    var reader = MediaReader(condition)
                    if condition.isEmpty || reader.list().holds(media) { return max(1, size) }
                    break
                }
                if let token = rest.nextToken() { condition.append(token) }
            }
        }
        return max(1, media.width)
    }
}
