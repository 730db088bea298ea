import Foundation
import ScreenCore
import Testing

@testable import Settings

/// The fault of a theme's text; nil where it has none.
private func fault(_ text: String) -> SettingsProblem? {
    do {
        _ = try ThemeFile.read(text, file: "bad.toml")
        return nil
    } catch {
        guard case .invalid(let problems) = error else { return nil }
        return problems.first
    }
}

struct ThemeFaultTests {
    @Test func `every fault is told, in the order of the lines`() {
        let text = """
            name = "x"
            kind = "night"
            [palette]
            ink = "inkk"
            [tokens]
            "ui.text" = "ink"
            "ui.nothing" = "red"
            "error" = { fg = "#12", bold = 3 }
            """

        #expect {
            try ThemeFile.read(text, file: "bad.toml")
        } throws: { error in
            guard case .invalid(let problems)? = error as? SettingsError else { return false }
            return problems.map(\.line) == [2, 4, 7, 8]
        }
    }
}

/// How many broken files are tried; more by hand, with PM_SETTINGS_FUZZ.
private let fuzzCount =
    ProcessInfo.processInfo.environment["PM_SETTINGS_FUZZ"].flatMap(Int.init) ?? 300

struct ThemeFileTests {
    @Test func `roles have colours and attributes`() throws {
        let theme = try ThemeFile.read(
            """
            name = "x"
            kind = "light"
            [palette]
            ink = "#102030"
            [tokens]
            "ui.text" = { fg = "ink", bg = "#fff" }
            "error" = "bright-red"
            "tree.cursor" = { bg = 24, bold = true, italic = false }
            "ui.dim" = "default"
            """, file: "x.toml")

        #expect(!theme.isDark)
        #expect(
            theme.style(.text)
                == CellStyle(foreground: .rgb(16, 32, 48), background: .rgb(255, 255, 255)))
        #expect(theme.style(.error) == CellStyle(foreground: .indexed(9)))
        #expect(theme.style(.treeCursor) == CellStyle(background: .indexed(24), attributes: .bold))
        #expect(theme.style(.dim).foreground == .standard)
    }

    @Test func `a role that is not named is found by dropping the last dot`() throws {
        let theme = try ThemeFile.read(
            "name = \"x\"\n[tokens]\n\"conflict\" = \"red\"", file: "x.toml")

        #expect(theme.style(.conflictOurs) == theme.style(.conflict))
        #expect(theme.style(.treePage) == .plain)
    }

    @Test func `a theme may extend another`() throws {
        let base = try ThemeFile.read(
            "name = \"a\"\nkind = \"light\"\n[tokens]\n\"ok\" = 2\n\"error\" = 1", file: "a.toml")

        let theme = try ThemeFile.read(
            "name = \"b\"\nextends = \"a\"\n[tokens]\n\"ok\" = 3", file: "b.toml"
        ) {
            $0 == "a" ? base : nil
        }

        #expect(theme.style(.ok).foreground == .indexed(3))
        #expect(theme.style(.error).foreground == .indexed(1))
        #expect(!theme.isDark)
    }

    @Test(arguments: [
        ("name = \"x\"\n[tokens]\n\"ui.text\" = 12 13\n", 3),
        ("name = \"x\"\n\n[tokens]\n\"ui.txt\" = 12\n", 4),
        ("name = \"x\"\nnome = 1\n", 2), ("[tokens]\n", 1), ("name = \"x\"\nkind = \"grey\"", 2),
        ("name = 3", 1),
        ("name = \"x\"\n[tokens]\n\"ok\" = \"#12345\"", 3),
        ("name = \"x\"\n[tokens]\n\"ok\" = 256", 3),
        ("name = \"x\"\n[tokens]\nok = { fg = 1, glow = true }", 3),
        ("name = \"x\"\n[tokens]\nok = { bold = 1 }", 3),
        ("name = \"x\"\n[palette]\nink = [1]", 3), ("name = \"x\"\nextends = \"y\"", 2),
        ("name = \"x\"\ntokens = 3", 2),
        ("name = \"x\"\n[tokens.\"ok\"]\nfg = 1\nbg = \"reddish\"", 4),
        ("name = \"x\"\nname = \"y\"", 2), ("\u{0}", 1),
        ("name = \"x\"\n[tokens]\n\"ok\" = -1", 3), ("name = \"x\"\n[,]", 2), ("[", 1),
        ("\n\n [[\t= ]]", 3), ("\u{FEFF}[ #", 1), ("name = \"x\"\r\n[tokens]\r\nok = 300\r\n", 3),
        ("a = 1\r\n[\r\n", 2), ("[]", 1), ("[é]", 1), ("a = 1\r[,", 2),
        ("name = \"x\"\n[tokens]\n\"ok\" = 1.5", 3),
    ])
    func `a fault is reported with its line`(text: String, line: Int) {
        let problem = fault(text)

        #expect(problem?.file == "bad.toml")
        #expect(problem?.line == line, "\(problem?.description ?? "no fault")")
    }

    @Test func `a fault in a one-line table has its column, and a word that was perhaps meant`() {
        let problem = fault("name = \"x\"\n[tokens]\nok = { fg = 1, bould = true }")

        #expect(problem?.column == 16)
        #expect(problem?.message == "unknown key \"bould\"; perhaps \"bold\"")
    }

    @Test(arguments: 0..<fuzzCount)
    func `a broken file is a fault and never stops the program`(seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        guard var bytes = Shipped.themes["default-dark"].map({ Array($0.utf8) }) else { return }
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: bytes.indices, using: &generator)
            bytes[place] = "\"'[]{}=\n\r#,.\\x0-+:_ué ".utf8.randomElement(using: &generator) ?? 0
        }
        if seed.isMultiple(of: 3) {
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
        }

        let problem = fault(String(decoding: bytes, as: UTF8.self))

        #expect(problem.map { $0.line >= 1 && $0.column >= 1 } ?? true)
    }
}

