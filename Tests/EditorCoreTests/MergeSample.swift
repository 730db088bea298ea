import SiteHistory
import SiteModel

@testable import EditorCore

/// The sample site with conflicts of every kind, as replica 1 sees them, and what was merged by itself.
struct MergeSample {
    static let own = ReplicaID(rawValue: 1)
    static let other = ReplicaID(rawValue: 2)
    static let third = ReplicaID(rawValue: 3)
    private let sample = SampleSite()

    static func id(_ replica: ReplicaID, _ seq: UInt64) -> OperationID {
        OperationID(replica: replica, seq: seq)
    }

    private func side(_ replica: ReplicaID, _ seq: UInt64, _ value: String?) -> ConflictSide {
        ConflictSide(operation: Self.id(replica, seq), value: value)
    }

    func text(_ key: String) -> NodeID {
        sample.site.keyedTexts().first { $0.key == key }?.node ?? sample.site.id
    }

    private var link: NodeID { sample.site[text("hero.text-2")]?.parent ?? sample.site.id }

    /// Two values of an attribute; the other's shows.
    var field: Conflict {
        Conflict(
            id: ConflictID(kind: .value, field: "a:href", loser: Self.id(Self.own, 1)), node: link,
            base: "/order", shown: side(Self.other, 1, "/order-online"),
            lost: side(Self.own, 1, "/order-now"), others: [side(Self.other, 9, nil)])
    }

    /// Three devices' texts; the third one's is the longest.
    var three: Conflict {
        Conflict(
            id: texts.id, node: texts.node, base: nil, shown: texts.shown, lost: texts.lost,
            others: [side(Self.third, 1, "Vegan bread, baked daily and given away")])
    }

    /// Two whole texts; the row does not know what was before.
    var texts: Conflict {
        Conflict(
            id: ConflictID(kind: .value, field: "text@en", loser: Self.id(Self.other, 2)),
            node: text("hero.title"), base: nil,
            shown: side(Self.own, 2, "Vegan buns, baked nightly"),
            lost: side(Self.other, 2, "Vegan bread, baked hourly and sold"), others: [])
    }

    var move: Conflict {
        Conflict(
            id: ConflictID(kind: .move, field: "", loser: Self.id(Self.other, 3)),
            node: sample.id("menu"), base: nil,
            shown: side(Self.own, 3, sample.site.pages[0].id.description),
            lost: side(Self.other, 3, sample.site.pages[1].id.description), others: [])
    }

    var revived: Conflict {
        Conflict(
            id: ConflictID(kind: .revived, field: "", loser: Self.id(Self.other, 4)),
            node: sample.id("opening-hours"), base: nil, shown: side(Self.own, 4, "kept"),
            lost: side(Self.other, 4, "deleted"), others: [])
    }

    /// Two pages of one path.
    var name: Conflict {
        Conflict(
            id: ConflictID(kind: .value, field: "path", loser: Self.id(Self.other, 5)),
            node: sample.site.pages[1].id, base: nil, shown: side(Self.own, 5, "/about"),
            lost: side(Self.other, 5, "/about"), others: [])
    }

    /// A text that was settled twice.
    var choice: Conflict {
        Conflict(
            id: ConflictID(kind: .value, field: "text@en", loser: Self.id(Self.other, 6)),
            node: text("hero.text"), base: nil, shown: side(Self.own, 6, "both"),
            lost: side(Self.other, 6, "text:0011"), others: [])
    }

    var all: [Conflict] { [field, texts, move, revived, name, choice] }

    var report: MergeReport {
        let operations = all.flatMap { [$0.shown, $0.lost] + $0.others }.map(\.operation)
        let signatures = operations.map { id in
            (id, "\(id.replica == Self.own ? "ana" : "ben")@example.com, 25 Nov 2026")
        }
        return MergeReport(
            signatures: Dictionary(signatures) { first, _ in first },
            details: [
                field.id: ConflictDetail(form: .field, base: "/order"),
                texts.id: ConflictDetail(form: .text, base: "Vegan bread, baked daily"),
                move.id: ConflictDetail(
                    form: .place, base: sample.site.pages[0].id.description),
                revived.id: ConflictDetail(
                    form: .deletion, base: "Mo–Fr 7–17", edited: text("opening-hours.text")),
                name.id: ConflictDetail(form: .name), choice.id: ConflictDetail(form: .choice),
            ], merges: merges)
    }

    var merges: [MergeReport.Merge] {
        [
            MergeReport.Merge(
                taken: Self.id(Self.other, 20), position: 30, node: text("hero.text"),
                text: .text("en"), signature: "ben@example.com, 24 Nov 2026",
                ownSignature: "this device, not sent yet",
                texts: MergedTexts(
                    base: "Order before ten", ours: "Order well before ten",
                    theirs: "Order before noon", merged: "Order well before noon"), isLeft: true),
            MergeReport.Merge(
                taken: Self.id(Self.other, 10), position: 12, node: sample.id("menu"), text: nil,
                signature: "ben@example.com, 20 Nov 2026", ownSignature: "", texts: nil,
                isLeft: false),
        ]
    }

    func document(_ conflicts: [Conflict]? = nil, revision: UInt64 = 2) -> SiteDocument {
        SiteDocument(
            site: sample.site, conflicts: conflicts ?? all, revision: revision,
            ownReplicas: [Self.own])
    }

    /// An editor with the merge screen open on some of the conflicts.
    func state(columns: Int = 120, rows: Int = 40, _ conflicts: Conflict...) -> EditorState {
        var state = EditorState.sample(columns: columns, rows: rows)
        _ = state.update(.documentChanged(document(conflicts.isEmpty ? nil : conflicts)))
        _ = state.press("ctrl-g")
        _ = state.update(.mergesRead(report))
        return state
    }
}

extension EditorState {
    /// The merge screen as text, without spaces at the ends of lines; marks stand for colours.
    var mergeLines: [String] {
        (mergePicture(isColoured: false)?.lines ?? []).map { line in
            var text = ""
            for run in line.runs {
                let used = ShownCharacter.width(of: text)
                text += String(repeating: " ", count: max(0, run.column - used)) + run.text
            }
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    /// The lines that hold some words.
    func mergeLines(with words: String) -> [String] { mergeLines.filter { $0.contains(words) } }
}
