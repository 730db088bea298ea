import SiteModel

extension Proposal {
    /// What differs between a section as it stands and as it is proposed.
    ///
    /// - Parameters:
    ///   - drafts: By section the new root element.
    /// - Returns: A proposal without hunks where nothing would change.
    package init(
        head: ProposalHead, replacing drafts: [(section: NodeID, root: NodeDraft)], in site: Site
    ) {
        var hunks: [ProposalHunk] = []
        for (section, draft) in drafts {
            var reader = HunkReader(
                section, in: site, locale: head.locale, from: hunks.count + 1)
            hunks += reader.hunks(replacingRootWith: draft)
        }
        self.init(head: head, hunks: hunks)
    }
}

/// Finds the hunks of one section.
private struct HunkReader {
    private let site: Site
    private let section: NodeID
    private let place: ProposalHunk.Place
    private let locale: String
    private let matching: DraftMatching
    private var labels: NodeLabels
    private var number: Int
    private var found: [ProposalHunk] = []
    /// White space that comes or goes alone.
    private var spaces: [ProposalHunk.Change] = []

    init(_ section: NodeID, in site: Site, locale: String, from number: Int) {
        self.locale = locale
        self.site = site
        self.section = section
        self.number = number
        matching = DraftMatching(site: site)
        labels = NodeLabels(site)
        let path = site.enclosing(.page, of: section).flatMap { site.path(of: $0.id) }
        place = ProposalHunk.Place(
            section: site.name(of: section) ?? "section", page: path ?? "")
    }

    mutating func hunks(replacingRootWith draft: NodeDraft) -> [ProposalHunk] {
        guard let root = site.children(of: section).first else { return [] }
        if matching.signature(of: root.content) == matching.signature(of: draft.content) {
            read(root, draft)
            if !spaces.isEmpty { note(.spacing(spaces), label: "white space") }
        } else {
            note(
                .whole(draft, mark: site.mark(of: section)), label: "",
                was: site.words(in: section) ?? "")
        }
        return found
    }

    private mutating func note(
        _ change: ProposalHunk.Change, spacing: [ProposalHunk.Change] = [], label: String,
        was: String = "", exchange: Int? = nil
    ) {
        found.append(
            ProposalHunk(
                number: number, section: section, place: place, label: label, change: change,
                spacing: spacing, was: was, decision: .chosen, exchange: exchange))
        number += 1
    }

    // MARK: What stays

    private mutating func read(_ node: Node, _ draft: NodeDraft) {
        readFields(node, draft)
        let (now, new) = (Set(node.classes), Set(draft.classes))
        if now != new {
            note(
                .classes(
                    node.id, added: draft.classes.filter { !now.contains($0) },
                    removed: node.classes.filter { !new.contains($0) }),
                label: labels.label(of: node.id))
        }
        for (key, text) in draft.texts.sorted(by: { $0.key < $1.key }) {
            guard case .inline(let new) = text else { continue }
            let old = node.texts[key] ?? ""
            // What has no translation is proposed as it is shown: in the default language.
            let shown = site.text(of: node.id, key.field, locale: key.locale) ?? ""
            if !shown.utf8.elementsEqual(new.utf8) {
                note(
                    .text(TextRef(node.id, key), from: old, to: new),
                    label: labels.label(of: node.id),
                    was: RichText.plain(shown, inlines: node.content.inlines))
            }
        }
        readChildren(of: node, draft.children)
    }

    private mutating func readFields(_ node: Node, _ draft: NodeDraft) {
        let wanted = Dictionary(draft.fields.map { ($0.name, $0.value) }) { first, _ in first }
        for name in node.fields.keys.sorted()
        where name.attributeName?.contains("@") == false && wanted[name] == nil {
            noteField(name, of: node, to: nil)
        }
        for (name, value) in draft.fields
        where name.attributeName != nil && node.fields[name] != value
            && !isShown(value, as: name, of: node)
        {
            noteField(name, of: node, to: value)
        }
    }

    /// Whether an attribute's translation says that already.
    private func isShown(_ value: FieldValue, as name: FieldName, of node: Node) -> Bool {
        guard let attribute = name.attributeName, locale != site.defaultLocale else { return false }
        return node.fields[.attribute(attribute, locale: locale)] == value
    }

    private mutating func noteField(_ name: FieldName, of node: Node, to value: FieldValue?) {
        note(
            .field(node.id, name, from: node.fields[name], to: value),
            label: labels.label(of: node.id), was: node.fields[name]?.plain ?? "")
    }

    // MARK: What comes and goes

    /// Children between two that stay.
    private struct Gap {
        var gone: [Node] = []
        /// With their place among the drafts.
        var come: [(index: Int, draft: NodeDraft)] = []
    }

    private mutating func readChildren(of node: Node, _ drafts: [NodeDraft]) {
        let present = site.children(of: node.id)
        let pairs = matching.pairs(present, drafts)
        var gaps = gaps(present, drafts, pairs)
        let moved = moves(&gaps)
        var names = drafts.map(\.id)
        for (i, j) in pairs { names[j] = present[i].id }
        for (j, moved) in moved { names[j] = moved.id }
        let kept = Set(pairs.map(\.1))
        for (index, gap) in gaps.enumerated() {
            read(gap, of: node.id, names: names, kept: kept, moved: moved)
            guard pairs.indices.contains(index) else { continue }
            read(present[pairs[index].0], drafts[pairs[index].1])
        }
    }

