import SiteHistory
import SiteModel

/// Makes what the merge screen shows of a conflict or of an automatic merge.
struct MergeItemBuilder {
    let document: SiteDocument
    let report: MergeReport?
    /// Of several other sides the one that stands beside ours; nil for the first.
    private let beside: OperationID?
    var site: Site { document.site }

    init(_ document: SiteDocument, _ report: MergeReport?, beside: OperationID? = nil) {
        self.document = document
        self.report = report
        self.beside = beside
    }

    // MARK: - Conflicts

    func item(_ conflict: Conflict) -> MergeItem {
        let form = form(of: conflict)
        return MergeItem(
            identity: .conflict(conflict.id), node: conflict.node,
            explanation: Self.explanation(of: form, sideCount: 2 + conflict.others.count),
            sides: sides(of: conflict, form),
            texts: texts(of: conflict, form), canTakeBoth: form == .text,
            canType: form == .field || form == .text
                || form == .name && [.section, .page].contains(site[conflict.node]?.kind),
            canTurn: form != .deletion && !conflict.others.isEmpty, isLeft: false)
    }

    /// The sides in the order in which they are shown.
    private struct Order {
        let ours: ConflictSide
        /// What `theirs` takes.
        let theirs: ConflictSide
        let others: [ConflictSide]
        /// Which of the others stands beside ours: `2/2`; nil where there is only one.
        let number: String?
    }

    private func order(of conflict: Conflict) -> Order {
        let both = conflict.sides(ownedBy: document.ownReplicas)
        var others = [both.theirs] + conflict.others
        let index = others.firstIndex { $0.operation == beside } ?? 0
        let number = conflict.others.isEmpty ? nil : "\(index + 1)/\(others.count)"
        let theirs = others.remove(at: index)
        return Order(ours: both.ours, theirs: theirs, others: others, number: number)
    }

    /// What kind of conflict it is; before the history was read, what its row says.
    func form(of conflict: Conflict) -> ConflictDetail.Form {
        if let detail = report?.details[conflict.id] { return detail.form }
        switch conflict.id.kind {
        case .move: return .place
        case .revived: return .deletion
        case .value: break
        }
        let isText = site[conflict.node]?.texts.keys.contains {
            $0.description == conflict.id.field
        }
        if isText == true { return .text }
        return conflict.shown.value == conflict.lost.value ? .name : .field
    }

    private static func explanation(of form: ConflictDetail.Form, sideCount: Int) -> String {
        let isTwo = sideCount == 2
        let who = isTwo ? "Two devices" : "\(sideCount) devices"
        switch form {
        case .field: return "\(who) set it differently; one value shows."
        case .text: return "\(who) wrote it anew; it says \(isTwo ? "both" : "all")."
        case .name: return "Two of one name; the later one gets a number, or another name."
        case .place: return "\(who) moved it to different places."
        case .deletion: return "One device deleted it, another changed it."
        case .choice: return "It was settled on \(who.lowercased()), differently."
        }
    }

    private func base(of conflict: Conflict) -> String? {
        conflict.base ?? report?.details[conflict.id]?.base
    }

    private func sides(of conflict: Conflict, _ form: ConflictDetail.Form) -> [MergeSide] {
        let order = order(of: conflict)
        if form == .deletion {
            return [
                deletionSide(.ours, order.ours, of: conflict),
                deletionSide(.theirs, order.theirs, of: conflict),
            ]
        }
        let base = base(of: conflict).map { words($0, conflict, form) }
        let (ours, theirs) = (
            words(order.ours, conflict, form), words(order.theirs, conflict, form)
        )
        // Places, names and choices are taken or left; they have no words to compare.
        let compares = form == .field || form == .text
        func shown(_ text: String, beside other: String) -> [MergePiece] {
            compares ? pieces(text, from: base, beside: other) : [MergePiece(.plain, text)]
        }
        let before = base.map {
            MergeSide(
                role: .base, title: "before", signature: "what both had seen",
                pieces: compares ? basePieces($0, ours, theirs) : [MergePiece(.plain, $0)])
        }
        return [
            before, side(.ours, order.ours, of: conflict, pieces: shown(ours, beside: theirs)),
            side(
                .theirs, order.theirs, order.number, of: conflict,
                pieces: shown(theirs, beside: ours)),
        ].compactMap { $0 }
            + order.others.map { other in
                side(
                    .other, other, of: conflict,
                    pieces: shown(words(other, conflict, form), beside: ours))
            }
    }

