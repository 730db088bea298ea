import Foundation
import Testing

@testable import Settings

struct ConfigurationTests {
    @Test func `what a file says is read`() throws {
        let configuration = try Configuration.read(
            "server = \"https://pages.example\"\ntoken = \"t\"\ntheme = \"rye\"\nlocale = \"de-AT\"\n",
            file: "config.toml")

        #expect(configuration.server == "https://pages.example")
        #expect(configuration.token == "t")
        #expect(configuration.theme == "rye")
        #expect(configuration.locale == "de-AT")
        #expect(configuration.keymap == nil)
        #expect(configuration.graphics == nil)
    }

    @Test(arguments: ["cells", "sixel", "kitty", "auto"])
    func `what draws pictures is one of four`(name: String) throws {
        let configuration = try Configuration.read("graphics = \"\(name)\"", file: "config.toml")

        #expect(configuration.graphics?.rawValue == name)
    }

    @Test(arguments: [
        ("server = \"ftp://x\"", 1), ("\n\nsrever = \"https://x\"", 3), ("token = 3", 1),
        ("locale = \"de_AT\"", 1),
        ("theme = \"a\"\nserver =", 2), ("locale = \"\"", 1),
        ("\ngraphics = \"ascii\"", 2),
    ])
    func `a fault is reported with its line`(text: String, line: Int) {
        #expect {
            try Configuration.read(text, file: "config.toml")
        } throws: { error in
            guard case .invalid(let problems)? = error as? SettingsError,
                let problem = problems.first
            else { return false }
            return problem.line == line && problem.description.hasPrefix("config.toml:\(line):")
        }
    }
}

struct SettingsFoldersTests {
    /// A folder that is gone after the test.
    private final class Folder {
        let path = NSTemporaryDirectory() + "pm-settings-\(UUID().uuidString)"

        init(_ files: [String: String]) throws {
            for (name, text) in files {
                let url = URL(fileURLWithPath: path + "/" + name)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: url)
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    @Test func `a person's file goes before the one that is compiled in, and may extend it`() throws
    {
        let folder = try Folder([
            "themes/rye.toml": "name = \"mine\"",
            "themes/new.toml": "name = \"new\"\nextends = \"default-light\"",
            "themes/bad.toml": "name =",
        ])
        let folders = SettingsFolders(folders: [folder.path])

        #expect(try folders.theme(named: "rye").name == "mine")
        #expect(try !folders.theme(named: "new").isDark)
        #expect(folders.themes().map(\.name).contains("bad"))
        #expect(
            folders.themes().first { $0.name == "new" }?.path == folder.path + "/themes/new.toml")
        #expect(throws: SettingsError.self) { try folders.theme(named: "bad") }
    }

    @Test func `a name that is not there is an error with the names that are`() {
        #expect {
            try SettingsFolders(folders: []).keymap(named: "vmi", intents: nil)
        } throws: { error in
            (error as? SettingsError)?.message
                == "There is no keymap named vmi; there are default, emacs, vim"
        }
    }

    @Test func `a path is no name`() {
        #expect(throws: SettingsError.self) {
            try SettingsFolders(folders: ["/etc"]).theme(named: "../passwd")
        }
    }

    @Test func `what is no text is a fault`() throws {
        let folder = try Folder(["x.toml": "a\u{0}b"])

        #expect(throws: SettingsError.self) {
            try SettingsFolders(folders: []).checkTheme(at: folder.path + "/x.toml")
        }
        #expect(throws: SettingsError.self) {
            try SettingsFolders(folders: []).checkTheme(at: folder.path + "/none")
        }
        #expect(throws: SettingsError.self) {
            try SettingsFolders(folders: []).checkTheme(at: folder.path)
        }
    }

    @Test func `a circle of themes ends`() throws {
        let folder = try Folder([
            "themes/a.toml": "name = \"a\"\nextends = \"b\"",
            "themes/b.toml": "name = \"b\"\nextends = \"a\"",
        ])

        #expect(throws: SettingsError.self) {
            try SettingsFolders(folders: [folder.path]).theme(named: "a")
        }
    }
}
