import Testing

@testable import EditorCore

/// What the current row of a list has to say, in the rows there are.
struct NoteLineTests {
    private let words = (1...40).map { "word\($0)" }.joined(separator: " ")

    private func notes(_ matched: String) -> [OverlayItem.Note] {
        let before = words.components(upTo: matched)
        return [
            .init(kind: .plain, text: "page.description"),
            .init(
                kind: .removed, text: "before  " + words,
                match: .init(lead: 8, range: (8 + before)..<(8 + before + matched.count))),
            .init(
                kind: .added, text: "after   " + words,
                match: .init(lead: 8, range: (8 + before)..<(8 + before + matched.count))),
        ]
    }

    @Test(arguments: ["word1 ", "word20", "word40"], [(70, 3), (70, 5), (30, 3), (112, 5)])
    func `before and after are both seen, each with the match`(
        matched: String, room: (width: Int, rows: Int)
    ) {
        let lines = NoteLines(notes(matched), width: room.width, rows: room.rows).lines

        #expect(lines.count <= room.rows)
        #expect(lines.allSatisfy { ShownCharacter.width(of: $0.text.trimmed) <= room.width })
        for (kind, lead) in [(OverlayItem.Note.Kind.removed, "before"), (.added, "after")] {
            let own = lines.filter { $0.kind == kind }.map(\.text)
            #expect(own.first?.hasPrefix(lead) == true)
            #expect(own.joined().contains(matched.prefix(6)))
        }
    }

    @Test func `what has room is wrapped once and not cut`() {
        let lines = NoteLines(
            [.init(kind: .plain, text: words)], width: 100, rows: 7
        ).lines.map(\.text)

        #expect(lines.map { $0.trimmed }.joined(separator: " ") == words)
        #expect(lines.dropLast().allSatisfy { $0.count > 90 })
    }

    @Test func `what is too long ends in a mark`() {
        let lines = NoteLines([.init(kind: .plain, text: words)], width: 20, rows: 2).lines

        #expect(lines.count == 2 && lines[1].text.hasSuffix("…"))
    }
}

extension String {
    fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }

    /// The characters before the first place where a word stands.
    fileprivate func components(upTo word: String) -> Int {
        guard let range = firstRange(of: word) else { return 0 }
        return distance(from: startIndex, to: range.lowerBound)
    }
}
