import SiteHistory
import SiteModel
import TerminalTestSupport
import Testing

@testable import EditorCore
@testable import ScreenCore

struct MergePainterTests {
    private func state(columns: Int, rows: Int) -> EditorState {
        var state = PainterSample.state(columns: columns, rows: rows)
        guard let document = state.document,
            let title = document.site.keyedTexts().first(where: { $0.key == "hero.title" })
        else { return state }
        let (own, other) = (ReplicaID(rawValue: 1), ReplicaID(rawValue: 2))
        let conflict = Conflict(
            id: ConflictID(
                kind: .value, field: "text@en", loser: OperationID(replica: own, seq: 1)),
            node: title.node, base: "bread daily",
            shown: ConflictSide(
                operation: OperationID(replica: other, seq: 1), value: "bread nightly"),
            lost: ConflictSide(operation: OperationID(replica: own, seq: 1), value: "cakes daily"),
            others: [])
        _ = state.update(
            .documentChanged(
                SiteDocument(
                    site: document.site, conflicts: [conflict], revision: document.revision + 1,
                    ownReplicas: [own])))
        _ = state.update(.mergesCounted([5], contested: 0, seen: 0))
        _ = state.update(.input(.key(.control("g"))))
        return state
    }

    private func lines(_ state: EditorState) -> [String] {
        ScreenPainter.render(state, theme: .uncoloured).text().split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
    }

    @Test func `the screen stands between header and status line, sides beside each other`() {
        let text = lines(state(columns: 120, rows: 30))

        #expect(text[0].contains("⚠ 1") && text[0].contains("⇄ 1 merged"))
        #expect(text[1].contains("[Conflicts 1]"))
        #expect(text[2].contains("value") && text[2].contains("hero › title"))
        #expect(
            text.contains {
                $0.contains("[-bread-] [-daily-]") && $0.contains("[-bread-]{+cakes+} daily")
                    && $0.contains("bread [-daily-]{+nightly+}")
            })
        #expect(text[29].contains("o ours"))
    }

    @Test func `colours take the place of marks, but around what is gone`() {
        let theme = Theme(
            name: "x",
            roles: [
                .diffAdded: CellStyle(foreground: .indexed(2)),
                .diffRemoved: CellStyle(foreground: .indexed(1)),
            ])
        let frame = ScreenPainter.render(state(columns: 120, rows: 30), theme: theme)

        #expect(frame.text().contains("[-bread-]cakes daily"))
        #expect(!frame.text().contains("{+"))
    }

    @Test func `every size is painted`() {
        for columns in [1, 7, 20, 40, 60, 99, 100, 140] {
            for rows in [1, 2, 3, 5, 8, 12, 24, 50] {
                var state = state(columns: columns, rows: rows)
                #expect(lines(state).count >= rows)
                _ = state.update(.input(.key(.character("w"))))
                #expect(lines(state).count >= rows)
            }
        }
    }
}
