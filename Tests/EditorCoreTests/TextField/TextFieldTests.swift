import Testing

@testable import EditorCore

/// `before|after` with the cursor as `|`, a selection as `[…]` with the cursor at its end that has the `|`.
private func field(_ marked: String) -> TextField {
    var field = TextField(marked.replacing("|", with: ""))
    let place = marked.utf8.firstIndex(of: UInt8(ascii: "|")).map {
        marked.utf8.distance(from: marked.startIndex, to: $0)
    }
    field.cursor = place ?? field.text.utf8.count
    return field
}

private func marked(_ field: TextField) -> String {
    var text = field.text
    text.insert("|", at: text.utf8.index(text.startIndex, offsetBy: field.cursor))
    return text
}

struct TextFieldEditingTests {
    @Test(arguments: [
        ("bread|", "s é 日本 👩‍💻", "breads é 日本 👩‍💻|"), ("b|d", "rea", "brea|d"),
        ("e|x", "\u{301}", "e\u{301}|x"),
        ("👩|x", "\u{200D}💻", "👩‍💻|x"), ("🇫|🇩🇪", "🇷", "🇫🇷|🇩🇪"),
    ])
    func `typing goes in at the cursor, which stays between characters`(
        before: String, typed: String, after: String
    ) {
        var field = field(before)

        field.insert(typed)

        #expect(marked(field) == after)
    }

    @Test(arguments: [
        ("ab|c", "a|c"), ("|a", "|a"), ("e\u{301}|", "|"), ("👩‍💻|", "|"), ("a🇫🇷|", "a|"),
        ("a\n|b", "a|b"),
    ])
    func `backspace takes one character`(before: String, after: String) {
        var field = field(before)

        field.deleteBackward()

        #expect(marked(field) == after)
    }

    @Test(arguments: [
        ("fresh bread|", "fresh |"), ("fresh bread, |", "fresh |"), ("  |", "|"), ("|a", "|a"),
        ("日本語 a|", "日本語 |"),
    ])
    func `a word is taken backwards`(before: String, after: String) {
        var field = field(before)

        field.deleteWordBackward()

        #expect(marked(field) == after)
    }

    @Test(arguments: [("|fresh bread", "| bread"), ("a| , b c", "a| c"), ("a|", "a|")])
    func `a word is taken forwards`(before: String, after: String) {
        var field = field(before)

        field.deleteWordForward()

        #expect(marked(field) == after)
    }

    @Test func `lines are taken up to their ends`() {
        var toEnd = field("one\ntw|o\nthree")
        var toStart = toEnd
        var join = field("one|\ntwo")

        toEnd.deleteToLineEnd()
        toStart.deleteToLineStart()
        join.deleteToLineEnd()

        #expect(marked(toEnd) == "one\ntw|\nthree")
        #expect(marked(toStart) == "one\n|o\nthree")
        #expect(marked(join) == "one|two")
    }

    @Test func `a selection is replaced, deleted or cut whole`() {
        var typed = field("one |two")
        typed.move(.wordRight, selecting: true)
        var cut = typed
        var deleted = typed

        typed.insert("x")
        deleted.deleteBackward()
        let taken = cut.cutSelection()

        #expect(typed.text == "one x")
        #expect(deleted.text == "one " && deleted.selection == nil)
        #expect(cut.text == "one " && taken == "two")
    }

    @Test func `somebody else's edit carries the cursor with its text`() {
        var before = field("one two| three")
        var around = field("one t|wo three")
        var after = field("one| two three")

        for value in [TextEdit(range: 4..<7, replacement: "seven")] {
            before.apply(value)
            around.apply(value)
            after.apply(value)
        }

        #expect(marked(before) == "one seven| three")
        #expect(marked(around) == "one seven| three")
        #expect(marked(after) == "one| seven three")
    }