    private func gaps(_ present: [Node], _ drafts: [NodeDraft], _ pairs: [(Int, Int)]) -> [Gap] {
        var gaps: [Gap] = []
        var (i, j) = (0, 0)
        for (x, y) in pairs + [(present.count, drafts.count)] {
            gaps.append(
                Gap(gone: Array(present[i..<x]), come: (j..<y).map { ($0, drafts[$0]) }))
            (i, j) = (x + 1, y + 1)
        }
        return gaps
    }

    /// What goes in one place and comes unchanged in another has moved; by its place among the drafts.
    private func moves(_ gaps: inout [Gap]) -> [Int: Node] {
        var moved: [Int: Node] = [:]
        var gone = gaps.flatMap(\.gone).filter { !site.isSpace($0) }
        for (index, draft) in gaps.flatMap(\.come) where !isSpace(draft) {
            guard let match = gone.firstIndex(where: { matching.isSame($0, as: draft) })
            else { continue }
            moved[index] = gone.remove(at: match)
        }
        let nodes = Set(moved.values.map(\.id))
        for index in gaps.indices { gaps[index].gone.removeAll { nodes.contains($0.id) } }
        return moved
    }

    private mutating func read(
        _ gap: Gap, of parent: NodeID, names: [NodeID], kept: Set<Int>, moved: [Int: Node]
    ) {
        var pieces: [Piece] = gap.gone.map { node in
            Piece(
                change: .remove(node.id, mark: site.mark(of: node.id)),
                isSpace: site.isSpace(node), label: labels.label(of: node.id),
                was: site.words(in: node.id) ?? "")
        }
        for (index, draft) in gap.come {
            let after = anchors(leftOf: index, names: names, kept: kept)
            if let node = moved[index] {
                pieces.append(
                    Piece(
                        change: .move(node.id, under: parent, after: after), isSpace: false,
                        label: labels.label(of: node.id), was: site.words(in: node.id) ?? ""))
            } else {
                pieces.append(
                    Piece(
                        change: .add(draft, under: parent, after: after),
                        isSpace: isSpace(draft), label: draft.label, was: ""))
            }
        }
        guard pieces.contains(where: { !$0.isSpace }) else {
            spaces += pieces.map(\.change)
            return
        }
        let joined = Piece.joiningSpaces(pieces)
        let isExchange =
            joined.contains(where: \.isRemoval) && joined.contains(where: \.isAddition)
        let first = number
        for piece in joined {
            note(
                piece.change, spacing: piece.spacing, label: piece.label, was: piece.was,
                exchange: isExchange && (piece.isRemoval || piece.isAddition) ? first : nil)
        }
    }

    /// How many siblings that stay are named besides the nearest.
    private static let anchorsMax = 4

    private func anchors(leftOf index: Int, names: [NodeID], kept: Set<Int>) -> [NodeID] {
        var anchors: [NodeID] = []
        var keptCount = 0
        for left in (0..<index).reversed() where keptCount < Self.anchorsMax {
            anchors.append(names[left])
            if kept.contains(left) { keptCount += 1 }
        }
        return anchors
    }

    private func isSpace(_ draft: NodeDraft) -> Bool {
        draft.content.kind == .literal && draft.content.literal.allSatisfy(\.isWhitespace)
    }
}

/// A change of a parent's children, before white space has joined what it stands beside.
private struct Piece {
    let change: ProposalHunk.Change
    let isSpace: Bool
    let label: String
    let was: String
    var spacing: [ProposalHunk.Change] = []

    /// White space goes with what follows it of its own kind, else with what stands before it.
    static func joiningSpaces(_ pieces: [Piece]) -> [Piece] {
        var hosts = pieces
        for (index, piece) in pieces.enumerated() where piece.isSpace {
            let host =
                pieces.indices.first { $0 > index && pieces[$0].joins(piece) }
                ?? pieces.indices.last { pieces[$0].joins(piece) }
                ?? pieces.indices.first { !pieces[$0].isSpace }
            if let host { hosts[host].spacing.append(piece.change) }
        }
        return hosts.filter { !$0.isSpace }
    }

    var isRemoval: Bool { change.isRemoval }
    var isAddition: Bool { change.isAddition }

    private func joins(_ space: Piece) -> Bool { !isSpace && isRemoval == space.isRemoval }
}

extension NodeDraft {
    /// What people call it before it stands anywhere.
    fileprivate var label: String {
        switch content.kind {
        case .site, .page, .section: content.kind.rawValue
        case .asset: "style sheet"
        case .text: fields.first { $0.name == .label }?.value.plain ?? "text"
        case .element, .component: "<\(content.tag)>"
        case .literal: "characters"
        case .comment: "comment"
        case .raw: "raw HTML"
        }
    }
}