struct ShippedThemeTests {
    private let folders = SettingsFolders(folders: [])

    @Test func `six themes and more are shipped, and load`() throws {
        let choices = folders.themes()

        #expect(choices.count >= 6)
        for choice in choices {
            #expect(try folders.theme(named: choice.name).name == choice.name)
            #expect(!choice.summary.isEmpty)
        }
    }

    @Test(arguments: SettingsFolders(folders: []).themes().map(\.name))
    func `every word of a theme can be read on its ground`(name: String) throws {
        let theme = try folders.theme(named: name)
        let wanted = name == "high-contrast" ? 7.0 : 4.5

        for role in Role.allCases where role.isText {
            for ground in [role] + Self.rows(under: role) {
                let own = theme.groundedStyle(role)
                let background =
                    theme.style(ground).background ?? theme.groundedStyle(ground).background
                guard let foreground = own.foreground, let background else { continue }
                guard case .rgb = foreground, case .rgb = background else { continue }
                for depth in [ColourDepth.direct, .indexed256] {
                    let contrast = foreground.converted(to: depth).contrast(
                        with: background.converted(to: depth))
                    #expect(
                        contrast >= wanted,
                        "\(role.rawValue) on \(ground.rawValue), \(depth): \(contrast)")
                }
            }
        }
    }

    /// The rows that a role's words may be tinted with.
    private static func rows(under role: Role) -> [Role] {
        switch role {
        case .treePage, .treeSection, .treeElement, .treeText, .treeRaw, .treeMark:
            [.treeCursor, .treeCursorUnfocused]
        case .panelDim, .panelMatch, .panelKey: [.panelCursor]
        case .previewText, .previewHeading, .previewLink, .previewImage, .previewDim:
            [.previewCurrent]
        default: []
        }
    }

    @Test func `a terminal of few colours gets a theme it can show`() throws {
        #expect(try folders.theme(named: "rye", depth: .direct).name == "rye")
        #expect(try folders.theme(named: "rye", depth: .eight).name == "ansi16")
        #expect(try folders.theme(named: "mono", depth: .eight).name == "mono")
        #expect(try folders.theme(named: "rye", depth: .none) == .uncoloured)
        #expect(throws: SettingsError.self) { try folders.theme(named: "nothing", depth: .none) }
    }

    @Test func `contrast is as the standard has it`() {
        #expect(abs(Colour.rgb(0, 0, 0).contrast(with: .rgb(255, 255, 255)) - 21) < 0.001)
        #expect(abs(Colour.rgb(119, 119, 119).contrast(with: .rgb(255, 255, 255)) - 4.478) < 0.01)
    }
}

/// SplitMix64: the same numbers for the same seed.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
