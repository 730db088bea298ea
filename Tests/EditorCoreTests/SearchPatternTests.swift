import Testing

@testable import EditorCore

/// The matched pieces of a text, with what the groups took after a colon.
private func found(
    _ pattern: String, in text: String, ignoresCase: Bool = false
) throws -> [String] {
    let pattern = try SearchPattern(pattern, isRegex: true, ignoresCase: ignoresCase)
    let scalars = text.scalarValues
    var budget = StepBudget(100_000)
    return try pattern.matches(in: scalars, limit: 100, &budget).map { match in
        let groups = match.groups.map { $0.map { String(scalarValues: scalars[$0]) } ?? "-" }
        return ([String(scalarValues: scalars[match.range])] + groups).joined(separator: ":")
    }
}

struct SearchPatternTests {
    @Test(arguments: [
        ("a+", "caaat a", ["aaa", "a"]), ("a+?", "aa", ["a", "a"]),
        ("colou?r", "color colour", ["color", "colour"]),
        ("cat|category", "category", ["cat"]), ("(a)(b)?", "ac", ["a:a:-"]),
        ("(\\w+)@(\\w+)", "me@home", ["me@home:me:home"]), ("[^a-c]+", "abcxyz", ["xyz"]),
        ("[]x]", "]", ["]"]), ("[a-c&]", "&", ["&"]),
        ("\\d{2,3}", "1 22 333 4444", ["22", "333", "444"]),
        ("x{0}y", "xy", ["y"]), ("^a", "a\na", ["a"]), ("(?m)^a$", "a\na", ["a", "a"]),
        ("a$", "a\n", ["a"]), ("a.c", "a\nc abc", ["abc"]), ("(?s)a.c", "a\nc", ["a\nc"]),
        ("(?i)straße", "STRAßE", ["STRAßE"]), ("a(?i)b|c", "aB C c", ["aB", "C", "c"]),
        ("(?i:a)b", "Ab AB", ["Ab"]), ("\\bon\\b", "on ton on", ["on", "on"]),
        ("(\\w)\\1", "hello", ["ll:l"]),
        ("(?<q>['\"]).*?\\k<q>", "'a' \"b\"", ["'a':'", "\"b\":\""]),
        ("foo(?=bar)", "foobar foo", ["foo"]), ("foo(?!bar)", "foobar foot", ["foo"]),
        ("(?<=€)\\d+", "€12 13", ["12"]), ("(?<!€)\\b\\d+", "€12 13", ["13"]),
        ("(?>a+)b", "aaab", ["aaab"]), ("a++a", "aaa", []),
        ("\\p{Lu}\\p{Ll}+", "die Äpfel", ["Äpfel"]),
        ("\\x41\\u0042\\x{43}", "ABC", ["ABC"]), ("\\Qa.b\\E", "a.b axb", ["a.b"]),
        ("x*", "ax", ["", "x", ""]), ("(?:a*)*", "aa", ["aa", ""]),
        ("(a|b)*c", "abac", ["abac:a"]),
        ("(?x) a b", "ab", ["ab"]),
    ])
    func `an expression finds`(_ pattern: String, _ text: String, _ wanted: [String]) throws {
        #expect(try found(pattern, in: text) == wanted)
    }

    @Test func `words are found as they stand, and without case`() throws {
        let exact = try SearchPattern("a.b", isRegex: false, ignoresCase: false)
        let loose = try SearchPattern("ÄPFEL", isRegex: false, ignoresCase: true)

        #expect(exact.count(in: "a.b axb A.B a.b") == 2)
        #expect(loose.count(in: "äpfel Äpfel apfel") == 2)
    }

