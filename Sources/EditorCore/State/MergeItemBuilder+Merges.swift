import SiteHistory
import SiteModel

/// Automatic merges, the rows of both lists, and words beside those they took the place of.
extension MergeItemBuilder {
    func item(_ merge: MergeReport.Merge) -> MergeItem {
        MergeItem(
            identity: .merge(merge.taken, merge.node, merge.text), node: merge.node,
            explanation: explanation(of: merge), sides: sides(of: merge), texts: texts(of: merge),
            canTakeBoth: merge.isContested, canType: false, canTurn: false,
            isLeft: merge.isLeft)
    }

    /// Where both replaced the same words, a side can be taken as of a conflict.
    private func texts(of merge: MergeReport.Merge) -> MergeItem.Texts? {
        guard merge.isContested, let texts = merge.texts else { return nil }
        return MergeItem.Texts(
            base: site.plain(texts.base, of: merge.node),
            ours: site.plain(texts.ours, of: merge.node),
            theirs: site.plain(texts.theirs, of: merge.node))
    }

    private func explanation(of merge: MergeReport.Merge) -> String {
        if merge.isContested { return "Both changed the same words; the text has both." }
        if !merge.isLeft { return "Theirs was taken back once, or written over since." }
        return merge.text == nil
            ? "Two devices arranged what is in it; it was joined."
            : "Two devices' changes were joined, word by word."
    }

    private func sides(of merge: MergeReport.Merge) -> [MergeSide] {
        guard let texts = merge.texts else {
            return [
                MergeSide(
                    role: .theirs, title: "theirs", signature: merge.signature,
                    pieces: [
                        MergePiece(
                            .plain, merge.text == nil ? placed(by: merge) : "changed this text")
                    ])
            ]
        }
        let (base, ours, theirs, merged) = (
            site.plain(texts.base, of: merge.node), site.plain(texts.ours, of: merge.node),
            site.plain(texts.theirs, of: merge.node), site.plain(texts.merged, of: merge.node)
        )
        return [
            MergeSide(
                role: .base, title: "before", signature: "what both had seen",
                pieces: basePieces(base, ours, theirs)),
            MergeSide(
                role: .ours, title: "ours", signature: merge.ownSignature,
                pieces: pieces(ours, from: base, beside: theirs)),
            MergeSide(
                role: .theirs, title: "theirs", signature: merge.signature,
                pieces: pieces(theirs, from: base, beside: ours)),
            MergeSide(
                role: .result, title: "merged",
                signature: merge.isContested ? "what came of both" : "theirs put into ours",
                // Of words that both changed what was there before is what went.
                pieces: pieces(merged, from: merge.isContested ? base : ours, beside: "")),
        ]
    }

    /// What was put or moved there, by name.
    private func placed(by merge: MergeReport.Merge) -> String {
        guard !merge.placed.isEmpty else { return "put or moved something here" }
        let place = MergePlace(site)
        let names = merge.placed.prefix(Self.namesMax).map { place.shortName(of: $0) }
        let more = merge.placed.count - names.count
        return "put or moved here: " + names.joined(separator: ", ")
            + (more > 0 ? " and \(more) more" : "")
    }

    private static let namesMax = 5

    // MARK: - Rows of the lists

    func row(_ conflict: Conflict) -> MergeRow {
        let other = conflict.sides(ownedBy: document.ownReplicas).theirs
        return MergeRow(
            kind: conflict.id.kind.rawValue,
            place: MergePlace(site).name(of: conflict.node, field: conflict.id.field),
            signature: signature(of: other.operation), mark: "")
    }

    /// - Parameter seen: Up to where in the log merges were looked through.
    func row(_ merge: MergeReport.Merge, seen: UInt64) -> MergeRow {
        MergeRow(
            kind: merge.text == nil ? "order" : "text",
            place: MergePlace(site).name(of: merge.node, field: merge.text?.description ?? ""),
            signature: merge.signature,
            mark: merge.isContested
                ? "check" : !merge.isLeft ? "settled" : merge.position > seen ? "new" : "")
    }

    // MARK: - Words

    /// A side with what it changed; where the common text is not known, with what the other side has not.
    func pieces(_ text: String, from base: String?, beside other: String) -> [MergePiece] {
        guard let base else {
            return TextDifference.pieces(from: other, to: text).filter { $0.kind != .removed }.map {
                MergePiece($0.kind == .added ? .added : .plain, $0.text)
            }
        }
        let pieces = TextDifference.pieces(from: base, to: text)
        let isAnew = !pieces.contains { $0.kind == .same && $0.text.contains(where: \.isLetter) }
        return pieces.filter { !isAnew || $0.kind != .removed }.map { piece in
            switch piece.kind {
            case .same: MergePiece(.plain, piece.text)
            case .removed: MergePiece(.removed, piece.text)
            case .added: MergePiece(.added, piece.text)
            }
        }
    }

    /// The common text with what either side took away.
    func basePieces(_ base: String, _ ours: String, _ theirs: String) -> [MergePiece] {
        WordMerge(base: base, ours: ours, theirs: theirs).parts.compactMap { part in
            switch part {
            case .same(let text): MergePiece(.plain, text)
            case .stretch(let stretch):
                stretch.base.flatMap { $0.isEmpty ? nil : MergePiece(.removed, $0) }
            }
        }
    }
}