    @Test func `what was typed is one stretch in scalars`() {
        #expect(
            TextEdit(from: "héllo wörld", to: "héllo big wörld")
                == TextEdit(range: 6..<6, replacement: "big "))
        #expect(TextEdit(from: "aaa", to: "aa") == TextEdit(range: 2..<3, replacement: ""))
        #expect(TextEdit(from: "same", to: "same") == nil)
        #expect(TextEdit(from: "", to: "x") == TextEdit(range: 0..<0, replacement: "x"))
    }

    @Test func `an edit beyond the text changes nothing`() {
        var field = TextField("abc")

        field.apply(TextEdit(range: 2..<9, replacement: "x"))

        #expect(field.text == "abc")
    }
}

struct TextFieldMovementTests {
    @Test(arguments: [
        (TextField.Movement.left, "a👩‍💻|b", "a|👩‍💻b"), (.right, "a|👩‍💻b", "a👩‍💻|b"), (.left, "|a", "|a"),
        (.wordLeft, "one two|", "one |two"), (.wordRight, "|one two", "one| two"),
        (.textStart, "a\nb|", "|a\nb"),
        (.textEnd, "|a\nb", "a\nb|"), (.lineStart, "one\ntw|o", "one\n|two"),
        (.lineEnd, "on|e\ntwo", "one|\ntwo"),
        (.up, "one\ntw|o", "on|e\ntwo"), (.down, "on|e\ntwo", "one\ntw|o"), (.up, "o|ne", "|one"),
        (.down, "o|ne", "one|"),
    ])
    func `the cursor moves`(movement: TextField.Movement, before: String, after: String) {
        var field = field(before)

        field.move(movement)

        #expect(marked(field) == after)
    }

    @Test func `up and down keep the column they began in`() {
        var field = field("long line|\nx\nlong line")

        field.move(.down)
        field.move(.down)

        #expect(marked(field) == "long line\nx\nlong line|")
    }

    @Test func `the ends of a wrapped line are its own`() {
        var field = field("one two| three")

        field.move(.lineStart, width: 8)
        let start = marked(field)
        field.move(.lineEnd, width: 8)
        let end = marked(field)
        field.move(.lineEnd, width: 8)

        #expect(start == "|one two three")
        #expect(end == "one two| three")
        #expect(marked(field) == end)
    }

    @Test func `behind a full last line the line's start is that of its text`() {
        var full = field("one\neight888|")
        var broken = field("eight888\n|")
        #expect(full.cursorCell(width: 8) == (row: 2, column: 0))

        full.move(.lineEnd, width: 8)
        #expect(marked(full) == "one\neight888|")
        full.move(.lineStart, width: 8)
        broken.move(.lineStart, width: 8)

        #expect(marked(full) == "one\n|eight888")
        #expect(marked(broken) == "eight888\n|")
    }

    @Test func `left and right give a selection up at its ends`() {
        var left = field("one |two")
        left.move(.wordRight, selecting: true)
        var right = left

        left.move(.left)
        right.move(.right)

        #expect(marked(left) == "one |two" && left.selection == nil)
        #expect(marked(right) == "one two|")
    }

    @Test func `a click goes to the character under it`() {
        var field = TextField("日本\nab")

        field.place(atRow: 0, column: 3, width: 10)
        let wide = marked(field)
        field.place(atRow: 99, column: 99, width: 10)

        #expect(wide == "日|本\nab")
        #expect(marked(field) == "日本\nab|")
    }
}

struct TextFieldLayoutTests {
    private func lines(_ text: String, _ width: Int) -> [String] {
        let field = TextField(text)
        return field.layout(width: width).map { String(field.text(of: $0)) }
    }

