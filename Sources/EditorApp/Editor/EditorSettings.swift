import EditorCore
import Foundation
import ScreenCore
import Settings
import Synchronization

/// The theme and the keymap that the editor starts with, and where they come from.
struct EditorSettings: Sendable {
    let folders: SettingsFolders
    let configuration: Configuration
    let configurationFolder: String
    let choices: EditorChoices
    /// Names of the files that the theme and the keymap came from, without `.toml`.
    let themeStem: String
    let keymapStem: String
    let theme: Theme
    let keymap: Keymap
    /// Nobody has named a theme.
    let isThemeOpen: Bool

    /// Reads the files.
    ///
    /// - Throws: What `CommandFailure` has words for, at the first fault.
    init(theme: String?, keymap: String?, home: Home, executable: String?) throws {
        folders = SettingsFolders(configuration: home.configuration, executable: executable)
        configuration = try home.readConfiguration()
        configurationFolder = home.configuration
        choices = EditorChoices(folder: home.state)
        let named = theme ?? configuration.theme
        let kept = named == nil ? choices.theme : nil
        if let kept, let theme = try? folders.theme(named: kept) {
            (themeStem, self.theme, isThemeOpen) = (kept, theme, false)
        } else {
            themeStem = named ?? "default-dark"
            self.theme = try folders.theme(named: themeStem)
            isThemeOpen = named == nil
        }
        let intents = Set(Command.all.map(\.name))
        let namedKeymap = keymap ?? configuration.keymap
        let keptKeymap = namedKeymap == nil ? choices.keymap : nil
        if let keptKeymap,
            let keymap = try? folders.keymap(named: keptKeymap, intents: intents)
        {
            (keymapStem, self.keymap) = (keptKeymap, keymap)
        } else {
            keymapStem = namedKeymap ?? "default"
            self.keymap = try folders.keymap(named: keymapStem, intents: intents)
        }
    }

    /// Begins to read them beside what is done meanwhile: opening a store takes as long.
    static func later(
        theme: String? = nil, keymap: String? = nil, in program: Program
    ) throws -> Later<EditorSettings> {
        let (home, executable) = (try program.home(), program.executable)
        return Later {
            try EditorSettings(theme: theme, keymap: keymap, home: home, executable: executable)
        }
    }
}

/// What a person chose in the editor, for the next time: the names of the theme and the keymap, each in a file of the
/// state folder. Nothing is lost with them; what cannot be read or written is as if it were not there.
struct EditorChoices: Sendable {
    private let folder: String

    /// - Parameter folder: That of what may be lost.
    init(folder: String) { self.folder = folder }

    var theme: String? { kept("theme") }
    var keymap: String? { kept("keymap") }

    private func kept(_ what: String) -> String? {
        guard let bytes = try? InputFile.read("\(folder)/\(what)", limit: 200) else { return nil }
        let name = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(
            String.init)
        return name.flatMap { $0.contains("/") ? nil : $0 }
    }

    func keepTheme(_ name: String) { keep(name, as: "theme") }

    /// - Parameter stem: The file's name without `.toml`.
    func keepKeymap(_ stem: String) { keep(stem, as: "keymap") }

    private func keep(_ name: String, as what: String) {
        try? OutputFile.write(Array((name + "\n").utf8), to: "\(folder)/\(what)")
    }
}

/// A value that another thread makes.
final class Later<Value: Sendable>: Sendable {
    private let made = Mutex<Result<Value, any Error>?>(nil)
    private let done = DispatchSemaphore(value: 0)

    init(_ make: @escaping @Sendable () throws -> Value) {
        // A thread that is gone afterwards: those of a queue wake up once more to go.
        Thread.detachNewThread { [self] in
            let result = Result { try make() }
            made.withLock { $0 = result }
            done.signal()
        }
    }

    /// Waits for it.
    ///
    /// - Throws: What making it threw.
    func value() throws -> Value {
        done.wait()
        defer { done.signal() }
        guard let result = made.withLock({ $0 }) else { throw CancellationError() }
        return try result.get()
    }
}