    private func side(
        _ role: MergeSide.Role, _ side: ConflictSide, _ number: String? = nil,
        of conflict: Conflict, pieces: [MergePiece]
    ) -> MergeSide {
        let name =
            switch role {
            case .ours: "ours"
            case .theirs: ["theirs", number].compactMap(\.self).joined(separator: " ")
            default: "also"
            }
        // Of two whole texts neither shows alone.
        let shows =
            side.operation == conflict.shown.operation && side.value != conflict.lost.value
            && form(of: conflict) != .text
        return MergeSide(
            role: role, title: name + (shows ? " · shows now" : ""),
            signature: signature(of: side.operation), pieces: pieces)
    }

    func signature(of operation: OperationID) -> String {
        report?.signatures[operation]
            ?? (document.ownReplicas.contains(operation.replica) ? "this device" : "another device")
    }

    /// What a side says, as a person reads it.
    private func words(
        _ side: ConflictSide, _ conflict: Conflict, _ form: ConflictDetail.Form
    ) -> String {
        guard let value = side.value else { return "(nothing)" }
        let words = words(value, conflict, form)
        if form == .name, side.operation == conflict.lost.operation,
            let shown = site.name(of: conflict.node) ?? site.path(of: conflict.node),
            shown != value
        {
            return "\(words), shown as \(shown)"
        }
        guard form == .place, side.operation == conflict.shown.operation,
            site[conflict.node]?.parent?.description == value
        else { return words }
        return words + neighbour(of: conflict.node)
    }

    private func words(_ value: String, _ conflict: Conflict, _ form: ConflictDetail.Form)
        -> String
    {
        switch form {
        case .field, .text, .name: return site.plain(value, of: conflict.node)
        case .deletion: return value
        case .choice: return choice(value)
        case .place:
            guard let parent = NodeID(value) else { return value }
            guard site[parent] != nil else { return "in something that is deleted" }
            return "in " + MergePlace(site).name(of: parent)
        }
    }

    /// Behind which sibling it stands.
    private func neighbour(of node: NodeID) -> String {
        guard let parent = site[node]?.parent else { return "" }
        // What stands between two sections in the file is nobody's neighbour.
        let siblings = site.children(of: parent).filter { $0.kind != .literal }.map(\.id)
        guard let index = siblings.firstIndex(of: node) else { return "" }
        guard index > 0 else { return ", first" }
        return ", behind " + MergePlace(site).shortName(of: siblings[index - 1])
    }

    /// What one of two resolutions took.
    private func choice(_ value: String) -> String {
        if let operation = OperationID(value) {
            return "the change of " + signature(of: operation)
        }
        if value.hasPrefix("value:") { return String(value.dropFirst("value:".count)) }
        if value.hasPrefix("text:") { return "the text that was taken" }
        return value
    }

    private func deletionSide(
        _ role: MergeSide.Role, _ side: ConflictSide, of conflict: Conflict
    ) -> MergeSide {
        let name = role == .ours ? "ours" : "theirs"
        let base = base(of: conflict)
        let now = site.subtree(of: conflict.node).flatMap { node in
            node.texts.keys.sorted().compactMap { node.texts[$0] }
        }.joined(separator: "\n").withoutInlineMarks
        let seen = base?.withoutInlineMarks ?? now
        if side.value == "deleted" {
            return MergeSide(
                role: role, title: name + " · deleted it", signature: signature(of: side.operation),
                pieces: [MergePiece(.removed, seen)])
        }
        let edited = report?.details[conflict.id]?.edited.map {
            ", changed " + MergePlace(site).shortName(of: $0)
        }
        return MergeSide(
            role: role, title: name + " · kept it" + (edited ?? ""),
            signature: signature(of: side.operation), pieces: pieces(now, from: seen, beside: ""))
    }

    private func texts(of conflict: Conflict, _ form: ConflictDetail.Form) -> MergeItem.Texts? {
        guard form == .field || form == .text else { return nil }
        let order = order(of: conflict)
        return MergeItem.Texts(
            base: base(of: conflict).map { site.plain($0, of: conflict.node) },
            ours: site.plain(order.ours.value ?? "", of: conflict.node),
            theirs: site.plain(order.theirs.value ?? "", of: conflict.node))
    }
}