    @Test(arguments: [
        ("", 10, [""]), ("abc", 10, ["abc"]), ("abc", 3, ["abc", ""]),
        ("one two three", 8, ["one two ", "three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]), ("a\n\nb", 5, ["a", "", "b"]),
        ("日本語", 4, ["日本", "語"]),
        ("日本", 1, ["日", "本", ""]), ("ab cd   ef", 5, ["ab cd   ", "ef"]),
        ("hello é world", 7, ["hello é ", "world"]),
        ("a\n", 5, ["a", ""]), ("one two", 0, ["one two"]), ("ab日", 3, ["ab", "日"]),
        ("👩‍💻👩‍💻👩‍💻", 4, ["👩‍💻👩‍💻", "👩‍💻"]),
    ])
    func `lines break after spaces, or where they must`(
        text: String, width: Int, expected: [String]
    ) {
        #expect(lines(text, width) == expected)
    }

    @Test func `the cursor has a cell inside the width`() {
        let full = TextField("abc").cursorCell(width: 3)
        let wide = TextField("日本").cursorCell(width: 10)

        #expect(full.row == 1 && full.column == 0)
        #expect(wide.row == 0 && wide.column == 4)
    }

    /// Letters of ASCII are taken in runs, others one by one.
    @Test(arguments: 0..<200)
    func `runs of letters are wrapped as letters one by one`(seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        let pieces = ["a", "word", "longerword", " ", "  ", "\n", "日", "e\u{301}"]
        let text = (0..<40).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        let width = Int.random(in: 1...14, using: &generator)
        func shape(_ text: String) -> [String] {
            let field = TextField(text)
            return field.layout(width: width).map {
                "\(field.text(of: $0).count) \($0.width) \($0.isWrapped)"
            }
        }

        let single = String(text.map { $0.isASCII && $0.isLetter ? "é" : $0 })

        #expect(shape(text) == shape(single))
    }

    @Test(arguments: 0..<300)
    func `lines cover the text, and every border of characters has a cell`(seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        let pieces = [
            "a", "b", " ", "  ", "\n", "日", "é", "e\u{301}", "👩‍💻", "\t", "🇫🇷", "\u{1B}", "word",
        ]
        let text = (0..<30).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        let width = Int.random(in: 1...12, using: &generator)
        var field = TextField(text)

        let lines = field.layout(width: width)
        let joined = lines.map { String(field.text(of: $0)) + ($0.isWrapped ? "" : "\n") }.joined()

        #expect(joined.filter { $0 != "\n" } == text.filter { $0 != "\n" })
        for (line, next) in zip(lines, lines.dropFirst()) {
            #expect(line.range.upperBound + (line.isWrapped ? 0 : 1) == next.range.lowerBound)
        }
        field.move(.textStart)
        for _ in 0...text.count {
            let cell = field.cursorCell(width: width)
            #expect(cell.column < width && cell.row < lines.count)
            field.move(.right)
        }
    }
}

struct TextFieldFuzzTests {
    @Test(arguments: 0..<200)
    func `whatever is done, the cursor stays between characters`(seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        let pieces = [
            "a", " ", "\n", "日", "\u{301}", "\u{200D}", "💻", "👩", "🇫", "🇷", "\u{1F3FD}", "\r",
            "\u{0}",
        ]
        let movements: [TextField.Movement] = [
            .left, .right, .wordLeft, .wordRight, .up, .down, .pageUp, .pageDown, .lineStart,
            .lineEnd, .textStart,
            .textEnd,
        ]
        var field = TextField()

        for _ in 0..<60 {
            switch Int.random(in: 0..<9, using: &generator) {
            case 0...3: field.insert(pieces.randomElement(using: &generator) ?? "")
            case 4: field.deleteBackward()
            case 5: field.deleteForward()
            case 6: field.deleteWordBackward()
            case 7:
                field.move(
                    movements.randomElement(using: &generator) ?? .left,
                    width: Int.random(in: 0...9, using: &generator),
                    selecting: Bool.random(using: &generator))
            default:
                let count = field.text.unicodeScalars.count
                let start = Int.random(in: 0...count, using: &generator)
                field.apply(
                    TextEdit(
                        range: start..<Int.random(in: start...count, using: &generator),
                        replacement: pieces.randomElement(using: &generator) ?? ""))
            }
            let borders = Set(field.text.indices.map(field.offset) + [field.text.utf8.count])
            #expect(
                borders.contains(field.cursor),
                "seed \(seed): \(field.text.debugDescription) at \(field.cursor)")
        }
    }
}

struct PlainScalarTests {
    @Test
    func `a plain scalar is a character of its own beside any other, as wide as the table says`() {
        for value in [
            0xC0...0x52F, 0x3041...0x30FF, 0x3400...0x3410, 0x4E00...0x4E10, 0xAC00...0xAC20,
        ].joined() {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            var text = String(Character(scalar)) + "é"
            let plain = text.withUTF8 { bytes in PlainScalar(bytes, 0).map { ($0.length, $0.width) }
            }
            guard let plain else { continue }

            #expect(plain.0 == String(scalar).utf8.count)
            #expect(
                plain.1 == ShownCharacter.width(of: Character(scalar)),
                "U+\(String(value, radix: 16))")
            #expect(("a\(scalar)日" + String(scalar)).count == 4)
        }
    }
}

