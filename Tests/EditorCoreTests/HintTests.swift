import Testing

@testable import EditorCore

struct HintTests {
    private let hints = [
        Hint(keys: "Enter", words: "keep"), Hint(keys: "^J", words: "new line"),
        Hint(keys: "Esc", words: "cancel", leaves: true), Hint(keys: "^Z", words: "undo"),
    ]

    @Test(arguments: [
        (80, "Enter keep  ^J new line  Esc cancel  ^Z undo"),
        (43, "Enter keep  ^J new line  Esc cancel"), (30, "Enter keep  Esc cancel"),
        (20, "Esc cancel  ^Z undo"), (10, "Esc cancel"), (9, "^Z undo"), (3, ""),
    ])
    func `hints are whole, and what leaves comes before what is nice to have`(
        width: Int, line: String
    ) {
        let shown = Hint.fitting(hints, in: width)

        #expect(shown.map { "\($0.keys) \($0.words)" }.joined(separator: "  ") == line)
    }
}