    @Test(arguments: [
        ("(", 1), ("a)", 2), ("[a", 1), ("*a", 1), ("a{3,1}", 2), ("a{x", 2), ("\\", 1), ("\\q", 1),
        ("[b-a]", 2), ("(?<n>a", 1), ("(?<=a*)b", 1), ("\\2(a)", 1), ("a{5000}", 2), ("\\p{Xx}", 1),
        ("(?z)", 1), ("(?", 1), ("\\x{110000}", 1), ("", 1), ("((a{1000}){1000})", 1), ("[", 1),
        ("[^", 1),
    ])
    func `a bad expression says where`(_ pattern: String, _ column: Int) {
        #expect {
            _ = try SearchPattern(pattern, isRegex: true, ignoresCase: false)
        } throws: {
            ($0 as? PatternError)?.column == column
        }
    }

    @Test(arguments: ["(a+)+$", "(a|a)*x", "(a|aa)+$", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$"])
    func `expressions that are slow elsewhere take few steps here`(_ pattern: String) throws {
        let text = String(repeating: "a", count: 2000) + "!"

        let search = try SearchPattern(pattern, isRegex: true, ignoresCase: false)
        var budget = StepBudget(400_000)
        #expect(try search.matches(in: text.scalarValues, limit: 10, &budget).isEmpty)
    }

    @Test func `counts in counts are refused before they fill the memory`() {
        for part in ["a", "(?:)", "(?=a)", "(?<=a)"] {
            let pattern = (0..<9).reduce(part) { inner, _ in "(?:\(inner)){1000}" }
            for whole in [pattern, "(?<=\(pattern))b", "(?=\(pattern))"] {
                #expect(throws: PatternError.self) {
                    _ = try SearchPattern(whole, isRegex: true, ignoresCase: false)
                }
            }
        }
    }

    @Test func `an expression with references ends by its steps`() throws {
        let search = try SearchPattern("(a*)*\\1b", isRegex: true, ignoresCase: false)
        var budget = StepBudget(50_000)

        #expect(throws: SearchStop.tooManySteps) {
            _ = try search.matches(
                in: String(repeating: "a", count: 60).scalarValues, limit: 10, &budget)
        }
    }

    @Test func `a search ends soon when nobody waits for it any more`() throws {
        let search = try SearchPattern("(a*)*\\1b", isRegex: true, ignoresCase: false)
        var questions = 0
        var budget = StepBudget(.max) {
            questions += 1
            return questions > 2
        }

        #expect(throws: SearchStop.cancelled) {
            _ = try search.matches(
                in: String(repeating: "a", count: 60).scalarValues, limit: 10, &budget)
        }
    }

    @Test func `random patterns and texts neither trap nor hang`() {
        let letters = Array("ab|()*+?[]{}\\^$.1,-:=!<>ikdwxQE&")
        var random = SeededGenerator(state: 7)
        for _ in 0..<4000 {
            let pattern = String(
                (0..<Int.random(in: 1...12, using: &random)).compactMap { _ in
                    letters.randomElement(using: &random)
                })
            guard let search = try? SearchPattern(pattern, isRegex: true, ignoresCase: true) else {
                continue
            }
            var budget = StepBudget(20_000)
            _ = try? search.matches(in: "abba (a1) b\nB".scalarValues, limit: 50, &budget)
        }
    }
}

struct SearchTemplateTests {
    private func replaced(_ pattern: String, _ template: String, in text: String) throws -> String {
        let search = try SearchPattern(pattern, isRegex: true, ignoresCase: false)
        let scalars = text.scalarValues
        var budget = StepBudget(10_000)
        let match = try #require(try search.matches(in: scalars, limit: 1, &budget).first)
        return try SearchTemplate(template, for: search).replacement(for: match, in: scalars)
    }

    @Test(arguments: [
        ("$2 $1", "b a"), ("${x}$0", "aab"), ("\\$1", "$1"), ("$10", "a0"), ("cost $", "cost $"),
        ("$01", "a"),
        ("a\\nb", "a\nb"), ("${nobody}", "${nobody}"),
    ])
    func `groups are put in by number and by name`(_ template: String, _ wanted: String) throws {
        #expect(try replaced("(?<x>a)(b)", template, in: "ab") == wanted)
    }

    @Test(arguments: [("$5", 5, 1), ("x$95", 9, 2), ("a ${12}", 12, 3)])
    func `a group that is not there is a fault`(_ template: String, group: Int, column: Int) throws
    {
        let search = try SearchPattern("(a)(b)", isRegex: true, ignoresCase: false)

        #expect(throws: PatternError(message: "there is no group \(group)", column: column)) {
            try SearchTemplate(template, for: search)
        }
    }

    @Test func `two digits name a group where there are so many`() throws {
        let groups = String(repeating: "(.)", count: 11)

        #expect(try replaced(groups, "$11$10$1", in: "abcdefghijk") == "kja")
    }

    @Test func `of plain words nothing has a meaning`() throws {
        let search = try SearchPattern("a", isRegex: false, ignoresCase: false)
        let match = SearchPattern.Match(range: 0..<1, groups: [])

        #expect(
            try SearchTemplate("$1\\n", for: search).replacement(for: match, in: [97]) == "$1\\n")
    }
}
