/// What `@import` brings in (CSS Cascading Level 5, section 2).
struct SheetImport: Sendable {
    let address: String
    let media: MediaCondition
    /// The layer that the sheet's rules are put in; `.some(nil)` for one without a name.
    let layer: NameKey??
    /// How many layers the importing sheet named before.
    let layersBefore: Int
}

/// A sheet of a page with all that it imports, in the order in which they count.
struct SheetImports {
    enum Part {
        /// A sheet, and what it is called; in another form where it is in a layer, or only to name its first layers.
        case sheet(ParsedSheet, name: String, form: SheetForms.Form?)
        /// The address of one that is not there.
        case missing(String)
    }

    /// The sheet itself comes last.
    private(set) var parts: [Part] = []
    /// The addresses that were asked for, and what was given for each.
    private(set) var asked: [(href: String, sheet: ParsedSheet?)] = []

    private let media: MediaContext
    /// The addresses of those that are being read.
    private var open: [String]

    /// Sheets that a page's sheet may bring in, and how deep.
    private static let sheetsMax = 100
    private static let depthMax = 8

    /// - Parameters:
    ///   - address: Where the sheet is, as the page writes it; empty for one that stands in the page.
    ///   - name: What it is called.
    init(
        of sheet: ParsedSheet, at address: String, name: String, _ media: MediaContext,
        given: (String) -> ParsedSheet?
    ) {
        self.media = media
        open = [address]
        add(sheet, at: address, name: name, in: nil, given)
    }

    private mutating func add(
        _ sheet: ParsedSheet, at address: String, name: String, in layer: NameKey??,
        _ given: (String) -> ParsedSheet?
    ) {
        var named = 0
        for wanted in sheet.imports where wanted.media.holds(media) {
            if wanted.layersBefore > named {
                named = wanted.layersBefore
                parts.append(.sheet(sheet, name: name, form: .layers(named)))
            }
            let target = Self.resolved(wanted.address, from: address)
            // One that is being read is not read in itself.
            if open.contains(target) { continue }
            guard let found = find(target, given) else {
                parts.append(.missing(target))
                continue
            }
            open.append(target)
            add(found, at: target, name: target, in: wanted.layer ?? layer, given)
            open.removeLast()
        }
        parts.append(.sheet(sheet, name: name, form: layer.map { .inLayer($0) }))
    }

    private mutating func find(_ address: String, _ given: (String) -> ParsedSheet?) -> ParsedSheet?
    {
        guard !PageSheets.isRemote(address), open.count <= Self.depthMax,
            asked.count < Self.sheetsMax
        else { return nil }
        let found = given(address)
        asked.append((address, found))
        return found
    }

    /// An address in a sheet leads from the sheet's own folder.
    static func resolved(_ address: String, from sheet: String) -> String {
        let isWhole = address.hasPrefix("/") || address.prefix { $0 != "/" }.contains(":")
        guard !isWhole else { return address }
        let path = sheet.prefix { $0 != "?" && $0 != "#" }
        return String(path.lastIndex(of: "/").map { path[...$0] } ?? "") + address
    }
}

/// Sheets in another form; each is made once, so that a page that is drawn again has the same.
struct SheetForms {
    enum Form: Hashable {
        /// All of its rules in a layer; nil: in one without a name.
        case inLayer(NameKey?)
        /// Only the names of its first layers.
        case layers(Int)
    }

    private struct Key: Hashable {
        let sheet: ObjectIdentifier
        let form: Form
    }

    /// Those of the last drawing; what is not used again is let go of.
    private let known: [Key: ParsedSheet]
    private var used: [Key: ParsedSheet] = [:]
    /// They live as long as what is known of them.
    private var sources: [ParsedSheet] = []

    init(known: SheetForms? = nil) { self.known = known?.used ?? [:] }

    mutating func form(_ form: Form, of sheet: ParsedSheet) -> ParsedSheet {
        let key = Key(sheet: ObjectIdentifier(sheet), form: form)
        if let made = used[key] { return made }
        let made = known[key] ?? ParsedSheet(sheet, as: form)
        used[key] = made
        sources.append(sheet)
        return made
    }
}