/// Every place of a word at once.
struct TextFieldMatchesTests {
    @Test func `the word at the cursor is changed wherever it stands whole`() {
        var field = field("bread and bre|ad, not breadcrumbs, bread")

        #expect(field.selectMatches() == 3)
        field.insert("r")
        field.insert("olls 👩‍💻")

        #expect(marked(field) == "rolls 👩‍💻 and rolls 👩‍💻|, not breadcrumbs, rolls 👩‍💻")
        field.deleteBackward()
        field.deleteWordBackward()
        #expect(marked(field) == " and |, not breadcrumbs, ")
        field.insert("é")
        #expect(marked(field) == "é and é|, not breadcrumbs, é")
    }

    @Test func `a word is not looked for in other words`() {
        var field = field("the| bathe there")

        #expect(field.selectMatches() == 1)
    }

    @Test func `what is selected is found as it stands, and a movement ends it`() {
        var field = field("a|abaa")
        field.move(.left)
        field.move(.right, selecting: true)
        field.move(.right, selecting: true)

        #expect(field.selectMatches() == 2)
        field.deleteForward()
        #expect(marked(field) == "|b")
        field.move(.right)
        #expect(field.others.isEmpty)
        field.insert("x")
        #expect(field.text == "bx")
    }

    @Test func `no word, or one place only, is said`() {
        var empty = field(" | ")
        #expect(empty.selectMatches() == 0)
        var single = field("sourdough|")
        #expect(single.selectMatches() == 1)
        single.insert("rye")
        #expect(single.text == "rye")
    }

    @Test func `deleting beside each other meets, and nothing is taken twice`() {
        var field = field("x|x")
        field.others = [2..<2]
        field.deleteBackward()
        #expect(field.text == "")
        field.deleteBackward()
        field.deleteWordForward()
        #expect(field.text == "" && field.cursor == 0)
    }

    @Test func `somebody else's edit leaves the cursor alone`() {
        var field = field("bread| bread")
        _ = field.selectMatches()
        field.apply(TextEdit(range: 0..<0, replacement: "Fresh "))
        #expect(field.others.isEmpty)
    }

    @Test(arguments: 0..<UInt64(40))
    func `typing at all places is what typing at each of them is`(seed: UInt64) {
        var random = RandomBits(seed: (seed, 1, 2, 3))
        let words = (0..<12).map { _ in ["ab", "b", "日本", "👩‍💻", " "].randomElement(using: &random)! }
        var field = TextField(words.joined())
        field.cursor = 0
        field.anchor = field.border(after: 0)
        let needle = field.selectedText
        _ = field.selectMatches()
        field.insert("é")
        #expect(field.text == words.joined().replacing(needle, with: "é"))
    }
}
