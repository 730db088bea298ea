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
        isThemeOpen = theme == nil && configuration.theme == nil
        themeStem = theme ?? configuration.theme ?? "default-dark"
        self.theme = try folders.theme(named: themeStem)
        keymapStem = keymap ?? configuration.keymap ?? "default"
        self.keymap = try folders.keymap(
            named: keymapStem, intents: Set(Command.all.map(\.name)))
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

/// A value that another thread makes.
final class Later<Value: Sendable>: Sendable {
    private let made = Mutex<Result<Value, any Error>?>(nil)
    private let done = DispatchSemaphore(value: 0)

    init(_ make: @escaping @Sendable () throws -> Value) {
        DispatchQueue.global(qos: .userInteractive).async { [self] in
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
