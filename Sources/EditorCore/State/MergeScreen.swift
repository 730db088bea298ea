import SiteHistory
import SiteModel

/// The screen on which conflicts are settled and automatic merges are looked through: one of them is at hand.
package struct MergeScreen: Hashable, Sendable {
    package enum Part: Hashable, Sendable { case conflicts, merges }

    package internal(set) var part = Part.conflicts
    /// What is at hand; nil where the list is empty.
    package internal(set) var item: MergeItem?
    /// While a side is taken of each of the words that differ.
    package internal(set) var picking: WordPicking?
    /// Of several other sides of the conflict at hand the one that stands beside ours; nil for the first.
    private(set) var beside: OperationID?
    /// Lines of the sides that are scrolled away.
    var scroll = 0
    /// Where the cursor is in each list.
    var cursors: [Part: Int] = [:]
    /// nil until the history was read.
    var report: MergeReport?
    /// Whether a conflict was settled since the screen was opened.
    var hasSettled = false
    /// The conflict that was settled here last.
    var settled: MergeItem.Identity?
    /// Whether another than the person looked at has come to be at hand by itself: the next choice was meant for that.
    var hasChangedHands = false
    /// What `item` was made for.
    private var made: Made?

    private struct Made: Hashable {
        let identity: MergeItem.Identity
        let revision: UInt64
        let report: MergeReport?
        let beside: OperationID?
    }

    package var cursor: Int { cursors[part] ?? 0 }

    /// What the keys can do now; equal ones have equal hints.
    package struct Situation: Hashable, Sendable {
        let part: Part
        let isPicking: Bool
        let hasItem: Bool
        let canPick: Bool
        let canType: Bool
        let canTakeBoth: Bool
        let canTurn: Bool
        let canReverse: Bool
        let hasSettled: Bool
    }

    var situation: Situation {
        Situation(
            part: part, isPicking: picking != nil, hasItem: item != nil,
            canPick: item?.texts != nil, canType: item?.canType ?? false,
            canTakeBoth: item?.canTakeBoth ?? false, canTurn: item?.canTurn ?? false,
            canReverse: item?.isLeft ?? false, hasSettled: hasSettled)
    }

    // MARK: - Lists

    func count(_ part: Part, in document: SiteDocument) -> Int {
        part == .conflicts ? document.conflicts.count : report?.merges.count ?? 0
    }

    private func identity(at index: Int, in document: SiteDocument) -> MergeItem.Identity? {
        switch part {
        case .conflicts:
            document.conflicts.indices.contains(index)
                ? .conflict(document.conflicts[index].id) : nil
        case .merges: merge(at: index).map { .merge($0.taken, $0.node, $0.text) }
        }
    }

    private func merge(at index: Int) -> MergeReport.Merge? {
        guard let merges = report?.merges, merges.indices.contains(index) else { return nil }
        return merges[index]
    }

    mutating func move(by count: Int, in document: SiteDocument) {
        let last = max(0, self.count(part, in: document) - 1)
        cursors[part] = min(max(0, cursor + count), last)
        scroll = 0
    }

    mutating func turn() {
        part = part == .conflicts ? .merges : .conflicts
        picking = nil
        scroll = 0
    }

    /// Sets the next of the other sides beside ours.
    mutating func turnSides(of conflict: Conflict, ownedBy replicas: Set<ReplicaID>) {
        let others = [conflict.sides(ownedBy: replicas).theirs] + conflict.others
        let here = others.firstIndex { $0.operation == beside } ?? 0
        beside = others[(here + 1) % others.count].operation
        scroll = 0
    }

    /// The choice of the side that stands beside ours.
    func theirs(of conflict: Conflict) -> ConflictChoice {
        guard let beside, conflict.others.contains(where: { $0.operation == beside }) else {
            return .theirs
        }
        return .side(beside)
    }

    /// After the document or the report changed: the cursor stays on what it was on, or where it was.
    ///
    /// - Returns: Whether a conflict that was at hand is gone and was not settled here.
    mutating func follow(_ document: SiteDocument) -> Bool {
        guard let item else { return false }
        let index = (0..<count(part, in: document)).first {
            identity(at: $0, in: document) == item.identity
        }
        if let index {
            cursors[part] = index
            return false
        }
        return part == .conflicts && settled != item.identity
    }

    /// After a step was taken back or made again the cursor is on the conflict that came with it: the next choice is meant
    /// for that.
    ///
    /// - Parameter known: The conflicts that were open before.
    mutating func goToWhatCameBack(in document: SiteDocument, besides known: Set<ConflictID>) {
        guard part == .conflicts,
            let index = document.conflicts.firstIndex(where: { !known.contains($0.id) })
        else { return }
        cursors[part] = index
        scroll = 0
    }

    /// Makes what is at hand anew where it, the document or the report changed.
    mutating func refresh(_ document: SiteDocument) {
        cursors[part] = min(cursor, max(0, count(part, in: document) - 1))
        guard let identity = identity(at: cursor, in: document) else {
            (item, made, picking) = (nil, nil, nil)
            return
        }
        if identity != made?.identity { beside = nil }
        let wanted = Made(
            identity: identity, revision: document.revision, report: report, beside: beside)
        guard wanted != made else { return }
        let before = item
        made = wanted
        let builder = MergeItemBuilder(document, report, beside: beside)
        item =
            part == .conflicts
            ? builder.item(document.conflicts[cursor]) : merge(at: cursor).map(builder.item)
        if before?.identity != identity { scroll = 0 }
        // Picks are kept as long as there is the same to pick from.
        if before?.identity != identity || before?.texts != item?.texts { picking = nil }
    }

    /// The rows of the list from `first` on.
    func rows(from first: Int, count: Int, of document: SiteDocument, seen: UInt64) -> [MergeRow] {
        let builder = MergeItemBuilder(document, report)
        let end = min(self.count(part, in: document), first + count)
        return (first..<max(first, end)).compactMap { index in
            part == .conflicts
                ? builder.row(document.conflicts[index])
                : merge(at: index).map { builder.row($0, seen: seen) }
        }
    }
}
