import EditorCore
import Foundation
import Settings
import Testing

@testable import EditorApp

struct SettingsWorkerTests {
    private let temporary = TemporaryFolder("pm-settings")
    private var folder: String { temporary.path }

    private func write(_ text: String, to name: String) throws {
        let path = folder + "/" + name
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    private func worker(_ mailbox: EditorMailbox) -> SettingsWorker {
        SettingsWorker(
            folders: SettingsFolders(folders: [folder]), configuration: folder,
            theme: "mono", keymap: "mine", configured: Configuration(),
            choices: EditorChoices(folder: folder), mailbox: mailbox)
    }

    @Test func `a theme that was chosen is there the next time, unless something else names one`()
        throws
    {
        let home = try Home(environment: ["PAGEMAGIC_HOME": folder])
        func read(_ theme: String? = nil) throws -> EditorSettings {
            try EditorSettings(theme: theme, keymap: nil, home: home, executable: nil)
        }
        #expect(try read().isThemeOpen)

        EditorChoices(folder: home.state).keepTheme("mono")
        #expect(try read().themeStem == "mono" && !read().isThemeOpen)
        #expect(try read("default-light").themeStem == "default-light")

        for nonsense in ["../mono", "no-such-theme", "\u{0}", ""] {
            EditorChoices(folder: home.state).keepTheme(nonsense)
            #expect(try read().themeStem == "default-dark", "\(nonsense)")
        }
    }

    @Test func `a keymap that was chosen is there the next time, unless something else names one`()
        throws
    {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let home = try Home(environment: ["PAGEMAGIC_HOME": folder])
        func read(_ keymap: String? = nil) throws -> EditorSettings {
            try EditorSettings(theme: nil, keymap: keymap, home: home, executable: nil)
        }
        #expect(try read().keymapStem == "default")

        EditorChoices(folder: home.state).keepKeymap("vim")
        #expect(try read().keymap.name == "vim")
        #expect(try read("emacs").keymap.name == "emacs")

        EditorChoices(folder: home.state).keepKeymap("no-such-keymap")
        #expect(try read().keymapStem == "default")
    }

    /// What came, in a word each.
    private func words(_ mailbox: EditorMailbox) -> [String] {
        mailbox.take().map { message in
            switch message {
            case .theme(let theme): "theme \(theme.name)"
            case .event(.keymapLoaded(let keymap)): "keymap \(keymap.bindings.map(\.intent))"
            case .event(.noticed(let notice)): notice.text
            case .event(.settingsFault(let fault)): fault?.text ?? "mended"
            case .event: "other"
            }
        }
    }

    @Test
    func `a keymap is read again, and a bad one is said with its place, once, and changes nothing`()
        throws
    {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let mailbox = EditorMailbox()
        let worker = worker(mailbox)
        try write("name = \"mine\"\n[keys.tree]\n\"z\" = \"zoom\"\n", to: "keymaps/mine.toml")
        worker.reload()
        #expect(words(mailbox) == ["theme mono", "keymap [\"zoom\"]"])

        try write("name = \"mine\"\n[keys.tree]\n\"z\" = \"zom\"\n", to: "keymaps/mine.toml")
        worker.reload()
        worker.reload()

        let said = words(mailbox).filter { $0 != "theme mono" }
        #expect(said.count == 1)
        #expect(said.first?.contains("keymaps/mine.toml:3:1: unknown intent \"zom\"") == true)
    }

    @Test func `a configuration that names another theme takes it`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let mailbox = EditorMailbox()
        let worker = worker(mailbox)
        try write("name = \"mine\"\n", to: "keymaps/mine.toml")
        try write("theme = \"paper\"\n", to: "config.toml")

        worker.reload()

        #expect(words(mailbox) == ["theme paper", "keymap []"])
    }

    @Test func `a theme that is gone keeps nobody from the keymap, nor is it asked for for ever`()
        throws
    {
        let mailbox = EditorMailbox()
        let worker = worker(mailbox)
        try write("name = \"mine\"\n", to: "keymaps/mine.toml")
        try write("theme = \"nowhere\"\n", to: "config.toml")

        worker.reload()
        let first = words(mailbox)
        #expect(first.first == "keymap []" && first.last?.contains("nowhere") == true)

        try write("\n", to: "config.toml")
        worker.reload()
        #expect(
            words(mailbox) == [
                "theme default-dark", "keymap []", "mended", "The settings are read again.",
            ])
    }

    @Test func `a fault that is mended is said no more, whatever file it was in`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let mailbox = EditorMailbox()
        let worker = worker(mailbox)
        try write("name = \"mine\"\n", to: "keymaps/mine.toml")
        try write("theme = 3\n", to: "config.toml")
        worker.reload()
        #expect(words(mailbox).last?.contains("config.toml:1:1") == true)

        try write("theme = \"mono\"\n", to: "config.toml")
        worker.reload()
        worker.reload()

        #expect(
            words(mailbox) == [
                "theme mono", "keymap []", "mended", "The settings are read again.", "theme mono",
                "keymap []",
            ])
    }

    @Test func `a configuration that goes leaves what the next start would have, and that is said`()
        throws
    {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let mailbox = EditorMailbox()
        let worker = worker(mailbox)
        try write("name = \"mine\"\n", to: "keymaps/mine.toml")
        try write("keymap = \"vim\"\n", to: "config.toml")
        worker.reload()
        _ = mailbox.take()

        try FileManager.default.removeItem(atPath: folder + "/config.toml")
        worker.reload()

        #expect(words(mailbox).last == "config.toml is gone; the keymap is default.")
    }

    @Test func `a folder that is made while the editor runs is watched as well`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write("name = \"mine\"\n", to: "keymaps/mine.toml")
        let watch = try #require(SettingsWatch([folder, folder + "/keymaps"]))
        try FileManager.default.removeItem(atPath: folder + "/keymaps")
        #expect(watch.wait())

        try FileManager.default.createDirectory(
            atPath: folder + "/keymaps", withIntermediateDirectories: true)
        #expect(watch.wait())
        let file = folder + "/keymaps/mine.toml"
        Thread.detachNewThread {
            try? "x = 1".write(toFile: file, atomically: false, encoding: .utf8)
        }

        #expect(watch.wait())
    }

    @Test func `a file that is written wakes the editor`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write("name = \"mine\"\n", to: "keymaps/mine.toml")
        let mailbox = EditorMailbox()
        let woken = DispatchSemaphore(value: 0)
        mailbox.connect { woken.signal() }
        worker(mailbox).watch(isColoured: true)

        try write("name = \"mine\"\n[keys.tree]\n\"z\" = \"zoom\"\n", to: "keymaps/mine.toml")

        #expect(woken.wait(timeout: .now() + 20) == .success)
    }
}
